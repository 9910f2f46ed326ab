"""The life of a proposal: on the site, every step, inspraak, corrections, withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from wijkdemocratie.model import Reikwijdte, Stad, Stap, Voorstel, Wijzigingsoort
from wijkdemocratie.select.bereik import Bereik, explain_indeling
from wijkdemocratie.text import format_datum, format_periode

from .gebeurtenis import SLUIT_BIJNA, Gebeurtenis, Gebeurtenissoort, make_gebeurtenis
from .versie import list_versies

_WIE_ADVISEERT = {
    Reikwijdte.WIJKSPECIFIEK: "De klankbordgroep van de wijk geeft hier altijd advies over.",
    Reikwijdte.WIJKOVERSTIJGEND: "De klankbordgroepen van de wijken mogen hier advies over geven.",
    Reikwijdte.STEDELIJK: "Dit is een opgave voor de hele stad; klankbordgroepen hebben hier geen taak.",
    Reikwijdte.ONBEKEND: "De reikwijdte is nog niet vastgesteld.",
}


def list_voorstelgebeurtenissen(stad: Stad, voorstel: Voorstel) -> Iterator[Gebeurtenis]:
    """Yield the events of one proposal, in no special order."""
    naam = f"{voorstel.titel} ({voorstel.ris})" if voorstel.ris else voorstel.titel
    achtergrond = (
        voorstel.samenvatting,
        _WIE_ADVISEERT[voorstel.reikwijdte],
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
    yield from _list_inspraak(stad, voorstel, naam)
    for wijziging in voorstel.wijzigingen:
        added = wijziging.soort is Wijzigingsoort.WIJK_TOEGEVOEGD
        yield make_gebeurtenis(
            stad,
            voorstel,
            Gebeurtenissoort.WIJZIGING,
            wijziging.datum,
            f"{naam} – {'gaat nu ook over deze wijk' if added else wijziging.soort.label} ({wijziging.nr})",
            (wijziging.toelichting, *achtergrond),
            nr=wijziging.nr,
            # A new wijk is news for that wijk alone: the others knew the proposal already.
            bereik=Bereik(wijziging.wijken) if added else None,
        )
    if voorstel.ingetrokken:
        yield make_gebeurtenis(
            stad,
            voorstel,
            Gebeurtenissoort.INGETROKKEN,
            voorstel.ingetrokken.datum,
            f"ingetrokken: {naam}",
            (voorstel.ingetrokken.reden, voorstel.samenvatting),
        )


def _describe_stap(stap: Stap) -> str:
    return f"{stap.fase.label}: {format_datum(stap.datum)}" + (f" ({stap.ris})." if stap.ris else ".")


def _tell_apart(voorstel: Voorstel, stap: Stap) -> str:
    """Return a number for a phase that comes back, so that two titles in one feed differ."""
    same = [other for other in voorstel.stappen if other.fase is stap.fase]
    return f" ({same.index(stap) + 1}e keer)" if stap is not same[0] else ""


def _list_inspraak(stad: Stad, voorstel: Voorstel, naam: str) -> Iterator[Gebeurtenis]:
    inspraak = voorstel.inspraak
    if inspraak is None:
        return
    regels = (
        f"Reageren kan van {format_periode(inspraak.van, inspraak.tot)}.",
        inspraak.hoe,
        voorstel.samenvatting,
    )
    einde = voorstel.ingetrokken.datum if voorstel.ingetrokken else None
    for versie in list_versies(inspraak.van, inspraak.tot, inspraak.tot, voorstel.wijzigingen, einde):
        tot = format_datum(versie.tot)
        for soort, dag, zin in (
            (Gebeurtenissoort.INSPRAAK_OPEN, versie.van, f"u kunt reageren: {naam}"),
            (Gebeurtenissoort.INSPRAAK_BIJNA, versie.tot - SLUIT_BIJNA, f"reageren kan tot en met {tot}: {naam}"),
            (Gebeurtenissoort.INSPRAAK_DICHT, versie.tot + timedelta(days=1), f"reageren kan niet meer: {naam}"),
        ):
            told = soort is Gebeurtenissoort.INSPRAAK_BIJNA and dag <= versie.van
            if versie.holds_on(dag) and not told:
                yield make_gebeurtenis(stad, voorstel, soort, dag, zin, regels, nr=versie.nr)
