"""A city without its examples."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from wijkdemocratie.model import Organisatie, Record, Stad, Termijnen, Wijk, list_verwijzingen

_Record = TypeVar("_Record", bound=Record)
_Gone = set[tuple[str, str]]  # kind and id


def drop_voorbeelden(stad: Stad) -> Stad:
    """Return the city without the records that are examples, and without what hangs on those.

    What hangs on an example is dropped too, because a reference to it would lead nowhere: the draw for an example
    klankbordgroep, the advice on an example voorstel.
    """
    gone = _find_gone(stad)
    gemeente = stad.gemeente.model_copy(
        update={
            "termijnen": _drop_termijnen(stad.gemeente.termijnen),
            "organisaties": _drop_organisaties(stad.gemeente.organisaties, gone),
        }
    )
    return replace(
        stad,
        gemeente=gemeente,
        wijken=tuple(_drop_from_wijk(wijk, gone) for wijk in stad.wijken),
        wijkscans=tuple(scan for scan in stad.wijkscans if not scan.voorbeeld),
        voorstellen=_drop(stad.voorstellen, "voorstel", gone),
        adviezen=_drop(stad.adviezen, "advies", gone),
        lotingbestanden=tuple(found for found in stad.lotingbestanden if ("loting", found.loting) not in gone),
    )


def _find_gone(stad: Stad) -> _Gone:
    kinds: dict[str, tuple[Record, ...]] = {
        "organisatie": stad.organisaties,
        "klankbordgroep": stad.klankbordgroepen,
        "loting": stad.lotingen,
        "bijeenkomst": stad.bijeenkomsten,
        "voorstel": stad.voorstellen,
        "advies": stad.adviezen,
    }
    gone: _Gone = set()
    while True:
        more = {
            (soort, record.id)
            for soort, records in kinds.items()
            for record in records
            if record.voorbeeld or _leans_on(record, gone)
        }
        if more == gone:
            return gone
        gone = more


def _leans_on(record: Record, gone: _Gone) -> bool:
    kinds = {"adviseur": ("klankbordgroep", "organisatie")}  # these two share one list of ids
    return any(
        (soort, verwijzing.naar) in gone
        for verwijzing in list_verwijzingen(record)
        for soort in kinds.get(verwijzing.soort, (verwijzing.soort,))
    )


def _drop_from_wijk(wijk: Wijk, gone: _Gone) -> Wijk:
    return wijk.model_copy(
        update={
            "organisaties": _drop_organisaties(wijk.organisaties, gone),
            "klankbordgroepen": _drop(wijk.klankbordgroepen, "klankbordgroep", gone),
            "lotingen": _drop(wijk.lotingen, "loting", gone),
            "bijeenkomsten": _drop(wijk.bijeenkomsten, "bijeenkomst", gone),
        }
    )


def _drop(records: tuple[_Record, ...], soort: str, gone: _Gone) -> tuple[_Record, ...]:
    return tuple(record for record in records if (soort, record.id) not in gone)


def _drop_organisaties(organisaties: tuple[Organisatie, ...], gone: _Gone) -> tuple[Organisatie, ...]:
    return tuple(
        organisatie.model_copy(update={"termijnen": _drop_termijnen(organisatie.termijnen)})
        for organisatie in _drop(organisaties, "organisatie", gone)
    )


def _drop_termijnen(termijnen: Termijnen) -> Termijnen:
    return termijnen.model_copy(
        update={name: None for name, termijn in termijnen if termijn is not None and termijn.voorbeeld}
    )
