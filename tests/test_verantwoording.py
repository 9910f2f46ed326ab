"""The page for the council: its figures, and what comes out of a printer."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from made_site import PEILDATUM, MadeSite
from wijkdemocratie.model import Stad
from wijkdemocratie.pages import Pagina, Site, list_pages
from wijkdemocratie.pages.verantwoording import find_sinds
from wijkdemocratie.select import count_op_tijd, list_getelde_standen

HEADINGS = (
    "Hoe ver zijn de wijkscans?",
    "Wijken zonder scan",
    "Streefdata",
    "Wat kwam eruit?",
    "Wat kost het?",
    "Geld voor de scan zelf",
    "Krijgen bewoners antwoord?",
    "Open en te laat",
    "Wat veranderde sinds",
)


def read_pagina(stad: Stad) -> Pagina:
    site = Site(stad, PEILDATUM, "https://wijken.example.nl")
    return next(pagina for pagina in list_pages(site) if pagina.pad == "verantwoording/")


def read_text(made: MadeSite, pad: str = "verantwoording/") -> str:
    return " ".join(made.pages[pad].xpath("//main")[0].text_content().split())


@pytest.mark.parametrize(
    ("sinds", "peildatum"),
    [
        (date(2026, 7, 1), date(2026, 11, 23)),
        (date(2026, 7, 1), date(2026, 10, 1)),
        (date(2026, 4, 1), date(2026, 9, 30)),
        (date(2026, 1, 1), date(2026, 4, 1)),
        (date(2025, 10, 1), date(2026, 3, 31)),
        (date(2025, 10, 1), date(2026, 1, 1)),
    ],
)
def test_changes_since_the_quarter_before(haag: Stad, sinds: date, peildatum: date) -> None:
    """Without a day of the gemeente it is the first day of the quarter before that of the peildatum."""
    assert sinds == find_sinds(haag, peildatum)


def test_changes_since_a_day_of_the_gemeente(klein: Stad) -> None:
    """Waterzande chose 1 September; what is counted is the list, of that day and later, and without examples."""
    assert date(2026, 9, 1) == find_sinds(klein, PEILDATUM)
    changed = read_pagina(klein).context["veranderd"]
    events = changed["gebeurtenissen"]
    assert not any(item.voorbeeld for item in events)
    assert date(2026, 9, 1) <= min(item.moment.date() for item in events)
    assert len(events) == changed["aantal"] == sum(count for _, count in changed["aantallen"])
    counts = {soort.value: count for soort, count in changed["aantallen"]}
    # Told to the council on 14 September; the scan of Molenwijk began on 5 October, and is an example.
    assert 1 == counts["scan-teruggekoppeld"]
    assert "scan-begonnen" not in counts


def test_long_list_of_changes_is_cut_and_says_so(haag: Stad, bouw_klein: MadeSite) -> None:
    """Of more than a hundred the newest are shown, and all are counted; a list of more than ten folds."""
    gemeente = haag.gemeente.model_copy(update={"verantwoording_sinds": date(1990, 1, 1)})
    real = {"voorbeeld": False}
    pagina = read_pagina(
        replace(
            haag,
            gemeente=gemeente,
            voorstellen=tuple(record.model_copy(update=real) for record in haag.voorstellen),
            adviezen=tuple(record.model_copy(update=real) for record in haag.adviezen),
        )
    )
    changed = pagina.context["veranderd"]
    events = changed["gebeurtenissen"]
    assert 100 == len(events) < changed["aantal"] == sum(count for _, count in changed["aantallen"])
    assert events == sorted(events, key=lambda item: item.moment, reverse=True)
    (section,) = bouw_klein.pages["verantwoording/"].xpath("//section[h2/@id='veranderd']")
    assert 10 < len(section.xpath("./details//li"))
    assert "Hieronder staan de nieuwste" not in section.text_content()


def test_examples_change_only_where_there_is_nothing_else(klein: Stad) -> None:
    """A city of examples tells of those, and says so."""
    examples = replace(
        klein,
        voorstellen=(),
        adviezen=(),
        wijken=tuple(
            wijk.model_copy(update={"lotingen": (), "bijeenkomsten": (), "klankbordgroepen": ()})
            for wijk in klein.wijken
        ),
        wijkscans=tuple(scan.model_copy(update={"voorbeeld": True}) for scan in klein.wijkscans),
    )
    changed = read_pagina(examples).context["veranderd"]
    assert changed["voorbeelden"]
    # Havenkwartier told to the council, Molenwijk begun.
    assert [("scan-begonnen", 1), ("scan-teruggekoppeld", 1)] == [
        (soort.value, count) for soort, count in changed["aantallen"]
    ]


def test_advice_is_counted_as_on_the_page_of_advice(klein: Stad, bouw_klein: MadeSite) -> None:
    """The two pages never say two things, and every advice that is open and late is named."""
    standen = list_getelde_standen(klein, PEILDATUM)
    for klokken in ([stand.bevestiging for stand in standen], [stand.reactie for stand in standen]):
        count = count_op_tijd(klokken)
        for pad in ("verantwoording/", "adviezen/"):
            assert f"{count.op_tijd} van {count.totaal}" in read_text(bouw_klein, pad)
    late = [stand.advies.titel for stand in standen if stand.is_open_te_laat]
    assert late
    text = read_text(bouw_klein)
    assert f"Open en te laat ({len(late)})" in text
    assert all(titel in text for titel in late)


def test_target_dates_say_what_they_are(bouw_klein: MadeSite, bouw_haag: MadeSite) -> None:
    """A date of a draft is called that, and nothing is claimed; one that was decided on is counted."""
    text = read_text(bouw_haag)
    assert 2 == text.count("Dit is een streefdatum uit een concept. Voor zover bekend is hij niet vastgesteld.")
    assert 2 == text.count("De datum is voorbij. Deze site kent geen echte wijkscan.")
    assert "Uiterlijk 31 december 2025" in text
    assert "Uiterlijk 31 maart 2026" in text
    small = read_text(bouw_klein)
    assert "streefdatum uit een concept" not in small
    assert "Wijkscan afgerond: op die dag 1 van 3 wijken, nu 1 van 3." in small
    assert "De datum is nog niet voorbij. Uitkomst naar de raad: nu 1 van 3 wijken." in small


def test_examples_are_never_called_real(bouw_haag: MadeSite) -> None:
    """Each part that was made of examples says so at its figures."""
    text = read_text(bouw_haag)
    for words in ("Deze wijkscans", "Deze uitkomsten", "Deze bedragen", "Deze adviezen en termijnen"):
        assert f"{words} zijn verzonnen." in text


def test_page_is_linked(bouw_haag: MadeSite) -> None:
    """From the pages about scans and advice, and from the foot of every page."""
    for pad in ("wijkscan/", "adviezen/"):
        assert "verantwoording/" in bouw_haag.links[pad]
    for pad in ("", "wijken/moerwijk/"):
        links = bouw_haag.pages[pad].xpath("//footer//a/@href")
        assert "verantwoording/" in {bouw_haag.resolve(pad, link) for link in links}


@pytest.fixture(scope="module")
def print_page(
    browser: Browser, serve_folder: Callable[[Path], str], bouw_haag: MadeSite
) -> Callable[[str], PdfReader]:
    """A function that prints a page of the shipped site as a browser does, and reads the PDF back."""
    base = serve_folder(bouw_haag.folder)

    def print_it(pad: str) -> PdfReader:
        context = browser.new_context(color_scheme="dark")
        page = context.new_page()
        page.goto(base + pad)
        content = page.pdf(prefer_css_page_size=True, print_background=False)
        context.close()
        return PdfReader(io.BytesIO(content))

    return print_it


def test_printed_page_is_a_report(print_page: Callable[[str], PdfReader]) -> None:
    """A4, a few pages, every heading and figure, the address; no menu, and what folds on the screen is there."""
    pdf = print_page("verantwoording/")
    assert 3 <= len(pdf.pages) <= 8
    # 210 by 297 mm in points; a browser rounds to pixels.
    assert {(595, 842)} == {
        (round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in pdf.pages
    }
    texts = [" ".join(page.extract_text().split()) for page in pdf.pages]
    text = " ".join(texts)
    for heading in HEADINGS:
        assert heading in text
    for figure in ("9 van 44", "27 van 44", "€ 50.000", "streeftermijn", "31 december 2025"):
        assert figure in text.replace("\xa0", " "), figure
    # The table under the chart of days is folded on the screen.
    assert "Dagen op tijd te laat" in text
    assert "De cijfers als tabel" not in text
    assert "Deze pagina staat op https://" in texts[-1]
    for word in ("Hoofdmenu", "Naar de inhoud", "Bewonersorganisaties", "Voor de redactie", "afdrukfunctie"):
        assert word not in text
    assert all(len(words) > 200 for words in texts)


def test_printed_heading_stays_with_its_content(print_page: Callable[[str], PdfReader]) -> None:
    """No page ends with a heading."""
    for pad in ("verantwoording/", "wijkscan/"):
        for page in print_page(pad).pages:
            last = page.extract_text().strip().splitlines()[-1].strip()
            assert last not in {*HEADINGS, "Per post", "Per stadsdeel", "Alle wijken", "Kosten"}


def test_head_of_a_long_table_is_on_each_page(print_page: Callable[[str], PdfReader]) -> None:
    """The 44 wijken take more than one page, and each of those says what the columns are."""
    pages = [page.extract_text() for page in print_page("wijkscan/").pages]
    # Chromium writes the two words of this head on two lines.
    inside = [number for number, text in enumerate(pages) if "Gevraagde" in text and "Eenmalig" in text]
    assert 2 <= len(inside) < len(pages)
    # By stand: what is done comes first, and the last of the alphabet without a scan comes last.
    assert "Bezuidenhout" in pages[inside[0]]
    assert "Zuiderpark" in pages[inside[-1]]
