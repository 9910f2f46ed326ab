"""Charts: where everything is drawn, that it agrees with the table, and that nobody has to see it to know it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from made_site import MadeSite
from stijlblad import STIJL, measure_contrast, read_tokens
from wijkdemocratie.grafiek import BREEDTE, Grafiek, Lijn, Vak, Woord, make_stapels, make_staven, make_verdeling
from wijkdemocratie.model import Stad, Uitkomst
from wijkdemocratie.pages.grafieken import draw_samenstelling


def draw_stapels(*rijen: tuple[str, str, list[int]]) -> Grafiek:
    return make_stapels("Titel", "Uitleg", ("Deel", "af", "bezig"), rijen)


def test_stacked_bars_have_one_scale() -> None:
    """Four units are 360 wide, so one is 90; parts follow each other, and leave one unit of paper between them."""
    found = draw_stapels(("West", "1 van 4", [1, 3]), ("Oost", "2 van 2", [2, 0]))
    legend, bars = found.vakken[:2], found.vakken[2:]
    assert [0, 1] == [vak.reeks for vak in legend]
    # The legend is one line of 18 and 8 of room; then 18 for the words of each bar, 14 for the bar and 12 of room.
    assert (Vak(0, 44, 89, 14, 0), Vak(90, 44, 269, 14, 1), Vak(0, 88, 179, 14, 0)) == bars
    assert Woord(0, 38, "West") in found.woorden
    assert Woord(360, 38, "1 van 4", "end") in found.woorden
    assert (("West", "1", "3"), ("Oost", "2", "0")) == found.rijen
    assert 26 + 2 * 44 == found.hoogte


def test_bars_without_any_number() -> None:
    """A chart of nothing is drawn, without bars."""
    assert 2 == len(draw_stapels(("West", "0 van 0", [0, 0])).vakken)
    assert 2 == len(draw_stapels().vakken)
    assert () == make_verdeling("T", "U", ("Dagen",), [], []).vakken


def draw_staven(*values: Any) -> Grafiek:
    return make_staven("T", "U", ("Groep", "geloot", "aangemeld"), [("Jong", values)], lambda value: f"{value}%")


def test_grouped_bars() -> None:
    """The longest bar leaves 92 for its words; the words stand 6 after the bar."""
    found = draw_staven(50, 100)
    assert (Vak(0, 44, 134, 14, 0), Vak(0, 61, 268, 14, 1)) == found.vakken[2:]
    assert {Woord(140, 55, "50%"), Woord(274, 72, "100%")} <= set(found.woorden)
    assert (("Jong", "50%", "100%"),) == found.rijen


def test_what_is_too_small_or_unknown_is_said() -> None:
    """No bar stands for it, and the words say which series it is."""
    found = draw_staven("te klein", None)
    assert 2 == len(found.vakken)
    assert ["geloot: te klein", "aangemeld: niet bekend"] == [woord.tekst for woord in found.woorden[3:]]
    assert (("Jong", "te klein", "niet bekend"),) == found.rijen


def test_small_value_is_seen_and_nought_is_not() -> None:
    """One among a million has two units; nought has no bar."""
    widths = [vak.breedte for vak in draw_staven(1, 1_000_000).vakken[2:]]
    assert [2, 268] == widths
    assert [0, 268] == [vak.breedte for vak in draw_staven(0, 5).vakken[2:]]


def draw_dagen(*days: int, term: int = 42) -> Grafiek:
    kop = ("Dagen", "op tijd", "te laat")
    return make_verdeling("T", "U", kop, [(day, int(day > term)) for day in days], [(term, "termijn")])


def test_days_by_the_week_with_the_term() -> None:
    """77 days fit in twelve weeks of 30 units; the term of 42 days ends after its last day, in the seventh week."""
    found = draw_dagen(35, 42, 77, 77)
    # 18 and 8 for the legend, 6 and 18 for the name of the term, 110 to draw in.
    floor = 160
    assert Lijn(0, floor, BREEDTE, floor, "as") == found.lijnen[0]
    assert Lijn(round(43 / 7 * 30, 1), 32, round(43 / 7 * 30, 1), floor, "grens") == found.lijnen[1]
    bars = found.vakken[2:]
    # The fifth, sixth and eleventh week, counted from nought; two answers are 92 high, one is 46.
    assert [(152, 26, 45, 0), (182, 26, 45, 0), (332, 26, 91, 1)] == [
        (vak.x, vak.breedte, vak.hoogte, vak.reeks) for vak in bars
    ]
    assert (
        *(("35 tot en met 41", "1", "0"), ("42 tot en met 48", "1", "0"), ("77 tot en met 83", "0", "2")),
    ) == found.rijen


@pytest.mark.parametrize("last", [0, 6, 97, 98, 400, 3000])
def test_any_number_of_days_fits(last: int) -> None:
    """Never more than fourteen columns, every point in one of them, and every word on the drawing."""
    found = draw_dagen(0, last // 2, last)
    assert 3 == sum(int(cel) for rij in found.rijen for cel in rij[1:])
    assert len(found.rijen) <= 14
    assert_inside(found)


def assert_inside(grafiek: Grafiek) -> None:
    for vak in grafiek.vakken:
        assert 0 <= vak.x <= vak.x + vak.breedte <= BREEDTE, vak
        assert 0 <= vak.y <= vak.y + vak.hoogte <= grafiek.hoogte, vak
    for woord in grafiek.woorden:
        assert 0 < woord.y <= grafiek.hoogte, woord
        # Wide letters: seven units each.
        left = woord.x - {"start": 0, "middle": 0.5, "end": 1}[woord.anker] * len(woord.tekst) * 7
        assert -7 <= left <= left + len(woord.tekst) * 7 <= BREEDTE + 21, woord


def find_uitkomst(stad: Stad, loting: str) -> Uitkomst:
    uitkomst = stad.loting[loting].uitkomst
    assert uitkomst is not None
    return uitkomst


def test_drawn_group_beside_pool_and_wijk(klein: Stad) -> None:
    """Shares by hand: of 16 drawn, 96 who signed up, and 1.400 + 2.200 who live there."""
    leeftijd, woonwijk = draw_samenstelling(find_uitkomst(klein, "loting-havenkwartier-2026"))
    assert ("Groep", "geloot", "aangemeld", "in de wijk") == leeftijd.kop
    assert (
        # 6/16 = 37,5; 31/96 = 32,3; 1.400/3.600 = 38,9
        ("16 tot en met 34 jaar", "38%", "32%", "39%"),
        # 10/16 = 62,5; 65/96 = 67,7; 2.200/3.600 = 61,1
        ("35 jaar en ouder", "62%", "68%", "61%"),
    ) == leeftijd.rijen
    # Nobody says how many live in Scheepswerf, so there is no third series; 12/96 = 12,5.
    assert ("Groep", "geloot", "aangemeld") == woonwijk.kop
    assert (("Buurt Scheepswerf", "te klein om te tonen", "12%"),) == woonwijk.rijen


def test_share_of_the_wijk_needs_all_groups(klein: Stad) -> None:
    """With one number of inhabitants missing, a share of the others would be of something else."""
    uitkomst = find_uitkomst(klein, "loting-havenkwartier-2026")
    first, *others = uitkomst.groepen
    part = uitkomst.model_copy(update={"groepen": (first.model_copy(update={"wijk": "te-klein"}), *others)})
    assert ("Groep", "geloot", "aangemeld") == draw_samenstelling(part)[0].kop


def list_charts(made: MadeSite) -> list[tuple[str, Any]]:
    charts = "//figure[@class='grafiek']/*[local-name()='svg']"
    return [(pad, svg) for pad, page in made.pages.items() for svg in page.xpath(charts)]


def test_every_chart_has_words(bouw_klein: MadeSite, bouw_haag: MadeSite) -> None:
    """A chart is one picture with a name and a description, and its numbers are in a table on the same page."""
    found = [(made, *item) for made in (bouw_klein, bouw_haag) for item in list_charts(made)]
    pads = {pad for _, pad, _ in found}
    assert {"wijkscan/", "verantwoording/", "adviezen/", "lotingen/loting-havenkwartier-2026/"} <= pads
    for made, pad, svg in found:
        page = made.pages[pad]
        assert "img" == svg.get("role")
        for attribute in ("aria-labelledby", "aria-describedby"):
            (words,) = page.xpath(f"//*[@id='{svg.get(attribute)}']")
            assert len(words.text_content()) > 15, pad
        assert svg.xpath("ancestor::figure/figcaption")
        cells = {cell.text_content().strip() for cell in page.xpath("//main//td | //main//th")}
        for text in svg.xpath(".//*[local-name()='text']/text()"):
            if text.strip().startswith("€"):
                assert text in cells, (pad, text)


def test_patterns_are_there(bouw_haag: MadeSite) -> None:
    """Each rectangle has the class of its series, and striped and dotted ones a pattern of their own chart."""
    for pad, svg in list_charts(bouw_haag):
        patterns = {f"url(#{one})" for one in svg.xpath(".//*[local-name()='pattern']/@id")}
        for rect in svg.xpath("./*[local-name()='rect']"):
            reeks = rect.get("class")
            assert (rect.get("fill") in patterns) == (reeks in {"reeks-1", "reeks-2"}), pad
            assert rect.get("fill") is None or rect.get("fill").endswith(f"-{reeks})")


def test_charts_of_the_city_fit(bouw_haag: MadeSite) -> None:
    """Nothing of a chart of the shipped city lies outside of its drawing."""
    for pad, svg in list_charts(bouw_haag):
        _, _, width, height = map(float, svg.get("viewbox", svg.get("viewBox")).split())
        for rect in svg.xpath("./*[local-name()='rect']"):
            x, y, w, h = (float(rect.get(name)) for name in ("x", "y", "width", "height"))
            assert x + w <= width, pad
            assert y + h <= height, pad


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_of_charts_are_seen(scheme: str) -> None:
    """What is drawn has a contrast of 3 with the paper, and words have 4,5 (WCAG 1.4.11 and 1.4.3), light and dark."""
    tokens = read_tokens(scheme)
    for name, least in (("streep", 3), ("rand", 3), ("laat", 3), ("inkt", 4.5)):
        assert measure_contrast(tokens[f"--{name}"], tokens["--papier"]) >= least, name
    # And a chart uses no other colours than these.
    block = STIJL.read_text("utf-8").split("/* Charts")[1].split("/* On paper")[0]
    assert set(re.findall(r"(?:fill|stroke): (?!none)([^;]+);", block)) == {
        *("var(--inkt)", "var(--streep)", "var(--papier)", "var(--rand)", "var(--laat)")
    }
