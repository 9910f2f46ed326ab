"""The made site as a whole: everything that was published is seen where it belongs, and nowhere else."""

from __future__ import annotations

import itertools
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import html5lib
import pytest
from icalendar import Calendar

from made_site import KLEIN, PEILDATUM, TOP, UNLISTED, MadeSite, read_tree, run_build
from strict_ics import list_ics_faults
from strict_rss import Expected, list_rss_faults
from wijkdemocratie.events import gebeurtenissen
from wijkdemocratie.model import (
    Advies,
    Bijeenkomst,
    Klankbordgroep,
    Loting,
    Organisatie,
    Stad,
    Voorstel,
    Wijkscan,
    Wijzigingsoort,
)

FOLDERS: dict[type, str] = {
    Advies: "adviezen",
    Bijeenkomst: "bijeenkomsten",
    Klankbordgroep: "klankbordgroepen",
    Loting: "lotingen",
    Organisatie: "organisaties",
    Voorstel: "voorstellen",
}
Area = tuple[str, str | None]


@dataclass(frozen=True)
class Case:
    """A city beside the site that was made of it."""

    stad: Stad
    made: MadeSite


@pytest.fixture(params=["klein", "haag"])
def case(request: pytest.FixtureRequest) -> Case:
    """The tiny city and the shipped one, in turn."""
    return Case(request.getfixturevalue(request.param), request.getfixturevalue(f"bouw_{request.param}"))


def list_areas(stad: Stad) -> list[Area]:
    """Return every wijk, and every buurt with its wijk, by slug."""
    return [(wijk.slug, slug) for wijk in stad.wijken for slug in (None, *(buurt.slug for buurt in wijk.buurten))]


def address(area: Area) -> str:
    return f"wijken/{area[0]}/{area[1]}/" if area[1] else f"wijken/{area[0]}/"


def belongs(stad: Stad, record: Any, area: Area) -> bool:
    """Say whether a record is about an area, straight from its fields and from the codes of the CBS."""
    wijk = next(wijk for wijk in stad.wijken if wijk.slug == area[0])
    if isinstance(record, Loting):
        groups = [groep for other in stad.wijken for groep in other.klankbordgroepen]
        record = next(groep for groep in groups if groep.id == record.klankbordgroep)
    if isinstance(record, Wijkscan):
        return record.wijk == wijk.slug
    if isinstance(record, Organisatie):
        return wijk.slug in record.werkgebied.wijken or wijk.stadsdeel == record.werkgebied.stadsdeel
    if isinstance(record, Voorstel) and record.hele_stad:
        return True
    if wijk.slug not in record.wijken:
        return False
    # An advice or a meeting about a proposal is about its buurten.
    plan = next((plan for plan in stad.voorstellen if plan.id == getattr(record, "voorstel", None)), record)
    if isinstance(plan, Voorstel) and area[1]:
        codes = {buurt.slug: buurt.code for other in stad.wijken for buurt in other.buurten}
        named = [slug for slug in plan.buurten if codes[slug][2:8] == wijk.code[2:]]
        return area[1] in named or not named
    return True


def list_pagerecords(stad: Stad) -> Iterator[Any]:
    """Yield every record that has a page of its own."""
    yield from (*stad.voorstellen, *stad.adviezen)
    for wijk in stad.wijken:
        yield from (*wijk.klankbordgroepen, *wijk.lotingen, *wijk.bijeenkomsten)


def page_of(record: Any) -> str:
    return f"{FOLDERS[type(record)]}/{record.slug}/"


def test_numbers_of_den_haag(bouw_haag: MadeSite, haag: Stad) -> None:
    """44 wijken with a poster and a page in English, 114 buurten and 8 stadsdelen with their feeds.

    Each but the buurten has a calendar.
    """
    areas = [pad for pad in bouw_haag.pages if pad.startswith("wijken/") and "nieuws/" not in pad]
    assert {1: 1, 2: 44, 3: 114 + 44 + 44} == Counter(pad.count("/") for pad in areas)
    feeds = [pad for pad in bouw_haag.feeds if pad.endswith("/feed.xml")]
    # Per wijk all, per week and four kinds; per buurt all; for the city all and four kinds.
    of_records = len(haag.voorstellen) + len(haag.klankbordgroepen) + len(haag.organisaties)
    assert 44 * 6 + 114 + 8 + 5 + len(haag.gemeente.beleidsterreinen) + of_records == len(feeds)
    assert 1 + 8 + 44 == len(bouw_haag.agendas)


