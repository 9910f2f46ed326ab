"""Which wijken something concerns, what is open now, and how things stand on a day."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from made_site import PEILDATUM
from wijkdemocratie.model import Advies, Deeldatum, Fase, Loting, Reikwijdte, Stad, Voorstel
from wijkdemocratie.model.stukken import Ingetrokken
from wijkdemocratie.select import (
    Actiesoort,
    Adviesfase,
    Bereik,
    Lotingfase,
    Opbrengst,
    Voortgang,
    bereik_van,
    count_op_tijd,
    explain_aanmelden,
    explain_waarom,
    jaar_van,
    list_acties,
    list_punten,
    make_overzicht,
    make_stadsdeelrijen,
    make_voorstelrijen,
    map_adviesstanden,
    name_gebied,
    read_adviesstand,
    read_lotingfase,
    read_stap_nu,
    read_voortgang,
    split_acties,
)
from wijkdemocratie.termijn import Klokstand, read_klok

AREAS = [
    *(("havenkwartier", None), ("havenkwartier", "oude-haven"), ("havenkwartier", "scheepswerf")),
    *(("molenwijk", None), ("molenwijk", "molenwijk-noord"), ("molenwijk", "molenwijk-zuid")),
    *(("duinrand", None), ("duinrand", "duinrand-dorp")),
]


@pytest.mark.parametrize(
    ("touched", "bereik"),
    [
        pytest.param("yyyyyyyy", Bereik(("havenkwartier", "molenwijk", "duinrand"), hele_stad=True), id="the city"),
        pytest.param("nnnnnnnn", Bereik(()), id="nothing"),
        pytest.param("yyynnnnn", Bereik(("havenkwartier",)), id="one wijk"),
        pytest.param("yyynnnyy", Bereik(("havenkwartier", "duinrand")), id="two wijken"),
        pytest.param("yynnnnnn", Bereik(("havenkwartier",), ("oude-haven",)), id="one buurt"),
        pytest.param("yyynnnnn", Bereik(("havenkwartier",), ("oude-haven", "scheepswerf")), id="all buurten"),
        pytest.param("yynyyynn", Bereik(("havenkwartier", "molenwijk"), ("oude-haven",)), id="a buurt and a wijk"),
        pytest.param(
            "ynyynynn",
            Bereik(("havenkwartier", "molenwijk"), ("scheepswerf", "molenwijk-zuid")),
            id="buurten of two wijken",
        ),
    ],
)
def test_reach(klein: Stad, touched: str, bereik: Bereik) -> None:
    """A wijk is touched by what names it; a buurt too, unless other buurten of its wijk are named instead of it."""
    assert dict(zip(AREAS, touched, strict=True)) == {
        (wijk, buurt): "y" if bereik.raakt(klein, wijk, buurt) else "n" for wijk, buurt in AREAS
    }


@pytest.mark.parametrize(
    ("wijken", "kind", "name"),
    [
        (("havenkwartier", "molenwijk", "duinrand"), "voorstellen", "ris900004"),
        (("havenkwartier", "duinrand"), "voorstellen", "ris900002"),
        (("havenkwartier",), "voorstellen", "ris900001"),
        (("havenkwartier", "molenwijk"), "klankbordgroepen", "klankbordgroep-kade"),
        (("havenkwartier", "molenwijk"), "lotingen", "loting-kade"),
        (("havenkwartier", "molenwijk"), "bijeenkomsten", "open-avond-kade"),
        (("havenkwartier", "molenwijk"), "organisaties", "wijkraad-waterkant"),
        (("havenkwartier",), "organisaties", "wijkberaad-havenkwartier"),
        (("molenwijk",), "adviezen", "advies-molenplein"),
    ],
)
def test_reach_of_a_record(klein: Stad, wijken: tuple[str, ...], kind: str, name: str) -> None:
    """Wijken stand in the order of their codes; a draw has those of its group, an organisation of its stadsdeel."""
    record = next(record for record in getattr(klein, kind) if record.id == name)
    assert wijken == bereik_van(klein, record).wijken


def test_reach_of_a_scan(klein: Stad) -> None:
    """A scan concerns its own wijk."""
    assert ("molenwijk",) == bereik_van(klein, klein.wijkscan["molenwijk"]).wijken


@pytest.mark.parametrize(
    ("name", "bereik"),
    [
        ("Waterzande", Bereik((), hele_stad=True)),
        ("Waterzande", Bereik(())),
        ("Oude Haven", Bereik(("havenkwartier",), ("oude-haven",))),
        ("Havenkwartier", Bereik(("havenkwartier",), ("oude-haven", "scheepswerf"))),
        ("Havenkwartier, Molenwijk en Duinrand", Bereik(("havenkwartier", "molenwijk", "duinrand"))),
        ("4 wijken", Bereik(("havenkwartier", "molenwijk", "duinrand", "duinrand"))),
    ],
)
def test_name_of_a_reach(klein: Stad, name: str, bereik: Bereik) -> None:
    """A reach is named by what a resident would call it, and by a number when that gets too long."""
    assert name == name_gebied(klein, bereik)


@pytest.mark.parametrize(
    ("why", "voorstel", "wijk"),
    [
        (
            "Dit gaat over de hele stad, dus ook over Duinrand. De reikwijdte is nog niet vastgesteld. "
            "De indeling bij wijken komt uit onze eigen lezing van de titel. De begroting gaat over de hele gemeente.",
            *("ris900004", "duinrand"),
        ),
        (
            "Dit gaat over Oude Haven in Havenkwartier. "
            "De indeling bij wijken komt uit het besluit zelf (RIS900001), 2 maart 2026.",
            *("ris900001", "havenkwartier"),
        ),
        (
            "Dit gaat over Molenwijk, en ook over Havenkwartier. "
            "De indeling bij wijken komt uit onze eigen lezing van de titel. De kade ligt in beide wijken.",
            *("nieuwe-kade", "molenwijk"),
        ),
    ],
)
def test_why_a_wijk_shows_a_proposal(klein: Stad, why: str, voorstel: str, wijk: str) -> None:
    """“Waarom zie ik dit?” names the place, what is not settled yet, and who says so."""
    assert why == explain_waarom(klein, klein.voorstel[voorstel], klein.wijk[wijk])


def make_voorstel(klein: Stad, *steps: tuple[Fase, str], **changes: Any) -> Voorstel:
    stappen = tuple({"nr": nr, "fase": fase, "datum": datum} for nr, (fase, datum) in enumerate(steps, start=1))
    base = klein.voorstel["molenplein"]
    return Voorstel.model_validate({**base.model_dump(exclude={"stappen"}), "stappen": stappen, **changes})


@pytest.mark.parametrize("fase", Fase)
def test_progress_in_every_phase(klein: Stad, fase: Fase) -> None:
    """Each phase is one of: being decided, decided, or dealt with without a known end."""
    lopend = {"voornemen", "participatie", "inspraak", "advisering", "collegebesluit", "commissiebehandeling"}
    besloten = {"raadsbesluit", "uitvoering", "evaluatie", "afgerond"}
    expected = "loopt" if fase in lopend else "besloten" if fase in besloten else "eerder"
    assert expected == read_voortgang(make_voorstel(klein, (fase, "2026-01-05")), PEILDATUM)


def test_progress_by_what_is_planned(klein: Stad) -> None:
    """A step that is still to come means that it runs, unless it was decided already or withdrawn."""
    planned = (Fase.RAADSBEHANDELING, "2026-11-24")
    assert Voortgang.LOOPT is read_voortgang(make_voorstel(klein, (Fase.INDIENING, "2020-01-01"), planned), PEILDATUM)
    assert Voortgang.LOOPT is read_voortgang(make_voorstel(klein, planned), PEILDATUM)
    assert Voortgang.EERDER is read_voortgang(make_voorstel(klein, planned), PEILDATUM + timedelta(days=1))
    decided = make_voorstel(klein, (Fase.RAADSBESLUIT, "2026-11-01"), (Fase.EVALUATIE, "2027-11-01"))
    assert Voortgang.BESLOTEN is read_voortgang(decided, PEILDATUM)


def test_progress_of_a_withdrawn_proposal(klein: Stad) -> None:
    """Withdrawn counts from its own day, whatever steps there are."""
    voorstel = klein.voorstel["werf-woningen"]
    assert Voortgang.LOOPT is read_voortgang(voorstel, date(2026, 9, 20))
    assert Voortgang.INGETROKKEN is read_voortgang(voorstel, date(2026, 9, 21))


def test_step_of_a_month_is_taken_when_the_month_is_over(klein: Stad) -> None:
    """Of a date that is known by month or year only, all we know is that it is past at the end of it."""
    voorstel = make_voorstel(klein, (Fase.VOORNEMEN, "2025"), (Fase.DOCUMENT, "2026-10"))
    assert read_stap_nu(voorstel, date(2025, 12, 30)) is None
    for day, nr in ((date(2025, 12, 31), 1), (date(2026, 10, 30), 1), (date(2026, 10, 31), 2)):
        stap = read_stap_nu(voorstel, day)
        assert stap is not None
        assert nr == stap.nr


def test_year_of_a_proposal_never_changes(klein: Stad) -> None:
    """The year is that of the first step, or of its coming to the site; never of a later step."""
    assert jaar_van(make_voorstel(klein, (Fase.VOORNEMEN, "2021-07"), (Fase.RAADSBESLUIT, "2026-01-05"))) == 2021
    assert jaar_van(make_voorstel(klein, opgenomen_op=date(2026, 1, 5))) == 2026
    with pytest.raises(ValueError, match="molenplein has no date"):
        jaar_van(make_voorstel(klein))


def list_phases(loting: Loting, first: date, last: date) -> list[tuple[str, str]]:
    """Return the phases of a draw in turn, each with its first day."""
    found: list[tuple[str, str]] = []
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        fase = read_lotingfase(loting, day).value
        if not found or found[-1][0] != fase:
            found.append((fase, day.isoformat()))
    return found


def test_life_of_a_draw(klein: Stad) -> None:
    """Day by day: announced, open up to and including the last day, closed, drawn the day after, outcome."""
    assert [
        ("aangekondigd", "2026-01-12"),
        ("aanmelden", "2026-01-19"),
        ("gesloten", "2026-02-16"),
        ("geloot", "2026-02-21"),
        ("uitkomst", "2026-02-23"),
    ] == list_phases(klein.loting["loting-havenkwartier-2026"], date(2026, 1, 12), date(2026, 3, 31))


def test_life_of_a_cancelled_draw(klein: Stad) -> None:
    """Once cancelled a draw never opens; until that is known it goes its way."""
    loting = klein.loting["loting-scheepswerf"]
    assert [("aangekondigd", "2026-09-01"), ("afgelast", "2026-09-21")] == list_phases(
        loting, date(2026, 9, 1), date(2026, 12, 31)
    )
    assert {fase for fase, _ in list_phases(loting.model_copy(update={"afgelast": None}), *_YEAR)} == {
        *("aangekondigd", "aanmelden", "gesloten", "geloot")
    }


_YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def make_advies(klein: Stad, **changes: Any) -> Advies:
    return Advies.model_validate({**klein.adviezen[0].model_dump(), **changes})


@pytest.mark.parametrize(
    ("fase", "bevestiging", "reactie", "peildatum"),
    [
        ("gevraagd", "niet-begonnen", "niet-begonnen", "2026-07-05"),
        ("wacht-op-bevestiging", "loopt", "loopt", "2026-07-06"),
        ("wacht-op-bevestiging", "loopt", "loopt", "2026-07-07"),
        ("wacht-op-reactie", "op-tijd", "loopt", "2026-07-08"),
        ("wacht-op-reactie", "op-tijd", "loopt", "2026-08-09"),
        ("beantwoord", "op-tijd", "op-tijd", "2026-08-10"),
        ("beantwoord", "op-tijd", "op-tijd", "2030-01-01"),
    ],
)
def test_life_of_an_advice(klein: Stad, fase: str, bevestiging: str, reactie: str, peildatum: str) -> None:
    """Asked, given, acknowledged, answered: each from its own day."""
    advies = next(advies for advies in klein.adviezen if advies.id == "advies-ankerplein")
    stand = read_adviesstand(klein, advies, date.fromisoformat(peildatum))
    assert (fase, bevestiging, reactie) == (stand.fase, stand.bevestiging.stand, stand.reactie.stand)
    assert not stand.is_open_te_laat


def test_answer_also_acknowledges(klein: Stad) -> None:
    """Nobody can answer what did not arrive: a reaction closes both clocks."""
    stand = read_adviesstand(klein, make_advies(klein, ontvangstbevestiging=None), PEILDATUM)
    assert (Adviesfase.BEANTWOORD, Klokstand.TE_LAAT) == (stand.fase, stand.bevestiging.stand)
    assert date(2026, 8, 10) == stand.bevestiging.klaar


def test_acknowledgement_is_no_answer(klein: Stad) -> None:
    """An acknowledged advice without an answer goes over its term the day after, and stays late until answered."""
    advies = next(advies for advies in klein.adviezen if advies.id == "oversteek-kade")
    late = [
        day
        for day in (date(2026, 9, 7) + timedelta(days=offset) for offset in range(200))
        if read_adviesstand(klein, advies, day).is_open_te_laat
    ]
    assert late[0] == date(2026, 10, 20)
    assert len(late) == 200 - (late[0] - date(2026, 9, 7)).days


def withdraw(klein: Stad, dag: date, **advies: Any) -> Stad:
    """Return the tiny city with the proposal of the kade withdrawn; asked on 14 September, till 24 October."""
    einde = Ingetrokken(datum=dag, reden="Het geld is op.")
    return replace(
        klein,
        voorstellen=tuple(
            one.model_copy(update={"ingetrokken": einde}) if one.id == "nieuwe-kade" else one
            for one in klein.voorstellen
        ),
        adviezen=tuple(one.model_copy(update=advies) if one.id == "advies-kade" else one for one in klein.adviezen),
    )


@pytest.mark.parametrize(
    ("fase", "vraag", "given", "peildatum"),
    [
        pytest.param("gevraagd", "loopt", None, "2026-09-30", id="day before"),
        pytest.param("vervallen", "vervallen", None, "2026-10-01", id="withdrawn"),
        pytest.param("vervallen", "vervallen", None, "2027-10-01", id="never too late"),
        pytest.param("wacht-op-bevestiging", "op-tijd", "2026-10-01", "2026-10-02", id="given on the day"),
        pytest.param("vervallen", "vervallen", "2026-10-05", "2026-10-04", id="given later, not yet"),
        pytest.param("wacht-op-bevestiging", "op-tijd", "2026-10-05", "2026-10-05", id="given all the same"),
    ],
)
def test_request_is_off_when_its_proposal_is_withdrawn(
    klein: Stad, fase: str, vraag: str, given: str | None, peildatum: str
) -> None:
    """Who did not answer yet need not; who did waits on for the gemeente."""
    stad = withdraw(klein, date(2026, 10, 1), ingediend_op=date.fromisoformat(given) if given else None)
    dag = date.fromisoformat(peildatum)
    stand = map_adviesstanden(stad, dag)["advies-kade"]
    assert (fase, vraag) == (stand.fase, stand.vraag.stand)
    assert ("advies-kade" in {actie.record.id for actie in list_acties(stad, dag)}) == (fase == "gevraagd")
    assert stand.vraag.verstreken <= 17 or fase != "vervallen"


def test_own_term_of_an_adviser(klein: Stad) -> None:
    """The term in its own rules goes before that of the city; where it has none, the city's holds."""
    wijkraad = make_advies(klein, van="wijkraad-waterkant", gevraagd_op=date(2026, 9, 14))
    stand = read_adviesstand(klein, wijkraad, PEILDATUM)
    assert date(2026, 9, 14) + timedelta(days=40) == stand.vraag.uiterste
    assert stand.reactie.termijn == klein.gemeente.termijnen.reactie
    groep = read_adviesstand(klein, make_advies(klein, gevraagd_op=date(2026, 9, 14)), PEILDATUM)
    assert date(2026, 9, 14) + timedelta(weeks=6) == groep.vraag.uiterste


