"""What is built: the site as a value, and the pages, feeds and calendars it consists of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from wijkdemocratie.events import Gebeurtenis, gebeurtenissen
from wijkdemocratie.model import Stad
from wijkdemocratie.select import bereik_van, name_gebied

from .adres import Adresseerbaar, pad_van


@dataclass(frozen=True)
class Site:
    """A city on a day, at an address. Everything that is rendered follows from these three."""

    stad: Stad
    peildatum: date
    siteurl: str

    @cached_property
    def gebeurtenissen(self) -> tuple[Gebeurtenis, ...]:
        """All that happened, newest first."""
        return gebeurtenissen(self.stad, self.peildatum)

    @cached_property
    def toont_voorbeelden(self) -> bool:
        """Whether any record is example material."""
        stad = self.stad
        records = (
            *(stad.adviezen + stad.bijeenkomsten + stad.klankbordgroepen + stad.lotingen),
            *(stad.organisaties + stad.voorstellen + stad.wijkscans),
        )
        return any(record.voorbeeld for record in records)

    def adres(self, target: Adresseerbaar) -> str:
        """Return a root-relative URL, for links in pages."""
        return f"{urlsplit(self.siteurl).path.rstrip('/')}/{pad_van(self.stad, target)}"

    def absoluut(self, target: Adresseerbaar) -> str:
        """Return a full URL, for canonical links, feeds and calendars."""
        return f"{self.siteurl.rstrip('/')}/{pad_van(self.stad, target)}"


@dataclass(frozen=True, slots=True)
class Feedbron:
    """An RSS feed: its file, what it is called, the page that belongs to it, and its events, newest first."""

    pad: str
    titel: str
    omschrijving: str
    pagina: str
    gebeurtenissen: tuple[Gebeurtenis, ...]


@dataclass(frozen=True, slots=True)
class Agendabron:
    """A calendar: its file, what it is called, and the wijk it is of (None: the city)."""

    pad: str
    titel: str
    omschrijving: str
    wijk: str | None = None


@dataclass(frozen=True, slots=True)
class Pagina:
    """A page: where it stands, its template and what that needs.

    `feeds` are (title, path) for autodiscovery, the page's own first; `kruimels` are (title, path) of the pages
    above this one, home left out; `gewijzigd` is the day of the newest content, for the sitemap.
    """

    pad: str
    template: str
    titel: str
    omschrijving: str
    context: Mapping[str, Any] = field(default_factory=dict)
    feeds: tuple[tuple[str, str], ...] = ()
    agendas: tuple[tuple[str, str], ...] = ()
    kruimels: tuple[tuple[str, str], ...] = ()
    gewijzigd: date | None = None
    in_sitemap: bool = True

    @property
    def bestand(self) -> str:
        """The file that holds the page, relative to the output."""
        return f"{self.pad}index.html" if self.pad.endswith("/") or not self.pad else self.pad


def template_globals(site: Site) -> dict[str, Callable[..., str] | Any]:
    """Return what every template may use, loose pages too."""
    return {
        "absoluut": site.absoluut,
        "adres": site.adres,
        "gebied_van": lambda record: name_gebied(site.stad, bereik_van(site.stad, record)),
        "gemeente": site.stad.gemeente,
        "peildatum": site.peildatum,
        "stad": site.stad,
        "stadsfeed": ("Nieuws uit de hele stad", "feed.xml"),
        "toont_voorbeelden": site.toont_voorbeelden,
    }
