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
POSTCODES = f"{MAP}postcode/"


def group_namen(site: Site) -> list[tuple[str, str, list[Naam]]]:
    """Return (letter, id of its heading, names) of the list from A to Z."""
    found = groupby(list_namen(site.stad), key=lambda naam: naam.letter)
    return [(letter, "az-anders" if letter == "#" else f"az-{letter.lower()}", list(namen)) for letter, namen in found]


def list_vindbestanden(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield (path, JSON) of what the field on the pages asks for."""
    yield NAMEN, _render([_make_rij(site, naam.naam, naam.gebied, naam.uitleg) for naam in list_namen(site.stad)])
    yield from _list_postcodebestanden(site)


def _list_postcodebestanden(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield a file for each four digits: whoever asks for it tells nobody the letters of a postcode."""
    postcodes = site.stad.postcodes
    if postcodes is None:
        return
    known = {buurt.code: (buurt, wijk) for wijk in site.stad.wijken for buurt in wijk.buurten}
    for digits, found in groupby(postcodes.buurten.items(), key=lambda item: item[0][:4]):
        letters = {postcode[4:]: codes for postcode, codes in found}
        codes = sorted({code for its in letters.values() for code in its})
        rijen = [
            _make_rij(site, buurt.naam, buurt, f"buurt in {wijk.naam}")
            for buurt, wijk in (known[code] for code in codes)
        ]
        value = {
            "buurten": rijen,
            "postcodes": {key: [codes.index(code) for code in its] for key, its in letters.items()},
        }
        yield f"{POSTCODES}{digits}.json", _render(value)


def _make_rij(site: Site, naam: str, gebied: Wijk | Buurt, uitleg: str) -> list[str]:
    return [naam, pad_van(site.stad, gebied), uitleg]


def _render(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode() + b"\n"
