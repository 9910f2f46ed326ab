"""The life of a draw and of a meeting: announced, open, closing soon, changed, cancelled, done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from wijkdemocratie.model import Bijeenkomst, Loting, Stad
from wijkdemocratie.text import format_aantal, format_datum, format_getal, format_moment, format_periode

from .gebeurtenis import SLUIT_BIJNA, Gebeurtenis, Gebeurtenissoort, make_gebeurtenis


def list_lotinggebeurtenissen(stad: Stad, loting: Loting) -> Iterator[Gebeurtenis]:
    """Yield the events of one draw, in no special order. After it was cancelled nothing more happens."""
    van, tot = loting.aanmelden.van, loting.aanmelden.tot
    regels = (
        f"Aanmelden kan van {format_periode(van, tot)}.",
        f"De loting is op {format_moment(loting.trekking)}.",
        f"Er zijn {format_aantal(loting.plaatsen, 'plaats', 'plaatsen')}. "
        f"U kunt meedoen vanaf {loting.minimumleeftijd} jaar.",
        f"Vergoeding: {loting.vergoeding}." if loting.vergoeding else None,
    )
    naam = loting.naam
    moments = [
        (Gebeurtenissoort.LOTING_AANGEKONDIGD, loting.aangekondigd_op, f"aangekondigd: {naam}"),
        (Gebeurtenissoort.AANMELDEN_OPEN, van, f"aanmelden kan nu: {naam}"),
        # A day that has passed is sure; on the day itself the draw may still have to be held.
        (Gebeurtenissoort.GELOOT, loting.trekking.date() + timedelta(days=1), f"geloot: {naam}"),
    ]
    if (soon := tot - SLUIT_BIJNA) > van:
        zin = f"aanmelden kan tot en met {format_datum(tot)}: {naam}"
        moments.append((Gebeurtenissoort.AANMELDEN_BIJNA, soon, zin))
    for soort, dag, zin in moments:
        if loting.afgelast is None or dag < loting.afgelast.datum:
            yield make_gebeurtenis(stad, loting, soort, dag, zin, regels)
    if uitkomst := loting.uitkomst:
        counts = (
            f"Uitgenodigd: {format_getal(uitkomst.uitgenodigd)}. Aangemeld: {format_getal(uitkomst.aangemeld)}. "
            f"Geloot: {format_getal(uitkomst.geloot)}."
        )
        yield make_gebeurtenis(
            stad,
            loting,
            Gebeurtenissoort.UITKOMST,
            uitkomst.gepubliceerd_op,
            f"uitkomst bekend: {naam}",
            (counts,),
        )
    yield from _list_wijzigingen(stad, loting, regels)


def list_bijeenkomstgebeurtenissen(stad: Stad, bijeenkomst: Bijeenkomst) -> Iterator[Gebeurtenis]:
    """Yield the events of one meeting, in no special order."""
    regels = (
        f"{bijeenkomst.soort.label}: {format_moment(bijeenkomst.begin)}.",
        f"Plaats: {bijeenkomst.plaats}.",
        "Iedereen mag komen." if bijeenkomst.openbaar else "Deze bijeenkomst is niet openbaar.",
        bijeenkomst.toelichting,
    )
    yield make_gebeurtenis(
        stad,
        bijeenkomst,
        Gebeurtenissoort.BIJEENKOMST,
        bijeenkomst.aangekondigd_op,
        f"{bijeenkomst.naam} op {format_datum(bijeenkomst.begin.date())}",
        regels,
    )
    yield from _list_wijzigingen(stad, bijeenkomst, regels)


def _list_wijzigingen(
    stad: Stad, record: Loting | Bijeenkomst, regels: tuple[str | None, ...]
) -> Iterator[Gebeurtenis]:
    for wijziging in record.wijzigingen:
        yield make_gebeurtenis(
            stad,
            record,
            Gebeurtenissoort.WIJZIGING,
            wijziging.datum,
            f"{wijziging.soort.label}: {record.naam} ({wijziging.nr})",
            (wijziging.toelichting, *regels),
            nr=wijziging.nr,
        )
    if record.afgelast:
        yield make_gebeurtenis(
            stad,
            record,
            Gebeurtenissoort.AFGELAST,
            record.afgelast.datum,
            f"gaat niet door: {record.naam}",
            (record.afgelast.reden,),
        )
