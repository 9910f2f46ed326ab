"""JSON, read as strictly as others read it."""

from __future__ import annotations

import json
from typing import Any

from .bevinding import Bevindingen


def read_waarde(name: str, source: bytes, fault: str, found: Bevindingen) -> Any:
    """Return the value of a piece of JSON; None, with a finding that begins with `fault`, when it is none."""
    try:
        return json.loads(source.decode(), parse_constant=_refuse)
    except ValueError as error:
        found.add(f"{fault}: {error}", name)
        return None


def _refuse(constant: str) -> None:
    """Refuse NaN and Infinity, which Python knows and JSON does not."""
    raise ValueError(f"{constant} is geen JSON")
