"""What stands in a calendar: one entry for each meeting, draw and window, and for the last day of each term."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from wijkdemocratie.model import (
    Advies,
    Bijeenkomst,
    Klokbegin,
    Kloksoort,
    Loting,
    Stad,
    Voorstel,
    Wijziging,
    Wijzigingsoort,
)
from wijkdemocratie.model.groepen import Afgelast
from wijkdemocratie.model.stukken import Ingetrokken
from wijkdemocratie.select import find_intrekking
from wijkdemocratie.termijn import Klok, compute_uiterste, read_klokken
from wijkdemocratie.text import end_sentence, format_aantal, format_datum, format_periode


@dataclass(frozen=True, slots=True)
class Afspraak:
    """One calendar entry. `begin` and `einde` are both days (`einde` included) or both moments.

    Without `einde` nobody said how long it takes; a calendar then shows the moment alone (RFC 5545, 3.6.1).

    `sinds` is the day on which it was known; `alarm` reminds on the evening before. `versie` counts what the record
    itself tells of it beside `wijzigingen`.
    """

    kenmerk: str
    titel: str
    begin: date
    einde: date | None
    regels: tuple[str, ...]
    record: Advies | Bijeenkomst | Loting | Voorstel
    sinds: date
    plaats: str | None = None
    wijzigingen: tuple[Wijziging, ...] = ()
    afgelast: Afgelast | None = None
    alarm: bool = False
    versie: int = 0


def list_afspraken(stad: Stad, peildatum: date) -> list[Afspraak]:
    """Return every entry that is known on `peildatum`. What was cancelled stays, and says so."""
    found = (
        *_list_lotingen(stad),
        *_list_bijeenkomsten(stad),
        *_list_inspraak(stad),
        *_list_termijnen(stad, peildatum),
    )
    return sorted((item for item in found if item.sinds <= peildatum), key=lambda item: item.kenmerk)


def _list_lotingen(stad: Stad) -> Iterator[Afspraak]:
    for loting in stad.lotingen:
        trekking = Afspraak(
            f"loting.{loting.id}.trekking",
            loting.naam,
            loting.trekking,
            None,
            (
                f"Er zijn {format_aantal(loting.plaatsen, 'plaats', 'plaatsen')}.",
                f"U kunt meedoen vanaf {loting.minimumleeftijd} jaar.",
            ),
            loting,
            loting.aangekondigd_op,
            loting.plaats,
            loting.wijzigingen,
            loting.afgelast,
        )
        aanmelden = replace(
            trekking,
            kenmerk=f"loting.{loting.id}.aanmelden",
            titel=f"aanmelden: {loting.naam}",
            begin=loting.aanmelden.van,
            einde=loting.aanmelden.tot,
            plaats=None,
        )
        yield from (trekking, aanmelden, _make_laatste_dag(aanmelden))


def _make_laatste_dag(window: Afspraak) -> Afspraak:
    """Make the entry of the last day of a window, that reminds on the evening before."""
    return replace(
        window,
        kenmerk=f"{window.kenmerk}.laatste-dag",
        titel=f"laatste dag: {window.titel}",
        begin=window.einde or window.begin,
        alarm=True,
    )


def _list_bijeenkomsten(stad: Stad) -> Iterator[Afspraak]:
    for record in stad.bijeenkomsten:
        turns = [item for item in record.wijzigingen if item.was and item.was.openbaar is not None]
        # Who has it in a calendar is told that it is off for them: an entry that leaves a feed stays in many a program.
        closed = next(
            (item for item in reversed(turns) if item.was and item.was.openbaar and not record.openbaar), None
        )
        if record.openbaar or closed:
            yield Afspraak(
                f"bijeenkomst.{record.id}",
                record.naam,
                record.begin,
                record.einde,
                (record.toelichting,) if record.toelichting else (),
                record,
                record.aangekondigd_op,
                record.plaats,
                record.wijzigingen,
                record.afgelast or (Afgelast(datum=closed.datum, reden=closed.toelichting) if closed else None),
                versie=len(turns),
            )


def _list_inspraak(stad: Stad) -> Iterator[Afspraak]:
    for voorstel in stad.voorstellen:
        if inspraak := voorstel.inspraak:
            ingetrokken = voorstel.ingetrokken
            # Another wijk or a correction of the text changes nothing in a calendar.
            moves = tuple(item for item in voorstel.wijzigingen if item.is_verzet)
            window = Afspraak(
                f"voorstel.{voorstel.id}.inspraak",
                f"reageren: {voorstel.titel}",
                inspraak.van,
                inspraak.tot,
                (inspraak.hoe,),
                voorstel,
                _find_bekend(voorstel, [inspraak.van, *(item.was.van for item in moves if item.was and item.was.van)]),
                wijzigingen=moves,
                afgelast=_make_afgelast(ingetrokken) if ingetrokken else None,
            )
            yield from (window, _make_laatste_dag(window))


def _make_afgelast(einde: Ingetrokken) -> Afgelast:
    return Afgelast(datum=einde.datum, reden=einde.reden)


def _find_bekend(voorstel: Voorstel, openings: list[date]) -> date:
    """Return the day from which a proposal is known: also the first opening of inspraak that was moved later on."""
    steps = [stap.datum.einde for stap in voorstel.stappen]
    return min([*openings, *steps, *([voorstel.opgenomen_op] if voorstel.opgenomen_op else [])])


def _tell_stand(klok: Klok) -> str:
    """Return what the title of a last day begins with: a program may show no more than that."""
    if klok.klaar:
        return "gedaan: "
    return "" if klok.uiterste else "staat stil: "


def _list_termijnen(stad: Stad, peildatum: date) -> Iterator[Afspraak]:
    """Yield the last day of every term of every advice; an entry stays when the answer is there.

    Each suspension makes a new version, its end another, and so does the answer; and so does the acknowledgement, on
    which a clock may wait, and every correction.
    """
    for advies in stad.adviezen:
        klokken = read_klokken(stad, advies, peildatum)
        # A correction may be one of a date, and that moves a last day; another wijk changes nothing in a calendar.
        moves = tuple(item for item in advies.wijzigingen if item.soort is not Wijzigingsoort.WIJK_TOEGEVOEGD)
        for soort, naam, titel in (
            (Kloksoort.ADVIES, "vraag", "laatste dag om advies te geven"),
            (Kloksoort.BEVESTIGING, "bevestiging", "de gemeente bevestigt de ontvangst uiterlijk"),
            (Kloksoort.REACTIE, "reactie", "de gemeente antwoordt uiterlijk"),
        ):
            einde = find_intrekking(stad, advies, peildatum) if soort is Kloksoort.ADVIES else None
            # What is off stays where it was on the day that it went off.
            klok = read_klokken(stad, advies, einde.datum)[soort] if einde else klokken[soort]
            if klok.begin and klok.termijn:
                # Without an end of a suspension the last day is not known; until then the entry stays where it was.
                dag = compute_uiterste(klok.begin, klok.termijn, klok.opschortingen)
                ends = [stop.tot for stop in klok.opschortingen if stop.tot]
                waited = (
                    klok.termijn.start is Klokbegin.BEVESTIGING
                    and advies.ontvangstbevestiging is not None
                    and advies.ontvangstbevestiging <= peildatum
                )
                over = [tot + timedelta(days=1) for tot in ends if tot < peildatum and not klok.klaar]
                yield Afspraak(
                    f"advies.{advies.id}.{naam}",
                    f"{_tell_stand(klok) if not einde else ''}{titel}: {advies.titel}",
                    dag,
                    dag,
                    (*(["Het voorstel is ingetrokken."] if einde else []), *_describe_termijn(klok)),
                    advies,
                    max([klok.begin, *(stop.van for stop in klok.opschortingen), *over, klok.klaar or klok.begin]),
                    wijzigingen=moves,
                    afgelast=_make_afgelast(einde) if einde else None,
                    alarm=not klok.klaar and klok.uiterste is not None,
                    versie=len(klok.opschortingen) + len(ends) + bool(klok.klaar) + waited,
                )


def _describe_termijn(klok: Klok) -> Iterator[str]:
    if klok.klaar:
        yield f"Gedaan op {format_datum(klok.klaar)}."
    for stop in klok.opschortingen:
        when = f"van {format_periode(stop.van, stop.tot)}" if stop.tot else f"vanaf {format_datum(stop.van)}"
        yield end_sentence(f"De termijn staat stil {when}: {stop.reden}")
    if not klok.klaar and not klok.uiterste:
        yield "De laatste dag is nog niet bekend."
    if klok.termijn:
        yield end_sentence(f"Dit is een {klok.termijn.label}. Bron: {klok.termijn.bron}")
