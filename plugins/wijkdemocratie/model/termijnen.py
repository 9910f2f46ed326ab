"""Terms for an advice, how they changed over the years, and when a clock stood still."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .datums import Dag
from .soorten import Eenheid, Klokbegin, Kloksoort
from .velden import Deel, Geheel, JaNee, Regel, parse_getal


class Termijnversie(Deel):
    """A term as it held for a time: so many days, working days or weeks. Always called what its source calls it."""

    vanaf: Dag | None = None
    """De eerste dag waarop deze termijn geldt. Weggelaten: de termijn gold altijd al."""
    aantal: Annotated[Geheel, parse_getal(1, 1000)]
    """Hoeveel dagen, werkdagen of weken."""
    eenheid: Eenheid
    """dagen, werkdagen of weken."""
    start: Klokbegin = Klokbegin.INDIENING
    """indiening of bevestiging: de dag waarop de klok begint. Alleen bij de reactie kan het de bevestiging zijn.

    Is er niet op tijd bevestigd, dan begint de klok op de laatste dag voor de bevestiging.
    """
    bron: Regel
    """Waar deze termijn vandaan komt."""
    label: Regel = "streeftermijn"
    """Hoe de bron de termijn noemt."""
    voorbeeld: JaNee = False
    """ja als de termijn een verzonnen voorbeeld is."""


class Termijn(Termijnversie):
    """The term as it is now, with what it was before: a new term says nothing about an older advice."""

    eerder: tuple[Termijnversie, ...] = ()
    """Wat de termijn eerder was, de nieuwste bovenaan. Zo verandert een nieuwe termijn niets aan oude adviezen."""


class Termijnen(Deel):
    """The terms for an advice (§2.2, besluit VII). A term that nobody set is left out, not made up."""

    bevestiging: Termijn | None = None
    """Van ontvangst van het advies tot de ontvangstbevestiging."""
    reactie: Termijn | None = None
    """Van ontvangst van het advies tot de inhoudelijke reactie."""
    advies: Termijn | None = None
    """Van de vraag om advies tot het advies."""


class Opschorting(Deel):
    """Days on which a clock stands still, with the reason. The number never changes and is never used again."""

    nr: Geheel
    """1 voor de eerste opschorting, 2 voor de tweede, enzovoort."""
    van: Dag
    """De eerste dag waarop de klok stilstaat. Kies de dag waarop u dit op de site zet, of een dag die nog komt."""
    tot: Dag | None = None
    """De laatste dag waarop de klok stilstaat. Weggelaten zolang dat niet bekend is."""
    reden: Regel
    """Waarom de klok stilstaat."""
    klokken: Annotated[tuple[Kloksoort, ...], Field(min_length=1)] = (Kloksoort.REACTIE,)
    """advies, bevestiging en/of reactie: welke klok stilstaat. Weggelaten: reactie."""