def test_on_time_counts_open_overdue_against(klein: Stad) -> None:
    """On time / (closed + open overdue): what is still within its term counts neither way."""
    termijn = klein.gemeente.termijnen.reactie
    clocks = [
        read_klok(begin, klaar, termijn, PEILDATUM)
        for begin, klaar in (
            (date(2026, 1, 5), date(2026, 1, 6)),  # on time
            (date(2026, 1, 5), date(2026, 6, 1)),  # late
            (date(2026, 1, 5), None),  # open and overdue
            (date(2026, 1, 5), date(2026, 12, 1)),  # answered later than today: open and overdue
            (date(2026, 11, 20), None),  # open and within its term
            (date(2026, 12, 1), None),  # not begun
            (None, None),
        )
    ]
    assert Opbrengst(1, 4) == count_op_tijd(clocks)
    assert Opbrengst(0, 0) == count_op_tijd([])
    assert Opbrengst(0, 0) == count_op_tijd([read_klok(date(2026, 1, 5), None, None, PEILDATUM)])


@pytest.mark.parametrize(
    ("expected", "reactie", "uitkomsten"),
    [
        pytest.param(["wacht", "wacht"], None, [None, None], id="no answer yet"),
        pytest.param(["in-geheel", "in-geheel"], "2026-08-10", [None, None], id="answered as a whole"),
        pytest.param(
            ["beantwoord", "overgeslagen"], "2026-08-10", ["overgenomen", "niet-beantwoord"], id="one skipped"
        ),
        pytest.param(["beantwoord", "beantwoord"], "2026-08-10", ["overgenomen", "niet-overgenomen"], id="both"),
        pytest.param(["wacht", "wacht"], "2026-11-24", ["overgenomen", "niet-overgenomen"], id="answered tomorrow"),
    ],
)
def test_point_of_an_advice_has_its_own_answer(
    klein: Stad, expected: list[str], reactie: str | None, uitkomsten: list[str | None]
) -> None:
    """No point is said to wait when the advice was answered, and silence about a point is told as such."""
    advies = make_advies(
        klein,
        reactie={"datum": reactie, "motivering": "Daarom."} if reactie else None,
        punten=[{"tekst": "Een punt.", "uitkomst": uitkomst, "motivering": "Zo."} for uitkomst in uitkomsten],
    )
    rijen = list_punten(read_adviesstand(klein, advies, PEILDATUM))
    assert expected == [rij.stand for rij in rijen]
    assert [1, 2] == [rij.nr for rij in rijen]


