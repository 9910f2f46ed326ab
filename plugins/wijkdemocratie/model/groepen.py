"""Who takes part and when: klankbordgroepen, the draws that fill them, and meetings (§4.4.2, besluit IV)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .datums import Dag, Moment
from .soorten import Antwoord, Bijeenkomstsoort, Criterium, Mandaat, Partij, Vorm, Wijzigingsoort
from .termijnen import Termijnen
from .uitkomst import Uitkomst
from .velden import Deel, Geheel, JaNee, Record, Regel, Slug, Webadres


class Periode(Deel):
    """From a day up to and including another."""

    van: Dag
    """De eerste dag."""
    tot: Dag
    """De laatste dag (tot en met)."""


class Was(Deel):
    """What something was before it was moved: only what changed."""

    van: Dag | None = None
    """De eerste dag van aanmelden of reageren, zoals die eerst was."""
    tot: Dag | None = None
    """De laatste dag van aanmelden of reageren, zoals die eerst was."""
    trekking: Moment | None = None
    """Wanneer er eerst zou worden geloot."""
    begin: Moment | None = None
    """Wanneer de bijeenkomst eerst zou beginnen."""
    einde: Moment | None = None
    """Wanneer de bijeenkomst eerst zou eindigen."""
    plaats: Regel | None = None
    """Waar het eerst zou zijn."""
    openbaar: JaNee | None = None
    """Of iedereen eerst mocht komen, bij gecorrigeerd. Zo blijft een punt dat in de agenda stond, daar staan."""


class Wijziging(Deel):
    """A change in something that was already published; the number never changes and is never used again."""

    nr: Geheel
    """1 voor de eerste wijziging, 2 voor de tweede, enzovoort."""
    datum: Dag
    """De dag waarop u de wijziging op de site zet. Gebeurde zij eerder? Schrijf dat in de toelichting."""
    soort: Wijzigingsoort
    """Wat er veranderde."""
    toelichting: Regel
    """Wat er veranderde en waarom, in een zin."""
    wijken: tuple[Slug, ...] = ()
    """Bij wijk-toegevoegd: de wijken die erbij kwamen."""
    was: Was | None = None
    """Bij uitgesteld en verplaatst, en bij openbaar: wat het eerst was, zodat berichten hun nummer houden."""
    onterecht: tuple[Antwoord, ...] = ()
    """Bij gecorrigeerd, in een advies: het antwoord waarvan hier ten onrechte stond dat het te laat was."""

    @property
    def is_verzet(self) -> bool:
        """Whether it moved a date or a place."""
        return self.soort in (Wijzigingsoort.UITGESTELD, Wijzigingsoort.VERPLAATST)


class Afgelast(Deel):
    """Cancelled, with the reason. The page and the calendar entry stay."""

    datum: Dag
    """De dag waarop u dit op de site zet. Was het eerder al bekend? Schrijf dat in de reden."""
    reden: Regel
    """Waarom het niet doorgaat."""


class Klankbordgroep(Record):
    """A group that advises on behalf of a wijk; never a list of its members."""

    naam: Regel
    """De naam van de klankbordgroep."""
    wijken: Annotated[tuple[Slug, ...], Field(min_length=1)]
    """De wijken waarvoor de groep spreekt. Weggelaten in een wijkbestand: die ene wijk."""
    vorm: Vorm
    """Hoe de groep is samengesteld."""
    mandaat: Mandaat = Mandaat.ADVISEREN
    """De trede op de trap van eigenaarschap."""
    zittingstermijn: Periode | None = None
    """Van wanneer tot en met wanneer de groep zit."""
    partijen: tuple[Partij, ...] = ()
    """Welke partijen naast bewoners meedoen."""
    organisatie: Slug | None = None
    """De id van de bewonersorganisatie die de groep instelt of steunt."""
    onderwerp: Regel | None = None
    """Het onderwerp, als de groep er voor een onderwerp is."""
    toelichting: Regel | None = None
    """Een of twee zinnen over de groep."""
    termijnen: Termijnen = Termijnen()
    """Termijnen die alleen voor deze groep gelden."""


class Loting(Record):
    """A draw of residents for a klankbordgroep (§4.4.2)."""

    naam: Regel
    """De naam van de loting."""
    klankbordgroep: Slug
    """De id van de klankbordgroep waarvoor wordt geloot."""
    aangekondigd_op: Dag
    """De dag waarop de loting bekend werd."""
    uitnodiging: Dag | None = None
    """De dag waarop de uitnodigingen de deur uit gaan."""
    aanmelden: Periode
    """Van wanneer tot en met wanneer bewoners zich kunnen aanmelden."""
    aanmelden_via: Webadres | None = None
    """Het webadres van de gemeente waar bewoners zich aanmelden."""
    trekking: Moment
    """Wanneer er wordt geloot."""
    plaats: Regel | None = None
    """Waar er wordt geloot."""
    plaatsen: Geheel
    """Hoeveel bewoners er worden geloot."""
    reserve: Geheel = 0
    """Hoeveel reserveplaatsen er zijn."""
    minimumleeftijd: Geheel = 16
    """Vanaf welke leeftijd bewoners mee mogen doen."""
    criteria: tuple[Criterium, ...] = ()
    """Waar de loting rekening mee houdt."""
    vergoeding: Regel | None = None
    """Wat deelnemers krijgen."""
    huis_aan_huis: JaNee = False
    """ja als er ook langs de deuren wordt gegaan."""
    pool_van: Slug | None = None
    """De id van een eerdere loting, als er uit die aanmeldingen wordt geloot."""
    wijzigingen: tuple[Wijziging, ...] = ()
    """Wat er na de aankondiging veranderde."""
    afgelast: Afgelast | None = None
    """Als de loting niet doorgaat."""
    uitkomst: Uitkomst | None = None
    """Wat er uit de loting kwam, in aantallen."""


class Bijeenkomst(Record):
    """A meeting."""

    naam: Regel
    """De naam van de bijeenkomst."""
    wijken: Annotated[tuple[Slug, ...], Field(min_length=1)]
    """De wijken waarvoor de bijeenkomst is. Weggelaten in een wijkbestand: die ene wijk."""
    soort: Bijeenkomstsoort
    """Wat voor bijeenkomst het is."""
    aangekondigd_op: Dag
    """De dag waarop de bijeenkomst bekend werd."""
    begin: Moment
    """Wanneer de bijeenkomst begint."""
    einde: Moment
    """Wanneer de bijeenkomst eindigt."""
    plaats: Regel
    """Waar de bijeenkomst is."""
    openbaar: JaNee
    """ja als iedereen mag komen."""
    klankbordgroep: Slug | None = None
    """De id van de klankbordgroep die bijeenkomt."""
    voorstel: Slug | None = None
    """De id van het voorstel waarover het gaat."""
    toelichting: Regel | None = None
    """Een of twee zinnen over de bijeenkomst."""
    wijzigingen: tuple[Wijziging, ...] = ()
    """Wat er na de aankondiging veranderde."""
    afgelast: Afgelast | None = None
    """Als de bijeenkomst niet doorgaat."""
