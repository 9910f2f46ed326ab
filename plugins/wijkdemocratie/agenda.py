"""iCalendar by icalendar (RFC 5545): meetings, draws, and the days on which something opens or closes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from icalendar import Alarm, Calendar, Event, Timezone, vText

from .geheugen import remember
from .model import (
    TIJDZONE,
    Advies,
    Bijeenkomst,
    Klokbegin,
    Kloksoort,
    Loting,
    Stad,
    Voorstel,
    Wijziging,
    Wijzigingsoort,
)
from .model.groepen import Afgelast
from .model.stukken import Ingetrokken
from .pages import Agendabron, Site
from .select import Bereik, bereik_van, find_intrekking, name_gebied
from .termijn import Klok, compute_uiterste, read_klokken
from .text import end_sentence, format_aantal, format_datum, format_periode

_TIMEZONE = """BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""
"""A constant, so that a newer time zone library changes no calendar. The rules of the EU since 1996."""

_END = b"END:VCALENDAR"


@dataclass(frozen=True, slots=True)
class Afspraak:
    """One calendar entry. `begin` and `einde` are both days (`einde` included) or both moments.

    Without `einde` nobody said how long it takes; a calendar then shows the moment alone (RFC 5545, 3.6.1).

    `sinds` is the day on which it was known; `alarm` reminds on the evening before. `versie` counts what the record
    itself tells of it beside `wijzigingen`.
    """

    kenmerk: str
    titel: str
    begin: date
    einde: date | None
    regels: tuple[str, ...]
    record: Advies | Bijeenkomst | Loting | Voorstel
    sinds: date
    plaats: str | None = None
    wijzigingen: tuple[Wijziging, ...] = ()
    afgelast: Afgelast | None = None
    alarm: bool = False
    versie: int = 0


def render_agenda(site: Site, bron: Agendabron) -> bytes:
    """Return the calendar as bytes: CRLF, folded at 75 octets, entries in order of their identity."""
    stad = site.stad
    calendar = Calendar()
    calendar.add("prodid", f"-//Wijken aan Zet//{stad.gemeente.naam}//NL")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", bron.titel)
    calendar.add("x-wr-calname", bron.titel)
    calendar.add("description", bron.omschrijving)
    calendar.add("url", site.absoluut(bron.pagina))
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    calendar.add_component(_read_timezone())
    frame, end, rest = calendar.to_ical().rpartition(_END)
    entries = (
        ics
        for bereik, ics in _render_afspraken(site)
        if bron.wijken is None or not bron.wijken.isdisjoint(bereik.wijken)
    )
    return b"".join([frame, *entries, end, rest])


@remember
def _render_afspraken(site: Site) -> tuple[tuple[Bereik, bytes], ...]:
    """Return where each entry shows, and how it stands in the calendar of every area: each is rendered once."""
    return tuple(
        (bereik_van(site.stad, afspraak.record), _make_event(site, afspraak).to_ical())
        for afspraak in list_afspraken(site.stad, site.peildatum)
    )


@cache
def _read_timezone() -> Timezone:
    timezone = Timezone.from_ical(_TIMEZONE)
    if not isinstance(timezone, Timezone):
        raise TypeError("the constant is not one VTIMEZONE")
    return timezone


def list_afspraken(stad: Stad, peildatum: date) -> list[Afspraak]:
    """Return every entry that is known on `peildatum`. What was cancelled stays, and says so."""
    found = (
        *_list_lotingen(stad),
        *_list_bijeenkomsten(stad),
        *_list_inspraak(stad),
        *_list_termijnen(stad, peildatum),
    )
    return sorted((item for item in found if item.sinds <= peildatum), key=lambda item: item.kenmerk)


def _list_lotingen(stad: Stad) -> Iterator[Afspraak]:
    for loting in stad.lotingen:
        trekking = Afspraak(
            f"loting.{loting.id}.trekking",
            loting.naam,
            loting.trekking,
            None,
            (
                f"Er zijn {format_aantal(loting.plaatsen, 'plaats', 'plaatsen')}.",
                f"U kunt meedoen vanaf {loting.minimumleeftijd} jaar.",
            ),
            loting,
            loting.aangekondigd_op,
            loting.plaats,
            loting.wijzigingen,
            loting.afgelast,
        )
        aanmelden = replace(
            trekking,
            kenmerk=f"loting.{loting.id}.aanmelden",
            titel=f"aanmelden: {loting.naam}",
            begin=loting.aanmelden.van,
            einde=loting.aanmelden.tot,
            plaats=None,
        )
        yield from (trekking, aanmelden, _make_laatste_dag(aanmelden))


