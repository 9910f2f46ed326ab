"""What is wrong, and where: a problem is a value with a place, a rule, a sentence and a tip.

Readers and rules add to a `Problems`; they never raise on bad data. Printing is done by pure functions in
`report`, so that one problem reads the same on a terminal, in a merge request and in a test.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How bad it is: only a `FOUT` stops a build; a `WAARSCHUWING` does when asked (`--strict`); a `HINT` never."""

    FOUT = "fout"
    WAARSCHUWING = "waarschuwing"
    HINT = "hint"


@dataclass(frozen=True, order=True, slots=True)
class Location:
    """A place in a source file.

    `path` is relative to the root and uses forward slashes; `line` and `column` count from 1, in characters.
    """

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing an editor has to mend: `rule` is a stable kebab-case id, `hint` the way out (may be empty)."""

    where: Location
    rule: str
    message: str
    hint: str = ""
    severity: Severity = Severity.FOUT


@dataclass(slots=True)
class Problems:
    """All problems of one run. Iterates without doubles, sorted by place."""

    _found: list[Problem] = field(default_factory=list)

    def add(
        self,
        where: Location,
        rule: str,
        message: str,
        hint: str = "",
        severity: Severity = Severity.FOUT,
    ) -> None:
        """Keep one problem."""
        self._found.append(Problem(where, rule, message, hint, severity))

    def warn(self, where: Location, rule: str, message: str, hint: str = "") -> None:
        """Keep one problem that does not stop a build."""
        self.add(where, rule, message, hint, Severity.WAARSCHUWING)

    def hint(self, where: Location, rule: str, message: str, hint: str = "") -> None:
        """Keep one thing that could be better, and that stops nothing, also not when asked to be strict."""
        self.add(where, rule, message, hint, Severity.HINT)

    def list_places(self, rule: str) -> set[Location]:
        """Return where a rule was broken."""
        return {problem.where for problem in self._found if problem.rule == rule}

    def extend(self, found: Iterable[Problem]) -> None:
        """Keep many problems."""
        self._found.extend(found)

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(set(self._found)))

    def __len__(self) -> int:
        return len(set(self._found))

    @property
    def errors(self) -> list[Problem]:
        """The problems that stop a build, sorted by place."""
        return [problem for problem in self if problem.severity is Severity.FOUT]

    @property
    def warnings(self) -> list[Problem]:
        """The problems that stop a build only when asked to be strict, sorted by place."""
        return [problem for problem in self if problem.severity is Severity.WAARSCHUWING]

    @property
    def hints(self) -> list[Problem]:
        """What could be better, sorted by place."""
        return [problem for problem in self if problem.severity is Severity.HINT]
