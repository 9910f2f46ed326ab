"""The chain: scan, klankbordgroep and its draw, proposal, advice, answer, decision; seen from any one of them.

Two records hang together by a direct tie, or by ties that all go up or all go down. So whatever shows another is
shown by it. A tie is:

- a scan and a klankbordgroep of its wijk; what hangs on the group is shown with the scan where it is about that wijk;
- a draw and its group;
- a group or an organisation and a proposal that it advised on or was asked about. A group that speaks for its wijk on
  everything is also tied to a running proposal of that wijk alone or of more wijken;
- an advice and who gave it, and what it is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

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

from .bereik import bereik_van
from .mandaat import has_ended
from .stand import Voortgang, read_lotingfase, read_voortgang

Ketenrecord = Advies | Klankbordgroep | Loting | Organisatie | Voorstel | Wijkscan


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
    """One thing in a link: the record with the page to go to, its name, when, and how it stands in a few words."""

    record: Ketenrecord
    naam: str
    wanneer: date | Deeldatum | None
    stand: str
    hier: bool = False


@dataclass(frozen=True, slots=True)
class Schakel:
    """One link of the chain, in the order of time. `nog_niet` says what it means that nothing is there."""

    soort: Schakelsoort
    delen: tuple[Deelschakel, ...]
    hier: bool
    nog_niet: str


_BESLUITEN = {Fase.COLLEGEBESLUIT: "besluit van het college", Fase.RAADSBESLUIT: "besluit van de gemeenteraad"}
_OPEN_REIKWIJDTEN = (Reikwijdte.WIJKSPECIFIEK, Reikwijdte.WIJKOVERSTIJGEND)
_NOG_NIET = {
    Schakelsoort.WIJKSCAN: "Wij kennen hier geen wijkscan bij.",
    Schakelsoort.ADVISEUR: "Nog geen klankbordgroep.",
    Schakelsoort.LOTING: "Nog geen loting.",
    Schakelsoort.VOORSTEL: "Nog geen voorstel.",
    Schakelsoort.ADVIES: "Nog geen advies gevraagd of gegeven.",
    Schakelsoort.REACTIE: "Nog geen antwoord.",
    Schakelsoort.BESLUIT: "Nog geen besluit.",
}


@dataclass(frozen=True)
class Verbanden:
    """The ties between the records of a city on a day; made once, and asked for each page."""

    stad: Stad
    peildatum: date

    @cached_property
    def _adviezen_van(self) -> dict[str, list[Advies]]:
        found: dict[str, list[Advies]] = {}
        for advies in self.stad.adviezen:
            found.setdefault(advies.van, []).append(advies)
        return found

    @cached_property
    def _lotingen_van(self) -> dict[str, list[Loting]]:
        found: dict[str, list[Loting]] = {}
        for loting in self.stad.lotingen:
            found.setdefault(loting.klankbordgroep, []).append(loting)
        return found

    @cached_property
    def _voorstellen_van(self) -> dict[str, list[Voorstel]]:
        """Proposals by who is tied to them."""
        found: dict[str, list[Voorstel]] = {}
        for voorstel in self.stad.voorstellen:
            for adviseur in self._adviseurs_van[voorstel.id]:
                found.setdefault(adviseur.id, []).append(voorstel)
        return found

    @cached_property
    def _adviseurs_van(self) -> dict[str, list[Klankbordgroep | Organisatie]]:
        """Who is tied to a proposal, by its id."""
        return {voorstel.id: self._find_adviseurs(voorstel) for voorstel in self.stad.voorstellen}

    def _find_adviseurs(self, voorstel: Voorstel) -> list[Klankbordgroep | Organisatie]:
        stad = self.stad
        names = {advies.van for advies in stad.adviezen_over.get(voorstel.id, ())}
        runs = read_voortgang(voorstel, self.peildatum) is Voortgang.LOOPT
        if runs and not voorstel.hele_stad and voorstel.reikwijdte in _OPEN_REIKWIJDTEN:
            names |= {
                groep.id
                for slug in voorstel.wijken
                for groep in stad.klankbordgroepen_in[slug]
                if not groep.onderwerp and not has_ended(groep, self.peildatum)
            }
        return [stad.adviseur[name] for name in sorted(names)]

    def _list_scans(self, adviseurs: Iterable[Klankbordgroep | Organisatie], wijken: Iterable[str]) -> list[Wijkscan]:
        """Return the scans of these wijken that a klankbordgroep among these advisers also speaks for."""
        spoken = {slug for groep in adviseurs if isinstance(groep, Klankbordgroep) for slug in groep.wijken}
        return [self.stad.wijkscan[slug] for slug in wijken if slug in spoken and slug in self.stad.wijkscan]

    def gather(self, record: Ketenrecord) -> _Gevonden:
        """Return what hangs together with a record."""
        stad = self.stad
        match record:
            case Wijkscan():
                return self._gather_scan(record)
            case Loting():
                return self._gather_adviseur(stad.klankbordgroep[record.klankbordgroep], [record])
            case Klankbordgroep() | Organisatie():
                return self._gather_adviseur(record, self._lotingen_van.get(record.id, []))
            case Voorstel():
                who = self._adviseurs_van[record.id]
                scans = self._list_scans(who, bereik_van(stad, record).wijken)
                lotingen = [loting for one in who for loting in self._lotingen_van.get(one.id, [])]
                return _Gevonden(scans, who, lotingen, [record], list(stad.adviezen_over.get(record.id, ())))
            case Advies():
                one = stad.adviseur[record.van]
                scans = self._list_scans([one], bereik_van(stad, record).wijken)
                over = [stad.voorstel[record.voorstel]] if record.voorstel else []
                return _Gevonden(scans, [one], self._lotingen_van.get(one.id, []), over, [record])

    def _gather_adviseur(self, one: Klankbordgroep | Organisatie, lotingen: list[Loting]) -> _Gevonden:
        scans = self._list_scans([one], bereik_van(self.stad, one).wijken)
        return _Gevonden(
            scans, [one], lotingen, self._voorstellen_van.get(one.id, []), self._adviezen_van.get(one.id, [])
        )

    def _gather_scan(self, scan: Wijkscan) -> _Gevonden:
        groepen = self.stad.klankbordgroepen_in[scan.wijk]
        voorstellen = {
            voorstel.id: voorstel
            for groep in groepen
            for voorstel in self._voorstellen_van.get(groep.id, [])
            if scan.wijk in bereik_van(self.stad, voorstel).wijken
        }
        return _Gevonden(
            [scan],
            list(groepen),
            [loting for groep in groepen for loting in self._lotingen_van.get(groep.id, [])],
            list(voorstellen.values()),
            [
                advies
                for groep in groepen
                for advies in self._adviezen_van.get(groep.id, [])
                if scan.wijk in advies.wijken
            ],
        )


@dataclass(frozen=True, slots=True)
class _Gevonden:
    scans: list[Wijkscan]
    adviseurs: list[Klankbordgroep | Organisatie]
    lotingen: list[Loting]
    voorstellen: list[Voorstel]
    adviezen: list[Advies]


def make_keten(verbanden: Verbanden, record: Ketenrecord) -> tuple[Schakel, ...]:
    """Return the chain as it is seen from a record: every link, also where nothing is yet."""
    found = verbanden.gather(record)
    parts: dict[Schakelsoort, list[Deelschakel]] = {
        Schakelsoort.WIJKSCAN: [_show_scan(verbanden.stad, scan) for scan in found.scans],
        Schakelsoort.ADVISEUR: [_show_adviseur(one, verbanden.peildatum) for one in found.adviseurs],
        Schakelsoort.LOTING: [_show_loting(loting, verbanden.peildatum) for loting in found.lotingen],
        Schakelsoort.VOORSTEL: [_show_voorstel(voorstel, verbanden.peildatum) for voorstel in found.voorstellen],
        Schakelsoort.ADVIES: [_show_advies(advies) for advies in found.adviezen],
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
                Deelschakel(deel.record, deel.naam, deel.wanneer, deel.stand, soort is own and deel.record is record)
                for deel in sorted(delen, key=lambda deel: (_day_of(deel.wanneer), deel.naam))
            ),
            soort is own,
            _explain_nothing(soort, record),
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


def _explain_nothing(soort: Schakelsoort, record: Ketenrecord) -> str:
    """Return what it means that a link is empty: for some that it never comes, for others not yet."""
    match soort, record:
        case ((Schakelsoort.WIJKSCAN | Schakelsoort.LOTING), Organisatie()):
            return "Een bewonersorganisatie is van bewoners zelf; zij komt niet uit een wijkscan of loting."
        case ((Schakelsoort.VOORSTEL | Schakelsoort.BESLUIT), Advies(voorstel=None)):
            return "Dit advies hangt niet aan een voorstel."
        case ((Schakelsoort.WIJKSCAN | Schakelsoort.LOTING), Voorstel(reikwijdte=Reikwijdte.STEDELIJK)):
            return "Dit hoort niet bij een plan van de hele stad."
        case Schakelsoort.ADVISEUR, Voorstel(reikwijdte=Reikwijdte.STEDELIJK):
            return "Niemand gaf advies. Een klankbordgroep heeft hier geen eigen taak."
        case Schakelsoort.BESLUIT, Voorstel(ingetrokken=gone) if gone:
            return "Er komt geen besluit: het voorstel is ingetrokken."
    return _NOG_NIET[soort]


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
    return Deelschakel(loting, loting.naam, loting.trekking.date(), read_lotingfase(loting, peildatum).label)


def _show_voorstel(voorstel: Voorstel, peildatum: date) -> Deelschakel:
    first = voorstel.stappen[0].datum if voorstel.stappen else voorstel.opgenomen_op
    return Deelschakel(voorstel, voorstel.titel, first, read_voortgang(voorstel, peildatum).label)


def _show_advies(advies: Advies) -> Deelschakel:
    if advies.ingediend_op is None:
        return Deelschakel(advies, advies.titel, advies.gevraagd_op, "gevraagd, nog niet gegeven")
    return Deelschakel(
        advies, advies.titel, advies.ingediend_op, "ongevraagd advies" if advies.ongevraagd else "advies gegeven"
    )


def _list_besluiten(voorstel: Voorstel, peildatum: date) -> Iterator[Deelschakel]:
    for stap in voorstel.stappen:
        if stap.fase in _BESLUITEN:
            planned = " (gepland)" if stap.datum.einde > peildatum else ""
            yield Deelschakel(voorstel, voorstel.titel, stap.datum, f"{_BESLUITEN[stap.fase]}{planned}")