def test_record_is_on_exactly_the_pages_of_its_areas(case: Case) -> None:
    """A page of a wijk or buurt links to what is about it, and to nothing that is not."""
    for area in list_areas(case.stad):
        linked = case.made.links[address(area)]
        expected = {page_of(record) for record in list_pagerecords(case.stad) if belongs(case.stad, record, area)}
        others = {page_of(record) for record in list_pagerecords(case.stad)} - expected
        assert expected <= linked, (area, expected - linked)
        assert others.isdisjoint(linked), (area, others & linked)


def test_organisation_is_on_exactly_the_pages_of_its_areas(case: Case) -> None:
    """The organisations on a page are those that work there, each with a link to its own page."""
    for area in list_areas(case.stad):
        found = {link for link in case.made.links[address(area)] if link.startswith("organisaties/")}
        organisations = [org for org in case.stad.organisaties if belongs(case.stad, org, area)]
        assert {page_of(org) for org in organisations} == found - {"organisaties/"}
    # The places on the list stay, as they were the addresses of organisations once.
    ids = set(case.made.pages["organisaties/"].xpath("//main//@id"))
    assert {org.slug for org in case.stad.organisaties} <= ids
    assert {page_of(org) for org in case.stad.organisaties} <= case.made.links["organisaties/"]


def test_scan_is_shown_in_its_wijk(case: Case) -> None:
    """Each wijk and buurt shows the outcome of its own scan, or says that there is none; the table has them all."""
    scans = {scan.wijk: scan for scan in case.stad.wijkscans}
    for area in list_areas(case.stad):
        section = case.made.pages[address(area)].xpath("//section[.//h2[@id='wijkscan']]")[0].text_content()
        scan = scans.get(area[0])
        assert (scan is None) == ("Nog geen scan" in section)
        if scan:
            assert scan.stand.label in section.lower()
            assert scan.scenario is None or f"Scenario {scan.scenario.value}: {scan.scenario.label}" in section
            assert all(f"{optie.value}: {optie.label}" in section for optie in scan.opties)
    assert {address((wijk.slug, None)) for wijk in case.stad.wijken} <= case.made.links["wijkscan/"]


def test_lists_hold_every_record(case: Case) -> None:
    """The lists of the city lead to every proposal, draw, meeting and advice."""
    years = [pad for pad in case.made.pages if pad.startswith("voorstellen/") and pad[12:16].isdigit()]
    for kind, pages in (
        (Voorstel, years),
        (Loting, ["lotingen/"]),
        (Bijeenkomst, ["bijeenkomsten/"]),
        (Advies, ["adviezen/"]),
    ):
        listed = Counter(link for pad in pages for link in case.made.links[pad])
        for record in list_pagerecords(case.stad):
            if isinstance(record, kind):
                assert 1 == listed[page_of(record)], record.id


KINDS = {
    "voorstellen": {"voorstel"},
    "lotingen": {"loting", "klankbordgroep"},
    "adviezen": {"advies"},
    "wijkscans": {"wijkscan"},
}


def reaches(stad: Stad, item: Any, area: Area) -> bool:
    """Say whether an event is news in an area; a wijk that was added is news for that wijk alone."""
    _kind, _name, soort, nr = item.kenmerk.split(":")
    if soort == "wijziging":
        change = next(change for change in item.record.wijzigingen if change.nr == int(nr))
        if change.soort is Wijzigingsoort.WIJK_TOEGEVOEGD:
            return area[0] in change.wijken
    return belongs(stad, item.record, area)


