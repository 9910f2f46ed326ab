"""Other languages: catalogs are complete, pages hold no word of another language unmarked, also right to left."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from babel.messages.catalog import Catalog
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po, write_po
from playwright.sync_api import Browser

from made_site import KLEIN, PEILDATUM, TOP, MadeSite, run_build
from wijkdemocratie.model import Stad
from wijkdemocratie.select import Actiesoort
from wijkdemocratie.talen import BERICHTEN, NEDERLANDS, OnvertaaldError, Taal, read_talen

TALEN = TOP / "theme" / "talen"
# The page of a wijk with much to do, in the shipped site.
ENGELS, NEDERLANDSE = "wijken/moerwijk/en/", "wijken/moerwijk/"
OVERFLOW = "document.documentElement.scrollWidth"


def read_catalog(path: Path) -> Catalog:
    with path.open("rb") as stream:
        return read_po(stream)


def list_texts(catalog: Catalog) -> set[Any]:
    """Return the texts with the files they stand in; the header is none."""
    return {
        (tuple([text.id] if isinstance(text.id, str) else text.id), tuple(sorted(file for file, _ in text.locations)))
        for text in catalog
        if text.id
    }


@pytest.fixture(scope="module")
def engels() -> Taal:
    """English as it is shipped."""
    talen, fouten = read_talen(TALEN)
    assert () == fouten
    return next(taal for taal in talen if taal.code == "en")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped catalogs."""
    return shutil.copytree(TALEN, tmp_path / "theme" / "talen")


def copy_program(target: Path) -> Path:
    """Return a copy of the program with a theme of its own."""
    shutil.copytree(TOP / "theme", target / "theme")
    for name in ("build.py", "pelicanconf.py"):
        shutil.copy(TOP / name, target)
    (target / "plugins").symlink_to(TOP / "plugins")
    return target


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert 1 == text.count(old), text.count(old)
    path.write_text(text.replace(old, new), encoding="utf-8")


def find_line(path: Path, begin: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if line.startswith(begin))


