"""The keys of a file in the order of the model: whole lines move, with the comments that stand above them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from wijkdemocratie.model import Deel
from wijkdemocratie.read.vorm import Stap, find_fields
from wijkdemocratie.source import PlacedDict, PlacedList

from .opmerking import list_opmerkingen


def sort_sleutels(kind: type[Deel], text: str, data: PlacedDict) -> str:
    """Return a YAML text with the keys in the order of the fields of `kind`; `data` is what it holds.

    A key that the model does not know comes last. Mappings between braces are left as they are.
    """
    lines = _Sorter(kind, text.rstrip("\n")).sort(data)
    return "\n".join(lines) + "\n"


def list_velden(kind: type[Deel], path: Sequence[Stap]) -> list[str]:
    """Return the keys that the model knows at a path; none where no model stands, or nothing that is known."""
    try:
        return list(find_fields(kind, path))
    except (AttributeError, IndexError, KeyError):
        return []


class _Sorter:
    """Moves the lines of one text. Lines count from 0 here, and places from 1."""

    def __init__(self, kind: type[Deel], text: str) -> None:
        self._kind = kind
        self._lines = text.split("\n")
        self._comments = {comment.rij: comment.kolom for comment in list_opmerkingen(text) if comment.alleen}

    def sort(self, data: PlacedDict) -> list[str]:
        """Return all lines. What stands above the first key is of the file, and stays on top."""
        first = min(place.line for place in data.key_places.values()) - 1
        top = first
        while top > 0 and self._lines[top - 1].strip():
            top -= 1
        if top == 0:
            top = first
        return self._lines[:top] + self._sort_mapping(data, (), top, len(self._lines))

    def _sort_mapping(self, data: PlacedDict, path: tuple[Stap, ...], start: int, end: int) -> list[str]:
        """Return the lines from `start` to `end`, which hold the keys of one block and nothing else."""
        places = list(data.key_places.items())
        rows = [place.line - 1 for _, place in places]
        same = len({place.column for _, place in places}) == 1 and len(set(rows)) == len(rows)
        if not same or not rows:
            return self._lines[start:end]
        column = places[0][1].column - 1
        begins = [start, *(self._find_lead(row, before + 1, column) for before, row in itertools.pairwise(rows))]
        chunks = []
        for (key, _), row, begin, stop in zip(places, rows, begins, [*begins[1:], end], strict=True):
            inner = self._sort_value(data[key], (*path, key), row, stop)
            chunks.append((key, self._lines[begin:row], inner))
        fields = list_velden(self._kind, path)
        if not fields:
            return [line for _, lead, inner in chunks for line in (*lead, *inner)]
        rank = {name: index for index, name in enumerate(fields)}
        ordered = sorted(chunks, key=lambda chunk: rank.get(chunk[0], len(rank)))
        if ordered[0] is not chunks[0] and "-" in (dash := self._lines[rows[0]][:column]):
            return _move_dash(chunks, ordered, dash)
        return [line for _, lead, inner in ordered for line in (*lead, *inner)]

    def _sort_value(self, value: Any, path: tuple[Stap, ...], row: int, end: int) -> list[str]:
        """Return the lines of a key from its own line on, with what is below it sorted."""
        if isinstance(value, PlacedDict) and value.key_places and value.place.line - 1 > row:
            if self._is_flow(value):
                return self._lines[row:end]
            return [self._lines[row], *self._sort_mapping(value, path, row + 1, end)]
        if isinstance(value, PlacedList) and value.places and value.place.line - 1 > row and not self._is_flow(value):
            return self._sort_items(value, path, row, end)
        return self._lines[row:end]

    def _sort_items(self, items: PlacedList, path: tuple[Stap, ...], row: int, end: int) -> list[str]:
        column = items.place.column - 1
        rows = [self._find_dash(items.places[index].line - 1, column) for index in range(len(items))]
        if None in rows or sorted(set(rows)) != rows:  # type: ignore[type-var]  # no None here
            return self._lines[row:end]
        known: Sequence[int] = [found for found in rows if found is not None]
        begins = [row + 1, *(self._find_lead(now, before + 1, column) for before, now in itertools.pairwise(known))]
        made = [self._lines[row]]
        for index, (begin, stop) in enumerate(zip(begins, [*begins[1:], end], strict=True)):
            item, dash = items[index], known[index]
            made += self._lines[begin:dash]
            if isinstance(item, PlacedDict) and item.key_places and not self._is_flow(item):
                made += self._sort_mapping(item, (*path, index), dash, stop)
            else:
                made += self._lines[dash:stop]
        return made

    def _find_dash(self, row: int, column: int) -> int | None:
        """Return the line on which an item begins: that of its value, or one above."""
        while row >= 0:
            if self._lines[row][column : column + 1] == "-" and not self._lines[row][:column].strip():
                return row
            row -= 1
        return None

    def _find_lead(self, row: int, floor: int, column: int) -> int:
        """Return the first line of the blank lines and comments that stand above a key and belong to it."""
        while row > floor:
            above = self._lines[row - 1]
            if above.strip() and self._comments.get(row - 1, column + 1) > column:
                break
            row -= 1
        return row

    def _is_flow(self, value: PlacedDict | PlacedList) -> bool:
        place = value.place
        return self._lines[place.line - 1][place.column - 1 : place.column] in ("{", "[")


_Stuk = tuple[str, list[str], list[str]]


def _move_dash(chunks: list[_Stuk], ordered: list[_Stuk], dash: str) -> list[str]:
    """Return the lines of an item of a list, of which another key comes first: the dash goes there."""
    old = chunks[0][2]
    width = len(dash)
    old[0] = " " * width + old[0][width:]
    _, lead, inner = ordered[0]
    inner[0] = dash + inner[0][width:]
    # What stood above the key now stands above the dash.
    column = dash.index("-")
    made = [" " * column + line.lstrip() if line.strip() else line for line in lead]
    made += chunks[0][1]
    made += inner
    for chunk in ordered[1:]:
        made += [*(chunk[1] if chunk is not chunks[0] else ()), *chunk[2]]
    return made
