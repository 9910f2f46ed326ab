"""Long lists by year, so that a page can fold them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, TypeVar

_Rij = TypeVar("_Rij")

_LONG = 6
"""From this many rows on a list is folded by year."""


@dataclass(frozen=True, slots=True)
class Jaargroep(Generic[_Rij]):
    """The rows of one year. `jaar` is None for all rows of a list that is too short to fold."""

    jaar: int | None
    rijen: tuple[_Rij, ...]


def group_jaren(rijen: Iterable[_Rij], jaar_van: Callable[[_Rij], int]) -> tuple[Jaargroep[_Rij], ...]:
    """Return rows by year, in the order they came in, which is newest first; a short list stays whole."""
    every = tuple(rijen)
    found = tuple(Jaargroep(jaar, tuple(group)) for jaar, group in groupby(every, jaar_van))
    if not every or (len(every) >= _LONG and len(found) > 1):
        return found
    return (Jaargroep(None, every),)
