"""By which names people know a wijk or a buurt: its own, others that are used, and those of before."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from wijkdemocratie.model import Buurt, Stad, Wijk


class Naamsoort(StrEnum):
    """What kind of name it is."""

    EIGEN = "eigen"
    ALIAS = "alias"
    VROEGER = "vroeger"


@dataclass(frozen=True, slots=True)
class Naam:
    """A name, and the area that is meant. `wijk` is the wijk itself, or the one that holds the buurt."""

    naam: str
    soort: Naamsoort
    gebied: Wijk | Buurt
    wijk: Wijk

    @property
    def uitleg(self) -> str:
        """What the name is the name of, in a few words."""
        buurt = isinstance(self.gebied, Buurt)
        match self.soort:
            case Naamsoort.EIGEN:
                return f"buurt in {self.wijk.naam}" if buurt else "wijk"
            case Naamsoort.ALIAS:
                return f"andere naam van de {'buurt' if buurt else 'wijk'} {self.gebied.naam}"
            case Naamsoort.VROEGER:
                return f"vroegere naam van de wijk {self.gebied.naam}"

    @property
    def letter(self) -> str:
        """The letter under which it stands in a list from A to Z; # for a name that begins otherwise."""
        first = next((sign for sign in _plain(self.naam) if sign.isalnum()), "#").upper()
        return first if "A" <= first <= "Z" else "#"


def list_namen(stad: Stad) -> list[Naam]:
    """Return every name of every wijk and buurt, from A to Z; a wijk comes before a buurt that is called the same."""
    found = [naam for wijk in stad.wijken for naam in _list_van_wijk(wijk)]
    return sorted(found, key=lambda item: (_plain(item.naam), isinstance(item.gebied, Buurt), item.gebied.slug))


def _list_van_wijk(wijk: Wijk) -> Iterator[Naam]:
    yield Naam(wijk.naam, Naamsoort.EIGEN, wijk, wijk)
    for naam in wijk.aliassen:
        yield Naam(naam, Naamsoort.ALIAS, wijk, wijk)
    for naam in wijk.vroegere_namen:
        yield Naam(naam, Naamsoort.VROEGER, wijk, wijk)
    for buurt in wijk.buurten:
        yield Naam(buurt.naam, Naamsoort.EIGEN, buurt, wijk)
        for naam in buurt.aliassen:
            yield Naam(naam, Naamsoort.ALIAS, buurt, wijk)


def _plain(naam: str) -> str:
    """Return a name as a list from A to Z takes it: without accents, capitals and an apostrophe in front."""
    bare = "".join(sign for sign in unicodedata.normalize("NFD", naam) if not unicodedata.combining(sign))
    return bare.casefold().lstrip("'’‘ ")
