"""iCalendar: exactly these bytes for the tiny city, and right in a phone in summer and in winter."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from made_site import PEILDATUM
from strict_ics import list_ics_faults
from wijkdemocratie.agenda import list_afspraken, render_agenda
from wijkdemocratie.model import TIJDZONE, Advies, Bijeenkomst, Stad, Voorstel
from wijkdemocratie.model.stukken import Ingetrokken
from wijkdemocratie.pages import Site, list_agendas
from wijkdemocratie.select import select_bekend

SITEURL = "https://wijken.waterzande.example"


def render(stad: Stad, pad: str = "agenda.ics", peildatum: date = PEILDATUM) -> bytes:
    site = Site(stad, peildatum, SITEURL)
    return render_agenda(site, next(bron for bron in list_agendas(site) if bron.pad == pad))


def read_events(content: bytes) -> dict[str, Any]:
    """Return the events by the part of their UID before the @."""
    return {str(event["UID"]).partition("@")[0]: event for event in Calendar.from_ical(content).walk("VEVENT")}


@pytest.mark.parametrize(("name", "pad"), [("stad.ics", "agenda.ics"), ("duinrand.ics", "wijken/duinrand/agenda.ics")])
def test_golden_calendar(klein: Stad, golden: Callable[[str, bytes], None], name: str, pad: str) -> None:
    """The calendars of the tiny city are byte for byte those of tests/golden.

    After a change that is meant, `pytest tests/test_agenda.py --golden` writes them anew.
    """
    golden(name, render(klein, pad))


@pytest.mark.parametrize("peildatum", [date(2020, 1, 1), date(2026, 9, 21), PEILDATUM, date(2030, 1, 1)])
def test_calendars_pass_a_strict_reader(klein: Stad, peildatum: date) -> None:
    """On any day, also one before anything was known, every calendar keeps to RFC 5545 and to our own rules."""
    site = Site(klein, peildatum, SITEURL)
    for bron in list_agendas(site):
        assert list_ics_faults(render_agenda(site, bron), SITEURL, peildatum) == []


def test_wijk_has_its_own_and_the_city_has_all(klein: Stad) -> None:
    """A calendar of a wijk holds what reaches the wijk; that of the city holds everything."""
    haven, molen = (
        set(read_events(render(klein, f"wijken/{slug}/agenda.ics"))) for slug in ("havenkwartier", "molenwijk")
    )
    assert set(read_events(render(klein))) == haven | molen
    assert {
        "loting.loting-kade.trekking",
        "bijeenkomst.open-avond-kade",
        "voorstel.nieuwe-kade.inspraak",
    } <= haven & molen
    assert {"loting.loting-scheepswerf.trekking", "bijeenkomst.wijkagenda-havenkwartier"} <= haven - molen
    assert {
        "advies.advies-molenplein.vraag",
        "loting.loting-molenplein.aanmelden",
        "loting.loting-molenplein.aanmelden.laatste-dag",
        "loting.loting-molenplein.trekking",
    } == molen - haven


def test_stadsdeel_has_what_its_wijken_have(klein: Stad) -> None:
    """The calendar of a stadsdeel is that of its wijken together."""
    for stadsdeel in klein.gemeente.stadsdelen:
        inside = [wijk.slug for wijk in klein.wijken if wijk.stadsdeel == stadsdeel.slug]
        own = set().union(*(read_events(render(klein, f"wijken/{slug}/agenda.ics")) for slug in inside))
        assert own == set(read_events(render(klein, f"stadsdelen/{stadsdeel.slug}/agenda.ics")))


def test_last_day_reminds_on_the_evening_before(klein: Stad) -> None:
    """The day on which registration closes is an entry of its own, with an alarm at seven the evening before."""
    event = read_events(render(klein))["loting.loting-kade.aanmelden.laatste-dag"]
    assert date(2026, 11, 29) == event.decoded("DTSTART")
    (alarm,) = event.walk("VALARM")
    assert ("DISPLAY", timedelta(hours=-5)) == (alarm["ACTION"], alarm.decoded("TRIGGER"))
    assert [] == read_events(render(klein))["loting.loting-kade.aanmelden"].walk("VALARM")


def test_term_of_an_advice_stays_when_it_was_kept(klein: Stad) -> None:
    """The last day for an answer is in the calendar; when the answer came it says so, and reminds no more."""
    name = "advies.advies-ankerplein.reactie"
    before = read_events(render(klein, peildatum=date(2026, 8, 9)))[name]
    after = read_events(render(klein, peildatum=date(2026, 8, 10)))[name]
    assert before["UID"] == after["UID"]
    assert before.decoded("DTSTART") == after.decoded("DTSTART")
    assert (1, 0) == (len(before.walk("VALARM")), len(after.walk("VALARM")))
    assert "Gedaan op 10 augustus 2026." in str(after["DESCRIPTION"])
    # An entry that changed says so: a calendar that knows the old one takes the new one.
    assert (0, 1) == (before["SEQUENCE"], after["SEQUENCE"])
    assert datetime(2026, 7, 5, 22, tzinfo=UTC) == before.decoded("LAST-MODIFIED") == before.decoded("DTSTAMP")
    assert datetime(2026, 8, 9, 22, tzinfo=UTC) == after.decoded("LAST-MODIFIED") == after.decoded("DTSTAMP")


@pytest.mark.parametrize(
    ("peildatum", "dag", "sequence", "stamp", "alarms", "text"),
    [
        ("2026-10-25", "2026-11-23", 0, "2026-10-12", 1, "Dit is een streeftermijn."),
        ("2026-10-26", "2026-12-05", 2, "2026-10-26", 1, "staat stil van 26 oktober tot en met 6 november 2026"),
        ("2026-11-06", "2026-12-05", 2, "2026-10-26", 1, "Dit is een streeftermijn."),
        ("2026-11-07", "2026-12-05", 2, "2026-11-07", 1, "Dit is een streeftermijn."),
        ("2026-11-16", "2026-12-05", 3, "2026-11-16", 0, "De laatste dag is nog niet bekend."),
        ("2027-03-01", "2026-12-05", 3, "2026-11-16", 0, "De laatste dag is nog niet bekend."),
    ],
)
def test_term_moves_with_its_suspensions(
    klein: Stad, peildatum: str, dag: str, sequence: int, stamp: str, alarms: int, text: str
) -> None:
    """Given on 12 October, still for twelve days, and still again without an end: each is a version of one entry."""
    event = read_events(render(klein, peildatum=date.fromisoformat(peildatum)))["advies.zonnedak-werf.reactie"]
    assert date.fromisoformat(dag) == event.decoded("DTSTART")
    assert (sequence, alarms) == (event["SEQUENCE"], len(event.walk("VALARM")))
    midnight = datetime.fromisoformat(stamp).replace(tzinfo=TIJDZONE)
    assert midnight == event.decoded("LAST-MODIFIED") == event.decoded("DTSTAMP")
    assert text in str(event["DESCRIPTION"])
    assert ("staat stil: " in str(event["SUMMARY"])) == (alarms == 0)


def test_closed_meeting_is_in_no_calendar(klein: Stad) -> None:
    """Nobody is sent to a meeting that is not public."""
    assert "klankbordgroep-havenkwartier-2026-10" in {record.id for record in klein.bijeenkomsten}
    assert not any("klankbordgroep-havenkwartier-2026-10" in uid for uid in read_events(render(klein)))


def test_not_in_the_calendar_before_it_is_announced(klein: Stad) -> None:
    """An entry appears on the day that it was announced, and never leaves."""
    first_days = {
        "loting.loting-kade.trekking": date(2026, 10, 26),
        "bijeenkomst.open-avond-kade": date(2026, 11, 9),
        "voorstel.nieuwe-kade.inspraak": date(2026, 9, 1),
    }
    known: set[str] = set()
    for offset in range(720):
        day = date(2026, 1, 1) + timedelta(days=offset)
        now = {afspraak.kenmerk for afspraak in list_afspraken(klein, day)}
        assert known <= now
        for kenmerk, first in first_days.items():
            assert (kenmerk in now) == (day >= first)
        known = now


def test_cancelled_entry_stays_and_says_so(klein: Stad) -> None:
    """Cancelled: the same UID, a higher SEQUENCE, STATUS:CANCELLED, the reason, and the day of that as its stamp."""
    name = "bijeenkomst.wijkagenda-havenkwartier"
    before, after = (read_events(render(klein, peildatum=date(2026, 11, day)))[name] for day in (9, 10))
    assert (0, "CONFIRMED") == (before["SEQUENCE"], before["STATUS"])
    assert (1, "CANCELLED") == (after["SEQUENCE"], after["STATUS"])
    assert before["UID"] == after["UID"]
    assert str(after["DESCRIPTION"]).startswith("Gaat niet door: De zaal is door een lekkage gesloten.")
    assert datetime(2026, 11, 9, 23, tzinfo=UTC) == after.decoded("LAST-MODIFIED") == after.decoded("DTSTAMP")


def test_moved_entry_keeps_its_identity(klein: Stad) -> None:
    """Moved: the same UID, a higher SEQUENCE, still confirmed, and the reason in the text."""
    name = "bijeenkomst.open-avond-kade"
    before, after = (read_events(render(klein, peildatum=date(2026, 11, day)))[name] for day in (17, 18))
    assert (0, 1) == (before["SEQUENCE"], after["SEQUENCE"])
    assert before["UID"] == after["UID"]
    assert {"CONFIRMED"} == {before["STATUS"], after["STATUS"]}
    assert "want de school is te klein" in str(after["DESCRIPTION"])
    assert "want de school is te klein" not in str(before["DESCRIPTION"])


def test_moved_inspraak_gets_a_higher_sequence(klein: Stad) -> None:
    """A longer time to react is a change of the entry; another wijk in the proposal is not."""
    name, base = "voorstel.nieuwe-kade.inspraak", klein.voorstel["nieuwe-kade"]
    moved = {"nr": 2, "datum": "2026-11-20", "soort": "uitgesteld", "toelichting": "U heeft een week langer."}
    voorstel = Voorstel.model_validate(
        {**base.model_dump(), "wijzigingen": [*(item.model_dump() for item in base.wijzigingen), moved]}
    )
    others = tuple(other for other in klein.voorstellen if other is not base)
    assert 0 == read_events(render(klein))[name]["SEQUENCE"]
    after = read_events(render(replace(klein, voorstellen=(voorstel, *others))))[name]
    assert 1 == after["SEQUENCE"]
    assert "U heeft een week langer." in str(after["DESCRIPTION"])


def test_withdrawn_proposal_cancels_its_inspraak(klein: Stad) -> None:
    """When a proposal is withdrawn, its entry stays and says that it is off."""
    base, ingetrokken = klein.voorstel["nieuwe-kade"], {"datum": "2026-11-20", "reden": "Te duur."}
    voorstel = Voorstel.model_validate({**base.model_dump(), "ingetrokken": ingetrokken})
    others = tuple(other for other in klein.voorstellen if other is not base)
    event = read_events(render(replace(klein, voorstellen=(voorstel, *others))))["voorstel.nieuwe-kade.inspraak"]
    assert ("CANCELLED", 1) == (event["STATUS"], event["SEQUENCE"])


def test_window_of_days_ends_the_day_after(klein: Stad) -> None:
    """DTEND of whole days is not part of them (RFC 5545, 3.6.1): the last day to register is still in it."""
    event = read_events(render(klein))["loting.loting-kade.aanmelden"]
    assert (date(2026, 11, 2), date(2026, 11, 30)) == (event.decoded("DTSTART"), event.decoded("DTEND"))
    assert event["TRANSP"] == "TRANSPARENT"


@pytest.mark.parametrize(
    ("utc", "written"),
    [
        ("2026-12-01T18:30:00+00:00", "2026-12-01 19:30"),
        ("2026-07-01T17:30:00+00:00", "2026-07-01 19:30"),
        ("2027-03-28T00:30:00+00:00", "2027-03-28 01:30"),
        ("2027-03-28T01:30:00+00:00", "2027-03-28 03:30"),
        ("2027-10-31T02:30:00+00:00", "2027-10-31 03:30"),
    ],
)
def test_times_in_summer_and_winter(klein: Stad, utc: str, written: str) -> None:
    """A time in the data is the time on a clock in Amsterdam, by our own VTIMEZONE as by that of the system."""
    wijk = klein.wijk["havenkwartier"]
    base = next(record for record in wijk.bijeenkomsten if record.id == "open-avond-kade")
    times = {"begin": written, "einde": written[:-5] + "23:00"}
    moved = Bijeenkomst.model_validate({**base.model_dump(), **times})
    wijk = wijk.model_copy(update={"bijeenkomsten": (moved,)})
    content = render(replace(klein, wijken=(wijk, *klein.wijken[1:])))
    event = read_events(content)["bijeenkomst.open-avond-kade"]
    assert datetime.fromisoformat(utc) == event.decoded("DTSTART").astimezone(UTC)
    zone = Calendar.from_ical(content).walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)
    local = event.decoded("DTSTART").replace(tzinfo=None)
    assert datetime.fromisoformat(utc) == local.replace(tzinfo=zone).astimezone(UTC)


def test_example_is_marked(klein: Stad) -> None:
    """An example says so in its title and in its text, and nothing else does."""
    for name, event in read_events(render(klein)).items():
        is_example = "molenplein" in name
        assert is_example == str(event["SUMMARY"]).startswith("Voorbeeld – ")
        assert is_example == ("Dit is een verzonnen voorbeeld." in str(event["DESCRIPTION"]))


def test_identity_does_not_hang_on_words(klein: Stad) -> None:
    """Another slug or web address changes no UID: a phone would show the entry twice."""
    base = klein.voorstel["nieuwe-kade"]
    changed = base.model_copy(update={"slug": "anders", "titel": "Anders"})
    others = tuple(other for other in klein.voorstellen if other is not base)
    site = Site(replace(klein, voorstellen=(changed, *others)), PEILDATUM, "https://elders.example/wijken")
    content = render_agenda(site, next(bron for bron in list_agendas(site) if bron.pad == "agenda.ics"))
    assert {str(event["UID"]) for event in read_events(render(klein)).values()} == {
        str(event["UID"]) for event in read_events(content).values()
    }


def test_unchanged_city_gives_unchanged_bytes(klein: Stad) -> None:
    """No stamp comes from the clock: a day on which nothing changes gives the same calendar."""
    assert render(klein, peildatum=date(2026, 3, 10)) == render(klein, peildatum=date(2026, 3, 11))


def test_long_dutch_words_fold_between_characters(klein: Stad) -> None:
    """Characters of several octets are not cut in two by a fold."""
    wijk = klein.wijk["havenkwartier"]
    changed = tuple(record.model_copy(update={"naam": "café ✓ €’ë" * 30}) for record in wijk.bijeenkomsten)
    content = render(replace(klein, wijken=(wijk.model_copy(update={"bijeenkomsten": changed}), *klein.wijken[1:])))
    assert list_ics_faults(content, SITEURL, PEILDATUM) == []
    assert "café ✓ €’ë" * 30 in str(read_events(content)["bijeenkomst.open-avond-kade"]["SUMMARY"])


@pytest.mark.parametrize(
    ("fault", "old", "new"),
    [
        ("bare line end", "\r\n", "\n"),
        ("does not end", "END:VCALENDAR\r\n", "END:VCALENDAR"),
        ("line of", "LOCATION:", f"LOCATION:{'x' * 70}"),
        ("METHOD", "VERSION:2.0", "VERSION:2.0\r\nMETHOD:PUBLISH"),
        ("ATTENDEE", "STATUS:CONFIRMED", "STATUS:CONFIRMED\r\nATTENDEE:mailto:x@example.nl"),
        ("time zones", "TZID:Europe/Amsterdam", "TZID:Europe/Brussels"),
        ("stands there 2 times", "UID:loting.loting-kade.trekking", "UID:loting.loting-kade.aanmelden"),
        ("STATUS is", "STATUS:CANCELLED", "STATUS:AFGELAST"),
        ("SEQUENCE is missing", "SEQUENCE:1\r\n", ""),
        ("DTSTAMP is not in UTC", "DTSTAMP:20261117T230000Z", "DTSTAMP:20261117T230000"),
        ("DTSTAMP lies after", "DTSTAMP:20261117T230000Z", "DTSTAMP:20261123T230000Z"),
        ("URL is not", f"URL:{SITEURL}/bijeenkomsten", "URL:https://elders.example/bijeenkomsten"),
        ("ends before", "DTEND;VALUE=DATE:20261130", "DTEND;VALUE=DATE:20261101"),
        ("a moment and a day", "DTEND;VALUE=DATE:20261130", "DTEND:20261130T120000Z"),
        ("without our zone", "DTSTART;TZID=Europe/Amsterdam:20261201T193000", "DTSTART:20261201T183000Z"),
    ],
)
def test_strict_reader_sees_what_is_wrong(klein: Stad, fault: str, old: str, new: str) -> None:
    """The strict reader is no yes-man: it names each fault that is put into a good calendar."""
    content = render(klein).decode()
    assert old in content
    broken = content.replace(old, new, 1).encode()
    assert any(fault in found for found in list_ics_faults(broken, SITEURL, PEILDATUM))


def make_withdrawn(klein: Stad, **advies: Any) -> Stad:
    """Return the tiny city with the proposal of the kade withdrawn on 1 October, while advice is asked."""
    einde = Ingetrokken(datum=date(2026, 10, 1), reden="Het geld is op.")
    return replace(
        klein,
        voorstellen=tuple(
            one.model_copy(update={"ingetrokken": einde}) if one.id == "nieuwe-kade" else one
            for one in klein.voorstellen
        ),
        adviezen=tuple(
            one.model_copy(update={"ingediend_op": None, **advies}) if one.id == "advies-kade" else one
            for one in klein.adviezen
        ),
    )


@pytest.mark.parametrize("given", [None, date(2026, 10, 5)])
def test_request_about_a_withdrawn_proposal_is_off(klein: Stad, given: date | None) -> None:
    """It stays where it was, says that it is off in a new version, reminds nobody, and never comes back."""
    stad = make_withdrawn(klein, ingediend_op=given)
    before, *after = (
        read_events(render(stad, peildatum=dag))["advies.advies-kade.vraag"]
        for dag in (date(2026, 9, 30), date(2026, 10, 1), date(2027, 10, 1))
    )
    assert ("CONFIRMED", 0, 1) == (before["STATUS"], before["SEQUENCE"], len(before.walk("VALARM")))
    for event in after:
        assert ("CANCELLED", 1, 0) == (event["STATUS"], event["SEQUENCE"], len(event.walk("VALARM")))
        assert before["DTSTART"] == event["DTSTART"]
        assert datetime(2026, 9, 30, 22, tzinfo=UTC) == event.decoded("LAST-MODIFIED")
        assert "Gaat niet door: Het geld is op.\nHet voorstel is ingetrokken." in event["DESCRIPTION"]


def test_advice_that_was_given_keeps_its_clocks(klein: Stad) -> None:
    """A proposal that is withdrawn after the advice takes nothing from the answer that its adviser is owed."""
    events = read_events(render(make_withdrawn(klein, ingediend_op=date(2026, 9, 28)), peildatum=date(2026, 10, 2)))
    for naam in ("vraag", "bevestiging", "reactie"):
        assert "CONFIRMED" == events[f"advies.advies-kade.{naam}"]["STATUS"]


def test_corrected_day_of_an_advice_makes_a_new_version(klein: Stad) -> None:
    """A calendar keeps the old entry unless SEQUENCE goes up; its stamp does not go back to the corrected day."""
    old = next(advies for advies in klein.adviezen if advies.id == "oversteek-kade")
    told = {"nr": 1, "datum": "2026-09-15", "soort": "gecorrigeerd", "toelichting": "Het was 1 september."}
    added = {
        "nr": 2,
        "datum": "2026-09-16",
        "soort": "wijk-toegevoegd",
        "toelichting": "Ook hier.",
        "wijken": old.wijken,
    }
    change = {"ingediend_op": "2026-09-01", "wijzigingen": [told, added]}
    new = Advies.model_validate({**old.model_dump(), **change})
    before, after = (
        read_events(render(replace(klein, adviezen=(advies,)), peildatum=date(2026, 9, 20))) for advies in (old, new)
    )
    for naam in ("advies.oversteek-kade.bevestiging", "advies.oversteek-kade.reactie"):
        assert before[naam].decoded("DTSTART") - after[naam].decoded("DTSTART") == timedelta(days=6)
        assert before[naam]["SEQUENCE"] + 1 == after[naam]["SEQUENCE"]
        assert datetime(2026, 9, 14, 22, tzinfo=UTC) == after[naam].decoded("LAST-MODIFIED")


def test_meeting_that_is_closed_to_the_public_stays_and_says_so(klein: Stad) -> None:
    """An entry that just left would stay in many a calendar program; opened again it is a newer version."""
    old = next(record for record in klein.bijeenkomsten if record.id == "open-avond-kade")

    def read(peildatum: date, *turns: bool) -> Any:
        changes = [
            {
                "nr": nr,
                "datum": date(2026, 11, 18 + nr),
                "soort": "gecorrigeerd",
                "toelichting": "Alleen voor de groep.",
                "was": {"openbaar": was},
            }
            for nr, was in enumerate(turns, 1)
        ]
        data = {"wijzigingen": changes, "openbaar": not turns[-1]}
        new = Bijeenkomst.model_validate({**old.model_dump(), **data})
        wijken = tuple(
            wijk.model_copy(
                update={"bijeenkomsten": tuple(new if one.id == new.id else one for one in wijk.bijeenkomsten)}
            )
            for wijk in klein.wijken
        )
        known = select_bekend(replace(klein, wijken=wijken), peildatum)
        return read_events(render(known, peildatum=peildatum))["bijeenkomst.open-avond-kade"]

    before, closed = read(date(2026, 11, 18), True), read(date(2026, 11, 19), True)
    again = read(date(2026, 11, 20), True, False)
    assert ["CONFIRMED", "CANCELLED", "CONFIRMED"] == [event["STATUS"] for event in (before, closed, again)]
    assert [0, 3, 4] == [event["SEQUENCE"] for event in (before, closed, again)]
    assert "Gaat niet door: Alleen voor de groep." in closed["DESCRIPTION"]
