"""Clocks: by when something has to be answered, and how that stands on a day."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from wijkdemocratie.model import Advies, Eenheid, Kloksoort, Opschorting, Stad, Termijn, Termijnen
from wijkdemocratie.termijn import (
    Klok,
    Klokstand,
    compute_uiterste,
    find_versie,
    is_werkdag,
    read_klok,
    read_klokken,
)


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
        pytest.param("2026-05-06", "2026-05-04", 1, "werkdagen", id="Bevrijdingsdag in another year"),
        pytest.param("2026-04-07", "2026-04-02", 1, "werkdagen", id="Good Friday and Easter"),
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


def make_stop(nr: int, van: str, tot: str | None = None, klokken: tuple[str, ...] = ("reactie",)) -> Opschorting:
    return Opschorting.model_validate({"nr": nr, "van": van, "tot": tot, "reden": "Onderzoek.", "klokken": klokken})


@pytest.mark.parametrize(
    ("uiterste", "begin", "aantal", "eenheid", "van", "tot"),
    [
        pytest.param("2026-11-17", "2026-11-02", 10, "dagen", "2026-11-04", "2026-11-08", id="five days"),
        pytest.param("2026-11-13", "2026-11-02", 10, "dagen", "2026-11-12", "2026-11-12", id="the last day alone"),
        pytest.param("2026-11-20", "2026-11-02", 10, "dagen", "2026-11-12", "2026-11-19", id="over the last day"),
        pytest.param("2026-11-14", "2026-11-02", 10, "dagen", "2026-11-02", "2026-11-04", id="from the first day"),
        pytest.param(
            "2026-11-12", "2026-11-02", 10, "dagen", "2026-11-02", "2026-11-02", id="the first day never counts"
        ),
        pytest.param("2026-11-12", "2026-11-02", 10, "dagen", "2026-11-13", "2026-11-20", id="after the last day"),
        pytest.param(
            "2026-11-18", "2026-11-02", 2, "weken", "2026-11-10", "2026-11-11", id="weeks are days that count"
        ),
        pytest.param("2026-11-11", "2026-11-02", 5, "werkdagen", "2026-11-04", "2026-11-05", id="two working days"),
        pytest.param(
            "2026-11-09", "2026-11-02", 5, "werkdagen", "2026-11-07", "2026-11-08", id="a weekend moves nothing"
        ),
        pytest.param("2026-12-29", "2026-12-21", 4, "werkdagen", "2026-12-24", "2026-12-25", id="with a holiday in it"),
    ],
)
def test_last_day_moves_by_the_days_that_stood_still(
    uiterste: str, begin: str, aantal: int, eenheid: str, van: str, tot: str
) -> None:
    """A suspended day does not count, whatever the unit; a free day in a term of working days did not count anyway."""
    found = compute_uiterste(
        date.fromisoformat(begin), make_termijn(aantal, Eenheid(eenheid)), [make_stop(1, van, tot)]
    )
    assert date.fromisoformat(uiterste) == found


STOP = make_stop(1, "2026-11-05", "2026-11-08")
"""Four days within the term of ten days from 2 November: the last day becomes 16 November."""
OPEN = make_stop(1, "2026-11-05")
SECOND = make_stop(2, "2026-11-13", "2026-11-14")
"""After the last day as it was without the first, and before the last day as it is with it: 18 November then."""
TOO_LATE = make_stop(2, "2026-11-17", "2026-11-20")


@pytest.mark.parametrize(
    ("stand", "uiterste", "stil", "klaar", "peildatum", "stops"),
    [
        pytest.param("loopt", "2026-11-12", 0, None, "2026-11-04", [STOP], id="not yet known"),
        pytest.param("opgeschort", "2026-11-16", 1, None, "2026-11-05", [STOP], id="first day of it"),
        pytest.param("opgeschort", "2026-11-16", 4, None, "2026-11-08", [STOP], id="last day of it"),
        pytest.param("loopt", "2026-11-16", 4, None, "2026-11-09", [STOP], id="runs again"),
        pytest.param("loopt", "2026-11-16", 4, None, "2026-11-16", [STOP], id="moved last day"),
        pytest.param("over-tijd", "2026-11-16", 4, None, "2026-11-17", [STOP], id="day after the moved last day"),
        pytest.param("op-tijd", "2026-11-16", 4, "2026-11-16", "2026-11-23", [STOP], id="in time thanks to it"),
        pytest.param("te-laat", "2026-11-16", 4, "2026-11-17", "2026-11-23", [STOP], id="late all the same"),
        pytest.param(
            "op-tijd", "2026-11-16", 2, "2026-11-06", "2026-11-23", [STOP], id="answered while it stood still"
        ),
        pytest.param("op-tijd", "2026-11-12", 0, "2026-11-04", "2026-11-23", [STOP], id="answered before it"),
        pytest.param("opgeschort", None, 19, None, "2026-11-23", [OPEN], id="open ended"),
        pytest.param("op-tijd", None, 16, "2026-11-20", "2026-11-23", [OPEN], id="open ended, answered"),
        pytest.param("loopt", "2026-11-16", 4, None, "2026-11-12", [STOP, SECOND], id="between two"),
        pytest.param("opgeschort", "2026-11-18", 5, None, "2026-11-13", [SECOND, STOP], id="in the second, any order"),
        pytest.param("loopt", "2026-11-18", 6, None, "2026-11-18", [STOP, SECOND], id="after two"),
        pytest.param("over-tijd", "2026-11-18", 6, None, "2026-11-19", [STOP, SECOND], id="late after two"),
        pytest.param("over-tijd", "2026-11-12", 0, None, "2026-11-13", [SECOND], id="too late to stop: it was told"),
        pytest.param("over-tijd", "2026-11-16", 4, None, "2026-11-18", [STOP, TOO_LATE], id="second too late"),
        pytest.param(
            "over-tijd", "2026-11-12", 0, None, "2026-11-23", [make_stop(1, "2026-11-13")], id="open, too late"
        ),
    ],
)
def test_clock_that_stands_still(
    stand: str, uiterste: str | None, stil: int, klaar: str | None, peildatum: str, stops: list[Opschorting]
) -> None:
    """Ten days from 2 November 2026. What began after the last day takes nothing back that was told."""
    klok = read_klok(
        BEGIN,
        date.fromisoformat(klaar) if klaar else None,
        make_termijn(10),
        date.fromisoformat(peildatum),
        stops,
    )
    assert (stand, uiterste and date.fromisoformat(uiterste), stil) == (klok.stand, klok.uiterste, klok.stil)
    assert (klok.nu_stil is not None) == (stand == "opgeschort")
    assert (klok.over is None) == (uiterste is None)


def test_clock_without_a_term_cannot_stand_still() -> None:
    """Nothing ends, so nothing is suspended: the days are counted as they are."""
    klok = read_klok(BEGIN, None, None, date(2026, 11, 23), [OPEN])
    assert (Klokstand.OPEN, 21, ()) == (klok.stand, klok.verstreken, klok.opschortingen)


VERSIES = Termijn.model_validate(
    {
        "vanaf": "2026-07-01",
        "aantal": 6,
        "eenheid": "weken",
        "bron": "Derde besluit",
        "eerder": [
            {"vanaf": "2026-01-01", "aantal": 8, "eenheid": "weken", "bron": "Tweede besluit"},
            {"vanaf": "2025-01-01", "aantal": 12, "eenheid": "weken", "bron": "Eerste besluit"},
        ],
    }
)


@pytest.mark.parametrize(
    ("aantal", "dag"),
    [
        (None, "2024-12-31"),
        (12, "2025-01-01"),
        (12, "2025-12-31"),
        (8, "2026-01-01"),
        (8, "2026-06-30"),
        (6, "2026-07-01"),
    ],
)
def test_version_of_a_term(aantal: int | None, dag: str) -> None:
    """The version is that of the day; before the first there was no term."""
    versie = find_versie(VERSIES, date.fromisoformat(dag))
    assert aantal == (versie.aantal if versie else None)


def make_stad(klein: Stad, *, reactie: Termijn, adviseur: str = "", **changes: Any) -> tuple[Stad, Advies]:
    """Return the tiny city with a term for the reaction, and one advice given on 1 June 2026 (a Monday)."""
    data = {
        "id": "proef",
        "titel": "Proef",
        "onderwerp": "Groen",
        "wijken": ["havenkwartier"],
        "van": adviseur or "klankbordgroep-havenkwartier",
        "ongevraagd": True,
        "ingediend_op": "2026-06-01",
        "samenvatting": "Proef.",
    }
    termijnen = klein.gemeente.termijnen.model_copy(update={"reactie": reactie})
    gemeente = klein.gemeente.model_copy(update={"termijnen": termijnen})
    advies = Advies.model_validate({**data, **changes})
    return replace(klein, gemeente=gemeente, adviezen=(advies,)), advies


def test_new_term_says_nothing_about_an_older_advice(klein: Stad) -> None:
    """Given in June under eight weeks: the six weeks of July move neither its last day nor its stand."""
    stad, advies = make_stad(klein, reactie=VERSIES)
    klok = read_klokken(stad, advies, date(2026, 11, 23))[Kloksoort.REACTIE]
    assert (date(2026, 7, 27), "Tweede besluit") == (klok.uiterste, klok.termijn and klok.termijn.bron)
    stad, advies = make_stad(klein, reactie=VERSIES, ingediend_op="2026-07-01")
    assert date(2026, 8, 12) == read_klokken(stad, advies, date(2026, 11, 23))[Kloksoort.REACTIE].uiterste
    stad, advies = make_stad(klein, reactie=VERSIES, ingediend_op="2024-06-03")
    klok = read_klokken(stad, advies, date(2026, 11, 23))[Kloksoort.REACTIE]
    assert (Klokstand.OPEN, None, 903) == (klok.stand, klok.termijn, klok.verstreken)


WACHT = Termijn.model_validate({"aantal": 10, "eenheid": "dagen", "start": "bevestiging", "bron": "Reglement"})


@pytest.mark.parametrize(
    ("stand", "begin", "uiterste", "bevestigd", "beantwoord", "peildatum"),
    [
        pytest.param("niet-begonnen", None, None, None, None, "2026-06-08", id="may still be acknowledged"),
        pytest.param("loopt", "2026-06-08", "2026-06-18", None, None, "2026-06-18", id="not acknowledged in time"),
        pytest.param("over-tijd", "2026-06-08", "2026-06-18", None, None, "2026-11-23", id="never acknowledged"),
        pytest.param("over-tijd", "2026-06-08", "2026-06-18", "2026-06-12", None, "2026-11-23", id="late wins no time"),
        pytest.param("te-laat", "2026-06-08", "2026-06-18", None, "2026-06-30", "2026-11-23", id="only answered, late"),
        pytest.param("niet-begonnen", None, None, "2026-06-05", None, "2026-06-04", id="acknowledged tomorrow"),
        pytest.param("loopt", "2026-06-05", "2026-06-15", "2026-06-05", None, "2026-06-15", id="last day"),
        pytest.param("over-tijd", "2026-06-05", "2026-06-15", "2026-06-05", None, "2026-06-16", id="day after"),
        pytest.param("op-tijd", "2026-06-05", "2026-06-15", "2026-06-05", "2026-06-15", "2026-11-23", id="in time"),
        pytest.param("op-tijd", "2026-06-03", "2026-06-13", None, "2026-06-03", "2026-11-23", id="answer acknowledges"),
        pytest.param(
            "op-tijd", "2026-06-08", "2026-06-18", "2026-06-12", "2026-06-08", "2026-11-23", id="answered first"
        ),
    ],
)
def test_clock_that_waits_for_the_acknowledgement(
    klein: Stad,
    stand: str,
    begin: str | None,
    uiterste: str | None,
    bevestigd: str | None,
    beantwoord: str | None,
    peildatum: str,
) -> None:
    """Where the term says so, the ten days for the reaction run from the acknowledgement, or what serves as one.

    It has to be there within five working days, on 8 June: from then on the ten days run anyhow.
    """
    reactie = {"datum": beantwoord, "motivering": "Daarom."} if beantwoord else None
    stad, advies = make_stad(klein, reactie=WACHT)
    advies = Advies.model_validate({**advies.model_dump(), "ontvangstbevestiging": bevestigd, "reactie": reactie})
    klok = read_klokken(stad, advies, date.fromisoformat(peildatum))[Kloksoort.REACTIE]
    expected = [value and date.fromisoformat(value) for value in (begin, uiterste)]
    assert [stand, *expected] == [klok.stand, klok.begin, klok.uiterste]


def test_clock_does_not_wait_where_nobody_has_to_acknowledge(klein: Stad) -> None:
    """Without a term for the acknowledgement it could wait for ever, so it starts on the day of the advice."""
    stad, advies = make_stad(klein, reactie=WACHT, ontvangstbevestiging="2026-06-05")
    termijnen = stad.gemeente.termijnen.model_copy(update={"bevestiging": None})
    stad = replace(stad, gemeente=stad.gemeente.model_copy(update={"termijnen": termijnen}))
    klok = read_klokken(stad, advies, date(2026, 6, 12))[Kloksoort.REACTIE]
    assert (Klokstand.OVER_TIJD, date(2026, 6, 1), date(2026, 6, 11)) == (klok.stand, klok.begin, klok.uiterste)


def test_clock_waits_as_long_as_that_of_the_acknowledgement_stands_still(klein: Stad) -> None:
    """What stops the clock for the acknowledgement moves the start of the next one too."""
    stop = make_stop(1, "2026-06-03", "2026-06-04", ("bevestiging",)).model_dump()
    stad, advies = make_stad(klein, reactie=WACHT, opschortingen=[stop])
    klok = read_klokken(stad, advies, date(2026, 6, 11))[Kloksoort.REACTIE]
    assert (Klokstand.LOOPT, date(2026, 6, 10), date(2026, 6, 20)) == (klok.stand, klok.begin, klok.uiterste)
    stad, advies = make_stad(klein, reactie=WACHT, opschortingen=[{**stop, "tot": None}])
    assert Klokstand.NIET_BEGONNEN is read_klokken(stad, advies, date(2026, 11, 23))[Kloksoort.REACTIE].stand


def test_suspension_stops_only_the_clocks_that_it_names(klein: Stad) -> None:
    """The clock for the acknowledgement runs on while that of the reaction stands still."""
    stad, advies = make_stad(klein, reactie=make_termijn(10), opschortingen=[make_stop(1, "2026-06-03").model_dump()])
    klokken = read_klokken(stad, advies, date(2026, 6, 30))
    assert (Klokstand.OVER_TIJD, Klokstand.OPGESCHORT) == (
        klokken[Kloksoort.BEVESTIGING].stand,
        klokken[Kloksoort.REACTIE].stand,
    )


def test_klankbordgroep_may_have_its_own_term(klein: Stad) -> None:
    """As an organisation may: its own term goes before that of the city, for its own adviezen alone."""
    wijk = klein.wijk["havenkwartier"]
    own = Termijnen(reactie=make_termijn(3))
    groepen = tuple(
        groep.model_copy(update={"termijnen": own}) if groep.id == "klankbordgroep-kade" else groep
        for groep in wijk.klankbordgroepen
    )
    changed = replace(klein, wijken=(wijk.model_copy(update={"klankbordgroepen": groepen}), *klein.wijken[1:]))
    for adviseur, uiterste in (
        ("klankbordgroep-kade", date(2026, 6, 4)),
        ("klankbordgroep-havenkwartier", date(2026, 6, 11)),
    ):
        stad, advies = make_stad(changed, reactie=make_termijn(10), adviseur=adviseur)
        assert uiterste == read_klokken(stad, advies, date(2026, 6, 2))[Kloksoort.REACTIE].uiterste
