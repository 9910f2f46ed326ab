"""One thing that happened, with an identity that never changes (RFC 4151 tag URI)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from wijkdemocratie.model import (
    TIJDZONE,
    Advies,
    Bijeenkomst,
    Keuze,
    Loting,
    Stad,
    Voorstel,
    Was,
    Wijkscan,
    Wijziging,
    Wijzigingsoort,
)
from wijkdemocratie.select import Bereik, bereik_van
from wijkdemocratie.select.bereik import Onderwerp, name_gebied
from wijkdemocratie.text import capitalize, format_datum, format_moment, join_lijst

SLUIT_BIJNA = timedelta(days=7)
"""How long before its last day something is said to close soon."""


class Gebeurtenissoort(Keuze):
    """What kind of thing happened; the label is the category in a feed."""

    VOORSTEL = "voorstel", "nieuw op deze site"
    STAP = "stap", "stap in een voorstel"
    INSPRAAK_OPEN = "inspraak-open", "inspraak open"
    INSPRAAK_BIJNA = "inspraak-bijna", "inspraak sluit bijna"
    INSPRAAK_DICHT = "inspraak-dicht", "inspraak gesloten"
    INGETROKKEN = "ingetrokken", "ingetrokken"
    WIJZIGING = "wijziging", "gewijzigd"
    ADVIES_GEVRAAGD = "advies-gevraagd", "advies gevraagd"
    ADVIES_GEGEVEN = "advies-gegeven", "advies gegeven"
    ADVIES_BEVESTIGD = "advies-bevestigd", "ontvangst bevestigd"
    ADVIES_BEANTWOORD = "advies-beantwoord", "advies beantwoord"
    BEVESTIGING_LAAT = "bevestiging-laat", "bevestiging te laat"
    REACTIE_LAAT = "reactie-laat", "reactie te laat"
    OPGESCHORT = "opgeschort", "termijn opgeschort"
    HERVAT = "hervat", "opschorting voorbij"
    SCAN_BEGONNEN = "scan-begonnen", "wijkscan begonnen"
    SCAN_AFGEROND = "scan-afgerond", "wijkscan afgerond"
    SCAN_TERUGGEKOPPELD = "scan-teruggekoppeld", "wijkscan naar de raad"
    GROEP_INGESTELD = "groep-ingesteld", "klankbordgroep begonnen"
    GROEP_GESTOPT = "groep-gestopt", "klankbordgroep gestopt"
    LOTING_AANGEKONDIGD = "loting-aangekondigd", "loting aangekondigd"
    AANMELDEN_OPEN = "aanmelden-open", "aanmelden open"
    AANMELDEN_BIJNA = "aanmelden-bijna", "aanmelden sluit bijna"
    GELOOT = "geloot", "geloot"
    UITKOMST = "uitkomst", "uitkomst van een loting"
    VERVANGING = "vervanging", "vervanging na een loting"
    BIJEENKOMST = "bijeenkomst", "bijeenkomst aangekondigd"
    AFGELAST = "afgelast", "afgelast"


@dataclass(frozen=True, slots=True)
class Gebeurtenis:
    """One thing that happened.

    `kenmerk` is made of record kind, record id, kind and number: never of a title, date, slug or web address.
    `titel` makes sense by itself in a reader; `regels` are plain sentences, one paragraph each.
    """

    kenmerk: str
    soort: Gebeurtenissoort
    moment: datetime
    titel: str
    regels: tuple[str, ...]
    record: Onderwerp
    bereik: Bereik

    @property
    def voorbeeld(self) -> bool:
        """Whether the record behind it is example material."""
        return self.record.voorbeeld

    def make_guid(self, stad: Stad) -> str:
        """Return the tag URI for feeds: the same in every feed of the site, for ever."""
        return f"tag:{stad.gemeente.naamruimte}:{self.kenmerk}"


def make_gebeurtenis(
    stad: Stad,
    record: Onderwerp,
    soort: Gebeurtenissoort,
    dag: date,
    zin: str,
    regels: tuple[str | None, ...] = (),
    *,
    nr: int = 1,
    bereik: Bereik | None = None,
) -> Gebeurtenis:
    """Make an event of a day: it begins with that day in Amsterdam, so it never lies in the future.

    `zin` follows the name of the place: “Moerwijk: aanmelden voor de loting kan nu”. Empty `regels` fall away.
    """
    bereik = bereik or bereik_van(stad, record)
    identity = stad.wijk[record.wijk].code.lower() if isinstance(record, Wijkscan) else record.id
    prefix = "Voorbeeld – " if record.voorbeeld else ""
    return Gebeurtenis(
        kenmerk=f"{type(record).__name__.lower()}:{identity}:{soort}:{nr}",
        soort=soort,
        moment=datetime.combine(dag, time(), tzinfo=TIJDZONE),
        titel=f"{prefix}{name_gebied(stad, bereik)}: {zin}",
        regels=tuple(capitalize(regel) for regel in regels if regel),
        record=record,
        bereik=bereik,
    )


def make_wijziging(
    stad: Stad,
    record: Advies | Bijeenkomst | Loting | Voorstel,
    wijziging: Wijziging,
    zin: str,
    regels: tuple[str | None, ...],
) -> Gebeurtenis:
    """Make the event of a change: what changed comes first, then `regels` say how things stand now."""
    bereik = None
    if wijziging.soort is Wijzigingsoort.WIJK_TOEGEVOEGD:
        # A new wijk is news for that wijk alone: the others knew it already.
        added = tuple(slug for slug in bereik_van(stad, record).wijken if slug in wijziging.wijken)
        bereik = Bereik(added) if added else None
    return make_gebeurtenis(
        stad,
        record,
        Gebeurtenissoort.WIJZIGING,
        wijziging.datum,
        f"{zin} (wijziging {wijziging.nr})",
        (wijziging.toelichting, _describe_was(wijziging.was), *regels),
        nr=wijziging.nr,
        bereik=bereik,
    )


def _describe_was(was: Was | None) -> str | None:
    """Return “Eerst was het: dinsdag 1 december 2026, 19.30 uur.”"""
    if was is None:
        return None
    window = [format_datum(dag) for dag in (was.van, was.tot) if dag]
    found = [" tot en met ".join(window), *(format_moment(moment) for moment in (was.trekking, was.begin) if moment)]
    words = join_lijst([word for word in (*found, was.plaats) if word])
    return f"Eerst was het: {words}." if words else None
