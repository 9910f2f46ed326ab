"""Rules across records: one small function each, with an id that stays the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from wijkdemocratie.model import Stad
from wijkdemocratie.problems import Problem, Problems

# Each of these puts its rules in the list.
from . import (  # noqa: F401
    beelden,
    getallen,
    herleidbaar,
    kaart,
    klokken,
    kosten,
    links,
    namen,
    personen,
    postcodes,
    spelregels,
    ver_weg,
    verdwenen,
    verwijzingen,
    verzet,
    volgorde,
    wijzigingen,
)
from .ontheffingen import is_waived
from .regel import REGELS, Bekend, Datums, Regel, Zaak
from .verdwenen import read_bekend
from .verzet import read_datums

__all__ = ["REGELS", "Bekend", "Regel", "check_stad", "read_bekend", "read_datums"]


def check_stad(
    stad: Stad, problems: Problems, peildatum: date, bekend: tuple[Bekend, ...] = (), datums: Datums | None = None
) -> None:
    """Add what the rules across records find, except where a waiver holds on `peildatum`.

    `problems` holds what reading found: a record in a file with an error may be missing, and is not told of again.
    `bekend` and `datums` hold what the published site told.
    """
    zaak = Zaak(stad, peildatum, frozenset(problem.where.path for problem in problems.errors), bekend, datums or {})
    problems.extend(_list_problems(zaak, laat=False))
    if not problems.errors:
        problems.extend(_list_problems(zaak, laat=True))


def _list_problems(zaak: Zaak, *, laat: bool) -> Iterator[Problem]:
    for regel in REGELS.values():
        if regel.laat is laat:
            for where, message, hint in regel.toets(zaak):
                problem = Problem(where, regel.id, message, hint, regel.severity)
                if not is_waived(problem, zaak):
                    yield problem
