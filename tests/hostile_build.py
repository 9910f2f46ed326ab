"""Build the tiny city with another text in every field that holds free text, past the models that would refuse it.

Run as a program: `hostile_build.py OUTPUT TEXT BODY`. It stands apart because Pelican wants a process of its own.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args, get_type_hints

from pydantic import BaseModel

from made_site import KLEIN, PEILDATUM, TOP
from wijkdemocratie.bouw import Progress
from wijkdemocratie.model import Stad, velden
from wijkdemocratie.pages import Site
from wijkdemocratie.publish import build_site
from wijkdemocratie.read import load_stad
from wijkdemocratie.thema import read_thema

BODIES = {"tekst", "samenvatting"}


def is_regel(annotation: Any) -> bool:
    """Say whether a field may hold a line of free text, itself or in a tuple."""
    metadata = getattr(annotation, "__metadata__", ())
    if any(isinstance(item, velden.Vorm) and item.parse is velden._parse_regel for item in metadata):
        return True
    return any(is_regel(part) for part in get_args(annotation))


def fill(value: Any, text: str, body: str, numbers: Iterator[int]) -> Any:
    """Return a record with other words everywhere; each is a little different, because titles have to be."""
    if isinstance(value, tuple):
        return tuple(fill(item, text, body, numbers) for item in value)
    if not isinstance(value, BaseModel):
        return value
    hints = get_type_hints(type(value), include_extras=True)
    changed = {}
    for name in type(value).model_fields:
        old = getattr(value, name)
        if is_regel(hints[name]) and isinstance(old, str):
            changed[name] = f"{text} {next(numbers)}"
        elif is_regel(hints[name]) and isinstance(old, tuple):
            changed[name] = tuple(f"{text} {next(numbers)}" for _ in old)
        elif name in BODIES and hints[name] is str and old:
            changed[name] = body
        else:
            changed[name] = fill(old, text, body, numbers)
    return value.model_copy(update=changed)


def fill_stad(stad: Stad, text: str, body: str) -> Stad:
    """Return the city with other words in every record."""
    numbers = itertools.count(1000)
    records = ("gemeente", "wijken", "wijkscans", "voorstellen", "adviezen")
    return replace(stad, **{name: fill(getattr(stad, name), text, body, numbers) for name in records})


def main(output: str, text: str, body: str) -> None:
    """Build it."""
    stad, _ = load_stad(KLEIN)
    assert stad is not None
    site = Site(fill_stad(stad, text, body), PEILDATUM, stad.gemeente.siteurl, read_thema(TOP / "theme" / "static"))
    build_site(site, root=KLEIN, settings=TOP / "pelicanconf.py", output=Path(output), progress=Progress())


if __name__ == "__main__":
    main(*sys.argv[1:])
