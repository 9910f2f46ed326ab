"""The life of a draw and of a meeting: announced, open, closing soon, changed, cancelled, done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from wijkdemocratie.model import Bijeenkomst, Loting, Stad, Uitkomst, Wijzigingsoort
from wijkdemocratie.text import end_sentence, format_aantal, format_datum, format_getal, format_moment, format_periode

from .gebeurtenis import SLUIT_BIJNA, Gebeurtenis, Gebeurtenissoort, make_gebeurtenis, make_wijziging
from .versie import Versie, list_momenten, list_versies


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
    versies = list_versies(
        loting.aanmelden.van, loting.aanmelden.tot, loting.trekking.date(), loting.wijzigingen, loting.afgelast
    )
    for versie, soort, dag in list_momenten(versies, _find_lotingdagen):
        # After a move the same thing may happen again: the day tells the two titles apart.
        again = versie.nr > 1
        zin = {
            Gebeurtenissoort.AANMELDEN_OPEN: f"aanmelden kan {f'vanaf {format_datum(dag)}' if again else 'nu'}: {naam}",
            Gebeurtenissoort.AANMELDEN_BIJNA: f"aanmelden kan tot en met {format_datum(versie.tot)}: {naam}",
            Gebeurtenissoort.GELOOT: f"geloot{f' op {format_datum(versie.dag)}' if again else ''}: {naam}",
        }[soort]
        yield make_gebeurtenis(stad, loting, soort, dag, zin, (versie.later, *regels), nr=versie.nr)
    if uitkomst := loting.uitkomst:
        counts = (
            f"Uitgenodigd: {format_getal(uitkomst.uitgenodigd)}. Aangemeld: {format_getal(uitkomst.aangemeld)}. "
            f"Geloot: {format_getal(uitkomst.geloot)}."
            + ("" if uitkomst.reserves is None else f" Reserves: {format_getal(uitkomst.reserves)}.")
        )
        yield make_gebeurtenis(
            stad,
            loting,
            Gebeurtenissoort.UITKOMST,
            uitkomst.gepubliceerd_op,
            f"uitkomst bekend: {naam}",
            (counts,),
        )
        yield from _list_vervangingen(stad, loting, uitkomst)
    yield from _list_wijzigingen(stad, loting, regels)


def _list_vervangingen(stad: Stad, loting: Loting, uitkomst: Uitkomst) -> Iterator[Gebeurtenis]:
    """Yield the replacements. A small count stays hidden here too."""
    for item in uitkomst.vervangingen:
        how_many = (
            f"minder dan {stad.gemeente.ondergrens} mensen"
            if item.aantal == "te-klein"
            else format_aantal(item.aantal, "persoon", "mensen")
        )
        yield make_gebeurtenis(
            stad,
            loting,
            Gebeurtenissoort.VERVANGING,
            item.datum,
            f"geloten vervangen door reserves: {loting.naam} ({item.nr})",
            (f"Vervangen: {how_many}.", f"Reden: {item.reden.label}."),
            nr=item.nr,
        )


def _find_lotingdagen(versie: Versie) -> Iterator[tuple[Gebeurtenissoort, date]]:
    yield Gebeurtenissoort.AANMELDEN_OPEN, versie.van
    if versie.tot - SLUIT_BIJNA > versie.van:
        yield Gebeurtenissoort.AANMELDEN_BIJNA, versie.tot - SLUIT_BIJNA
    # A day that has passed is sure; on the day itself the draw may still have to be held.
    yield Gebeurtenissoort.GELOOT, versie.dag + timedelta(days=1)


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
        added = wijziging.soort is Wijzigingsoort.WIJK_TOEGEVOEGD
        zin = f"{'nu ook voor deze wijk' if added else wijziging.soort.label}: {record.naam}"
        yield make_wijziging(stad, record, wijziging, zin, regels)
    if record.afgelast:
        yield make_gebeurtenis(
            stad,
            record,
            Gebeurtenissoort.AFGELAST,
            record.afgelast.datum,
            f"gaat niet door: {record.naam}",
            (record.afgelast.reden,),
        )
