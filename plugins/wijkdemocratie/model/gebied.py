"""The gemeente and its parts: stadsdelen, wijken and buurten, with who speaks for them and the terms that hold."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints

from .bedoeld import mean_coordinaat
from .begrip import Begrip, Beleidsterrein
from .datums import Dag
from .soorten import Rol, Streefmaat
from .termijnen import Termijnen
from .velden import Deel, Geheel, JaNee, Record, Regel, Slug, Webadres, make_fault, parse_getal, quote


def _parse_coordinate(low: float, high: float) -> BeforeValidator:
    def parse(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        if not re.fullmatch(r"-?[0-9]{1,3}\.[0-9]{3,7}", value) or not low <= float(value) <= high:
            raise make_fault("waarde-ongeldig", *_tell_coordinaat(value, low, high))
        return float(value)

    return BeforeValidator(parse)


def _tell_coordinaat(value: str, low: float, high: float) -> tuple[str, str]:
    """Return the sentence and the tip for what is no coordinate."""
    message = f"{quote(value)} is geen coördinaat in Nederland"
    meant = mean_coordinaat(value)
    if not meant:
        if re.fullmatch(r"[0-9]{5,6}(?:[.,][0-9]+)?", value):
            return message, "dit lijken RD-meters; reken ze om naar graden (WGS 84), zoals lon: 4.30429, lat: 52.05013"
        return message, "schrijf graden met een punt (WGS 84), zoals lon: 4.30429 en lat: 52.05013"
    if not low <= float(meant) <= high:
        turned = 3.0 <= float(meant) <= 7.5 or 50.5 <= float(meant) <= 54.0
        hint = "lon en lat lijken verwisseld: lon is rond 4, lat rond 52" if turned else "kijk de coördinaat na"
        return message, hint
    decimals = len(meant.partition(".")[2])
    if decimals < 3:
        return (
            f"{quote(value)} is niet nauwkeurig genoeg voor een plek op de kaart",
            "schrijf minstens drie cijfers achter de punt, zoals 4.304 (dat is op honderd meter)",
        )
    return message, f"schrijf: {meant[: len(meant) - max(0, decimals - 7)]}"


def _parse_code(kind: str, digits: int) -> BeforeValidator:
    def parse(value: Any) -> Any:
        if isinstance(value, str) and not re.fullmatch(rf"{kind}[0-9]{{{digits}}}", value):
            raise make_fault(
                "waarde-ongeldig",
                f"{quote(value)} is geen CBS-code",
                f"een CBS-code bestaat hier uit {kind} met {digits} cijfers",
            )
        return value

    return BeforeValidator(parse)


def _parse_siteadres(value: Any) -> Any:
    """Refuse an address that other addresses cannot be put behind."""
    if isinstance(value, str) and not re.fullmatch(r"https://[a-z0-9.-]+(?:/[A-Za-z0-9._~-]+)*", value):
        raise make_fault(
            "webadres-ongeldig",
            f"{quote(value)} kan niet het adres van de site zijn",
            "schrijf https:// met een naam, en zo nodig een map; zonder ? of # en zonder schuine streep aan het eind",
        )
    return value


def _parse_kaartnaam(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"[a-z0-9]+(?:[-.][a-z0-9]+)*\.(?:geo)?json", value):
        raise make_fault(
            "waarde-ongeldig",
            f"{quote(value)} is niet de naam van een GeoJSON-bestand",
            "schrijf alleen de naam van een bestand in de map wijken, zoals: grenzen.geojson",
        )
    return value


Gemeentecode = Annotated[str, _parse_code("GM", 4)]
Wijkcode = Annotated[str, _parse_code("WK", 6)]
Buurtcode = Annotated[str, _parse_code("BU", 8)]


class Punt(Deel):
    """A point on the map in WGS 84, in degrees."""

    lon: Annotated[float, _parse_coordinate(3.0, 7.5)]
    """Lengtegraad, zoals 4.30429."""
    lat: Annotated[float, _parse_coordinate(50.5, 54.0)]
    """Breedtegraad, zoals 52.05013."""


class Stadsdeel(Deel):
    """A part of the gemeente that holds wijken."""

    slug: Slug
    """Het stuk van het webadres."""
    naam: Regel
    """De naam zoals bewoners die kennen."""


class Buurt(Deel):
    """A part of a wijk, as the CBS draws it."""

    code: Buurtcode
    """De CBS-code, zoals BU05183620. Die blijft altijd gelijk."""
    slug: Slug
    """Het stuk van het webadres, uniek in de hele gemeente."""
    naam: Regel
    """De naam van de buurt."""
    punt: Punt
    """Het labelpunt van de buurt."""
    aliassen: tuple[Regel, ...] = ()
    """Andere namen die bewoners gebruiken."""
    vroeger: tuple[Slug, ...] = ()
    """Oude stukken webadres die moeten blijven werken."""


class Inwoners(Deel):
    """How many people live in a wijk, with where that number comes from."""

    aantal: Geheel
    """Het aantal inwoners."""
    jaar: Geheel
    """Het jaar waarvoor dat geldt."""
    bron: Regel
    """Wie dat heeft geteld."""


class Werkgebied(Deel):
    """Where an organisation works: a list of wijken, or a whole stadsdeel."""

    wijken: tuple[Slug, ...] = ()
    """De wijken, met hun slug."""
    stadsdeel: Slug | None = None
    """Of: het hele stadsdeel, met zijn slug."""


class Organisatie(Record):
    """A bewonersorganisatie that speaks for a wijk, for several, or for a stadsdeel (§2.2)."""

    naam: Regel
    """De naam van de organisatie."""
    werkgebied: Werkgebied = Werkgebied()
    """Waar de organisatie werkt. Weggelaten in een wijkbestand: die ene wijk."""
    rollen: tuple[Rol, ...] = ()
    """organisator, belangenbehartiger en/of verbinder."""
    website: Webadres | None = None
    """De website van de organisatie."""
    actief: JaNee = True
    """nee als de organisatie is gestopt."""
    grondslag: Regel | None = None
    """De regeling waarop de organisatie rust."""
    toelichting: Regel | None = None
    """Een of twee zinnen over de organisatie."""
    termijnen: Termijnen = Termijnen()
    """Termijnen die alleen voor deze organisatie gelden."""


class Licentie(Deel):
    """The licence of the open data."""

    naam: Regel
    """De naam van de licentie."""
    webadres: Webadres
    """Waar de licentie staat, bij voorkeur een van Creative Commons."""


class Loket(Deel):
    """Where questions about the open data go: an office or a page, never a person."""

    naam: Regel
    """De naam van het loket of de afdeling."""
    webadres: Webadres
    """De pagina waar mensen een vraag kunnen stellen."""


class OpenData(Deel):
    """What the catalogue of open data says that does not follow from the data."""

    licentie: Licentie | None = None
    """De licentie van de gegevens. Weggelaten: de site zegt dat er nog geen is vastgesteld."""
    loket: Loket | None = None
    """Waar vragen over de gegevens heen kunnen. Weggelaten: het colofon van de site."""


class Beveiliging(Deel):
    """Where somebody tells of a weak spot in the site (RFC 9116): an office or a page, never a person."""

    meldpunt: Webadres
    """De pagina waar iemand een zwakke plek in de site kan melden."""
    beleid: Webadres | None = None
    """De pagina waar staat hoe de gemeente met zo'n melding omgaat."""


