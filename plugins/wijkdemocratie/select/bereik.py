"""Which wijken and buurten something concerns, and the sentence that tells a resident why."""

from __future__ import annotations

from dataclasses import dataclass

from wijkdemocratie.model import (
    Advies,
    Bijeenkomst,
    Indeling,
    Klankbordgroep,
    Loting,
    Organisatie,
    Reikwijdte,
    Stad,
    Voorstel,
    Wijk,
    Wijkscan,
)
from wijkdemocratie.text import format_datum, join_lijst

Onderwerp = Advies | Bijeenkomst | Klankbordgroep | Loting | Organisatie | Voorstel | Wijkscan


@dataclass(frozen=True, slots=True)
class Bereik:
    """Where something shows: slugs of wijken in the order of their codes.

    `buurten` is empty where every buurt of those wijken is meant.
    """

    wijken: tuple[str, ...]
    buurten: tuple[str, ...] = ()
    hele_stad: bool = False

    def raakt(self, stad: Stad, wijk: str, buurt: str | None = None) -> bool:
        """Say whether it concerns this wijk, or this buurt of it."""
        if wijk not in self.wijken:
            return False
        if buurt is None or not self.buurten:
            return True
        # A proposal about buurten of one wijk and the whole of another names only the buurten of the first.
        named_here = [slug for slug in self.buurten if stad.wijk_van_buurt[slug].slug == wijk]
        return buurt in named_here or not named_here


def bereik_van(stad: Stad, record: Onderwerp) -> Bereik:
    """Return where a record shows."""
    match record:
        case Voorstel(hele_stad=True):
            return Bereik(tuple(wijk.slug for wijk in stad.wijken), hele_stad=True)
        case Voorstel():
            return Bereik(_sort_wijken(stad, record.wijken), record.buurten)
        case Wijkscan():
            return Bereik((record.wijk,))
        case Loting():
            return bereik_van(stad, stad.klankbordgroep[record.klankbordgroep])
        case Organisatie() if record.werkgebied.stadsdeel:
            inside = (wijk.slug for wijk in stad.wijken if wijk.stadsdeel == record.werkgebied.stadsdeel)
            return Bereik(tuple(inside))
        case Organisatie():
            return Bereik(_sort_wijken(stad, record.werkgebied.wijken))
        case Advies(voorstel=str(naam)) | Bijeenkomst(voorstel=str(naam)):
            # What is about a proposal for some buurten concerns those, and not the whole wijk.
            buurten = stad.voorstel[naam].buurten if naam in stad.voorstel else ()
            here = tuple(slug for slug in buurten if stad.wijk_van_buurt[slug].slug in record.wijken)
            return Bereik(_sort_wijken(stad, record.wijken), here)
        case _:
            return Bereik(_sort_wijken(stad, record.wijken))


def _sort_wijken(stad: Stad, slugs: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(slugs), key=lambda slug: stad.wijk[slug].code))


def name_gebied(stad: Stad, bereik: Bereik) -> str:
    """Return the name of a reach in a few words: a buurt, up to three wijken, a number of wijken, or the gemeente."""
    if bereik.hele_stad or not bereik.wijken:
        return stad.gemeente.naam
    if len(bereik.buurten) == 1 and len(bereik.wijken) == 1:
        return stad.buurt[bereik.buurten[0]].naam
    if len(bereik.wijken) > 3:
        return f"{len(bereik.wijken)} wijken"
    return join_lijst(stad.wijk[slug].naam for slug in bereik.wijken)


def explain_waarom(stad: Stad, voorstel: Voorstel, wijk: Wijk) -> str:
    """Return the answer to “waarom zie ik dit?” on the page of a wijk: what it names, and who says so."""
    here = [stad.buurt[slug].naam for slug in voorstel.buurten if stad.wijk_van_buurt[slug] is wijk]
    if voorstel.hele_stad:
        why = f"Dit gaat over de hele stad, dus ook over {wijk.naam}."
    elif here:
        why = f"Dit gaat over {join_lijst(here)} in {wijk.naam}."
    elif len(voorstel.wijken) > 1:
        others = [stad.wijk[slug].naam for slug in voorstel.wijken if slug != wijk.slug]
        why = f"Dit gaat over {wijk.naam}, en ook over {join_lijst(others)}."
    else:
        why = f"Dit gaat over {wijk.naam}."
    if voorstel.reikwijdte is Reikwijdte.ONBEKEND:
        why += " De reikwijdte is nog niet vastgesteld."
    return f"{why} {explain_indeling(voorstel.indeling)}"


def explain_indeling(indeling: Indeling) -> str:
    """Return the sentence that names the source of the mapping."""
    source = indeling.bron.label
    if indeling.ris:
        source += f" ({indeling.ris})"
    if indeling.datum:
        source += f", {format_datum(indeling.datum)}"
    return f"De indeling bij wijken komt uit {source}." + (f" {indeling.toelichting}" if indeling.toelichting else "")
