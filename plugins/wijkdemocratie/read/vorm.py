"""What the models say should stand at a place in a file."""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

Stap = str | int


def find_kind(kind: type[BaseModel], path: Sequence[Stap]) -> Any:
    """Return the type of the value at a path: a model, an enum, or what else a field may hold."""
    found: Any = kind
    for step in path:
        found = _strip(found)
        found = get_args(found)[0] if isinstance(step, int) else found.model_fields[step].annotation
    return _strip(found)


def find_fields(kind: type[BaseModel], path: Sequence[Stap]) -> Mapping[str, FieldInfo]:
    """Return the fields of the model at a path; none where no model stands."""
    found = find_kind(kind, path)
    return found.model_fields if isinstance(found, type) and issubclass(found, BaseModel) else {}


def _strip(kind: Any) -> Any:
    """Take the wrapping off a type: `Annotated[X | None, …]` is X here."""
    while True:
        origin = get_origin(kind)
        if origin is Annotated:
            kind = get_args(kind)[0]
        elif origin in (Union, types.UnionType):
            kind = next(part for part in get_args(kind) if part is not type(None))
        else:
            return kind
