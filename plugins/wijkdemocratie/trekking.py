"""Hold a published draw again, and say whether the published outcome follows.

The drawing itself is the work of the sortition library. It is not needed for the site, so it is imported only here
and only when somebody asks; `ModuleNotFoundError` goes to the caller.
"""

from __future__ import annotations

import contextlib
import io
import logging
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wijkdemocratie.model import Algoritme, Groepstelling, Loting, Lotingbestanden, Uitkomst, Werkwijze
from wijkdemocratie.text import format_aantal, join_lijst

_ATTEMPTS = 100  # the library's own default: how often the draw begins anew when the quota cannot be met
_NUMMER = "nummer"
_LOGGERS = ("sortition_algorithms", "sortition_algorithms_user")


@dataclass(frozen=True, slots=True)
class Naspeling:
    """What came of holding a draw again: whether the published outcome follows, and the sentences that say why.

    A draw that is not `veilig` should not be held again by anybody: it shows too few people of a combination.
    """

    volgt: bool
    regels: tuple[str, ...]
    veilig: bool = True


def replay_loting(loting: Loting, bestanden: Lotingbestanden | None, ondergrens: int) -> Naspeling:
    """Draw again with the published seed, pool and quota, and hold the result against the published outcome."""
    uitkomst, werkwijze = loting.uitkomst, loting.uitkomst.werkwijze if loting.uitkomst else None
    if uitkomst is None or werkwijze is None or bestanden is None or not werkwijze.is_na_te_spelen:
        return _refuse("Deze loting is niet na te spelen: daarvoor zijn een zaad, een pool en quota nodig.")
    if werkwijze.algoritme is not Algoritme.LEGACY:
        return _refuse(
            "Deze loting is niet na te spelen: alleen bij “legacy” volgt de uitkomst uit het zaad.",
            "De andere methoden hangen ook af van de versie van de rekenprogramma's.",
        )
    rows = _list_vergelijkbaar(uitkomst, bestanden)
    if not (werkwijze.nummers or rows):
        return _refuse(
            "Er is niets om mee te vergelijken: bij de uitkomst staan geen gelote nummers,",
            "en bij geen groep uit de pool staat hoeveel mensen er zijn geloot.",
        )
    drawn, reason = _draw(bestanden, uitkomst.geloot, werkwijze.zaad or 0)
    if drawn is None:
        return _refuse("Met deze pool en deze quota komt de loting niet rond.", f"De bibliotheek meldt: {reason}")
    faults = [*_compare_nummers(werkwijze, drawn), *_compare_groepen(rows, bestanden, drawn)]
    told = [
        f"Opnieuw geloot: {format_aantal(len(drawn), 'nummer', 'nummers')} uit {len(bestanden.aanmeldingen)} "
        f"aanmeldingen, met zaad {werkwijze.zaad}.",
        f"Geloot: {', '.join(map(str, sorted(drawn)))}.",
    ]
    if faults:
        return Naspeling(False, (*told, "De gepubliceerde uitkomst volgt hier NIET uit:", *faults))
    what = (
        "dezelfde nummers"
        if werkwijze.nummers
        else f"dezelfde aantallen bij {format_aantal(len(rows), 'groep', 'groepen')}"
    )
    told.append(f"De gepubliceerde uitkomst volgt hieruit: {what}.")
    small = list(_tell_small(bestanden, drawn, ondergrens))
    return Naspeling(True, (*told, *small), veilig=not small)


def _refuse(*lines: str) -> Naspeling:
    return Naspeling(False, lines)


def _draw(bestanden: Lotingbestanden, number: int, zaad: int) -> tuple[frozenset[int] | None, str]:
    """Return the numbers that are drawn, or None and the reason of the library."""
    # What the library and its solvers print or log is not our answer.
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()), _hush():
        from sortition_algorithms import Settings, read_in_features, read_in_people, run_stratification
        from sortition_algorithms.errors import SortitionBaseError

        features_head = ["feature", "value", "min", "max"]
        quota = [
            dict(
                zip(
                    features_head, (item.criterium.value, item.groep, str(item.minimum), str(item.maximum)), strict=True
                )
            )
            for item in bestanden.quota
        ]
        people_head = [_NUMMER, *(criterium.value for criterium in bestanden.criteria)]
        pool: list[dict[str, str] | dict[str, str | int]] = [
            dict(zip(people_head, (str(item.nummer), *item.groepen), strict=True)) for item in bestanden.aanmeldingen
        ]
        settings = Settings(
            id_column=_NUMMER,
            columns_to_keep=[],
            max_attempts=_ATTEMPTS,
            selection_algorithm=Algoritme.LEGACY.value,
            random_number_seed=zaad,
        )
        try:
            features, _, _ = read_in_features(features_head, quota, number_to_select=number)
            people, _ = read_in_people(people_head, pool, features, settings)
            good, panels, report = run_stratification(features, people, number, settings)
        except SortitionBaseError as error:
            return None, " ".join(str(error).split())
    if not good:
        return None, " ".join(str(report.last_error() or "geen reden").split())
    return frozenset(map(int, panels[0])), ""


@contextlib.contextmanager
def _hush() -> Iterator[None]:
    """Keep loggers and warnings of others quiet; the library's own loggers write to standard output."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
        for name in _LOGGERS:
            # Its handlers hold the stream that we lent it; the next run would write to one that is closed.
            logging.getLogger(name).handlers.clear()


def _compare_nummers(werkwijze: Werkwijze, drawn: frozenset[int]) -> Iterator[str]:
    told = frozenset(werkwijze.nummers)
    if not told:
        return
    if extra := sorted(told - drawn):
        yield f"- wel gepubliceerd, nu niet geloot: {', '.join(map(str, extra))}"
    if absent := sorted(drawn - told):
        yield f"- nu geloot, niet gepubliceerd: {', '.join(map(str, absent))}"


def _list_vergelijkbaar(uitkomst: Uitkomst, bestanden: Lotingbestanden) -> list[Groepstelling]:
    """Return the rows that can be held against the numbers: a hidden count says nothing."""
    return [rij for rij in uitkomst.groepen if rij.criterium in bestanden.criteria and isinstance(rij.panel, int)]


def _compare_groepen(rows: Iterable[Groepstelling], bestanden: Lotingbestanden, drawn: frozenset[int]) -> Iterator[str]:
    for rij in rows:
        count = bestanden.count_groep(rij.criterium, rij.groep, drawn)
        if count != rij.panel:
            yield f"- {rij.criterium.label}, {rij.groep}: gepubliceerd {rij.panel}, nu {count}"


def _tell_small(bestanden: Lotingbestanden, drawn: frozenset[int], ondergrens: int) -> Iterator[str]:
    """Say of which combinations only a few people are in the panel, or are not: who draws again knows those."""
    small = [
        f"- {what} geloot: {join_lijst(groepen)}" for groepen, what in bestanden.list_kleine_delen(drawn, ondergrens)
    ]
    if small:
        yield "Maar deze loting mag NIET na te spelen zijn."
        yield f"Van deze groepen is dan te tellen dat het minder dan {ondergrens} mensen zijn:"
        yield from small
        yield "Maak de bestanden niet openbaar (haal “pool” en “quota” weg)."
