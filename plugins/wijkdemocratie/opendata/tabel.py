"""A table: columns and rows, under a name that is also that of its files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from wijkdemocratie.model import Stad
from wijkdemocratie.pages import Site
from wijkdemocratie.pages.adres import Adresseerbaar
from wijkdemocratie.select import Onderwerp, bereik_van

from .kolom import JA_NEE, TEKST, WEBADRES, Kolom, Waarde

GOVE = "GOVE"
"""The theme of nearly all: government and public sector (EU data themes)."""
REGI = "REGI"
"""The theme of what is about areas: regions and cities."""


@dataclass(frozen=True, slots=True)
class Tabel:
    """A table. `soorten` are the kinds of record it is made from, `thema` a code of the EU list of data themes."""

    naam: str
    titel: str
    omschrijving: str
    kolommen: tuple[Kolom, ...]
    rijen: tuple[Any, ...]
    soorten: tuple[type, ...] = ()
    thema: str = GOVE

    @property
    def namen(self) -> tuple[str, ...]:
        """The names of the columns, which are the header."""
        return tuple(kolom.naam for kolom in self.kolommen)

    def read_rijen(self) -> list[dict[str, Waarde]]:
        """Return every row with its values by column."""
        return [{kolom.naam: kolom.read(rij) for kolom in self.kolommen} for rij in self.rijen]


def list_vaste_kolommen(
    site: Site,
    sleutel: Callable[[Any], str],
    onderwerp: Callable[[Any], Adresseerbaar],
    voorbeeld: Callable[[Any], bool],
) -> tuple[Kolom, ...]:
    """Return the columns that every table begins with."""
    return (
        Kolom("id", TEKST, "Het vaste kenmerk van deze rij. Het verandert nooit.", sleutel),
        Kolom("url", WEBADRES, "Waar dit op de site staat.", lambda rij: site.absoluut(onderwerp(rij))),
        Kolom("voorbeeld", JA_NEE, "true als dit verzonnen is om te laten zien hoe de site werkt.", voorbeeld),
    )


def make_recordtabel(
    site: Site,
    naam: str,
    titel: str,
    omschrijving: str,
    records: Iterable[Any],
    kolommen: Iterable[Kolom],
    soort: type,
) -> Tabel:
    """Return a table with a row for each record that has an id and an address of its own."""
    fixed = list_vaste_kolommen(site, lambda rij: str(rij.id), lambda rij: rij, lambda rij: rij.voorbeeld)
    return Tabel(naam, titel, omschrijving, (*fixed, *kolommen), tuple(records), (soort,))


def read_wijkcodes(stad: Stad, record: Onderwerp) -> list[str]:
    """Return the codes of the wijken of a record; none where it is about the whole city."""
    bereik = bereik_van(stad, record)
    return [] if bereik.hele_stad else [stad.wijk[slug].code for slug in bereik.wijken]