def _make_laatste_dag(window: Afspraak) -> Afspraak:
    """Make the entry of the last day of a window, that reminds on the evening before."""
    return replace(
        window,
        kenmerk=f"{window.kenmerk}.laatste-dag",
        titel=f"laatste dag: {window.titel}",
        begin=window.einde or window.begin,
        alarm=True,
    )


def _list_bijeenkomsten(stad: Stad) -> Iterator[Afspraak]:
    for record in stad.bijeenkomsten:
        turns = [item for item in record.wijzigingen if item.was and item.was.openbaar is not None]
        # Who has it in a calendar is told that it is off for them: an entry that leaves a feed stays in many a program.
        closed = next(
            (item for item in reversed(turns) if item.was and item.was.openbaar and not record.openbaar), None
        )
        if record.openbaar or closed:
            yield Afspraak(
                f"bijeenkomst.{record.id}",
                record.naam,
                record.begin,
                record.einde,
                (record.toelichting,) if record.toelichting else (),
                record,
                record.aangekondigd_op,
                record.plaats,
                record.wijzigingen,
                record.afgelast or (Afgelast(datum=closed.datum, reden=closed.toelichting) if closed else None),
                versie=len(turns),
            )


def _list_inspraak(stad: Stad) -> Iterator[Afspraak]:
    for voorstel in stad.voorstellen:
        if inspraak := voorstel.inspraak:
            ingetrokken = voorstel.ingetrokken
            # Another wijk or a correction of the text changes nothing in a calendar.
            moves = tuple(item for item in voorstel.wijzigingen if item.is_verzet)
            window = Afspraak(
                f"voorstel.{voorstel.id}.inspraak",
                f"reageren: {voorstel.titel}",
                inspraak.van,
                inspraak.tot,
                (inspraak.hoe,),
                voorstel,
                _find_bekend(voorstel, [inspraak.van, *(item.was.van for item in moves if item.was and item.was.van)]),
                wijzigingen=moves,
                afgelast=_make_afgelast(ingetrokken) if ingetrokken else None,
            )
            yield from (window, _make_laatste_dag(window))


def _make_afgelast(einde: Ingetrokken) -> Afgelast:
    return Afgelast(datum=einde.datum, reden=einde.reden)


def _find_bekend(voorstel: Voorstel, openings: list[date]) -> date:
    """Return the day from which a proposal is known: also the first opening of inspraak that was moved later on."""
    steps = [stap.datum.einde for stap in voorstel.stappen]
    return min([*openings, *steps, *([voorstel.opgenomen_op] if voorstel.opgenomen_op else [])])


def _tell_stand(klok: Klok) -> str:
    """Return what the title of a last day begins with: a program may show no more than that."""
    if klok.klaar:
        return "gedaan: "
    return "" if klok.uiterste else "staat stil: "


