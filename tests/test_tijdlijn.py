"""The way of a proposal as steps, lists by year, and clocks as bars."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from made_site import PEILDATUM
from wijkdemocratie.model import Eenheid, Opschorting, Stad, Termijn
from wijkdemocratie.model.stukken import Ingetrokken
from wijkdemocratie.pages.klokbalken import BREEDTE, Klokbalk, draw_klok
from wijkdemocratie.select import Stapstand, group_jaren, make_overzicht, make_tijdlijn
from wijkdemocratie.termijn import read_klok

BEGIN = date(2026, 11, 1)
TERMIJN = Termijn(aantal=40, eenheid=Eenheid.DAGEN, bron="Een bron")


def test_steps_are_done_now_and_to_come(klein: Stad) -> None:
    """On the first day of each step the proposal stands there; what came before is done, the rest is to come."""
    voorstel = next(one for one in klein.voorstellen if len(one.stappen) >= 3)
    for number, stap in enumerate(voorstel.stappen[:-1], start=1):
        lijn = make_tijdlijn(voorstel, stap.datum.einde)
        assert [*range(1, len(voorstel.stappen) + 1)] == [one.nr for one in lijn.stappen]
        assert lijn.nu is not None
        assert lijn.volgende is not None
        assert (number, number + 1) == (lijn.nu.nr, lijn.volgende.nr)
        assert {Stapstand.GEDAAN} >= {one.stand for one in lijn.stappen[: number - 1]}
        assert {Stapstand.KOMT} == {one.stand for one in lijn.stappen[number:]}


def test_before_the_first_step_nothing_is_now(klein: Stad) -> None:
    """A proposal of which every step is still to come stands nowhere yet."""
    voorstel = next(one for one in klein.voorstellen if one.stappen)
    lijn = make_tijdlijn(voorstel, date(1990, 1, 1))
    assert lijn.nu is None
    assert lijn.volgende is not None
    assert 1 == lijn.volgende.nr


def test_proposal_that_no_longer_runs_stands_nowhere(klein: Stad) -> None:
    """Of a withdrawn proposal the last step is only the last we know, and what was planned does not go on."""
    voorstel = next(one for one in klein.voorstellen if len(one.stappen) >= 3)
    day = voorstel.stappen[0].datum.einde
    gone = voorstel.model_copy(update={"ingetrokken": Ingetrokken(datum=day, reden="Een reden.")})
    lijn = make_tijdlijn(gone, day)
    assert [Stapstand.LAATSTE, *[Stapstand.VERVALLEN] * (len(voorstel.stappen) - 1)] == [
        one.stand for one in lijn.stappen
    ]
    assert lijn.volgende is None


def test_short_list_stays_whole_and_long_one_goes_by_year() -> None:
    """Six rows over two years are folded, and nothing is lost or moved; five rows, or one year, are not."""
    years = [2026, 2026, 2025, 2025, 2025, 2023]
    assert [(2026, 2), (2025, 3), (2023, 1)] == [(one.jaar, len(one.rijen)) for one in group_jaren(years, int)]
    assert [(None, 5)] == [(one.jaar, len(one.rijen)) for one in group_jaren(years[1:], int)]
    assert [(None, 9)] == [(one.jaar, len(one.rijen)) for one in group_jaren([2026] * 9, int)]
    assert () == group_jaren([], int)


def test_years_of_a_wijk_hold_every_row_once(haag: Stad) -> None:
    """What a page folds by year is the list itself, newest first."""
    folded = 0
    for wijk in haag.wijken:
        overzicht = make_overzicht(haag, PEILDATUM, wijk)
        for groep in overzicht.voorstellen:
            jaren = groep.eerder_per_jaar
            assert groep.eerder == tuple(rij for jaar in jaren for rij in jaar.rijen)
            years = [jaar.jaar for jaar in jaren if jaar.jaar is not None]
            assert sorted(set(years), reverse=True) == years
            folded += len(years) > 1
        assert overzicht.adviezen == tuple(stand for jaar in overzicht.adviezen_per_jaar for stand in jaar.rijen)
        assert overzicht.geweest == tuple(record for jaar in overzicht.geweest_per_jaar for record in jaar.rijen)
    assert folded


def draw(days: int, klaar: int | None = None, *stops: Opschorting) -> Klokbalk | None:
    """Draw the bar of a clock of forty days, so many days after its start."""
    day = BEGIN + timedelta(days=days)
    return draw_klok(day, read_klok(BEGIN, klaar and BEGIN + timedelta(days=klaar), TERMIJN, day, stops))


@pytest.mark.parametrize(
    ("days", "klaar", "bar", "words"),
    [
        (0, None, (0, 200, 0), "Op 1 november 2026 zijn 0 van de 40 dagen voorbij."),
        (10, None, (50, 200, 0), "Op 11 november 2026 zijn 10 van de 40 dagen voorbij."),
        (40, None, (200, 200, 0), "Op 11 december 2026 zijn 40 van de 40 dagen voorbij."),
        (50, None, (160, 160, 40), "21 december 2026 is dag 50; dag 40 was de laatste."),
        (90, 20, (100, 200, 0), "Het duurde 20 dagen van de 40."),
        (90, 41, (195.1, 195.1, 4.9), "Het duurde 41 dagen; dag 40 was de laatste."),
    ],
)
def test_bar_of_a_clock(days: int, klaar: int | None, bar: tuple[float, float, float], words: str) -> None:
    """The bar is full as far as the term has passed, and what is late stands beyond the last day."""
    found = draw(days, klaar)
    assert found is not None
    assert (*bar, words) == (found.vol, found.grens, found.laat, found.woorden)
    assert found.grens + found.laat <= BREEDTE


def test_clock_without_a_last_day_has_no_bar() -> None:
    """Not begun, no term, or standing still for nobody knows how long: there is nothing to draw."""
    stop = Opschorting(nr=1, van=BEGIN + timedelta(days=3), reden="Een reden.", klokken=("reactie",))
    assert draw(10, None, stop) is None
    assert draw_klok(BEGIN, read_klok(None, None, TERMIJN, BEGIN)) is None
    assert draw_klok(BEGIN, read_klok(BEGIN, None, None, BEGIN)) is None
