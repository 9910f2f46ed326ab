"""The whole tree of files: every one is opened, and what they say of each other is compared."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from icalendar import Calendar, Event
from lxml import etree

from .bevinding import Bevindingen
from .data import read_csv, read_json, read_ndjson
from .link import Wegwijzer
from .pagina import Pagina, read_pagina
from .vraag import ask_elements, ask_strings

_XML = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
_CSS_URL = re.compile(r"""url\(\s*["']?([^"')]*)["']?\s*\)|@import\s+["']([^"']*)["']""")
_FEED_LINKS = ask_strings("//item/link/text() | //channel/link/text() | //*[local-name()='link']/@href")
_ENTRY = re.compile(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", re.DOTALL)
_LOCATIONS = ask_strings("//*[local-name()='loc']/text()")
_STYLESHEETS = ask_elements("/processing-instruction('xml-stylesheet')")


def verify_tree(root: Path, siteurl: str) -> list[str]:
    """Return a Dutch sentence for everything that is wrong in the site under `root`, made for `siteurl`.

    An empty list means that the site may be published.
    """
    found = Bevindingen()
    names = _list_files(root)
    _check_names(names, found)
    pages: dict[str, Pagina] = {}
    for name in names:
        if name.endswith(".html") and (page := read_pagina(name, (root / name).read_bytes(), found)):
            pages[name] = page
    guide = Wegwijzer(siteurl.rstrip("/"), frozenset(names), pages)
    for name, page in pages.items():
        for link in page.links:
            guide.follow(name, link, found)
        for link in page.resources:
            guide.follow(name, link, found, loaded=True)
    _check_titles(pages, found)
    _check_talen(guide, found)
    for name in names:
        reader = _READERS.get(Path(name).suffix)
        if reader:
            reader(name, (root / name).read_bytes(), guide, found)
    _check_sitemap(root, guide, found)
    return found.list_sentences()


def _list_files(root: Path) -> list[str]:
    """Return every file, as a path with forward slashes; a link in the tree counts as one, wherever it leads."""
    found = []
    for folder, folders, files in os.walk(root):
        folders.sort()
        links = [name for name in folders if Path(folder, name).is_symlink()]
        found += [Path(folder, name).relative_to(root).as_posix() for name in [*files, *links]]
    return sorted(found)


def _check_names(names: Iterable[str], found: Bevindingen) -> None:
    """Two names that differ only in case or in Unicode form are one file on many a computer."""
    same: dict[str, list[str]] = defaultdict(list)
    for name in names:
        same[unicodedata.normalize("NFC", name).casefold()].append(name)
    for group in same.values():
        if len(group) > 1:
            found.add(f"deze bestanden zijn op veel computers hetzelfde bestand: {', '.join(group)}")


def _check_titles(pages: dict[str, Pagina], found: Bevindingen) -> None:
    """In search results and in tabs, two pages with one title cannot be told apart."""
    same: dict[str, list[str]] = defaultdict(list)
    for name, page in pages.items():
        if not page.noindex:
            same[page.title].append(name)
    for title, group in same.items():
        if len(group) > 1:
            for name in group:
                found.add(f"meer pagina's hebben dezelfde titel: “{title}”", name)


def _check_talen(guide: Wegwijzer, found: Bevindingen) -> None:
    """A page in another language leads to the Dutch one and back: without an answer such a link counts for nothing."""
    by_url = {guide.url_of(name): page for name, page in guide.pages.items()}
    for name, page in guide.pages.items():
        own = (page.lang, guide.url_of(name))
        if page.talen and own not in page.talen:
            found.add("deze pagina noemt zichzelf niet bij haar talen (hreflang)", name)
        if page.talen and "nl" not in dict(page.talen):
            found.add("deze pagina leidt niet naar de Nederlandse (hreflang)", name)
        for lang, url in page.talen:
            other = by_url.get(url)
            if other and (other.lang != lang or own not in other.talen):
                found.add(f"de pagina in de taal “{lang}” wijst niet terug, of is in een andere taal: {url}", name)


def _check_sitemap(root: Path, guide: Wegwijzer, found: Bevindingen) -> None:
    """The sitemap lists every page that may be found, at its own address, and nothing else."""
    try:
        tree = etree.fromstring((root / "sitemap.xml").read_bytes(), _XML)
    except FileNotFoundError:
        found.add("sitemap.xml ontbreekt")
        return
    except etree.XMLSyntaxError:
        return  # _read_xml has said so
    listed = _LOCATIONS(tree)
    wanted = set()
    for name, page in guide.pages.items():
        if page.canonical and page.canonical != guide.url_of(name) and not page.noindex:
            found.add("de canonieke link wijst naar een andere pagina", name)
        if not page.noindex and name != "404.html":
            wanted.add(guide.url_of(name))
    for url in sorted(set(listed) - wanted):
        found.add(f"staat in sitemap.xml, maar is geen pagina die gevonden mag worden: {url}")
    for url in sorted(wanted - set(listed)):
        found.add(f"ontbreekt in sitemap.xml: {url}")
    if len(listed) != len(set(listed)):
        found.add("sitemap.xml noemt een pagina twee keer")


def _read_xml(name: str, source: bytes, guide: Wegwijzer, found: Bevindingen) -> None:
    try:
        tree = etree.fromstring(source, _XML)
    except etree.XMLSyntaxError as error:
        found.add(f"dit is geen goede XML: {error}", name)
        return
    for link in _FEED_LINKS(tree):
        guide.follow(name, link.strip(), found)
    for instruction in _STYLESHEETS(tree):
        guide.follow(name, instruction.get("href") or "", found, loaded=True)


def _read_svg(name: str, source: bytes, guide: Wegwijzer, found: Bevindingen) -> None:
    _read_xml(name, source, guide, found)
    if b"<script" in source:
        found.add("in deze afbeelding staat een script", name)


def _read_calendar(name: str, source: bytes, guide: Wegwijzer, found: Bevindingen) -> None:
    try:
        Calendar.from_ical(_ENTRY.sub(b"", source))
        entries = [_read_entry(entry) for entry in _ENTRY.findall(source)]
    except ValueError as error:
        found.add(f"deze agenda is niet te lezen: {error}", name)
        return
    for fault, url in entries:
        if fault:
            found.add(f"deze agenda is niet te lezen: {fault}", name)
        if url:
            guide.follow(name, url, found)


@cache
def _read_entry(entry: bytes) -> tuple[str, str]:
    """Return what is wrong with an entry and the address in it. One stands in many calendars, and is parsed once."""
    event = Event.from_ical(entry)
    return event.errors[0][1] if event.errors else "", str(event.get("URL", ""))


def _read_css(name: str, source: bytes, guide: Wegwijzer, found: Bevindingen) -> None:
    for match in _CSS_URL.finditer(source.decode("utf-8", "replace")):
        link = match[1] or match[2] or ""
        # A picture of a few bytes may stand in the stylesheet itself; it is no request.
        if not link.startswith("data:image/"):
            guide.follow(name, link, found, loaded=True)


_READERS: dict[str, Callable[[str, bytes, Wegwijzer, Bevindingen], None]] = {
    ".css": _read_css,
    ".csv": read_csv,
    ".ics": _read_calendar,
    ".json": read_json,
    ".jsonld": read_json,
    ".ndjson": read_ndjson,
    ".svg": _read_svg,
    ".xml": _read_xml,
}
