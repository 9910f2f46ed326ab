"""The poster of a wijk: one A4, and a code that leads to the page of the wijk."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import segno
from playwright.sync_api import Browser
from pypdf import PdfReader

from made_site import PEILDATUM, MadeSite
from wijkdemocratie.check import check_stad
from wijkdemocratie.model import Stad
from wijkdemocratie.pages import Site, list_pages
from wijkdemocratie.pages.poster import Poster, make_qr
from wijkdemocratie.problems import Problems

SITEURL = "https://wijken.example.nl"
LONG = "een heel lange naam van een plan dat op een poster niet past en toch ergens moet worden gelezen door iedereen "


def read_poster(stad: Stad, wijk: str, dag: date = PEILDATUM) -> Poster:
    site = Site(stad, dag, SITEURL)
    pagina = next(pagina for pagina in list_pages(site) if pagina.pad == f"wijken/{wijk}/poster/")
    assert not pagina.in_sitemap
    poster: Poster = pagina.context["poster"]
    return poster


def read_modules(pad: str, maat: int) -> list[list[int]]:
    """Return the code that a path draws, with its border, as rows of dark and light."""
    rows = [[0] * maat for _ in range(maat)]
    for x, y, width, back in re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", pad):
        assert width == back
        for step in range(int(width)):
            assert rows[int(y)][int(x) + step] == 0
            rows[int(y)][int(x) + step] = 1
    return rows


@pytest.mark.parametrize(
    "url", ["https://a.example/", "https://wijken.example.nl/wijken/moerwijk/", f"https://{'x' * 200}.nl/"]
)
def test_code_is_that_of_the_address(url: str) -> None:
    """What is drawn is the code, with four light modules around it."""
    qr = make_qr(url)
    code = segno.make_qr(url, error="m", boost_error=False)
    assert qr.maat == code.symbol_size(border=4)[0]
    assert read_modules(qr.pad, qr.maat) == [[int(dark) for dark in row] for row in code.matrix_iter(border=4)]


def test_poster_tells_what_is_open_and_what_comes(haag: Stad) -> None:
    """The same as the page of the wijk, soonest first, with the last day and whether it is an example."""
    poster = read_poster(haag, "moerwijk")
    # What only a group can answer is not for the hall of a block of flats.
    assert [regel.soort for regel in poster.regels] == ["Meedoen met een loting", "Reageren op een plan"]
    assert all(re.fullmatch(r"tot en met \d+ [a-z]+ \d{4}", regel.wanneer) for regel in poster.regels)
    assert all(regel.voorbeeld for regel in poster.regels)
    assert [straks.moment for straks in poster.straks] == sorted(straks.moment for straks in poster.straks)
    assert all(straks.moment.date() >= PEILDATUM for straks in poster.straks)
    assert poster.adres == "wijken.example.nl/wijken/moerwijk/"
    assert poster.qr == make_qr("https://wijken.example.nl/wijken/moerwijk/")


def make_busy(stad: Stad, wijk: str) -> Stad:
    """Return a city in which seven long plans in one wijk are open."""
    plan = next(voorstel for voorstel in stad.voorstellen if voorstel.id == "voorbeeld-plein")
    plans = [
        plan.model_copy(update={"id": f"plan-{nr}", "slug": f"plan-{nr}", "titel": LONG * 2, "wijken": (wijk,)})
        for nr in range(7)
    ]
    return replace(stad, voorstellen=tuple(sorted([*stad.voorstellen, *plans], key=lambda item: item.id)))


def test_long_list_is_cut(haag: Stad) -> None:
    """Four are shown, the rest is counted, and long titles are cut."""
    before, poster = read_poster(haag, "moerwijk"), read_poster(make_busy(haag, "moerwijk"), "moerwijk")
    assert len(poster.regels) == 4
    assert poster.meer == len(before.regels) + 7 - 4
    assert all(len(regel.titel) <= 70 for regel in poster.regels)


def test_what_is_off_or_closed_is_not_on_it(haag: Stad) -> None:
    """Nobody is sent to a meeting that is off or not for all."""
    off = {record.naam for record in haag.bijeenkomsten if record.afgelast or not record.openbaar}
    off |= {loting.naam for loting in haag.lotingen if loting.afgelast}
    posters = [
        pagina.context["poster"]
        for pagina in list_pages(Site(haag, PEILDATUM, SITEURL))
        if pagina.template == "poster.html"
    ]
    assert len(posters) == 44
    shown = {straks.titel for poster in posters for straks in poster.straks}
    assert shown
    assert not shown & off


def test_poster_is_linked_and_not_listed(bouw_haag: MadeSite) -> None:
    """From the page of the wijk, and from no sitemap; a search engine leaves it."""
    for slug in ("moerwijk", "zorgvliet"):
        pad = f"wijken/{slug}/poster/"
        assert pad in bouw_haag.links[f"wijken/{slug}/"]
        assert pad not in bouw_haag.sitemap
        page = bouw_haag.pages[pad]
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert page.xpath("string(//*[@class='adres'])") == f"wijken.example.nl/wijken/{slug}/"


@pytest.mark.parametrize("slug", ["poster", "nieuws"])
def test_buurt_cannot_take_the_address(klein: Stad, slug: str) -> None:
    """A buurt that is called so would stand where the poster or the news stands."""
    first = klein.wijken[0]
    buurt = first.buurten[0].model_copy(update={"slug": slug})
    wijk = first.model_copy(update={"buurten": (buurt, *first.buurten[1:])})
    problems = Problems()
    check_stad(replace(klein, wijken=(wijk, *klein.wijken[1:])), problems, PEILDATUM)
    assert "dubbele-id" in {problem.rule for problem in problems if slug in problem.message}


@pytest.fixture(scope="module")
def print_page(
    browser: Browser, serve_folder: Callable[[Path], str], bouw_haag: MadeSite
) -> Iterator[Callable[[str], PdfReader]]:
    """A function that prints a poster of the shipped site."""
    base = serve_folder(bouw_haag.folder)
    context = browser.new_context()
    page = context.new_page()

    def print_it(pad: str, script: str = "") -> PdfReader:
        page.goto(base + pad)
        if script:
            page.evaluate(script)
        return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=False)))

    yield print_it
    context.close()


# As full as a poster can be: four things to do and two that come, with titles as long as they may be.
FILL = """() => {
    const [now, soon] = document.querySelectorAll('.poster .regels');
    for (const list of [now, soon]) {
        const row = list.children[0];
        row.children[0].textContent = 'Wijkbewoners '.repeat(6).slice(0, 70) + ' Voorbeeld';
        row.children[1].textContent = list === now ? 'Meedoen met een loting: tot en met 23 november 2026'
            : 'Bijeenkomst: Woensdag 23 december 2026, 19.30 uur, ' + 'Wijkcentrum '.repeat(6).slice(0, 70);
        while (list.children.length < (list === now ? 4 : 2)) list.append(row.cloneNode(true));
        for (const other of [...list.children].slice(1)) other.replaceWith(row.cloneNode(true));
    }
    const more = document.createElement('p');
    more.textContent = 'En nog 7. Kijk op ' + document.querySelector('.adres').textContent;
    now.after(more);
    document.querySelector('.poster h1').textContent = 'Van Stolkpark en Scheveningse Bosjes';
}"""


@pytest.mark.parametrize(
    ("slug", "script", "words"),
    [
        ("moerwijk", "", "Dit kunt u nu doen"),
        ("moerwijk", FILL, "En nog 7. Kijk op"),
        ("zorgvliet", "", "Nu is er niets"),
        ("van-stolkpark-en-scheveningse-bosjes", "", "scheveningse-bosjes/"),
    ],
)
def test_poster_is_one_page(print_page: Callable[..., PdfReader], slug: str, script: str, words: str) -> None:
    """A4, once, with the address in words and none of what is for the screen."""
    pdf = print_page(f"wijken/{slug}/poster/", script)
    assert len(pdf.pages) == 1
    (page,) = pdf.pages
    assert (595, 842) == (round(float(page.mediabox.width)), round(float(page.mediabox.height)))
    text = " ".join(page.extract_text().split())
    assert words in text
    assert "wijken.example.nl/wijken/" in text
    assert "23 november 2026" in text
    for word in ("Hoofdmenu", "Druk deze pagina af", "Open data"):
        assert word not in text
