"""All pages, feeds and calendars of a site, gathered from the rooms that make them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from wijkdemocratie.events import Gebeurtenis

from .gebied import list_gebiedspaginas
from .register import list_registerpaginas
from .site import Agendabron, Feedbron, Pagina, Site
from .stuk import list_stukpaginas, list_verhuisd


def list_pages(site: Site) -> list[Pagina]:
    """Return every page but the loose ones, in the order of their paths."""
    found = chain(list_gebiedspaginas(site), list_registerpaginas(site), list_stukpaginas(site), list_verhuisd(site))
    return _tell_apart(sorted(found, key=lambda pagina: pagina.pad))


def _tell_apart(paginas: list[Pagina]) -> list[Pagina]:
    """Give pages that have the same title their own: two records may well be called the same (WCAG 2.4.2)."""
    counts = Counter(pagina.titel for pagina in paginas)
    return [
        pagina if counts[pagina.titel] == 1 else replace(pagina, titel=f"{pagina.titel} ({pagina.pad.strip('/')})")
        for pagina in paginas
    ]


def list_feeds(site: Site) -> list[Feedbron]:
    """Return the feed of the city, of every wijk and of every buurt, in the order of their paths."""
    return sorted(_find_feeds(site), key=lambda bron: bron.pad)


def _find_feeds(site: Site) -> Iterator[Feedbron]:
    stad, naam = site.stad, site.stad.gemeente.naam
    yield Feedbron(
        "feed.xml",
        f"{naam}: alles uit de wijken",
        f"Elke stap in voorstellen, lotingen, adviezen en wijkscans in {naam}.",
        "",
        site.gebeurtenissen,
    )
    for wijk in stad.wijken:

        def select(buurt: str | None, wijk: str = wijk.slug) -> tuple[Gebeurtenis, ...]:
            return tuple(item for item in site.gebeurtenissen if item.bereik.raakt(stad, wijk, buurt))

        pad = f"wijken/{wijk.slug}/"
        yield Feedbron(
            f"{pad}feed.xml",
            f"{wijk.naam}, {naam}",
            f"Elke stap in wat er in {wijk.naam} wordt besloten, geloot en geadviseerd.",
            pad,
            select(None),
        )
        for buurt in wijk.buurten:
            yield Feedbron(
                f"{pad}{buurt.slug}/feed.xml",
                f"{buurt.naam} (buurt in {wijk.naam}), {naam}",
                f"Elke stap in wat er in de buurt {buurt.naam} wordt besloten, geloot en geadviseerd.",
                f"{pad}{buurt.slug}/",
                select(buurt.slug),
            )


def list_agendas(site: Site) -> list[Agendabron]:
    """Return the calendar of the city and of every wijk, in the order of their paths."""
    naam = site.stad.gemeente.naam
    found = [Agendabron("agenda.ics", f"{naam}: wijken aan zet", f"Bijeenkomsten, lotingen en inspraak in {naam}.")]
    found += [
        Agendabron(
            f"wijken/{wijk.slug}/agenda.ics",
            f"{wijk.naam}: wijken aan zet",
            f"Bijeenkomsten, lotingen en inspraak in {wijk.naam}.",
            wijk.slug,
        )
        for wijk in site.stad.wijken
    ]
    return sorted(found, key=lambda bron: bron.pad)
