"""Everything that the page of a wijk, a buurt or a stadsdeel shows, in one value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from wijkdemocratie.geheugen import remember
from wijkdemocratie.model import (
    Advies,
    Begrip,
    Bijeenkomst,
    Buurt,
    Klankbordgroep,
    Loting,
    Organisatie,
    Reikwijdte,
    Stad,
    Stadsdeel,
    Stap,
    Voorstel,
    Wijk,
    Wijkscan,
    find_begrip,
)

from .bereik import Bereik, Onderwerp, bereik_van, explain_waarom, name_gebied
from .jaren import Jaargroep, group_jaren
from .kosten import Bedragen, add_up
from .nu import Actielijst, list_acties, split_acties
from .stand import (
    Adviesstand,
    Lotingfase,
    Voortgang,
    map_adviesstanden,
    read_lotingfase,
    read_stap_nu,
    read_voortgang,
)
from .tijdlijn import Tijdlijn, make_tijdlijn

_Onderwerp = TypeVar("_Onderwerp", bound=Onderwerp)


@dataclass(frozen=True, slots=True)
class Voorstelrij:
    """A proposal in a list: where it stands, which area it is about, and in a wijk why it is shown there."""

    voorstel: Voorstel
    voortgang: Voortgang
    stap: Stap | None
    gebied: str
    tijdlijn: Tijdlijn
    waarom: str = ""

    @property
    def jaar(self) -> int:
        """The year of the last day that is known of it, by which lists are sorted."""
        return _find_newest(self.voorstel)[0].year


@dataclass(frozen=True, slots=True)
class Voorstelgroep:
    """The proposals of one reikwijdte: those that run now apart from the others; newest first.

    `begrip` is the definition that holds now.
    """

    reikwijdte: Reikwijdte
    begrip: Begrip | None
    lopend: tuple[Voorstelrij, ...]
    eerder: tuple[Voorstelrij, ...]

    @property
    def eerder_per_jaar(self) -> tuple[Jaargroep[Voorstelrij], ...]:
        """What was earlier, by year when that is a long list."""
        return group_jaren(self.eerder, lambda rij: rij.jaar)


@dataclass(frozen=True, slots=True)
class Gebiedsoverzicht:
    """What a wijk or buurt page shows. `voorstellen` has a group for every reikwijdte, also an empty one."""

    wijk: Wijk
    buurt: Buurt | None
    stadsdeel: Stadsdeel
    te_doen: Actielijst
    voorstellen: tuple[Voorstelgroep, ...]
    klankbordgroepen: tuple[Klankbordgroep, ...]
    lotingen: tuple[tuple[Loting, Lotingfase], ...]
    komend: tuple[Bijeenkomst, ...]
    geweest: tuple[Bijeenkomst, ...]
    adviezen: tuple[Adviesstand, ...]
    scan: Wijkscan | None
    organisaties: tuple[Organisatie, ...]

    @property
    def adviezen_per_jaar(self) -> tuple[Jaargroep[Adviesstand], ...]:
        """The advice, by year when that is a long list."""
        return group_jaren(self.adviezen, lambda stand: _find_dag(stand).year)

    @property
    def geweest_per_jaar(self) -> tuple[Jaargroep[Bijeenkomst], ...]:
        """The meetings that have been, by year when that is a long list."""
        return group_jaren(self.geweest, lambda record: record.begin.year)

    @property
    def scankosten(self) -> Bedragen:
        """What the scan costs together, once and every year."""
        return add_up(self.scan.kosten if self.scan else ())


def make_overzicht(stad: Stad, peildatum: date, wijk: Wijk, buurt: Buurt | None = None) -> Gebiedsoverzicht:
    """Gather what concerns a wijk, or one buurt of it."""
    slug = buurt.slug if buurt else None
    here = [record for record, bereik in _list_per_wijk(stad)[wijk.slug] if bereik.raakt(stad, wijk.slug, slug)]

    def pick(kind: type[_Onderwerp]) -> list[_Onderwerp]:
        return [record for record in here if isinstance(record, kind)]

    bijeenkomsten = sorted(pick(Bijeenkomst), key=lambda record: (record.begin, record.id))
    adviezen = sorted(
        (map_adviesstanden(stad, peildatum)[advies.id] for advies in pick(Advies)),
        key=lambda stand: (_find_dag(stand), stand.advies.id),
        reverse=True,
    )
    lotingen = sorted(pick(Loting), key=lambda record: (record.trekking, record.id), reverse=True)
    return Gebiedsoverzicht(
        wijk=wijk,
        buurt=buurt,
        stadsdeel=stad.stadsdeel[wijk.stadsdeel],
        te_doen=split_acties(list_acties(stad, peildatum, wijk.slug, slug)),
        voorstellen=_group_voorstellen(stad, peildatum, wijk, pick(Voorstel)),
        klankbordgroepen=tuple(pick(Klankbordgroep)),
        lotingen=tuple((loting, read_lotingfase(loting, peildatum)) for loting in lotingen),
        komend=tuple(record for record in bijeenkomsten if record.begin.date() >= peildatum),
        geweest=tuple(record for record in reversed(bijeenkomsten) if record.begin.date() < peildatum),
        adviezen=tuple(adviezen),
        scan=stad.wijkscan.get(wijk.slug),
        organisaties=tuple(pick(Organisatie)),
    )


def _find_dag(stand: Adviesstand) -> date:
    """Return the day by which an advice is listed: given, or else asked."""
    return stand.advies.ingediend_op or stand.advies.gevraagd_op or date.min


@remember
def _list_per_wijk(stad: Stad) -> dict[str, tuple[tuple[Onderwerp, Bereik], ...]]:
    """Return the records of each wijk with their reach, by slug: where a record shows is worked out once."""
    found: dict[str, list[tuple[Onderwerp, Bereik]]] = {wijk.slug: [] for wijk in stad.wijken}
    records: list[Onderwerp] = [*stad.bijeenkomsten, *stad.adviezen, *stad.lotingen]
    records += [*stad.voorstellen, *stad.klankbordgroepen, *stad.organisaties]
    for record in records:
        bereik = bereik_van(stad, record)
        for slug in bereik.wijken:
            found[slug].append((record, bereik))
    return {slug: tuple(items) for slug, items in found.items()}


def _group_voorstellen(
    stad: Stad, peildatum: date, wijk: Wijk, voorstellen: Iterable[Voorstel]
) -> tuple[Voorstelgroep, ...]:
    rows = make_voorstelrijen(stad, peildatum, voorstellen, wijk)
    return tuple(
        Voorstelgroep(
            reikwijdte,
            find_begrip(stad.gemeente.begrippen, reikwijdte.value, peildatum),
            tuple(row for row in rows if row.voorstel.reikwijdte is reikwijdte and row.voortgang is Voortgang.LOOPT),
            tuple(
                row for row in rows if row.voorstel.reikwijdte is reikwijdte and row.voortgang is not Voortgang.LOOPT
            ),
        )
        for reikwijdte in Reikwijdte
    )


def make_voorstelrijen(
    stad: Stad, peildatum: date, voorstellen: Iterable[Voorstel], wijk: Wijk | None = None
) -> tuple[Voorstelrij, ...]:
    """Return rows for proposals, newest first by the last day that is known of them."""
    known = _map_voorstelrijen(stad, peildatum)
    rows = (known[voorstel.id] for voorstel in sorted(voorstellen, key=_find_newest, reverse=True))
    if wijk is None:
        return tuple(rows)
    return tuple(replace(row, waarom=explain_waarom(stad, row.voorstel, wijk)) for row in rows)


@remember
def _map_voorstelrijen(stad: Stad, peildatum: date) -> dict[str, Voorstelrij]:
    """Return the row of every proposal, by its id: one stands in many lists, and is made once."""
    return {
        voorstel.id: Voorstelrij(
            voorstel,
            read_voortgang(voorstel, peildatum),
            read_stap_nu(voorstel, peildatum),
            name_gebied(stad, bereik_van(stad, voorstel)) if has_gebied(voorstel) else "wijk nog niet bekend",
            make_tijdlijn(voorstel, peildatum),
            "",
        )
        for voorstel in stad.voorstellen
    }


def _find_newest(voorstel: Voorstel) -> tuple[date, str]:
    dag = voorstel.stappen[-1].datum.einde if voorstel.stappen else voorstel.opgenomen_op
    return (dag or date.min, voorstel.id)


def has_gebied(voorstel: Voorstel) -> bool:
    """Say whether somebody has said which wijken a proposal is about."""
    return voorstel.hele_stad or bool(voorstel.wijken)


@dataclass(frozen=True, slots=True)
class Stadsdeelrij:
    """One wijk in the list of its stadsdeel, with what is going on there; `open_tot` is when the last of it closes."""

    wijk: Wijk
    acties: int
    lopend: int
    scan: Wijkscan | None
    open_tot: date | None


def make_stadsdeelrijen(stad: Stad, peildatum: date, stadsdeel: Stadsdeel) -> tuple[Stadsdeelrij, ...]:
    """Return the wijken of a stadsdeel: what residents can do now, and running proposals about the wijk itself."""
    acties = [actie for actie in split_acties(list_acties(stad, peildatum)).nu if not actie.bereik.hele_stad]
    lopend = _count_lopend(stad, peildatum)
    days = {wijk.slug: [actie.tot for actie in acties if wijk.slug in actie.bereik.wijken] for wijk in stad.wijken}
    return tuple(
        Stadsdeelrij(
            wijk,
            len(days[wijk.slug]),
            lopend[wijk.slug],
            stad.wijkscan.get(wijk.slug),
            max(days[wijk.slug], default=None),
        )
        for wijk in stad.wijken
        if wijk.stadsdeel == stadsdeel.slug
    )


@remember
def _count_lopend(stad: Stad, peildatum: date) -> Counter[str]:
    """Count per wijk, by slug, the running proposals that are not about the whole city."""
    return Counter(
        slug
        for voorstel in stad.voorstellen
        if not voorstel.hele_stad and read_voortgang(voorstel, peildatum) is Voortgang.LOOPT
        for slug in bereik_van(stad, voorstel).wijken
    )
