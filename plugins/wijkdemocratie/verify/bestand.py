"""One file that is no page: a feed, a calendar, a picture, a stylesheet. What it holds is read by a real parser.

An item of a feed and an entry of a calendar stand in many files with the same bytes. Each is read once: the file
without them, and them apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
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
_ITEM = re.compile(rb"(?<=>\n)    <item>\n.*?\n    </item>\n", re.DOTALL)
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
    root = _RSS.search(source, 0, 2000)
    if root and not any(mark in source for mark in _HIDDEN):
        items = _ITEM.findall(source)
        parts = [_read_item(root.group(), item) for item in items]
        if not any(fault for fault, _links in parts):
            for _fault, links in parts:
                lezing.links |= links
            source = _ITEM.sub(b"", source)
    try:
        tree = etree.fromstring(source, _XML)
    except etree.XMLSyntaxError as error:
        lezing.fouten.append(f"dit is geen goede XML: {error}")
        return
    lezing.links |= dict.fromkeys(link.strip() for link in _FEED_LINKS(tree))
    lezing.plekken += _LOCATIONS(tree)
    for instruction in _STYLESHEETS(tree):
        lezing.geladen[instruction.get("href") or ""] = None


@cache
def _read_item(root: bytes, item: bytes) -> tuple[bool, dict[str, None]]:
    """Return whether an item is faulty in a feed that begins with `root`, and the links in it."""
    try:
        tree = etree.fromstring(root + b"<channel>" + item + b"</channel></rss>", _XML)
    except etree.XMLSyntaxError:
        return True, {}
    return False, dict.fromkeys(link.strip() for link in _FEED_LINKS(tree))


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


def learn_entries(entries: Iterable[bytes], answers: Iterable[tuple[str, str] | None]) -> None:
    """Keep what others found in entries; None is an entry that nobody could parse."""
    _known_entries.update((entry, answer) for entry, answer in zip(entries, answers, strict=True) if answer)


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