def test_request_whose_term_stands_still_says_so(klein: Stad) -> None:
    """An adviser whose clock is stopped can still give advice, and is not told a last day that will move."""
    stop = {"nr": 1, "van": "2026-11-02", "reden": "Vakantie.", "klokken": ["advies"]}
    base = next(advies for advies in klein.adviezen if advies.id == "advies-molenplein")
    advies = Advies.model_validate({**base.model_dump(), "opschortingen": [stop]})
    (actie,) = (
        actie
        for actie in list_acties(replace(klein, adviezen=(advies,)), PEILDATUM)
        if actie.soort is Actiesoort.ADVIES
    )
    assert actie.wanneer.endswith("kan advies geven; de termijn staat stil")
    assert (None, True) == (actie.over, actie.is_open)


def test_things_to_do_now(klein: Stad) -> None:
    """Open things come first, then by last day; only the public, the announced and the not cancelled count."""
    assert [
        ("aanmelden", "loting-kade", True, 6),
        ("advies", "advies-molenplein", True, 7),
        ("inspraak", "nieuwe-kade", True, 20),
        ("bijeenkomst", "open-avond-kade", False, 8),
        ("aanmelden", "loting-molenplein", False, 48),
    ] == [(actie.soort, actie.record.id, actie.is_open, actie.over) for actie in list_acties(klein, PEILDATUM)]


