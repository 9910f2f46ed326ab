"""What verification finds in a made site, and what it lets pass."""

from pathlib import Path

import pytest

from wijkdemocratie.verify import verify_tree
from wijkdemocratie.voorraad import Voorraad

SITEURL = "https://wijken.example.nl"

CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//NL\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n"
    "DTSTART;VALUE=DATE:20260101\r\nURL:https://wijken.example.nl/over/\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def make_page(title: str, body: str = "", head: str = "") -> str:
    return (
        f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="description" content="Over {title}">{head}</head>'
        f"<body><h1>{title}</h1>{body}</body></html>"
    )


def make_sitemap(*urls: str) -> str:
    locations = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{locations}</urlset>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of two pages with nothing wrong."""
    write(
        tmp_path, "index.html", make_page("Thuis", '<a href="/over/#kop">over</a><a href="mailto:x@example.nl">x</a>')
    )
    write(tmp_path, "over/index.html", make_page("Over", '<h2 id="kop">Kop</h2><a href="../">thuis</a>'))
    write(tmp_path, "404.html", make_page("Niet gevonden", '<a href="https://elders.example/x">elders</a>'))
    write(tmp_path, "theme/stijl.css", 'body { background: url("kaart.svg") }')
    write(tmp_path, "theme/kaart.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    write(
        tmp_path,
        "feed.xml",
        f"<rss><channel><link>{SITEURL}/</link><item><link>{SITEURL}/over/</link></item></channel></rss>",
    )
    write(tmp_path, "agenda.ics", CALENDAR)
    write(tmp_path, "sitemap.xml", make_sitemap(f"{SITEURL}/", f"{SITEURL}/over/"))
    return tmp_path


def write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss xmlns:atom="http://www.w3.org/2005/Atom" version="2.0">
  <channel>
    <title>Nieuws</title>
    <link>https://wijken.example.nl/</link>
    <item>
      <title>Een</title>
      <link>https://wijken.example.nl/over/</link>
    </item>
    <item>
      <title>Twee</title>
      <link>https://wijken.example.nl/over/#kop</link>
    </item>
  </channel>
</rss>
"""
"""As ours are written: verification then reads each item apart."""


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("<title>Een</title>", "<title>Een</titel>", "dit is geen goede XML"),
        ("<title>Een</title>", "<title>Een & een</title>", "dit is geen goede XML"),
        ("<title>Nieuws</title>", "<title>Nieuws</titel>", "dit is geen goede XML"),
        ("    </item>\n    <item>", "    </item>\n    <b><item>", "dit is geen goede XML"),
        ("</rss>", "", "dit is geen goede XML"),
        ("over/#kop", "over/#weg", "#weg"),
        ("/over/</link>", "/weg/</link>", "bestaat niet"),
        ("<title>Een", "<atom:link href='/ook-weg/'/><title>Een", "/ook-weg/"),
        ("<title>Een", "<anders:link href='/x/'/><title>Een", "dit is geen goede XML"),
        ("<title>Een", "<!-- <item> --><link>https://wijken.example.nl/weg/</link><title>Een", "bestaat niet"),
    ],
)
def test_fault_in_an_item_of_a_feed_is_found(site: Path, old: str, new: str, fault: str) -> None:
    """An item that stands in many feeds is read once, and what is wrong in or around it is told of each."""
    for name in ("nieuws/feed.xml", "ook/feed.xml"):
        write(site, name, FEED)
    assert verify_tree(site, SITEURL) == []
    for name in ("nieuws/feed.xml", "ook/feed.xml"):
        write(site, name, FEED.replace(old, new, 1))

    (found,) = verify_tree(site, SITEURL)
    assert fault in found
    assert "nieuws/feed.xml" in found
    assert "ook/feed.xml" in found


