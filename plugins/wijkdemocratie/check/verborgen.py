"""What a reader can work out about hidden counts: plain sums, without records.

Two columns are looked at together, of which the first is never more than the second: the drawn and the pool, the pool
and the wijk, a later pool and the earlier one. Of every row we keep three ranges: of both counts, and of their
difference (who signed up and was not drawn). A row is then narrowed by the other rows and by the totals. A published
file with quota says of the first counts between which numbers they lie.

The answer is exact. In the plane of both counts a row is a polygon with sides along the two axes and the diagonal; a
sum of such polygons has the sums of their bounds and no holes. So what the other rows can add up to is known from
three sums. The tests hold it against counting all cases.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import Literal, NamedTuple

Cel = int | Literal["te-klein"] | None
"""A count that is published, hidden, or not stated at all."""
KLEIN: Literal["te-klein"] = "te-klein"

MINSTE_KEUZE = 3
"""A hidden count is safe when a reader is left with this many possible values. Zero counts as one of them."""

_WEINIG = 10
"""Up to this many hidden counts every set of them is a reading; with more there would be too many."""

_ALLES = 10**12  # more than any count, and sums of it stay whole numbers


class Marge(NamedTuple):
    """The smallest and the largest value that fit all that is published; everything between them fits too."""

    laag: int
    hoog: int

    @property
    def keuzes(self) -> int:
        """How many values are left."""
        return self.hoog - self.laag + 1

    def verraadt(self, grens: int) -> bool:
        """Whether it gives away a count under the bound."""
        return self.laag < grens and self.keuzes < MINSTE_KEUZE


class Rij(NamedTuple):
    """The ranges of one row: of the first count, the second count, and the second less the first."""

    eerste: Marge
    tweede: Marge
    verschil: Marge


_Plek = tuple[int, int]
"""Which count: the number of its row, and 0 for the first column or 1 for the second."""


def list_lezingen(
    rijen: Sequence[tuple[Cel, Cel]],
    totalen: tuple[int | None, int | None],
    grens: int,
    quota: Sequence[Marge] | None = None,
) -> Iterator[list[Rij]]:
    """Yield the ranges of all rows under each reading that fits the numbers; the strictest comes first.

    An editor may hide a larger count to protect a small one, and may list only some of the groups. A reader cannot
    tell, so a count has to be safe under every reading: the groups are all there are or not, and any of the hidden
    counts are small, while of the others nothing is known. When no reading fits, the totals cannot be totals of
    these rows, and each row is read by itself; or the quota are not of these rows, and are left aside. `quota` holds
    for each row what a published file says of its first count.
    """
    found = False
    for volledig, klein in product((True, False), list_kleine(rijen)):
        start = [
            _close(_open(rij, grens, ((index, 0) in klein, (index, 1) in klein), quota[index] if quota else None))
            for index, rij in enumerate(rijen)
        ]
        if (ranges := _narrow(start, _make_targets(totalen, volledig=volledig))) is not None:
            found = True
            yield ranges
    if not found and totalen != (None, None):
        yield from list_lezingen(rijen, (None, None), grens, quota)
    if not found and quota:
        yield from list_lezingen(rijen, totalen, grens)


def list_kleine(rijen: Sequence[tuple[Cel, Cel]]) -> list[frozenset[_Plek]]:
    """Return each set of hidden counts that a reader may take to be small, the largest set first.

    With many hidden counts these are: all, a column, one, none, and each of the first two without one or two. An editor
    who follows our own tip hides small counts and one large count, so the large one is left out of such a set.
    """
    columns = [frozenset((index, part) for index, rij in enumerate(rijen) if rij[part] == KLEIN) for part in range(2)]
    hidden = sorted(columns[0] | columns[1])
    if len(hidden) <= _WEINIG:
        sets = [frozenset(some) for size in range(len(hidden) + 1) for some in combinations(hidden, size)]
    else:
        less = [frozenset(some) for size in range(3) for some in combinations(hidden, size)]
        wholes = [frozenset(hidden), *columns]
        sets = [*(whole - some for whole in wholes for some in less), *less[: len(hidden) + 1]]
    # Where the second count is small, the first is too: without it the reading would be the same.
    found = {some | {(index, 0) for index, part in some if part and (index, 0) in columns[0]} for some in sets}
    return sorted(found, key=lambda some: (-len(some), sorted(some)))


def _narrow(start: Sequence[Rij | None], targets: tuple[Marge, Marge, Marge]) -> list[Rij] | None:
    """Let the rows and what they must add up to narrow each other; None when the reading does not fit."""
    known = [rij for rij in start if rij is not None]
    if len(known) < len(start):
        return None
    sums = [(sum(rij[part].laag for rij in known), sum(rij[part].hoog for rij in known)) for part in range(3)]
    narrowed = []
    for rij in known:
        rest = [
            Marge(
                max(own.laag, target.laag - (high - own.hoog)),
                min(own.hoog, target.hoog - (low - own.laag)),
            )
            for own, target, (low, high) in zip(rij, targets, sums, strict=True)
        ]
        closed = _close(Rij(*rest))
        if closed is None:
            return None
        narrowed.append(closed)
    return narrowed


def _open(rij: tuple[Cel, Cel], grens: int, klein: tuple[bool, bool], quotum: Marge | None) -> Rij:
    """Return what a row says by itself."""
    first, second = (_open_cel(cel, grens, small=small) for cel, small in zip(rij, klein, strict=True))
    if quotum and not isinstance(rij[0], int):
        first = Marge(max(first.laag, quotum.laag), min(first.hoog, quotum.hoog))
    if rij[1] == KLEIN and first.laag >= grens:
        second = Marge(0, _ALLES)  # not small itself, whatever the reading: more than the first is known to be
    return Rij(first, second, Marge(0, _ALLES))


def _open_cel(cel: Cel, grens: int, *, small: bool) -> Marge:
    if isinstance(cel, int):
        return Marge(cel, cel)
    return Marge(0, grens - 1 if cel == KLEIN and small else _ALLES)


def _make_targets(totalen: tuple[int | None, int | None], *, volledig: bool) -> tuple[Marge, Marge, Marge]:
    """Return what the rows must add up to: the totals, or no more than those when groups are missing."""
    first, second = totalen
    difference = None if first is None or second is None else second - first
    made = [
        Marge(0, _ALLES * 2**20) if total is None else Marge(total if volledig else 0, total)
        for total in (first, second, difference)
    ]
    return made[0], made[1], made[2]


def _close(rij: Rij) -> Rij | None:
    """Let the three ranges of a row narrow each other until nothing changes; None when nothing fits."""
    (la, ha), (lb, hb), (ld, hd) = rij
    while True:
        before = (la, ha, lb, hb, ld, hd)
        lb, hb = max(lb, la + ld), min(hb, ha + hd)
        la, ha = max(la, lb - hd), min(ha, hb - ld)
        ld, hd = max(ld, lb - ha), min(hd, hb - la)
        if la > ha or lb > hb or ld > hd:
            return None
        if before == (la, ha, lb, hb, ld, hd):
            return Rij(Marge(la, ha), Marge(lb, hb), Marge(ld, hd))
