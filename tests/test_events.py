"""The one list of everything that happened, of which every feed is a part."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made_site import KLEIN
from wijkdemocratie.events import Gebeurtenis, Gebeurtenissoort, gebeurtenissen
from wijkdemocratie.model import Advies, Bijeenkomst, Klankbordgroep, Loting, Stad, Termijnen, Voorstel, Wijk
from wijkdemocratie.model.stukken import Ingetrokken
from wijkdemocratie.read import load_stad
from wijkdemocratie.select import make_adviescijfers

LATER = date(2035, 1, 1)
DAYS = st.dates(date(2025, 1, 1), date(2029, 1, 1))
bounded = settings(max_examples=60, derandomize=True, deadline=None, database=None)

_stad, _ = load_stad(KLEIN)
assert _stad is not None
STAD = _stad


def by_kenmerk(stad: Stad, peildatum: date = LATER) -> dict[str, Gebeurtenis]:
    return {item.kenmerk: item for item in gebeurtenissen(stad, peildatum)}


def test_every_kind_happens_once_at_least(klein: Stad) -> None:
    """The tiny city lives through every kind of event that there is."""
    assert set(Gebeurtenissoort) == {item.soort for item in gebeurtenissen(klein, LATER)}


def test_newest_first(klein: Stad) -> None:
    """The list goes back in time, and the same day has one order only."""
    items = gebeurtenissen(klein, LATER)
    assert list(items) == sorted(items, key=lambda item: (item.moment, item.kenmerk), reverse=True)


def test_every_day_only_adds(klein: Stad) -> None:
    """On each of 1,500 days: all that was known is still there and the same, and nothing new is older than today."""
    day, known = date(2025, 1, 1), dict[str, Gebeurtenis]()
    for _ in range(1500):
        now = by_kenmerk(klein, day)
        assert known.items() <= now.items()
        assert all(day == now[kenmerk].moment.date() for kenmerk in now.keys() - known.keys()) or not known
        day, known = day + timedelta(days=1), now
    assert len(known) > 50


@bounded
@given(DAYS)
def test_nothing_of_later_is_told(peildatum: date) -> None:
    """No event lies in the future, each has its own identity, and each begins its day in Amsterdam."""
    items = gebeurtenissen(STAD, peildatum)
    assert all(item.moment.date() <= peildatum for item in items)
    assert len({item.kenmerk for item in items}) == len(items)
    assert {"00:00 Europe/Amsterdam"} >= {f"{item.moment:%H:%M} {item.moment.tzinfo}" for item in items}


def rename(stad: Stad, word: str) -> Stad:
    """Return the city with other titles, slugs and addresses everywhere, and the same ids and codes."""

    def change(record: Any, *fields: str) -> Any:
        changed = {field: f"{word} {getattr(record, field)}" for field in fields}
        return record.model_copy(update={**changed, "slug": f"{word}-{record.slug}"})

    wijken = tuple(
        wijk.model_copy(
            update={
                "naam": f"{word} {wijk.naam}",
                "klankbordgroepen": tuple(change(record, "naam") for record in wijk.klankbordgroepen),
                "lotingen": tuple(change(record, "naam") for record in wijk.lotingen),
                "bijeenkomsten": tuple(change(record, "naam") for record in wijk.bijeenkomsten),
                "organisaties": tuple(change(record, "naam") for record in wijk.organisaties),
            }
        )
        for wijk in stad.wijken
    )
    return replace(
        stad,
        gemeente=stad.gemeente.model_copy(update={"naam": word, "siteurl": f"https://{word}.example"}),
        wijken=wijken,
        voorstellen=tuple(change(record, "titel", "samenvatting") for record in stad.voorstellen),
        adviezen=tuple(change(record, "titel", "samenvatting") for record in stad.adviezen),
    )


@bounded
@given(DAYS, st.text("abcdefgh", min_size=1, max_size=12))
def test_identity_does_not_hang_on_words(peildatum: date, word: str) -> None:
    """Other titles, slugs and another web address give the same identities on the same days."""
    before, after = by_kenmerk(STAD, peildatum), by_kenmerk(rename(STAD, word), peildatum)
    assert [(kenmerk, item.moment) for kenmerk, item in before.items()] == [
        (kenmerk, item.moment) for kenmerk, item in after.items()
    ]
    assert [item.make_guid(STAD) for item in before.values()] == [
        item.make_guid(rename(STAD, word)) for item in after.values()
    ]


def test_identity_of_a_scan_is_the_code_of_its_wijk(klein: Stad) -> None:
    """A wijk may get another slug; its CBS code stays."""
    wijk = klein.wijk["molenwijk"].model_copy(update={"slug": "molens", "klankbordgroepen": (), "lotingen": ()})
    scan = klein.wijkscan["molenwijk"].model_copy(update={"wijk": "molens"})
    moved = Stad(klein.gemeente, (wijk,), (scan,), (), ())
    assert {"wijkscan:wk999902:scan-begonnen:1"} == set(by_kenmerk(moved))
    assert "wijkscan:wk999902:scan-begonnen:1" in by_kenmerk(klein)


def test_guid_is_a_tag_uri_of_the_namespace(klein: Stad) -> None:
    """The guid begins with the name and year of stad.yaml (RFC 4151), and not with the address of the site."""
    item = by_kenmerk(klein)["voorstel:ris900001:stap:1"]
    assert item.make_guid(klein) == "tag:wijken.waterzande.example,2026:voorstel:ris900001:stap:1"


@pytest.mark.parametrize(
    ("kenmerk", "day"),
    [
        ("loting:loting-havenkwartier-2026:loting-aangekondigd:1", "2026-01-12"),
        ("loting:loting-havenkwartier-2026:aanmelden-open:1", "2026-01-19"),
        ("loting:loting-havenkwartier-2026:aanmelden-bijna:1", "2026-02-08"),
        ("loting:loting-havenkwartier-2026:geloot:1", "2026-02-21"),
        ("loting:loting-havenkwartier-2026:uitkomst:1", "2026-02-23"),
        ("voorstel:nieuwe-kade:inspraak-open:1", "2026-11-02"),
        ("voorstel:nieuwe-kade:inspraak-bijna:1", "2026-12-06"),
        ("voorstel:nieuwe-kade:inspraak-dicht:1", "2026-12-14"),
        ("voorstel:nieuwe-kade:voorstel:1", "2026-09-01"),
        ("voorstel:ris900004:stap:1", "2026-09-30"),
        ("voorstel:werf-woningen:stap:1", "2023-12-31"),
        ("advies:advies-windmolens:bevestiging-laat:1", "2025-07-29"),
        ("advies:advies-windmolens:reactie-laat:1", "2025-09-16"),
        ("advies:oversteek-kade:reactie-laat:1", "2026-10-20"),
        ("advies:zonnedak-werf:opgeschort:1", "2026-10-26"),
        ("advies:zonnedak-werf:hervat:1", "2026-11-07"),
        ("advies:zonnedak-werf:opgeschort:2", "2026-11-16"),
        ("klankbordgroep:klankbordgroep-molenplein:groep-gestopt:1", "2027-09-01"),
        ("bijeenkomst:wijkagenda-havenkwartier:afgelast:1", "2026-11-10"),
    ],
)
def test_day_of_an_event(klein: Stad, kenmerk: str, day: str) -> None:
    """An event has the day on which it was so: the day after a term, the end of a month that is all we know."""
    assert day == by_kenmerk(klein)[kenmerk].moment.date().isoformat()


def test_too_late_is_news_of_the_day_after_the_term(klein: Stad) -> None:
    """On the last day of the term nothing is late yet; the day after it is, with that day as its date."""
    kenmerk = "advies:oversteek-kade:reactie-laat:1"
    assert kenmerk not in by_kenmerk(klein, date(2026, 10, 19))
    assert by_kenmerk(klein, date(2026, 10, 20))[kenmerk] == by_kenmerk(klein)[kenmerk]


def test_answered_in_time_is_never_late(klein: Stad) -> None:
    """An advice that was acknowledged and answered within its terms has no event that says otherwise."""
    late = {Gebeurtenissoort.BEVESTIGING_LAAT, Gebeurtenissoort.REACTIE_LAAT}
    kinds = {item.soort for item in gebeurtenissen(klein, LATER) if ":advies-ankerplein:" in item.kenmerk}
    assert Gebeurtenissoort.ADVIES_BEANTWOORD in kinds
    assert late.isdisjoint(kinds)


def test_late_answer_keeps_its_lateness(klein: Stad) -> None:
    """That an answer came in the end does not take back that it was late."""
    kinds = [item.soort for item in gebeurtenissen(klein, LATER) if ":advies-windmolens:" in item.kenmerk]
    assert {"bevestiging-laat", "reactie-laat", "advies-bevestigd", "advies-beantwoord"} <= set(kinds)


def test_new_wijk_is_news_for_that_wijk_alone(klein: Stad) -> None:
    """The wijken that knew the proposal already are not told that another was added."""
    item = by_kenmerk(klein)["voorstel:nieuwe-kade:wijziging:1"]
    assert ("molenwijk",) == item.bereik.wijken
    assert not item.bereik.raakt(klein, "havenkwartier")
    assert item.titel == "Molenwijk: Een nieuwe kade met een fietspad – gaat nu ook over deze wijk (wijziging 1)"


def test_correction_is_an_event_of_its_own(klein: Stad) -> None:
    """A correction comes beside what it corrects, and both have their own identity."""
    known = by_kenmerk(klein)
    assert (
        "Bij het derde punt stond een verkeerd aantal bankjes." in known["advies:advies-ankerplein:wijziging:1"].regels
    )
    assert "advies:advies-ankerplein:advies-gegeven:1" in known


def test_after_a_draw_was_cancelled_nothing_more_happens(klein: Stad) -> None:
    """A cancelled draw does not open, close or take place; that it was announced stays."""
    assert ["afgelast", "loting-aangekondigd"] == [
        item.soort for item in gebeurtenissen(klein, LATER) if ":loting-scheepswerf:" in item.kenmerk
    ]


@pytest.mark.parametrize(("opened", "cancelled"), [(True, "2026-10-02"), (True, "2026-10-01"), (False, "2026-09-30")])
def test_draw_that_was_cancelled_opened_when_its_day_came_first(klein: Stad, opened: bool, cancelled: str) -> None:
    """What a site of that morning told stays told; what lay behind the cancellation never happens."""
    loting = klein.loting["loting-scheepswerf"]
    off = Loting.model_validate({**loting.model_dump(), "afgelast": {"datum": cancelled, "reden": "Te duur."}})
    wijk = klein.wijk["havenkwartier"].model_copy(update={"lotingen": (off,)})
    assert opened == (
        "loting:loting-scheepswerf:aanmelden-open:1" in by_kenmerk(replace(klein, wijken=(wijk, *klein.wijken[1:])))
    )


def test_after_a_proposal_was_withdrawn_nothing_opens(klein: Stad) -> None:
    """What was open closes without a word of its own, and what was to open does not."""
    ingetrokken = {"datum": "2026-11-10", "reden": "Te duur."}
    voorstel = Voorstel.model_validate({**klein.voorstel["nieuwe-kade"].model_dump(), "ingetrokken": ingetrokken})
    kinds = {item.soort.value for item in gebeurtenissen(replace(klein, voorstellen=(voorstel,), adviezen=()), LATER)}
    assert {"inspraak-open", "ingetrokken"} <= kinds
    assert {"inspraak-bijna", "inspraak-dicht"}.isdisjoint(kinds)


@pytest.mark.parametrize(
    ("told", "ingediend_op"),
    [
        ({"advies-gevraagd:1", "opgeschort:1"}, None),
        (
            {"advies-gevraagd:1", "opgeschort:1", "advies-gegeven:1", "bevestiging-laat:1", "reactie-laat:1"},
            "2026-10-05",
        ),
    ],
)
def test_after_a_proposal_was_withdrawn_nobody_is_asked(klein: Stad, told: set[str], ingediend_op: str | None) -> None:
    """What was told up to that day stays; the request says no more, and advice that comes all the same does."""
    einde = Ingetrokken(datum=date(2026, 10, 1), reden="Het geld is op.")
    stops = [
        {"nr": 1, "van": "2026-09-21", "tot": "2026-10-01", "reden": "Onderzoek.", "klokken": ["advies"]},
        {"nr": 2, "van": "2026-10-02", "tot": "2026-10-03", "reden": "Onderzoek.", "klokken": ["advies"]},
    ]
    asked = next(advies for advies in klein.adviezen if advies.id == "advies-kade").model_dump()
    advies = Advies.model_validate({**asked, "ingediend_op": ingediend_op, "opschortingen": stops})
    plans = tuple(plan.model_copy(update={"ingetrokken": einde}) for plan in klein.voorstellen)
    found = by_kenmerk(replace(klein, voorstellen=plans, adviezen=(advies,)))
    assert told == {name.removeprefix("advies:advies-kade:") for name in found if name.startswith("advies:")}


def test_short_window_does_not_close_soon(klein: Stad) -> None:
    """Where there is a week or less between opening and closing, “almost closed” would say nothing."""
    loting = klein.loting["loting-kade"]
    periode = {"van": "2026-11-02", "tot": "2026-11-09"}
    short = Loting.model_validate({**loting.model_dump(), "aanmelden": periode, "wijzigingen": []})
    wijk = klein.wijk["havenkwartier"].model_copy(update={"lotingen": (short,)})
    found = by_kenmerk(replace(klein, wijken=(wijk, *klein.wijken[1:])))
    assert "loting:loting-kade:aanmelden-open:1" in found
    assert "loting:loting-kade:aanmelden-bijna:1" not in found


def test_example_says_so_in_front(klein: Stad) -> None:
    """Every event of example material begins with that word, and no other does."""
    items = gebeurtenissen(klein, LATER)
    assert {True, False} == {item.voorbeeld for item in items}
    assert all(item.voorbeeld == item.titel.startswith("Voorbeeld – ") for item in items)


def test_phase_that_comes_back_has_another_title(klein: Stad) -> None:
    """Two steps of one phase can be told apart in a list of titles."""
    stappen = [{"nr": nr, "fase": "commissiebehandeling", "datum": f"2026-0{nr}-05"} for nr in (1, 2, 3)]
    voorstel = Voorstel.model_validate({**klein.voorstel["molenplein"].model_dump(), "stappen": stappen})
    titles = [item.titel for item in gebeurtenissen(replace(klein, voorstellen=(voorstel,), adviezen=()), LATER)]
    assert 1 == max(Counter(titles).values())
    assert 1 == sum("(2e keer)" in title for title in titles)
    assert 1 == sum("(3e keer)" in title for title in titles)


def test_number_of_a_step_makes_its_identity(klein: Stad) -> None:
    """A step that is put before another later on takes a new number, and changes nothing for the others."""
    base = klein.voorstel["molenplein"]
    between = {"nr": 3, "fase": "participatie", "datum": "2026-10-01"}
    first, second = (stap.model_dump() for stap in base.stappen)
    voorstel = Voorstel.model_validate({**base.model_dump(), "stappen": [first, between, second]})
    before, after = by_kenmerk(klein), by_kenmerk(replace(klein, voorstellen=(voorstel,), adviezen=()))
    for nr in (1, 2):
        assert before[f"voorstel:molenplein:stap:{nr}"].moment == after[f"voorstel:molenplein:stap:{nr}"].moment
    assert date(2026, 10, 1) == after["voorstel:molenplein:stap:3"].moment.date()


def test_lines_are_plain_sentences(klein: Stad) -> None:
    """Each line begins with a capital or a number, ends as a sentence, and holds no markup."""
    for item in gebeurtenissen(klein, LATER):
        assert item.regels
        for regel in item.regels:
            assert regel[0].isupper() or regel[0].isdigit()
            assert regel[-1] in ".!?"
            assert "<" not in regel


def test_city_without_records_has_no_events(klein: Stad) -> None:
    """An empty city has an empty list."""
    empty = {"organisaties": (), "klankbordgroepen": (), "lotingen": (), "bijeenkomsten": ()}
    wijken = tuple(wijk.model_copy(update=empty) for wijk in klein.wijken)
    assert gebeurtenissen(replace(klein, wijken=wijken, wijkscans=(), voorstellen=(), adviezen=()), LATER) == ()


def make_stopped(klein: Stad, **changes: Any) -> dict[str, Gebeurtenis]:
    """Return the events of the advice of the tiny city whose clock stands still, by kind and number."""
    base = next(advies for advies in klein.adviezen if advies.id == "zonnedak-werf")
    advies = Advies.model_validate({**base.model_dump(), **changes})
    found = gebeurtenissen(replace(klein, adviezen=(advies,)), LATER)
    return {item.kenmerk.split(":", 2)[2]: item for item in found if item.record is advies}


def test_new_term_moves_no_event_and_no_figure(klein: Stad) -> None:
    """A term that is made half as long from tomorrow on: all that was told until today stays as it was."""
    today = date(2026, 11, 23)
    terms = {}
    for name in ("bevestiging", "reactie", "advies"):
        termijn = getattr(klein.gemeente.termijnen, name)
        older = [termijn.model_dump(exclude={"eerder"}), *(item.model_dump() for item in termijn.eerder)]
        terms[name] = {**older[0], "vanaf": today + timedelta(days=1), "aantal": 1, "eerder": older}
    gemeente = klein.gemeente.model_copy(update={"termijnen": Termijnen.model_validate(terms)})
    changed = replace(klein, gemeente=gemeente)
    assert [(item.kenmerk, item.moment, item.regels) for item in gebeurtenissen(klein, LATER)] == [
        (item.kenmerk, item.moment, item.regels) for item in gebeurtenissen(changed, LATER)
    ]
    before, after = (make_adviescijfers(stad, LATER).rijen for stad in (klein, changed))
    assert [(rij.bevestiging.opbrengst, rij.reactie.opbrengst) for rij in before] == [
        (rij.bevestiging.opbrengst, rij.reactie.opbrengst) for rij in after
    ]


def test_suspension_is_told_and_so_is_its_end(klein: Stad) -> None:
    """Titles make sense by themselves; the lines say why, until when, and what the last day is now."""
    found = make_stopped(klein)
    assert (
        "Havenkwartier: de termijn voor de reactie staat stil: Zonnepanelen op de oude werf"
        == found["opgeschort:1"].titel
    )
    assert (
        "Havenkwartier: de termijn voor de reactie loopt weer: Zonnepanelen op de oude werf" == found["hervat:1"].titel
    )
    assert found["opgeschort:2"].titel.endswith("Zonnepanelen op de oude werf (2)")
    assert "De wijkraad zoekt uit of het dak sterk genoeg is." == found["opgeschort:1"].regels[0]
    # What holds on the day itself: the second suspension was not known yet.
    assert "De laatste dag is nu 5 december 2026." in found["hervat:1"].regels
    assert not {"hervat:2", "reactie-laat:1"} & found.keys()


def test_end_of_a_suspension_stays_when_the_answer_came_first(klein: Stad) -> None:
    """An answer that is entered later may have come while the clock stood still: what was told keeps its identity."""
    stop = {"nr": 1, "van": "2026-10-26", "tot": "2026-11-06", "reden": "Onderzoek."}
    reactie = {"datum": "2026-11-02", "motivering": "Daarom."}
    before = make_stopped(klein, opschortingen=[stop])
    after = make_stopped(klein, opschortingen=[stop], reactie=reactie)
    assert before["hervat:1"].kenmerk == after["hervat:1"].kenmerk
    assert before["hervat:1"].moment == after["hervat:1"].moment
    assert "de termijn voor de reactie loopt weer" in before["hervat:1"].titel
    assert "opschorting van de termijn voor de reactie is voorbij" in after["hervat:1"].titel
    assert not any("laatste dag is nu" in regel for regel in after["hervat:1"].regels)


def test_late_says_that_the_clock_stood_still(klein: Stad) -> None:
    """The day after the moved last day, with how long it stood still; several clocks are named together."""
    stop = {
        "nr": 1,
        "van": "2026-10-13",
        "tot": "2026-11-06",
        "reden": "Onderzoek.",
        "klokken": ["reactie", "bevestiging"],
    }
    found = make_stopped(klein, opschortingen=[stop], ontvangstbevestiging=None)
    assert "de termijnen voor de ontvangstbevestiging en de reactie staan stil" in found["opgeschort:1"].titel
    # Six weeks from 12 October is 23 November; 25 days still makes that 18 December.
    assert date(2026, 12, 19) == found["reactie-laat:1"].moment.date()
    assert "De termijn stond 25 dagen stil." in found["reactie-laat:1"].regels
    # Five working days: none before the stop, then 9, 10, 11, 12 and 13 November.
    assert date(2026, 11, 14) == found["bevestiging-laat:1"].moment.date()
    # Two clocks with two last days: the message names neither.
    assert not any("laatste dag is nu" in regel for regel in found["hervat:1"].regels)


@bounded
@given(st.data())
def test_any_advice_tells_its_life_in_order(data: st.DataObject) -> None:
    """Whatever the dates: an advice is late at most once per clock, and never on or before its term."""
    gegeven = data.draw(st.dates(date(2025, 1, 1), date(2027, 1, 1)))
    answers = [data.draw(st.none() | st.dates(gegeven, gegeven + timedelta(days=120))) for _ in range(2)]
    base = STAD.adviezen[0]
    advies = Advies.model_validate(
        {
            **base.model_dump(),
            "gevraagd_op": None,
            "ongevraagd": True,
            "ingediend_op": gegeven,
            "ontvangstbevestiging": answers[0],
            "reactie": {"datum": answers[1], "motivering": "Daarom."} if answers[1] else None,
        }
    )
    late = {
        item.soort: item.moment.date()
        for item in gebeurtenissen(replace(STAD, adviezen=(advies,)), LATER)
        if item.record is advies and item.soort.value.endswith("-laat")
    }
    uiterste = gegeven + timedelta(weeks=6 if gegeven >= date(2026, 1, 1) else 8)  # the term became shorter in 2026
    answered = answers[1]
    expected = uiterste + timedelta(days=1) if answered is None or answered > uiterste else None
    assert late.get(Gebeurtenissoort.REACTIE_LAAT) == expected
    acknowledged = min((day for day in answers if day), default=None)
    if acknowledged and (acknowledged - gegeven).days <= 5:
        assert Gebeurtenissoort.BEVESTIGING_LAAT not in late
    if acknowledged is None:
        assert Gebeurtenissoort.BEVESTIGING_LAAT in late


def test_kinds_of_records_are_all_in_the_list(klein: Stad) -> None:
    """Every kind of record that has a life is in the events: none was forgotten."""
    kinds = {type(item.record) for item in gebeurtenissen(klein, LATER)}
    assert {Advies, Bijeenkomst, Klankbordgroep, Loting, Voorstel, type(klein.wijkscans[0])} == kinds
    assert Wijk not in kinds
