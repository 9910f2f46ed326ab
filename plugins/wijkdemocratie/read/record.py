"""From plain data to a record, with pydantic's errors as problems: a place, a Dutch sentence and a tip."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from wijkdemocratie.model import Deel
from wijkdemocratie.problems import Location, Problems
from wijkdemocratie.source import PlacedDict, PlacedList

from .vorm import Stap, find_fields, find_kind
from .zinnen import Fout, Zin, explain, explain_empty, explain_missing, explain_unknown_key, find_near

_Deel = TypeVar("_Deel", bound=Deel)


def make_record(kind: type[_Deel], data: PlacedDict, problems: Problems) -> _Deel | None:
    """Return the record that `data` holds, or None after telling all that is wrong with it."""
    empty = list(_find_empty(data))
    if empty:
        known = problems.list_places("waarde-leeg")  # a value that looks like a comment was told of already
        for place, name in empty:
            if place not in known:
                problems.add(place, *explain_empty(name))
    try:
        made = kind.model_validate(data)
    except ValidationError as error:
        told = list(_explain_all(kind, data, error.errors(include_url=False)))
        if not told and not empty:
            raise RuntimeError(f"{data.place}: an error of pydantic has no place") from error
        for place, zin in told:
            problems.add(place, *zin)
        return None
    return None if empty else made


class _Spot(NamedTuple):
    """Where an error is: the value there, its place, and the steps that lead to it."""

    value: Any
    place: Location
    path: list[Stap]

    @property
    def key(self) -> str:
        return next((step for step in reversed(self.path) if isinstance(step, str)), "")


def _find_empty(data: PlacedDict | PlacedList, name: str = "") -> Iterator[tuple[Location, str]]:
    """Find keys and items that nothing stands behind: an editor meant to fill those in."""
    steps: Iterable[tuple[Stap, Any]] = data.items() if isinstance(data, PlacedDict) else enumerate(data)
    places: dict[Any, Location] = data.places
    for step, value in steps:
        key = step if isinstance(step, str) else name
        if value in (None, "") and step in places:
            yield places[step], key
        elif isinstance(value, PlacedDict | PlacedList):
            yield from _find_empty(value, key)


def _explain_all(kind: type[Deel], data: PlacedDict, details: list[ErrorDetails]) -> Iterator[tuple[Location, Zin]]:
    # A key with a slip in it is one slip, though pydantic sees two: an unknown key, and one that is not there.
    meant = set()
    for detail in details:
        if detail["type"] == "extra_forbidden":
            *above, key = detail["loc"]
            meant.add((*above, find_near(str(key), find_fields(kind, above))))
    for detail in details:
        if detail["input"] in (None, "") or (detail["type"] == "missing" and detail["loc"] in meant):
            continue
        if detail["type"] == "too_short" and detail["input"]:
            continue  # the items that are there are wrong themselves, and have been told of
        if found := _explain_one(kind, data, detail):
            yield found


def _explain_one(kind: type[Deel], data: PlacedDict, detail: ErrorDetails) -> tuple[Location, Zin] | None:
    loc, type_ = detail["loc"], detail["type"]
    if type_ in ("extra_forbidden", "missing"):
        block, key = _find_spot(kind, data, loc[:-1]), str(loc[-1])
        if block is None or not isinstance(block.value, PlacedDict):
            return None
        fields = find_fields(kind, block.path)
        if type_ == "missing":
            return block.place, explain_missing(key, fields[key])
        return block.value.key_places[key], explain_unknown_key(key, fields)
    spot = _find_spot(kind, data, loc)
    if spot is None:
        return None
    fout = Fout(spot.value, spot.key, find_kind(kind, spot.path), detail.get("ctx", {}))
    return spot.place, explain(type_, fout)


def _find_spot(kind: type[Deel], data: PlacedDict, loc: tuple[Stap, ...]) -> _Spot | None:
    """Follow the steps of an error; None where they lead to a value that we filled in, as its source is told of."""
    here: Any = data
    place = data.place
    path: list[Stap] = []
    for step in loc:
        items: Any = here
        if not isinstance(here, PlacedDict | PlacedList):
            break  # pydantic adds a step for each arm of a union
        if step not in items.places:
            if step in find_fields(kind, path):
                return None
            break
        place, here = items.places[step], items[step]
        path.append(step)
    return _Spot(here, place, path)
