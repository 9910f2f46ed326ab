"""The whole city as one frozen value: the one thing that is passed downstream."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated

from pydantic import Field

from .beeld import Beeld
from .gebied import Buurt, Gemeente, Inwoners, Organisatie, Stadsdeel, Wijkcode
from .grens import Grens
from .groepen import Bijeenkomst, Klankbordgroep, Loting
from .huisstijl import Huisstijl
from .lotingbestand import Lotingbestanden
from .postcodes import Postcodes
from .stukken import Advies, Pagina, Voorstel, Wijkscan
from .velden import Deel, Regel, Slug


class Wijk(Deel):
    """What one `wijken/<slug>.yaml` holds: the wijk, its buurten, and who and what belongs to it."""

    code: Wijkcode
    """De CBS-code, zoals WK051836. Die blijft altijd gelijk."""
    slug: Slug
    """Het stuk van het webadres; zo heet ook het bestand."""
    naam: Regel
    """De naam van de wijk."""
    stadsdeel: Slug
    """De slug van het stadsdeel."""
    aliassen: tuple[Regel, ...] = ()
    """Andere namen die bewoners gebruiken."""
    vroegere_namen: tuple[Regel, ...] = ()
    """Namen die de wijk vroeger had."""
    vroeger: tuple[Slug, ...] = ()
    """Oude stukken webadres die moeten blijven werken."""
    inwoners: Inwoners | None = None
    """Het aantal inwoners."""
    buurten: Annotated[tuple[Buurt, ...], Field(min_length=1)]
    """De buurten van de wijk."""
    organisaties: tuple[Organisatie, ...] = ()
    """De bewonersorganisaties van de wijk."""
    klankbordgroepen: tuple[Klankbordgroep, ...] = ()
    """De klankbordgroepen van de wijk."""
    lotingen: tuple[Loting, ...] = ()
    """De lotingen voor die klankbordgroepen."""
    bijeenkomsten: tuple[Bijeenkomst, ...] = ()
    """De bijeenkomsten in de wijk."""


@dataclass(frozen=True)
class Stad:
    """Every record of one gemeente. All tuples are sorted by id (wijken by code), so that a build is repeatable."""

    gemeente: Gemeente
    wijken: tuple[Wijk, ...]
    wijkscans: tuple[Wijkscan, ...]
    voorstellen: tuple[Voorstel, ...]
    adviezen: tuple[Advies, ...]
    paginas: tuple[Pagina, ...] = ()
    lotingbestanden: tuple[Lotingbestanden, ...] = ()
    huisstijl: Huisstijl | None = None
    grenzen: tuple[Grens, ...] = ()
    postcodes: Postcodes | None = field(default=None, hash=False)
    beelden: tuple[Beeld, ...] = ()

    @cached_property
    def organisaties(self) -> tuple[Organisatie, ...]:
        """All organisations: those of stad.yaml and those of the wijken."""
        found = [*self.gemeente.organisaties, *(org for wijk in self.wijken for org in wijk.organisaties)]
        return tuple(sorted(found, key=lambda record: record.id))

    @cached_property
    def klankbordgroepen(self) -> tuple[Klankbordgroep, ...]:
        """All klankbordgroepen of all wijken."""
        found = (groep for wijk in self.wijken for groep in wijk.klankbordgroepen)
        return tuple(sorted(found, key=lambda record: record.id))

    @cached_property
    def lotingen(self) -> tuple[Loting, ...]:
        """All draws of all wijken."""
        return tuple(sorted((loting for wijk in self.wijken for loting in wijk.lotingen), key=lambda record: record.id))

    @cached_property
    def bijeenkomsten(self) -> tuple[Bijeenkomst, ...]:
        """All meetings of all wijken."""
        found = (bijeenkomst for wijk in self.wijken for bijeenkomst in wijk.bijeenkomsten)
        return tuple(sorted(found, key=lambda record: record.id))

    @cached_property
    def beeld(self) -> dict[str, Beeld]:
        """Pictures by the name of their file."""
        return {beeld.naam: beeld for beeld in self.beelden}

    @cached_property
    def wijk(self) -> dict[str, Wijk]:
        """Wijken by slug."""
        return {wijk.slug: wijk for wijk in self.wijken}

    @cached_property
    def buurt(self) -> dict[str, Buurt]:
        """Buurten by slug."""
        return {buurt.slug: buurt for wijk in self.wijken for buurt in wijk.buurten}

    @cached_property
    def wijk_van_buurt(self) -> dict[str, Wijk]:
        """The wijk that holds a buurt, by the slug of the buurt."""
        return {buurt.slug: wijk for wijk in self.wijken for buurt in wijk.buurten}

    @cached_property
    def stadsdeel(self) -> dict[str, Stadsdeel]:
        """Stadsdelen by slug."""
        return {stadsdeel.slug: stadsdeel for stadsdeel in self.gemeente.stadsdelen}

    @cached_property
    def wijkscan(self) -> dict[str, Wijkscan]:
        """Scans by the slug of their wijk. A wijk without a scan is not in it."""
        return {scan.wijk: scan for scan in self.wijkscans}

    @cached_property
    def voorstel(self) -> dict[str, Voorstel]:
        """Proposals by id."""
        return {voorstel.id: voorstel for voorstel in self.voorstellen}

    @cached_property
    def adviezen_over(self) -> dict[str, tuple[Advies, ...]]:
        """Advices by the id of the proposal that they are about. A proposal without advice is not in it."""
        found: dict[str, list[Advies]] = {}
        for advies in self.adviezen:
            if advies.voorstel:
                found.setdefault(advies.voorstel, []).append(advies)
        return {voorstel: tuple(adviezen) for voorstel, adviezen in found.items()}

    @cached_property
    def bijeenkomsten_over(self) -> dict[str, tuple[Bijeenkomst, ...]]:
        """Meetings by the id of the proposal that they are about. A proposal without meetings is not in it."""
        found: dict[str, list[Bijeenkomst]] = {}
        for bijeenkomst in self.bijeenkomsten:
            if bijeenkomst.voorstel:
                found.setdefault(bijeenkomst.voorstel, []).append(bijeenkomst)
        return {voorstel: tuple(bijeenkomsten) for voorstel, bijeenkomsten in found.items()}

    @cached_property
    def klankbordgroep(self) -> dict[str, Klankbordgroep]:
        """Klankbordgroepen by id."""
        return {groep.id: groep for groep in self.klankbordgroepen}

    @cached_property
    def loting(self) -> dict[str, Loting]:
        """Draws by id."""
        return {loting.id: loting for loting in self.lotingen}

    @cached_property
    def bestanden_van(self) -> dict[str, Lotingbestanden]:
        """The files of draws that can be held again, by the id of the draw."""
        return {found.loting: found for found in self.lotingbestanden}

    @cached_property
    def organisatie(self) -> dict[str, Organisatie]:
        """Organisations by id."""
        return {org.id: org for org in self.organisaties}

    @cached_property
    def klankbordgroepen_in(self) -> dict[str, tuple[Klankbordgroep, ...]]:
        """Klankbordgroepen by the slug of a wijk that they speak for; every wijk is in it."""
        return {
            wijk.slug: tuple(groep for groep in self.klankbordgroepen if wijk.slug in groep.wijken)
            for wijk in self.wijken
        }

    @cached_property
    def organisaties_in(self) -> dict[str, tuple[Organisatie, ...]]:
        """Organisations by the slug of a wijk that they work in; every wijk is in it."""
        return {
            wijk.slug: tuple(
                org
                for org in self.organisaties
                if wijk.slug in org.werkgebied.wijken or org.werkgebied.stadsdeel == wijk.stadsdeel
            )
            for wijk in self.wijken
        }

    @cached_property
    def adviseur(self) -> dict[str, Klankbordgroep | Organisatie]:
        """Who may give advice, by id: klankbordgroepen and organisations share one list of ids."""
        return {**self.organisatie, **self.klankbordgroep}
