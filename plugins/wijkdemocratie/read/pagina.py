"""Loose pages: Pelican makes them, and this only sees to it that they can be made."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from wijkdemocratie.model import Deel
from wijkdemocratie.model.velden import Regel, Slug
from wijkdemocratie.problems import Problems
from wijkdemocratie.source import read_document

from .record import make_record


class Pagina(Deel):
    """The front matter of a loose page. The keys are Pelican's, so they are English."""

    title: Regel
    """De titel van de pagina."""
    slug: Slug
    """Het stuk van het webadres; zo heet ook het bestand."""
    summary: Regel
    """Een zin over de pagina, voor zoekmachines."""


RESERVED = frozenset(
    {
        *("adviezen", "bijeenkomsten", "klankbordgroepen", "lotingen", "organisaties", "stadsdelen", "theme"),
        *("voorstellen", "wijken", "wijkscan", "zoeken"),
    }
)
"""First steps of addresses that are of the site itself; a test holds them beside those of `pages`."""


def read_paginas(root: Path, paths: Iterable[str], problems: Problems) -> None:
    """Report what is wrong with loose pages; nothing is returned, because Pelican reads them itself."""
    for path in paths:
        document = read_document(root, path, problems)
        if document is None:
            continue
        pagina = make_record(Pagina, document.kop, problems)
        stem = PurePosixPath(path).stem
        if pagina and pagina.slug in RESERVED:
            problems.add(
                pagina.place_of("slug"),
                "dubbele-id",
                f"het webadres “{pagina.slug}” is al van de site zelf",
                f"kies een ander webadres, zoals: over-{pagina.slug}",
            )
        if pagina and pagina.slug != stem:
            problems.add(
                pagina.place_of("slug"),
                "bestandsnaam",
                f"dit bestand heet “{stem}” en de slug is “{pagina.slug}”",
                f"noem het bestand {pagina.slug}.md, of maak de slug “{stem}”",
            )
