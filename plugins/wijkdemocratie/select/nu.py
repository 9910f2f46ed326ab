"""What a resident or a body can do now, and until when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from wijkdemocratie.geheugen import remember
from wijkdemocratie.model import Advies, Bijeenkomst, Keuze, Loting, Stad, Voorstel
from wijkdemocratie.model.groepen import Afgelast
from wijkdemocratie.model.stukken import Ingetrokken
from wijkdemocratie.text import end_sentence, format_datum, format_moment, format_periode

from .bereik import Bereik, bereik_van, name_gebied
from .stand import Adviesfase, map_adviesstanden

_AHEAD = timedelta(days=120)


class Actiesoort(Keuze):
    """What kind of thing can be done."""

    AANMELDEN = "aanmelden", "Meedoen met een loting"
    INSPRAAK = "inspraak", "Reageren op een plan"
    BIJEENKOMST = "bijeenkomst", "Naar een bijeenkomst"
    ADVIES = "advies", "Advies geven"


@dataclass(frozen=True, slots=True)
class Actie:
    """One thing to do: open from `van` up to and including `tot`; `over` is the number of days left until `tot`.

    What has no last day has `date.max` for `tot` and None for `over`. `hoe` is one or two sentences on how to do it.
    """

    tot: date
    van: date
    soort: Actiesoort
    titel: str
    wanneer: str
    hoe: str
    record: Loting | Voorstel | Bijeenkomst | Advies
    bereik: Bereik
    gebied: str
    is_open: bool
    over: int | None

    @property
    def is_voor_bewoners(self) -> bool:
        """Whether a resident can do it; a request for advice only its own group or organisation can answer."""
        return self.soort is not Actiesoort.ADVIES


@dataclass(frozen=True, slots=True)
class Actielijst:
    """What there is to do, apart for who can do it: residents now, residents soon, and bodies that were asked."""

    nu: tuple[Actie, ...]
    binnenkort: tuple[Actie, ...]
    adviesvragen: tuple[Actie, ...]


def split_acties(acties: Iterable[Actie]) -> Actielijst:
    """Return the things to do in the parts that a page shows, each in the order it came in."""
    every = tuple(acties)
    return Actielijst(
        tuple(actie for actie in every if actie.is_voor_bewoners and actie.is_open),
        tuple(actie for actie in every if actie.is_voor_bewoners and not actie.is_open),
        tuple(actie for actie in every if not actie.is_voor_bewoners),
    )


def explain_aanmelden(loting: Loting) -> str:
    """Return how to sign up for a draw: this site takes no names, so it says where that is done."""
    if loting.aanmelden_via:
        return "U meldt zich aan op een pagina van de gemeente."
    if loting.uitnodiging:
        return (
            "Bewoners die zijn uitgenodigd, lezen in hun uitnodiging hoe zij zich aanmelden. Op deze site kan het niet."
        )
    return "Hoe u zich aanmeldt, is nog niet bekend. Op deze site kan het niet."


def list_acties(stad: Stad, peildatum: date, wijk: str | None = None, buurt: str | None = None) -> list[Actie]:
    """Return what can be done now or within four months, open things first, then by last day."""
    return [actie for actie in _list_alle(stad, peildatum) if wijk is None or actie.bereik.raakt(stad, wijk, buurt)]


@remember
def _list_alle(stad: Stad, peildatum: date) -> tuple[Actie, ...]:
    """Return what can be done in the whole city; each area shows a part of it."""
    finders = (_find_aanmelden, _find_inspraak, _find_bijeenkomsten, _find_adviezen)
    found = [
        actie
        for finder in finders
        for actie in finder(stad, peildatum)
        if actie.tot >= peildatum and actie.van <= peildatum + _AHEAD
    ]
    return tuple(sorted(found, key=lambda actie: (not actie.is_open, actie.tot, actie.soort.value, actie.record.id)))


def _find_aanmelden(stad: Stad, peildatum: date) -> Iterator[Actie]:
    for loting in stad.lotingen:
        if not _is_off(loting.afgelast, peildatum) and loting.aangekondigd_op <= peildatum:
            van, tot = loting.aanmelden.van, loting.aanmelden.tot
            wanneer, hoe = f"aanmelden kan van {format_periode(van, tot)}", explain_aanmelden(loting)
            yield _make(stad, peildatum, Actiesoort.AANMELDEN, loting, loting.naam, van, tot, wanneer, hoe)


def _find_inspraak(stad: Stad, peildatum: date) -> Iterator[Actie]:
    for voorstel in stad.voorstellen:
        if voorstel.inspraak and not _is_off(voorstel.ingetrokken, peildatum):
            van, tot = voorstel.inspraak.van, voorstel.inspraak.tot
            wanneer = f"reageren kan van {format_periode(van, tot)}"
            hoe = voorstel.inspraak.hoe
            yield _make(stad, peildatum, Actiesoort.INSPRAAK, voorstel, voorstel.titel, van, tot, wanneer, hoe)


def _find_bijeenkomsten(stad: Stad, peildatum: date) -> Iterator[Actie]:
    for record in stad.bijeenkomsten:
        if record.openbaar and not _is_off(record.afgelast, peildatum) and record.aangekondigd_op <= peildatum:
            dag, wanneer = record.begin.date(), format_moment(record.begin)
            hoe = f"{end_sentence(record.plaats)} Iedereen mag komen."
            yield _make(stad, peildatum, Actiesoort.BIJEENKOMST, record, record.naam, dag, dag, wanneer, hoe)


def _find_adviezen(stad: Stad, peildatum: date) -> Iterator[Actie]:
    for stand in map_adviesstanden(stad, peildatum).values():
        advies = stand.advies
        begin, uiterste = stand.vraag.begin, stand.vraag.uiterste
        if stand.fase is Adviesfase.GEVRAAGD and begin:
            until = f" tot en met {format_datum(uiterste)}" if uiterste else "; er is geen einddatum"
            if stand.vraag.nu_stil and not uiterste:
                until = "; de termijn staat stil"
            wanneer = f"{stad.adviseur[advies.van].naam} kan advies geven{until}"
            yield _make(
                stad, peildatum, Actiesoort.ADVIES, advies, advies.titel, begin, uiterste or date.max, wanneer, ""
            )


def _is_off(einde: Afgelast | Ingetrokken | None, peildatum: date) -> bool:
    """Say whether it was known by then that something does not go on."""
    return einde is not None and einde.datum <= peildatum


def _make(
    stad: Stad,
    peildatum: date,
    soort: Actiesoort,
    record: Loting | Voorstel | Bijeenkomst | Advies,
    titel: str,
    van: date,
    tot: date,
    wanneer: str,
    hoe: str,
) -> Actie:
    is_open, over = van <= peildatum, None if tot == date.max else (tot - peildatum).days
    bereik = bereik_van(stad, record)
    return Actie(tot, van, soort, titel, wanneer, hoe, record, bereik, name_gebied(stad, bereik), is_open, over)
