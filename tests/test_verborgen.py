"""What can be worked out about hidden counts, held against counting every case."""

from collections.abc import Iterator
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from wijkdemocratie.check.verborgen import KLEIN, Cel, Marge, Rij, list_kleine, list_lezingen

GRENS = 3
MOST = 7
"""No total is larger, so no count can be."""


Quota = list[Marge] | None
Geval = tuple[tuple[int, int], ...]
Plekken = frozenset[tuple[int, int]]


def list_cases(
    rijen: list[tuple[Cel, Cel]], first: int, second: int, klein: Plekken, quota: Quota = None, at: int = 0
) -> Iterator[Geval]:
    """Yield every way to fill in the rows that does not go past what is left of both totals, with what is then left."""
    if at == len(rijen):
        yield ((first, second),)
        return
    a, b = rijen[at]
    least = a if isinstance(a, int) else quota[at].laag if quota else 0
    secondary = least >= GRENS  # then the second cannot be small
    for one in range(first + 1):
        for two in range(one, second + 1):
            if fits(a, one, small=(at, 0) in klein) and fits(b, two, small=(at, 1) in klein and not secondary):
                for rest in list_cases(rijen, first - one, second - two, klein, quota, at + 1):
                    yield ((one, two), *rest)


def fits(cel: Cel, value: int, *, small: bool) -> bool:
    return value == cel if isinstance(cel, int) else cel is None or not small or value < GRENS


def count_cases(
    rijen: list[tuple[Cel, Cel]], totalen: tuple[int, int], klein: Plekken, quota: Quota, *, volledig: bool
) -> list[tuple[set[int], ...]] | None:
    """Return for each row the sets of the first count, the second and the difference; None when no case fits."""
    found = [
        rows
        for *rows, (first, second) in list_cases(rijen, *totalen, klein, quota)
        if ((first, second) == (0, 0) if volledig else second >= first)
        and all(
            isinstance(rij[0], int) or marge.laag <= row[0] <= marge.hoog
            for rij, row, marge in zip(rijen, rows, quota or (), strict=False)
        )
    ]
    if not found:
        return None
    return [
        ({case[i][0] for case in found}, {case[i][1] for case in found}, {case[i][1] - case[i][0] for case in found})
        for i in range(len(rijen))
    ]


CELLEN = st.one_of(st.just(KLEIN), st.integers(0, 4), st.none())
RIJEN = st.lists(st.tuples(CELLEN, CELLEN), min_size=1, max_size=3)


MARGES = st.tuples(st.integers(0, 4), st.integers(0, 3)).map(lambda pair: Marge(pair[0], sum(pair)))
QUOTA = st.none() | st.lists(MARGES, min_size=3, max_size=3)


@settings(deadline=None)
@given(RIJEN, QUOTA, st.integers(0, MOST), st.integers(0, MOST))
def test_ranges_are_what_counting_every_case_gives(
    rijen: list[tuple[Cel, Cel]], quota: Quota, first: int, second: int
) -> None:
    """Under each reading that fits, every range is exactly the set of values that occur: none more and none less."""
    expected = []
    for volledig, klein in product((True, False), list_kleine(rijen)):
        counted = count_cases(rijen, (first, second), klein, quota, volledig=volledig)
        if counted is not None:
            expected.append(counted)
    found = (
        [
            [tuple(set(range(part.laag, part.hoog + 1)) for part in rij) for rij in lezing]
            for lezing in list_lezingen(rijen, (first, second), GRENS, quota)
        ]
        if expected
        else []
    )

    assert expected == found


def read(rijen: list[tuple[Cel, Cel]], *totalen: int | None, grens: int = 5) -> list[Rij]:
    """Return the strictest reading: the groups are all there are, and what is hidden is small."""
    return next(list_lezingen(rijen, (totalen[0], totalen[1]), grens))


def test_a_rest_that_is_as_small_or_as_large_as_can_be_gives_all_away() -> None:
    """Two hidden counts of which the rest is 0, or twice the most that a hidden one can be, are known exactly."""
    for rest, keuzes in ((0, 1), (1, 2), (2, 3), (4, 5), (6, 3), (7, 2), (8, 1)):
        first = read([(KLEIN, None), (KLEIN, None), (20, None)], 20 + rest, None)[0].eerste
        assert (keuzes, keuzes < 3) == (first.keuzes, first.verraadt(5)), rest


def test_a_larger_hidden_count_may_be_known() -> None:
    """A count that is hidden to protect another is no secret by itself: nobody is found by a group of six."""
    assert Marge(6, 6) == read([(KLEIN, None), (10, None)], 16, None)[0].eerste
    assert not Marge(6, 6).verraadt(5)


def test_the_pool_narrows_who_was_drawn() -> None:
    """From a group of which one signed up no more than one was drawn: seen from the panel alone it could be four."""
    alone = read([(KLEIN, None), (KLEIN, None), (10, None)], 14, None)[0].eerste
    both = read([(KLEIN, KLEIN), (KLEIN, 60), (10, 39)], 14, 100)[0]

    assert Marge(0, 4) == alone
    assert (Marge(0, 1), Marge(1, 1)) == both[:2]


def test_a_reader_may_know_that_only_one_is_small() -> None:
    """Two hidden counts are 20 together, so one of them is there to protect the other, which the pools give away."""
    rijen: list[tuple[Cel, Cel]] = [(KLEIN, 6), (KLEIN, 17), (10, 40)]
    found = [lezing[0].eerste for lezing in list_lezingen(rijen, (30, 63), 5)]

    assert Marge(3, 6) in found
    assert Marge(3, 4) in found
    assert [{(0, 0), (1, 0)}, {(0, 0)}, {(1, 0)}, set()] == list_kleine(rijen)


def test_a_reader_may_know_that_all_but_one_are_small() -> None:
    """Three hidden counts are 31 together: with two small ones and the pools every one of them follows."""
    rijen: list[tuple[Cel, Cel]] = [(KLEIN, 6), (KLEIN, 6), (KLEIN, 23), (20, 65)]
    found = [tuple(rij.eerste for rij in lezing[:3]) for lezing in list_lezingen(rijen, (51, 100), 5)]

    assert (Marge(4, 4), Marge(4, 4), Marge(23, 23)) in found


def test_many_hidden_counts_have_a_reading_without_the_large_ones() -> None:
    """With more hidden counts than can all be combined, one or two large ones are still left out."""
    for rows in (6, 9):
        rijen: list[tuple[Cel, Cel]] = [(KLEIN, KLEIN)] * rows
        sets = list_kleine(rijen)
        column = {(index, 0) for index in range(len(rijen))}
        assert len(sets) == len(set(sets)) <= 500
        assert all(column - {(a, 0), (b, 0)} in sets for a in range(len(rijen)) for b in range(len(rijen)))
        assert {*column, *((index, 1) for index in range(len(rijen)))} == sets[0]
        assert frozenset() == sets[-1]