class Dekking(Deel):
    """Money that is there for the wijkscan itself (§5): for doing it, not for what comes out of it."""

    bedrag: Geheel
    """Het bedrag in hele euro's."""
    bron: Regel
    """Waar dat staat."""
    toelichting: Regel | None = None
    """Waar het geld vandaan komt, en wat ervan vaststaat."""


class Streefdatum(Deel):
    """A day by which something should be done, as a source says (the draft decision names two)."""

    uiterlijk: Dag
    """De laatste dag."""
    wat: Regel
    """Wat er dan klaar hoort te zijn."""
    bron: Regel
    """Waar de datum staat."""
    vastgesteld: JaNee = False
    """ja als bekend is dat de raad de datum heeft vastgesteld."""
    telt: Streefmaat | None = None
    """Wat de site erbij telt. Weggelaten: niets."""


class Ontheffing(Deel):
    """A waiver: this rule does not count in this file until a day, for a reason."""

    regel: Regel
    """De id van de regel, zoals optie-past-niet."""
    bestand: Regel
    """Het bestand, zoals wijken/moerwijk.yaml."""
    reden: Regel
    """Waarom de regel hier niet geldt."""
    tot: Dag
    """De laatste dag waarop de ontheffing geldt."""


class Gemeente(Deel):
    """What `wijken/stad.yaml` holds: everything that is not of one wijk."""

    naam: Regel
    """De naam van de gemeente."""
    code: Gemeentecode
    """De CBS-code van de gemeente."""
    sitenaam: Regel
    """De naam van de site."""
    omschrijving: Regel
    """Een zin over de site, voor zoekmachines en feeds."""
    siteurl: Annotated[Webadres, BeforeValidator(_parse_siteadres)]
    """Het webadres waarop de site staat, zonder schuine streep aan het eind."""
    naamruimte: Annotated[
        str, StringConstraints(pattern=r"^[a-z0-9.-]+\.[a-z]+,[0-9]{4}(-[0-9]{2}){0,2}$", max_length=120)
    ]
    """Naam en jaar voor de vaste nummers in feeds (RFC 4151). Verander dit nooit, ook niet bij een nieuw webadres."""
    websub_hub: Webadres | None = None
    """Het webadres van een WebSub-hub, die lezers meteen laat weten dat er nieuws is. Weggelaten: geen."""
    # Never under five, whatever a gemeente would like: below it a number points at persons.
    ondergrens: Annotated[Geheel, parse_getal(5, 100)] = 5
    """Aantallen onder deze grens worden niet gepubliceerd: van een groep, en bij een vervanging. Totalen wel."""
    stadsdelen: Annotated[tuple[Stadsdeel, ...], Field(min_length=1)]
    """De stadsdelen."""
    wijken: Annotated[tuple[Slug, ...], Field(min_length=1)]
    """De slug van elke wijk die er moet zijn."""
    kaart: Annotated[Regel, BeforeValidator(_parse_kaartnaam)] | None = None
    """Het GeoJSON-bestand met grenzen, in de map wijken. Weggelaten: een schematische kaart."""
    beleidsterreinen: tuple[Beleidsterrein, ...] = ()
    """De beleidsterreinen."""
    begrippen: tuple[Begrip, ...] = ()
    """Wat wijkspecifiek, wijkoverstijgend en stedelijk hier betekenen."""
    termijnen: Termijnen = Termijnen()
    """De termijnen voor adviezen."""
    organisaties: tuple[Organisatie, ...] = ()
    """Bewonersorganisaties die voor meer dan een wijk spreken."""
    open_data: OpenData = OpenData()
    """De licentie van de open data, en waar vragen heen kunnen."""
    beveiliging: Beveiliging | None = None
    """Waar iemand een zwakke plek in de site kan melden. Weggelaten: er komt geen security.txt."""
    huisstijl: Slug | None = None
    """De map met eigen kleuren, lettertype en woordmerk, naast wijken en content. Weggelaten: geen."""
    dekking_scan: Dekking | None = None
    """Het geld dat er is om de wijkscan te doen."""
    streefdata: tuple[Streefdatum, ...] = ()
    """Wanneer de wijkscan klaar hoort te zijn, volgens een bron."""
    verantwoording_sinds: Dag | None = None
    """Vanaf welke dag de verantwoording laat zien wat er veranderde. Weggelaten: het begin van het vorige kwartaal."""
    ontheffingen: tuple[Ontheffing, ...] = ()
    """Regels die in een bestand een tijd niet gelden."""
