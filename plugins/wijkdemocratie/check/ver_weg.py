"""Dates so far ahead that a finger slipped: nothing is shown before its day, so the mistake would hide in silence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, get_args

from wijkdemocratie.model import Deel, Deeldatum
from wijkdemocratie.problems import Severity

from .regel import Bevinding, Zaak, regel

_AHEAD = 5
"""Years after the peildatum from which a date is questioned."""

_Path = tuple[str, ...]


@regel("datum-ver-weg", Severity.WAARSCHUWING)
def check_ver_weg(zaak: Zaak) -> Iterator[Bevinding]:
    """A date lies no more than some years ahead: in 2062 stands what somebody meant for 2026, and nobody sees it."""
    stad, last = zaak.stad, zaak.peildatum.year + _AHEAD
    for record in (stad.gemeente, *stad.wijken, *stad.wijkscans, *stad.voorstellen, *stad.adviezen):
        for path, year in _find_years(record, _list_date_fields(type(record)), last):
            yield Bevinding(
                record.place_of(*path),
                f"het jaar {year} is meer dan {_AHEAD} jaar vooruit; tot die dag blijft dit verborgen",
                _tell_year(year, zaak.peildatum.year),
            )


def _tell_year(year: int, now: int) -> str:
    near = [one for one in range(now - 1, now + _AHEAD + 1) if sorted(str(one)) == sorted(str(year))]
    return f"bedoelde u {near[0]}? Klopt het jaar, dan hoeft u niets te doen" if near else "kijk het jaar na"


def _find_years(
    value: Any, fields: tuple[_Path, ...], last: int, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], int]]:
    for field in fields:
        yield from _follow(value, field, last, path)


def _follow(
    value: Any, field: _Path, last: int, path: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], int]]:
    for index, step in enumerate(field):
        value = getattr(value, step)
        path = (*path, step)
        if value is None:
            return
        if isinstance(value, tuple):
            for number, item in enumerate(value):
                yield from _follow(item, field[index + 1 :], last, (*path, number))
            return
    year = value.jaar if isinstance(value, Deeldatum) else value.year
    if year > last:
        yield path, year


@cache
def _list_date_fields(kind: type[Deel]) -> tuple[_Path, ...]:
    """Return the steps to every date that a record of this kind may hold."""
    return tuple(_walk(kind))


def _walk(kind: Any) -> Iterator[_Path]:
    for name, field in kind.model_fields.items():
        for found in _leaves(field.annotation):
            if issubclass(found, date | Deeldatum):
                yield (name,)
            elif issubclass(found, Deel):
                yield from ((name, *rest) for rest in _walk(found))


def _leaves(kind: Any) -> Iterator[type]:
    if isinstance(kind, type) and not get_args(kind):
        yield kind
    for part in get_args(kind):
        yield from _leaves(part)
