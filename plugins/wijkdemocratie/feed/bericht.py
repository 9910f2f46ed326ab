"""One item of a feed: an event, or a week of events, in words that stand alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from html import escape

from wijkdemocratie.events import Gebeurtenis, Week, list_weken
from wijkdemocratie.geheugen import remember
from wijkdemocratie.model import Voorstel
from wijkdemocratie.pages import Feedbron, Site
from wijkdemocratie.text import format_aantal, format_periode


@dataclass(frozen=True, slots=True)
class Bericht:
    """An item: `html` has absolute URLs only; `punt` is (lat, lon) where the item is about one buurt."""

    guid: str
    titel: str
    moment: datetime
    url: str
    html: str
    categorieen: tuple[str, ...]
    punt: tuple[float, float] | None = None


def list_berichten(site: Site, bron: Feedbron) -> list[Bericht]:
    """Return all items that the feed ever had by the peildatum, newest first."""
    if bron.per_week:
        return [_describe_week(site, bron, week) for week in list_weken(bron.gebeurtenissen, site.peildatum)]
    # An event is in the feeds of many scopes, and its item is the same in each.
    known = _find_known(site)
    found = []
    for item in bron.gebeurtenissen:
        if item.kenmerk not in known:
            known[item.kenmerk] = _describe_gebeurtenis(site, item)
        found.append(known[item.kenmerk])
    return found


@remember
def _find_known(_site: Site) -> dict[str, Bericht]:
    """Return the items that have been made of the events of a site, by `kenmerk`."""
    return {}


def _describe_gebeurtenis(site: Site, item: Gebeurtenis) -> Bericht:
    url = site.absoluut(item.record)
    regels = [f"<p>{escape(regel)}</p>" for regel in item.regels]
    if item.voorbeeld:
        regels.insert(0, "<p><strong>Dit is een verzonnen voorbeeld.</strong></p>")
    regels.append(f'<p><a href="{escape(url)}">Lees meer op {escape(site.stad.gemeente.sitenaam)}</a></p>')
    codes = () if item.bereik.hele_stad else (site.stad.wijk[slug].code for slug in item.bereik.wijken)
    reikwijdte = (item.record.reikwijdte.value,) if isinstance(item.record, Voorstel) else ()
    punt = site.stad.buurt[item.bereik.buurten[0]].punt if len(item.bereik.buurten) == 1 else None
    return Bericht(
        item.make_guid(site.stad),
        item.titel,
        item.moment,
        url,
        "".join(regels),
        (item.soort.label, *codes, *reikwijdte),
        (punt.lat, punt.lon) if punt else None,
    )


def _describe_week(site: Site, bron: Feedbron, week: Week) -> Bericht:
    """Make one item of a week; its identity is that of the feed and the week, never of what happened in it."""
    rows = (
        f'<li><a href="{escape(site.absoluut(item.record))}">{escape(item.titel)}</a></li>'
        for item in week.gebeurtenissen
    )
    count = format_aantal(len(week.gebeurtenissen), "bericht", "berichten")
    return Bericht(
        f"tag:{site.stad.gemeente.naamruimte}:week:{bron.kenmerk}:{week.naam}",
        f"{bron.gebied}: {count} in de week van {format_periode(week.maandag, week.zondag)}",
        week.moment,
        site.absoluut(bron.nieuws),
        f"<ul>{''.join(rows)}</ul>",
        ("weekbericht",),
    )
