"""Weeks in which something happened, for who wants one message a week."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from wijkdemocratie.model import TIJDZONE

from .gebeurtenis import Gebeurtenis


@dataclass(frozen=True, slots=True)
class Week:
    """One week that is over, from a Monday, with what happened in it, newest first."""

    maandag: date
    gebeurtenissen: tuple[Gebeurtenis, ...]

    @property
    def naam(self) -> str:
        """The year and week by ISO 8601: `2026-w47`."""
        jaar, nummer, _day = self.maandag.isocalendar()
        return f"{jaar}-w{nummer:02}"

    @property
    def zondag(self) -> date:
        """The last day of the week."""
        return self.maandag + timedelta(days=6)

    @property
    def moment(self) -> datetime:
        """When the week was over: the Monday after it begins."""
        return datetime.combine(self.maandag + timedelta(days=7), time(), tzinfo=TIJDZONE)


def list_weken(gebeurtenissen: Iterable[Gebeurtenis], peildatum: date) -> tuple[Week, ...]:
    """Return the weeks that are over and in which something happened, newest first; the events must be so too."""
    weken = (
        Week(maandag, tuple(items))
        for maandag, items in groupby(gebeurtenissen, key=lambda item: _find_maandag(item.moment.date()))
    )
    return tuple(week for week in weken if week.moment.date() <= peildatum)


def _find_maandag(day: date) -> date:
    return day - timedelta(days=day.weekday())
