"""Small changes in the text of a file, at the places that the reader gave: the rest stays letter for letter."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from wijkdemocratie.problems import Location

from .vragen import AntwoordError

_WORD = r"[a-z0-9-]"


@dataclass(slots=True)
class Wijzigingen:
    """The texts of the files that change, by path; lines keep their number until `texts` is asked for."""

    _lines: dict[str, list[str]] = field(default_factory=dict)
    _extra: dict[str, dict[int, list[str]]] = field(default_factory=dict)

    def load(self, path: str, text: str) -> None:
        """Take a file up, as it is now."""
        self._lines.setdefault(path, text.split("\n"))

    def knows(self, path: str) -> bool:
        """Say whether a file was taken up."""
        return path in self._lines

    def replace(self, where: Location, old: str, new: str) -> None:
        """Put a word in the place of another that stands there, perhaps between quotes.

        Raises `AntwoordError` where YAML reads that word from other signs, as in "\\u0077ijk".
        """
        lines = self._lines[where.path]
        row, line = where.line - 1, lines[where.line - 1]
        start = where.column - 1
        found = re.compile(rf"(['\"]?){re.escape(old)}(?!{_WORD})").match(line, start)
        if not found:
            raise AntwoordError(
                f"{where}: “{old}” staat hier anders geschreven", f"schrijf hier gewoon {old}, en doe het opnieuw"
            )
        lines[row] = line[:start] + found[1] + new + line[start + len(found[1]) + len(old) :]

    def insert(self, where: Location, *lines: str) -> None:
        """Put lines below a line, as deep as the key at that place."""
        deep = " " * (where.column - 1)
        self._extra.setdefault(where.path, {}).setdefault(where.line - 1, []).extend(f"{deep}{line}" for line in lines)

    def append_flow(self, where: Location, value: str) -> None:
        """Put a value in front in a list between brackets that begins at that place, on one line or on more."""
        lines = self._lines[where.path]
        line, at = lines[where.line - 1], where.column
        rest = line[at:].rstrip()
        between = "" if rest.lstrip().startswith("]") else ", " if rest and rest[0] != " " else ","
        lines[where.line - 1] = f"{line[:at]}{value}{between}{rest}"

    def is_flow(self, where: Location) -> bool:
        """Say whether a list between brackets begins at that place."""
        return self._lines[where.path][where.line - 1].startswith("[", where.column - 1)

    def replace_links(self, path: str, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str]) -> None:
        """Replace what a pattern finds in all of a file."""
        self._lines[path] = [pattern.sub(new, line) for line in self._lines[path]]

    @property
    def texts(self) -> dict[str, str]:
        """The files as they become, by path."""
        made = {}
        for path, lines in self._lines.items():
            extra = self._extra.get(path, {})
            made[path] = "\n".join(part for row, line in enumerate(lines) for part in (line, *extra.get(row, ())))
        return made