@pytest.mark.parametrize(
    ("records", "wijk", "buurt"),
    [
        ({"loting-kade", "nieuwe-kade", "open-avond-kade"}, "havenkwartier", None),
        ({"loting-kade", "nieuwe-kade", "open-avond-kade"}, "havenkwartier", "scheepswerf"),
        (
            {"loting-kade", "nieuwe-kade", "open-avond-kade", "loting-molenplein", "advies-molenplein"},
            *("molenwijk", "molenwijk-noord"),
        ),
        ({"loting-kade", "nieuwe-kade", "open-avond-kade", "loting-molenplein"}, "molenwijk", "molenwijk-zuid"),
        (set(), "duinrand", None),
    ],
)
def test_things_to_do_in_an_area(klein: Stad, records: set[str], wijk: str, buurt: str | None) -> None:
    """A wijk or a buurt has what reaches it, and nothing of its neighbours."""
    assert records == {actie.record.id for actie in list_acties(klein, PEILDATUM, wijk, buurt)}


def test_every_day_has_a_sound_list_of_things_to_do(klein: Stad) -> None:
    """On no day does the list hold what is over, what is too far off, or what is called open and is not."""
    for offset in range(700):
        day = date(2025, 6, 1) + timedelta(days=offset)
        acties = list_acties(klein, day)
        assert all(actie.tot >= day and actie.over == (actie.tot - day).days for actie in acties)
        assert all(actie.is_open == (actie.van <= day) for actie in acties)
        assert all((actie.van - day).days <= 120 for actie in acties)
        assert [actie.is_open for actie in acties] == sorted((actie.is_open for actie in acties), reverse=True)
        for is_open in (True, False):
            days = [actie.tot for actie in acties if actie.is_open is is_open]
            assert days == sorted(days)


