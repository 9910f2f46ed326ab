"""What was published: a message that readers have seen is not taken back, and a new one does not come unseen."""

from __future__ import annotations

import errno
import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from wijkdemocratie.events import Gebeurtenis, gebeurtenissen
from wijkdemocratie.model import Advies, Antwoord, Deel, Record, Stad, Voorstel, Wijkscan
from wijkdemocratie.problems import Location, Severity
from wijkdemocratie.select import select_bekend
from wijkdemocratie.text import format_datum, join_lijst

from .regel import Bekend, Bevinding, Zaak, regel
from .verwijzingen import list_records

BESTAND = "data/wijzigingen.ndjson"
"""Where a site lists every message that it ever told, one a line."""

_FOLDERS = {"voorstel": "content/voorstellen", "advies": "content/adviezen"}
_PARTS = {"stap": "stappen", "wijziging": "wijzigingen"}
_TE_LAAT = {"bevestiging-laat": Antwoord.BEVESTIGING, "reactie-laat": Antwoord.REACTIE}
_ONGEMERKT = timedelta(days=30)
"""So much older than the published site may a new message be: a feed holds fifty, and readers see the newest."""


def read_bekend(site: Path, *, met_voorbeelden: bool) -> tuple[Bekend, ...]:
    """Return what a published site told, from its folder; nothing when that holds no list.

    Without examples their messages are left out, as nobody counts on those. Raises `OSError`, also for a list that
    is damaged.
    """
    path = site / BESTAND
    if not path.is_file():
        return ()
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        found = [_read_row(row) for row in rows if row["soort"] != "grafsteen"]
    except (KeyError, TypeError, ValueError) as error:
        raise OSError(errno.EINVAL, "de lijst van gepubliceerde berichten is beschadigd", str(path)) from error
    return tuple(item for item in found if met_voorbeelden or not item.voorbeeld)


def _read_row(row: dict[str, object]) -> Bekend:
    codes = row["wijkcodes"]
    if not isinstance(codes, list) or not isinstance(row["voorbeeld"], bool):
        raise TypeError("a row with values of another kind")
    found = Bekend(
        str(row["guid"]),
        str(row["titel"]),
        date.fromisoformat(str(row["moment"])[:10]),
        row["voorbeeld"],
        frozenset(map(str, codes)),
    )
    if len(found.delen) != 4 or not found.guid.startswith("tag:"):
        raise ValueError(f"{found.guid} is not one of our guids")
    return found


@regel("bericht-verdwenen", laat=True)
def check_bekend(zaak: Zaak) -> Iterator[Bevinding]:
    """What was told stays: a reader that has a message finds it on the site, also when the plan changed."""
    if not zaak.bekend:
        return
    stad, peildatum = zaak.stad, zaak.peildatum
    space = f"tag:{stad.gemeente.naamruimte}:"
    if not any(item.guid.startswith(space) for item in zaak.bekend):
        yield Bevinding(
            stad.gemeente.place_of("naamruimte"),
            "de naamruimte is anders dan op de gepubliceerde site; elke lezer krijgt dan elk bericht nog eens",
            f"zet de oude terug: {zaak.bekend[0].guid.split(':')[1]}",
        )
        return
    if later := [item for item in zaak.bekend if item.dag > peildatum]:
        yield Bevinding(
            stad.gemeente.place_of(),
            f"de gepubliceerde site is van een latere dag dan {format_datum(peildatum)}: "
            f"{len(later)} berichten zouden verdwijnen",
            "kies een latere --peildatum, of bouw voor een proef naar een andere map",
        )
    now = _list_nu(stad, peildatum)
    for item in zaak.bekend:
        if item.dag > peildatum:
            continue
        current = now.get(item.guid)
        where = _find_place(stad, item)
        if current is None:
            yield Bevinding(
                where,
                f"het bericht “{item.titel}” van {format_datum(item.dag)} is al verstuurd en zou verdwijnen",
                _make_tip(item),
            )
        elif lost := _find_verloren(stad, item, current):
            yield Bevinding(
                where,
                f"het bericht “{item.titel}” zou verdwijnen uit de feed van {join_lijst(lost)}",
                "laat de wijk staan, en leg in een wijziging uit waarom het er niet meer over gaat",
            )
        elif _is_ander(item, current):
            yield Bevinding(
                where,
                f"het bericht “{item.titel}” van {format_datum(item.dag)} is al verstuurd, "
                f"en zou nu pas op {format_datum(current.moment.date())} gebeuren",
                "was het eerste bericht niet terecht? Voeg een wijziging “gecorrigeerd” toe met “onterecht”",
            )


