"""The closed lists of the domain: every value an editor may choose from, with the words a resident reads.

The values are the words of the council proposal (§ numbers are its own); `label` is what a page shows.
"""

from __future__ import annotations

from enum import StrEnum


class Keuze(StrEnum):
    """A value in YAML with its label on the page: `Reikwijdte("stedelijk").label`."""

    label: str

    def __new__(cls, value: str, label: str) -> Keuze:
        """Make the member from its YAML value; the label does not take part in comparing."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Reikwijdte(Keuze):
    """How far a proposal reaches (§4.4.1). Stedelijk wins from wijkoverstijgend."""

    WIJKSPECIFIEK = "wijkspecifiek", "wijkspecifiek"
    WIJKOVERSTIJGEND = "wijkoverstijgend", "wijkoverstijgend"
    STEDELIJK = "stedelijk", "stedelijk"
    ONBEKEND = "onbekend", "reikwijdte nog niet vastgesteld"


class Fase(Keuze):
    """A step in the life of a proposal; a fase may come back."""

    VOORNEMEN = "voornemen", "voornemen bekendgemaakt"
    INDIENING = "indiening", "ingediend"
    DOCUMENT = "document", "stuk gepubliceerd"
    PARTICIPATIE = "participatie", "in gesprek met de wijk"
    INSPRAAK = "inspraak", "inspraak"
    ADVISERING = "advisering", "advies gevraagd"
    COLLEGEBESLUIT = "collegebesluit", "besluit van het college"
    COMMISSIE = "commissiebehandeling", "behandeld in de raadscommissie"
    RAADSBEHANDELING = "raadsbehandeling", "behandeld in de gemeenteraad"
    RAADSBESLUIT = "raadsbesluit", "besluit van de gemeenteraad"
    UITVOERING = "uitvoering", "in uitvoering"
    EVALUATIE = "evaluatie", "evaluatie"
    AFGEROND = "afgerond", "afgerond"


class Stuksoort(Keuze):
    """What kind of paper a proposal is."""

    VOORSTEL_COLLEGE = "voorstel-college", "voorstel van het college"
    RAADSVOORSTEL = "raadsvoorstel", "raadsvoorstel"
    INITIATIEFVOORSTEL = "initiatiefvoorstel", "initiatiefvoorstel"
    VOORSTEL_REKENKAMER = "voorstel-rekenkamer", "voorstel van de rekenkamer"
    RAADSBESLUIT = "raadsbesluit", "raadsbesluit"
    MOTIE = "motie", "motie"
    SCHRIFTELIJKE_VRAGEN = "schriftelijke-vragen", "schriftelijke vragen"
    INFORMATIEVERZOEK = "informatieverzoek", "informatieverzoek"
    BRIEF_WETHOUDER = "brief-wethouder", "brief van de wethouder"
    COMMISSIEBRIEF = "commissiebrief", "commissiebrief"
    BESTEMMINGSPLAN = "bestemmingsplan", "bestemmingsplan"
    OMGEVINGSPLAN = "omgevingsplan", "omgevingsplan"
    GEBIEDSAGENDA = "gebiedsagenda", "gebiedsagenda"
    WIJKPROGRAMMA = "wijkprogramma", "wijkprogramma"
    AMBITIEDOCUMENT = "ambitiedocument", "ambitiedocument"
    AGENDA = "agenda", "agenda"
    NOTA = "nota", "nota"
    LEIDRAAD = "leidraad", "leidraad"
    BEGROTING = "begroting", "begroting"
    RAPPORTAGE = "rapportage", "rapportage"
    VERSLAG = "verslag", "verslag"
    PLAN = "plan", "plan"


class IndelingBron(Keuze):
    """Who says which wijken a proposal is about (§2.1 names the Haagse oplegger)."""

    HAAGSE_OPLEGGER = "haagse-oplegger", "de Haagse oplegger bij het raadsvoorstel"
    BESLUIT = "besluit", "het besluit zelf"
    EIGEN_LEZING = "eigen-lezing", "onze eigen lezing van de titel"


class Scenario(Keuze):
    """The outcome of a wijkscan (§4.2, §4.3)."""

    A = "A", "sterke bewonersorganisatie"
    B = "B", "bewonersorganisatie die versterking wil"
    C = "C", "geen actieve bewonersorganisatie"


class Optie(Keuze):
    """A way to strengthen the democracy of a wijk (§4.2, §4.3); its first letter is its scenario."""

    A1 = "A1", "meer bevoegdheden voor de bewonersorganisatie"
    A2 = "A2", "wisselende, gelote klankbordgroepen voor een tijd"
    B1 = "B1", "een klankbordgroep die deels is geloot"
    B2 = "B2", "wisselende, gelote klankbordgroepen voor een tijd"
    C1 = "C1", "een gelote klankbordgroep"


class Rol(Keuze):
    """What a bewonersorganisatie is for its wijk (§4.1)."""

    ORGANISATOR = "organisator", "organisator"
    BELANGENBEHARTIGER = "belangenbehartiger", "belangenbehartiger"
    VERBINDER = "verbinder", "verbinder"


class Ondersteuning(Keuze):
    """Support that a wijk asks for (§4.2)."""

    POLITIEK = "politiek", "politiek"
    JURIDISCH = "juridisch", "juridisch"
    FINANCIEEL = "financieel", "financieel"
    ADMINISTRATIEF = "administratief", "administratief"
    COMMUNICATIEF = "communicatief", "communicatief"


class Kostenpost(Keuze):
    """What money is for (besluit V)."""

    BEHOEFTE_WIJK = "behoefte-wijk", "wat de wijk nodig heeft"
    INBEDDING_STADHUIS = "inbedding-stadhuis", "werk op het stadhuis"
    INBEDDING_STADSDEEL = "inbedding-stadsdeel", "werk op het stadsdeelkantoor"


class Scanstand(Keuze):
    """Where a wijkscan stands. A wijk without a file has no scan yet."""

    GEPLAND = "gepland", "gepland"
    IN_UITVOERING = "in-uitvoering", "in uitvoering"
    AFGEROND = "afgerond", "afgerond"


class Streefmaat(Keuze):
    """What a target date can be held against: how many wijken have got so far."""

    SCAN_AFGEROND = "scan-afgerond", "wijkscan afgerond"
    SCAN_TERUGGEKOPPELD = "scan-teruggekoppeld", "uitkomst naar de raad"


class Partij(Keuze):
    """A kind of body that sits in a klankbordgroep or was spoken with: never a person (§4.2, §4.4.2)."""

    BEWONERSORGANISATIE = "bewonersorganisatie", "bewonersorganisatie"
    BIZ = "biz", "bedrijven-investeringszone (BIZ)"
    BUURTPREVENTIETEAM = "buurtpreventieteam", "buurtpreventieteam"
    JONGERENWERKER = "jongerenwerker", "jongerenwerker"
    COMMUNITY_BUILDER = "community-builder", "community builder"
    WIJKAGENT = "wijkagent", "wijkagent"
    ANDERS = "anders", "andere partij"


class Gesprekspartner(Keuze):
    """Who was spoken with for a wijkscan (§4.1, §6): a kind of body, never a person."""

    BEWONERS = "bewoners", "bewoners"
    SLEUTELFIGUREN = "sleutelfiguren", "sleutelfiguren"
    BEWONERSORGANISATIE = "bewonersorganisatie", "bewonersorganisatie"
    BIZ = "biz", "bedrijven-investeringszone (BIZ)"
    BUURTPREVENTIETEAM = "buurtpreventieteam", "buurtpreventieteam"
    JONGERENWERKER = "jongerenwerker", "jongerenwerker"
    COMMUNITY_BUILDER = "community-builder", "community builder"
    WIJKAGENT = "wijkagent", "wijkagent"
    ANDERS = "anders", "andere partij"


class Vorm(Keuze):
    """How a klankbordgroep is put together (§4.2, §4.3, §4.4.2)."""

    GELOOT = "geloot", "geloot"
    DEELS_GELOOT = "deels-geloot", "deels geloot"
    TIJDELIJK_GELOOT = "tijdelijk-geloot", "geloot, voor een tijd"
    PROJECT = "project", "geloot voor één project"
    SAMENGESTELD = "samengesteld", "niet geloot"


class Mandaat(Keuze):
    """A step on the trap van eigenaarschap (§4.4.1); §4.3 asks for meebesluiten under option C1."""

    RAADPLEGEN = "raadplegen", "raadplegen"
    ADVISEREN = "adviseren", "adviseren"
    MEEBESLUITEN = "meebesluiten", "meebesluiten"
    ZELF_BESLUITEN = "zelf-besluiten", "zelf besluiten"


class Criterium(Keuze):
    """What a draw takes into account (§4.4.2)."""

    WOONWIJK = "woonwijk", "in welke wijk iemand woont"
    BESCHIKBAARHEID = "beschikbaarheid", "of iemand mee kan doen aan de bijeenkomsten"
    LEEFTIJD = "leeftijd", "leeftijd"
    DIVERSITEIT = "diversiteit", "diversiteit"


class Vervangingsreden(Keuze):
    """Why somebody who was drawn makes place for a reserve: a kind only, as a reason can point at a person."""

    GESTOPT = "gestopt", "zelf gestopt"
    VERHUISD = "verhuisd", "verhuisd"
    GEEN_REACTIE = "geen-reactie", "geen reactie op de uitnodiging"
    ANDERS = "anders", "een andere reden"


class Algoritme(Keuze):
    """How the computer drew, by the names of the sortition library. Only LEGACY follows from a seed alone."""

    LEGACY = "legacy", "legacy: een voor een, steeds uit de groep die het meest tekortkomt"
    MAXIMIN = "maximin", "maximin: de kleinste kans op een plaats is zo groot mogelijk"
    LEXIMIN = "leximin", "leximin: alle kleine kansen op een plaats zijn zo groot mogelijk"
    NASH = "nash", "nash: de kansen op een plaats zijn zo gelijk mogelijk"
    ANDERS = "anders", "een andere methode"


class Bijeenkomstsoort(Keuze):
    """What a meeting is (§2.1, besluit IV)."""

    KLANKBORDGROEP = "klankbordgroep", "bijeenkomst van de klankbordgroep"
    WIJKAGENDA = "wijkagenda", "bijeenkomst over de wijkagenda"
    RAAD_IN_DE_STAD = "raad-in-de-stad", "Raad in de stad"
    WIJKHUB = "wijkhub", "bijeenkomst in de wijkhub"
    INFORMATIE = "informatie", "informatiebijeenkomst"


class Puntuitkomst(Keuze):
    """What became of one point of an advice."""

    OVERGENOMEN = "overgenomen", "overgenomen"
    DEELS_OVERGENOMEN = "deels-overgenomen", "deels overgenomen"
    NIET_OVERGENOMEN = "niet-overgenomen", "niet overgenomen"
    NIET_BEANTWOORD = "niet-beantwoord", "niet beantwoord"


class Antwoord(Keuze):
    """What the gemeente owes to who gave advice, each within its own term (§2.2)."""

    BEVESTIGING = "bevestiging", "ontvangstbevestiging"
    REACTIE = "reactie", "reactie"


class Kloksoort(Keuze):
    """A clock of an advice; each has its own term, and the first is that of the adviser."""

    ADVIES = "advies", "het advies"
    BEVESTIGING = "bevestiging", "de ontvangstbevestiging"
    REACTIE = "reactie", "de reactie"


class Klokbegin(Keuze):
    """On which day the clock of an answer starts."""

    INDIENING = "indiening", "de dag waarop het advies is ingediend"
    BEVESTIGING = "bevestiging", "de dag waarop de ontvangst is bevestigd, of uiterlijk bevestigd moest zijn"


class Eenheid(Keuze):
    """In what a term is counted."""

    DAGEN = "dagen", "dagen"
    WERKDAGEN = "werkdagen", "werkdagen"
    WEKEN = "weken", "weken"


class Wijzigingsoort(Keuze):
    """What changed in something that was already published."""

    UITGESTELD = "uitgesteld", "uitgesteld"
    VERPLAATST = "verplaatst", "verplaatst"
    GECORRIGEERD = "gecorrigeerd", "gecorrigeerd"
    WIJK_TOEGEVOEGD = "wijk-toegevoegd", "wijk toegevoegd"
