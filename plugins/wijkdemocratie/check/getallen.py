"""Numbers of people add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from wijkdemocratie.model import Groepstelling, Loting, Lotingbestanden, Uitkomst

from .regel import Bevinding, Zaak, regel


@regel("uitkomst-telt-niet")
def check_uitkomst(zaak: Zaak) -> Iterator[Bevinding]:
    """No more people are drawn than signed up, and no more signed up than were invited."""
    for loting in zaak.stad.lotingen:
        if loting.uitkomst:
            yield from _check_totals(loting, loting.uitkomst)
            yield from _check_groups(loting, loting.uitkomst)
    for bestanden in zaak.stad.lotingbestanden:
        loting = zaak.stad.loting[bestanden.loting]
        if loting.uitkomst:
            yield from _check_bestanden(loting, loting.uitkomst, bestanden)


def _check_totals(loting: Loting, uitkomst: Uitkomst) -> Iterator[Bevinding]:
    places = loting.plaatsen + loting.reserve
    drawn = uitkomst.geloot + (uitkomst.reserves or 0)
    with_reserves = " (met de reserves)" if uitkomst.reserves else ""
    pairs = (
        ("geloot", drawn, f"er zich aanmeldden{with_reserves}", uitkomst.aangemeld),
        ("geloot", drawn, "er plaatsen zijn, met de reserve", places),
        ("aangemeld", uitkomst.aangemeld, "er een uitnodiging kregen", uitkomst.uitgenodigd),
    )
    for field, number, than, most in pairs:
        if number > most:
            yield Bevinding(
                loting.place_of("uitkomst", field),
                f"er zijn meer mensen {field} ({number}) dan {than} ({most})",
                "kijk de aantallen na",
            )


def _check_groups(loting: Loting, uitkomst: Uitkomst) -> Iterator[Bevinding]:
    for index, groep in enumerate(uitkomst.groepen):
        if isinstance(groep.pool, int) and isinstance(groep.panel, int) and groep.panel > groep.pool:
            yield Bevinding(
                loting.place_of("uitkomst", "groepen", index, "panel"),
                f"uit deze groep zijn er meer geloot ({groep.panel}) dan aangemeld ({groep.pool})",
                "kijk de aantallen na",
            )
    for indexes, rows in _group(uitkomst):
        for field, total in (("pool", uitkomst.aangemeld), ("panel", uitkomst.geloot)):
            known = sum(count for row in rows if isinstance(count := getattr(row, field), int))
            if known > total:
                yield Bevinding(
                    loting.place_of("uitkomst", "groepen", indexes[-1], field),
                    f"de groepen bij “{rows[0].criterium.value}” zijn samen {known}, en het totaal is {total}",
                    "kijk de aantallen na",
                )


def _check_bestanden(loting: Loting, uitkomst: Uitkomst, bestanden: Lotingbestanden) -> Iterator[Bevinding]:
    """Hold the published files against the published numbers."""
    people = len(bestanden.aanmeldingen)
    if people != uitkomst.aangemeld:
        yield Bevinding(
            loting.place_of("uitkomst", "aangemeld"),
            f"{uitkomst.aangemeld} mensen meldden zich aan, en in {bestanden.pool_pad} staan er {people}",
            "kijk het aantal en het bestand na",
        )
    for index, groep in enumerate(uitkomst.groepen):
        if groep.criterium not in bestanden.criteria or not isinstance(groep.pool, int):
            continue
        count = bestanden.count_groep(groep.criterium, groep.groep)
        if count != groep.pool:
            yield Bevinding(
                loting.place_of("uitkomst", "groepen", index, "pool"),
                f"uit deze groep meldden zich {groep.pool} mensen aan, en in {bestanden.pool_pad} staan er {count}",
                "kijk het aantal na, en schrijf de groep precies zo als in het bestand",
            )
    if uitkomst.werkwijze and uitkomst.werkwijze.nummers:
        yield from _check_nummers(loting, uitkomst, uitkomst.werkwijze.nummers, bestanden)


def _check_nummers(
    loting: Loting, uitkomst: Uitkomst, nummers: Sequence[int], bestanden: Lotingbestanden
) -> Iterator[Bevinding]:
    """Hold the published numbers against the pool and the panel."""
    if len(set(nummers)) != uitkomst.geloot:
        yield Bevinding(
            loting.place_of("uitkomst", "werkwijze", "nummers"),
            f"er staan {len(set(nummers))} nummers, en er zijn {uitkomst.geloot} mensen geloot",
            "kijk de nummers na; reserves horen hier niet bij",
        )
    known = {item.nummer for item in bestanden.aanmeldingen}
    unknown = [index for index, nummer in enumerate(nummers) if nummer not in known]
    for index in unknown:
        yield Bevinding(
            loting.place_of("uitkomst", "werkwijze", "nummers", index),
            f"nummer {nummers[index]} staat niet in {bestanden.pool_pad}",
            "kijk na of dit het nummer uit de pool is",
        )
    if unknown:
        return  # what the others add up to says nothing yet
    for index, groep in enumerate(uitkomst.groepen):
        if groep.criterium not in bestanden.criteria or not isinstance(groep.panel, int):
            continue
        count = bestanden.count_groep(groep.criterium, groep.groep, frozenset(nummers))
        if count != groep.panel:
            yield Bevinding(
                loting.place_of("uitkomst", "groepen", index, "panel"),
                f"uit deze groep zijn er {groep.panel} geloot, en van de nummers zijn er {count} uit deze groep",
                "kijk het aantal en de nummers na",
            )


def _group(uitkomst: Uitkomst) -> Iterator[tuple[list[int], list[Groepstelling]]]:
    """Yield the rows of each criterium, with where they stand."""
    rows = sorted(enumerate(uitkomst.groepen), key=lambda row: (row[1].criterium.value, row[0]))
    for _, found in groupby(rows, key=lambda row: row[1].criterium):
        group = list(found)
        yield [index for index, _ in group], [row for _, row in group]
