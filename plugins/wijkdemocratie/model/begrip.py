"""What words mean here and since when: the definitions of a reikwijdte, and the fields of policy (besluit III).

A council may redefine them. A new version is added and the old one stays, so that a proposal keeps the definition
under which it was mapped.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from .datums import Deeldatum
from .velden import Deel, Geheel, JaNee, Regel, Slug


class Begrip(Deel):
    """One version of the definition of a reikwijdte, with its source (§4.4.1)."""

    soort: Slug
    """wijkspecifiek, wijkoverstijgend of stedelijk."""
    versie: Geheel = 1
    """1 voor de eerste omschrijving, 2 voor de tweede, enzovoort. Laat een oude versie altijd staan."""
    vanaf: Deeldatum | None = None
    """Sinds wanneer deze omschrijving geldt: een dag, maand of jaar. Alleen bij de eerste versie mag dit weg."""
    omschrijving: Regel
    """Wat het betekent, in gewone woorden."""
    bron: Regel
    """Waar de omschrijving vandaan komt."""


class Herziening(Deel):
    """A later decision about a field of policy; the first one stays where it is."""

    versie: Geheel
    """2 voor de eerste herziening, 3 voor de tweede, enzovoort."""
    vanaf: Deeldatum
    """Sinds wanneer dit geldt: een dag, maand of jaar."""
    wijkspecifiek: JaNee
    """ja als een klankbordgroep hier vanaf dan altijd over adviseert."""
    bron: Regel
    """Waar dit is besloten."""


class Beleidsterrein(Deel):
    """A field of policy. Which are wijkspecifiek is data: besluit III still has to define it (§4.4.1)."""

    slug: Slug
    """De vaste naam."""
    naam: Regel
    """De naam zoals bewoners die lezen."""
    wijkspecifiek: JaNee
    """ja als een klankbordgroep hier altijd over adviseert."""
    herzieningen: tuple[Herziening, ...] = ()
    """Wat later anders is besloten. Verander de eerste keuze niet, maar voeg hier een regel toe."""

    def herzien_op(self, dag: date | None) -> Herziening | None:
        """Return the revision that holds on a day, or None while the first decision does. Without a day: the last."""
        held = [item for item in self.herzieningen if dag is None or item.vanaf.begin <= dag]
        return held[-1] if held else None

    def is_wijkspecifiek_op(self, dag: date | None) -> bool:
        """Say whether a klankbordgroep always advises on this on that day."""
        found = self.herzien_op(dag)
        return found.wijkspecifiek if found else self.wijkspecifiek


def find_begrip(begrippen: Iterable[Begrip], soort: str, dag: date | None = None) -> Begrip | None:
    """Return the definition that holds on a day, or the newest without one.

    What is older than the first version gets the first: there never was another.
    """
    versions = sorted((begrip for begrip in begrippen if begrip.soort == soort), key=lambda begrip: begrip.versie)
    held = [item for item in versions if dag is None or item.vanaf is None or item.vanaf.begin <= dag]
    return (held[-1] if held else versions[0]) if versions else None