def test_list_and_page_of_a_draw_agree_every_day(klein: Stad) -> None:
    """A draw is among the open things to do on exactly the days on which its page says that it is open."""
    for offset in range(400):
        day = date(2026, 1, 1) + timedelta(days=offset)
        listed = {
            actie.record.id
            for actie in list_acties(klein, day)
            if actie.soort is Actiesoort.AANMELDEN and actie.is_open
        }
        assert {
            loting.id for loting in klein.lotingen if read_lotingfase(loting, day) is Lotingfase.AANMELDEN
        } == listed, day


def test_meeting_is_something_to_do_until_it_is_known_to_be_cancelled(klein: Stad) -> None:
    """What is dated later has not happened yet, a cancellation neither; a closed meeting is for nobody to go to."""
    assert "klankbordgroep-havenkwartier-2026-10" not in {
        actie.record.id for actie in list_acties(klein, date(2026, 10, 10))
    }
    for day, known in ((9, True), (10, False)):
        found = {actie.record.id for actie in list_acties(klein, date(2026, 11, day))}
        assert known == ("wijkagenda-havenkwartier" in found)


def test_cancelled_and_withdrawn_are_nothing_to_do(klein: Stad) -> None:
    """What does not go on is on its page and in the feed, but nobody is sent there to join in."""
    day = date(2026, 10, 5)
    assert "loting-scheepswerf" not in {actie.record.id for actie in list_acties(klein, day)}
    ingetrokken = {"datum": "2026-11-01", "reden": "Te duur."}
    withdrawn = Voorstel.model_validate({**klein.voorstel["nieuwe-kade"].model_dump(), "ingetrokken": ingetrokken})
    assert not [
        actie
        for actie in list_acties(replace(klein, voorstellen=(withdrawn,)), PEILDATUM)
        if actie.soort is Actiesoort.INSPRAAK
    ]


