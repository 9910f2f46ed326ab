"""Which fields name another record: the one list of it, for whoever follows references or tests them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from .gebied import Organisatie
from .groepen import Bijeenkomst, Klankbordgroep, Loting
from .stad import Wijk
from .stukken import Advies, Voorstel, Wijkscan
from .velden import Deel


class Verwijzing(NamedTuple):
    """A reference: where it stands in its record, what kind of thing it names, and which."""

    path: tuple[str | int, ...]
    soort: str
    naar: str


_WIJZIGINGEN = ("wijzigingen", "wijken"), "wijk"

# The steps to the field, and the kind: a name of a mapping of `Stad`, or beleidsterrein. Lists are followed.
_FIELDS: dict[type[Deel], tuple[tuple[tuple[str, ...], str], ...]] = {
    Wijk: ((("stadsdeel",), "stadsdeel"),),
    Organisatie: ((("werkgebied", "wijken"), "wijk"), (("werkgebied", "stadsdeel"), "stadsdeel")),
    Klankbordgroep: ((("wijken",), "wijk"), (("organisatie",), "organisatie")),
    Loting: ((("klankbordgroep",), "klankbordgroep"), (("pool_van",), "loting"), _WIJZIGINGEN),
    Bijeenkomst: (
        (("wijken",), "wijk"),
        (("klankbordgroep",), "klankbordgroep"),
        (("voorstel",), "voorstel"),
        _WIJZIGINGEN,
    ),
    Wijkscan: ((("wijk",), "wijk"),),
    Voorstel: (
        (("wijken",), "wijk"),
        (("buurten",), "buurt"),
        (("beleidsterrein",), "beleidsterrein"),
        _WIJZIGINGEN,
    ),
    Advies: ((("wijken",), "wijk"), (("voorstel",), "voorstel"), (("van",), "adviseur"), _WIJZIGINGEN),
}


def list_verwijzingen(record: Deel) -> list[Verwijzing]:
    """Return the references of a record itself, in the order of its fields, and not those of its parts."""
    return [
        Verwijzing(path, soort, naar)
        for fields, soort in _FIELDS.get(type(record), ())
        for path, naar in _follow(record, fields, ())
    ]


def _follow(
    value: Any, fields: tuple[str, ...], path: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _follow(item, fields, (*path, index))
    elif fields:
        yield from _follow(getattr(value, fields[0]), fields[1:], (*path, fields[0]))
    elif isinstance(value, str):
        yield path, value
