"""Data with places in a form that is small to keep, and that is only unfolded when somebody asks for a place."""

from __future__ import annotations

import marshal
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from wijkdemocratie.problems import Location

from .plaats import PlacedDict, PlacedList
from .verdacht import VERDACHT

Placed = PlacedDict | PlacedList
_DICT, _LIST, _PLAIN = 0, 1, 2
_Spot = tuple[int, int] | None  # line and column


def list_knopen(data: Placed) -> Iterator[Placed]:
    """Yield `data` and every mapping and list in it, always in the same order."""
    yield data
    for value in data.values() if isinstance(data, PlacedDict) else data:
        if isinstance(value, PlacedDict | PlacedList):
            yield from list_knopen(value)


def fold(data: Placed) -> bytes:
    """Return the data of one file with all its places."""
    return marshal.dumps(_fold(data))


def find_verdacht(data: Placed) -> bool:
    """Tell whether a text in the data matches `VERDACHT`."""
    return any(
        VERDACHT.search(value)
        for knoop in list_knopen(data)
        for value in (knoop.values() if isinstance(knoop, PlacedDict) else knoop)
        if isinstance(value, str)
    )


def unfold(path: str, folded: bytes) -> Placed:
    """Return what `fold` was given, of the file `path`."""
    made: Placed = _unfold(path, marshal.loads(folded))  # noqa: S302  # only from our own store
    return made


def _fold(value: Any) -> Any:
    match value:
        case PlacedDict():
            items = [
                (key, _spot(value.key_places.get(key)), _spot(value.places.get(key)), _fold(one))
                for key, one in value.items()
            ]
            return (_DICT, _spot(value.place), items)
        case PlacedList():
            return (
                _LIST,
                _spot(value.place),
                [(_spot(value.places.get(n)), _fold(one)) for n, one in enumerate(value)],
            )
        case _:
            return (_PLAIN, value)


def _spot(place: Location | None) -> _Spot:
    return None if place is None else (place.line, place.column)


def _unfold(path: str, value: Any) -> Any:
    if value[0] == _PLAIN:
        return value[1]
    made: Placed
    if value[0] == _DICT:
        made = PlacedDict(Location(path, *value[1]))
        for key, key_spot, spot, one in value[2]:
            made[key] = _unfold(path, one)
            if key_spot:
                made.key_places[key] = Location(path, *key_spot)
            if spot:
                made.places[key] = Location(path, *spot)
        return made
    made = PlacedList(Location(path, *value[1]))
    for number, (spot, one) in enumerate(value[2]):
        made.append(_unfold(path, one))
        if spot:
            made.places[number] = Location(path, *spot)
    return made


@dataclass(slots=True)
class Gevouwen:
    """The folded data of one file; unfolded once, at the first question."""

    path: str
    folded: bytes
    is_verdacht: bool
    """Whether a text in it has to be looked at for what points at a person."""
    misplaced: tuple[str, Location] | None
    """The first key that does not stand where the form of files wants it."""
    _knopen: list[Placed] = field(default_factory=list)

    def knoop(self, nummer: int) -> Placed:
        """Return one of its mappings or lists, as `list_knopen` counts them."""
        if not self._knopen:
            self._knopen = list(list_knopen(unfold(self.path, self.folded)))
        return self._knopen[nummer]


@dataclass(frozen=True, slots=True)
class Bronwijzer:
    """Stands for a mapping or list of a file, until somebody asks for it."""

    bestand: Gevouwen
    nummer: int

    def read(self) -> Placed:
        """Return what it stands for."""
        return self.bestand.knoop(self.nummer)
