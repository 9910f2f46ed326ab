"""The papers: wijkscans (§4.1), proposals (§4.4.1) and advice with what became of it (§2.2, besluit VII)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from .datums import Dag, Deeldatum
from .groepen import Periode, Wijziging
from .soorten import (
    Fase,
    Gesprekspartner,
    IndelingBron,
    Kostenpost,
    Ondersteuning,
    Optie,
    Puntuitkomst,
    Reikwijdte,
    Rol,
    Scanstand,
    Scenario,
    Stuksoort,
)
from .termijnen import Opschorting
from .velden import Deel, Geheel, JaNee, Record, Regel, Ris, Slug, Tekst, Webadres


class Kosten(Deel):
    """One cost, in whole euros, counted once or every year (§5, besluit V)."""

    post: Kostenpost
    """Waarvoor het geld is."""
    bedrag: Geheel
    """Het bedrag in hele euro's."""
    structureel: JaNee
    """ja als het bedrag elk jaar terugkomt."""
    toelichting: Regel
    """Wat er voor dit bedrag gebeurt."""


class Kostentotaal(Deel):
    """What the source itself says that the costs are together; the rule totaal-klopt-niet holds it against the sum."""

    eenmalig: Geheel | None = None
    """Alle eenmalige kosten samen, in hele euro's."""
    per_jaar: Geheel | None = None
    """Alle jaarlijkse kosten samen, in hele euro's."""


class Terugkoppeling(Deel):
    """When and in which paper the council was told the outcome (besluit I)."""

    datum: Dag
    """De dag van de terugkoppeling."""
    ris: Ris | None = None
    """Het RIS-nummer, als dat er is."""


class Wijkscan(Deel):
    """The scan of one wijk: what its democracy needs, and what that costs."""

    wijk: Slug
    """De slug van de wijk; zo heet ook het bestand."""
    voorbeeld: JaNee = False
    """ja als dit een verzonnen voorbeeld is."""
    stand: Scanstand
    """gepland, in-uitvoering of afgerond."""
    begonnen_op: Dag | None = None
    """De dag waarop de scan begon."""
    afgerond_op: Dag | None = None
    """De dag waarop de scan klaar was."""
    gesproken_met: tuple[Gesprekspartner, ...] = ()
    """Met wie is gesproken: soorten partijen, nooit namen."""
    scenario: Scenario | None = None
    """De uitkomst: A, B of C."""
    opties: tuple[Optie, ...] = ()
    """De gekozen opties."""
    rollen: tuple[Rol, ...] = ()
    """De rollen die de bewonersorganisatie heeft of wil."""
    ondersteuning: tuple[Ondersteuning, ...] = ()
    """De hulp waar de wijk om vraagt."""
    kosten: tuple[Kosten, ...] = ()
    """Wat het kost, per post."""
    totaal: Kostentotaal | None = None
    """Wat de kosten volgens de bron samen zijn. Weggelaten mag: de site telt zelf op."""
    teruggekoppeld: Terugkoppeling | None = None
    """Wanneer de raad de uitkomst kreeg."""
    samenvatting: Tekst = ""
    """De tekst onder de kopregels."""


class Indeling(Deel):
    """Who says that a proposal is about these wijken."""

    bron: IndelingBron
    """De bron van de indeling."""
    datum: Dag | None = None
    """De dag van de indeling."""
    ris: Ris | None = None
    """Het RIS-nummer van de bron."""
    toelichting: Regel | None = None
    """Waarom deze wijken."""


class Aanwijzingsbesluit(Deel):
    """The decision of the college that makes a proposal stedelijk (§4.4.1)."""

    datum: Dag
    """De dag van het besluit."""
    titel: Regel
    """De naam van het besluit."""
    ris: Ris | None = None
    """Het RIS-nummer, als dat er is."""


class Inspraak(Periode):
    """When everyone may react, and how."""

    hoe: Regel
    """Hoe bewoners kunnen reageren."""
    webadres: Webadres | None = None
    """Waar bewoners kunnen reageren."""


class Stap(Deel):
    """One step in the life of a proposal. The number never changes and is never used again."""

    nr: Geheel
    """1 voor de eerste stap die op de site kwam, 2 voor de tweede, enzovoort."""
    fase: Fase
    """Wat er gebeurde."""
    datum: Deeldatum
    """Wanneer: een dag, of alleen een maand of jaar als meer niet bekend is."""
    ris: Ris | None = None
    """Het RIS-nummer van het stuk bij deze stap."""
    toelichting: Regel | None = None
    """Een zin over deze stap."""


class Ingetrokken(Deel):
    """Withdrawn, with the reason. The page stays."""

    datum: Dag
    """De dag waarop u dit op de site zet. Is het voorstel eerder ingetrokken? Schrijf dat in de reden."""
    reden: Regel
    """Waarom het is ingetrokken."""


class Bronvermelding(Deel):
    """Where a fact was seen."""

    naam: Regel
    """Wat daar staat."""
    webadres: Webadres
    """Waar het staat."""


