"""Dates that were moved: which dates held when.

Something that was told stays told. When a registration that had opened is postponed, the first opening remains an
event with its own number, and the second opening is a new event: a reader that saw the first must see the second.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from wijkdemocratie.model import Was, Wijziging, Wijzigingsoort

_MOVES = (Wijzigingsoort.UITGESTELD, Wijzigingsoort.VERPLAATST)


@dataclass(frozen=True, slots=True)
class Versie:
    """The dates as they were known from `vanaf` (included) to `tot_aan` (not included); `nr` counts from 1."""

    nr: int
    van: date
    tot: date
    dag: date
    vanaf: date = date.min
    tot_aan: date = date.max

    def holds_on(self, day: date) -> bool:
        """Say whether these were the known dates on that day: then an event of that day belongs to this version."""
        return self.vanaf <= day < self.tot_aan


def list_versies(
    van: date, tot: date, dag: date, wijzigingen: Iterable[Wijziging], einde: date | None = None
) -> Iterator[Versie]:
    """Yield the versions of a window (`van`, `tot`) and the day it leads to, newest first.

    The arguments hold the dates as they are now; every move tells what they were (`was`). After `einde` nothing
    happens any more, because it was cancelled or withdrawn.
    """
    moves = sorted((item for item in wijzigingen if item.soort in _MOVES), key=lambda item: item.nr)
    versie = Versie(len(moves) + 1, van, tot, dag, tot_aan=einde or date.max)
    for move in reversed(moves):
        yield replace(versie, vanaf=move.datum)
        was = move.was or Was()
        versie = Versie(
            versie.nr - 1,
            was.van or versie.van,
            was.tot or versie.tot,
            was.trekking.date() if was.trekking else versie.dag,
            tot_aan=min(move.datum, versie.tot_aan),
        )
    yield versie
