"""Honest figures about advice: on time / (closed + open overdue), with the adviezen behind every figure.

Who counts closed clocks alone rewards not answering, so an open clock that is over its term counts against. A clock
that still runs, stands still or has no term counts neither way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from wijkdemocratie.model import (
    Advies,
    Antwoord,
    Keuze,
    Klankbordgroep,
    Organisatie,
    Stad,
    Stadsdeel,
    Wijk,
)
from wijkdemocratie.termijn import Klok, Klokstand

from .stand import Adviesstand, map_adviesstanden

WEINIG = 5
"""Under so many counted adviezen a figure does not say much yet, and the page says that."""


@dataclass(frozen=True, slots=True)
class Opbrengst:
    """How many clocks were on time, of all that are closed or should have been."""

    op_tijd: int
    totaal: int

    @property
    def is_weinig(self) -> bool:
        """Whether there are too few to say much."""
        return self.totaal < WEINIG


def count_op_tijd(klokken: Iterable[Klok]) -> Opbrengst:
    """Count on time / (closed + open overdue): an open overdue clock counts against, a running one not yet."""
    stands = [klok.stand for klok in klokken]
    op_tijd = stands.count(Klokstand.OP_TIJD)
    return Opbrengst(op_tijd, op_tijd + stands.count(Klokstand.TE_LAAT) + stands.count(Klokstand.OVER_TIJD))


_GETELD = (Klokstand.OVER_TIJD, Klokstand.TE_LAAT, Klokstand.OP_TIJD)


@dataclass(frozen=True, slots=True)
class Cijferregel:
    """One advice behind a figure, with the clock that the figure is about."""

    stand: Adviesstand
    klok: Klok

    @property
    def dagen(self) -> int | None:
        """In how many days the answer came; None when it did not come yet."""
        return self.stand.count_dagen(self.klok.klaar) if self.klok.klaar else None


@dataclass(frozen=True, slots=True)
class Klokcijfer:
    """The figure of one kind of answer, and exactly the adviezen that it counts: what waits too long comes first."""

    soort: Antwoord
    opbrengst: Opbrengst
    geteld: tuple[Cijferregel, ...]
    niet_geteld: tuple[Cijferregel, ...]


@dataclass(frozen=True, slots=True)
class Doorlooptijd:
    """How many days passed between an advice and its answer, or until now; also those on which a clock stood still."""

    stand: Adviesstand
    dagen: int


@dataclass(frozen=True, slots=True)
class Doorlooptijden:
    """How long answers took, and how long who has none is waiting; both with the shortest first."""

    beantwoord: tuple[Doorlooptijd, ...]
    wachtend: tuple[Doorlooptijd, ...]

    @property
    def mediaan(self) -> float | None:
        """The number of days within which half of the answers came; what still waits is not in it."""
        return float(median(item.dagen for item in self.beantwoord)) if self.beantwoord else None


Cijferrecord = Stadsdeel | Wijk | Klankbordgroep | Organisatie


class Cijfersoort(Keuze):
    """Over what adviezen are counted together, besides the whole city."""

    STADSDEEL = "stadsdeel", "Per stadsdeel"
    WIJK = "wijk", "Per wijk"
    ADVISEUR = "adviseur", "Per klankbordgroep of organisatie"
    JAAR = "jaar", "Per jaar"


@dataclass(frozen=True, slots=True)
class Cijferrij:
    """The figures of the city, a stadsdeel, a wijk, an adviser or a year. `kenmerk` is its place in an address."""

    kenmerk: str
    naam: str
    record: Cijferrecord | None
    bevestiging: Klokcijfer
    reactie: Klokcijfer
    doorlooptijden: Doorlooptijden

    @property
    def is_leeg(self) -> bool:
        """Whether there is no advice at all here, counted or not."""
        return not (self.bevestiging.geteld or self.bevestiging.niet_geteld)


@dataclass(frozen=True, slots=True)
class Adviescijfers:
    """All figures about advice on a peildatum: of the city, and in groups."""

    stad: Cijferrij
    groepen: tuple[tuple[Cijfersoort, tuple[Cijferrij, ...]], ...]
    telt_voorbeelden: bool

    @property
    def rijen(self) -> tuple[Cijferrij, ...]:
        """Every row: the city first."""
        return (self.stad, *(rij for _, rijen in self.groepen for rij in rijen))


def list_getelde_standen(stad: Stad, peildatum: date) -> list[Adviesstand]:
    """Return the advice that figures are made of.

    Examples would spoil the figures of a gemeente: they count only where there is nothing else.
    """
    standen = map_adviesstanden(stad, peildatum).values()
    return [stand for stand in standen if not stand.advies.voorbeeld] or list(standen)


def make_adviescijfers(stad: Stad, peildatum: date) -> Adviescijfers:
    """Return the figures.

    There is a row for whatever any advice touches, also one that does not count or is still to come, so that the
    address of its page does not hang on the day.
    """
    geteld = list_getelde_standen(stad, peildatum)
    standen = [stand for stand in geteld if stand.ingediend]
    standen.sort(key=lambda stand: (stand.ingediend, stand.advies.id), reverse=True)

    def fill(kenmerk: str, naam: str, found: Sequence[Adviesstand], record: Cijferrecord | None = None) -> Cijferrij:
        bevestiging = _make_klokcijfer(Antwoord.BEVESTIGING, [(stand, stand.bevestiging) for stand in found])
        reactie = _make_klokcijfer(Antwoord.REACTIE, [(stand, stand.reactie) for stand in found])
        return Cijferrij(kenmerk, naam, record, bevestiging, reactie, _make_doorlooptijden(found, peildatum))

    def make_rij(
        kenmerk: str, naam: str, test: Callable[[Advies], bool], record: Cijferrecord | None = None
    ) -> Cijferrij | None:
        """Make the row of the adviezen that pass a test; None where there is no advice at all."""
        if not any(map(test, stad.adviezen)):
            return None
        return fill(kenmerk, naam, [stand for stand in standen if test(stand.advies)], record)

    def has_wijk(slugs: Iterable[str]) -> Callable[[Advies], bool]:
        wijken = set(slugs)
        return lambda advies: not wijken.isdisjoint(advies.wijken)

    def is_van(record: Klankbordgroep | Organisatie) -> Callable[[Advies], bool]:
        return lambda advies: advies.van == record.id

    def is_uit(jaar: int) -> Callable[[Advies], bool]:
        return lambda advies: advies.ingediend_op is not None and advies.ingediend_op.year == jaar

    wijken = sorted(stad.wijken, key=lambda wijk: (wijk.naam, wijk.code))
    adviseurs = sorted(stad.adviseur.values(), key=lambda record: (record.naam.lower(), record.id))
    jaren = sorted({advies.ingediend_op.year for advies in stad.adviezen if advies.ingediend_op}, reverse=True)
    rows: dict[Cijfersoort, list[Cijferrij | None]] = {
        Cijfersoort.STADSDEEL: [
            make_rij(
                f"stadsdeel-{deel.slug}",
                f"Stadsdeel {deel.naam}",
                has_wijk(wijk.slug for wijk in stad.wijken if wijk.stadsdeel == deel.slug),
                deel,
            )
            for deel in stad.gemeente.stadsdelen
        ],
        Cijfersoort.WIJK: [make_rij(f"wijk-{wijk.slug}", wijk.naam, has_wijk([wijk.slug]), wijk) for wijk in wijken],
        Cijfersoort.ADVISEUR: [
            make_rij(f"adviseur-{record.id}", record.naam, is_van(record), record) for record in adviseurs
        ],
        Cijfersoort.JAAR: [make_rij(f"jaar-{jaar}", str(jaar), is_uit(jaar)) for jaar in jaren],
    }
    return Adviescijfers(
        fill("stad", stad.gemeente.naam, standen),
        tuple((soort, tuple(rij for rij in rijen if rij)) for soort, rijen in rows.items()),
        any(stand.advies.voorbeeld for stand in geteld),
    )


def _make_klokcijfer(soort: Antwoord, found: Sequence[tuple[Adviesstand, Klok]]) -> Klokcijfer:
    regels = [Cijferregel(stand, klok) for stand, klok in found]
    geteld = sorted(
        (regel for regel in regels if regel.klok.stand in _GETELD), key=lambda regel: _GETELD.index(regel.klok.stand)
    )
    rest = tuple(regel for regel in regels if regel.klok.stand not in _GETELD)
    return Klokcijfer(soort, count_op_tijd(klok for _, klok in found), tuple(geteld), rest)


def _make_doorlooptijden(standen: Sequence[Adviesstand], peildatum: date) -> Doorlooptijden:
    def measure(*, answered: bool) -> tuple[Doorlooptijd, ...]:
        found = (
            Doorlooptijd(stand, stand.count_dagen(stand.reactie.klaar or peildatum))
            for stand in standen
            if bool(stand.reactie.klaar) is answered
        )
        return tuple(sorted(found, key=lambda item: (item.dagen, item.stand.advies.id)))

    return Doorlooptijden(measure(answered=True), measure(answered=False))
