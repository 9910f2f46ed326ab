"""What feeds and calendars promise, held against generated histories: told once, lost never, the same for ever.

A run of all tests takes some histories of each property. After a change in events, feeds or calendars take many:
`GESCHIEDENISSEN=200 make test ARGS="-k eigenschappen"`.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import groupby, pairwise
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from adviesleven import find_uiterste
from geschiedenis import EINDE, WIJKEN, Geschiedenis, geschiedenissen
from levens import BEGIN
from lezer import SITEURL, Gelezen, Lezer, describe, limit, read_calendars
from wijkdemocratie.check import check_stad
from wijkdemocratie.feed import LIMIET
from wijkdemocratie.model import Advies, Antwoord, Keuze, Stad, Voorstel
from wijkdemocratie.problems import Problems
from wijkdemocratie.read.voorbeelden import drop_voorbeelden

bounded = settings(
    max_examples=int(os.environ.get("GESCHIEDENISSEN", "20")), derandomize=True, deadline=None, database=None
)
SMALL = 3
"""How many items a feed holds here, so that it has pages of an archive."""
DAYS = st.dates(BEGIN, EINDE)
NEAR = st.dates(BEGIN, BEGIN + timedelta(days=120))
"""The days on which most happens."""
GESCHIEDENISSEN = geschiedenissen()


def change_all(part: Any, change: Callable[[str, Any], Any]) -> Any:
    """Return a record with every value changed, also in its parts."""
    if isinstance(part, tuple):
        return tuple(change_all(item, change) for item in part)
    if not hasattr(part, "model_copy"):
        return part
    return part.model_copy(
        update={
            name: change_all(changed, change) if (changed := change(name, value)) is value else changed
            for name, value in part
        }
    )


def change_stad(stad: Stad, change: Callable[[str, Any], Any]) -> Stad:
    """Return the city with every value in its records changed; the wijken and buurten keep their addresses."""
    names = ("klankbordgroepen", "lotingen", "bijeenkomsten")
    return replace(
        stad,
        wijken=tuple(
            wijk.model_copy(
                update={
                    "naam": change("naam", wijk.naam),
                    **{name: change_all(getattr(wijk, name), change) for name in names},
                }
            )
            for wijk in stad.wijken
        ),
        wijkscans=change_all(stad.wijkscans, change),
        voorstellen=change_all(stad.voorstellen, change),
        adviezen=change_all(stad.adviezen, change),
    )


def reword(name: str, value: Any) -> Any:
    """Change what people read, and the web address."""
    if name == "slug":
        return f"anders-{value}"
    texts = {"naam", "titel", "samenvatting", "toelichting", "reden", "plaats", "hoe", "motivering", "onderwerp"}
    return f"Anders: {value}" if name in texts and value and not isinstance(value, Keuze) else value


def next_year(name: str, value: Any) -> Any:
    """Move a date a year; neither 2026 nor 2027 is a leap year."""
    if isinstance(value, datetime | date):
        return value.replace(year=value.year + 1)
    return value + 1 if name == "jaar" else value


def guids(site: Gelezen, name: str) -> list[str]:
    return [item.guid for item in site.read(name)]


@bounded
@given(GESCHIEDENISSEN)
def test_histories_are_what_editors_may_write(verloop: Geschiedenis) -> None:
    """Each state of a generated history passes every rule (but for those of files and fixed pages: there are none)."""
    no_files = ("bestandsnaam", "pagina-ontbreekt")
    for dag, stad in verloop.standen:
        problems = Problems()
        check_stad(stad, problems, dag)
        assert [problem for problem in problems.errors if problem.rule not in no_files] == []
        assert drop_voorbeelden(stad) == stad


@bounded
@given(GESCHIEDENISSEN, DAYS)
def test_one_event_has_one_guid_and_one_guid_one_event(verloop: Geschiedenis, peildatum: date) -> None:
    """Unique within a feed; the same item in every scope that has it; never shared by two events."""
    with limit(SMALL):
        site = Gelezen.build(verloop.find(peildatum), peildatum)
        items = {name: site.read(name) for name in site.feeds}
        for name in site.feeds:
            files = [[item.guid for item in blad.items] for _, blad in site.walk(name)]
            assert all(len(set(found)) == len(found) <= SMALL for found in files)
    stad = {item.guid: item for item in items["stad"]}
    assert [] == [titel for titel, count in Counter(item.titel for item in items["stad"]).items() if count > 1]
    for name, found in items.items():
        if "per week" in name:
            assert all(item.kenmerk.startswith(f"week:{name.split()[0]}:") for item in found)
        else:
            assert all(stad[item.guid] == item for item in found)


@bounded
@given(GESCHIEDENISSEN, DAYS)
def test_guid_hangs_on_no_words_addresses_or_dates(verloop: Geschiedenis, peildatum: date) -> None:
    """Other texts, slugs and another siteurl give the same GUIDs; so does the same life a year later."""
    stad = verloop.find(peildatum)
    before = Gelezen.build(stad, peildatum)
    reworded = Gelezen.build(change_stad(stad, reword), peildatum, "https://elders.example/wijken")
    later = Gelezen.build(change_stad(stad, next_year), next_year("", peildatum), only="stad")
    assert before.feeds.keys() == reworded.feeds.keys()
    for name in before.feeds:
        assert guids(before, name) == guids(reworded, name)
        assert [item.dag for item in before.read(name)] == [item.dag for item in reworded.read(name)]
    assert set(guids(before, "stad")) == set(guids(later, "stad"))


@bounded
@given(GESCHIEDENISSEN, st.lists(DAYS, min_size=2, max_size=4))
def test_time_only_adds(verloop: Geschiedenis, days: list[date]) -> None:
    """While nobody edits: nothing leaves, nothing is put in between, and a page of the archive keeps its bytes."""
    stad = verloop.find(EINDE)
    with limit(SMALL):
        for first, then in pairwise(sorted(days)):
            before, after = Gelezen.build(stad, first), Gelezen.build(stad, then)
            for name, (pad, files) in before.feeds.items():
                old, new = before.read(name), after.read(name)
                if "per week" not in name:
                    assert old == new[: len(old)]
                assert [item.guid for item in old] == [item.guid for item in new[: len(old)]]
                assert files.items() - {(pad, files[pad])} <= after.feeds[name][1].items()


@bounded
@given(GESCHIEDENISSEN, DAYS)
def test_dates_are_right(verloop: Geschiedenis, peildatum: date) -> None:
    """Every file is newest first, nothing lies after the peildatum, and every page of an archive is full."""
    with limit(SMALL):
        site = Gelezen.build(verloop.find(peildatum), peildatum)
        for name in site.feeds:
            (_, main), *archive = site.walk(name)
            for blad in (main, *(blad for _, blad in archive)):
                days = [item.dag for item in blad.items]
                assert days == sorted(days, reverse=True)
                assert all(day <= peildatum for day in days)
            assert all(len(blad.items) == SMALL for _, blad in archive)


@bounded
@given(GESCHIEDENISSEN)
def test_what_was_published_stays(verloop: Geschiedenis) -> None:
    """Whatever editors commit, on whatever days the site is built: no GUID leaves a feed, and none is used again.

    The worst day for a GUID is that of the commit: all that the old state could tell may have been built that
    morning. On other days `test_time_only_adds` holds.

    A corrected date of an advice (given, acknowledged, answered) keeps the GUID and moves the item, and with it the
    day after its term. Was that all that happened in a week, then the item of that week leaves the feed per week.

    It holds for editors who keep to the page for editors. Data that is right by itself can still take something
    back, which `check` cannot see, as it does not know what was published:
    - a step, opening, announcement, scan or term of a klankbordgroep that has passed gets a date that is to come;
    - the last step or change is taken away, or a date, a cancellation, a withdrawal or a whole record;
    - a change, cancellation or withdrawal is dated before the day on which it comes on the site;
    - an answer is entered after its term with a date before it, or that term in stad.yaml is changed, without a
      correction in the advice that names the answer (`onterecht`);
    - a suspension is entered after its first day (its clock may have been told to be late), its last day is changed
      when that has passed, or an answer is entered that is dated before it;
    - a term in stad.yaml gets a version that holds from a day that has passed;
    - a second wijkscan is written over the first: it has no number, so the GUIDs are used again.
    A wijk, buurt, beleidsterrein or adviser that is taken away from a record takes its items out of the feed of that
    scope; they stay in the feed of the city.
    """
    with limit(SMALL):
        for (_, old), (dag, new) in pairwise(verloop.standen):
            before, after = Gelezen.build(old, dag), Gelezen.build(new, dag)
            dates = {item.guid: item.dag for item in after.read("stad")}
            moved = {item.dag for item in before.read("stad") if item.dag != dates.get(item.guid)}
            for name in before.feeds:
                then = {item.guid: item for item in before.read(name)}
                now = {item.guid: item for item in after.read(name)}
                gone = then.keys() - now.keys()
                if "per week" in name:
                    weeks = {f"{day.isocalendar()[0]}-w{day.isocalendar()[1]:02}" for day in moved}
                    assert {guid.rpartition(":")[2] for guid in gone} <= weeks
                else:
                    assert gone == set()
                for guid in then.keys() & now.keys():
                    assert then[guid].soorten[0] == now[guid].soorten[0]
                    assert then[guid].dag == now[guid].dag or ":advies:" in guid


def build_days(verloop: Geschiedenis, days: list[tuple[date, bool]]) -> list[tuple[date, Stad]]:
    """Return (day, state) of the builds: in the morning, before what is committed that day, or in the evening."""
    moments = sorted((dag, not ochtend) for dag, ochtend in set(days))
    return [(dag, verloop.find(dag, ochtend=not avond)) for dag, avond in moments]


@bounded
@given(GESCHIEDENISSEN, st.lists(st.tuples(NEAR, st.booleans()), min_size=1, max_size=8), st.data())
def test_reader_with_archive_sees_each_event(
    verloop: Geschiedenis, days: list[tuple[date, bool]], data: st.DataObject
) -> None:
    """Built on any days and polled after any of those builds: a reader that follows prev-archive misses nothing.

    It does not fetch a page again whose address it knows (RFC 5005, section 4), also when an editor added something
    in the past. What no build published is of course not seen, but nothing waits: see the last assertion.
    """
    builds = build_days(verloop, days)
    with limit(SMALL):
        readers = {name: Lezer() for name in ("stad", "wk999901", "wk999902", "bu99990102", "wk999901 per week")}
        published: dict[str, set[str]] = {name: set() for name in readers}
        for dag, stad in builds:
            site = Gelezen.build(stad, dag)
            for name, reader in readers.items():
                published[name] |= set(guids(site, name))
                if data.draw(st.booleans()):
                    reader.poll(site, name)
                    assert reader.seen == published[name]


@bounded
@given(GESCHIEDENISSEN, st.lists(st.tuples(NEAR, st.booleans()), min_size=2, max_size=6))
def test_reader_without_archive_sees_each_event_that_stood_high_enough(
    verloop: Geschiedenis, days: list[tuple[date, bool]]
) -> None:
    """A reader that knows no archive sees a new item when, at the poll, it is one of the newest that a feed holds.

    So it misses nothing as long as what came, together with what it knew and is newer than the oldest of that, is
    no more than a feed holds. An item that is entered long after its date can be missed by such a reader alone.
    """
    with limit(SMALL):
        for (first, old), (then, new) in pairwise(build_days(verloop, days)):
            before, after = Gelezen.build(old, first), Gelezen.build(new, then)
            for name in ("stad", "wk999901"):
                known, order = set(guids(before, name)), guids(after, name)[::-1]
                main = {item.guid for _, blad in list(after.walk(name))[:1] for item in blad.items}
                added = [rank for rank, guid in enumerate(order) if guid not in known]
                assert all((order[rank] in main) == (rank < SMALL) for rank in added)
                newer_known = sum(guid in known for guid in order[: max(added, default=0)])
                assert (len(added) + newer_known <= SMALL) == all(order[rank] in main for rank in added) or not added


@bounded
@given(GESCHIEDENISSEN, st.lists(st.tuples(NEAR, st.booleans()), min_size=2, max_size=6))
def test_archive_page_has_a_new_address_when_what_it_tells_changed(
    verloop: Geschiedenis, days: list[tuple[date, bool]]
) -> None:
    """The address of a page stays if and only if it, and every page before it, holds the same items as it did.

    If: a reader fetches nothing twice. Only if: a reader that knows the address has seen all that lies behind it,
    however the site was edited in between.
    """
    with limit(SMALL):
        for (first, old), (then, new) in pairwise(build_days(verloop, days)):
            before, after = Gelezen.build(old, first), Gelezen.build(new, then)
            for name in ("stad", "wk999901", "bu99990102", "wk999901 per week"):
                was, now = list_archive(before, name), list_archive(after, name)
                same = True
                for (old_address, old_guids), (new_address, new_guids) in zip(was, now, strict=False):
                    same = same and old_guids == new_guids
                    assert (old_address == new_address) == same


def list_archive(site: Gelezen, name: str) -> list[tuple[str | None, list[str]]]:
    """Return the address and the GUIDs of each page of the archive of a feed, oldest first."""
    _main, *archive = site.walk(name)
    return [(address, [item.guid for item in blad.items]) for address, blad in reversed(archive)]


def make_busy_stad(days: list[int]) -> Stad:
    """Return a city in which as much happens as there are days, in twelve proposals."""
    plans = [
        Voorstel.model_validate(
            {
                "id": f"plan-{number}",
                "titel": f"Plan {number}",
                "soort": "plan",
                "reikwijdte": "wijkspecifiek",
                "wijken": ["haven"],
                "indeling": {"bron": "besluit"},
                "samenvatting": "Een plan.",
                "stappen": [
                    {"nr": nr, "fase": "document", "datum": str(BEGIN + timedelta(days=day))}
                    for nr, day in enumerate(sorted(days[number::12]), 1)
                ],
            }
        )
        for number in range(12)
    ]
    stad = Geschiedenis(()).find(BEGIN)
    return replace(stad, voorstellen=tuple(sorted(plans, key=lambda plan: plan.id)))


@bounded
@given(
    st.lists(st.integers(0, 200), min_size=60, max_size=180),
    st.lists(st.integers(-1, 200), min_size=2, max_size=2, unique=True),
)
def test_fifty_items_between_two_polls_is_the_bound(days: list[int], polls: list[int]) -> None:
    """With dates in order: a reader without archive misses nothing when at most fifty items came, and else it does.

    What it misses are then the oldest of those that came.
    """
    stad = make_busy_stad(days)
    first, then = (BEGIN + timedelta(days=day) for day in sorted(polls))
    before, after = (Gelezen.build(stad, day, only="wk999901") for day in (first, then))
    known, order = set(guids(before, "wk999901")), guids(after, "wk999901")
    added = [guid for guid in order if guid not in known]
    ((_, main), *_) = after.walk("wk999901")
    seen = {item.guid for item in main.items} - known
    assert added == order[len(known) :]
    assert seen == set(added[-LIMIET:])
    assert (len(added) <= LIMIET == 50) == (seen == set(added))


@bounded
@given(GESCHIEDENISSEN, st.integers(0, 40))
def test_late_answer_carries_the_day_after_its_term(verloop: Geschiedenis, wait: int) -> None:
    """Too late is told with the day after the term, whenever the site was built; and not on the term itself."""
    stad = verloop.find(EINDE)
    assume(stad.adviezen)
    for advies in stad.adviezen:
        if advies.ingediend_op is None:
            continue
        for soort, answered in list_answers(advies):
            uiterste = find_uiterste(advies.model_dump(), Antwoord(soort))
            wrong = sum(soort in wijziging.onterecht for wijziging in advies.wijzigingen)
            kenmerk = f"advies:{advies.id}:{soort}-laat:{wrong + 1}"
            if uiterste is None:
                assert kenmerk not in {item.kenmerk for item in Gelezen.build(stad, EINDE, only="stad").read("stad")}
                continue
            is_late = answered is None or answered > uiterste
            for dag, is_told in ((uiterste, False), (uiterste + timedelta(days=1 + wait), is_late)):
                items = {item.kenmerk: item.dag for item in Gelezen.build(stad, dag, only="stad").read("stad")}
                assert (kenmerk in items) == is_told
                assert items.get(kenmerk, uiterste + timedelta(days=1)) == uiterste + timedelta(days=1)


def list_answers(advies: Advies) -> list[tuple[str, date | None]]:
    """Return when the advice was acknowledged and answered; an answer acknowledges too."""
    reactie = advies.reactie.datum if advies.reactie else None
    known = [dag for dag in (advies.ontvangstbevestiging, reactie) if dag]
    return [("bevestiging", min(known, default=None)), ("reactie", reactie)]


@bounded
@given(GESCHIEDENISSEN, DAYS)
def test_week_is_told_once_when_it_is_over(verloop: Geschiedenis, peildatum: date) -> None:
    """One item for every week that is over and in which the wijk had news, dated by the Monday after it."""
    stad = verloop.find(peildatum)
    site = Gelezen.build(stad, peildatum)
    for wijk in WIJKEN:
        code = wijk.code.lower()
        news = site.read(code)
        weeks = {
            week: list(items)
            for week, items in groupby(news, key=lambda item: item.dag.isocalendar()[:2])
            if date.fromisocalendar(*week, 7) < peildatum
        }
        told = site.read(f"{code} per week")
        assert [f"week:{code}:{jaar}-w{week:02}" for jaar, week in weeks] == [item.kenmerk for item in told]
        assert [date.fromisocalendar(*week, 7) + timedelta(days=1) for week in weeks] == [item.dag for item in told]
        for item, happened in zip(told, weeks.values(), strict=True):
            assert len(happened) == item.html.count("<li>")


@bounded
@given(GESCHIEDENISSEN, DAYS)
def test_uid_is_there_once_and_hangs_on_nothing_that_changes(verloop: Geschiedenis, peildatum: date) -> None:
    """A UID is there once in a calendar, means the same in each, and stays with other words, addresses and dates."""
    stad = verloop.find(peildatum)
    before = read_calendars(stad, peildatum)
    for entries in before.values():
        for uid, event in entries.items():
            assert event.to_ical() == before["Waterzande"][uid].to_ical()
    reworded = read_calendars(change_stad(stad, reword), peildatum, "https://elders.example/wijken")
    assert [set(entries) for entries in before.values()] == [set(entries) for entries in reworded.values()]
    later = read_calendars(change_stad(stad, next_year), next_year("", peildatum))
    assert [set(entries) for entries in before.values()] == [set(entries) for entries in later.values()]


@bounded
@given(GESCHIEDENISSEN)
def test_calendar_entry_never_leaves_and_never_goes_back(verloop: Geschiedenis) -> None:
    """Over a whole history: no entry leaves, SEQUENCE never goes down, and goes up whenever an entry changes.

    An entry changes when it is moved or cancelled. LAST-MODIFIED goes back only for an advice, and only in a version
    with a higher SEQUENCE: an answer has a day, and nobody says on which day it was entered. Not held by data alone:
    a public meeting that is made private leaves, unless a correction says that it was open (`was`).
    """
    for (_, old), (dag, new) in pairwise(verloop.standen):
        before, after = (read_calendars(stad, dag, pages=("", "wijken/haven/")) for stad in (old, new))
        for name, entries in before.items():
            assert entries.keys() <= after[name].keys()
        for uid, then in before["Waterzande"].items():
            now = after["Waterzande"][uid]
            changed = describe(then) != describe(now) or then["STATUS"] != now["STATUS"]
            assert then["SEQUENCE"] <= now["SEQUENCE"]
            raised = then["SEQUENCE"] < now["SEQUENCE"]
            assert raised or not changed
            assert (then["STATUS"], now["STATUS"]) != ("CANCELLED", "CONFIRMED")
            assert then.decoded("LAST-MODIFIED") <= now.decoded("LAST-MODIFIED") or (
                raised and uid.startswith("advies.")
            )


@bounded
@given(GESCHIEDENISSEN, st.lists(DAYS, min_size=2, max_size=4))
def test_calendar_only_grows_with_time(verloop: Geschiedenis, days: list[date]) -> None:
    """While nobody edits, a later day only adds entries, and changes none but a term: stopped, or answered.

    Such a change has a higher SEQUENCE: a calendar that knows the old entry would keep it otherwise.
    """
    stad = verloop.find(EINDE)
    for first, then in pairwise(sorted(days)):
        before, after = (read_calendars(stad, day, pages=("",))["Waterzande"] for day in (first, then))
        assert before.keys() <= after.keys()
        for uid, event in before.items():
            moved = describe(event) != describe(after[uid])
            assert event["SEQUENCE"] + moved <= after[uid]["SEQUENCE"]
            assert not moved or uid.startswith("advies.")
            alarms = (len(event.walk("VALARM")), len(after[uid].walk("VALARM")))
            assert alarms[0] == alarms[1] or event["SEQUENCE"] < after[uid]["SEQUENCE"]


@bounded
@given(GESCHIEDENISSEN)
def test_status_follows_the_record(verloop: Geschiedenis) -> None:
    """Cancelled and withdrawn is CANCELLED, and all else CONFIRMED; each change of a record counts once."""
    stad = verloop.find(EINDE)
    events = read_calendars(stad, EINDE, pages=("",))["Waterzande"]
    host = SITEURL.removeprefix("https://")
    for loting in stad.lotingen:
        event = events[f"loting.{loting.id}.trekking@{host}"]
        assert event["STATUS"] == ("CANCELLED" if loting.afgelast else "CONFIRMED")
        assert event["SEQUENCE"] == len(loting.wijzigingen) + bool(loting.afgelast)
    for voorstel in stad.voorstellen:
        if voorstel.inspraak:
            event = events[f"voorstel.{voorstel.id}.inspraak@{host}"]
            moves = sum(wijziging.is_verzet for wijziging in voorstel.wijzigingen)
            assert event["STATUS"] == ("CANCELLED" if voorstel.ingetrokken else "CONFIRMED")
            assert event["SEQUENCE"] == moves + bool(voorstel.ingetrokken)
