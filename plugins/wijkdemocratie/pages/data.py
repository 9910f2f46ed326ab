"""Where the open data stand, and which list page shows what is in which file."""

from __future__ import annotations

DATA = "data/"
"""The page that explains them; the files stand beside it."""

CATALOGUS = "catalog"

_TABELLEN = {
    "adviezen/": ("adviezen", "Adviezen"),
    "bijeenkomsten/": ("bijeenkomsten", "Bijeenkomsten"),
    "lotingen/": ("lotingen", "Lotingen"),
    "organisaties/": ("organisaties", "Bewonersorganisaties"),
    "voorstellen/": ("voorstellen", "Voorstellen"),
    "wijken/": ("wijken", "Wijken"),
    "wijkscan/": ("wijkscans", "Wijkscans"),
}
"""By the path of a list page: the table with the same, and its name."""


def pad_van_data(naam: str) -> str:
    """Return the path of a file of the open data."""
    return f"{DATA}{naam}"


def list_datalinks(pad: str) -> tuple[tuple[str, str, str], ...]:
    """Return (media type, title, path) of the files that hold what a page shows, for who looks in its head."""
    if pad == DATA:
        return (
            ("application/ld+json", "Catalogus (DCAT-AP-NL)", pad_van_data(f"{CATALOGUS}.jsonld")),
            ("text/turtle", "Catalogus (DCAT-AP-NL)", pad_van_data(f"{CATALOGUS}.ttl")),
        )
    if pad not in _TABELLEN:
        return ()
    naam, titel = _TABELLEN[pad]
    return (
        ("text/csv", f"{titel} (CSV)", pad_van_data(f"{naam}.csv")),
        ("application/json", f"{titel} (JSON)", pad_van_data(f"{naam}.json")),
    )
