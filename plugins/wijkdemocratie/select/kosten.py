"""What the scans cost: added up per wijk, stadsdeel, post and city, one-off and yearly apart (besluit V).

An amount that is made up is never added to a real one: see `list_getelde_scans`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wijkdemocratie.model import Kosten, Kostenpost, Stad, Stadsdeel, Wijkscan

from .dekking import has_echte_scans, list_getelde_scans


@dataclass(frozen=True, slots=True)
class Bedragen:
    """Whole euros, counted once and counted every year. The two are never added to each other."""

    eenmalig: int = 0
    per_jaar: int = 0

    @property
    def paar(self) -> tuple[int, int]:
        """Once and every year, in this order."""
        return self.eenmalig, self.per_jaar


def add_up(kosten: Iterable[Kosten]) -> Bedragen:
    """Add up costs."""
    eenmalig = per_jaar = 0
    for post in kosten:
        if post.structureel:
            per_jaar += post.bedrag
        else:
            eenmalig += post.bedrag
    return Bedragen(eenmalig, per_jaar)


@dataclass(frozen=True, slots=True)
class Kostenrij:
    """The costs in an area: in how many wijken they are known, per post (every post, in its order) and together."""

    wijken: int
    per_post: tuple[tuple[Kostenpost, Bedragen], ...]
    totaal: Bedragen


@dataclass(frozen=True, slots=True)
class Kostenstaat:
    """The costs of the city and of each stadsdeel; `voorbeelden` says that only made-up amounts were added up."""

    stad: Kostenrij
    stadsdelen: tuple[tuple[Stadsdeel, Kostenrij], ...]
    voorbeelden: bool


def make_kostenrij(scans: Iterable[Wijkscan]) -> Kostenrij:
    """Add up the costs of some scans."""
    known = [scan for scan in scans if scan.kosten]
    kosten = [item for scan in known for item in scan.kosten]
    per_post = tuple((post, add_up(item for item in kosten if item.post is post)) for post in Kostenpost)
    return Kostenrij(len(known), per_post, add_up(kosten))


def make_kostenstaat(stad: Stad) -> Kostenstaat:
    """Add up the costs of the scans that count."""
    scans = list_getelde_scans(stad)
    rows = (
        (stadsdeel, make_kostenrij(scan for scan in scans if stad.wijk[scan.wijk].stadsdeel == stadsdeel.slug))
        for stadsdeel in stad.gemeente.stadsdelen
    )
    city = make_kostenrij(scans)
    return Kostenstaat(city, tuple(rows), bool(city.wijken) and not has_echte_scans(stad))
