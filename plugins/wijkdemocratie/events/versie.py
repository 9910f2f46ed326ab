"""Dates that were moved: which dates held when, and what of them was told.

Something that was told stays told. When a registration that had opened is postponed, the first opening remains an
event with its own number, and the second opening is a new event: a reader that saw the first must see the second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from wijkdemocratie.model import Afgelast, Was, Wijziging
from wijkdemocratie.model.stukken import Ingetrokken

from .gebeurtenis import Gebeurtenissoort


@dataclass(frozen=True, slots=True)
class Versie:
    """The dates as they were known from `vanaf` up to and including `tot_en_met`; `nr` counts from 1.

    Two versions share the day of the move: a site that was built that morning told what the older one said. `later`
    is the sentence that says why these dates hold no more.
    """

    nr: int
    van: date
    tot: date
    dag: date
    vanaf: date = date.min
    tot_en_met: date = date.max
    later: str | None = None

    def holds_on(self, day: date) -> bool:
        """Say whether these were the known dates on that day: then an event of that day belongs to this version."""
        return self.vanaf <= day <= self.tot_en_met


def list_versies(
    van: date, tot: date, dag: date, wijzigingen: Iterable[Wijziging], einde: Afgelast | Ingetrokken | None = None
) -> list[Versie]:
    """Return the versions of a window (`van`, `tot`) and the day it leads to, oldest first.

    The arguments hold the dates as they are now; every move tells what they were (`was`). After the day of `einde`
    nothing happens any more, because it was cancelled or withdrawn.
    """
    moves = sorted((item for item in wijzigingen if item.is_verzet), key=lambda item: item.nr)
    versie = Versie(len(moves) + 1, van, tot, dag)
    if einde:
        versie = replace(versie, tot_en_met=einde.datum, later=f"Dit is later veranderd. {einde.reden}")
    found = []
    for move in reversed(moves):
        found.append(replace(versie, vanaf=move.datum))
        was = move.was or Was()
        versie = Versie(
            versie.nr - 1,
            was.van or versie.van,
            was.tot or versie.tot,
            was.trekking.date() if was.trekking else versie.dag,
            tot_en_met=min(move.datum, versie.tot_en_met),
            later=f"Dit is later veranderd. {move.toelichting}",
        )
    return [versie, *reversed(found)]


def list_momenten(
    versies: Iterable[Versie], find_dagen: Callable[[Versie], Iterable[tuple[Gebeurtenissoort, date]]]
) -> Iterator[tuple[Versie, Gebeurtenissoort, date]]:
    """Yield what happened, and by which version: the days of a version count while it holds, and are told once."""
    told: set[tuple[Gebeurtenissoort, date]] = set()
    for versie in versies:
        for moment in find_dagen(versie):
            if versie.holds_on(moment[1]) and moment not in told:
                told.add(moment)
                yield versie, *moment
