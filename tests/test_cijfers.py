"""Figures about advice: worked out by hand from the tiny city, and never better for who does not answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made_site import KLEIN, MadeSite
from wijkdemocratie.model import Advies, Klokbegin, Stad
from wijkdemocratie.model.stukken import Reactie
from wijkdemocratie.pages.grafieken import draw_dagen
from wijkdemocratie.read import load_stad
from wijkdemocratie.select import Adviescijfers, Cijferrij, Klokcijfer, Opbrengst, make_adviescijfers
from wijkdemocratie.text import format_half

PEILDATUM = date(2026, 11, 23)
bounded = settings(max_examples=60, derandomize=True, deadline=None, database=None)


def find(cijfers: Adviescijfers, kenmerk: str) -> Cijferrij:
    return next(rij for rij in cijfers.rijen if rij.kenmerk == kenmerk)


def names(cijfer: Klokcijfer) -> tuple[list[str], list[str]]:
    """Return which adviezen a figure counts, with how each stands, and which it does not."""
    return (
        [f"{regel.stand.advies.id} {regel.klok.stand}" for regel in cijfer.geteld],
        [f"{regel.stand.advies.id} {regel.klok.stand}" for regel in cijfer.niet_geteld],
    )


# By hand, on 2026-11-23. Terms: five working days to acknowledge; six weeks to answer, and eight before 2026.
#                      given        acknowledged (last day)      answered (last day)
# advies-windmolens    2025-07-21   08-11 (07-28)  late          10-06 (09-15)   late, after 77 days
# advies-ankerplein    2026-07-06   07-08 (07-13)  on time       08-10 (08-17)   on time, after 35 days
# oversteek-kade       2026-09-07   09-10 (09-14)  on time       never (10-19)   open and overdue, 77 days by now
# zonnedak-werf        2026-10-12   10-15 (10-19)  on time       the clock stands still: does not count yet
# advies-kade          2026-11-20   not yet (11-27)              not yet (2027-01-01): neither counts yet
# advies-molenplein is an example, and was not given: it counts nowhere.
HAND = {
    "stad": ((3, 4), (1, 3)),
    "stadsdeel-waterkant": ((3, 4), (1, 3)),  # all five are in wijken of Waterkant
    "wijk-havenkwartier": ((3, 4), (1, 3)),  # all five touch the Havenkwartier
    "wijk-molenwijk": ((0, 0), (0, 0)),  # only advies-kade
    "adviseur-klankbordgroep-havenkwartier": ((1, 1), (1, 1)),  # advies-ankerplein
    "adviseur-wijkberaad-havenkwartier": ((1, 1), (0, 1)),  # oversteek-kade
    "adviseur-wijkraad-waterkant": ((1, 2), (0, 1)),  # windmolens and zonnedak; zonnedak has no answer that counts
    "jaar-2026": ((3, 3), (1, 2)),
    "jaar-2025": ((0, 1), (0, 1)),
}


def test_figures_of_the_tiny_city_by_hand(klein: Stad) -> None:
    """The city, each stadsdeel, wijk, body and year: on time / (closed + open overdue). Duinrand has no advice."""
    rijen = make_adviescijfers(klein, PEILDATUM).rijen
    assert HAND == {
        rij.kenmerk: tuple(
            (cijfer.opbrengst.op_tijd, cijfer.opbrengst.totaal) for cijfer in (rij.bevestiging, rij.reactie)
        )
        for rij in rijen
        if not rij.is_leeg
    }
    # The group of the example has a page, as it will give advice, and is in no table before it does.
    assert ["adviseur-klankbordgroep-molenplein"] == [rij.kenmerk for rij in rijen if rij.is_leeg]


def test_adviezen_behind_a_figure_by_hand(klein: Stad) -> None:
    """A figure lists exactly what it counts, what waits too long first, and what it leaves out."""
    rij = make_adviescijfers(klein, PEILDATUM).stad
    assert (
        [
            "advies-windmolens te-laat",
            "zonnedak-werf op-tijd",
            "oversteek-kade op-tijd",
            "advies-ankerplein op-tijd",
        ],
        ["advies-kade loopt"],
    ) == names(rij.bevestiging)
    assert (
        ["oversteek-kade over-tijd", "advies-windmolens te-laat", "advies-ankerplein op-tijd"],
        ["advies-kade loopt", "zonnedak-werf opgeschort"],
    ) == names(rij.reactie)


def test_days_to_an_answer_by_hand(klein: Stad) -> None:
    """Answers came after 35 and 77 days: half of them within 56. Three wait: 3, 42 (20 of them still) and 77 days."""
    cijfers = make_adviescijfers(klein, PEILDATUM)
    tijden = cijfers.stad.doorlooptijden
    assert [("advies-ankerplein", 35), ("advies-windmolens", 77)] == [
        (item.stand.advies.id, item.dagen) for item in tijden.beantwoord
    ]
    assert [("advies-kade", 3), ("zonnedak-werf", 42), ("oversteek-kade", 77)] == [
        (item.stand.advies.id, item.dagen) for item in tijden.wachtend
    ]
    assert 56 == tijden.mediaan
    assert None is find(cijfers, "wijk-molenwijk").doorlooptijden.mediaan


def test_chart_table_and_median_count_the_same_days(klein: Stad) -> None:
    """All count since the advice was given, also where the clock started later, or stood still."""
    reactie = klein.gemeente.termijnen.reactie
    assert reactie
    termijnen = klein.gemeente.termijnen.model_copy(
        update={"reactie": reactie.model_copy(update={"start": Klokbegin.BEVESTIGING, "eerder": ()})}
    )
    adviezen = tuple(
        advies.model_copy(update={"reactie": Reactie(datum=date(2026, 11, 23), motivering="Daarom.")})
        if advies.id == "zonnedak-werf"
        else advies
        for advies in klein.adviezen
    )
    stad = replace(klein, gemeente=klein.gemeente.model_copy(update={"termijnen": termijnen}), adviezen=adviezen)
    rij = make_adviescijfers(stad, PEILDATUM).stad
    # Answered while the clock stood still without an end: on time, and counted from then on.
    assert "zonnedak-werf op-tijd" in names(rij.reactie)[0]
    median = {item.stand.advies.id: item.dagen for item in rij.doorlooptijden.beantwoord}
    assert {"advies-ankerplein": 35, "zonnedak-werf": 42, "advies-windmolens": 77} == median
    assert median == {
        regel.stand.advies.id: regel.dagen
        for regel in (*rij.reactie.geteld, *rij.reactie.niet_geteld)
        if regel.dagen is not None
    }
    grafiek = draw_dagen(rij.doorlooptijden)
    assert grafiek is not None
    assert [("35 tot en met 41", 1), ("42 tot en met 48", 1), ("77 tot en met 83", 2)] == [
        (rij[0], sum(map(int, rij[1:]))) for rij in grafiek.rijen
    ]
    assert "Dagen waarop een termijn stilstond, tellen mee." in grafiek.omschrijving


@pytest.mark.parametrize(("shown", "number"), [("12", 12.0), ("12,5", 12.5), ("1.020", 1020.0)])
def test_median_in_words(shown: str, number: float) -> None:
    """A half is written the Dutch way."""
    assert shown == format_half(number)


@pytest.mark.parametrize(("weinig", "totaal"), [(True, 0), (True, 4), (False, 5)])
def test_small_numbers(weinig: bool, totaal: int) -> None:
    """Under five a figure says that it does not say much."""
    assert weinig is Opbrengst(0, totaal).is_weinig


STAD = load_stad(KLEIN)[0]


def make_stad(days: list[tuple[int, int | None, int | None]]) -> Stad:
    """Return the city with adviezen given so many days before the peildatum, acknowledged and answered after some."""
    assert STAD is not None

    def make(number: int, ago: int, acknowledged: int | None, answered: int | None) -> Advies:
        given = PEILDATUM - timedelta(days=ago)
        return Advies.model_validate(
            {
                "id": f"advies-{number}",
                "titel": f"Advies {number}",
                "onderwerp": "Groen",
                "wijken": (["havenkwartier"], ["molenwijk"], ["havenkwartier", "duinrand"])[number % 3],
                "van": ("wijkraad-waterkant", "wijkberaad-havenkwartier")[number % 2],
                "ongevraagd": True,
                "ingediend_op": given,
                "ontvangstbevestiging": None if acknowledged is None else given + timedelta(days=acknowledged),
                "reactie": None
                if answered is None
                else {"datum": given + timedelta(days=answered), "motivering": "Daarom."},
                "samenvatting": "Advies.",
            }
        )

    return replace(STAD, adviezen=tuple(make(number, *item) for number, item in enumerate(days)))


AFTER = st.none() | st.integers(0, 200)
LIVES = st.lists(st.tuples(st.integers(0, 400), AFTER, AFTER), max_size=12)


@bounded
@given(LIVES)
def test_every_advice_is_counted_once_or_named_as_not_counted(days: list[tuple[int, int | None, int | None]]) -> None:
    """Whatever happened: numbers and lists agree, and the years and bodies add up to the city."""
    cijfers = make_adviescijfers(make_stad(days), PEILDATUM)
    for rij in cijfers.rijen:
        for cijfer in (rij.bevestiging, rij.reactie):
            assert cijfer.opbrengst.totaal == len(cijfer.geteld)
            assert cijfer.opbrengst.op_tijd == sum(regel.klok.stand == "op-tijd" for regel in cijfer.geteld)
            listed = [regel.stand.advies.id for regel in (*cijfer.geteld, *cijfer.niet_geteld)]
            assert len(listed) == len(set(listed))
        assert len(rij.doorlooptijden.beantwoord) + len(rij.doorlooptijden.wachtend) == len(listed)
    assert len(days) == len(cijfers.stad.reactie.geteld) + len(cijfers.stad.reactie.niet_geteld)
    for soort, rijen in cijfers.groepen:
        if soort in ("jaar", "adviseur"):
            for name in ("bevestiging", "reactie"):
                total = sum(getattr(rij, name).opbrengst.totaal for rij in rijen)
                assert total == getattr(cijfers.stad, name).opbrengst.totaal


@bounded
@given(LIVES, st.integers(0, 400))
def test_not_answering_never_makes_a_figure_better(days: list[tuple[int, int | None, int | None]], ago: int) -> None:
    """One more advice that gets no answer: the share that was on time stays as it was, or goes down."""

    def share(item: tuple[int, int | None, int | None] | None) -> float:
        more = [item] if item else []
        found = make_adviescijfers(make_stad([*days, *more]), PEILDATUM).stad.reactie.opbrengst
        return found.op_tijd / found.totaal if found.totaal else 1.0

    never = share((ago, None, None))
    assert never <= share(None)
    # As soon as the term is over, no answer weighs as much as one that came too late.
    late = share((ago, None, ago))
    assert never == late if ago > 56 else never <= late


def test_pages_show_the_figures_and_lead_to_the_adviezen(bouw_klein: MadeSite) -> None:
    """Each figure is a link, and the page behind it lists as many adviezen as the figure counts."""
    page = bouw_klein.pages["adviezen/cijfers/"]
    for kenmerk, figures in HAND.items():
        behind = bouw_klein.pages[f"adviezen/cijfers/{kenmerk}/"]
        for anchor, (op_tijd, totaal) in zip(("bevestiging", "reactie"), figures, strict=True):
            (link,) = page.xpath(f"//main//a[contains(@href, 'adviezen/cijfers/{kenmerk}/#{anchor}')]")
            assert link.text == (f"{op_tijd} van {totaal}" if totaal else "nog geen")
            rows = behind.xpath(f"//*[@aria-labelledby='{anchor}-geteld']//tbody/tr")
            assert totaal == len(rows)
            assert op_tijd == sum("Op tijd" in row.text_content() for row in rows)
            assert behind.xpath(f"//h2[@id='{anchor}']")
    assert "zegt daarom nog niet veel" in behind.text_content()


def test_advice_and_answer_stand_beside_each_other(bouw_klein: MadeSite) -> None:
    """Each point is a list of two labelled parts; the skipped one says so; no point waits when all was answered."""
    main = bouw_klein.pages["adviezen/advies-ankerplein/"].xpath("//main")[0]
    points = main.xpath(".//ol[@class='punten']/li")
    assert 4 == len(points)
    for point in points:
        assert ["Advies", "Antwoord van de gemeente"] == [label.text for label in point.xpath(".//dt")]
        assert all(part.text_content().strip() for part in point.xpath(".//dd"))
    assert "De gemeente ging niet in op dit punt." in points[3].text_content()
    assert "Nog geen antwoord op dit punt" not in main.text_content()


def test_page_says_that_a_clock_stands_still_and_why(bouw_klein: MadeSite) -> None:
    """Both suspensions, with dates and reasons; the last day is not made up; no sentence ends twice."""
    text = " ".join(bouw_klein.pages["adviezen/zonnedak-werf/"].xpath("//main")[0].text_content().split())
    assert "Opgeschort, de termijn staat stil. De laatste dag is nog niet bekend." in text
    assert "stond stil van 26 oktober tot en met 6 november 2026. De reden: De wijkraad zoekt uit" in text
    assert "staat stil sinds 16 november 2026. De reden: De gemeente wacht op de eigenaar van het dak." in text
    assert "streeftermijn van 6 weken, sinds 1 januari 2026. Bron: Spelregels van Waterzande." in text


def test_no_sentence_ends_twice(bouw_haag: MadeSite) -> None:
    """A source that is a whole sentence gets no second full stop behind it."""
    for pad, page in bouw_haag.pages.items():
        if pad.startswith("adviezen/"):
            assert ".." not in page.xpath("//main")[0].text_content().replace("...", ""), pad
