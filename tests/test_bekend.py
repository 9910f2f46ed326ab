"""What is dated later is not known yet: on no page, in no list."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from wijkdemocratie.events import gebeurtenissen
from wijkdemocratie.model import Scanstand, Stad
from wijkdemocratie.select import Lotingfase, read_lotingfase, select_bekend


def test_in_the_end_everything_is_known(klein: Stad) -> None:
    """Long after the last date the city is as its files are."""
    assert klein == select_bekend(klein, date(2100, 1, 1))


@pytest.mark.parametrize("days", range(0, 900, 7))
def test_what_is_known_is_what_was_told(klein: Stad, days: int) -> None:
    """The events of what is known on a day are those of the whole city up to that day."""
    day = date(2025, 1, 6) + timedelta(days=days)
    known = gebeurtenissen(select_bekend(klein, day), day)
    assert [item.kenmerk for item in gebeurtenissen(klein, day)] == [item.kenmerk for item in known]


def test_scan_tells_its_outcome_when_it_is_done(klein: Stad) -> None:
    """A scan that ends on 30 June 2026 is planned before it begins, and has no outcome and no costs before its end."""
    scan = klein.wijkscan["havenkwartier"]
    assert (date(2026, 1, 12), date(2026, 6, 30)) == (scan.begonnen_op, scan.afgerond_op)
    stands = {
        day: select_bekend(klein, day).wijkscan["havenkwartier"]
        for day in (date(2026, 1, 11), date(2026, 1, 12), date(2026, 6, 29), date(2026, 6, 30))
    }
    assert [Scanstand.GEPLAND, Scanstand.IN_UITVOERING, Scanstand.IN_UITVOERING, Scanstand.AFGEROND] == [
        scan.stand for scan in stands.values()
    ]
    for day in (date(2026, 1, 11), date(2026, 6, 29)):
        assert (None, (), (), "") == (
            stands[day].scenario,
            stands[day].opties,
            stands[day].kosten,
            stands[day].samenvatting,
        )
    assert scan.kosten == stands[date(2026, 6, 30)].kosten
    assert scan.totaal == stands[date(2026, 6, 30)].totaal
    assert scan.totaal is not None
    assert stands[date(2026, 6, 29)].totaal is None


def test_advice_is_known_when_it_was_asked_and_its_answer_when_that_came(klein: Stad) -> None:
    """Asked on 1 June 2026, given on 6 July, acknowledged on 8 July, answered on 10 August."""

    def read(day: date) -> tuple[object, ...]:
        found = [advies for advies in select_bekend(klein, day).adviezen if advies.id == "advies-ankerplein"]
        if not found:
            return ()
        advies = found[0]
        answered = any(punt.uitkomst or punt.motivering for punt in advies.punten)
        return bool(advies.ingediend_op), bool(advies.ontvangstbevestiging), bool(advies.reactie), answered

    assert () == read(date(2026, 5, 31))
    assert (False, False, False, False) == read(date(2026, 6, 1))
    assert (True, False, False, False) == read(date(2026, 7, 6))
    assert (True, True, False, False) == read(date(2026, 8, 9))
    assert (True, True, True) == read(date(2026, 8, 10))[:3]


def test_suspension_is_unknown_before_its_first_day(klein: Stad) -> None:
    """An editor may enter it before: no page shows it, and no last day moves, until it begins."""

    def read(day: date) -> list[int]:
        (advies,) = (advies for advies in select_bekend(klein, day).adviezen if advies.id == "zonnedak-werf")
        return [stop.nr for stop in advies.opschortingen]

    assert [[], [1], [1], [1, 2]] == [
        read(day) for day in (date(2026, 10, 25), date(2026, 10, 26), date(2026, 11, 15), date(2026, 11, 16))
    ]


def test_draw_that_will_be_cancelled_can_still_be_joined(klein: Stad) -> None:
    """A draw is unknown before it is announced, and goes on until the day on which it is cancelled."""
    assert "loting-scheepswerf" not in select_bekend(klein, date(2026, 8, 31)).loting
    before = select_bekend(klein, date(2026, 9, 20)).loting["loting-scheepswerf"]
    after = select_bekend(klein, date(2026, 9, 21)).loting["loting-scheepswerf"]
    assert before.afgelast is None
    assert Lotingfase.AFGELAST is read_lotingfase(after, date(2026, 9, 21))


def test_a_replacement_is_known_from_its_day(klein: Stad) -> None:
    """The outcome came on 23 February 2026, and somebody was replaced on 15 June."""

    def count(day: date) -> int | None:
        uitkomst = select_bekend(klein, day).loting["loting-havenkwartier-2026"].uitkomst
        return None if uitkomst is None else len(uitkomst.vervangingen)

    assert [None, 0, 0, 1] == [
        count(day) for day in (date(2026, 2, 22), date(2026, 2, 23), date(2026, 6, 14), date(2026, 6, 15))
    ]
