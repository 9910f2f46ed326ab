"""RSS 2.0 by feedgen, from events (RSS Best Practices Profile; identity by RFC 4151 tag URIs)."""

from __future__ import annotations

from datetime import datetime
from html import escape

from feedgen.feed import FeedGenerator

from .events import Gebeurtenis
from .model import TIJDZONE, Voorstel
from .pages import Feedbron, Site

LIMIET = 50
"""How many items a feed holds, newest first."""

_EPOCH = datetime(1970, 1, 1, tzinfo=TIJDZONE)


def render_feed(site: Site, bron: Feedbron) -> bytes:
    """Return the feed as XML bytes. It follows from its events alone: an unchanged city gives unchanged bytes."""
    newest = bron.gebeurtenissen[:LIMIET]
    feed = FeedGenerator()
    feed.title(bron.titel)
    # feedgen makes the last link the channel's own: self first, the page last.
    feed.link(href=site.absoluut(bron.pad), rel="self", type="application/rss+xml")
    feed.link(href=site.absoluut(bron.pagina), rel="alternate")
    feed.description(bron.omschrijving)
    feed.language("nl-NL")
    feed.generator("Wijken aan Zet")
    feed.docs("https://www.rssboard.org/rss-specification")
    # Without a date feedgen would write the time of the build.
    feed.lastBuildDate(newest[0].moment if newest else _EPOCH)
    for item in newest:
        entry = feed.add_entry(order="append")
        entry.title(item.titel)
        entry.link(href=site.absoluut(item.record))
        entry.guid(item.make_guid(site.stad), permalink=False)
        entry.pubDate(item.moment)
        entry.description(describe_item(site, item))
        entry.category([{"term": term} for term in list_categories(site, item)])
    xml: bytes = feed.rss_str(pretty=True)
    return xml


def describe_item(site: Site, item: Gebeurtenis) -> str:
    """Return the item as HTML that stands alone: what happened, the background, and a link."""
    regels = [f"<p>{escape(regel)}</p>" for regel in item.regels]
    if item.voorbeeld:
        regels.insert(0, "<p><strong>Dit is een verzonnen voorbeeld.</strong></p>")
    url = escape(site.absoluut(item.record))
    return "".join([*regels, f'<p><a href="{url}">Lees meer op {escape(site.stad.gemeente.sitenaam)}</a></p>'])


def list_categories(site: Site, item: Gebeurtenis) -> list[str]:
    """Return what a reader can filter on: the kind, the codes of the wijken, the reikwijdte."""
    codes = () if item.bereik.hele_stad else (site.stad.wijk[slug].code for slug in item.bereik.wijken)
    reikwijdte = (item.record.reikwijdte.value,) if isinstance(item.record, Voorstel) else ()
    return [item.soort.label, *codes, *reikwijdte]
