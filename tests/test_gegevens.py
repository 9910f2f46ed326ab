"""What pages say to machines: true, small, and unable to break out of where it stands."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from lxml import html

from made_site import PEILDATUM, UNLISTED, MadeSite
from wijkdemocratie.model import Afgelast, Bijeenkomst, Stad, Was, Wijziging, Wijzigingsoort
from wijkdemocratie.pages import Site
from wijkdemocratie.pages.gegevens import LIMIET, describe_bijeenkomst, render_gegevens

SITEURL = "https://wijken.waterzande.example/wijken"
BLOCK = "//head/script[@type='application/ld+json']/text()"


@pytest.fixture
def site(klein: Stad) -> Site:
    """The tiny city on the day of the tests."""
    return Site(klein, PEILDATUM, SITEURL)


def read_block(page: Any) -> dict[str, Any]:
    (text,) = page.xpath(BLOCK)
    found = json.loads(text)
    assert "https://schema.org" == found["@context"]
    return {node["@type"]: node for node in found["@graph"]}


def get_meeting(stad: Stad, name: str) -> Bijeenkomst:
    return next(record for record in stad.bijeenkomsten if record.id == name)


@pytest.mark.parametrize("name", ["klein", "haag"])
def test_every_page_tells_where_it_stands(request: pytest.FixtureRequest, name: str) -> None:
    """The site, and the same way back as the page shows; each block is at most a kilobyte."""
    made: MadeSite = request.getfixturevalue(f"bouw_{name}")
    for pad in made.pages.keys() - made.moved - UNLISTED:
        page = made.pages[pad]
        assert len(page.xpath(BLOCK)[0].encode()) <= LIMIET, pad
        nodes = read_block(page)
        if "WebSite" in nodes:
            assert f"{made.siteurl}/" == nodes["WebSite"]["url"]
        if pad and "BreadcrumbList" in nodes:
            items = nodes["BreadcrumbList"]["itemListElement"]
            shown = page.xpath("//nav[@class='kruimels']//a/text()")
            assert shown == [item["name"] for item in items[:-1]]
            assert list(range(1, len(items) + 1)) == [item["position"] for item in items]
    rich = [
        pad
        for pad in made.pages.keys() - made.moved - UNLISTED - {""}
        if "BreadcrumbList" in read_block(made.pages[pad])
    ]
    assert len(rich) > 0.95 * len(made.pages.keys() - made.moved)


@pytest.mark.parametrize(
    "titel", ["</script><script>alert(1)</script>", "<!--<script>", "]]>", "& &amp; \u2028", "\"'\\", "{{ 7*7 }}"]
)
def test_no_title_breaks_out(site: Site, titel: str) -> None:
    """Whatever a title holds, a parser finds one element, and the title in it as it was typed."""
    text = render_gegevens(site, "over/", titel, ())
    page = html.document_fromstring(
        f'<html><head><script type="application/ld+json">{text}</script></head><body><p>x</p></body></html>'
    )
    assert 1 == len(page.xpath("//script"))
    assert titel == read_block(page)["BreadcrumbList"]["itemListElement"][-1]["name"]
    assert not set("<>&\u2028") & set(text)


def test_what_does_not_fit_is_left_out(site: Site) -> None:
    """Very long names make a short block and no half one; what the page is about stays, with a shorter name."""
    names = [("n" * 500, "wijken/")] * 3
    found = json.loads(render_gegevens(site, "x/", "t" * 500, names, ({"@type": "Event", "name": "kort"},)))
    assert [{"@type": "Event", "name": "kort"}] == found["@graph"]
    (event,) = json.loads(render_gegevens(site, "x/", "t", (), ({"@type": "Event", "name": "n" * 2000},)))["@graph"]
    assert {"@type": "Event", "name": f"{'n' * 149}…"} == event
    assert "{}" == render_gegevens(site, "x/", "t", (), ({"@type": "Event", "url": "n" * 2000},))


@pytest.mark.parametrize("sign", ["n", "é", "<", "🎈"])
def test_meeting_with_long_names_is_an_event_still(site: Site, klein: Stad, sign: str) -> None:
    """As long as an editor may write them, in signs that take the most bytes: the day and the address are there."""
    record = get_meeting(klein, "open-avond-kade").model_copy(update={"naam": sign * 500, "plaats": sign * 500})
    text = render_gegevens(site, "bijeenkomsten/x/", "t", (), describe_bijeenkomst(site, record))
    event = json.loads(text)["@graph"][0]
    assert ("Event", "2026-12-01T19:30+01:00") == (event["@type"], event["startDate"])
    assert event["name"] == event["location"]["name"]
    assert event["name"].strip(sign) == "…"
    assert len(text.encode()) <= LIMIET


def test_meeting_is_an_event(bouw_klein: MadeSite) -> None:
    """A meeting that everybody may come to, with its times in Amsterdam, its place and its page."""
    event = read_block(bouw_klein.pages["bijeenkomsten/open-avond-kade/"])["Event"]
    expected = {
        "@type": "Event",
        "name": "Open avond over de kade",
        "startDate": "2026-12-01T19:30+01:00",
        "endDate": "2026-12-01T21:30+01:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {"@type": "Place", "name": "Wijkcentrum De Haven"},
        "url": f"{bouw_klein.siteurl}/bijeenkomsten/open-avond-kade/",
    }
    assert expected == event


def test_cancelled_and_moved_meetings_say_so(site: Site, klein: Stad, bouw_klein: MadeSite) -> None:
    """A search engine takes a cancelled meeting out of its list, and shows the new time of a moved one."""
    event = read_block(bouw_klein.pages["bijeenkomsten/wijkagenda-havenkwartier/"])["Event"]
    assert "https://schema.org/EventCancelled" == event["eventStatus"]
    record = get_meeting(klein, "open-avond-kade")
    change = Wijziging(
        nr=2,
        datum=date(2026, 11, 19),
        soort=Wijzigingsoort.UITGESTELD,
        toelichting="Een week later.",
        was=Was(begin=record.begin - timedelta(days=7)),
    )
    moved = record.model_copy(update={"wijzigingen": (change,)})
    (event,) = describe_bijeenkomst(site, moved)
    assert "https://schema.org/EventRescheduled" == event["eventStatus"]
    assert "2026-11-24T19:30+01:00" == event["previousStartDate"]
    both = moved.model_copy(update={"afgelast": Afgelast(datum=date(2026, 11, 20), reden="Te weinig ruimte.")})
    assert "https://schema.org/EventCancelled" == describe_bijeenkomst(site, both)[0]["eventStatus"]


def test_closed_meetings_and_examples_are_no_events(site: Site, klein: Stad, bouw_haag: MadeSite) -> None:
    """A search engine invites nobody to a meeting that is not open, or that somebody made up."""
    record = get_meeting(klein, "open-avond-kade")
    assert () == describe_bijeenkomst(site, record.model_copy(update={"voorbeeld": True}))
    assert () == describe_bijeenkomst(site, record.model_copy(update={"openbaar": False}))
    pages = (pad for pad in bouw_haag.pages if pad.startswith("bijeenkomsten/"))
    assert all("Event" not in read_block(bouw_haag.pages[pad]) for pad in pages)


def test_open_data_are_a_dataset(bouw_klein: MadeSite, bouw_haag: MadeSite) -> None:
    """With the catalogue; a licence only where one was chosen."""
    chosen, none = (read_block(made.pages["data/"])["Dataset"] for made in (bouw_klein, bouw_haag))
    assert f"{bouw_klein.siteurl}/data/catalog.jsonld" == chosen["includedInDataCatalog"]["url"]
    assert "https://creativecommons.org/publicdomain/zero/1.0/" == chosen["license"]
    assert "license" not in none


def test_page_of_the_site_needs_no_way_back(site: Site, klein: Stad) -> None:
    """Home has none; a name with quotes is no trouble."""
    named = replace(klein, gemeente=klein.gemeente.model_copy(update={"sitenaam": 'De "wijken"'}))
    found = json.loads(render_gegevens(replace(site, stad=named), "", "Thuis", ()))["@graph"]
    assert [("WebSite", 'De "wijken"')] == [(node["@type"], node["name"]) for node in found]
