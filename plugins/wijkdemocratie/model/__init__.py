"""The records of the domain: frozen pydantic models, one mapping in YAML each.

Glossary (the word in the council proposal wins; § numbers are the proposal's own)

- *gemeente*, *stadsdeel*, *wijk*, *buurt*: the areas, from large to small; wijken and buurten have CBS codes.
- *voorstel*: something that is being decided; it goes through *stappen*, each in a *fase*.
- *reikwijdte* (§4.4.1): wijkspecifiek, wijkoverstijgend or stedelijk; *onbekend* until somebody has decided that.
- *bewonersorganisatie* (§2.2): a body of residents, with *rollen* (§4.1); it may span wijken.
- *klankbordgroep* (§4.4.2): a group that advises for a wijk, with a *mandaat* on the trap van eigenaarschap.
- *loting* (§4.4.2): the draw of residents for a klankbordgroep; its *uitkomst* is in numbers only.
- *advies* (§2.2, besluit VII): asked or not; acknowledged (*ontvangstbevestiging*) and answered (*reactie*).
- *wijkscan* (§4.1): what the democracy of a wijk needs: *scenario*, *opties*, *ondersteuning*, *kosten*.
- *bijeenkomst*: a meeting.
- *peildatum*: the day that counts as today.

Field names are YAML keys; the text under a field is what an editor reads about it. No field holds a resident's
name: people appear as counts, bodies as organisations.
"""

from .beeld import Beeld
from .begrip import Begrip, Beleidsterrein, Herziening, find_begrip
from .datums import TIJDZONE, Deeldatum
from .gebied import (
    Beveiliging,
    Buurt,
    Dekking,
    Gemeente,
    Inwoners,
    Ontheffing,
    Organisatie,
    Stadsdeel,
    Streefdatum,
    Werkgebied,
)
from .grens import Grens, Ring
from .groepen import (
    Afgelast,
    Bijeenkomst,
    Klankbordgroep,
    Loting,
    Periode,
    Was,
    Wijziging,
)
from .huisstijl import Huisstijl, Letter, Woordmerk
from .lotingbestand import Aanmelding, Lotingbestanden, Quotum
from .postcodes import Postcodes
from .soorten import (
    Algoritme,
    Antwoord,
    Bijeenkomstsoort,
    Criterium,
    Eenheid,
    Fase,
    Gesprekspartner,
    IndelingBron,
    Keuze,
    Klokbegin,
    Kloksoort,
    Kostenpost,
    Mandaat,
    Ondersteuning,
    Optie,
    Partij,
    Puntuitkomst,
    Reikwijdte,
    Rol,
    Scanstand,
    Scenario,
    Streefmaat,
    Stuksoort,
    Vervangingsreden,
    Vorm,
    Wijzigingsoort,
)
from .stad import Stad, Wijk
from .stukken import Advies, Indeling, Inspraak, Kosten, Kostentotaal, Pagina, Reactie, Stap, Voorstel, Wijkscan
from .termijnen import Opschorting, Termijn, Termijnen, Termijnversie
from .uitkomst import Groepstelling, Uitkomst, Vervanging, Werkwijze
from .velden import Deel, Record
from .verwijzing import Verwijzing, list_verwijzingen

__all__ = [
    "TIJDZONE",
    "Aanmelding",
    "Advies",
    "Afgelast",
    "Algoritme",
    "Antwoord",
    "Beeld",
    "Begrip",
    "Beleidsterrein",
    "Beveiliging",
    "Bijeenkomst",
    "Bijeenkomstsoort",
    "Buurt",
    "Criterium",
    "Deel",
    "Deeldatum",
    "Dekking",
    "Eenheid",
    "Fase",
    "Gemeente",
    "Gesprekspartner",
    "Grens",
    "Groepstelling",
    "Herziening",
    "Huisstijl",
    "Indeling",
    "IndelingBron",
    "Inspraak",
    "Inwoners",
    "Keuze",
    "Klankbordgroep",
    "Klokbegin",
    "Kloksoort",
    "Kosten",
    "Kostenpost",
    "Kostentotaal",
    "Letter",
    "Loting",
    "Lotingbestanden",
    "Mandaat",
    "Ondersteuning",
    "Ontheffing",
    "Opschorting",
    "Optie",
    "Organisatie",
    "Pagina",
    "Partij",
    "Periode",
    "Postcodes",
    "Puntuitkomst",
    "Quotum",
    "Reactie",
    "Record",
    "Reikwijdte",
    "Ring",
    "Rol",
    "Scanstand",
    "Scenario",
    "Stad",
    "Stadsdeel",
    "Stap",
    "Streefdatum",
    "Streefmaat",
    "Stuksoort",
    "Termijn",
    "Termijnen",
    "Termijnversie",
    "Uitkomst",
    "Vervanging",
    "Vervangingsreden",
    "Verwijzing",
    "Voorstel",
    "Vorm",
    "Was",
    "Werkgebied",
    "Werkwijze",
    "Wijk",
    "Wijkscan",
    "Wijziging",
    "Wijzigingsoort",
    "Woordmerk",
    "find_begrip",
    "list_verwijzingen",
]
