"""The two files with which anybody can hold a draw again: who signed up, as numbers and groups, and the quota."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from .soorten import Criterium


@dataclass(frozen=True, slots=True)
class Aanmelding:
    """Somebody who signed up: a number, and a group for each criterium. `regel` is the line in the file."""

    nummer: int
    groepen: tuple[str, ...]
    regel: int


@dataclass(frozen=True, slots=True)
class Quotum:
    """How many people have to come from a group, at least and at most. `regel` is the line in the file."""

    criterium: Criterium
    groep: str
    minimum: int
    maximum: int
    regel: int


@dataclass(frozen=True)
class Lotingbestanden:
    """Both files of one draw, in the order in which they were written: that order decides who is drawn."""

    loting: str
    pool_pad: str
    quota_pad: str
    criteria: tuple[Criterium, ...]
    aanmeldingen: tuple[Aanmelding, ...]
    quota: tuple[Quotum, ...]

    def count_groep(self, criterium: Criterium, groep: str, gelote: Collection[int] | None = None) -> int:
        """Return how many people of a group signed up, or how many of them have one of the drawn numbers."""
        index = self.criteria.index(criterium)
        people = (item for item in self.aanmeldingen if gelote is None or item.nummer in gelote)
        return sum(item.groepen[index] == groep for item in people)

    def count_combinaties(self, criteria: tuple[Criterium, ...] | None = None) -> Counter[tuple[str, ...]]:
        """Return how often each combination of groups occurs, of these criteria or of all."""
        return Counter(groepen for groepen, _ in self._list_combinaties(criteria))

    def find_regel(self, criteria: tuple[Criterium, ...], groepen: tuple[str, ...]) -> int | None:
        """Return the first line with these groups, or None when nobody has them."""
        return next((line for found, line in self._list_combinaties(criteria) if found == groepen), None)

    def _list_combinaties(self, criteria: tuple[Criterium, ...] | None) -> Iterator[tuple[tuple[str, ...], int]]:
        indexes = [self.criteria.index(criterium) for criterium in criteria or self.criteria]
        for item in self.aanmeldingen:
            yield tuple(item.groepen[index] for index in indexes), item.regel

    def list_kleine_delen(self, gelote: Collection[int], grens: int) -> Iterator[tuple[tuple[str, ...], str]]:
        """Yield each combination of which fewer than `grens` were drawn, or were not; nobody at all is no part."""
        drawn = Counter(item.groepen for item in self.aanmeldingen if item.nummer in gelote)
        for groepen, count in sorted(self.count_combinaties().items()):
            for number, what in ((drawn[groepen], "wel"), (count - drawn[groepen], "niet")):
                if 0 < number < grens:
                    yield groepen, what
