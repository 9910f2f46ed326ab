"""Answers that are worked out once for a city or a site: `cached_property` for what knows more than the city itself.

Both are frozen, so an answer about one stays true as long as it lives, and goes when it goes.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, TypeVar, TypeVarTuple

_Subject = TypeVar("_Subject")
_Rest = TypeVarTuple("_Rest")
_Answer = TypeVar("_Answer")


def remember(make: Callable[[_Subject, *_Rest], _Answer]) -> Callable[[_Subject, *_Rest], _Answer]:
    """Let a function of a city or a site (and of plain values, such as a day) answer each question once.

    The answer is shared by all who ask, so it must be something that nobody changes.
    """

    @wraps(make)
    def ask(subject: _Subject, *rest: *_Rest) -> _Answer:
        answers: dict[tuple[Hashable, ...], Any] = vars(subject).setdefault("_onthouden", {})
        question = (make, *rest)
        if question not in answers:
            answers[question] = make(subject, *rest)
        answer: _Answer = answers[question]
        return answer

    return ask