def test_overview_of_a_wijk(klein: Stad) -> None:
    """Every reikwijdte has its group, also an empty one; what runs stands apart from what was."""
    overzicht = make_overzicht(klein, PEILDATUM, klein.wijk["havenkwartier"])
    assert {
        Reikwijdte.WIJKSPECIFIEK: (["ris900001"], ["werf-woningen"]),
        Reikwijdte.WIJKOVERSTIJGEND: (["nieuwe-kade"], []),
        Reikwijdte.STEDELIJK: ([], ["ris900002"]),
        Reikwijdte.ONBEKEND: ([], ["ris900004"]),
    } == {
        groep.reikwijdte: (
            [rij.voorstel.id for rij in groep.lopend],
            [rij.voorstel.id for rij in groep.eerder],
        )
        for groep in overzicht.voorstellen
    }
    assert ["open-avond-kade"] == [record.id for record in overzicht.komend]
    assert ["wijkagenda-havenkwartier", "klankbordgroep-havenkwartier-2026-10"] == [
        record.id for record in overzicht.geweest
    ]
    assert ["loting-kade", "loting-scheepswerf", "loting-havenkwartier-2026"] == [
        loting.id for loting, _ in overzicht.lotingen
    ]
    assert ["advies-kade", "zonnedak-werf", "oversteek-kade", "advies-ankerplein", "advies-windmolens"] == [
        stand.advies.id for stand in overzicht.adviezen
    ]