def test_template_of_catalogs_is_current(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What pybabel finds in the templates and the code is what `berichten.pot` holds; docs/talen.md has the command."""
    command = re.search(r"pybabel (extract .*)", (TOP / "docs" / "talen.md").read_text(encoding="utf-8"))
    assert command
    monkeypatch.chdir(TOP)
    made = tmp_path / BERICHTEN
    words = command[1].split()
    assert f"theme/talen/{BERICHTEN}" in words
    CommandLineInterface().run(
        ["pybabel", "--quiet", *(str(made) if word == f"theme/talen/{BERICHTEN}" else word for word in words)]
    )
    assert list_texts(read_catalog(made)) == list_texts(read_catalog(TALEN / BERICHTEN))


def test_shipped_catalogs_are_complete() -> None:
    """Every catalog is taken, and holds the texts of now and no others."""
    talen, fouten = read_talen(TALEN)
    assert () == fouten
    assert sorted(path.stem for path in TALEN.glob("*.po")) == [taal.code for taal in talen]
    wanted = {texts for texts, _ in list_texts(read_catalog(TALEN / BERICHTEN))}
    for taal in talen:
        assert wanted == {texts for texts, _ in list_texts(read_catalog(TALEN / f"{taal.code}.po"))}


def test_dutch_is_the_text_itself() -> None:
    """The texts are Dutch, so Dutch needs no catalog: each is shown as it stands, the plural from two on."""
    for texts, _files in list_texts(read_catalog(TALEN / BERICHTEN)):
        filled = dict.fromkeys(re.findall(r"%\((\w+)\)s", texts[-1]), "x")
        if len(texts) == 1:
            assert texts[0] % filled == NEDERLANDS.gettext(texts[0], **filled)
        else:
            for number, text in ((0, texts[1]), (1, texts[0]), (2, texts[1])):
                assert text % (filled | {"num": number}) == NEDERLANDS.ngettext(
                    *texts, number, **(filled | {"num": number})
                )


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('msgstr "Skip to content"', 'msgstr ""', 'msgid "Naar de inhoud"', "is niet vertaald"),
        ('msgstr "Skip to content"', 'msgstr " "', 'msgid "Naar de inhoud"', "is niet vertaald"),
        (
            '#: theme/templates/base.html\nmsgid "Naar de inhoud"',
            '#: theme/templates/base.html\n#, fuzzy\nmsgid "Naar de inhoud"',
            'msgid "Naar de inhoud"',
            "is nog niet nagekeken (fuzzy)",
        ),
        (
            "This page is at %(adres)s",
            "This page is at %(address)s",
            'msgid "Deze pagina staat op',
            "heeft niet dezelfde plekken om in te vullen; kijk naar %(address)s, %(adres)s",
        ),
        (
            "Skip to content",
            "Skip 100% of it",
            'msgid "Naar de inhoud"',
            "heeft een los procentteken; schrijf %%",
        ),
        (
            "Last day: <strong>%(dag)s</strong>",
            "Last day: <b>%(dag)s</b>",
            'msgid "Laatste dag',
            "heeft niet dezelfde opmaak (HTML), in dezelfde volgorde, als de Nederlandse tekst",
        ),
        (
            "Skip to content",
            "Skip <img src=x onerror=alert(1)>",
            'msgid "Naar de inhoud"',
            "heeft niet dezelfde opmaak (HTML), in dezelfde volgorde, als de Nederlandse tekst",
        ),
        (
            "Last day: <strong>%(dag)s</strong>",
            "Last day: </strong>%(dag)s<strong>",
            'msgid "Laatste dag',
            "heeft niet dezelfde opmaak (HTML), in dezelfde volgorde, als de Nederlandse tekst",
        ),
        (
            "Skip to content",
            'Skip \\"it\\"',
            'msgid "Naar de inhoud"',
            "heeft een recht aanhalingsteken; gebruik “ en ”, of die van de taal",
        ),
        (
            "Skip to content",
            "Skip \u202e it",
            'msgid "Naar de inhoud"',
            "heeft een onzichtbaar teken; de richting van de tekst regelt de site zelf",
        ),
        ('msgstr[1] "There are %(num)s seats."', 'msgstr[1] ""', 'msgid "Er is %(num)s plaats."', "is niet vertaald"),
        ('msgstr[1] "There are %(num)s seats."\n', "", 'msgid "Er is %(num)s plaats."', "is niet vertaald"),
    ],
)
def test_faulty_text_is_named_with_its_line(folder: Path, old: str, new: str, line: str, said: str) -> None:
    """A catalog with one text that is not right is refused as a whole: the sentence says where to look."""
    path = folder / "en.po"
    replace(path, old, new)
    text = line.removeprefix('msgid "').removesuffix('"')

    talen, (fout,) = read_talen(folder)
    assert () == talen
    assert fout.startswith(f"theme/talen/en.po:{find_line(path, line)}: “{text}")
    assert fout.endswith(said)


def test_missing_text_is_named_with_its_source(folder: Path) -> None:
    """A text that the catalog does not know has no line there: the sentence says which template it comes from."""
    replace(folder / "en.po", 'msgid "Naar de inhoud"', 'msgid "Naar de tekst"')

    assert ((), ("theme/talen/en.po: “Naar de inhoud” ontbreekt; de tekst staat in theme/templates/base.html",)) == (
        read_talen(folder)
    )


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("en.po", "Language: en_GB", "Language: xx_QQ", "en.po: zet in de kop van welke taal dit is"),
        ("en.po", '"Language: en_GB\\n"\n', "", "en.po: zet in de kop van welke taal dit is"),
        ("fr.po", "Language: en_GB", "Language: en_GB", "fr.po: de kop zegt Language: en_GB"),
        ("Engels.po", "Language: en_GB", "Language: en_GB", "Engels.po: noem dit bestand naar de taal"),
        ("nl.po", "Language: en_GB", "Language: nl_NL", "nl.po: Nederlands heeft geen vertaling nodig"),
        ("en.po", 'msgid "Naar de inhoud"', "Zomaar iets", "dit is geen goed .po-bestand"),
        ("en.po", "plural=(n != 1);", "plural=(n != );", "en.po: "),
        ("en.po", "plural=(n != 1);", "plural=(n % (n-n));", "en.po: de regel Plural-Forms"),
        ("en.po", "nplurals=2; plural=(n != 1);", "nplurals=1; plural=0;", "dit is geen goed .po-bestand"),
        ("en.po", "charset=utf-8", "charset=bestaat-niet", "en.po: dit is geen goed .po-bestand"),
    ],
)
def test_faulty_file_is_named(folder: Path, name: str, old: str, new: str, said: str) -> None:
    """What is wrong with a file as a whole is one sentence, and no traceback."""
    (folder / "en.po").rename(folder / name)
    replace(folder / name, old, new)

    talen, fouten = read_talen(folder)
    assert () == talen
    assert 1 == len(fouten), fouten
    assert said in fouten[0]
    assert fouten[0].startswith(f"theme/talen/{name}")


def test_without_catalogs_there_is_only_dutch(tmp_path: Path) -> None:
    """No folder, or none with a catalog in it, is no fault; a catalog without the list of texts is."""
    assert ((), ()) == read_talen(tmp_path / "nergens")
    shutil.copy(TALEN / "en.po", tmp_path)
    _, (fout,) = read_talen(tmp_path)
    assert f"{BERICHTEN} ontbreekt" in fout


def test_values_are_escaped(engels: Taal) -> None:
    """The tags of a text stay, and what is filled in is text, in one form and in several."""
    assert "Last day: <strong>&lt;b&gt;</strong>" == engels.gettext("Laatste dag: <strong>%(dag)s</strong>", dag="<b>")
    one, more = "Op %(dag)s kunt u %(num)s ding doen.", "Op %(dag)s kunt u %(num)s dingen doen."
    assert "As of &lt;i&gt;, there is 1 thing you can do." == engels.ngettext(one, more, 1, dag="<i>")
    assert "As of &lt;i&gt;, there are 0 things you can do." == engels.ngettext(one, more, 0, dag="<i>")


def test_unknown_text_stops(engels: Taal) -> None:
    """A text that was put in a template after the catalog was made is not shown in Dutch."""
    with pytest.raises(OnvertaaldError, match=r"“Nieuw” staat niet in theme/talen/en\.po"):
        engels.gettext("Nieuw")
    with pytest.raises(OnvertaaldError, match="“Nieuw” staat niet"):
        engels.ngettext("Nieuw", "Nieuwe", 2)


def test_dates_are_those_of_the_language(engels: Taal) -> None:
    """Days, periods and times follow CLDR; a moment is told as it is in the Netherlands."""
    dag, laat = date(2027, 1, 12), datetime(2026, 7, 14, 22, 30, tzinfo=UTC)
    assert "12 January 2027" == engels.datum(dag)
    assert "12 januari 2027" == NEDERLANDS.datum(dag)
    assert "12\u201314 Jan 2027" == engels.periode(dag, date(2027, 1, 14)).replace("\u2009", "")
    assert ("Wednesday, 15 July 2026", "00:30") == (engels.dag_en_datum(laat), engels.tijd(laat))
    assert ["today", "in 1 day", "in 400 days"] == [engels.dagen(days) for days in (0, 1, 400)]
    assert ("en_GB", "ltr") == (engels.og_locale, engels.richting)


def test_page_in_english_tells_what_is_open(bouw_haag: MadeSite, haag: Stad) -> None:
    """What the Dutch page of Moerwijk has open, with its last day, the draws, who speaks and where to follow it."""
    page = bouw_haag.pages[ENGELS]
    cards = {
        card.findtext(".//h3/bdi"): " ".join(card.text_content().split()) for card in page.xpath("//li[@data-kaart]")
    }
    dutch = bouw_haag.pages[NEDERLANDSE].xpath("//li[@data-kaart]/h3/text()")
    assert dutch == list(cards)
    draw = cards["Loting voor nieuwe leden van de klankbordgroep Moerwijk"]
    assert draw.startswith("Enter a draw Example")
    assert "Last day: 29 November 2026 (in 6 days)" in draw
    assert "the invitation explains how to sign up" in draw
    assert "Last day: 20 December 2026 (in 27 days)" in cards["Een plein opnieuw inrichten"]
    text = " ".join(page.xpath("string(//main)").split())
    assert "As of 23 November 2026, there are 2 things you can do." in text
    assert "There are 6 seats. You can take part from the age of 16." in text
    assert "Inloopavond over het plein Example Meeting: Tuesday" in text
    assert "the Dutch text applies" in text
    assert "Their content is in Dutch." in text
    linked = bouw_haag.links[ENGELS]
    for groep in haag.klankbordgroepen_in["moerwijk"]:
        assert f"klankbordgroepen/{groep.slug}/" in linked
    for org in haag.organisaties_in["moerwijk"]:
        assert f"organisaties/{org.slug}/" in linked
    assert {NEDERLANDSE, "wijken/moerwijk/nieuws/feed.xml", "wijken/moerwijk/agenda.ics"} <= linked


def test_page_in_english_tells_that_nothing_is_open(bouw_klein: MadeSite) -> None:
    """A wijk without anything to do says so, and has no empty list."""
    page = bouw_klein.pages["wijken/duinrand/en/"]
    assert [] == page.xpath("//main//ul[not(li)]")
    text = " ".join(page.xpath("string(//main)").split())
    assert "There is currently no draw that you can enter." in text


def test_every_kind_of_action_has_a_word() -> None:
    """What a resident can do has a name in each language; a new kind is not forgotten."""
    wanted = {texts[0] for texts, _ in list_texts(read_catalog(TALEN / BERICHTEN))}
    assert {soort.label for soort in Actiesoort if soort is not Actiesoort.ADVIES} <= wanted


@pytest.mark.parametrize("name", ["klein", "haag"])
def test_pages_name_each_other(request: pytest.FixtureRequest, name: str) -> None:
    """Dutch and English lead to each other, for people and for search engines. No other page says it has languages."""
    made: MadeSite = request.getfixturevalue(f"bouw_{name}")
    wijken = [pad for pad in made.pages if re.fullmatch(r"wijken/[a-z0-9-]+/", pad) and pad not in made.moved]
    assert len(wijken) == len(request.getfixturevalue(name).wijken)
    for pad in wijken:
        both = [("nl", f"{made.siteurl}/{pad}"), ("en", f"{made.siteurl}/{pad}en/")]
        for here in (pad, f"{pad}en/"):
            page = made.pages[here]
            links = page.xpath("/html/head/link[@rel='alternate'][@hreflang]")
            assert both == [(link.get("hreflang"), link.get("href")) for link in links]
            assert [f"{made.siteurl}/{here}"] == page.xpath("/html/head/link[@rel='canonical']/@href")
            assert here in made.sitemap
        (link,) = made.pages[pad].xpath("//main//a[@hreflang='en']")
        assert ("In English", "en", "ltr", f"{pad}en/") == (
            *(link.text_content(), link.get("lang"), link.get("dir")),
            made.resolve(pad, link.get("href")),
        )
        (back,) = made.pages[f"{pad}en/"].xpath("//main//nav//a[@hreflang='nl']")
        assert ("In het Nederlands", "nl", pad) == (back.text, back.get("lang"), made.resolve(pad, back.get("href")))
        assert ["en", "ltr"] == made.pages[f"{pad}en/"].xpath("/html/@lang | /html/@dir")
    others = made.pages.keys() - {*wijken, *(f"{pad}en/" for pad in wijken)}
    assert [] == [pad for pad in others if made.pages[pad].xpath("//link[@hreflang] | //html[@dir]")]


def test_no_dutch_word_is_unmarked(bouw_haag: MadeSite) -> None:
    """On a page in English no text of the catalog stands in Dutch, and every title of a record is marked as Dutch."""
    dutch = {
        re.sub(r"%\(\w+\)s.*", "", text).strip()
        for texts, _ in list_texts(read_catalog(TALEN / BERICHTEN))
        for text in texts
    } - {"Open data", "Privacy", ""}
    page = deepcopy(bouw_haag.pages[ENGELS])
    titles = [link.text_content() for link in page.xpath("//main//a[@class='nadruk'][bdi]")]
    assert len(titles) > 8
    for marked in page.xpath("//*[@lang='nl']"):
        marked.clear(keep_tail=True)
    shown = " ".join(
        [
            *page.xpath("//body//text()"),
            *page.xpath("//@aria-label | //@data-na | //meta[@name='description']/@content"),
        ]
    )
    assert [] == [text for text in sorted(dutch) if re.search(rf"(?<![\w“]){re.escape(text)}(?!\w)", shown)]
    assert [] == [title for title in titles if title in shown]


def test_pages_in_english_are_not_among_dutch_results(bouw_haag: MadeSite) -> None:
    """The page Zoeken is Dutch and finds Dutch pages; the summary is found through its wijk."""
    folder = bouw_haag.folder / "zoeken" / "index"
    fragments = [
        json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        for path in (folder / "fragment").iterdir()
    ]
    assert len(fragments) > 200
    assert [] == [fragment["url"] for fragment in fragments if fragment["url"].endswith("/en/")]
    assert {"nl"} == json.loads((folder / "pagefind-entry.json").read_bytes())["languages"].keys()


def test_incomplete_catalog_refuses_the_build(tmp_path: Path) -> None:
    """Nothing is published, and the editor reads where to look."""
    top = copy_program(tmp_path / "programma")
    path = top / "theme" / "talen" / "en.po"
    replace(path, 'msgstr "Skip to content"', 'msgstr ""')
    result = run_build(KLEIN, tmp_path / "uit", "--stil", top=top)

    assert 1 == result.returncode
    assert not (tmp_path / "uit").exists()
    line = find_line(path, 'msgid "Naar de inhoud"')
    assert f"fout: theme/talen/en.po:{line}: “Naar de inhoud” is niet vertaald" == result.stderr.splitlines()[0]


def test_new_text_in_a_template_refuses_the_build(tmp_path: Path) -> None:
    """Also one that nobody extracted yet: the template and its line are named."""
    top = copy_program(tmp_path / "programma")
    path = top / "theme" / "templates" / "taal.html"
    replace(path, '<h2 id="nu">', '<h2 id="nu">\n{{ _("Net verzonnen") }}')
    result = run_build(KLEIN, tmp_path / "uit", "--stil", top=top)

    assert 1 == result.returncode
    first = result.stderr.splitlines()[0]
    assert first.startswith(
        f"fout: theme/templates/taal.html:{find_line(path, '{{ _(')}: OnvertaaldError: “Net verzonnen”"
    )


@pytest.fixture(scope="module")
def arabisch(tmp_path_factory: pytest.TempPathFactory) -> MadeSite:
    """The tiny city with one more catalog, made up from the list of texts: only that file was added."""
    tmp_path = tmp_path_factory.mktemp("arabisch")
    top = copy_program(tmp_path / "programma")
    catalog = Catalog(locale="ar", fuzzy=False)
    for text in read_catalog(TALEN / BERICHTEN):
        if isinstance(text.id, str) and text.id:
            catalog.add(text.id, f"ع {text.id}")
        elif text.id:
            catalog.add(text.id, tuple(f"ع {text.id[1]}" for _ in range(catalog.num_plurals)))
    with (top / "theme" / "talen" / "ar.po").open("wb") as stream:
        write_po(stream, catalog)
    result = run_build(KLEIN, tmp_path / "uit", "--siteurl", "https://waterzande.example", top=top)
    assert 0 == result.returncode, result.stderr
    return MadeSite(tmp_path / "uit", "https://waterzande.example")


def test_one_more_catalog_is_one_more_language(arabisch: MadeSite) -> None:
    """Every wijk has a page in it, written from right to left, and every language names the others in one row."""
    page = arabisch.pages["wijken/havenkwartier/ar/"]
    assert (["ar"], ["rtl"]) == (page.xpath("/html/@lang"), page.xpath("/html/@dir"))
    assert [] == page.xpath("//meta[@property='og:locale']")
    assert ["nl", "ar", "en"] == page.xpath("/html/head/link[@hreflang]/@hreflang")
    for pad in ("", "ar/", "en/"):
        row = arabisch.pages[f"wijken/havenkwartier/{pad}"].xpath("//main//nav[1]//li/a")
        languages = [(link.get("lang"), link.get("dir")) for link in row if link.get("lang")]
        every = {"": ("nl", "ltr"), "ar/": ("ar", "rtl"), "en/": ("en", "ltr")}
        assert sorted(every[other] for other in every if other != pad) == sorted(languages)
    assert page.xpath("string(//h1)").startswith("ع Havenkwartier")
    assert "ديسمبر" in page.xpath("string(//main)")
    assert not arabisch.pages["wijken/havenkwartier/"].xpath("/html/@dir")


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_right_to_left_in_a_browser(
    browser: Browser, serve_folder: Callable[[Path], str], arabisch: MadeSite, width: int, scheme: Any
) -> None:
    """The page runs the other way, stays within the screen, and axe finds nothing."""
    base = serve_folder(arabisch.folder)
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(f"{base}wijken/havenkwartier/ar/")
    assert width == page.evaluate(OVERFLOW)
    # The way back begins at the right, and a Dutch title keeps its own order.
    kop = page.locator(".kruimels li").first.bounding_box()
    assert kop
    assert kop["x"] > width / 2
    assert "rtl" == page.locator("h1").evaluate("one => getComputedStyle(one).direction")
    assert "ltr" == page.locator("h3 bdi").first.evaluate("one => getComputedStyle(one).direction")
    kaart = "one => [getComputedStyle(one).borderRightWidth, getComputedStyle(one).borderLeftWidth]"
    assert ["6px", "1px"] == page.locator("[data-kaart]").first.evaluate(kaart)
    page.evaluate(Axe().axe_script)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}}).then(all => all.violations)", tags)
    assert [] == [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found]
    context.close()


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-11-23T12:00+01:00", "Last day: 29 November 2026 (in 6 days)"),
        ("2026-11-27T12:00+01:00", "Last day: 29 November 2026 (in 2 days)"),
        ("2026-11-28T12:00+01:00", "Last day: 29 November 2026 (tomorrow)"),
        ("2026-11-29T23:59+01:00", "Last day: 29 November 2026 (today)"),
        ("2026-11-30T00:01+01:00", "Last day: 29 November 2026 (this is over)"),
    ],
)
def test_days_are_right_on_the_day_of_reading(
    browser: Browser, serve_folder: Callable[[Path], str], bouw_haag: MadeSite, moment: str, said: str
) -> None:
    """In English too, for a reader with another clock and another language; what is over steps back."""
    context = browser.new_context(locale="fr-FR", timezone_id="America/New_York")
    page = context.new_page()
    page.clock.set_fixed_time(datetime.fromisoformat(moment))
    page.goto(f"{serve_folder(bouw_haag.folder)}{ENGELS}")
    card = page.locator("[data-kaart]:has-text('Loting voor nieuwe leden')")
    assert said == card.locator(".dagen").inner_text()
    assert ("over)" in said) == ("voorbij" in (card.get_attribute("class") or ""))
    context.close()


def test_page_in_english_is_small(bouw_haag: MadeSite) -> None:
    """It is for a phone: with all text of the fullest wijk it is a few kilobytes on the wire."""
    assert PEILDATUM == date(2026, 11, 23)
    pages = [pad for pad in bouw_haag.pages if pad.endswith("/en/")]
    assert 44 == len(pages)
    assert max(len(gzip.compress(bouw_haag.read(pad))) for pad in pages) < 6_000