def list_expected(stad: Stad) -> Iterator[tuple[str, list[Any]]]:
    """Yield the address of every feed of events with what has to be in it, newest first."""
    events = sorted(gebeurtenissen(stad, PEILDATUM), key=lambda item: (item.moment, item.kenmerk), reverse=True)

    def of_kinds(folder: str, here: list[Any]) -> Iterator[tuple[str, list[Any]]]:
        yield f"{folder}nieuws/", here
        for slug, kinds in KINDS.items():
            yield f"{folder}nieuws/{slug}/", [item for item in here if item.kenmerk.split(":")[0] in kinds]

    yield from of_kinds("", events)
    for area in list_areas(stad):
        here = [item for item in events if reaches(stad, item, area)]
        yield from of_kinds(address(area), here) if area[1] is None else [(f"{address(area)}nieuws/", here)]
    for part in stad.gemeente.stadsdelen:
        inside: list[Area] = [(wijk.slug, None) for wijk in stad.wijken if wijk.stadsdeel == part.slug]
        here = [item for item in events if any(reaches(stad, item, area) for area in inside)]
        yield f"stadsdelen/{part.slug}/nieuws/", here
    for terrein in stad.gemeente.beleidsterreinen:
        here = [item for item in events if getattr(item.record, "beleidsterrein", None) == terrein.slug]
        yield f"nieuws/onderwerpen/{terrein.slug}/", here
    for voorstel in stad.voorstellen:
        here = [
            item for item in events if item.record is voorstel or getattr(item.record, "voorstel", None) == voorstel.id
        ]
        yield f"voorstellen/{voorstel.slug}/nieuws/", here
    for folder, bodies in (("klankbordgroepen", stad.klankbordgroepen), ("organisaties", stad.organisaties)):
        for body in bodies:
            here = [
                item
                for item in events
                if item.record is body
                or body.id in (getattr(item.record, "van", None), getattr(item.record, "klankbordgroep", None))
            ]
            yield f"{folder}/{body.slug}/nieuws/", here


def test_events_are_in_exactly_the_feeds_of_their_scopes(case: Case) -> None:
    """Every feed has the fifty newest events of its scope and no others, in order; its page shows the same."""
    prefix = f"tag:{case.stad.gemeente.naamruimte}:"
    seen = set()
    for pad, expected in list_expected(case.stad):
        assert [prefix + item.kenmerk for item in expected[:50]] == case.made.guids(f"{pad}feed.xml"), pad
        titles = [
            link.text_content() for link in case.made.pages[pad].xpath("//main//ul[contains(@class,'nieuws')]//a")
        ]
        assert [item.titel for item in expected[:50]] == titles, pad
        seen.add(f"{pad}feed.xml")
    weekly = {f"wijken/{wijk.slug}/nieuws/per-week/feed.xml" for wijk in case.stad.wijken}
    assert seen | weekly == {pad for pad in case.made.feeds if pad.endswith("/feed.xml")}


def test_week_feed_has_every_week_that_is_over(case: Case) -> None:
    """The weekly feed of a wijk has one item for each week with news that is over, and its page lists what happened."""
    for wijk in case.stad.wijken:
        events = [item for item in gebeurtenissen(case.stad, PEILDATUM) if reaches(case.stad, item, (wijk.slug, None))]
        mondays = {item.moment.date() - timedelta(days=item.moment.weekday()) for item in events}
        over = sorted((monday for monday in mondays if monday + timedelta(days=7) <= PEILDATUM), reverse=True)
        pad = f"wijken/{wijk.slug}/nieuws/per-week/"
        names = [f"week:{wijk.code.lower()}:{monday:%G-w%V}" for monday in over[:50]]
        assert names == [guid.split(":", 2)[2] for guid in case.made.guids(f"{pad}feed.xml")], wijk.slug
        assert len(over[:50]) == len(case.made.pages[pad].xpath("//main//section[.//ul[contains(@class,'nieuws')]]"))


def test_events_told_are_those_of_records_known(case: Case) -> None:
    """Every record with a day that has passed is in the feed of the city with one event at least, or is too old."""
    told = {item.record.id for item in gebeurtenissen(case.stad, PEILDATUM) if not isinstance(item.record, Wijkscan)}
    silent = [record for record in list_pagerecords(case.stad) if record.id not in told]
    for record in silent:
        # A group without a term has no day on which it began; all else has happened, or is still to be announced.
        assert isinstance(record, Klankbordgroep) or record.aangekondigd_op > PEILDATUM, record.id


def read_uids(content: bytes) -> set[str]:
    return {str(event["UID"]).partition("@")[0] for event in Calendar.from_ical(content).walk("VEVENT")}


