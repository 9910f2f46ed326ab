"""Terms and clocks: by when an advice has to be acknowledged and answered, and how that stands on a day.

The council proposal names no term (§2.2, besluit VII), so terms are data with a source (`Termijn`). The day on
which a clock starts does not count; the last day does. A term in days or weeks ends on the day it ends on, also in
a weekend: no source says that it moves.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from holidays import country_holidays

from .model import Eenheid, Keuze, Termijn


class Klokstand(Keuze):
    """How a clock stands on a day."""

    NIET_BEGONNEN = "niet-begonnen", "nog niet begonnen"
    LOOPT = "loopt", "binnen de termijn"
    OVER_TIJD = "over-tijd", "te laat, nog geen antwoord"
    OP_TIJD = "op-tijd", "op tijd"
    TE_LAAT = "te-laat", "te laat"
    OPEN = "open", "nog geen antwoord"
    KLAAR = "klaar", "gedaan"


@dataclass(frozen=True, slots=True)
class Klok:
    """One clock on a peildatum. `verstreken` counts days since the start, `over` days left (negative: too late)."""

    stand: Klokstand
    begin: date | None = None
    uiterste: date | None = None
    klaar: date | None = None
    termijn: Termijn | None = None
    verstreken: int = 0
    over: int | None = None

    @property
    def is_laat(self) -> bool:
        """Whether the term has passed, answered or not."""
        return self.stand in (Klokstand.OVER_TIJD, Klokstand.TE_LAAT)


@cache
def _list_feestdagen(jaar: int) -> frozenset[date]:
    """Return the Dutch public holidays of a year."""
    return frozenset(country_holidays("NL", years=jaar))


def is_werkdag(dag: date) -> bool:
    """Say whether people work on this day in the Netherlands."""
    return dag.weekday() < 5 and dag not in _list_feestdagen(dag.year)


def compute_uiterste(begin: date, termijn: Termijn) -> date:
    """Return the last day of a term that starts on `begin`."""
    if termijn.eenheid is Eenheid.WEKEN:
        return begin + timedelta(weeks=termijn.aantal)
    if termijn.eenheid is Eenheid.DAGEN:
        return begin + timedelta(days=termijn.aantal)
    dag, left = begin, termijn.aantal
    while left:
        dag += timedelta(days=1)
        left -= is_werkdag(dag)
    return dag


def read_klok(begin: date | None, klaar: date | None, termijn: Termijn | None, peildatum: date) -> Klok:
    """Return how a clock stands on `peildatum`: what happened later has not happened yet."""
    if begin is None or begin > peildatum:
        return Klok(Klokstand.NIET_BEGONNEN, termijn=termijn)
    if klaar is not None and klaar > peildatum:
        klaar = None
    verstreken = ((klaar or peildatum) - begin).days
    if termijn is None:
        stand = Klokstand.KLAAR if klaar else Klokstand.OPEN
        return Klok(stand, begin, None, klaar, None, verstreken)
    uiterste = compute_uiterste(begin, termijn)
    if klaar:
        stand = Klokstand.OP_TIJD if klaar <= uiterste else Klokstand.TE_LAAT
    else:
        stand = Klokstand.LOOPT if peildatum <= uiterste else Klokstand.OVER_TIJD
    return Klok(stand, begin, uiterste, klaar, termijn, verstreken, (uiterste - (klaar or peildatum)).days)
