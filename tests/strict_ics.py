"""A strict reader of iCalendar: the rules of RFC 5545, and those that keep a calendar in a phone right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar

ZONE = "Europe/Amsterdam"
_REQUIRED = ("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "STATUS", "SUMMARY", "DTSTART", "URL")


def list_ics_faults(content: bytes, siteurl: str, peildatum: date) -> list[str]:
    """Return every way in which a calendar breaks the rules, in words; nothing for a good one."""
    faults = list(_check_lines(content))
    try:
        calendar: Any = Calendar.from_ical(content)
    except ValueError as error:
        return [*faults, f"no calendar: {error}"]
    faults += [f"{name} is missing" for name in ("VERSION", "PRODID", "X-WR-CALNAME") if not calendar.get(name)]
    if "METHOD" in calendar:
        faults.append("METHOD makes it an invitation")
    faults += _check_zones(calendar)
    events = calendar.walk("VEVENT")
    if {component.name for component in calendar.subcomponents} - {"VEVENT", "VTIMEZONE"}:
        faults.append("a component that is no event")
    faults += [f"UID {uid} stands there {count} times" for uid, count in _count_uids(events) if count > 1]
    for event in events:
        faults += [f"{event.get('UID')}: {fault}" for fault in _check_event(event, siteurl, peildatum)]
    return faults


def _count_uids(events: list[Any]) -> Iterator[tuple[str, int]]:
    yield from Counter(str(event.get("UID")) for event in events).items()


def _check_lines(content: bytes) -> Iterator[str]:
    """RFC 5545, 3.1: lines end in CRLF and are at most 75 octets; no fold cuts a character in two."""
    if not content.endswith(b"END:VCALENDAR\r\n"):
        yield "does not end as a calendar"
    if re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", content.replace(b"\r\n", b"")):
        yield "a control character or a bare line end"
    for line in content.split(b"\r\n"):
        if len(line) > 75:
            yield f"line of {len(line)} octets"
        try:
            line.decode()
        except UnicodeDecodeError:
            yield "a fold inside a character"
    if b"\r\n\r\n" in content:
        yield "an empty line"


def _check_zones(calendar: Any) -> Iterator[str]:
    zones = [str(zone.get("TZID")) for zone in calendar.walk("VTIMEZONE")]
    if zones != [ZONE]:
        yield f"time zones: {zones}"


def _check_event(event: Any, siteurl: str, peildatum: date) -> Iterator[str]:
    yield from (f"{name} is missing" for name in _REQUIRED if name not in event)
    yield from (f"{name} is not ours to use" for name in ("ATTENDEE", "ORGANIZER", "RRULE", "VALARM") if name in event)
    if any(isinstance(value, list) for value in event.values()):
        yield "a property stands there twice"
    if event.errors:
        yield f"unreadable: {event.errors}"
    for name in ("DTSTAMP", "LAST-MODIFIED"):
        if name in event:
            yield from _check_stamp(name, event.decoded(name), peildatum)
    if event.get("STATUS") not in {"CONFIRMED", "CANCELLED", "TENTATIVE"}:
        yield f"STATUS is {event.get('STATUS')}"
    if not str(event.get("URL", "")).startswith(f"{siteurl}/"):
        yield "URL is not an address of this site"
    if re.search(r"<[a-zA-Z/!?]|&(amp|lt|gt|#\d+);", f"{event.get('SUMMARY')} {event.get('LOCATION')}"):
        yield "markup in the text"
    if "DTSTART" in event:
        yield from _check_times(event)


def _check_stamp(name: str, moment: Any, peildatum: date) -> Iterator[str]:
    if not isinstance(moment, datetime) or moment.utcoffset() != timedelta(0):
        yield f"{name} is not in UTC"
    elif moment.astimezone(ZoneInfo(ZONE)).date() > peildatum:
        yield f"{name} lies after the day of the build"


def _check_times(event: Any) -> Iterator[str]:
    begin, einde = event.decoded("DTSTART"), event.decoded("DTEND", None)
    if einde is None:
        # Only a moment may have no end; it takes no time then (RFC 5545, 3.6.1).
        if not isinstance(begin, datetime) or event["DTSTART"].params.get("TZID") != ZONE:
            yield "no end, and no moment in our zone"
        return
    if isinstance(begin, datetime) != isinstance(einde, datetime):
        yield "a moment and a day"
        return
    if not begin < einde:
        yield "ends before it begins"
    if isinstance(begin, datetime):
        if {event["DTSTART"].params.get("TZID"), event["DTEND"].params.get("TZID")} != {ZONE}:
            yield "a time without our zone"
    elif event["DTSTART"].params.get("VALUE") != "DATE" or einde - begin < timedelta(days=1):
        yield "a day that is no day"
