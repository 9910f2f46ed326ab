"""Comments in YAML text: where each one begins. A # inside a value is none."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import yaml

_COMMENT = re.compile(r"(?:^|(?<=\s))#")
_SCALAR = "x"  # stands for each character of a value, so that nothing in a value looks like a comment
VERDER = "y"
"""Stands for each character of the second and later lines of a value; one stands for an empty line in it."""


class Opmerking(NamedTuple):
    """One comment: its line and column from 0, its text, and whether it has its line to itself."""

    rij: int
    kolom: int
    tekst: str
    alleen: bool


def list_opmerkingen(text: str) -> list[Opmerking]:
    """Return the comments of a YAML text that can be read, from top to bottom."""
    found = []
    lines = text.split("\n")
    for row, masked in enumerate(mask_waarden(text)):
        if hit := _COMMENT.search(masked):
            line = lines[row]
            alone = not line[: hit.start()].strip()
            found.append(Opmerking(row, hit.start(), line[hit.start() :].rstrip(), alone))
    return found


def mask_waarden(text: str) -> list[str]:
    """Return the lines of a YAML text in which each character of a value has been replaced."""
    lines = text.split("\n")
    for token in yaml.scan(text, Loader=yaml.SafeLoader):
        if isinstance(token, yaml.ScalarToken):
            _mask(lines, token)
    return lines


def _mask(lines: list[str], token: Any) -> None:
    start, end = token.start_mark, token.end_mark
    if token.style in ("|", ">"):
        # The scanner goes on to the next word: what comes after the text itself is no part of it.
        _mask_block(lines, start.line, end.line if end.column == 0 else end.line + 1)
        return
    for row in range(start.line, min(end.line + 1, len(lines))):
        line = lines[row]
        first = start.column if row == start.line else 0
        last = end.column if row == end.line else len(line)
        if row == start.line:
            lines[row] = line[:first] + _SCALAR * (last - first) + line[last:]
        else:
            lines[row] = VERDER * max(last, 1) + line[last:]


def _mask_block(lines: list[str], header: int, end: int) -> None:
    """Replace the lines of a block of text: all that are indented as deep as its first line."""
    rows = range(header + 1, min(end, len(lines)))
    depth = next((_indent(lines[row]) for row in rows if lines[row].strip()), 0)
    for row in rows:
        line = lines[row]
        if line.strip() and _indent(line) < depth:
            break
        lines[row] = VERDER * max(len(line), 1)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
