"""Which buurten a postcode lies in, as `wijken/postcodes.csv` says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Postcodes:
    """The buurten by postcode, as CBS codes; the one with most of its addresses comes first.

    `regels` holds the line on which each code of a buurt is first named in the file `pad`, and its column.
    """

    pad: str
    buurten: Mapping[str, tuple[str, ...]]
    regels: Mapping[str, tuple[int, int]]
