"""Small charts as frozen values: numbers in, rectangles, words and lines with their places out.

It knows nothing of the domain and nothing of HTML: `macros/grafiek.html` draws what stands here, and gives the same
numbers as a table. A series is told apart by its pattern and its place, so colour is never the only sign. A drawing is
360 units wide, which is a phone: on a wider screen it grows until its words are as large as the text around it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

BREEDTE = 360
_LINE, _BAR, _GAP = 18, 14, 12
"""The height of a line of words and of a bar, and the room between two groups."""
_VALUE = 92
"""The room to the right of the longest bar, for its number in words."""
_LETTER = 6.2
"""How wide a letter is on average, to see whether a word fits."""

Waarde = int | float | str | None
"""A number; or words instead of it, such as “te klein”; or None, where nothing is known."""


@dataclass(frozen=True, slots=True)
class Vak:
    """A rectangle in the pattern of a series: 0 is full, 1 striped, 2 dotted, 3 open."""

    x: float
    y: float
    breedte: float
    hoogte: float
    reeks: int


@dataclass(frozen=True, slots=True)
class Woord:
    """Words on a base line; `anker` says whether x is their start, middle or end."""

    x: float
    y: float
    tekst: str
    anker: str = "start"


@dataclass(frozen=True, slots=True)
class Lijn:
    """A line; `soort` is “as” for an axis and “grens” for a bound."""

    x1: float
    y1: float
    x2: float
    y2: float
    soort: str


@dataclass(frozen=True, slots=True)
class Grafiek:
    """A chart with its text alternative: a title, what there is to see, and the same numbers as the rows of a table."""

    titel: str
    omschrijving: str
    hoogte: float
    vakken: tuple[Vak, ...]
    woorden: tuple[Woord, ...]
    lijnen: tuple[Lijn, ...]
    kop: tuple[str, ...]
    rijen: tuple[tuple[str, ...], ...]


def make_stapels(
    titel: str, omschrijving: str, kop: Sequence[str], rijen: Sequence[tuple[str, str, Sequence[int]]]
) -> Grafiek:
    """Make stacked horizontal bars on one scale; a row is its label, what to say of it, and a number per series.

    `kop` names the first column and then the series.
    """
    vakken, woorden, y = _make_legenda(kop[1:])
    most = max((sum(values) for _, _, values in rijen), default=0)
    for label, remark, values in rijen:
        woorden += [Woord(0, y + 12, label), Woord(BREEDTE, y + 12, remark, "end")]
        x = 0.0
        for reeks, value in enumerate(values):
            width = _scale(value, most, BREEDTE)
            if value:
                # The last unit is left open, so that two parts do not run into each other.
                vakken.append(Vak(round(x, 1), y + _LINE, round(width - 1, 1), _BAR, reeks))
            x += width
        y += _LINE + _BAR + _GAP
    table = tuple((label, *map(str, values)) for label, _, values in rijen)
    return Grafiek(titel, omschrijving, y, tuple(vakken), tuple(woorden), (), tuple(kop), table)


def make_staven(
    titel: str,
    omschrijving: str,
    kop: Sequence[str],
    rijen: Sequence[tuple[str, Sequence[Waarde]]],
    write: Callable[[int | float], str],
    reeksen: Sequence[int] = (0, 1, 3),
) -> Grafiek:
    """Make groups of horizontal bars; a row is its label and a value per series, which `write` puts into words.

    `reeksen` gives the pattern of each series. A value in words has no bar, and one that is not known says so.
    """
    vakken, woorden, y = _make_legenda(kop[1:], reeksen)
    most = max((value for _, values in rijen for value in values if isinstance(value, int | float)), default=0)
    table = []
    for label, values in rijen:
        woorden.append(Woord(0, y + 12, label))
        y += _LINE
        words = [_write(value, write) for value in values]
        for reeks, naam, value, said in zip(reeksen, kop[1:], values, words, strict=False):
            if isinstance(value, int | float):
                width = round(_scale(value, most, BREEDTE - _VALUE), 1)
                vakken.append(Vak(0, y, width, _BAR, reeks))
                woorden.append(Woord(round(width + 6, 1), y + 11, said))
            else:
                woorden.append(Woord(0, y + 11, f"{naam}: {said}"))
            y += _BAR + 3
        y += _GAP
        table.append((label, *words))
    return Grafiek(titel, omschrijving, y, tuple(vakken), tuple(woorden), (), tuple(kop), tuple(table))


def make_verdeling(
    titel: str,
    omschrijving: str,
    kop: Sequence[str],
    punten: Sequence[tuple[int, int]],
    grenzen: Sequence[tuple[int, str]],
) -> Grafiek:
    """Make a histogram of days by whole weeks: a point is (days, series), a bound (days, what it is called).

    There are never more than fourteen columns; each is as many weeks wide as that takes.
    """
    vakken, woorden, top = _make_legenda(kop[1:])
    last = max([days for days, _ in punten] + [days for days, _ in grenzen], default=0)
    weeks = max(1, ceil((last + 1) / (7 * 14)))
    step, columns = 7 * weeks, ceil((last + 1) / (7 * weeks))
    counts = [[0] * (len(kop) - 1) for _ in range(columns)]
    for days, reeks in punten:
        counts[days // step][reeks] += 1
    most = max((sum(column) for column in counts), default=0)
    # The names of the bounds stand above the drawing, one to a line.
    floor, width = top + 6 + _LINE * len(grenzen) + 110, BREEDTE / columns
    lijnen = [Lijn(0, floor, BREEDTE, floor, "as")]
    table = []
    for number, column in enumerate(counts):
        x, y = round(number * width, 1), float(floor)
        for reeks, value in enumerate(column):
            if height := round(_scale(value, most, 92), 1):
                y = round(y - height, 1)
                vakken.append(Vak(x + 2, y, round(width - 4, 1), max(height - 1, 1), reeks))
        if sum(column):
            woorden.append(Woord(round(x + width / 2, 1), y - 4, str(sum(column)), "middle"))
            table.append((f"{number * step} tot en met {number * step + step - 1}", *map(str, column)))
    # A label where it does not run into the next one.
    every = ceil(len(str(last)) * _LETTER * 1.6 / width)
    woorden += [
        Woord(round(number * width, 1), floor + 15, str(number * step), "middle" if number else "start")
        for number in range(0, columns, every)
    ]
    woorden.append(Woord(BREEDTE, floor + 31, "dagen", "end"))
    for number, (days, naam) in enumerate(grenzen):
        x, y = round((days + 1) / step * width, 1), top + 6 + _LINE * number
        lijnen.append(Lijn(x, y, x, floor, "grens"))
        fits = x + 5 + len(naam) * _LETTER < BREEDTE
        woorden.append(Woord(round(x + 5 if fits else x - 5, 1), y + 11, naam, "start" if fits else "end"))
    return Grafiek(
        titel, omschrijving, floor + 36, tuple(vakken), tuple(woorden), tuple(lijnen), tuple(kop), tuple(table)
    )


def _make_legenda(names: Sequence[str], reeksen: Sequence[int] = (0, 1, 2, 3)) -> tuple[list[Vak], list[Woord], int]:
    """Return the legend, two names to a line, and the height under it."""
    vakken, woorden = [], []
    for number, (reeks, naam) in enumerate(zip(reeksen, names, strict=False)):
        x, y = number % 2 * BREEDTE // 2, number // 2 * _LINE
        vakken.append(Vak(x, y + 1, 22, 12, reeks))
        woorden.append(Woord(x + 28, y + 11, naam))
    return vakken, woorden, (len(names) + 1) // 2 * _LINE + 8


def _scale(value: float, most: float, length: float) -> float:
    """Return how long a value is; one that is there can be seen, however small."""
    return max(value / most * length, 2.0) if value and most else 0.0


def _write(value: Waarde, write: Callable[[int | float], str]) -> str:
    if value is None:
        return "niet bekend"
    return value if isinstance(value, str) else write(value)
