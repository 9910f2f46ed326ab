"""The life of an advice: asked, given, acknowledged, answered, and the days on which the gemeente was too late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from wijkdemocratie.model import Advies, Antwoord, Kloksoort, Opschorting, Puntuitkomst, Stad, Wijzigingsoort
from wijkdemocratie.select.stand import find_intrekking, read_adviesstand
from wijkdemocratie.termijn import Klok, read_klokken
from wijkdemocratie.text import end_sentence, format_aantal, format_datum, format_periode, format_termijn, join_lijst

from .gebeurtenis import Gebeurtenis, Gebeurtenissoort, make_gebeurtenis, make_wijziging

_EVER = date.max - timedelta(days=1)


def list_adviesgebeurtenissen(stad: Stad, advies: Advies) -> Iterator[Gebeurtenis]:
    """Yield the events of one advice, in no special order.

    Too late is an event of the day after the term: it follows from the dates alone, so it is there with its own
    date also when no site was built on that day.
    """
    stand = read_adviesstand(stad, advies, _EVER)
    wie = stad.adviseur[advies.van].naam
    over = end_sentence(f"Onderwerp: {stad.voorstel[advies.voorstel].titel if advies.voorstel else advies.onderwerp}")
    einde = find_intrekking(stad, advies, _EVER)
    if advies.gevraagd_op and (einde is None or advies.gevraagd_op <= einde.datum):
        uiterste = read_klokken(stad, advies, advies.gevraagd_op)[Kloksoort.ADVIES].uiterste
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
    yield from _list_te_laat(stad, advies, stand.bevestiging, Antwoord.BEVESTIGING, Gebeurtenissoort.BEVESTIGING_LAAT)
    yield from _list_te_laat(stad, advies, stand.reactie, Antwoord.REACTIE, Gebeurtenissoort.REACTIE_LAAT)
    for opschorting in advies.opschortingen:
        is_off = einde is not None and opschorting.klokken == (Kloksoort.ADVIES,)
        for gebeurtenis in _list_stil(stad, advies, opschorting, over):
            # Nobody is told that a clock stops or runs again for a request that is off.
            if einde is None or not is_off or gebeurtenis.moment.date() <= einde.datum:
                yield gebeurtenis
    for wijziging in advies.wijzigingen:
        added = wijziging.soort is Wijzigingsoort.WIJK_TOEGEVOEGD
        zin = f"advies {'gaat nu ook over deze wijk' if added else wijziging.soort.label}: {advies.titel}"
        yield make_wijziging(stad, advies, wijziging, zin, (over,))


def _list_te_laat(
    stad: Stad, advies: Advies, klok: Klok, antwoord: Antwoord, soort: Gebeurtenissoort
) -> Iterator[Gebeurtenis]:
    """Yield that an answer is too late, and first each time that this was told and turned out to be wrong.

    An answer that is entered after its term, with a date before it, would take back what readers have seen. A
    correction that names it (`onterecht`) keeps the message, and says so in it.
    """
    wat = antwoord.label
    te_laat = klok.uiterste + timedelta(days=1) if klok.uiterste else None
    wrong = [wijziging for wijziging in advies.wijzigingen if antwoord in wijziging.onterecht]
    for nr, wijziging in enumerate(sorted(wrong, key=lambda wijziging: wijziging.nr), start=1):
        yield make_gebeurtenis(
            stad,
            advies,
            soort,
            min(te_laat or wijziging.datum, wijziging.datum),
            f"onterecht gemeld dat de {wat} op advies te laat is: {advies.titel} ({nr})",
            (f"Hier stond dat de {wat} te laat was. Dat klopte niet.", wijziging.toelichting),
            nr=nr,
        )
    if te_laat and klok.uiterste and klok.termijn and klok.is_laat:
        yield make_gebeurtenis(
            stad,
            advies,
            soort,
            te_laat,
            f"{wat} op advies is te laat: {advies.titel}",
            (
                f"De {klok.termijn.label} van {format_termijn(klok.termijn)} liep af op {format_datum(klok.uiterste)}.",
                f"De termijn stond {format_aantal(klok.stil, 'dag', 'dagen')} stil." if klok.stil else None,
                end_sentence(f"Bron van de termijn: {klok.termijn.bron}"),
            ),
            nr=len(wrong) + 1,
        )


def _list_stil(stad: Stad, advies: Advies, opschorting: Opschorting, over: str) -> Iterator[Gebeurtenis]:
    """Yield that clocks stand still, and the day after it that they do so no more.

    The second is there also when the answer came first: it may have been told before the answer was entered.
    """
    names = [soort.label for soort in Kloksoort if soort in opschorting.klokken]
    is_one = len(names) == 1
    wat = f"de {'termijn' if is_one else 'termijnen'} voor {join_lijst(names)}"
    number = f" ({opschorting.nr})" if opschorting.nr > 1 else ""
    tot = opschorting.tot
    yield make_gebeurtenis(
        stad,
        advies,
        Gebeurtenissoort.OPGESCHORT,
        opschorting.van,
        f"{wat} {'staat' if is_one else 'staan'} stil: {advies.titel}{number}",
        (
            end_sentence(opschorting.reden),
            f"De laatste dag van de opschorting is {format_datum(tot)}."
            if tot
            else "Tot wanneer is nog niet bekend. Dagen waarop de termijn stilstaat, tellen niet mee.",
            over,
        ),
        nr=opschorting.nr,
    )
    if tot:
        # As it was known on that day: a later suspension moves the last day again, and is news of its own.
        klokken = read_klokken(stad, advies, tot)
        found = [klokken[soort] for soort in opschorting.klokken]
        last = {klok.uiterste for klok in found if klok.uiterste and not klok.klaar}
        yield make_gebeurtenis(
            stad,
            advies,
            Gebeurtenissoort.HERVAT,
            tot + timedelta(days=1),
            f"opschorting van {wat} is voorbij: {advies.titel}{number}"
            if all(klok.klaar for klok in found)
            else f"{wat} {'loopt' if is_one else 'lopen'} weer: {advies.titel}{number}",
            (
                f"De opschorting duurde van {format_periode(opschorting.van, tot)}.",
                f"De laatste dag is nu {format_datum(min(last))}." if len(last) == 1 else None,
                over,
            ),
            nr=opschorting.nr,
        )


def _count_punten(advies: Advies) -> str | None:
    """Return “Van de 3 punten: 1 overgenomen en 2 niet overgenomen.”"""
    found = [punt.uitkomst for punt in advies.punten if punt.uitkomst]
    if not found:
        return None
    counts = [f"{found.count(uitkomst)} {uitkomst.label}" for uitkomst in Puntuitkomst if uitkomst in found]
    return f"Van de {format_aantal(len(advies.punten), 'punt', 'punten')}: {join_lijst(counts)}."
