"""The life of a wijkscan: begun, done, told to the council."""

from __future__ import annotations

from collections.abc import Iterator

from wijkdemocratie.model import Stad, Wijkscan
from wijkdemocratie.text import join_lijst

from .gebeurtenis import Gebeurtenis, Gebeurtenissoort, make_gebeurtenis


def list_scangebeurtenissen(stad: Stad, scan: Wijkscan) -> Iterator[Gebeurtenis]:
    """Yield the events of one scan, in no special order."""
    if scan.begonnen_op:
        yield make_gebeurtenis(
            stad,
            scan,
            Gebeurtenissoort.SCAN_BEGONNEN,
            scan.begonnen_op,
            "de wijkscan is begonnen",
            ("De gemeente onderzoekt met de wijk hoe bewoners kunnen meepraten, en wat daarvoor nodig is.",),
        )
    if scan.afgerond_op:
        opties = join_lijst(f"{optie.value} ({optie.label})" for optie in scan.opties)
        yield make_gebeurtenis(
            stad,
            scan,
            Gebeurtenissoort.SCAN_AFGEROND,
            scan.afgerond_op,
            "de wijkscan is klaar",
            (
                f"Uitkomst: scenario {scan.scenario.value}, {scan.scenario.label}." if scan.scenario else None,
                f"Gekozen: {opties}." if opties else None,
            ),
        )
    if scan.teruggekoppeld:
        yield make_gebeurtenis(
            stad,
            scan,
            Gebeurtenissoort.SCAN_TERUGGEKOPPELD,
            scan.teruggekoppeld.datum,
            "de uitkomst van de wijkscan is naar de gemeenteraad",
            (f"RIS-nummer: {scan.teruggekoppeld.ris}." if scan.teruggekoppeld.ris else None,),
        )
