"""The address of everything that has one."""

from __future__ import annotations

from wijkdemocratie.model import (
    Advies,
    Bijeenkomst,
    Buurt,
    Klankbordgroep,
    Loting,
    Organisatie,
    Stad,
    Stadsdeel,
    Voorstel,
    Wijk,
    Wijkscan,
)

Adresseerbaar = (
    str | Advies | Bijeenkomst | Buurt | Klankbordgroep | Loting | Organisatie | Stadsdeel | Voorstel | Wijk | Wijkscan
)

_FOLDERS: dict[type, str] = {
    Advies: "adviezen",
    Bijeenkomst: "bijeenkomsten",
    Klankbordgroep: "klankbordgroepen",
    Loting: "lotingen",
    Organisatie: "organisaties",
    Stadsdeel: "stadsdelen",
    Voorstel: "voorstellen",
    Wijk: "wijken",
}


def pad_van(stad: Stad, target: Adresseerbaar, slug: str | None = None) -> str:
    """Return the path of a record, or the path itself. `slug` gives the path it had under an older slug."""
    match target:
        case str():
            return target
        case Buurt():
            return f"{pad_van(stad, stad.wijk_van_buurt[target.slug])}{slug or target.slug}/"
        case Wijkscan():
            return f"{pad_van(stad, stad.wijk[target.wijk])}#wijkscan"
        case _:
            return f"{_FOLDERS[type(target)]}/{slug or target.slug}/"
