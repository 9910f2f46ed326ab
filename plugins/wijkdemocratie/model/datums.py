"""Days and moments: how they are written in a file, and what is wrong when they are not."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

from .bedoeld import mean_dag, mean_moment
from .velden import make_fault, quote

TIJDZONE = ZoneInfo("Europe/Amsterdam")

# [0-9] and not \d: that also knows the digits of other scripts.
_DAG = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]([0-9]{2}:[0-9]{2})")
_JAREN = range(1900, 2101)  # outside of it a year is a slip, and counting days could run out of the calendar


def _parse_dag(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if not _DAG.fullmatch(value):
        raise make_fault("datum-ongeldig", f"{quote(value)} is geen datum", _tell_dag(value))
    _check_jaar(value)
    try:
        return date.fromisoformat(value)
    except ValueError:
        meant = mean_dag(value)
        hint = f"bedoelde u {meant}?" if meant else "kijk de maand en de dag na in een kalender"
        raise make_fault("datum-ongeldig", f"de dag {quote(value)} bestaat niet", hint) from None


def _tell_dag(value: str) -> str:
    """Return the tip for what is no day."""
    if meant := mean_dag(value):
        without = mean_moment(value) and "hier hoort alleen een dag, zonder tijd; "
        return f"{without}bedoelde u {meant}?"
    if re.fullmatch(r"[0-9]{4}(-[0-9]{2})?", value):
        return "hier hoort een hele datum, met de dag erbij, zoals: 2026-11-23"
    return "schrijf jaar-maand-dag, zoals: 2026-11-23"


def _check_jaar(value: str) -> None:
    if int(value[:4]) not in _JAREN:
        raise make_fault(
            "datum-ongeldig",
            f"het jaar in {quote(value)} kan niet kloppen",
            f"kies een jaar van {_JAREN[0]} tot en met {_JAREN[-1]}",
        )


def _parse_moment(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    found = _MOMENT.fullmatch(value)
    if not found:
        hint = "schrijf jaar-maand-dag uur:minuut, zoals: 2026-11-23 19:30"
        if meant := mean_moment(value):
            hint = f"bedoelde u {meant}?"
        elif meant := mean_dag(value):
            hint = f"zet de tijd achter de dag, zoals: {meant} 19:30"
        raise make_fault("datum-ongeldig", f"{quote(value)} is geen datum met tijd", hint)
    dag = _parse_dag(found[1])
    try:
        moment = datetime.fromisoformat(f"{dag}T{found[2]}").replace(tzinfo=TIJDZONE)
    except ValueError:
        raise make_fault(
            "datum-ongeldig",
            f"de tijd “{found[2]}” bestaat niet",
            "schrijf de tijd van 00:00 tot en met 23:59",
        ) from None
    # In the night that summer time begins one hour does not exist: going to UTC and back then moves the clock.
    if moment.astimezone(ZoneInfo("UTC")).astimezone(TIJDZONE).replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise make_fault(
            "datum-ongeldig",
            f"de tijd {quote(value)} bestaat niet, want dan gaat de zomertijd in",
            "kies een tijd voor 02:00 of vanaf 03:00",
        )
    return moment


class Deeldatum(BaseModel):
    """A date of which the day, or the month too, may be unknown: `2021-07-14`, `2021-07` or `2021`."""

    model_config = ConfigDict(frozen=True)

    jaar: int
    maand: int | None = None
    dag: int | None = None

    @model_validator(mode="before")
    @classmethod
    def _parse(cls, value: Any) -> Any:
        if hasattr(value, "place"):  # a mapping in a file; only this method itself makes one of years and months
            raise make_fault(
                "waarde-soort",
                "hier staat een blok of een lijst, en hier hoort een datum",
                "schrijf bijvoorbeeld: 2026-11",
            )
        if not isinstance(value, str):
            return value
        if re.fullmatch(r"[0-9]{4}", value):
            _check_jaar(value)
            return {"jaar": int(value)}
        if found := re.fullmatch(r"([0-9]{4})-([0-9]{2})", value):
            _check_jaar(value)
            if not 1 <= int(found[2]) <= 12:
                raise make_fault(
                    "datum-ongeldig", f"de maand {quote(value)} bestaat niet", "kies een maand van 01 tot 12"
                )
            return {"jaar": int(found[1]), "maand": int(found[2])}
        dag: date = _parse_dag(value)
        return {"jaar": dag.year, "maand": dag.month, "dag": dag.day}

    @property
    def begin(self) -> date:
        """The first day that it can be."""
        return date(self.jaar, self.maand or 1, self.dag or 1)

    @property
    def einde(self) -> date:
        """The last day that it can be: by then it had happened."""
        if self.dag:
            return self.begin
        month = self.maand or 12
        return date(self.jaar + month // 12, month % 12 + 1, 1) - timedelta(days=1)

    def __str__(self) -> str:
        return "-".join(f"{part:02}" for part in (self.jaar, self.maand, self.dag) if part)


Dag = Annotated[date, BeforeValidator(_parse_dag)]
"""A day, as `2026-11-23`."""
Moment = Annotated[datetime, BeforeValidator(_parse_moment)]
"""A point in time in Europe/Amsterdam, as `2026-11-23 19:30`."""
