"""Pure questions to `Stad`: what concerns a wijk, what is open now, and how things stand on a peildatum."""

from .bekend import select_bekend
from .bereik import Bereik, Onderwerp, bereik_van, explain_indeling, explain_waarom, name_gebied
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
    map_adviesstanden,
    read_adviesstand,
    read_lotingfase,
    read_stap_nu,
    read_voortgang,
)

__all__ = [
    "Actie",
    "Actiesoort",
    "Adviesfase",
    "Adviesstand",
    "Bereik",
    "Gebiedsoverzicht",
    "Lotingfase",
    "Onderwerp",
    "Opbrengst",
    "Stadsdeelrij",
    "Voorstelgroep",
    "Voorstelrij",
    "Voortgang",
    "bereik_van",
    "count_op_tijd",
    "explain_indeling",
    "explain_waarom",
    "has_gebied",
    "jaar_van",
    "list_acties",
    "make_overzicht",
    "make_stadsdeelrijen",
    "make_voorstelrijen",
    "map_adviesstanden",
    "name_gebied",
    "read_adviesstand",
    "read_lotingfase",
    "read_stap_nu",
    "read_voortgang",
    "select_bekend",
]
