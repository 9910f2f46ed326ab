"""How far the wijkscans are: for the city, by stadsdeel, what came out of them, and how that stands to target dates.

Examples would spoil the figures of a gemeente: they count only where there is no real scan to count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain

from wijkdemocratie.model import (
    Keuze,
    Ondersteuning,
    Optie,
    Rol,
    Scanstand,
    Scenario,
    Stad,
    Stadsdeel,
    Streefdatum,
    Streefmaat,
    Wijk,
    Wijkscan,
)
from wijkdemocratie.text import fold_naam


def list_getelde_scans(stad: Stad) -> tuple[Wijkscan, ...]:
    """Return the scans that figures are made of: the real ones, or the examples where there is nothing else."""
    return tuple(scan for scan in stad.wijkscans if not scan.voorbeeld) or stad.wijkscans


def has_echte_scans(stad: Stad) -> bool:
    """Say whether any scan is more than an example."""
    return any(not scan.voorbeeld for scan in stad.wijkscans)


@dataclass(frozen=True, slots=True)
class Scantelling:
    """How many wijken of an area got how far. `zonder` are the wijken without a scan that counts, by name."""

    afgerond: int
    in_uitvoering: int
    gepland: int
    zonder: tuple[Wijk, ...]

    @property
    def wijken(self) -> int:
        """How many wijken the area has."""
        return self.afgerond + self.in_uitvoering + self.gepland + len(self.zonder)

    @property
    def aantallen(self) -> tuple[int, int, int, int]:
        """Done, running, planned and none, in this order."""
        return self.afgerond, self.in_uitvoering, self.gepland, len(self.zonder)


@dataclass(frozen=True, slots=True)
class Scandekking:
    """The coverage of the city and of each of its stadsdelen; `voorbeelden` says that only examples were counted."""

    stad: Scantelling
    stadsdelen: tuple[tuple[Stadsdeel, Scantelling], ...]
    voorbeelden: bool


def make_scandekking(stad: Stad) -> Scandekking:
    """Count the scans, with the wijken that have none by name."""
    counted = {scan.wijk: scan for scan in list_getelde_scans(stad)}

    def count(wijken: Iterable[Wijk]) -> Scantelling:
        known = sorted(wijken, key=lambda wijk: fold_naam(wijk.naam))
        stands = Counter(counted[wijk.slug].stand for wijk in known if wijk.slug in counted)
        return Scantelling(
            stands[Scanstand.AFGEROND],
            stands[Scanstand.IN_UITVOERING],
            stands[Scanstand.GEPLAND],
            tuple(wijk for wijk in known if wijk.slug not in counted),
        )

    return Scandekking(
        count(stad.wijken),
        tuple(
            (stadsdeel, count(wijk for wijk in stad.wijken if wijk.stadsdeel == stadsdeel.slug))
            for stadsdeel in stad.gemeente.stadsdelen
        ),
        bool(counted) and not has_echte_scans(stad),
    )


@dataclass(frozen=True, slots=True)
class Scanuitkomsten:
    """What came out of the scans that are done: for each value, in how many wijken. Nothing is left out at zero."""

    scenarios: tuple[tuple[Keuze, int], ...]
    opties: tuple[tuple[Keuze, int], ...]
    rollen: tuple[tuple[Keuze, int], ...]
    ondersteuning: tuple[tuple[Keuze, int], ...]


def count_uitkomsten(stad: Stad) -> Scanuitkomsten:
    """Count the outcomes of the scans that count and are done."""
    scans = [scan for scan in list_getelde_scans(stad) if scan.stand is Scanstand.AFGEROND]

    def count(soort: type[Keuze], values: Iterable[Keuze]) -> tuple[tuple[Keuze, int], ...]:
        counts = Counter(values)
        return tuple((value, counts[value]) for value in soort)

    return Scanuitkomsten(
        count(Scenario, (scan.scenario for scan in scans if scan.scenario)),
        count(Optie, chain.from_iterable(scan.opties for scan in scans)),
        count(Rol, chain.from_iterable(scan.rollen for scan in scans)),
        count(Ondersteuning, chain.from_iterable(scan.ondersteuning for scan in scans)),
    )


@dataclass(frozen=True, slots=True)
class Streefstand:
    """A target date on a peildatum: in how many wijken it was met on the day itself (or so far), and now.

    Both are None where there is nothing to count, or where only examples could be: a real date says nothing of them.
    """

    streefdatum: Streefdatum
    is_voorbij: bool
    op_de_dag: int | None
    nu: int | None


def read_streefdata(stad: Stad, peildatum: date) -> tuple[Streefstand, ...]:
    """Return the target dates in the order of their days."""
    found = sorted(stad.gemeente.streefdata, key=lambda item: item.uiterlijk)
    return tuple(_read_streefstand(stad, item, peildatum) for item in found)


def _read_streefstand(stad: Stad, streefdatum: Streefdatum, peildatum: date) -> Streefstand:
    is_voorbij = peildatum > streefdatum.uiterlijk
    if streefdatum.telt is None or not has_echte_scans(stad):
        return Streefstand(streefdatum, is_voorbij, None, None)
    days = [_read_dag(scan, streefdatum.telt) for scan in list_getelde_scans(stad)]
    now = [dag for dag in days if dag and dag <= peildatum]
    return Streefstand(streefdatum, is_voorbij, sum(dag <= streefdatum.uiterlijk for dag in now), len(now))


def _read_dag(scan: Wijkscan, maat: Streefmaat) -> date | None:
    if maat is Streefmaat.SCAN_AFGEROND:
        return scan.afgerond_op
    return scan.teruggekoppeld.datum if scan.teruggekoppeld else None
