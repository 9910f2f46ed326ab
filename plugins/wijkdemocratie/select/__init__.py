"""Pure questions to `Stad`: what concerns a wijk, what is open now, and how things stand on a peildatum."""

from .bekend import select_bekend
from .belasting import BINNENKORT, Belasting, list_belasting
from .bereik import Bereik, Onderwerp, bereik_van, explain_indeling, explain_waarom, name_gebied
from .keten import Deelschakel, Schakel, Schakelsoort, make_keten
from .mandaat import Adviesplicht, Beslisser, Gebruikt, Groepsrecht, Wiemagwat, has_ended, read_beslisser, read_mandaat
from .nu import Actie, Actiesoort, list_acties
from .overzicht import (
    Gebiedsoverzicht,
    Stadsdeelrij,
    Voorstelgroep,
    Voorstelrij,
    has_gebied,
    make_overzicht,
    make_stadsdeelrijen,
    make_voorstelrijen,
)
from .stand import (
    Adviesfase,
    Adviesstand,
    Lotingfase,
    Opbrengst,
    Voortgang,
    count_op_tijd,
    jaar_van,
    list_adviesstanden,
    read_adviesstand,
    read_lotingfase,
    read_stap_nu,
    read_voortgang,
)
from .verbanden import Ketenrecord, Verbanden

__all__ = [
    "BINNENKORT",
    "Actie",
    "Actiesoort",
    "Adviesfase",
    "Adviesplicht",
    "Adviesstand",
    "Belasting",
    "Bereik",
    "Beslisser",
    "Deelschakel",
    "Gebiedsoverzicht",
    "Gebruikt",
    "Groepsrecht",
    "Ketenrecord",
    "Lotingfase",
    "Onderwerp",
    "Opbrengst",
    "Schakel",
    "Schakelsoort",
    "Stadsdeelrij",
    "Verbanden",
    "Voorstelgroep",
    "Voorstelrij",
    "Voortgang",
    "Wiemagwat",
    "bereik_van",
    "count_op_tijd",
    "explain_indeling",
    "explain_waarom",
    "has_ended",
    "has_gebied",
    "jaar_van",
    "list_acties",
    "list_adviesstanden",
    "list_belasting",
    "make_keten",
    "make_overzicht",
    "make_stadsdeelrijen",
    "make_voorstelrijen",
    "name_gebied",
    "read_adviesstand",
    "read_beslisser",
    "read_lotingfase",
    "read_mandaat",
    "read_stap_nu",
    "read_voortgang",
    "select_bekend",
]
