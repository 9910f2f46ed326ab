"""Subscribers: what a feed reader and a calendar program see of a site, from its bytes alone."""

from __future__ import annotations

from collections.abc import Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any
from unittest import mock
from urllib.parse import urlsplit

from icalendar import Calendar
from lxml import etree

from wijkdemocratie.agenda import render_agenda
from wijkdemocratie.feed import list_bestanden
from wijkdemocratie.model import Stad
from wijkdemocratie.pages import Site, list_agendas, list_feeds

SITEURL = "https://wijken.waterzande.example"
_ATOM = "{http://www.w3.org/2005/Atom}link"


@dataclass(frozen=True)
class Item:
    """One item of a feed."""

    guid: str
    titel: str
    dag: date
    url: str
    html: str
    soorten: tuple[str, ...]

    @property
    def kenmerk(self) -> str:
        """The GUID without the namespace: `loting:x:geloot:1`."""
        return self.guid.split(":", 2)[2]


@dataclass(frozen=True)
class Blad:
    """One file of a feed: its items, and the address of the archive page before it."""

    items: tuple[Item, ...]
    vorige: str | None


def read_blad(xml: bytes) -> Blad:
    channel = etree.fromstring(xml)[0]
    links = {link.get("rel"): link.get("href") for link in channel.findall(_ATOM)}
    items = (
        Item(
            item.findtext("guid"),
            item.findtext("title"),
            parsedate_to_datetime(item.findtext("pubDate")).date(),
            item.findtext("link"),
            item.findtext("description"),
            tuple(node.text for node in item.findall("category")),
        )
        for item in channel.findall("item")
    )
    return Blad(tuple(items), links.get("prev-archive"))


@dataclass(frozen=True)
class Gelezen:
    """A built site: every feed by what it is about (`wk999901`, and with `per week` behind it), as path and files."""

    feeds: dict[str, tuple[str, dict[str, bytes]]]

    @classmethod
    def build(cls, stad: Stad, peildatum: date, siteurl: str = SITEURL, only: str = "") -> Gelezen:
        """Build all feeds of a city on a day, or only those whose name begins with `only`."""
        site = Site(stad, peildatum, siteurl)
        return cls(
            {
                name: (bron.pad, dict(list_bestanden(site, bron)))
                for bron in list_feeds(site)
                if (name := f"{bron.kenmerk}{' per week' * bron.per_week}").startswith(only)
            }
        )

    def walk(self, name: str) -> Iterator[tuple[str | None, Blad]]:
        """Yield the feed and then the pages of its archive, newest first, each with the address that led there."""
        pad, files = self.feeds[name]
        address: str | None = None
        blad = read_blad(files[pad])
        yield address, blad
        while address := blad.vorige:
            blad = read_blad(files[urlsplit(address).path.lstrip("/")])
            yield address, blad

    def read(self, name: str) -> list[Item]:
        """Return all items of a feed and its archive, oldest first, each once."""
        found = {item.guid: item for _, blad in self.walk(name) for item in blad.items}
        main, *archive = [blad.items[::-1] for _, blad in self.walk(name)]
        order = [item.guid for items in reversed(archive) for item in items]
        order += [item.guid for item in main if item.guid not in set(order)]
        return [found[guid] for guid in order]


@dataclass
class Lezer:
    """A feed reader that knows RFC 5005: it fetches no page of an archive twice."""

    seen: set[str] = field(default_factory=set)
    pages: set[str] = field(default_factory=set)

    def poll(self, site: Gelezen, name: str) -> None:
        for address, blad in site.walk(name):
            if address in self.pages:
                break
            self.pages |= {address} if address else set()
            self.seen |= {item.guid for item in blad.items}


@contextmanager
def limit(number: int) -> Iterator[None]:
    """Let a feed hold fewer items, so that a small city has an archive too."""
    with mock.patch("wijkdemocratie.feed.kanaal.LIMIET", number):
        yield


def read_calendars(
    stad: Stad, peildatum: date, siteurl: str = SITEURL, pages: Container[str] | None = None
) -> dict[str, dict[str, Any]]:
    """Return the entries by UID of every calendar, or of those of some pages; a UID that is there twice is a fault."""
    site = Site(stad, peildatum, siteurl)
    found: dict[str, dict[str, Any]] = {}
    for bron in list_agendas(site):
        if pages is not None and bron.pagina not in pages:
            continue
        events = Calendar.from_ical(render_agenda(site, bron)).walk("VEVENT")
        found[bron.gebied] = {str(event["UID"]): event for event in events}
        assert len(found[bron.gebied]) == len(events)
    return found


def describe(event: Any) -> tuple[Any, ...]:
    """Return when and where an entry is."""
    return (event.decoded("DTSTART"), event.decoded("DTEND", None), str(event.get("LOCATION", "")))