def _list_termijnen(stad: Stad, peildatum: date) -> Iterator[Afspraak]:
    """Yield the last day of every term of every advice; an entry stays when the answer is there.

    Each suspension makes a new version, its end another, and so does the answer; and so does the acknowledgement, on
    which a clock may wait, and every correction.
    """
    for advies in stad.adviezen:
        klokken = read_klokken(stad, advies, peildatum)
        # A correction may be one of a date, and that moves a last day; another wijk changes nothing in a calendar.
        moves = tuple(item for item in advies.wijzigingen if item.soort is not Wijzigingsoort.WIJK_TOEGEVOEGD)
        for soort, naam, titel in (
            (Kloksoort.ADVIES, "vraag", "laatste dag om advies te geven"),
            (Kloksoort.BEVESTIGING, "bevestiging", "de gemeente bevestigt de ontvangst uiterlijk"),
            (Kloksoort.REACTIE, "reactie", "de gemeente antwoordt uiterlijk"),
        ):
            einde = find_intrekking(stad, advies, peildatum) if soort is Kloksoort.ADVIES else None
            # What is off stays where it was on the day that it went off.
            klok = read_klokken(stad, advies, einde.datum)[soort] if einde else klokken[soort]
            if klok.begin and klok.termijn:
                # Without an end of a suspension the last day is not known; until then the entry stays where it was.
                dag = compute_uiterste(klok.begin, klok.termijn, klok.opschortingen)
                ends = [stop.tot for stop in klok.opschortingen if stop.tot]
                waited = (
                    klok.termijn.start is Klokbegin.BEVESTIGING
                    and advies.ontvangstbevestiging is not None
                    and advies.ontvangstbevestiging <= peildatum
                )
                over = [tot + timedelta(days=1) for tot in ends if tot < peildatum and not klok.klaar]
                yield Afspraak(
                    f"advies.{advies.id}.{naam}",
                    f"{_tell_stand(klok) if not einde else ''}{titel}: {advies.titel}",
                    dag,
                    dag,
                    (*(["Het voorstel is ingetrokken."] if einde else []), *_describe_termijn(klok)),
                    advies,
                    max([klok.begin, *(stop.van for stop in klok.opschortingen), *over, klok.klaar or klok.begin]),
                    wijzigingen=moves,
                    afgelast=_make_afgelast(einde) if einde else None,
                    alarm=not klok.klaar and klok.uiterste is not None,
                    versie=len(klok.opschortingen) + len(ends) + bool(klok.klaar) + waited,
                )


def _describe_termijn(klok: Klok) -> Iterator[str]:
    if klok.klaar:
        yield f"Gedaan op {format_datum(klok.klaar)}."
    for stop in klok.opschortingen:
        when = f"van {format_periode(stop.van, stop.tot)}" if stop.tot else f"vanaf {format_datum(stop.van)}"
        yield end_sentence(f"De termijn staat stil {when}: {stop.reden}")
    if not klok.klaar and not klok.uiterste:
        yield "De laatste dag is nog niet bekend."
    if klok.termijn:
        yield end_sentence(f"Dit is een {klok.termijn.label}. Bron: {klok.termijn.bron}")


def _make_event(site: Site, afspraak: Afspraak) -> Event:
    stad = site.stad
    changed = [wijziging for wijziging in afspraak.wijzigingen if wijziging.datum <= site.peildatum]
    cancelled = afspraak.afgelast if afspraak.afgelast and afspraak.afgelast.datum <= site.peildatum else None
    stamp = max([afspraak.sinds, *(item.datum for item in changed), *([cancelled.datum] if cancelled else [])])
    gebied = name_gebied(stad, bereik_van(stad, afspraak.record))
    voorbeeld = afspraak.record.voorbeeld
    regels = [
        *(["Dit is een verzonnen voorbeeld."] if voorbeeld else []),
        *([f"Gaat niet door: {cancelled.reden}"] if cancelled else []),
        *(item.toelichting for item in changed),
        *afspraak.regels,
        site.absoluut(afspraak.record),
    ]
    event = Event()
    event.add("uid", f"{afspraak.kenmerk}@{stad.gemeente.naamruimte.partition(',')[0]}")
    moment = datetime.combine(stamp, time(), tzinfo=TIJDZONE).astimezone(UTC)
    event.add("dtstamp", moment)
    event.add("last-modified", moment)
    event.add("sequence", afspraak.versie + len(changed) + bool(cancelled))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    # Many a program hides STATUS, so the title says it too.
    titel = f"gaat niet door: {afspraak.titel}" if cancelled else afspraak.titel
    event.add("summary", f"{'Voorbeeld – ' if voorbeeld else ''}{gebied}: {titel}")
    event.add("description", "\n".join(regels))
    event.add("dtstart", afspraak.begin)
    is_moment = isinstance(afspraak.begin, datetime)
    if afspraak.einde:
        # A day-long entry ends before the day that DTEND names (RFC 5545, 3.6.1).
        event.add("dtend", afspraak.einde if is_moment else afspraak.einde + timedelta(days=1))
    event.add("transp", "OPAQUE" if is_moment else "TRANSPARENT")
    event.add("url", site.absoluut(afspraak.record))
    if afspraak.plaats:
        event.add("location", vText(afspraak.plaats))
    if afspraak.alarm and not cancelled:
        event.add_component(_make_alarm(str(event["summary"])))
    return event


def _make_alarm(text: str) -> Alarm:
    """Make a reminder at seven in the evening before a day-long entry."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    alarm.add("trigger", timedelta(hours=-5))
    return alarm
