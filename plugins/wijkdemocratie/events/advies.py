"""The life of an advice: asked, given, acknowledged, answered, and the days on which the gemeente was too late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from wijkdemocratie.model import Advies, Puntuitkomst, Stad
from wijkdemocratie.select.stand import read_adviesstand
from wijkdemocratie.termijn import Klok
from wijkdemocratie.text import end_sentence, format_aantal, format_datum, format_termijn, join_lijst

from .gebeurtenis import Gebeurtenis, Gebeurtenissoort, make_gebeurtenis

_EVER = date.max - timedelta(days=1)


def list_adviesgebeurtenissen(stad: Stad, advies: Advies) -> Iterator[Gebeurtenis]:
    """Yield the events of one advice, in no special order.

    Too late is an event of the day after the term: it follows from the dates alone, so it is there with its own
    date also when no site was built on that day.
    """
    stand = read_adviesstand(stad, advies, _EVER)
    wie = stad.adviseur[advies.van].naam
    over = end_sentence(f"Onderwerp: {stad.voorstel[advies.voorstel].titel if advies.voorstel else advies.onderwerp}")
    if advies.gevraagd_op:
        uiterste = stand.vraag.uiterste
        regels = (
            f"De gemeente vraagt advies aan {wie}.",
            f"Het advies kan tot en met {format_datum(uiterste)}." if uiterste else None,
            over,
        )
        yield make_gebeurtenis(
            stad,
            advies,
            Gebeurtenissoort.ADVIES_GEVRAAGD,
            advies.gevraagd_op,
            f"advies gevraagd: {advies.titel}",
            regels,
        )
    if advies.ingediend_op:
        gevraagd = "ongevraagd advies" if advies.ongevraagd else "advies"
        yield make_gebeurtenis(
            stad,
            advies,
            Gebeurtenissoort.ADVIES_GEGEVEN,
            advies.ingediend_op,
            f"{gevraagd} gegeven: {advies.titel}",
            (f"{wie} geeft {gevraagd}.", advies.samenvatting, over),
        )
    if advies.ontvangstbevestiging:
        yield make_gebeurtenis(
            stad,
            advies,
            Gebeurtenissoort.ADVIES_BEVESTIGD,
            advies.ontvangstbevestiging,
            f"ontvangst van advies bevestigd: {advies.titel}",
            (f"De gemeente bevestigde dat het advies van {wie} is ontvangen.", over),
        )
    if advies.reactie:
        yield make_gebeurtenis(
            stad,
            advies,
            Gebeurtenissoort.ADVIES_BEANTWOORD,
            advies.reactie.datum,
            f"advies beantwoord: {advies.titel}",
            (advies.reactie.motivering, _count_punten(advies), over),
        )
    yield from _list_te_laat(stad, advies, stand.bevestiging, "ontvangstbevestiging", Gebeurtenissoort.BEVESTIGING_LAAT)
    yield from _list_te_laat(stad, advies, stand.reactie, "reactie", Gebeurtenissoort.REACTIE_LAAT)
    for wijziging in advies.wijzigingen:
        yield make_gebeurtenis(
            stad,
            advies,
            Gebeurtenissoort.WIJZIGING,
            wijziging.datum,
            f"advies {wijziging.soort.label}: {advies.titel} ({wijziging.nr})",
            (wijziging.toelichting, over),
            nr=wijziging.nr,
        )


def _list_te_laat(stad: Stad, advies: Advies, klok: Klok, wat: str, soort: Gebeurtenissoort) -> Iterator[Gebeurtenis]:
    if klok.uiterste is None or klok.termijn is None or not klok.is_laat:
        return
    yield make_gebeurtenis(
        stad,
        advies,
        soort,
        klok.uiterste + timedelta(days=1),
        f"{wat} op advies is te laat: {advies.titel}",
        (
            f"De {klok.termijn.label} van {format_termijn(klok.termijn)} liep af op {format_datum(klok.uiterste)}.",
            end_sentence(f"Bron van de termijn: {klok.termijn.bron}"),
        ),
    )


def _count_punten(advies: Advies) -> str | None:
    """Return “Van de 3 punten: 1 overgenomen en 2 niet overgenomen.”"""
    found = [punt.uitkomst for punt in advies.punten if punt.uitkomst]
    if not found:
        return None
    counts = [f"{found.count(uitkomst)} {uitkomst.label}" for uitkomst in Puntuitkomst if uitkomst in found]
    return f"Van de {format_aantal(len(advies.punten), 'punt', 'punten')}: {join_lijst(counts)}."
