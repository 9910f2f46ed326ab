"""Clocks: by when something has to be answered, and how that stands on a day."""

from datetime import date, timedelta

import pytest

from wijkdemocratie.model import Eenheid, Termijn
from wijkdemocratie.termijn import Klok, Klokstand, compute_uiterste, is_werkdag, read_klok


def make_termijn(aantal: int, eenheid: Eenheid = Eenheid.DAGEN) -> Termijn:
    return Termijn(aantal=aantal, eenheid=eenheid, bron="Reglement")


@pytest.mark.parametrize(
    ("uiterste", "begin", "aantal", "eenheid"),
    [
        pytest.param("2026-11-12", "2026-11-02", 10, "dagen", id="days"),
        pytest.param("2026-11-07", "2026-11-02", 5, "dagen", id="days may end on a Saturday"),
        pytest.param("2026-12-25", "2026-12-15", 10, "dagen", id="days may end on a holiday"),
        pytest.param("2026-11-02", "2026-11-02", 0, "dagen", id="no days"),
        pytest.param("2026-10-19", "2026-09-07", 6, "weken", id="weeks"),
        pytest.param("2027-01-03", "2026-12-20", 2, "weken", id="weeks over new year, Sunday to Sunday"),
        pytest.param("2026-11-02", "2026-11-02", 0, "werkdagen", id="no working days"),
        pytest.param("2026-11-09", "2026-11-02", 5, "werkdagen", id="working days skip a weekend"),
        pytest.param("2026-11-09", "2026-11-07", 1, "werkdagen", id="working days from a Saturday"),
        pytest.param("2026-04-07", "2026-04-04", 1, "werkdagen", id="Easter Monday"),
        pytest.param("2026-04-28", "2026-04-24", 1, "werkdagen", id="Koningsdag"),
        pytest.param("2026-05-18", "2026-05-13", 2, "werkdagen", id="Hemelvaart"),
        pytest.param("2026-05-26", "2026-05-22", 1, "werkdagen", id="Whit Monday"),
        pytest.param("2025-05-06", "2025-05-02", 1, "werkdagen", id="Bevrijdingsdag in a year that ends in 5"),
        pytest.param("2026-05-05", "2026-05-04", 1, "werkdagen", id="Bevrijdingsdag in another year"),
        pytest.param("2027-01-04", "2026-12-24", 5, "werkdagen", id="Christmas and new year"),
    ],
)
def test_last_day_of_a_term(uiterste: str, begin: str, aantal: int, eenheid: str) -> None:
    """The day on which a clock starts does not count, the last day does, and only working days skip free days."""
    termijn = make_termijn(aantal, Eenheid(eenheid))
    assert date.fromisoformat(uiterste) == compute_uiterste(date.fromisoformat(begin), termijn)


def test_term_in_working_days_ends_on_one() -> None:
    """Wherever it starts, a term of working days ends on a working day with that many of them after the start."""
    for offset in range(400):
        begin = date(2026, 1, 1) + timedelta(days=offset)
        uiterste = compute_uiterste(begin, make_termijn(7, Eenheid.WERKDAGEN))
        between = [begin + timedelta(days=number) for number in range(1, (uiterste - begin).days + 1)]
        assert is_werkdag(uiterste)
        assert sum(map(is_werkdag, between)) == 7


BEGIN, UITERSTE = date(2026, 11, 2), date(2026, 11, 12)


@pytest.mark.parametrize(
    ("stand", "verstreken", "over", "begin", "klaar", "peildatum"),
    [
        pytest.param("niet-begonnen", 0, None, None, None, "2026-11-23", id="never starts"),
        pytest.param("niet-begonnen", 0, None, "2026-11-02", None, "2026-11-01", id="starts tomorrow"),
        pytest.param("niet-begonnen", 0, None, "2026-11-02", "2026-11-03", "2026-11-01", id="is all in the future"),
        pytest.param("loopt", 0, 10, "2026-11-02", None, "2026-11-02", id="starts today"),
        pytest.param("loopt", 10, 0, "2026-11-02", None, "2026-11-12", id="last day"),
        pytest.param("over-tijd", 11, -1, "2026-11-02", None, "2026-11-13", id="day after the last"),
        pytest.param("op-tijd", 0, 10, "2026-11-02", "2026-11-02", "2026-11-23", id="answered at once"),
        pytest.param("op-tijd", 10, 0, "2026-11-02", "2026-11-12", "2026-11-23", id="answered on the last day"),
        pytest.param("te-laat", 11, -1, "2026-11-02", "2026-11-13", "2026-11-23", id="answered a day late"),
        pytest.param("te-laat", 11, -1, "2026-11-02", "2026-11-13", "2026-11-13", id="answered late, today"),
        pytest.param("over-tijd", 18, -8, "2026-11-02", "2026-11-21", "2026-11-20", id="answered late, tomorrow"),
        pytest.param("loopt", 3, 7, "2026-11-02", "2026-11-06", "2026-11-05", id="answered in time, tomorrow"),
    ],
)
def test_clock_with_a_term(
    stand: str, verstreken: int, over: int | None, begin: str | None, klaar: str | None, peildatum: str
) -> None:
    """A clock is judged by what had happened on the peildatum; an answer of a later day does not count yet."""
    klok = read_klok(
        date.fromisoformat(begin) if begin else None,
        date.fromisoformat(klaar) if klaar else None,
        make_termijn(10),
        date.fromisoformat(peildatum),
    )
    assert (stand, verstreken, over) == (klok.stand, klok.verstreken, klok.over)
    assert (stand in {"over-tijd", "te-laat"}) == klok.is_laat


@pytest.mark.parametrize(
    ("stand", "verstreken", "klaar"),
    [("open", 21, None), ("klaar", 4, "2026-11-06"), ("open", 21, "2026-11-24")],
)
def test_clock_without_a_term(stand: str, verstreken: int, klaar: str | None) -> None:
    """Where nobody set a term, nothing is in time or late: it is open or done."""
    klok = read_klok(BEGIN, date.fromisoformat(klaar) if klaar else None, None, date(2026, 11, 23))
    assert (stand, verstreken) == (klok.stand, klok.verstreken)
    assert klok.uiterste is None
    assert klok.over is None
    assert not klok.is_laat


def test_clock_hides_an_answer_of_later() -> None:
    """The day of a future answer is not in the clock at all, so that no page can show it."""
    termijn = make_termijn(10)
    klok = read_klok(BEGIN, date(2026, 11, 6), termijn, date(2026, 11, 5))
    assert Klok(Klokstand.LOOPT, BEGIN, UITERSTE, None, termijn, 3, 7) == klok
