"""All pages of a site, gathered from the rooms that make them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import chain

from wijkdemocratie.geheugen import remember

from .cijfers import list_cijferpaginas
from .gebied import find_gebiedspagina, list_gebiedspaginas
from .nieuws import list_nieuwspaginas
from .organisatie import list_organisatiepaginas
from .register import list_registerpaginas
from .site import Pagina, Site
from .stijl import make_stijlpagina
from .stuk import list_stukpaginas
from .verantwoording import make_verantwoording
from .verhuisd import list_verhuisd
from .wijkscan import list_wijkscanpaginas
from .zoeken import make_zoekpagina


def list_pages(site: Site) -> list[Pagina]:
    """Return every page but the loose ones, in the order of their paths."""
    found = chain(
        list_gebiedspaginas(site),
        list_registerpaginas(site),
        list_organisatiepaginas(site),
        list_cijferpaginas(site),
        list_wijkscanpaginas(site),
        [make_verantwoording(site), make_stijlpagina(site), make_zoekpagina(site)],
        list_stukpaginas(site),
        list_nieuwspaginas(site),
        list_verhuisd(site),
    )
    return _tell_apart(sorted(found, key=lambda pagina: pagina.pad))


def _tell_apart(paginas: list[Pagina]) -> list[Pagina]:
    """Give pages that have the same title their own: two records may well be called the same (WCAG 2.4.2)."""
    counts = Counter(pagina.titel for pagina in paginas)
    return [
        pagina if counts[pagina.titel] == 1 else replace(pagina, titel=f"{pagina.titel} ({pagina.pad.strip('/')})")
        for pagina in paginas
    ]


def find_pagina(site: Site, pad: str) -> Pagina | None:
    """Return the page at an address, if there is one there that `list_pages` lists.

    What an editor looks at most is made by itself, because all pages of a large city take long. A title that two pages
    share is then not told apart yet.
    """
    own = next(list_stukpaginas(site, pad), None) or find_gebiedspagina(site, pad)
    return own or _map_pages(site).get(pad)


@remember
def _map_pages(site: Site) -> dict[str, Pagina]:
    return {pagina.pad: pagina for pagina in list_pages(site)}
