"""The life of a proposal: on the site, every step, inspraak, corrections, withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from wijkdemocratie.model import Stad, Stap, Voorstel, Wijzigingsoort
from wijkdemocratie.select import Adviesplicht, explain_indeling, read_plicht
from wijkdemocratie.text import format_datum, format_periode

from .gebeurtenis import SLUIT_BIJNA, Gebeurtenis, Gebeurtenissoort, make_gebeurtenis, make_wijziging
from .versie import Versie, list_momenten, list_versies

_WIE_ADVISEERT = {
    Adviesplicht.ALTIJD: "De gemeente moet de klankbordgroep van de wijk hier altijd advies over vragen.",
    Adviesplicht.ONDUIDELIJK: "Of de gemeente hier advies over moet vragen, staat niet vast.",
    Adviesplicht.MAG: "De klankbordgroepen van de wijken mogen hier advies over geven.",
    Adviesplicht.GEEN_TAAK: "Dit is een opgave voor de hele stad; klankbordgroepen hebben hier geen taak.",
    Adviesplicht.ONBEKEND: "De reikwijdte is nog niet vastgesteld.",
}


def list_voorstelgebeurtenissen(stad: Stad, voorstel: Voorstel) -> Iterator[Gebeurtenis]:
    """Yield the events of one proposal, in no special order. After it was withdrawn nothing more happens."""
    naam = f"{voorstel.titel} ({voorstel.ris})" if voorstel.ris else voorstel.titel
    achtergrond = (
        voorstel.samenvatting,
        _WIE_ADVISEERT[read_plicht(stad, voorstel)],
        explain_indeling(voorstel.indeling),
    )
    if voorstel.opgenomen_op:
        yield make_gebeurtenis(
            stad,
            voorstel,
            Gebeurtenissoort.VOORSTEL,
            voorstel.opgenomen_op,
            f"nu op deze site: {naam}",
            achtergrond,
        )
    for stap in voorstel.stappen:
        if voorstel.ingetrokken and stap.datum.einde > voorstel.ingetrokken.datum:
            continue
        regels = (_describe_stap(stap), stap.toelichting, *achtergrond)
        yield make_gebeurtenis(
            stad,
            voorstel,
            Gebeurtenissoort.STAP,
            stap.datum.einde,
            f"{naam} – {stap.fase.label}{_tell_apart(voorstel, stap)}",
            regels,
            nr=stap.nr,
        )
    yield from _list_inspraak(stad, voorstel, naam, achtergrond)
    for wijziging in voorstel.wijzigingen:
        added = wijziging.soort is Wijzigingsoort.WIJK_TOEGEVOEGD
        zin = f"{naam} – {'gaat nu ook over deze wijk' if added else wijziging.soort.label}"
        yield make_wijziging(stad, voorstel, wijziging, zin, achtergrond)
    if voorstel.ingetrokken:
        yield make_gebeurtenis(
            stad,
            voorstel,
            Gebeurtenissoort.INGETROKKEN,
            voorstel.ingetrokken.datum,
            f"ingetrokken: {naam}",
            (voorstel.ingetrokken.reden, *achtergrond),
        )


def _describe_stap(stap: Stap) -> str:
    return f"{stap.fase.label}: {format_datum(stap.datum)}" + (f" ({stap.ris})." if stap.ris else ".")


def _tell_apart(voorstel: Voorstel, stap: Stap) -> str:
    """Return a number for a phase that comes back, so that two titles in one feed differ."""
    same = [other for other in voorstel.stappen if other.fase is stap.fase]
    return f" ({same.index(stap) + 1}e keer)" if stap is not same[0] else ""


def _list_inspraak(stad: Stad, voorstel: Voorstel, naam: str, achtergrond: tuple[str, ...]) -> Iterator[Gebeurtenis]:
    inspraak = voorstel.inspraak
    if inspraak is None:
        return
    regels = (
        f"Reageren kan van {format_periode(inspraak.van, inspraak.tot)}.",
        inspraak.hoe,
        *achtergrond,
    )
    versies = list_versies(inspraak.van, inspraak.tot, inspraak.tot, voorstel.wijzigingen, voorstel.ingetrokken)
    for versie, soort, dag in list_momenten(versies, _find_inspraakdagen):
        # After a move the same thing may happen again: the day tells the two titles apart.
        vanaf = f" vanaf {format_datum(dag)}" if versie.nr > 1 else ""
        zin = {
            Gebeurtenissoort.INSPRAAK_OPEN: f"u kunt reageren{vanaf}: {naam}",
            Gebeurtenissoort.INSPRAAK_BIJNA: f"reageren kan tot en met {format_datum(versie.tot)}: {naam}",
            Gebeurtenissoort.INSPRAAK_DICHT: f"reageren kan{vanaf} niet meer: {naam}",
        }[soort]
        yield make_gebeurtenis(stad, voorstel, soort, dag, zin, (versie.later, *regels), nr=versie.nr)


def _find_inspraakdagen(versie: Versie) -> Iterator[tuple[Gebeurtenissoort, date]]:
    yield Gebeurtenissoort.INSPRAAK_OPEN, versie.van
    if versie.tot - SLUIT_BIJNA > versie.van:
        yield Gebeurtenissoort.INSPRAAK_BIJNA, versie.tot - SLUIT_BIJNA
    yield Gebeurtenissoort.INSPRAAK_DICHT, versie.tot + timedelta(days=1)