def test_overview_of_a_buurt_leaves_out_the_other_buurten(klein: Stad) -> None:
    """What is about another buurt of the same wijk is not shown; what is about the whole wijk is."""
    wijk = klein.wijk["havenkwartier"]
    shown = {
        buurt.slug: {
            rij.voorstel.id
            for groep in make_overzicht(klein, PEILDATUM, wijk, buurt).voorstellen
            for rij in groep.lopend + groep.eerder
        }
        for buurt in wijk.buurten
    }
    both = {"nieuwe-kade", "ris900002", "ris900004"}
    assert {"oude-haven": both | {"ris900001"}, "scheepswerf": both | {"werf-woningen"}} == shown


def test_overview_of_an_empty_wijk(klein: Stad) -> None:
    """A wijk without anything of its own has an overview all the same."""
    overzicht = make_overzicht(klein, PEILDATUM, klein.wijk["duinrand"])
    assert overzicht.scan is None
    todo = overzicht.te_doen
    assert [] == [
        *todo.nu,
        *todo.binnenkort,
        *todo.adviesvragen,
        *overzicht.lotingen,
        *overzicht.klankbordgroepen,
        *overzicht.adviezen,
    ]
    assert overzicht.organisaties == ()


def test_proposals_are_listed_newest_first(klein: Stad) -> None:
    """The order is by the last day that is known of each, also where only a month or a year is."""
    rows = make_voorstelrijen(klein, PEILDATUM, klein.voorstellen)
    assert ["ris900001", "nieuwe-kade", "molenplein", "ris900004", "ris900002", "werf-woningen"] == [
        row.voorstel.id for row in rows
    ]


def test_requests_for_advice_come_apart(klein: Stad) -> None:
    """What residents can do comes first; what only a group can answer is never among it, and nothing is lost."""
    every = list_acties(klein, PEILDATUM)
    parts = split_acties(every)
    assert sorted(actie.record.id for actie in every) == sorted(
        actie.record.id for actie in parts.nu + parts.binnenkort + parts.adviesvragen
    )
    assert parts.adviesvragen
    assert {Actiesoort.ADVIES} == {actie.soort for actie in parts.adviesvragen}
    assert Actiesoort.ADVIES not in {actie.soort for actie in parts.nu + parts.binnenkort}
    assert all(actie.is_open and actie.hoe for actie in parts.nu)
    assert not any(actie.is_open for actie in parts.binnenkort)


def test_draw_says_how_to_sign_up(klein: Stad) -> None:
    """With an address, with an invitation, and with neither: each draw says how, and promises no form."""
    loting = klein.lotingen[0]
    said = {
        explain_aanmelden(loting.model_copy(update={"aanmelden_via": via, "uitnodiging": day}))
        for via, day in (("https://gemeente.example/", None), (None, PEILDATUM), (None, None))
    }
    assert 3 == len(said)


def test_rows_of_a_stadsdeel_count_only_what_is_of_the_wijk(klein: Stad) -> None:
    """What holds for the whole city would be the same number everywhere, and a request for advice is of no resident."""
    waterkant, zandkant = klein.gemeente.stadsdelen
    assert {"havenkwartier": (2, 2), "molenwijk": (2, 2)} == {
        rij.wijk.slug: (rij.acties, rij.lopend) for rij in make_stadsdeelrijen(klein, PEILDATUM, waterkant)
    }
    assert [("duinrand", 0, 0)] == [
        (rij.wijk.slug, rij.acties, rij.lopend) for rij in make_stadsdeelrijen(klein, PEILDATUM, zandkant)
    ]


def test_every_choice_of_a_resident_has_words() -> None:
    """Phases and stands have a label of their own: two that read the same would be one to a resident."""
    for kind in (Lotingfase, Adviesfase, Voortgang, Actiesoort):
        assert max(Counter(choice.label for choice in kind).values()) == 1


def test_partial_date_has_a_first_and_a_last_day() -> None:
    """A month or a year stands for all of its days, also in February of a leap year."""
    days = {"2024-02": (1, 29), "2026-02": (1, 28), "2026-12": (1, 31), "2026-11-23": (23, 23)}
    for written, (first, last) in days.items():
        dag = Deeldatum.model_validate(written)
        assert (first, last) == (dag.begin.day, dag.einde.day)
    assert (date(2005, 1, 1), date(2005, 12, 31)) == (
        Deeldatum.model_validate("2005").begin,
        Deeldatum.model_validate("2005").einde,
    )
