"""A strict reader of RSS 2.0: what a validator, a feed reader and we ourselves ask of a feed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import feedparser
from lxml import etree, html

_ATOM = "{http://www.w3.org/2005/Atom}"
_RFC822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}")
_MARKUP = re.compile(r"<[a-zA-Z/!?]|&(amp|lt|gt|quot|#\d+);")
_LIMIT = 50
_ONCE = {"title", "link", "description", "language", "lastBuildDate", "generator", "docs", "pubDate", "guid"}


@dataclass(frozen=True)
class Expected:
    """What a feed has to agree with: its own address, the site, the day, and the namespace of its identities."""

    pad: str
    siteurl: str
    peildatum: date
    naamruimte: str


def list_rss_faults(content: bytes, expected: Expected) -> list[str]:
    """Return every way in which a feed breaks the rules, in words; nothing for a good one."""
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError as error:
        return [f"no XML: {error}"]
    parsed = feedparser.parse(content)
    faults = [f"feedparser: {parsed.bozo_exception}"] if parsed.bozo else []
    if (root.tag, root.get("version"), len(root)) != ("rss", "2.0", 1) or parsed.version != "rss20":
        return [*faults, "no RSS 2.0 with one channel"]
    stylesheets = [str(found) for found in root.xpath("//processing-instruction() | /processing-instruction()")]
    if root.getroottree().docinfo.doctype or any('type="text/css"' not in found for found in stylesheets):
        faults.append("doctype, or a processing instruction that is no stylesheet in CSS")
    if len(stylesheets) != 1:
        faults.append(f"{len(stylesheets)} stylesheets")
    channel = root[0]
    items = channel.findall("item")
    faults += _check_channel(channel, expected)
    faults += _check_order(channel, items)
    for item in items:
        label = item.findtext("guid", "without guid")
        faults += [f"{label}: {fault}" for fault in _check_item(item, expected)]
    if len(parsed.entries) != len(items):
        faults.append(f"{len(parsed.entries)} items to a reader, {len(items)} in the file")
    return faults


def _check_channel(channel: Any, expected: Expected) -> Iterator[str]:
    yield from _check_once(channel)
    yield from _require(channel, "title", "link", "description", "language", "lastBuildDate")
    if channel.findtext("language") != "nl-NL":
        yield "language is not nl-NL"
    page = f"{expected.siteurl}/{expected.pad.rpartition('/')[0]}/"
    if channel.findtext("link") != page:
        yield f"link is {channel.findtext('link')} and not {page}"
    found = [(link.get("rel"), link.get("type"), link.get("href")) for link in channel.findall(f"{_ATOM}link")]
    if found[:1] != [("self", "application/rss+xml", f"{expected.siteurl}/{expected.pad}")]:
        yield f"self link is {found}"
    for rel, _type, href in found[1:]:
        if rel not in {"current", "prev-archive", "next-archive", "hub"} or not str(href).startswith("https://"):
            yield f"link {rel} to {href}"
    for name in ("title", "description"):
        if _MARKUP.search(channel.findtext(name, "")):
            yield f"markup in the {name} of the channel"


def _check_order(channel: Any, items: list[Any]) -> Iterator[str]:
    if len(items) > _LIMIT:
        yield f"{len(items)} items"
    for name in ("title", "guid"):
        values = Counter(item.findtext(name) for item in items)
        yield from (f"{name} more than once: {value}" for value, count in values.items() if count > 1)
    written = [item.findtext("pubDate", "") for item in items]
    moments = [_read_date(value) for value in written]
    known = [moment for moment in moments if moment]
    if known != sorted(known, reverse=True):
        yield "not newest first"
    if written and channel.findtext("lastBuildDate") != written[0]:
        yield "lastBuildDate is not that of the newest item"
    if _read_date(channel.findtext("lastBuildDate", "")) is None:
        yield "lastBuildDate is no date of RFC 822 with a zone"


def _check_item(item: Any, expected: Expected) -> Iterator[str]:
    yield from _check_once(item)
    yield from _require(item, "title", "link", "description", "guid", "pubDate", "category")
    if _MARKUP.search(item.findtext("title", "")):
        yield "markup in the title"
    if not item.findtext("link", "").startswith(f"{expected.siteurl}/"):
        yield "link is not an address of this site"
    guid = item.find("guid")
    if guid is not None and guid.get("isPermaLink") != "false":
        yield "guid does not say isPermaLink=false"
    if not re.fullmatch(rf"tag:{re.escape(expected.naamruimte)}:[a-z0-9:.-]+", item.findtext("guid", "")):
        yield "guid is no tag URI of the namespace"
    moment = _read_date(item.findtext("pubDate", ""))
    if moment is None:
        yield "pubDate is no date of RFC 822 with a zone"
    elif moment.date() > expected.peildatum:
        yield f"pubDate {moment.date()} lies after {expected.peildatum}"
    yield from _check_description(item.findtext("description", ""))


def _check_description(source: str) -> Iterator[str]:
    if not source.startswith(("<p>", "<ul>")):
        yield "description is not HTML in paragraphs"
        return
    tree = html.fragment_fromstring(source, create_parent="div")
    for element in tree.iterdescendants():
        if not isinstance(element.tag, str) or element.tag not in {"p", "strong", "em", "a", "br", "ul", "li"}:
            yield f"{element.tag} in the description"
        if extra := set(element.attrib) - {"href"}:
            yield f"{sorted(map(str, extra))} in the description"
        address = urlsplit(str(element.get("href", "https://x.example")))
        if address.scheme not in {"https", "http"} or not address.netloc:
            yield f"not an absolute address in the description: {element.get('href')}"


def _check_once(parent: Any) -> Iterator[str]:
    for name, count in Counter(child.tag for child in parent).items():
        if name in _ONCE and count > 1:
            yield f"{name} stands there {count} times"


def _require(parent: Any, *names: str) -> Iterator[str]:
    yield from (f"{name} is missing or empty" for name in names if not parent.findtext(name, "").strip())


def _read_date(value: str) -> datetime | None:
    """Return a date of RFC 822 with its zone, only when its weekday is right too."""
    if not _RFC822.fullmatch(value):
        return None
    moment = parsedate_to_datetime(value)
    return moment if value.startswith(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[moment.weekday()]) else None
