"""The address of everything that has one, and which addresses there are: for pages, and for who checks a link."""

from __future__ import annotations

import re

from wijkdemocratie.model import (
    Advies,
    Bijeenkomst,
    Buurt,
    Klankbordgroep,
    Loting,
    Organisatie,
    Stad,
    Stadsdeel,
    Voorstel,
    Wijk,
    Wijkscan,
)

Adresseerbaar = (
    str | Advies | Bijeenkomst | Buurt | Klankbordgroep | Loting | Organisatie | Stadsdeel | Voorstel | Wijk | Wijkscan
)

_FOLDERS: dict[type, str] = {
    Advies: "adviezen",
    Bijeenkomst: "bijeenkomsten",
    Klankbordgroep: "klankbordgroepen",
    Loting: "lotingen",
    Organisatie: "organisaties",
    Stadsdeel: "stadsdelen",
    Voorstel: "voorstellen",
    Wijk: "wijken",
}


VAST = (
    *("", "adviezen/", "adviezen/cijfers/", "bijeenkomsten/", "data/", "lotingen/", "nieuws/", "organisaties/"),
    *("stijl/", "verantwoording/", "voorstellen/", "wijken/", "wijkscan/", "zoeken/"),
)
"""Pages that every site has; a test holds them beside those of `pages`."""

_BELOW = re.compile(r"nieuws|poster|[a-z]{2}")
"""What a record, wijk or buurt may have below its own page; two letters are a language."""


def pad_van(stad: Stad, target: Adresseerbaar, slug: str | None = None) -> str:
    """Return the path of a record, or the path itself. `slug` gives the path it had under an older slug."""
    match target:
        case str():
            return target
        case Buurt():
            return f"{pad_van(stad, stad.wijk_van_buurt[target.slug])}{slug or target.slug}/"
        case Wijkscan():
            return f"{pad_van(stad, stad.wijk[target.wijk])}#wijkscan"
        case _:
            return f"{_FOLDERS[type(target)]}/{slug or target.slug}/"


def list_paden(stad: Stad) -> frozenset[str]:
    """Return the address of every page of records, at every slug that they had, and of every loose page."""
    found = {f"{pagina.slug}/" for pagina in stad.paginas}
    for wijk in stad.wijken:
        for folder in (pad_van(stad, wijk), *(pad_van(stad, wijk, old) for old in wijk.vroeger)):
            found.add(folder)
            found |= {f"{folder}{slug}/" for buurt in wijk.buurten for slug in (buurt.slug, *buurt.vroeger)}
    found |= {pad_van(stad, stadsdeel) for stadsdeel in stad.gemeente.stadsdelen}
    records: list[Advies | Bijeenkomst | Klankbordgroep | Loting | Organisatie | Voorstel] = [*stad.voorstellen]
    records += [*stad.adviezen, *stad.lotingen, *stad.bijeenkomsten, *stad.klankbordgroepen, *stad.organisaties]
    found |= {pad_van(stad, record, slug) for record in records for slug in (record.slug, *record.vroeger)}
    return frozenset(found)


def is_pad(paden: frozenset[str], pad: str) -> bool:
    """Say whether an address can be a page of the site. Below a page more may stand than is known here."""
    if pad in VAST or pad in paden:
        return True
    if not pad.endswith("/"):
        return False
    first, *rest = pad.rstrip("/").split("/")
    if first not in _FOLDERS.values():
        return f"{first}/" in VAST  # what is below is made by rooms that see more than records; not so of a loose page
    if rest[:1] == ["cijfers"] or (rest and rest[0].isdigit()):  # figures, a year
        return True
    return any(
        _BELOW.fullmatch(step) and f"{'/'.join([first, *rest[:index]])}/" in paden for index, step in enumerate(rest)
    )
