"""Answers that are kept as long as what they are about."""

from __future__ import annotations

import gc
import weakref
from dataclasses import dataclass, replace

from wijkdemocratie.geheugen import remember


@dataclass(frozen=True)
class Ding:
    """Something that questions are asked of."""

    naam: str


asked: list[tuple[str, int]] = []


@remember
def count_letters(ding: Ding, times: int) -> int:
    """Count, and tell that it was asked."""
    asked.append((ding.naam, times))
    return len(ding.naam) * times


@remember
def name_ding(ding: Ding) -> str:
    """Answer another question about the same thing."""
    return ding.naam


def test_each_question_is_answered_once_for_each_thing() -> None:
    """Another thing, another value and another question each have an answer of their own."""
    asked.clear()
    een, gelijk = Ding("een"), Ding("een")

    assert [count_letters(een, 2), count_letters(een, 2), count_letters(een, 3)] == [6, 6, 9]
    assert count_letters(gelijk, 2) == 6
    assert name_ding(een) == "een"
    assert asked == [("een", 2), ("een", 3), ("een", 2)]


def test_memory_changes_nothing_of_the_thing_itself() -> None:
    """What was kept takes no part in comparing, copying or printing."""
    een = Ding("een")
    count_letters(een, 1)
    asked.clear()

    assert een == Ding("een")
    assert repr(een) == repr(Ding("een"))
    assert count_letters(replace(een, naam="twintig"), 1) == 7
    assert asked == [("twintig", 1)]


def test_answers_go_with_the_thing() -> None:
    """A site that nobody holds takes no memory."""
    een = Ding("een")
    name_ding(een)
    watch = weakref.ref(een)
    del een
    gc.collect()

    assert watch() is None