def test_entries_are_in_exactly_the_calendars_of_their_wijken(case: Case) -> None:
    """Draws, registration, public meetings and inspraak are in the calendars of their wijken and of the city."""
    stad = case.stad
    entries: dict[str, Any] = {}
    for record in list_pagerecords(stad):
        if isinstance(record, Loting) and record.aangekondigd_op <= PEILDATUM:
            parts = ("trekking", "aanmelden", "aanmelden.laatste-dag")
            entries |= {f"loting.{record.id}.{part}": record for part in parts}
        elif isinstance(record, Bijeenkomst) and record.openbaar and record.aangekondigd_op <= PEILDATUM:
            entries[f"bijeenkomst.{record.id}"] = record
        elif isinstance(record, Voorstel) and record.inspraak:
            known = [record.inspraak.van, *(stap.datum.einde for stap in record.stappen)]
            if min([*known, *filter(None, [record.opgenomen_op])]) <= PEILDATUM:
                entries |= {f"voorstel.{record.id}.inspraak{part}": record for part in ("", ".laatste-dag")}
        elif isinstance(record, Advies):
            # In both cities every term is set, and no advice lies ahead.
            asked, given = record.gevraagd_op, record.ingediend_op
            terms = [*(["vraag"] if asked else []), *(["bevestiging", "reactie"] if given else [])]
            entries |= {f"advies.{record.id}.{term}": record for term in terms}
    assert entries.keys() == read_uids(case.made.agendas["agenda.ics"])
    for wijk in stad.wijken:
        expected = {uid for uid, record in entries.items() if belongs(stad, record, (wijk.slug, None))}
        assert expected == read_uids(case.made.agendas[f"wijken/{wijk.slug}/agenda.ics"]), wijk.slug


def test_feeds_pass_a_strict_reader(case: Case) -> None:
    """Every feed of the site keeps to RSS 2.0 and to our own rules."""
    made, naamruimte = case.made, case.stad.gemeente.naamruimte
    assert [] == [
        f"{pad}: {fault}"
        for pad, content in made.feeds.items()
        for fault in list_rss_faults(content, Expected(pad, made.siteurl, PEILDATUM, naamruimte))
    ]


def test_calendars_pass_a_strict_reader(case: Case) -> None:
    """Every calendar of the site keeps to RFC 5545 and to our own rules."""
    assert [] == [
        f"{pad}: {fault}"
        for pad, content in case.made.agendas.items()
        for fault in list_ics_faults(content, case.made.siteurl, PEILDATUM)
    ]


def list_posters(made: MadeSite) -> set[str]:
    """Return the pages that are only there to be printed."""
    return {pad for pad in made.pages.keys() - made.moved if pad.startswith("wijken/") and pad.endswith("/poster/")}


def test_every_page_is_in_the_sitemap(case: Case) -> None:
    """The sitemap has all pages but those for search engines to leave alone; none changed later."""
    made = case.made
    assert made.pages.keys() - made.moved - list_posters(made) - UNLISTED == made.sitemap.keys()
    assert {page_of(record) for record in list_pagerecords(case.stad)} <= made.sitemap.keys()
    assert all(lastmod <= PEILDATUM.isoformat() for lastmod in made.sitemap.values())
    assert f"Sitemap: {made.siteurl}/sitemap.xml" in made.read("robots.txt").decode()


def test_frame_of_every_page(case: Case) -> None:
    """One h1, its language, a title and description that no other page has, its own address, a way to the content."""
    titles, descriptions = Counter[str](), Counter[str]()
    for pad, page in case.made.pages.items():
        assert 1 == len(page.xpath("//h1")), pad
        taal = "en" if pad.endswith("/en/") and pad not in case.made.moved else "nl"
        assert [taal] == page.xpath("/html/@lang"), pad
        titles.update(page.xpath("/html/head/title/text()"))
        if pad not in case.made.moved | UNLISTED:
            descriptions.update(page.xpath("/html/head/meta[@name='description']/@content"))
            assert [f"{case.made.siteurl}/{pad}"] == page.xpath("/html/head/link[@rel='canonical']/@href")
        assert ["#inhoud"] == page.xpath("//body/a[1]/@href"), pad
        assert 1 == len(page.xpath("//main[@id='inhoud']")), pad
    assert [] == [title for title, count in titles.items() if count > 1]
    assert len(titles) == len(case.made.pages)
    assert [] == [text for text, count in descriptions.items() if count > 1]
    assert len(descriptions) == len(case.made.sitemap) + len(list_posters(case.made))