def test_what_is_kept_of_a_file_goes_with_its_bytes(site: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """With a store the answers are those without, also for a link that leads nowhere since another page went."""
    store = tmp_path_factory.mktemp("voorraad")

    def verify() -> list[str]:
        voorraad = Voorraad(store, "proef", b"1")
        found = verify_tree(site, SITEURL, voorraad)
        voorraad.save()
        assert found == verify_tree(site, SITEURL)
        return found

    assert verify() == verify() == []
    write(site, "over/index.html", make_page("Over", '<a href="../">thuis</a>'))
    assert len(verify()) == 1
    write(site, "index.html", make_page("Thuis", '<a href="/over/">over</a><p id="a"></p><p id="a"></p>'))
    assert verify() == ["de id “a” staat er meer dan een keer (in index.html)"]


def test_good_site_passes(site: Path) -> None:
    """A site in which all is right gives no findings, with or without a slash behind its address."""
    assert verify_tree(site, SITEURL) == []
    assert verify_tree(site, f"{SITEURL}/") == []


@pytest.mark.parametrize(
    ("link", "finding"),
    [
        ("/weg/", "“/weg/” bestaat niet"),
        ("weg.html", "“weg.html” bestaat niet"),
        ("/over", "“/over” mist een schuine streep aan het eind"),
        ("#weg", "“#weg” wijst naar #weg, en die plek is er niet"),
        ("/over/#weg", "“/over/#weg” wijst naar #weg, en die plek is er niet"),
        (f"{SITEURL}/weg/", f"“{SITEURL}/weg/” bestaat niet"),
        ("webcal://wijken.example.nl/weg.ics", "“webcal://wijken.example.nl/weg.ics” bestaat niet"),
        ("javascript:alert(1)", "“javascript:alert(1)” begint met “javascript:”, en dat mag hier niet"),
        ("data:text/html,x", "“data:text/html,x” begint met “data:”, en dat mag hier niet"),
        ("http://[", "“http://[” is geen webadres"),
    ],
)
def test_dead_link_is_found(site: Path, link: str, finding: str) -> None:
    """Each link that a reader could follow to nowhere is named with the page where it stands."""
    write(site, "index.html", make_page("Thuis", f'<a href="{link}">x</a>'))

    assert verify_tree(site, SITEURL) == [f"{finding} (in index.html)"]


@pytest.mark.parametrize(
    "link", ["/over/?a=b#kop", "#", "", "/feed.xml", "webcal://wijken.example.nl/agenda.ics", "tel:14070"]
)
def test_live_link_passes(site: Path, link: str) -> None:
    """Queries, files, an empty fragment and other programs are no dead links."""
    write(site, "index.html", make_page("Thuis", f'<a href="{link}">x</a>'))

    assert verify_tree(site, SITEURL) == []


@pytest.mark.parametrize(
    "element",
    [
        '<script src="https://elders.example/x.js"></script>',
        '<img alt="" src="//elders.example/x.png">',
        '<img alt="" src="/theme/kaart.svg" srcset="/theme/kaart.svg 1x, https://elders.example/x.png 2x">',
        '<iframe src="https://elders.example/"></iframe>',
        '<link rel="stylesheet" href="https://elders.example/x.css">',
        '<link rel="preload" href="https://elders.example/x.css">',
        '<svg><use href="https://elders.example/x.svg#a"/></svg>',
    ],
)
def test_request_to_another_host_is_found(site: Path, element: str) -> None:
    """Whatever a browser fetches by itself must come from the site."""
    write(site, "index.html", make_page("Thuis", element))

    findings = verify_tree(site, SITEURL)
    assert len(findings) == 1
    assert "komt niet van deze site zelf" in findings[0]


@pytest.mark.parametrize(
    "css", ['@import "https://elders.example/x.css";', "a { background: url(https://elders.example/x.png) }"]
)
def test_request_from_a_stylesheet_is_found(site: Path, css: str) -> None:
    """A stylesheet fetches nothing from elsewhere either."""
    write(site, "theme/stijl.css", css)

    assert "komt niet van deze site zelf (in theme/stijl.css)" in verify_tree(site, SITEURL)[0]


def test_file_of_a_stylesheet_must_exist(site: Path) -> None:
    """A picture in a stylesheet is looked for beside the stylesheet; one inside it is no request."""
    write(site, "theme/stijl.css", "a { background: url( 'weg.svg' ) } b { background: url(data:image/gif;base64,AA) }")

    assert verify_tree(site, SITEURL) == ["“weg.svg” bestaat niet (in theme/stijl.css)"]


@pytest.mark.parametrize(
    "element",
    [
        "<style>a{}</style>",
        "<script>x()</script>",
        '<script type="module">x()</script>',
        '<p style="color: red">x</p>',
        '<p onclick="x()">x</p>',
        '<base href="/over/">',
    ],
)
def test_inline_style_and_script_are_found(site: Path, element: str) -> None:
    """What the security policy of the site blocks never gets as far."""
    write(site, "index.html", make_page("Thuis", element))

    findings = verify_tree(site, SITEURL)
    assert len(findings) == 1
    assert "hoort in een eigen bestand" in findings[0]


def test_frame_of_a_page_is_checked(site: Path) -> None:
    """A page has a language, a title and one h1, and each id once."""
    write(site, "index.html", '<html><body><h1 id="a">x</h1><h1 id="a">y</h1><label for="b">z</label></body></html>')

    assert verify_tree(site, SITEURL) == [
        "deze pagina heeft geen titel (in index.html)",
        "deze pagina heeft 2 h1-koppen in plaats van 1 (in index.html)",
        "deze pagina zegt niet dat hij Nederlands is (html lang) (in index.html)",
        "de id “a” staat er meer dan een keer (in index.html)",
        "iets verwijst naar de id “b”, en die is er niet (in index.html)",
    ]


def write_talen(site: Path, dutch: str, english: str, lang: str = "en") -> None:
    """Write a page and its twin in English, with what each says of its languages."""
    write(site, "over/index.html", make_page("Over", '<h2 id="kop">Kop</h2>', dutch))
    page = make_page("About", "", english).replace('lang="nl"', f'lang="{lang}"', 1)
    write(site, "over/en/index.html", page)
    write(site, "sitemap.xml", make_sitemap(f"{SITEURL}/", f"{SITEURL}/over/", f"{SITEURL}/over/en/"))


NL = f'<link rel="alternate" hreflang="nl" href="{SITEURL}/over/">'
EN = f'<link rel="alternate" hreflang="en" href="{SITEURL}/over/en/">'


def test_languages_that_name_each_other_pass(site: Path) -> None:
    """A page and its twin that both name both."""
    write_talen(site, NL + EN, NL + EN)
    assert verify_tree(site, SITEURL) == []


@pytest.mark.parametrize(
    ("dutch", "english", "lang", "said"),
    [
        ("", NL + EN, "en", "wijst niet terug"),
        (NL + EN, "", "en", "niet dat hij Nederlands is"),
        (NL + EN, EN, "en", "leidt niet naar de Nederlandse"),
        (NL + EN, NL, "en", "noemt zichzelf niet bij haar talen"),
        (NL + EN, NL + EN, "fr", "niet dat hij Nederlands is"),
        (NL + EN, NL + EN, "nl", "wijst niet terug, of is in een andere taal"),
        (NL + EN.replace("over/en", "weg/en"), NL + EN, "en", "bestaat niet"),
    ],
)
def test_languages_that_do_not_fit_are_found(site: Path, dutch: str, english: str, lang: str, said: str) -> None:
    """A link without an answer, a page in no language that is named, and one that leads nowhere."""
    write_talen(site, dutch, english, lang)
    assert any(said in finding for finding in verify_tree(site, SITEURL))


@pytest.mark.parametrize("source", ["", "  ", "<!-- niets -->"])
def test_page_without_content_is_found(site: Path, source: str) -> None:
    """An empty page does not pass as HTML."""
    write(site, "over/index.html", source)

    assert any("over/index.html" in finding for finding in verify_tree(site, SITEURL))


def test_equal_titles_are_found(site: Path) -> None:
    """No two pages that can be found have one title."""
    write(site, "over/index.html", make_page("Thuis", '<h2 id="kop">Kop</h2>'))

    assert verify_tree(site, SITEURL) == [
        "meer pagina's hebben dezelfde titel: “Thuis” (in index.html, over/index.html)",
    ]


def test_fault_on_every_page_is_one_finding(site: Path) -> None:
    """A dead link in the frame of all pages is told once, with the first few of them."""
    urls = []
    for number in range(6):
        write(site, f"p{number}/index.html", make_page(f"P{number}", '<a href="/weg/">x</a>'))
        urls.append(f"{SITEURL}/p{number}/")
    write(site, "sitemap.xml", make_sitemap(f"{SITEURL}/", f"{SITEURL}/over/", *urls))

    assert verify_tree(site, SITEURL) == [
        "“/weg/” bestaat niet (in p0/index.html, p1/index.html, p2/index.html en nog 3 pagina's)"
    ]


def test_sitemap_and_pages_agree(site: Path) -> None:
    """The sitemap holds every page that may be found, once, and nothing else."""
    write(site, "sitemap.xml", make_sitemap(f"{SITEURL}/", f"{SITEURL}/", f"{SITEURL}/weg/"))
    write(site, "oud/index.html", make_page("Oud", head='<meta name="robots" content="noindex">'))

    assert verify_tree(site, SITEURL) == [
        f"staat in sitemap.xml, maar is geen pagina die gevonden mag worden: {SITEURL}/weg/",
        f"ontbreekt in sitemap.xml: {SITEURL}/over/",
        "sitemap.xml noemt een pagina twee keer",
    ]


def test_sitemap_must_exist(site: Path) -> None:
    """A site without a sitemap is not whole."""
    (site / "sitemap.xml").unlink()

    assert verify_tree(site, SITEURL) == ["sitemap.xml ontbreekt"]


def test_canonical_is_the_own_address(site: Path) -> None:
    """A page that calls another one the real one would not be found."""
    head = f'<link rel="canonical" href="{SITEURL}/over/">'
    write(site, "index.html", make_page("Thuis", head=head))

    assert verify_tree(site, SITEURL) == ["de canonieke link wijst naar een andere pagina (in index.html)"]


@pytest.mark.parametrize("name", ["feed.xml", "sitemap.xml", "theme/kaart.svg"])
def test_broken_xml_is_found(site: Path, name: str) -> None:
    """Feeds, the sitemap and drawings are XML that can be read."""
    write(site, name, "<a><b></a>")

    findings = verify_tree(site, SITEURL)
    assert len(findings) == 1
    assert findings[0].startswith("dit is geen goede XML: ")
    assert findings[0].endswith(f"(in {name})")


def test_links_of_feeds_and_calendars_are_followed(site: Path) -> None:
    """A subscriber is not sent to a page that does not exist."""
    write(site, "feed.xml", f"<rss><channel><item><link>{SITEURL}/weg/</link></item></channel></rss>")
    write(site, "agenda.ics", CALENDAR.replace("/over/", "/ook-weg/"))

    assert verify_tree(site, SITEURL) == [
        f"“{SITEURL}/ook-weg/” bestaat niet (in agenda.ics)",
        f"“{SITEURL}/weg/” bestaat niet (in feed.xml)",
    ]


@pytest.mark.parametrize(
    "calendar", ["", "BEGIN:VCALENDAR\r\n", "geen agenda", CALENDAR.replace("20260101T000000Z", "gisteren")]
)
def test_broken_calendar_is_found(site: Path, calendar: str) -> None:
    """A calendar that a program would refuse is not published."""
    write(site, "agenda.ics", calendar)

    findings = verify_tree(site, SITEURL)
    assert len(findings) == 1
    assert findings[0].startswith("deze agenda is niet te lezen: ")


def test_names_that_collide_elsewhere_are_found(site: Path) -> None:
    """Two files that differ in case or Unicode form only would be one on many a computer."""
    write(site, "theme/Kaart.svg", "<svg/>")
    write(site, "theme/e\u0301.svg", "<svg/>")
    write(site, "theme/\u00e9.svg", "<svg/>")

    assert verify_tree(site, SITEURL) == [
        "deze bestanden zijn op veel computers hetzelfde bestand: theme/Kaart.svg, theme/kaart.svg",
        "deze bestanden zijn op veel computers hetzelfde bestand: theme/e\u0301.svg, theme/\u00e9.svg",
    ]


def test_site_in_a_folder_of_a_host_keeps_its_links_inside(site: Path) -> None:
    """For a site below a folder, a link to the top of the host is dead."""
    siteurl = "https://host.example/wijken"
    write(site, "index.html", make_page("Thuis", '<a href="/wijken/over/">x</a><a href="/over/">y</a>'))
    write(site, "sitemap.xml", make_sitemap(f"{siteurl}/", f"{siteurl}/over/"))

    assert verify_tree(site, siteurl) == ["“/over/” wijst buiten de site (die begint bij /wijken/) (in index.html)"]


@pytest.mark.parametrize(
    ("name", "text", "finding"),
    [
        ("data/a.json", '{"a": 1', "dit is geen goede JSON: "),
        ("data/a.json", '{"a": NaN}', "dit is geen goede JSON: NaN is geen JSON"),
        ("data/a.jsonld", "", "dit is geen goede JSON: "),
        ("data/a.ndjson", '{"a": 1}\n{"a": \n', "een regel is geen goede JSON: "),
        ("data/a.ndjson", '{"a": 1}\n[1]\n', "een regel is geen JSON-object"),
        ("data/a.ndjson", '{"a": 1}\n{"a": 2}', "de laatste regel is niet af"),
        ("data/a.csv", "a,b\r\n1,2\r\n3\r\n", "een regel heeft 1 vakjes en geen 2"),
        ("data/a.csv", 'a,b\r\n"1,2\r\n', "deze CSV is niet te lezen: "),
        ("data/a.csv", "\ufeffa,b\r\n1,2\r\n", "deze CSV begint met een BOM"),
        ("data/a.csv", "a,b\n1,2\n", "een regel van deze CSV eindigt niet op CRLF"),
        ("data/a.csv", "a,a\r\n1,2\r\n", "de kop van deze CSV klopt niet"),
        ("data/a.csv", "", "een regel van deze CSV eindigt niet op CRLF"),
        ("data/a.csv", "a,b\r\n1,=1+1\r\n", "een vakje begint met een teken waar een rekenblad iets mee doet"),
        ("data/a.csv", "a,b\r\n-1,1\r\n", "een vakje begint met een teken waar een rekenblad iets mee doet"),
    ],
)
def test_broken_data_are_found(site: Path, name: str, text: str, finding: str) -> None:
    """JSON, NDJSON and CSV that a program would refuse, or run, are not published."""
    write(site, name, text)

    findings = verify_tree(site, SITEURL)
    assert findings
    assert findings[0].startswith(finding)
    assert all(sentence.endswith(f"(in {name})") for sentence in findings)


def test_good_data_pass_and_their_addresses_are_followed(site: Path) -> None:
    """A row that names a page names one that there is."""
    write(site, "data/a.csv", f'id,url\r\n1,{SITEURL}/over/\r\n"twee, ""2""",\r\n')
    write(site, "data/a.ndjson", f'{{"url": "{SITEURL}/over/#kop"}}\n')
    write(site, "data/a.json", "[]")
    assert verify_tree(site, SITEURL) == []

    write(site, "data/a.csv", f"id,url\r\n1,{SITEURL}/weg/\r\n")
    write(site, "data/a.ndjson", f'{{"url": "{SITEURL}/over/#weg"}}\n')
    assert verify_tree(site, SITEURL) == [
        f"“{SITEURL}/weg/” bestaat niet (in data/a.csv)",
        f"“{SITEURL}/over/#weg” wijst naar #weg, en die plek is er niet (in data/a.ndjson)",
    ]


def test_block_of_data_in_a_page_is_json(site: Path) -> None:
    """It is no script, so it may be there; a search engine has to be able to read it."""
    write(site, "index.html", make_page("Thuis", head='<script type="application/ld+json">{"@graph":[]}</script>'))
    assert verify_tree(site, SITEURL) == []

    write(site, "index.html", make_page("Thuis", head='<script type="application/ld+json">{"@graph":</script>'))
    (finding,) = verify_tree(site, SITEURL)
    assert finding.startswith("het blok met gegevens is geen goede JSON: ")
