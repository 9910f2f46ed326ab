"""Find your buurt: the list from A to Z, and the small files in which a script of the site looks names up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from wijkdemocratie.model import Buurt, Wijk
from wijkdemocratie.select import Naam, list_namen

from .adres import pad_van
from .site import Site

MAP = "vinden/"
NAMEN = f"{MAP}namen.json"


def group_namen(site: Site) -> list[tuple[str, str, list[Naam]]]:
    """Return (letter, id of its heading, names) of the list from A to Z."""
    found = groupby(list_namen(site.stad), key=lambda naam: naam.letter)
    return [(letter, "az-anders" if letter == "#" else f"az-{letter.lower()}", list(namen)) for letter, namen in found]


def list_vindbestanden(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield (path, JSON) of what the field on the pages asks for."""
    yield NAMEN, _render([_make_rij(site, naam.naam, naam.gebied, naam.uitleg) for naam in list_namen(site.stad)])


def _make_rij(site: Site, naam: str, gebied: Wijk | Buurt, uitleg: str) -> list[str]:
    return [naam, pad_van(site.stad, gebied), uitleg]


def _render(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode() + b"\n"
