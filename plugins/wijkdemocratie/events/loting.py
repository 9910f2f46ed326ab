"""The life of a draw and of a meeting: announced, open, closing soon, changed, cancelled, done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from wijkdemocratie.model import Bijeenkomst, Loting, Stad
from wijkdemocratie.text import end_sentence, format_aantal, format_datum, format_getal, format_moment, format_periode

from .gebeurtenis import SLUIT_BIJNA, Gebeurtenis, Gebeurtenissoort, make_gebeurtenis
from .versie import list_versies


def list_lotinggebeurtenissen(stad: Stad, loting: Loting) -> Iterator[Gebeurtenis]:
    """Yield the events of one draw, in no special order. After it was cancelled nothing more happens."""
    regels = (
        f"Aanmelden kan van {format_periode(loting.aanmelden.van, loting.aanmelden.tot)}.",
        f"De loting is op {format_moment(loting.trekking)}.",
        f"Er zijn {format_aantal(loting.plaatsen, 'plaats', 'plaatsen')}. "
        f"U kunt meedoen vanaf {loting.minimumleeftijd} jaar.",
        end_sentence(f"Vergoeding: {loting.vergoeding}") if loting.vergoeding else None,
    )
    naam = loting.naam
    yield make_gebeurtenis(
        stad, loting, Gebeurtenissoort.LOTING_AANGEKONDIGD, loting.aangekondigd_op, f"aangekondigd: {naam}", regels
    )
    einde = loting.afgelast.datum if loting.afgelast else None
    for versie in list_versies(
        loting.aanmelden.van, loting.aanmelden.tot, loting.trekking.date(), loting.wijzigingen, einde
    ):
        tot = format_datum(versie.tot)
        for soort, dag, zin in (
            (Gebeurtenissoort.AANMELDEN_OPEN, versie.van, f"aanmelden kan nu: {naam}"),
            (Gebeurtenissoort.AANMELDEN_BIJNA, versie.tot - SLUIT_BIJNA, f"aanmelden kan tot en met {tot}: {naam}"),
            # A day that has passed is sure; on the day itself the draw may still have to be held.
            (Gebeurtenissoort.GELOOT, versie.dag + timedelta(days=1), f"geloot: {naam}"),
        ):
            told = soort is Gebeurtenissoort.AANMELDEN_BIJNA and dag <= versie.van
            if versie.holds_on(dag) and not told:
                yield make_gebeurtenis(stad, loting, soort, dag, zin, regels, nr=versie.nr)
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
        end_sentence(f"Plaats: {bijeenkomst.plaats}"),
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
