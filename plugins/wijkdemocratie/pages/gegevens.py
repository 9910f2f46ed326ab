"""What a page says to machines: schema.org in JSON-LD.

It stands in a `<script type="application/ld+json">`, which is a block of data and no script: no browser runs it, and
a Content-Security-Policy without `unsafe-inline` lets it be. Only what the page itself says may be in it, and no
example: a search engine would show an invented meeting as a real one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from wijkdemocratie.model import TIJDZONE, Bijeenkomst, Wijzigingsoort

from .data import CATALOGUS, DATA, pad_van_data
from .site import Site

LIMIET = 1024
"""How many bytes a page may carry for machines. What does not fit is left out, the least needed first."""
_LENGTHS = (150, 80, 40)
"""To how many signs a name is cut, one after the other, where it would not fit otherwise."""

_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def render_gegevens(
    site: Site,
    pad: str,
    titel: str,
    kruimels: Iterable[tuple[str, str]],
    own: Iterable[Mapping[str, Any]] = (),
    voorpagina: str = "Voorpagina",
) -> Markup:
    """Return the JSON for the head of a page: what it is about, where it stands on the site, and the site."""
    subject = [*own]
    nodes = list(subject)
    if pad:
        nodes.append(_describe_kruimels(site, titel, [(voorpagina, ""), *kruimels]))
    nodes.append(_describe_site(site))
    while len(nodes) > len(subject) and not _fits(nodes):
        nodes.pop()
    # What the page is about stays, with shorter words.
    for length in _LENGTHS:
        if not _fits(nodes):
            nodes = [_shorten(node, length) for node in subject]
    return Markup(_dump(nodes) if nodes and _fits(nodes) else "{}")  # noqa: S704  # no < or & is left in it


def _fits(nodes: list[Mapping[str, Any]]) -> bool:
    return len(_dump(nodes).encode()) <= LIMIET


def _shorten(node: Mapping[str, Any], length: int) -> dict[str, Any]:
    """Return a node with no name or description longer than so many signs."""

    def shorten(key: str, value: Any) -> Any:
        if isinstance(value, Mapping):
            return _shorten(value, length)
        is_long = key in ("name", "description") and len(value) > length
        return f"{value[: length - 1].rstrip()}…" if is_long else value

    return {key: shorten(key, value) for key, value in node.items()}


def _dump(nodes: list[Mapping[str, Any]]) -> str:
    """Return JSON in which nothing can end the element that it stands in, whatever a title holds."""
    text = json.dumps({"@context": "https://schema.org", "@graph": nodes}, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_ESCAPES)


def _describe_site(site: Site) -> dict[str, Any]:
    return {"@type": "WebSite", "name": site.stad.gemeente.sitenaam, "url": site.absoluut(""), "inLanguage": "nl"}


def _describe_kruimels(site: Site, titel: str, above: Iterable[tuple[str, str]]) -> dict[str, Any]:
    items = [
        {"@type": "ListItem", "position": nr, "name": naam, "item": site.absoluut(pad)}
        for nr, (naam, pad) in enumerate(above, start=1)
    ]
    items.append({"@type": "ListItem", "position": len(items) + 1, "name": titel})
    return {"@type": "BreadcrumbList", "itemListElement": items}


def describe_bijeenkomst(site: Site, record: Bijeenkomst) -> tuple[dict[str, Any], ...]:
    """Return the event of a meeting that everybody may come to; none for another, and none for an example."""
    if record.voorbeeld or not record.openbaar:
        return ()
    event: dict[str, Any] = {
        "@type": "Event",
        "name": record.naam,
        "startDate": record.begin.astimezone(TIJDZONE).isoformat(timespec="minutes"),
        "endDate": record.einde.astimezone(TIJDZONE).isoformat(timespec="minutes"),
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {"@type": "Place", "name": record.plaats},
        "url": site.absoluut(record),
    }
    moved = [
        change.was.begin
        for change in record.wijzigingen
        if change.soort is Wijzigingsoort.UITGESTELD and change.was and change.was.begin
    ]
    if record.afgelast:
        event["eventStatus"] = "https://schema.org/EventCancelled"
    elif moved:
        event["eventStatus"] = "https://schema.org/EventRescheduled"
        event["previousStartDate"] = moved[-1].astimezone(TIJDZONE).isoformat(timespec="minutes")
    return (event,)


def describe_dataset(site: Site, naam: str, omschrijving: str) -> dict[str, Any]:
    """Return the open data as one dataset, with the catalogue that tells of its tables."""
    gemeente = site.stad.gemeente
    dataset: dict[str, Any] = {
        "@type": "Dataset",
        "name": naam,
        "description": omschrijving,
        "url": site.absoluut(DATA),
        "inLanguage": "nl",
        "isAccessibleForFree": True,
        "spatialCoverage": {"@type": "AdministrativeArea", "name": gemeente.naam, "identifier": gemeente.code},
        "includedInDataCatalog": {"@type": "DataCatalog", "url": site.absoluut(pad_van_data(f"{CATALOGUS}.jsonld"))},
    }
    return dataset | ({"license": gemeente.open_data.licentie.webadres} if gemeente.open_data.licentie else {})
