"""Terms and clocks: by when an advice has to be acknowledged and answered, and how that stands on a day.

The council proposal names no term (§2.2, besluit VII), so terms are data with a source (`Termijn`). The day on
which a clock starts does not count; the last day does. A term in days or weeks ends on the day it ends on, also in
a weekend: no source says that it moves.

A clock may stand still for a while (`Opschorting`): those days do not count, whatever the unit, so the last day
moves by as many days (or working days) as the clock stood still within the term. A week is seven days that count.
A term may have been another one before (`Termijn.eerder`): the one that holds is that of the day on which the
advice was asked (for the adviser) or given (for the gemeente), so that a new term moves nothing that was published.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from holidays import country_holidays

from .model import Advies, Eenheid, Keuze, Klokbegin, Kloksoort, Opschorting, Stad, Termijn, Termijnversie


class Klokstand(Keuze):
    """How a clock stands on a day."""

    NIET_BEGONNEN = "niet-begonnen", "nog niet begonnen"
    LOOPT = "loopt", "binnen de termijn"
    OPGESCHORT = "opgeschort", "opgeschort, de termijn staat stil"
    OVER_TIJD = "over-tijd", "te laat, nog niet gedaan"
    OP_TIJD = "op-tijd", "op tijd"
    TE_LAAT = "te-laat", "te laat"
    OPEN = "open", "nog niet gedaan"
    KLAAR = "klaar", "gedaan"
    VERVALLEN = "vervallen", "vervallen, het voorstel is ingetrokken"


@dataclass(frozen=True, slots=True)
class Klok:
    """One clock on a peildatum. `verstreken` counts days since the start, `over` days left (negative: too late).

    `stil` is how many of the days since the start the clock stood still, in `opschortingen`; `nu_stil` is why it
    stands still now. Without an end of that there is no `uiterste`: nobody knows the last day yet.
    """

    stand: Klokstand
    begin: date | None = None
    uiterste: date | None = None
    klaar: date | None = None
    termijn: Termijnversie | None = None
    verstreken: int = 0
    over: int | None = None
    opschortingen: tuple[Opschorting, ...] = ()
    stil: int = 0
    nu_stil: Opschorting | None = None

    @property
    def is_laat(self) -> bool:
        """Whether the term has passed, answered or not."""
        return self.stand in (Klokstand.OVER_TIJD, Klokstand.TE_LAAT)


@cache
def _list_feestdagen(jaar: int) -> frozenset[date]:
    """Return the Dutch public holidays of a year, with 5 May.

    The package counts that day once in five years only, as many employers do; the law counts it every year
    (Algemene termijnenwet, article 3).
    """
    return frozenset(country_holidays("NL", years=jaar)) | {date(jaar, 5, 5)}


def is_werkdag(dag: date) -> bool:
    """Say whether people work on this day in the Netherlands."""
    return dag.weekday() < 5 and dag not in _list_feestdagen(dag.year)


def compute_uiterste(begin: date, termijn: Termijnversie, opschortingen: Iterable[Opschorting] = ()) -> date:
    """Return the last day of a term that starts on `begin`; a suspension counts as far as its end is known."""
    still = [(stop.van, stop.tot) for stop in opschortingen if stop.tot]
    days = termijn.aantal * (7 if termijn.eenheid is Eenheid.WEKEN else 1)
    if not still and termijn.eenheid is not Eenheid.WERKDAGEN:
        return begin + timedelta(days=days)
    dag, left = begin, days
    while left:
        dag += timedelta(days=1)
        counts = termijn.eenheid is not Eenheid.WERKDAGEN or is_werkdag(dag)
        left -= counts and not any(van <= dag <= tot for van, tot in still)
    return dag


def select_opschortingen(
    begin: date, termijn: Termijnversie, opschortingen: Iterable[Opschorting]
) -> tuple[Opschorting, ...]:
    """Return the suspensions that move the last day, in order: each began while the clock still ran.

    One that began after the last day changes nothing, so nothing that was told can be taken back by it. After one
    without an end none can follow.
    """
    found: list[Opschorting] = []
    for stop in sorted(opschortingen, key=lambda stop: (stop.van, stop.nr)):
        if all(before.tot for before in found) and stop.van <= compute_uiterste(begin, termijn, found):
            found.append(stop)
    return tuple(found)


def read_klok(
    begin: date | None,
    klaar: date | None,
    termijn: Termijnversie | None,
    peildatum: date,
    opschortingen: Iterable[Opschorting] = (),
) -> Klok:
    """Return how a clock stands on `peildatum`: what happened later has not happened yet."""
    if begin is None or begin > peildatum:
        return Klok(Klokstand.NIET_BEGONNEN, termijn=termijn)
    if klaar is not None and klaar > peildatum:
        klaar = None
    until = klaar or peildatum
    verstreken = (until - begin).days
    if termijn is None:
        stand = Klokstand.KLAAR if klaar else Klokstand.OPEN
        return Klok(stand, begin, None, klaar, None, verstreken)
    stops = select_opschortingen(begin, termijn, (stop for stop in opschortingen if stop.van <= until))
    is_open_ended = any(stop.tot is None for stop in stops)
    uiterste = None if is_open_ended else compute_uiterste(begin, termijn, stops)
    nu_stil = next((stop for stop in stops if not klaar and (stop.tot or date.max) >= peildatum), None)
    if klaar:
        stand = Klokstand.OP_TIJD if uiterste is None or klaar <= uiterste else Klokstand.TE_LAAT
    elif nu_stil:
        stand = Klokstand.OPGESCHORT
    else:
        stand = Klokstand.LOOPT if uiterste is None or peildatum <= uiterste else Klokstand.OVER_TIJD
    over = (uiterste - until).days if uiterste else None
    first = begin + timedelta(days=1)
    stil = sum((min(stop.tot or until, until) - max(stop.van, first)).days + 1 for stop in stops)
    return Klok(stand, begin, uiterste, klaar, termijn, verstreken, over, stops, stil, nu_stil)


def find_versie(termijn: Termijn, dag: date) -> Termijnversie | None:
    """Return the term as it was on a day; None before there was one."""
    versies: tuple[Termijnversie, ...] = (termijn, *termijn.eerder)
    return next((versie for versie in versies if versie.vanaf is None or versie.vanaf <= dag), None)


def termijn_voor(stad: Stad, advies: Advies, soort: str) -> Termijnversie | None:
    """Return the term that holds for this advice: that of the adviser where it has its own, else the city's.

    A made-up term says nothing about a real advice, so it holds for examples alone.
    """
    dag = (advies.gevraagd_op if soort == Kloksoort.ADVIES else advies.ingediend_op) or date.max
    for termijnen in (stad.adviseur[advies.van].termijnen, stad.gemeente.termijnen):
        termijn: Termijn | None = getattr(termijnen, soort)
        versie = find_versie(termijn, dag) if termijn else None
        if versie and (advies.voorbeeld or not versie.voorbeeld):
            return versie
    return None


def read_klokken(stad: Stad, advies: Advies, peildatum: date) -> dict[Kloksoort, Klok]:
    """Return the three clocks of an advice: a reaction also acknowledges, as nobody can answer what did not arrive."""
    given, reactie = advies.ingediend_op, advies.reactie.datum if advies.reactie else None
    acknowledged = min((dag for dag in (advies.ontvangstbevestiging, reactie) if dag), default=None)

    def read(soort: Kloksoort, begin: date | None, klaar: date | None) -> Klok:
        stops = (stop for stop in advies.opschortingen if soort in stop.klokken)
        return read_klok(begin, klaar, termijn_voor(stad, advies, soort.value), peildatum, stops)

    bevestiging = read(Kloksoort.BEVESTIGING, given, acknowledged)
    term = termijn_voor(stad, advies, Kloksoort.REACTIE.value)
    waits = term is not None and term.start is Klokbegin.BEVESTIGING
    return {
        Kloksoort.ADVIES: read(Kloksoort.ADVIES, advies.gevraagd_op, given),
        Kloksoort.BEVESTIGING: bevestiging,
        Kloksoort.REACTIE: read(Kloksoort.REACTIE, _find_start(bevestiging) if waits else given, reactie),
    }


def _find_start(bevestiging: Klok) -> date | None:
    """Return the day on which a clock starts that waits for the acknowledgement.

    Who acknowledges late or never wins no time: the clock then starts on the last day for it, and without such a day
    it does not wait at all. That it starts so is known when the last day is over, so nothing that was told moves.
    """
    if bevestiging.termijn is None:
        return bevestiging.begin
    return bevestiging.uiterste if bevestiging.is_laat else bevestiging.klaar
