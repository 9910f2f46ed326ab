"""One file that is no page: a feed, a calendar, a picture, a stylesheet. What it holds is read by a real parser.

An item of a feed and an entry of a calendar stand in many files with the same bytes. Each is read once: the file
without them, and them apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import PurePath

from icalendar import Calendar, Event
from lxml import etree

from .data import read_csv, read_json, read_ndjson
from .feiten import NIETS, Feiten, Lezing
from .pagina import read_pagina
from .vraag import ask_elements, ask_strings

_XML = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
_CSS_URL = re.compile(r"""url\(\s*["']?([^"')]*)["']?\s*\)|@import\s+["']([^"']*)["']""")
_FEED_LINKS = ask_strings("//item/link/text() | //channel/link/text() | //*[local-name()='link']/@href")
_LOCATIONS = ask_strings("//*[local-name()='loc']/text()")
_STYLESHEETS = ask_elements("/processing-instruction('xml-stylesheet')")

_ENTRY = re.compile(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", re.DOTALL)
_ITEM, _ITEM_END = b">\n    <item>\n", b"\n    </item"
_RSS = re.compile(rb"<rss [^>]*>")
_HIDDEN = (b"<!--", b"<![CDATA[", b"<!DOCTYPE")
"""In these, what looks like an item need not be one."""


def read_bestand(name: str, source: bytes) -> Feiten:
    """Return what a file says by itself; it is read by what its name ends in."""
    reader = _READERS.get(PurePath(name).suffix)
    if reader is None:
        return NIETS
    lezing = Lezing()
    reader(source, lezing)
    return lezing.finish()


def list_entries(sources: Iterable[bytes]) -> list[bytes]:
    """Return every different entry of these calendars."""
    return list(dict.fromkeys(entry for source in sources for entry in _ENTRY.findall(source)))


def _read_xml(source: bytes, lezing: Lezing) -> None:
    source, links = _split_items(source)
    try:
        tree = etree.fromstring(source, _XML)
    except etree.XMLSyntaxError as error:
        lezing.fouten.append(f"dit is geen goede XML: {error}")
        return
    lezing.links |= links
    lezing.links |= dict.fromkeys(link.strip() for link in _FEED_LINKS(tree))
    lezing.plekken += _LOCATIONS(tree)
    for instruction in _STYLESHEETS(tree):
        lezing.geladen[instruction.get("href") or ""] = None


def _split_items(source: bytes) -> tuple[bytes, dict[str, None]]:
    """Return a feed without its items, and the links in those; in any doubt the feed as it is, and no links."""
    before, *items = source.split(_ITEM)
    root = _RSS.search(before)
    links: dict[str, None] = {}
    if not items or not root or any(mark in source for mark in _HIDDEN):
        return source, links
    after = b""
    for number, part in enumerate(items, start=1):
        item, end, rest = part.partition(_ITEM_END)
        # Between two items there is nothing but the end of the first.
        found = _read_item(root.group(), item) if end and (not rest or number == len(items)) else None
        if found is None:
            return source, {}
        links |= found
        after = rest
    return before + after, links


@cache
def _read_item(root: bytes, item: bytes) -> dict[str, None] | None:
    """Return the links in what an item holds, in a feed that begins with `root`; None when it is no good XML."""
    try:
        tree = etree.fromstring(root + b"<channel><item>" + item + b"</item></channel></rss>", _XML)
    except etree.XMLSyntaxError:
        return None
    return dict.fromkeys(link.strip() for link in _FEED_LINKS(tree))


def _read_svg(source: bytes, lezing: Lezing) -> None:
    _read_xml(source, lezing)
    if b"<script" in source:
        lezing.fouten.append("in deze afbeelding staat een script")


def _read_calendar(source: bytes, lezing: Lezing) -> None:
    try:
        Calendar.from_ical(_ENTRY.sub(b"", source))
        entries = [read_entry(entry) for entry in _ENTRY.findall(source)]
    except ValueError as error:
        lezing.fouten.append(f"deze agenda is niet te lezen: {error}")
        return
    for fault, url in entries:
        if fault:
            lezing.fouten.append(f"deze agenda is niet te lezen: {fault}")
        if url:
            lezing.links[url] = None


def read_entry(entry: bytes) -> tuple[str, str]:
    """Return what is wrong with an entry of a calendar, and the address in it. What cannot be parsed at all raises."""
    if entry not in _known_entries:
        event = Event.from_ical(entry)
        _known_entries[entry] = (event.errors[0][1] if event.errors else "", str(event.get("URL", "")))
    return _known_entries[entry]


_known_entries: dict[bytes, tuple[str, str]] = {}


def learn_entries(known: Mapping[bytes, tuple[str, str]]) -> None:
    """Keep what others found in entries."""
    _known_entries.update(known)


def _read_css(source: bytes, lezing: Lezing) -> None:
    for match in _CSS_URL.finditer(source.decode("utf-8", "replace")):
        link = match[1] or match[2] or ""
        # A picture of a few bytes may stand in the stylesheet itself; it is no request.
        if not link.startswith("data:image/"):
            lezing.geladen[link] = None


_READERS: dict[str, Callable[[bytes, Lezing], None]] = {
    ".css": _read_css,
    ".csv": read_csv,
    ".html": read_pagina,
    ".ics": _read_calendar,
    ".json": read_json,
    ".jsonld": read_json,
    ".ndjson": read_ndjson,
    ".svg": _read_svg,
    ".xml": _read_xml,
}
