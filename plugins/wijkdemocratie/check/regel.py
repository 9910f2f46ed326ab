"""What a rule is, and the list of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from wijkdemocratie.model import Stad
from wijkdemocratie.problems import Location, Severity


class Zaak(NamedTuple):
    """What a rule looks at. `onleesbaar` holds the files with an error, as their records may be missing from `stad`."""

    stad: Stad
    peildatum: date
    onleesbaar: frozenset[str] = frozenset()


class Bevinding(NamedTuple):
    """One thing that a rule found: the place, the sentence and the tip."""

    where: Location
    message: str
    hint: str


Toets = Callable[[Zaak], Iterator[Bevinding]]


@dataclass(frozen=True, slots=True)
class Regel:
    """A rule across records. A rule that is `vast` cannot be waived: without it the site cannot be made."""

    id: str
    severity: Severity
    vast: bool
    toets: Toets

    @property
    def uitleg(self) -> str:
        """What the rule asks."""
        return (self.toets.__doc__ or "").strip()


REGELS: dict[str, Regel] = {}
"""All rules across records, by their id."""


def regel(id_: str, severity: Severity = Severity.FOUT, *, vast: bool = False) -> Callable[[Toets], Toets]:
    """Put a function in the list of rules."""

    def keep(toets: Toets) -> Toets:
        if id_ in REGELS:
            raise ValueError(f"two rules are called {id_}")
        REGELS[id_] = Regel(id_, severity, vast, toets)
        return toets

    return keep
