"""What was published: a message that readers have seen is not taken back."""

from __future__ import annotations

import errno
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from wijkdemocratie.events import gebeurtenissen
from wijkdemocratie.model import Record, Stad, Wijkscan
from wijkdemocratie.problems import Location
from wijkdemocratie.select import select_bekend
from wijkdemocratie.text import format_datum

from .regel import Bekend, Bevinding, Zaak, regel
from .verwijzingen import list_records

BESTAND = "data/wijzigingen.ndjson"
"""Where a site lists every message that it ever told, one a line."""

_FOLDERS = {"voorstel": "content/voorstellen", "advies": "content/adviezen"}
_PARTS = {"stap": "stappen", "wijziging": "wijzigingen"}


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
        found = [
            Bekend(row["guid"], row["titel"], date.fromisoformat(row["moment"][:10]), row["voorbeeld"])
            for row in rows
            if row["soort"] != "grafsteen"
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise OSError(errno.EINVAL, "de lijst van gepubliceerde berichten is beschadigd", str(path)) from error
    return tuple(item for item in found if met_voorbeelden or not item.voorbeeld)


@regel("bericht-verdwenen", laat=True)
def check_bekend(zaak: Zaak) -> Iterator[Bevinding]:
    """What was told stays: a reader that has a message finds it on the site, also when the plan changed."""
    if not zaak.bekend:
        return
    stad = zaak.stad
    space = f"tag:{stad.gemeente.naamruimte}:"
    if not any(item.guid.startswith(space) for item in zaak.bekend):
        yield Bevinding(
            stad.gemeente.place_of("naamruimte"),
            "de naamruimte is anders dan op de gepubliceerde site; elke lezer krijgt dan elk bericht nog eens",
            f"zet de oude terug: {zaak.bekend[0].guid.split(':')[1]}",
        )
        return
    now = {item.make_guid(stad) for item in gebeurtenissen(select_bekend(stad, zaak.peildatum), zaak.peildatum)}
    for item in zaak.bekend:
        if item.guid not in now and item.dag <= zaak.peildatum:
            yield Bevinding(
                _find_place(stad, item.guid.removeprefix(space)),
                f"het bericht “{item.titel}” van {format_datum(item.dag)} is al verstuurd en zou verdwijnen",
                "zet terug wat is weggehaald; ging het niet door, vul dan “ingetrokken” of “afgelast” in; "
                "was het fout, voeg dan een wijziging toe",
            )


def _find_place(stad: Stad, kenmerk: str) -> Location:
    """Return where the record of a message stands, or the file in which it stood."""
    kind, identity, soort, *_nr = kenmerk.split(":")
    for record in list_records(stad):
        if type(record).__name__.lower() != kind:
            continue
        if isinstance(record, Wijkscan):
            found = stad.wijk[record.wijk].code.lower() == identity
        else:
            found = isinstance(record, Record) and record.id == identity
        if found:
            return record.place_of(_PARTS.get(soort, soort))
    if kind == "wijkscan":
        slug = next((wijk.slug for wijk in stad.wijken if wijk.code.lower() == identity), identity)
        return Location(f"content/wijkscans/{slug}.md")
    return Location(f"{_FOLDERS[kind]}/{identity}.md" if kind in _FOLDERS else "wijken/stad.yaml")