@regel("bericht-ongemerkt", Severity.WAARSCHUWING, laat=True)
def check_ongemerkt(zaak: Zaak) -> Iterator[Bevinding]:
    """A record that is new on the site has something that happened lately; else no reader of a feed will see it."""
    if not zaak.bekend:
        return
    known = {tuple(item.delen[:2]) for item in zaak.bekend}
    until = max(item.dag for item in zaak.bekend) - _ONGEMERKT
    newest: dict[tuple[str, str], Gebeurtenis] = {}
    for item in _list_nu(zaak.stad, zaak.peildatum).values():
        kind, identity, *_rest = item.kenmerk.split(":")
        newest.setdefault((kind, identity), item)
    for name, item in newest.items():
        if name not in known and item.moment.date() < until:
            field = "opgenomen_op" if isinstance(item.record, Voorstel) else "id"
            yield Bevinding(
                item.record.place_of(field),
                f"dit is nieuw op de site, en het laatste bericht erover is van {format_datum(item.moment.date())}; "
                "wie een feed volgt, ziet het niet",
                f"zet erbij wanneer u het op de site zet: opgenomen_op: {zaak.peildatum}"
                if isinstance(item.record, Voorstel)
                else "kijk de datums na; kloppen ze, dan kunt u dit zo laten",
            )


def _list_nu(stad: Stad, peildatum: date) -> dict[str, Gebeurtenis]:
    """Return what the site would tell, by guid, newest first."""
    return {item.make_guid(stad): item for item in gebeurtenissen(select_bekend(stad, peildatum), peildatum)}


def _find_verloren(stad: Stad, item: Bekend, current: Gebeurtenis) -> list[str]:
    """Return the names of the wijken whose feeds would lose a message.

    A message without wijken was about the whole city, or about no wijk that was known: then nothing can be said.
    """
    here = {stad.wijk[slug].code for slug in current.bereik.wijken}
    return [wijk.naam for wijk in stad.wijken if wijk.code in item.wijkcodes - here]


def _is_ander(item: Bekend, current: Gebeurtenis) -> bool:
    """Say whether “te laat” was told and would now be told again under the same guid, so that nobody sees it."""
    antwoord, record = _TE_LAAT.get(item.delen[2]), current.record
    if antwoord is None or not isinstance(record, Advies) or current.moment.date() <= item.dag:
        return False
    wrong = sum(antwoord in wijziging.onterecht for wijziging in record.wijzigingen)
    return int(item.delen[3]) > wrong


def _make_tip(item: Bekend) -> str:
    kind, _identity, soort, nr = item.delen
    if soort in _PARTS:
        return f"zet {soort} {nr} terug met haar oude datum; was die fout, voeg dan een wijziging “gecorrigeerd” toe"
    if kind == "advies":
        return "zet terug wat is weggehaald; was het fout, voeg dan een wijziging “gecorrigeerd” toe"
    end = "ingetrokken" if kind == "voorstel" else "afgelast"
    return f"zet terug wat is weggehaald of verzet; gaat het niet door, vul dan “{end}” in"


def _find_place(stad: Stad, item: Bekend) -> Location:
    """Return where the record of a message stands, or the file in which it stood."""
    kind, identity, soort, _nr = item.delen
    for record in list_records(stad):
        if type(record).__name__.lower() == kind and _read_identity(stad, record) == identity:
            return record.place_of(_PARTS.get(soort, soort))
    wijken = [wijk.slug for wijk in stad.wijken if wijk.code in item.wijkcodes]
    if kind == "wijkscan" and wijken:
        return Location(f"content/wijkscans/{wijken[0]}.md")
    if kind in _FOLDERS:
        return Location(f"{_FOLDERS[kind]}/{identity}.md")
    # A draw, meeting or group stood with one of its wijken.
    return Location(f"wijken/{wijken[0]}.yaml" if wijken else "wijken/stad.yaml")


def _read_identity(stad: Stad, record: Deel) -> str:
    if isinstance(record, Wijkscan):
        return stad.wijk[record.wijk].code.lower()
    return record.id if isinstance(record, Record) else ""
