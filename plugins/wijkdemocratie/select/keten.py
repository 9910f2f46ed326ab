"""The chain from scan to decision, as it is seen from any record in it: what there is, and what is not there yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from wijkdemocratie.model import (
    Advies,
    Deeldatum,
    Fase,
    Keuze,
    Klankbordgroep,
    Loting,
    Organisatie,
    Reikwijdte,
    Stad,
    Voorstel,
    Wijkscan,
)
from wijkdemocratie.text import format_periode

from .mandaat import has_ended
from .stand import Adviesfase, Lotingfase, Voortgang, find_intrekking, read_lotingfase, read_voortgang
from .verbanden import Gevonden, Ketenrecord, Verbanden


class Schakelsoort(Keuze):
    """The links of the chain, in their order."""

    WIJKSCAN = "wijkscan", "wijkscan"
    ADVISEUR = "adviseur", "wie adviseert"
    LOTING = "loting", "loting"
    VOORSTEL = "voorstel", "voorstel"
    ADVIES = "advies", "advies"
    REACTIE = "reactie", "antwoord van de gemeente"
    BESLUIT = "besluit", "besluit"


@dataclass(frozen=True, slots=True)
class Deelschakel:
    """One thing in a link: the record with the page to go to, its name, when, and how it stands in a few words.

    `open_tot` is the last day on which that stands as it is told; None where it is not about being open.
    """

    record: Ketenrecord
    naam: str
    wanneer: date | Deeldatum | None
    stand: str
    hier: bool = False
    open_tot: date | None = None


@dataclass(frozen=True, slots=True)
class Schakel:
    """One link of the chain, in the order of time. `nog_niet` says what it means that nothing is there."""

    soort: Schakelsoort
    delen: tuple[Deelschakel, ...]
    hier: bool
    nog_niet: str


_BESLUITEN = {Fase.COLLEGEBESLUIT: "besluit van het college", Fase.RAADSBESLUIT: "besluit van de gemeenteraad"}
_NOG_NIET = {
    Schakelsoort.WIJKSCAN: "Nog geen wijkscan.",
    Schakelsoort.ADVISEUR: "Nog geen klankbordgroep.",
    Schakelsoort.LOTING: "Geen loting bekend.",
    Schakelsoort.VOORSTEL: "Nog geen voorstel.",
    Schakelsoort.ADVIES: "Nog geen advies gevraagd of gegeven.",
    Schakelsoort.REACTIE: "Nog geen antwoord.",
    Schakelsoort.BESLUIT: "Nog geen besluit.",
}


def make_keten(verbanden: Verbanden, record: Ketenrecord) -> tuple[Schakel, ...]:
    """Return the chain as it is seen from a record: every link, also where nothing is yet."""
    found = verbanden.gather(record)
    parts: dict[Schakelsoort, list[Deelschakel]] = {
        Schakelsoort.WIJKSCAN: [_show_scan(verbanden.stad, scan) for scan in found.scans],
        Schakelsoort.ADVISEUR: [_show_adviseur(one, verbanden.peildatum) for one in found.adviseurs],
        Schakelsoort.LOTING: [_show_loting(loting, verbanden.peildatum) for loting in found.lotingen],
        Schakelsoort.VOORSTEL: [_show_voorstel(voorstel, verbanden.peildatum) for voorstel in found.voorstellen],
        Schakelsoort.ADVIES: [_show_advies(verbanden.stad, advies, verbanden.peildatum) for advies in found.adviezen],
        Schakelsoort.REACTIE: [
            Deelschakel(advies, advies.titel, advies.reactie.datum, "antwoord gegeven")
            for advies in found.adviezen
            if advies.reactie
        ],
        Schakelsoort.BESLUIT: [
            besluit for voorstel in found.voorstellen for besluit in _list_besluiten(voorstel, verbanden.peildatum)
        ],
    }
    own = _SOORT_VAN[type(record)]
    return tuple(
        Schakel(
            soort,
            tuple(
                replace(deel, hier=soort is own and deel.record is record)
                for deel in sorted(delen, key=lambda deel: (_day_of(deel.wanneer), deel.naam))
            ),
            soort is own,
            _explain_nothing(soort, record, found, verbanden.peildatum),
        )
        for soort, delen in parts.items()
    )


_SOORT_VAN: dict[type, Schakelsoort] = {
    Wijkscan: Schakelsoort.WIJKSCAN,
    Klankbordgroep: Schakelsoort.ADVISEUR,
    Organisatie: Schakelsoort.ADVISEUR,
    Loting: Schakelsoort.LOTING,
    Voorstel: Schakelsoort.VOORSTEL,
    Advies: Schakelsoort.ADVIES,
}


def _day_of(wanneer: date | Deeldatum | None) -> date:
    return wanneer.einde if isinstance(wanneer, Deeldatum) else wanneer or date.min


def _explain_nothing(soort: Schakelsoort, record: Ketenrecord, found: Gevonden, peildatum: date) -> str:
    """Return what it means that a link is empty: that it is to come, that it never comes, or that nobody knows."""
    no_group = not any(isinstance(one, Klankbordgroep) for one in found.adviseurs)
    if soort is Schakelsoort.REACTIE and not any(advies.ingediend_op for advies in found.adviezen):
        return "Er is geen advies om op te antwoorden."
    if isinstance(record, Organisatie) and soort in _VOORAF:
        return "Een bewonersorganisatie is van bewoners zelf en komt hier niet uit."
    if isinstance(record, Advies) and not record.voorstel and soort in (Schakelsoort.VOORSTEL, Schakelsoort.BESLUIT):
        return "Dit advies hangt niet aan een voorstel."
    words = _explain_voorstel(soort, record, peildatum) if isinstance(record, Voorstel) else ""
    if not words and isinstance(record, Voorstel | Advies) and soort in _VOORAF and no_group:
        return "Geen: dit hoort bij een klankbordgroep, en die adviseerde hier niet."
    return words or _NOG_NIET[soort]


_VOORAF = (Schakelsoort.WIJKSCAN, Schakelsoort.LOTING)
_ADVIES = (Schakelsoort.ADVISEUR, Schakelsoort.ADVIES)
_GEEN_BESLUIT = {
    Voortgang.INGETROKKEN: "Er komt geen besluit: het voorstel is ingetrokken.",
    Voortgang.EERDER: "Of er een besluit is, staat niet in onze bronnen.",
}


def _explain_voorstel(soort: Schakelsoort, voorstel: Voorstel, peildatum: date) -> str:
    """Return what an empty link means for this proposal, or nothing where it means the same as for any record."""
    voortgang = read_voortgang(voorstel, peildatum)
    if soort is Schakelsoort.BESLUIT:
        return _GEEN_BESLUIT.get(voortgang, "")
    if voorstel.reikwijdte is Reikwijdte.STEDELIJK and soort in _VOORAF:
        return "Dit hoort niet bij een plan van de hele stad."
    if voorstel.reikwijdte is Reikwijdte.STEDELIJK and soort is Schakelsoort.ADVISEUR:
        return "Niemand gaf advies. Een klankbordgroep heeft hier geen eigen taak."
    if soort in _ADVIES and voortgang is Voortgang.LOOPT:
        return "Er is nog aan niemand advies gevraagd."
    return "Op deze site staat geen advies over dit voorstel." if soort in _ADVIES else ""


def _show_scan(stad: Stad, scan: Wijkscan) -> Deelschakel:
    return Deelschakel(
        scan, f"Wijkscan van {stad.wijk[scan.wijk].naam}", scan.afgerond_op or scan.begonnen_op, scan.stand.label
    )


def _show_adviseur(one: Klankbordgroep | Organisatie, peildatum: date) -> Deelschakel:
    if isinstance(one, Organisatie):
        return Deelschakel(one, one.naam, None, "bewonersorganisatie")
    if one.zittingstermijn is None:
        return Deelschakel(one, one.naam, None, "klankbordgroep")
    verb = "zat" if has_ended(one, peildatum) else "zit"
    periode = format_periode(one.zittingstermijn.van, one.zittingstermijn.tot)
    return Deelschakel(one, one.naam, None, f"klankbordgroep, {verb} van {periode}")


def _show_loting(loting: Loting, peildatum: date) -> Deelschakel:
    fase = read_lotingfase(loting, peildatum)
    open_tot = loting.aanmelden.tot if fase is Lotingfase.AANMELDEN else None
    return Deelschakel(loting, loting.naam, loting.trekking.date(), fase.label, open_tot=open_tot)


def _show_voorstel(voorstel: Voorstel, peildatum: date) -> Deelschakel:
    first = voorstel.stappen[0].datum if voorstel.stappen else voorstel.opgenomen_op
    return Deelschakel(voorstel, voorstel.titel, first, read_voortgang(voorstel, peildatum).label)


def _show_advies(stad: Stad, advies: Advies, peildatum: date) -> Deelschakel:
    if advies.ingediend_op is None:
        fase = Adviesfase.VERVALLEN if find_intrekking(stad, advies, peildatum) else Adviesfase.GEVRAAGD
        return Deelschakel(advies, advies.titel, advies.gevraagd_op, fase.label)
    return Deelschakel(
        advies, advies.titel, advies.ingediend_op, "ongevraagd advies" if advies.ongevraagd else "advies gegeven"
    )


def _list_besluiten(voorstel: Voorstel, peildatum: date) -> Iterator[Deelschakel]:
    for stap in voorstel.stappen:
        if stap.fase in _BESLUITEN:
            planned = " (gepland)" if stap.datum.einde > peildatum else ""
            yield Deelschakel(voorstel, voorstel.titel, stap.datum, f"{_BESLUITEN[stap.fase]}{planned}")
