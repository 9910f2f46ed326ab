"""Numbers of people: they add up, and they are never so small that they point at someone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from wijkdemocratie.model import Groepstelling, Loting, Uitkomst

from .regel import Bevinding, Zaak, regel

_KLEIN = "te-klein"


@regel("uitkomst-telt-niet")
def check_uitkomst(zaak: Zaak) -> Iterator[Bevinding]:
    """No more people are drawn than signed up, and no more signed up than were invited."""
    for loting in zaak.stad.lotingen:
        if loting.uitkomst:
            yield from _check_totals(loting, loting.uitkomst)
            yield from _check_groups(loting, loting.uitkomst)


def _check_totals(loting: Loting, uitkomst: Uitkomst) -> Iterator[Bevinding]:
    places = loting.plaatsen + loting.reserve
    pairs = (
        ("geloot", uitkomst.geloot, "er zich aanmeldden", uitkomst.aangemeld),
        ("geloot", uitkomst.geloot, "er plaatsen zijn, met de reserve", places),
        ("aangemeld", uitkomst.aangemeld, "er een uitnodiging kregen", uitkomst.uitgenodigd),
    )
    for field, number, than, most in pairs:
        if number > most:
            yield Bevinding(
                loting.place_of("uitkomst", field),
                f"er zijn meer mensen {field} ({number}) dan {than} ({most})",
                "kijk de aantallen na",
            )


def _check_groups(loting: Loting, uitkomst: Uitkomst) -> Iterator[Bevinding]:
    for index, groep in enumerate(uitkomst.groepen):
        if isinstance(groep.pool, int) and isinstance(groep.panel, int) and groep.panel > groep.pool:
            yield Bevinding(
                loting.place_of("uitkomst", "groepen", index, "panel"),
                f"uit deze groep zijn er meer geloot ({groep.panel}) dan aangemeld ({groep.pool})",
                "kijk de aantallen na",
            )
    for indexes, rows in _group(uitkomst):
        for field, total in (("pool", uitkomst.aangemeld), ("panel", uitkomst.geloot)):
            known = sum(count for row in rows if isinstance(count := getattr(row, field), int))
            if known > total:
                yield Bevinding(
                    loting.place_of("uitkomst", "groepen", indexes[-1], field),
                    f"de groepen bij “{rows[0].criterium.value}” zijn samen {known}, en het totaal is {total}",
                    "kijk de aantallen na",
                )


@regel("te-klein-getal")
def check_te_klein(zaak: Zaak) -> Iterator[Bevinding]:
    """A count under the bound of the gemeente is not published, and cannot be worked out either."""
    bound = zaak.stad.gemeente.ondergrens
    for loting in zaak.stad.lotingen:
        if not loting.uitkomst:
            continue
        for index, groep in enumerate(loting.uitkomst.groepen):
            for field in ("pool", "panel", "wijk"):
                count = getattr(groep, field)
                if isinstance(count, int) and count < bound:
                    yield Bevinding(
                        loting.place_of("uitkomst", "groepen", index, field),
                        f"een aantal onder {bound} kan naar personen wijzen",
                        f"schrijf in plaats van {count}: {_KLEIN}",
                    )
        yield from _check_workable(loting, loting.uitkomst, bound)


def _check_workable(loting: Loting, uitkomst: Uitkomst, bound: int) -> Iterator[Bevinding]:
    """Find a hidden count that follows from the total and the other rows."""
    for indexes, rows in _group(uitkomst):
        for field, total in (("pool", uitkomst.aangemeld), ("panel", uitkomst.geloot)):
            counts = [getattr(row, field) for row in rows]
            rest = total - sum(count for count in counts if isinstance(count, int))
            if counts.count(_KLEIN) == 1 and 0 <= rest < bound:
                yield Bevinding(
                    loting.place_of("uitkomst", "groepen", indexes[counts.index(_KLEIN)], field),
                    "dit aantal is uit te rekenen met het totaal en de andere groepen",
                    f"voeg twee groepen samen, of schrijf bij nog een groep: {_KLEIN}",
                )


def _group(uitkomst: Uitkomst) -> Iterator[tuple[list[int], list[Groepstelling]]]:
    """Yield the rows of each criterium, with where they stand."""
    rows = sorted(enumerate(uitkomst.groepen), key=lambda row: (row[1].criterium.value, row[0]))
    for _, found in groupby(rows, key=lambda row: row[1].criterium):
        group = list(found)
        yield [index for index, _ in group], [row for _, row in group]
