"""Order: of dates, and of numbers that a feed leans on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from wijkdemocratie.model import Deel, Loting, Scanstand, Wijkscan

from .regel import Bevinding, Zaak, regel


class _Moment(NamedTuple):
    """A date in the life of a record: how to call it, when, and the steps to its field."""

    naam: str
    dag: date | None
    path: tuple[str | int, ...]


def _check_order(record: Deel, moments: Sequence[_Moment]) -> Iterator[Bevinding]:
    """Yield each date that lies before the one that should come first. Dates that are not there are passed over."""
    for first, then in pairwise(moment for moment in moments if moment.dag):
        if first.dag and then.dag and then.dag < first.dag:
            yield Bevinding(
                record.place_of(*then.path),
                f"{then.naam} ({then.dag}) ligt voor {first.naam} ({first.dag})",
                _tell_swap(first, then),
            )


def _tell_swap(first: _Moment, then: _Moment) -> str:
    """Return the tip for two dates in the wrong order: how it would be if they were only swapped."""
    names = [str(moment.path[-1]) if moment.path else "" for moment in (first, then)]
    if names[0] == names[1] or {"", "begin", "trekking"} & {*names}:  # these have a time too, or no place of their own
        return "kijk de twee datums na"
    return f"kijk de twee datums na; zijn ze verwisseld, schrijf dan {names[0]}: {then.dag} en {names[1]}: {first.dag}"


def check_numbers(record: Deel, field: str, numbers: Sequence[int]) -> Iterator[Bevinding]:
    """Yield what is wrong with numbers that should be 1 to n, in any order."""
    seen: set[int] = set()
    for index, number in enumerate(numbers):
        if number in seen:
            where, free = record.place_of(field, index, "nr"), max(numbers) + 1
            yield Bevinding(where, f"nummer {number} is er al", f"het volgende vrije nummer is {free}")
        seen.add(number)
    if gaps := sorted(set(range(1, max(numbers, default=0) + 1)) - seen):
        index = numbers.index(max(numbers))
        yield Bevinding(
            record.place_of(field, index, "nr"),
            f"nummer {gaps[0]} ontbreekt",
            "nummer vanaf 1 zonder gaten; zet een weggehaald onderdeel terug, want lezers hebben het al gezien",
        )
    elif 0 in seen:
        index = list(numbers).index(0)
        yield Bevinding(record.place_of(field, index, "nr"), "nummers beginnen bij 1", "nummer vanaf 1")


@regel("stappen-volgorde")
def check_stappen(zaak: Zaak) -> Iterator[Bevinding]:
    """Steps stand in the order of their dates; their numbers run from 1 without gaps."""
    for voorstel in zaak.stad.voorstellen:
        for index, (first, then) in enumerate(pairwise(voorstel.stappen), 1):
            # Of a date that is known in part only the last day is sure.
            if then.datum.einde < first.datum.begin:
                yield Bevinding(
                    voorstel.place_of("stappen", index, "datum"),
                    f"deze stap ({then.datum}) ligt voor de stap erboven ({first.datum})",
                    "zet de stappen op volgorde van datum; de nummers blijven bij hun stap",
                )
        yield from check_numbers(voorstel, "stappen", [stap.nr for stap in voorstel.stappen])
        if voorstel.ingetrokken and voorstel.stappen and voorstel.ingetrokken.datum < voorstel.stappen[0].datum.begin:
            yield Bevinding(
                voorstel.place_of("ingetrokken", "datum"),
                f"het voorstel is ingetrokken ({voorstel.ingetrokken.datum}) voor de eerste stap",
                "kijk de datum na",
            )


@regel("periode-omgekeerd")
def check_periode(zaak: Zaak) -> Iterator[Bevinding]:
    """A period begins before it ends."""
    stad = zaak.stad
    periods = [
        *((groep, "zittingstermijn", groep.zittingstermijn) for groep in stad.klankbordgroepen),
        *((loting, "aanmelden", loting.aanmelden) for loting in stad.lotingen),
        *((voorstel, "inspraak", voorstel.inspraak) for voorstel in stad.voorstellen),
    ]
    for record, field, period in periods:
        if period and period.tot < period.van:
            yield Bevinding(
                record.place_of(field, "tot"),
                f"de laatste dag ({period.tot}) ligt voor de eerste ({period.van})",
                f"zijn ze verwisseld, schrijf dan van: {period.tot} en tot: {period.van}; anders: kijk het jaar na",
            )
    for bijeenkomst in stad.bijeenkomsten:
        if bijeenkomst.einde <= bijeenkomst.begin:
            yield Bevinding(
                bijeenkomst.place_of("einde"),
                "de bijeenkomst eindigt niet na het begin",
                "kijk “begin” en “einde” na",
            )


@regel("loting-volgorde")
def check_loting(zaak: Zaak) -> Iterator[Bevinding]:
    """A draw is announced, then people are invited and sign up, then it is held, then its outcome is published."""
    for loting in zaak.stad.lotingen:
        yield from _check_order(
            loting,
            [
                _Moment("de aankondiging", loting.aangekondigd_op, ("aangekondigd_op",)),
                _Moment("de uitnodiging", loting.uitnodiging, ("uitnodiging",)),
                _Moment("het begin van het aanmelden", loting.aanmelden.van, ("aanmelden", "van")),
            ],
        )
        trekking = loting.trekking.date()
        if trekking <= loting.aanmelden.tot:
            yield Bevinding(
                loting.place_of("trekking"),
                f"de loting ({trekking}) is niet na de laatste dag van het aanmelden ({loting.aanmelden.tot})",
                "zet de loting minstens een dag later",
            )
        yield from _check_loting_end(loting, trekking)


def _check_loting_end(loting: Loting, trekking: date) -> Iterator[Bevinding]:
    if loting.uitkomst:
        yield from _check_order(
            loting,
            [
                _Moment("de loting", trekking, ("trekking",)),
                _Moment("de uitkomst", loting.uitkomst.gepubliceerd_op, ("uitkomst", "gepubliceerd_op")),
            ],
        )
        for index, item in enumerate(loting.uitkomst.vervangingen):
            yield from _check_order(
                loting,
                [
                    _Moment("de uitkomst", loting.uitkomst.gepubliceerd_op, ()),
                    _Moment("de vervanging", item.datum, ("uitkomst", "vervangingen", index, "datum")),
                ],
            )
    if loting.afgelast:
        yield from _check_order(
            loting,
            [
                _Moment("de aankondiging", loting.aangekondigd_op, ("aangekondigd_op",)),
                _Moment("de afgelasting", loting.afgelast.datum, ("afgelast", "datum")),
            ],
        )
        if loting.uitkomst:
            yield Bevinding(
                loting.place_of("uitkomst"),
                "deze loting is afgelast en heeft toch een uitkomst",
                "haal “afgelast” of “uitkomst” weg",
            )


@regel("bijeenkomst-volgorde")
def check_bijeenkomst(zaak: Zaak) -> Iterator[Bevinding]:
    """A meeting is announced before it is held or cancelled."""
    for bijeenkomst in zaak.stad.bijeenkomsten:
        announced = _Moment("de aankondiging", bijeenkomst.aangekondigd_op, ("aangekondigd_op",))
        cancelled = bijeenkomst.afgelast.datum if bijeenkomst.afgelast else None
        yield from _check_order(bijeenkomst, [announced, _Moment("het begin", bijeenkomst.begin.date(), ("begin",))])
        yield from _check_order(bijeenkomst, [announced, _Moment("de afgelasting", cancelled, ("afgelast", "datum"))])


@regel("advies-volgorde")
def check_advies(zaak: Zaak) -> Iterator[Bevinding]:
    """An advice is asked, then given, then acknowledged and answered."""
    for advies in zaak.stad.adviezen:
        asked = _Moment("de vraag", advies.gevraagd_op, ("gevraagd_op",))
        given = _Moment("het advies", advies.ingediend_op, ("ingediend_op",))
        acknowledged = _Moment("de ontvangstbevestiging", advies.ontvangstbevestiging, ("ontvangstbevestiging",))
        reaction = advies.reactie.datum if advies.reactie else None
        answered = _Moment("de reactie", reaction, ("reactie", "datum"))
        yield from _check_order(advies, [asked, given])
        for after in (acknowledged, answered):
            yield from _check_order(advies, [given, after])
            if after.dag and not given.dag:
                yield Bevinding(
                    advies.place_of(*after.path),
                    f"{after.naam} is er, en het advies zelf is nog niet ingediend",
                    "vul “ingediend_op” in",
                )
        for index, punt in enumerate(advies.punten):
            if punt.uitkomst and not advies.reactie:
                yield Bevinding(
                    advies.place_of("punten", index, "uitkomst"),
                    "dit punt heeft een uitkomst, en er is nog geen reactie",
                    "vul “reactie” in, met de datum waarop de gemeente antwoordde",
                )


@regel("scan-volgorde")
def check_scan(zaak: Zaak) -> Iterator[Bevinding]:
    """A scan begins, is finished, and then goes to the council; its dates fit its stand."""
    for scan in zaak.stad.wijkscans:
        told = scan.teruggekoppeld.datum if scan.teruggekoppeld else None
        yield from _check_order(
            scan,
            [
                _Moment("het begin", scan.begonnen_op, ("begonnen_op",)),
                _Moment("het eind", scan.afgerond_op, ("afgerond_op",)),
                _Moment("de terugkoppeling", told, ("teruggekoppeld", "datum")),
            ],
        )
        yield from _check_stand(scan)


def _check_stand(scan: Wijkscan) -> Iterator[Bevinding]:
    early = {
        Scanstand.GEPLAND: (("begonnen_op", scan.begonnen_op), ("afgerond_op", scan.afgerond_op)),
        Scanstand.IN_UITVOERING: (("afgerond_op", scan.afgerond_op),),
        Scanstand.AFGEROND: (),
    }
    for field, dag in early[scan.stand]:
        if dag:
            yield Bevinding(
                scan.place_of(field),
                f"“{field}” is ingevuld, en de stand is “{scan.stand.value}”",
                f"pas de stand aan, of haal “{field}” weg",
            )


@regel("versie-volgorde")
def check_versies(zaak: Zaak) -> Iterator[Bevinding]:
    """A next version of a definition or of a field of policy holds from a later day: so each day has one."""
    gemeente = zaak.stad.gemeente
    soorten = dict.fromkeys(begrip.soort for begrip in gemeente.begrippen)
    for soort in soorten:
        versies = sorted(
            (begrip for begrip in gemeente.begrippen if begrip.soort == soort), key=lambda begrip: begrip.versie
        )
        for first, then in pairwise(versies):
            if then.vanaf is None:
                yield Bevinding(
                    then.place_of("versie"),
                    f"sinds wanneer versie {then.versie} van “{soort}” geldt, staat er niet",
                    "vul “vanaf” in; alleen bij de eerste versie mag dat weg",
                )
            elif first.vanaf and then.vanaf.begin <= first.vanaf.begin and then.versie != first.versie:
                yield Bevinding(
                    then.place_of("vanaf"),
                    f"versie {then.versie} van “{soort}” geldt niet later dan versie {first.versie} ({first.vanaf})",
                    "kijk “vanaf” en “versie” na; verander een oude versie niet, maar voeg een nieuwe toe",
                )
    for terrein in gemeente.beleidsterreinen:
        versie, vanaf = 1, date.min
        for item in terrein.herzieningen:
            if item.versie <= versie or item.vanaf.begin <= vanaf:
                yield Bevinding(
                    item.place_of("versie" if item.versie <= versie else "vanaf"),
                    f"een herziening van “{terrein.slug}” komt niet na de vorige",
                    "zet herzieningen op volgorde, met versie 2, 3 enzovoort en elk een latere “vanaf”",
                )
            versie, vanaf = item.versie, item.vanaf.begin
