"""From items to RSS bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from feedgen.ext.base import BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from wijkdemocratie.model import TIJDZONE
from wijkdemocratie.pages import Feedbron, Site
from wijkdemocratie.werkers import spread

from .bericht import Bericht, list_berichten

LIMIET = 50
"""How many items a feed holds, newest first; older ones stand in its archive."""

_BATCH = 200
_EPOCH = datetime(1970, 1, 1, tzinfo=TIJDZONE)
_ATOM = "http://www.w3.org/2005/Atom"
_HISTORY = "http://purl.org/syndication/history/1.0"
_ITEM, _END = b"    <item>\n", b"  </channel>"
"""How feedgen writes the begin of an item and the end of them all. In a text these would be written otherwise."""


class _Links(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """The Atom links that feedgen itself does not write into RSS, and the mark of an archive (RFC 5005)."""

    def __init__(self) -> None:
        self.links: list[tuple[str, str]] = []
        self.is_archive = False

    def extend_ns(self) -> dict[str, str]:
        return {"fh": _HISTORY}

    def extend_rss(self, feed: Any) -> Any:
        channel = feed.find("channel")
        for rel, href in self.links:
            etree.SubElement(channel, f"{{{_ATOM}}}link", href=href, rel=rel)
        if self.is_archive:
            etree.SubElement(channel, f"{{{_HISTORY}}}archive")
        return feed


@dataclass(frozen=True, slots=True)
class _Blad:
    """One file of a feed. `nr` is 0 for the feed itself, and counts from 1 for the oldest page of its archive.

    `vorige` is the address of the page before it, if there is one.
    """

    nr: int
    berichten: list[Bericht]
    vorige: str | None


def list_bestanden(site: Site, bron: Feedbron, known: Mapping[str, bytes] | None = None) -> Iterator[tuple[str, bytes]]:
    """Yield (path, bytes) of the feed and of the pages of its archive.

    `known` has the items of all events, where they have been rendered for many feeds.

    The feed holds the newest items. The archive holds every item, in pages of `LIMIET` that are filled from the
    oldest on and written when they are full. So as time goes by, a page changes no more, and a reader that follows
    `prev-archive` misses nothing, however long it was away (RFC 5005, section 4).

    Only an item that is added in the past changes a page, and then every page after it. A reader does not fetch a
    page again that it has, so the link to a page ends in a mark that follows from what it and all pages before it
    hold: another mark is another page to a reader, and the same file to a server.
    """
    berichten = list_berichten(site, bron)
    items = render_items(site, [bron]) if known is None else known
    if bron.per_week:
        items = dict(zip((bericht.guid for bericht in berichten), _render_berichten(berichten), strict=True))
    oldest_first = berichten[::-1]
    vorige, mark = None, ""
    for start in range(0, len(berichten) - LIMIET, LIMIET):
        blad = _Blad(start // LIMIET + 1, oldest_first[start : start + LIMIET][::-1], vorige)
        yield bron.archief(blad.nr), _render(site, bron, blad, items)
        mark = _make_mark(mark, blad)
        vorige = f"{site.absoluut(bron.archief(blad.nr))}?stand={mark}"
    yield bron.pad, _render(site, bron, _Blad(0, berichten[:LIMIET], vorige), items)


def _make_mark(before: str, blad: _Blad) -> str:
    """Return the mark of a page: of which items it holds, not of their words, and of the mark of the page before."""
    return hashlib.sha256("\n".join([before, *(item.guid for item in blad.berichten)]).encode()).hexdigest()[:12]


def render_feed(site: Site, bron: Feedbron) -> bytes:
    """Return the feed itself as XML bytes: it follows from its events, so an unchanged city gives unchanged bytes."""
    return dict(list_bestanden(site, bron))[bron.pad]


def _list_links(site: Site, bron: Feedbron, blad: _Blad) -> Iterator[tuple[str, str]]:
    """Yield (rel, address). There is no next-archive: it would change a page that is full when the next one is."""
    if blad.nr:
        yield "current", site.absoluut(bron.pad)
    if blad.vorige:
        yield "prev-archive", blad.vorige
    if not blad.nr and site.stad.gemeente.websub_hub:
        yield "hub", site.stad.gemeente.websub_hub


def render_items(site: Site, bronnen: Iterable[Feedbron]) -> Mapping[str, bytes]:
    """Return the XML of the items of all events in these feeds, by guid: each is rendered once, for all of them."""
    found = {bericht.guid: bericht for bron in bronnen if not bron.per_week for bericht in list_berichten(site, bron)}
    berichten = list(found.values())
    # In batches, because feedgen keeps all of a feed in memory, and so each worker has its share.
    batches = [berichten[start : start + _BATCH] for start in range(0, len(berichten), _BATCH)]
    rendered = spread(_render_berichten, batches, portion=2)
    return dict(zip(found, chain.from_iterable(rendered), strict=True))


def _render_berichten(berichten: Sequence[Bericht]) -> list[bytes]:
    """Return the XML of items. feedgen renders them in a feed that is thrown away, cut at the begin of each item."""
    feed = _begin_feed()
    # What the words are matters to nobody, but RSS cannot do without.
    feed.title("-")
    feed.link(href="-")
    feed.description("-")
    for bericht in berichten:
        _add_entry(feed, bericht)
    content, _end, _rest = feed.rss_str(pretty=True).rpartition(_END)
    items = [_ITEM + item for item in content.split(_ITEM)[1:]]
    if len(items) != len(berichten):
        raise ValueError("feedgen writes an item in another form than we know")
    return items


def _begin_feed() -> FeedGenerator:
    """Return an empty feed that knows the words beyond RSS that ours use."""
    feed = FeedGenerator()
    feed.register_extension("paging", _Links)
    feed.load_extension("geo", rss=True)
    return feed


def _add_entry(feed: FeedGenerator, bericht: Bericht) -> None:
    entry = feed.add_entry(order="append")
    entry.title(bericht.titel)
    entry.link(href=bericht.url)
    entry.guid(bericht.guid, permalink=False)
    entry.pubDate(bericht.moment)
    entry.description(bericht.html)
    entry.category([{"term": term} for term in bericht.categorieen])
    if bericht.punt:
        entry.geo.point(f"{bericht.punt[0]:.5f} {bericht.punt[1]:.5f}")


def _render(site: Site, bron: Feedbron, blad: _Blad, items: Mapping[str, bytes]) -> bytes:
    feed = _begin_feed()
    feed.paging.links = list(_list_links(site, bron, blad))
    feed.paging.is_archive = blad.nr > 0
    feed.title(f"{bron.titel} (archief, deel {blad.nr})" if blad.nr else bron.titel)
    # feedgen makes the last link the channel's own: self first, the page last.
    pad = bron.archief(blad.nr) if blad.nr else bron.pad
    feed.link(href=site.absoluut(pad), rel="self", type="application/rss+xml")
    feed.link(href=site.absoluut(bron.nieuws), rel="alternate")
    feed.description(bron.omschrijving)
    feed.language("nl-NL")
    feed.generator("Wijken aan Zet")
    feed.docs("https://www.rssboard.org/rss-specification")
    # Without a date feedgen would write the time of the build.
    feed.lastBuildDate(blad.berichten[0].moment if blad.berichten else _EPOCH)
    frame = _add_stylesheet(feed.rss_str(pretty=True), site.thema("css/feed.css"))
    channel, end, rest = frame.rpartition(_END)
    return b"".join([channel, *(items[bericht.guid] for bericht in blad.berichten), end, rest])


def _add_stylesheet(xml: bytes, href: str) -> bytes:
    """Add the line that lets a browser show a feed as a readable page. CSS only: XSLT is being removed."""
    declaration, _newline, rest = xml.partition(b"\n")
    return declaration + f'\n<?xml-stylesheet type="text/css" href="{href}"?>\n'.encode() + rest
