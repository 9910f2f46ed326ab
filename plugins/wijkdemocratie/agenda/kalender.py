"""From entries to iCalendar bytes."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from functools import cache

from icalendar import Alarm, Calendar, Event, Timezone, vText

from wijkdemocratie.geheugen import remember
from wijkdemocratie.model import (
    TIJDZONE,
)
from wijkdemocratie.pages import Agendabron, Site
from wijkdemocratie.select import Bereik, bereik_van, name_gebied
from wijkdemocratie.werkers import spread

from .afspraak import Afspraak, list_afspraken

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
    afspraken = list_afspraken(site.stad, site.peildatum)
    rendered = spread(lambda afspraak: _make_event(site, afspraak).to_ical(), afspraken, portion=100)
    return tuple(
        (bereik_van(site.stad, afspraak.record), ics) for afspraak, ics in zip(afspraken, rendered, strict=True)
    )


@cache
def _read_timezone() -> Timezone:
    timezone = Timezone.from_ical(_TIMEZONE)
    if not isinstance(timezone, Timezone):
        raise TypeError("the constant is not one VTIMEZONE")
    return timezone


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
