"""Clocks as bars: how much of a term has passed, where its last day is, and how far beyond it things went.

What stands here are places; `macros/klok.html` draws them. The words say all that the bar shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wijkdemocratie.termijn import Klok, Klokstand
from wijkdemocratie.text import format_aantal, format_datum

BREEDTE = 200
"""How wide a bar is, in units of its own."""


@dataclass(frozen=True, slots=True)
class Klokbalk:
    """A bar from the start of a clock: full up to `vol`, late from `grens` over `laat`; `grens` is the last day."""

    vol: float
    grens: float
    laat: float
    woorden: str


def draw_klok(peildatum: date, klok: Klok) -> Klokbalk | None:
    """Return the bar of a clock that has started and has a last day that counts; None for any other."""
    if klok.begin is None or klok.uiterste is None or klok.stand is Klokstand.VERVALLEN:
        return None
    term, passed = max((klok.uiterste - klok.begin).days, 1), klok.verstreken
    length = max(term, passed)

    def place(days: int) -> float:
        return round(days / length * BREEDTE, 1)

    grens = place(term)
    return Klokbalk(
        place(min(term, passed)),
        grens,
        round(place(passed) - grens, 1) if passed > term else 0.0,
        _tell(peildatum, klok, term, passed),
    )


def _tell(peildatum: date, klok: Klok, term: int, passed: int) -> str:
    """Say it in days of the calendar, whatever the unit of the term is and also where the clock stood still."""
    days = format_aantal(passed, "dag", "dagen")
    if passed > term:
        last = f"dag {term} was de laatste"
        return f"Het duurde {days}; {last}." if klok.klaar else f"{format_datum(peildatum)} is dag {passed}; {last}."
    if klok.klaar:
        return f"Het duurde {days} van de {term}."
    return f"Op {format_datum(peildatum)} {'is' if passed == 1 else 'zijn'} {passed} van de {term} dagen voorbij."
