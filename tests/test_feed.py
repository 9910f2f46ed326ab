"""RSS: exactly these bytes for the tiny city, and no rule broken on any day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from lxml import etree, html

from made_site import PEILDATUM
from strict_rss import Expected, list_rss_faults
from wijkdemocratie.events import gebeurtenissen
from wijkdemocratie.feed import LIMIET, Bericht, list_berichten, list_bestanden, render_feed
from wijkdemocratie.model import Stad, Voorstel
from wijkdemocratie.pages import Feedbron, Site, list_feeds

SITEURL = "https://wijken.waterzande.example"


def make_site(stad: Stad, peildatum: date = PEILDATUM) -> Site:
    return Site(stad, peildatum, SITEURL)


def find_bron(site: Site, pad: str) -> Feedbron:
    return next(bron for bron in list_feeds(site) if bron.pad == pad)


def expect(site: Site, bron: Feedbron) -> Expected:
    return Expected(bron.pad, site.siteurl.rstrip("/"), site.peildatum, site.stad.gemeente.naamruimte)


def list_faults(site: Site) -> list[str]:
    return [
        f"{pad}: {fault}"
        for bron in list_feeds(site)
        for pad, content in list_bestanden(site, bron)
        for fault in list_rss_faults(content, replace(expect(site, bron), pad=pad))
    ]


def find_bericht(site: Site, kenmerk: str) -> Bericht:
    """Return the item of one event, from the feed of the city."""
    found = list_berichten(site, find_bron(site, "nieuws/feed.xml"))
    return next(item for item in found if item.guid.endswith(f":{kenmerk}"))


@pytest.mark.parametrize(
    ("name", "pad"),
    [
        ("stad.xml", "nieuws/feed.xml"),
        ("molenwijk-zuid.xml", "wijken/molenwijk/molenwijk-zuid/nieuws/feed.xml"),
        ("duinrand.xml", "wijken/duinrand/nieuws/feed.xml"),
        ("molenwijk-per-week.xml", "wijken/molenwijk/nieuws/per-week/feed.xml"),
        ("molenplein.xml", "voorstellen/molenplein/nieuws/feed.xml"),
    ],
)
def test_golden_feed(klein: Stad, golden: Callable[[str, bytes], None], name: str, pad: str) -> None:
    """The feeds of the tiny city are byte for byte those of tests/golden.

    After a change that is meant, `pytest tests/test_feed.py --golden` writes them anew.
    """
    site = make_site(klein)
    golden(name, render_feed(site, find_bron(site, pad)))


@pytest.mark.parametrize(
    "peildatum", [date(2020, 1, 1), date(2025, 6, 10), date(2026, 3, 29), PEILDATUM, date(2030, 1, 1)]
)
def test_feeds_pass_a_strict_reader(klein: Stad, peildatum: date) -> None:
    """On any day, also one before anything happened, every feed keeps to RSS 2.0 and to our own rules."""
    assert list_faults(make_site(klein, peildatum)) == []


def test_empty_feed_is_a_feed(klein: Stad) -> None:
    """Before anything happened there are feeds, without items and with a date that does not move."""
    site = make_site(klein, date(2000, 1, 1))
    for bron in list_feeds(site):
        channel = etree.fromstring(render_feed(site, bron))[0]
        assert channel.findall("item") == []
        assert channel.findtext("lastBuildDate") == "Thu, 01 Jan 1970 00:00:00 +0100"


def test_unchanged_city_gives_unchanged_bytes(klein: Stad) -> None:
    """The bytes follow from the events: a day on which nothing happens changes no feed."""
    quiet, next_day = make_site(klein, date(2026, 3, 10)), make_site(klein, date(2026, 3, 11))
    for bron in list_feeds(quiet):
        assert render_feed(quiet, bron) == render_feed(next_day, find_bron(next_day, bron.pad))


def test_long_feed_keeps_the_newest(klein: Stad) -> None:
    """A feed holds fifty items, and those are the newest."""
    voorstel = klein.voorstel["ris900004"]
    stappen = [
        {"nr": nr, "fase": "document", "datum": f"20{nr:02}-01-05", "ris": f"RIS9{nr:05}"} for nr in range(1, 26)
    ]
    many = tuple(
        Voorstel.model_validate(
            {**voorstel.model_dump(), "id": f"stuk-{nr}", "titel": f"Stuk {nr}", "stappen": stappen}
        )
        for nr in range(4)
    )
    site = make_site(replace(klein, voorstellen=many, adviezen=()))
    bron = find_bron(site, "wijken/duinrand/nieuws/feed.xml")
    content = render_feed(site, bron)
    assert len(bron.gebeurtenissen) > LIMIET == 50
    assert [item.make_guid(site.stad) for item in bron.gebeurtenissen[:50]] == [
        guid.text for guid in etree.fromstring(content).iter("guid")
    ]
    assert list_rss_faults(content, expect(site, bron)) == []


def test_archive_holds_what_the_feed_no_longer_does(klein: Stad) -> None:
    """A reader that follows prev-archive sees every item, a full page stays as it is, and each file is a good feed."""
    voorstel = klein.voorstel["ris900004"]

    def build(count: int) -> tuple[Site, Feedbron, dict[str, bytes]]:
        stappen = [
            {"nr": nr, "fase": "document", "datum": f"2020-{nr // 28 + 1:02}-{nr % 28 + 1:02}"} for nr in range(count)
        ]
        long = Voorstel.model_validate({**voorstel.model_dump(), "stappen": stappen})
        site = make_site(replace(klein, voorstellen=(long,), adviezen=()))
        bron = find_bron(site, "voorstellen/ris900004/nieuws/feed.xml")
        return site, bron, dict(list_bestanden(site, bron))

    site, bron, files = build(130)
    seen: list[str | None] = []
    pad = bron.pad
    while pad:
        root = etree.fromstring(files[pad])
        seen += [guid.text for guid in root.iter("guid")]
        assert list_rss_faults(files[pad], replace(expect(site, bron), pad=pad)) == []
        links = {link.get("rel"): link.get("href") for link in root.iter("{http://www.w3.org/2005/Atom}link")}
        # What follows the question mark tells a reader that the page is another than it was.
        pad = links.get("prev-archive", "").removeprefix(f"{SITEURL}/").partition("?")[0]
    assert {item.make_guid(site.stad) for item in bron.gebeurtenissen} == set(seen)
    assert len(bron.gebeurtenissen) == 130
    _site, _bron, later = build(131)
    assert files[bron.archief(1)] == later[bron.archief(1)]


def test_week_is_one_item_when_it_is_over(klein: Stad) -> None:
    """A week that is over and in which something happened is one item, dated by its end; this week is not there yet."""
    pad = "wijken/havenkwartier/nieuws/per-week/feed.xml"
    monday, sunday = make_site(klein, date(2026, 11, 23)), make_site(klein, date(2026, 11, 22))
    after, before = (list_berichten(site, find_bron(site, pad)) for site in (monday, sunday))
    assert len(before) + 1 == len(after)
    assert after[1:] == before
    assert after[0].guid.endswith(":week:wk999901:2026-w47")
    assert date(2026, 11, 23) == after[0].moment.date()
    assert len({item.guid for item in after}) == len(after)


def test_every_event_is_in_the_feeds_it_reaches(klein: Stad) -> None:
    """The city has all events; a wijk and a buurt have those that reach them."""
    site = make_site(klein)
    assert gebeurtenissen(klein, PEILDATUM) == find_bron(site, "nieuws/feed.xml").gebeurtenissen
    for pad, ankerplein, werf in (
        ("wijken/havenkwartier/nieuws/feed.xml", True, True),
        ("wijken/havenkwartier/oude-haven/nieuws/feed.xml", True, False),
        ("wijken/havenkwartier/scheepswerf/nieuws/feed.xml", False, True),
        ("wijken/molenwijk/nieuws/feed.xml", False, False),
    ):
        found = {item.kenmerk for item in find_bron(site, pad).gebeurtenissen}
        assert ankerplein == ("voorstel:ris900001:stap:1" in found)
        assert werf == ("voorstel:werf-woningen:ingetrokken:1" in found)


def test_description_stands_alone(klein: Stad) -> None:
    """A reader sees what happened, the background, that it is an example, and a link to the page."""
    site = make_site(klein)
    tree = html.fragment_fromstring(find_bericht(site, "voorstel:molenplein:stap:2").html, create_parent="div")
    assert [
        "Dit is een verzonnen voorbeeld.",
        "Advies gevraagd: 19 oktober 2026.",
        "Het Molenplein krijgt een speeltuin.",
        "De gemeente moet de klankbordgroep van de wijk hier altijd advies over vragen.",
        "De indeling bij wijken komt uit onze eigen lezing van de titel.",
        "Lees meer op Wijken van Waterzande",
    ] == [paragraph.text_content() for paragraph in tree]
    assert [f"{SITEURL}/voorstellen/molenplein/"] == tree.xpath("//a/@href")


def test_categories(klein: Stad) -> None:
    """A reader can filter on the kind, on the codes of the wijken and on the reikwijdte."""
    site = make_site(klein)
    for kenmerk, expected in (
        ("voorstel:ris900001:stap:1", ("stap in een voorstel", "WK999901", "wijkspecifiek")),
        ("voorstel:ris900004:stap:1", ("stap in een voorstel", "onbekend")),
        ("loting:loting-kade:loting-aangekondigd:1", ("loting aangekondigd", "WK999901", "WK999902")),
    ):
        assert expected == find_bericht(site, kenmerk).categorieen


def test_item_about_one_buurt_has_its_point(klein: Stad) -> None:
    """GeoRSS points at the buurt where one is meant, latitude first, and nowhere else."""
    site = make_site(klein)
    punt = klein.buurt["molenwijk-noord"].punt
    assert (punt.lat, punt.lon) == find_bericht(site, "voorstel:molenplein:stap:2").punt
    assert find_bericht(site, "voorstel:ris900004:stap:1").punt is None
    content = render_feed(site, find_bron(site, "wijken/molenwijk/nieuws/feed.xml")).decode()
    assert f"<georss:point>{punt.lat:.5f} {punt.lon:.5f}</georss:point>" in content


def test_text_that_looks_like_markup_stays_text(klein: Stad) -> None:
    """What got past the reader of files is escaped all the same: in the description twice, as HTML in XML."""
    hostile = '<script>alert("1")</script> & co'
    voorstel = klein.voorstel["ris900001"].model_copy(update={"titel": hostile, "samenvatting": hostile})
    others = tuple(other for other in klein.voorstellen if other.id != voorstel.id)
    site = make_site(replace(klein, voorstellen=(voorstel, *others)))
    content = render_feed(site, find_bron(site, "nieuws/feed.xml"))
    root = etree.fromstring(content)
    descriptions = [node.text or "" for node in root.iter("description")]
    assert b"<script" not in content
    assert any(hostile in (node.text or "") for node in root.iter("title"))
    assert not any("<script" in text for text in descriptions)
    assert any(hostile in html.fromstring(f"<div>{text}</div>").text_content() for text in descriptions)


def mutate(content: bytes, old: str, new: str) -> bytes:
    assert old in content.decode()
    return content.decode().replace(old, new, 1).encode()


@pytest.mark.parametrize(
    ("fault", "old", "new"),
    [
        ("no XML", "</rss>", ""),
        ("self link is", f'href="{SITEURL}/wijken/havenkwartier/nieuws/feed.xml"', f'href="{SITEURL}/nieuws/feed.xml"'),
        ("language is not", "nl-NL", "nl"),
        ("lastBuildDate is not that", "<lastBuildDate>Sun, 22", "<lastBuildDate>Sat, 21"),
        ("pubDate is no date", "<pubDate>Sun, 22 Nov 2026 00:00:00 +0100", "<pubDate>2026-11-22"),
        ("pubDate is no date", "<pubDate>Sun, 22 Nov", "<pubDate>Mon, 22 Nov"),
        ("lies after", "<pubDate>Sun, 22 Nov 2026", "<pubDate>Tue, 24 Nov 2026"),
        ("not newest first", "<pubDate>Sun, 22 Nov 2026", "<pubDate>Sun, 01 Nov 2026"),
        ("isPermaLink", 'isPermaLink="false"', 'isPermaLink="true"'),
        ("no tag URI", ">tag:wijken.waterzande.example,2026:", f">{SITEURL}/"),
        ("guid more than once", ":aanmelden-bijna:1", ":aanmelden-open:1"),
        ("markup in the title", "<item>\n      <title>", "<item>\n      <title>&lt;b>"),
        ("not an absolute address", f'a href="{SITEURL}/', 'a href="/'),
        ("description is not HTML", "<description>&lt;p&gt;", "<description>"),
        ("script in the description", "&lt;p&gt;", "&lt;p&gt;&lt;script&gt;&lt;/script&gt;"),
        ("link is not an address", "<item>", "<item><link>https://elders.example/</link>"),
        ("processing instruction", "<rss", "<?xml-stylesheet type='text/xsl' href='x.xsl'?><rss"),
        ("category is missing", "<category>aanmelden sluit bijna</category>", "<category></category>"),
    ],
)
def test_strict_reader_sees_what_is_wrong(klein: Stad, fault: str, old: str, new: str) -> None:
    """The strict reader is no yes-man: it names each fault that is put into a good feed."""
    site = make_site(klein)
    bron = find_bron(site, "wijken/havenkwartier/nieuws/feed.xml")
    content = render_feed(site, bron)
    assert any(fault in found for found in list_rss_faults(mutate(content, old, new), expect(site, bron)))
