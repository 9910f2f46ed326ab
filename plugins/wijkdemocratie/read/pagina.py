"""Loose pages: Pelican makes them, and this only sees to it that they can be made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from wijkdemocratie.model import Pagina
from wijkdemocratie.problems import Problems
from wijkdemocratie.source import read_document

from .record import make_record

RESERVED = frozenset(
    {
        *("adviezen", "beelden", "bijeenkomsten", "klankbordgroepen", "lotingen", "organisaties", "stadsdelen"),
        *("theme", "voorstellen", "wijken", "wijkscan", "zoeken"),
    }
)
"""First steps of addresses that are of the site itself; a test holds them beside those of `pages`."""


def read_paginas(root: Path, paths: Iterable[str], problems: Problems) -> Iterator[Pagina]:
    """Yield the loose pages, and report what is wrong with them. Pelican reads them again to make them."""
    for path in paths:
        document = read_document(root, path, problems)
        if document is None:
            continue
        data = document.kop.copy()
        if document.body and "tekst" not in data:
            data.put("tekst", document.body, document.body_place, document.body_place)
        pagina = make_record(Pagina, data, problems)
        if pagina is None:
            continue
        stem = PurePosixPath(path).stem
        if pagina.slug in RESERVED:
            problems.add(
                pagina.place_of("slug"),
                "dubbele-id",
                f"het webadres “{pagina.slug}” is al van de site zelf",
                f"kies een ander webadres, zoals: over-{pagina.slug}",
            )
        if pagina.slug != stem:
            problems.add(
                pagina.place_of("slug"),
                "bestandsnaam",
                f"dit bestand heet “{stem}” en de slug is “{pagina.slug}”",
                f"noem het bestand {pagina.slug}.md, of maak de slug “{stem}”",
            )
        yield pagina
