"""Rules across records: one small function each, with an id that stays the same."""

from __future__ import annotations

from datetime import date

from wijkdemocratie.model import Stad
from wijkdemocratie.problems import Problem, Problems

# Each of these puts its rules in the list.
from . import getallen, herleidbaar, namen, personen, spelregels, verwijzingen, volgorde  # noqa: F401
from .ontheffingen import is_waived
from .regel import REGELS, Regel, Zaak

__all__ = ["REGELS", "Regel", "check_stad"]


def check_stad(stad: Stad, problems: Problems, peildatum: date) -> None:
    """Add what the rules across records find, except where a waiver holds on `peildatum`.

    `problems` holds what reading found: a record in a file with an error may be missing, and is not told of again.
    """
    zaak = Zaak(stad, peildatum, frozenset(problem.where.path for problem in problems.errors))
    found = (
        Problem(bevinding.where, regel.id, bevinding.message, bevinding.hint, regel.severity)
        for regel in REGELS.values()
        for bevinding in regel.toets(zaak)
    )
    problems.extend(problem for problem in found if not is_waived(problem, zaak))
