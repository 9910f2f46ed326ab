"""The city as it is known on a day: what is dated later is not shown yet, whoever asks.

An editor may prepare a record for next week. Everything that is built starts from here, so that no page, list, feed
or calendar tells it before its day.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from wijkdemocratie.model import (
    Advies,
    Bijeenkomst,
    Deel,
    Gemeente,
    Loting,
    Scanstand,
    Stad,
    Voorstel,
    Was,
    Wijk,
    Wijkscan,
)

_Deel = TypeVar("_Deel", bound=Deel)
_Verzetbaar = TypeVar("_Verzetbaar", Bijeenkomst, Loting, Voorstel)

_OUTCOME: dict[str, Any] = {
    "gesproken_met": (),
    "scenario": None,
    "opties": (),
    "rollen": (),
    "ondersteuning": (),
    "kosten": (),
    "totaal": None,
    "samenvatting": "",
}
"""What a wijkscan has not told before it is done."""


def select_bekend(stad: Stad, peildatum: date) -> Stad:
    """Return the city without what is dated after `peildatum`. Planned steps and meetings to come stay: they are known.

    What will be moved still has the dates that it had before (`was`).
    """
    lotingen = {loting.id for loting in stad.lotingen if loting.aangekondigd_op <= peildatum}

    def trim_wijk(wijk: Wijk) -> Wijk:
        return wijk.model_copy(
            update={
                "lotingen": tuple(
                    _trim_loting(loting, lotingen, peildatum) for loting in wijk.lotingen if loting.id in lotingen
                ),
                "bijeenkomsten": tuple(
                    _forget(_move_back(bijeenkomst, peildatum), peildatum, afgelast="datum")
                    for bijeenkomst in wijk.bijeenkomsten
                    if bijeenkomst.aangekondigd_op <= peildatum
                ),
            }
        )

    return replace(
        stad,
        gemeente=_trim_gemeente(stad.gemeente, peildatum),
        wijken=tuple(map(trim_wijk, stad.wijken)),
        wijkscans=tuple(_trim_wijkscan(scan, peildatum) for scan in stad.wijkscans),
        voorstellen=tuple(_trim_voorstel(stad, voorstel, peildatum) for voorstel in stad.voorstellen),
        adviezen=tuple(_trim_advies(advies, peildatum) for advies in stad.adviezen if _is_bekend(advies, peildatum)),
    )


def _trim_gemeente(gemeente: Gemeente, peildatum: date) -> Gemeente:
    """Return the gemeente without the definitions that hold from a later day on."""
    begrippen = tuple(item for item in gemeente.begrippen if item.vanaf is None or item.vanaf.begin <= peildatum)
    terreinen = tuple(
        terrein.model_copy(
            update={"herzieningen": tuple(item for item in terrein.herzieningen if item.vanaf.begin <= peildatum)}
        )
        for terrein in gemeente.beleidsterreinen
    )
    return gemeente.model_copy(update={"begrippen": begrippen, "beleidsterreinen": terreinen})


def _forget(record: _Deel, peildatum: date, **parts: str) -> _Deel:
    """Return the record without the parts that are dated later; `parts` names the date of each part."""
    later: dict[str, Any] = {
        name: None
        for name, field in parts.items()
        if (part := getattr(record, name)) is not None and getattr(part, field) > peildatum
    }
    if changes := getattr(record, "wijzigingen", ()):
        known = tuple(item for item in changes if item.datum <= peildatum)
        later |= {"wijzigingen": known} if known != changes else {}
        if added := {slug for item in changes if item.datum > peildatum for slug in item.wijken}:
            later["wijken"] = tuple(slug for slug in record.wijken if slug not in added)  # type: ignore[attr-defined]
    return record.model_copy(update=later) if later else record


def _trim_voorstel(stad: Stad, voorstel: Voorstel, peildatum: date) -> Voorstel:
    known = _forget(_move_back(voorstel, peildatum), peildatum, ingetrokken="datum")
    later: dict[str, Any] = {}
    if known.wijken != voorstel.wijken:
        later["buurten"] = tuple(slug for slug in known.buurten if stad.wijk_van_buurt[slug].slug in known.wijken)
    if einde := known.ingetrokken:
        # What was planned after that will not be done any more.
        later["stappen"] = tuple(stap for stap in known.stappen if stap.datum.begin <= einde.datum)
    return known.model_copy(update=later) if later else known


def _move_back(record: _Verzetbaar, peildatum: date) -> _Verzetbaar:
    """Return the record with the dates and place that it had before the moves that are dated later."""
    for move in sorted(record.wijzigingen, key=lambda item: item.nr, reverse=True):
        if move.datum > peildatum and move.was:
            record = _restore(record, move.was)
    return record


def _restore(record: _Verzetbaar, was: Was) -> _Verzetbaar:
    before = {name: value for name in Was.model_fields if (value := getattr(was, name)) is not None}
    window = {name: before.pop(name) for name in ("van", "tot") if name in before}
    for field in ("inspraak", "aanmelden"):
        if window and (period := getattr(record, field, None)):
            before[field] = period.model_copy(update=window)
    known = {name: value for name, value in before.items() if name in type(record).model_fields}
    return record.model_copy(update=known)


def _trim_loting(loting: Loting, lotingen: set[str], peildatum: date) -> Loting:
    known = _forget(_move_back(loting, peildatum), peildatum, afgelast="datum", uitkomst="gepubliceerd_op")
    if known.uitkomst and any(item.datum > peildatum for item in known.uitkomst.vervangingen):
        told = tuple(item for item in known.uitkomst.vervangingen if item.datum <= peildatum)
        uitkomst = known.uitkomst.model_copy(update={"vervangingen": told})
        known = known.model_copy(update={"uitkomst": uitkomst})
    return known if known.pool_van in {None, *lotingen} else known.model_copy(update={"pool_van": None})


def _trim_wijkscan(scan: Wijkscan, peildatum: date) -> Wijkscan:
    known = _forget(scan, peildatum, teruggekoppeld="datum")
    if known.afgerond_op and known.afgerond_op > peildatum:
        known = known.model_copy(update={"stand": Scanstand.IN_UITVOERING, "afgerond_op": None, **_OUTCOME})
    if known.begonnen_op and known.begonnen_op > peildatum:
        known = known.model_copy(update={"stand": Scanstand.GEPLAND})
    return known


def _is_bekend(advies: Advies, peildatum: date) -> bool:
    """Say whether the advice was asked or given by then. Without any date it is shown, as nothing says otherwise."""
    first = advies.gevraagd_op or advies.ingediend_op
    return first is None or first <= peildatum


def _trim_advies(advies: Advies, peildatum: date) -> Advies:
    known = _forget(advies, peildatum, reactie="datum")
    later: dict[str, Any] = {}
    if known.reactie is None and advies.reactie is not None:
        later["punten"] = tuple(punt.model_copy(update={"uitkomst": None, "motivering": None}) for punt in known.punten)
    if known.ontvangstbevestiging and known.ontvangstbevestiging > peildatum:
        later["ontvangstbevestiging"] = None
    if known.ingediend_op and known.ingediend_op > peildatum:
        later |= {"ingediend_op": None, "punten": (), "tekst": ""}
    stops = tuple(stop for stop in known.opschortingen if stop.van <= peildatum)
    if stops != known.opschortingen:
        later["opschortingen"] = stops
    return known.model_copy(update=later) if later else known
