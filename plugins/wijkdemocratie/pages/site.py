"""What is built: the site as a value, and the pages, feeds and calendars it consists of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal
from urllib.parse import urlsplit

from wijkdemocratie.events import Gebeurtenis, gebeurtenissen
from wijkdemocratie.model import Advies, Bijeenkomst, Klankbordgroep, Loting, Organisatie, Stad, Voorstel, Wijk
from wijkdemocratie.select import (
    Adviesstand,
    Belasting,
    Ketenrecord,
    Onderwerp,
    Schakel,
    Verbanden,
    list_belasting,
    make_keten,
    map_adviesstanden,
)
from wijkdemocratie.thema import Thema

from .adres import Adresseerbaar, pad_van


def _list_verbanden(record: Onderwerp) -> Iterator[tuple[str, str]]:
    """Yield the proposals and advising bodies that a record belongs to."""
    match record:
        case Voorstel():
            yield "voorstel", record.id
        case Klankbordgroep() | Organisatie():
            yield "adviseur", record.id
        case Loting():
            yield "adviseur", record.klankbordgroep
        case Advies():
            yield "adviseur", record.van
        case Bijeenkomst(klankbordgroep=str(groep)):
            yield "adviseur", groep
    if isinstance(record, Advies | Bijeenkomst) and record.voorstel:
        yield "voorstel", record.voorstel


@dataclass(frozen=True)
class Site:
    """A city on a day, at an address, with a theme. Everything that is rendered follows from these."""

    stad: Stad
    peildatum: date
    siteurl: str
    bestanden: Thema = field(default_factory=Thema)
    met_zoeken: bool = True
    """Whether the words of the pages are indexed; making that index takes time."""

    @cached_property
    def gebeurtenissen(self) -> tuple[Gebeurtenis, ...]:
        """All that happened, newest first."""
        return gebeurtenissen(self.stad, self.peildatum)

    @cached_property
    def _per_wijk(self) -> dict[str, tuple[Gebeurtenis, ...]]:
        found: dict[str, list[Gebeurtenis]] = {wijk.slug: [] for wijk in self.stad.wijken}
        for item in self.gebeurtenissen:
            for slug in item.bereik.wijken:
                found[slug].append(item)
        return {slug: tuple(items) for slug, items in found.items()}

    def gebeurtenissen_van(self, wijk: str) -> tuple[Gebeurtenis, ...]:
        """Return what happened in a wijk, newest first."""
        return self._per_wijk[wijk]

    @cached_property
    def _per_verband(self) -> dict[tuple[str, str], tuple[Gebeurtenis, ...]]:
        found: dict[tuple[str, str], list[Gebeurtenis]] = {}
        for item in self.gebeurtenissen:
            for verband in _list_verbanden(item.record):
                found.setdefault(verband, []).append(item)
        return {verband: tuple(items) for verband, items in found.items()}

    def gebeurtenissen_over(self, soort: Literal["voorstel", "adviseur"], record: str) -> tuple[Gebeurtenis, ...]:
        """Return what happened to a proposal or with a body that advises, newest first."""
        return self._per_verband.get((soort, record), ())

    @cached_property
    def belasting(self) -> dict[str, Belasting]:
        """What is asked of each body that advises, by its id; who was asked most comes first."""
        return {item.adviseur.id: item for item in list_belasting(self.stad, self.peildatum)}

    @cached_property
    def _verbanden(self) -> Verbanden:
        return Verbanden(self.stad, self.peildatum)

    def keten(self, record: Ketenrecord) -> tuple[Schakel, ...]:
        """Return the chain from scan to decision, as it is seen from a record."""
        return make_keten(self._verbanden, record)

    def list_adviezen_van(self, adviseur: str) -> list[Adviesstand]:
        """Return the advice of a body, newest first, without the requests that its `belasting` holds."""
        asked = {stand.advies.id for stand in self.belasting[adviseur].open}
        standen = [
            stand
            for stand in map_adviesstanden(self.stad, self.peildatum).values()
            if stand.advies.van == adviseur and stand.advies.id not in asked
        ]
        return sorted(standen, key=lambda stand: (stand.advies.ingediend_op or date.min, stand.advies.id), reverse=True)

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

    def thema(self, naam: str) -> str:
        """Return the root-relative URL of a file of the theme."""
        return self.adres(self.bestanden.pad(naam))

    def absoluut(self, target: Adresseerbaar) -> str:
        """Return a full URL, for canonical links, feeds and calendars."""
        return f"{self.siteurl.rstrip('/')}/{pad_van(self.stad, target)}"


@dataclass(frozen=True, slots=True)
class Feedbron:
    """A scope that can be followed: its news page (`nieuws`), the page it is about (`pagina`), its events.

    `kenmerk` names the scope for ever, whatever its address becomes; `gebied` is what `pagina` is called, most often
    an area. With `per_week` the feed has one item for every week in which something happened.
    """

    nieuws: str
    pagina: str
    kenmerk: str
    gebied: str
    titel: str
    omschrijving: str
    gebeurtenissen: tuple[Gebeurtenis, ...]
    per_week: bool = False

    @property
    def pad(self) -> str:
        """The file of the feed: it stands beside the page that shows the same."""
        return f"{self.nieuws}feed.xml"

    def archief(self, nr: int) -> str:
        """The file of one page of its archive; 1 is the oldest."""
        return f"{self.nieuws}feed-archief-{nr}.xml"


@dataclass(frozen=True, slots=True)
class Agendabron:
    """A calendar: its file, what it is called, the page it is about and its wijken (None: the whole city)."""

    pad: str
    titel: str
    omschrijving: str
    pagina: str
    gebied: str
    wijken: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Pagina:
    """A page: where it stands, its template and what that needs.

    `feeds` are (title, path) for autodiscovery, the page's own first; `kruimels` are (title, path) of the pages
    above this one, home left out; `gewijzigd` is the day of the newest content, for the sitemap; `schema` is what it is
    about in the words of schema.org (see `gegevens`). `woorden` are what macros know by other values than elsewhere.
    `over_wijk` is the wijk that a page is about which stands elsewhere, if it is one.
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
    schema: tuple[Mapping[str, Any], ...] = ()
    woorden: Mapping[str, Any] = field(default_factory=dict)
    over_wijk: Wijk | None = None

    @property
    def bestand(self) -> str:
        """The file that holds the page, relative to the output."""
        return f"{self.pad}index.html" if self.pad.endswith("/") or not self.pad else self.pad