def test_pages_are_html_without_errors(case: Case) -> None:
    """A parser that keeps to the standard has nothing to mend: no tag is left open, closed twice or misplaced."""
    for pad in case.made.pages:
        parser = html5lib.HTMLParser()
        parser.parse(case.made.read(pad))
        assert [] == parser.errors, pad


def test_headings_go_down_one_step_at_a_time(case: Case) -> None:
    """A reader by ear can trust the headings: after an h2 comes no h4."""
    for pad, page in case.made.pages.items():
        levels = [
            int(heading.tag[1]) for heading in page.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")
        ]
        assert levels[:1] == [1], pad
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), (pad, levels)


def test_pages_hold_no_inline_style_or_script(case: Case) -> None:
    """Everything that a strict Content-Security-Policy would stop is absent, and nothing comes from elsewhere."""
    for pad, page in case.made.pages.items():
        for script in page.xpath("//script[not(@type='application/ld+json')]"):
            assert re.search(r"/theme/js/[a-z]+\.[0-9a-f]{10}\.js$", script.get("src", "")), pad
            assert not script.text, pad
        assert [] == page.xpath("//style | //*[@style] | //iframe | //object | //embed | //base"), pad
        assert [] == [name for name in page.xpath("//@*") if str(getattr(name, "attrname", "")).startswith("on")], pad
        loaded = page.xpath("//link[@rel='stylesheet' or @rel='icon']/@href | //@src")
        assert all(not link.startswith(("http", "//")) for link in loaded), pad


def test_area_page_leads_to_its_feed_and_calendar(case: Case) -> None:
    """The page of a wijk or buurt names its own feed, for a reader that looks for one and for a person."""
    for area in list_areas(case.stad):
        pad, page = address(area), case.made.pages[address(area)]
        (first, *_rest) = page.xpath("//link[@rel='alternate' and @type='application/rss+xml']/@href")
        assert first.endswith(f"/{pad}nieuws/feed.xml")
        assert {f"{pad}nieuws/feed.xml", f"wijken/{area[0]}/agenda.ics"} <= case.made.links[pad]


def test_feeds_and_calendars_stand_at_old_addresses_too(bouw_klein: MadeSite) -> None:
    """A program that follows an old address reads what the new one holds; the feed itself names the new."""
    old, new = "wijken/visserswijk/", "wijken/havenkwartier/"
    for name in ("nieuws/feed.xml", "nieuws/per-week/feed.xml", "oude-haven/nieuws/feed.xml", "agenda.ics"):
        assert bouw_klein.read(f"{old}{name}") == bouw_klein.read(f"{new}{name}")
    for record in ("voorstellen/kade-oost", "organisaties/wijkberaad-haven", "wijken/visserswijk/de-werf"):
        assert b"<rss" in bouw_klein.read(f"{record}/nieuws/feed.xml")


def test_old_addresses_lead_on(bouw_klein: MadeSite) -> None:
    """A page that moved still answers at its old address, and points at the new one."""
    assert "wijken/visserswijk/oude-haven/" in bouw_klein.moved
    page = bouw_klein.pages["wijken/visserswijk/oude-haven/"]
    assert ["https://waterzande.example/wijken/wijken/havenkwartier/oude-haven/"] == page.xpath(
        "/html/head/link[@rel='canonical']/@href"
    )
    assert "wijken/havenkwartier/oude-haven/" in bouw_klein.links["wijken/visserswijk/oude-haven/"]


BLOCKS = "ancestor::*[self::li or self::tr or self::dd or self::p or self::article][last()]"


