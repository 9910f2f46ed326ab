"""Plain data that knows where each of its parts stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from wijkdemocratie.problems import Location

Waarde = Any
"""What a file holds: text, None for nothing, a `PlacedDict` or a `PlacedList`."""


class PlacedDict(dict[str, Any]):
    """A mapping with the place of itself, of each key and of each value."""

    __slots__ = ("key_places", "place", "places")

    def __init__(self, place: Location, items: Iterable[tuple[str, Any]] = ()) -> None:
        super().__init__(items)
        self.place = place
        self.places: dict[str, Location] = {}
        self.key_places: dict[str, Location] = {}

    def put(self, key: str, value: Waarde, key_place: Location, place: Location) -> None:
        """Add a value with the places of its key and of itself."""
        self[key] = value
        self.key_places[key] = key_place
        self.places[key] = place

    def copy(self) -> Self:
        """Return a shallow copy that keeps the places."""
        made = type(self)(self.place, self.items())
        made.places = self.places.copy()
        made.key_places = self.key_places.copy()
        return made


class PlacedList(list[Any]):
    """A list with the place of itself and of each item."""

    __slots__ = ("place", "places")

    def __init__(self, place: Location, items: Iterable[Any] = ()) -> None:
        super().__init__(items)
        self.place = place
        self.places: dict[int, Location] = {}

    def put(self, value: Waarde, place: Location) -> None:
        """Add an item with its place."""
        self.places[len(self)] = place
        self.append(value)

    def copy(self) -> Self:
        """Return a shallow copy that keeps the places."""
        made = type(self)(self.place, self)
        made.places = self.places.copy()
        return made