class Voorstel(Record):
    """Something that is being decided, or was. Shown in the wijken and buurten that it names, or everywhere."""

    ris: Ris | None = None
    """Het RIS-nummer, als dat er is."""
    titel: Regel
    """De titel."""
    soort: Stuksoort
    """Wat voor stuk het is."""
    opgenomen_op: Dag | None = None
    """De dag waarop u het voorstel op de site zet. Zo krijgt iedereen bericht, ook als de stappen ouder zijn."""
    reikwijdte: Reikwijdte
    """wijkspecifiek, wijkoverstijgend, stedelijk of onbekend."""
    hele_stad: JaNee = False
    """ja als het voorstel over de hele stad gaat; dan geen wijken."""
    wijken: tuple[Slug, ...] = ()
    """De wijken waar het over gaat, met hun slug."""
    buurten: tuple[Slug, ...] = ()
    """De buurten waar het over gaat. Weggelaten: alle buurten van de wijken."""
    beleidsterrein: Slug | None = None
    """Het beleidsterrein, als dat vaststaat."""
    indeling: Indeling
    """Wie zegt dat het over deze wijken gaat."""
    aanwijzingsbesluit: Aanwijzingsbesluit | None = None
    """Verplicht bij stedelijk: het besluit dat het stedelijk maakt."""
    inspraak: Inspraak | None = None
    """Wanneer en hoe iedereen kan reageren."""
    stappen: tuple[Stap, ...] = ()
    """De stappen, op volgorde van datum."""
    wijzigingen: tuple[Wijziging, ...] = ()
    """Wat er na publicatie is gecorrigeerd."""
    ingetrokken: Ingetrokken | None = None
    """Als het voorstel is ingetrokken."""
    bronnen: tuple[Bronvermelding, ...] = ()
    """Waar de feiten vandaan komen."""
    samenvatting: Regel
    """Een of twee zinnen: wat er wordt besloten."""
    tekst: Tekst = ""
    """De tekst onder de kopregels."""

    @property
    def ingedeeld_op(self) -> date | None:
        """The day whose definitions hold for it: of its mapping, else of its first step, else when it was listed."""
        first = self.stappen[0].datum.begin if self.stappen else self.opgenomen_op
        return self.indeling.datum or first


class Pagina(Deel):
    """The front matter of a loose page. The keys are Pelican's, so they are English."""

    title: Regel
    """De titel van de pagina."""
    slug: Slug
    """Het stuk van het webadres; zo heet ook het bestand."""
    summary: Regel
    """Een zin over de pagina, voor zoekmachines."""
    tekst: Tekst = ""
    """De tekst onder de kopregels."""


class Punt(Deel):
    """One point of an advice, and what became of it."""

    tekst: Regel
    """Wat wordt geadviseerd."""
    uitkomst: Puntuitkomst | None = None
    """overgenomen, deels-overgenomen, niet-overgenomen of niet-beantwoord; weggelaten zolang er geen reactie is."""
    motivering: Regel | None = None
    """Waarom. Verplicht bij een uitkomst; alleen bij niet-beantwoord hoeft het niet."""


class Reactie(Deel):
    """The reasoned answer of the gemeente to an advice (§4.4.2)."""

    datum: Dag
    """De dag van de reactie."""
    motivering: Regel | None = None
    """Waarom de gemeente dit antwoordt."""
    ris: Ris | None = None
    """Het RIS-nummer, als dat er is."""


class Advies(Record):
    """An advice to the gemeente, asked or unasked, with its acknowledgement and its answer."""

    titel: Regel
    """De titel."""
    voorstel: Slug | None = None
    """De id van het voorstel waarover het advies gaat."""
    onderwerp: Regel | None = None
    """Het onderwerp, als er geen voorstel is."""
    wijken: Annotated[tuple[Slug, ...], Field(min_length=1)]
    """De wijken waar het over gaat."""
    van: Slug
    """De id van de klankbordgroep of organisatie die adviseert."""
    gevraagd_op: Dag | None = None
    """De dag waarop de gemeente om advies vroeg. Weggelaten bij ongevraagd advies."""
    ongevraagd: JaNee = False
    """ja als de gemeente er niet om vroeg."""
    ingediend_op: Dag | None = None
    """De dag waarop het advies is ingediend. Weggelaten zolang het er niet is."""
    ontvangstbevestiging: Dag | None = None
    """De dag waarop de gemeente de ontvangst bevestigde."""
    reactie: Reactie | None = None
    """Het antwoord van de gemeente."""
    punten: tuple[Punt, ...] = ()
    """Het advies in punten, elk met wat ermee is gedaan."""
    opschortingen: tuple[Opschorting, ...] = ()
    """Wanneer een klok van dit advies stilstond, en waarom."""
    wijzigingen: tuple[Wijziging, ...] = ()
    """Wat er na publicatie is gecorrigeerd."""
    samenvatting: Regel
    """Het advies in een of twee zinnen."""
    tekst: Tekst = ""
    """De tekst onder de kopregels."""
