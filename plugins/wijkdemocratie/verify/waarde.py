"""JSON, read as strictly as others read it."""

from __future__ import annotations

import json
from typing import Any


def read_waarde(source: bytes, fault: str, faults: list[str]) -> Any:
    """Return the value of a piece of JSON; None, with a sentence that begins with `fault`, when it is none."""
    try:
        return json.loads(source.decode(), parse_constant=_refuse)
    except ValueError as error:
        faults.append(f"{fault}: {error}")
        return None


def _refuse(constant: str) -> None:
    """Refuse NaN and Infinity, which Python knows and JSON does not."""
    raise ValueError(f"{constant} is geen JSON")
