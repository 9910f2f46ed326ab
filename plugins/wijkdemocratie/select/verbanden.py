"""What hangs together: the ties between scans, klankbordgroepen, draws, proposals and advice.

Two records hang together by a direct tie, or by ties that all go up or all go down. So whatever shows another is
shown by it. A tie is:

- a scan and a klankbordgroep of its wijk; what hangs on the group is shown with the scan where it is about that wijk;
- a draw and its group;
- a group or an organisation and a proposal that it advised on or was asked about. A group that speaks for its wijk on
  everything is also tied to a running proposal of that wijk alone or of more wijken;
- an advice and who gave it, and what it is about.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from wijkdemocratie.model import (
    Advies,
    Klankbordgroep,
    Loting,
    Organisatie,
    Reikwijdte,
    Stad,
    Voorstel,
    Wijkscan,
)

from .bereik import bereik_van
from .mandaat import has_ended
from .stand import Voortgang, read_voortgang

Ketenrecord = Advies | Klankbordgroep | Loting | Organisatie | Voorstel | Wijkscan

_OPEN_REIKWIJDTEN = (Reikwijdte.WIJKSPECIFIEK, Reikwijdte.WIJKOVERSTIJGEND)


@dataclass(frozen=True, slots=True)
class Gevonden:
    """What hangs together with one record; where that is of the same kind, only the record itself."""

    scans: list[Wijkscan]
    adviseurs: list[Klankbordgroep | Organisatie]
    lotingen: list[Loting]
    voorstellen: list[Voorstel]
    adviezen: list[Advies]


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

    def gather(self, record: Ketenrecord) -> Gevonden:
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
                return Gevonden(scans, who, lotingen, [record], list(stad.adviezen_over.get(record.id, ())))
            case Advies():
                one = stad.adviseur[record.van]
                scans = self._list_scans([one], bereik_van(stad, record).wijken)
                over = [stad.voorstel[record.voorstel]] if record.voorstel else []
                return Gevonden(scans, [one], self._lotingen_van.get(one.id, []), over, [record])

    def _gather_adviseur(self, one: Klankbordgroep | Organisatie, lotingen: list[Loting]) -> Gevonden:
        scans = self._list_scans([one], bereik_van(self.stad, one).wijken)
        return Gevonden(
            scans, [one], lotingen, self._voorstellen_van.get(one.id, []), self._adviezen_van.get(one.id, [])
        )

    def _gather_scan(self, scan: Wijkscan) -> Gevonden:
        groepen = self.stad.klankbordgroepen_in[scan.wijk]
        voorstellen = {
            voorstel.id: voorstel
            for groep in groepen
            for voorstel in self._voorstellen_van.get(groep.id, [])
            if scan.wijk in bereik_van(self.stad, voorstel).wijken
        }
        return Gevonden(
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