def test_examples_say_so_wherever_they_are(case: Case) -> None:
    """The page of an example begins with that word; where another page leads to it, the word stands beside the link."""
    stad, made = case.stad, case.made
    examples = {page_of(record) for record in list_pagerecords(stad) if record.voorbeeld}
    assert examples
    for pad in examples:
        assert "Dit is een voorbeeld." in made.pages[pad].xpath("//main")[0].text_content()
    for pad, page in made.pages.items():
        if pad in examples:
            continue
        for link in page.xpath("//main//a"):
            target = made.resolve(pad, link.get("href"))
            if target in examples:
                block = (link.xpath(BLOCKS) or [link])[0].text_content()
                assert ("Example" if pad.endswith("/en/") else "oorbeeld") in block, (pad, target)


def test_real_records_are_not_called_examples(case: Case) -> None:
    """The notice of an example stands on no page of a real record."""
    for record in list_pagerecords(case.stad):
        if not record.voorbeeld:
            assert "Dit is een voorbeeld." not in case.made.pages[page_of(record)].text_content()


def test_examples_say_so_in_feeds_and_calendars(case: Case) -> None:
    """Exactly the items and entries of examples begin with that word."""
    examples = {record.id for record in (*list_pagerecords(case.stad), *case.stad.organisaties) if record.voorbeeld}
    examples |= {
        wijk.code.lower() for wijk in case.stad.wijken for scan in case.stad.wijkscans
        if scan.wijk == wijk.slug and scan.voorbeeld
    }  # fmt: skip
    for content in case.made.feeds.values():
        for guid, title in MadeSite.list_items(content):
            if guid.split(":")[2] == "week":  # its list holds titles that say so themselves
                continue
            assert (guid.split(":")[3] in examples) == title.startswith("Voorbeeld – "), guid
    for content in case.made.agendas.values():
        for event in Calendar.from_ical(content).walk("VEVENT"):
            is_example = str(event["UID"]).split("@")[0].split(".")[1] in examples
            assert is_example == str(event["SUMMARY"]).startswith("Voorbeeld – ")


@pytest.mark.parametrize("root", [KLEIN, TOP], ids=["klein", "haag"])
def test_site_without_examples(root: Path, klein: Stad, haag: Stad, tmp_path: Path) -> None:
    """`--zonder-voorbeelden` leaves no page, item, entry or label of an example, and every real record stays."""
    stad = klein if root == KLEIN else haag
    made = MadeSite.build(root, tmp_path / "site", "https://wijken.example.nl", "--zonder-voorbeelden")
    records = list(list_pagerecords(stad))
    assert made.pages.keys().isdisjoint(page_of(record) for record in records if record.voorbeeld)
    real = {page_of(record) for record in records if not record.voorbeeld}
    assert real <= made.pages.keys()
    for pad, page in made.pages.items():
        # The style page is made up in every city, and says so.
        if pad != "stijl/" and not page.xpath("//body[contains(@class, 'los')]"):
            assert [] == page.xpath("//main//*[contains(@class, 'voorbeeld')]"), pad
        assert [] == page.xpath("//*[contains(@class, 'strook')]"), pad
    assert not any("Voorbeeld –" in content.decode() for content in [*made.feeds.values(), *made.agendas.values()])


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        pytest.param("wijk.html", "{% ", "{% onzin %}{% ", id="a template that is no template"),
        pytest.param("voorstel.html", "voorstel.", "voorstel.bestaat_niet.", id="a slip in a template"),
    ],
)
def test_broken_theme_leaves_the_old_site(bouw_klein: MadeSite, tmp_path: Path, name: str, old: str, new: str) -> None:
    """A fault in the theme: exit code 1, its place, no traceback, and the old site as it was, byte for byte."""
    top, output = tmp_path / "project", tmp_path / "site"
    for folder in ("plugins", "theme"):
        shutil.copytree(TOP / folder, top / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for program in ("build.py", "pelicanconf.py"):
        shutil.copy(TOP / program, top / program)
    shutil.copytree(bouw_klein.folder, output)
    template = top / "theme" / "templates" / name
    template.write_text(template.read_text("utf-8").replace(old, new, 1), "utf-8")
    before = read_tree(output)
    result = run_build(KLEIN, output, top=top)
    assert 1 == result.returncode
    assert f"theme/templates/{name}:" in result.stderr
    assert "Traceback" not in result.stderr
    assert before == read_tree(output)
    assert {"project", "site"} == {entry.name for entry in tmp_path.iterdir()}
