"""All wijken side by side: one row each with its scan, in the order of a column. What is empty comes last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wijkdemocratie.model import Keuze, Scanstand, Stad, Stadsdeel, Wijk, Wijkscan
from wijkdemocratie.text import fold_naam

from .kosten import Bedragen, add_up


class Scanvolgorde(Keuze):
    """The column that rows are in the order of; the label ends the sentence “op volgorde van …”."""

    STAND = "stand", "stand: wat klaar is staat bovenaan"
    NAAM = "naam", "de naam van de wijk"
    STADSDEEL = "stadsdeel", "stadsdeel"
    UITKOMST = "uitkomst", "uitkomst"
    EENMALIG = "eenmalig", "eenmalige kosten, de hoogste eerst"
    PER_JAAR = "per-jaar", "kosten per jaar, de hoogste eerst"


@dataclass(frozen=True, slots=True)
class Scanrij:
    """A wijk with its scan. `bedragen` is None where no costs are known, which is not the same as nothing."""

    wijk: Wijk
    stadsdeel: Stadsdeel
    scan: Wijkscan | None
    bedragen: Bedragen | None


def make_scanrijen(stad: Stad) -> tuple[Scanrij, ...]:
    """Return a row for every wijk, in the order of their codes."""
    rows = ((wijk, stad.wijkscan.get(wijk.slug)) for wijk in stad.wijken)
    return tuple(
        Scanrij(wijk, stad.stadsdeel[wijk.stadsdeel], scan, add_up(scan.kosten) if scan and scan.kosten else None)
        for wijk, scan in rows
    )


def sort_scanrijen(rijen: Iterable[Scanrij], volgorde: Scanvolgorde) -> tuple[Scanrij, ...]:
    """Return the rows in the order of a column, and by name where that column is the same."""
    return tuple(sorted(rijen, key=lambda rij: (*_read_waarde(rij, volgorde), fold_naam(rij.wijk.naam))))


_PROGRESS = (Scanstand.AFGEROND, Scanstand.IN_UITVOERING, Scanstand.GEPLAND)


def _read_waarde(rij: Scanrij, volgorde: Scanvolgorde) -> tuple[bool, Any]:
    """Return whether the column is empty in this row, and what to sort by."""
    match volgorde:
        case Scanvolgorde.STAND:
            return rij.scan is None, _PROGRESS.index(rij.scan.stand) if rij.scan else 0
        case Scanvolgorde.STADSDEEL:
            return False, fold_naam(rij.stadsdeel.naam)
        case Scanvolgorde.UITKOMST:
            scenario = rij.scan.scenario if rij.scan else None
            return scenario is None, scenario or ""
        case Scanvolgorde.EENMALIG:
            return rij.bedragen is None, -rij.bedragen.eenmalig if rij.bedragen else 0
        case Scanvolgorde.PER_JAAR:
            return rij.bedragen is None, -rij.bedragen.per_jaar if rij.bedragen else 0
        case _:
            return False, 0
