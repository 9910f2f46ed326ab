"""Dates that stand on the published site: who moves one says so, or calendars and readers keep the old one."""

from __future__ import annotations

import errno
import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from wijkdemocratie.model import Bijeenkomst, Loting, Voorstel
from wijkdemocratie.select import select_bekend
from wijkdemocratie.text import format_datum, format_moment

from .regel import Bevinding, Datums, Zaak, regel

_TABLES: dict[str, tuple[type[Bijeenkomst | Loting | Voorstel], dict[str, tuple[str, ...]]]] = {
    "bijeenkomsten": (Bijeenkomst, {"begin": ("begin",), "einde": ("einde",), "plaats": ("plaats",)}),
    "lotingen": (
        Loting,
        {
            "aanmelden_van": ("aanmelden", "van"),
            "aanmelden_tot": ("aanmelden", "tot"),
            "trekking": ("trekking",),
            "plaats": ("plaats",),
        },
    ),
    "voorstellen": (Voorstel, {"inspraak_van": ("inspraak", "van"), "inspraak_tot": ("inspraak", "tot")}),
}
"""Per published table the kind of its records, and which of its columns is which field."""


def read_datums(site: Path, *, met_voorbeelden: bool) -> Datums:
    """Return the dates and places that a published site shows, by kind and id of the record and by column.

    Raises `OSError`, also for a table that is damaged.
    """
    found: Datums = {}
    for table, (kind, fields) in _TABLES.items():
        path = site / "data" / f"{table}.json"
        if not path.is_file():
            continue
        try:
            for row in json.loads(path.read_text(encoding="utf-8"))["rijen"]:
                if met_voorbeelden or not row["voorbeeld"]:
                    found[kind.__name__, str(row["id"])] = {name: str(row[name]) for name in fields if row[name]}
        except (KeyError, TypeError, ValueError) as error:
            raise OSError(errno.EINVAL, "deze tabel van de gepubliceerde site is beschadigd", str(path)) from error
    return found


@regel("verzet-zonder-wijziging", laat=True)
def check_verzet(zaak: Zaak) -> Iterator[Bevinding]:
    """A date or place that was published moves with a change that tells it: else nobody hears of it (RFC 5545)."""
    if not zaak.datums:
        return
    stad = select_bekend(zaak.stad, zaak.peildatum)
    told = {tuple(item.delen) for item in zaak.bekend}
    records: tuple[Bijeenkomst | Loting | Voorstel, ...] = (*stad.bijeenkomsten, *stad.lotingen, *stad.voorstellen)
    for record in records:
        kind = type(record)
        before = zaak.datums.get((kind.__name__, record.id), {})
        fields = next(fields for made, fields in _TABLES.values() if made is kind)
        name = kind.__name__.lower()
        news = [change for change in record.wijzigingen if change.is_verzet]
        if any((name, record.id, "wijziging", str(change.nr)) not in told for change in news):
            continue
        for column, path in fields.items():
            now = _read_field(record, path)
            if column in before and _write(now) != before[column]:
                yield Bevinding(
                    record.place_of(*path),
                    f"op de site staat {_show(before[column])}, en hier {_show(_write(now)) if now else 'niets meer'}; "
                    "een wijziging die dat vertelt, ontbreekt",
                    f"voeg bij “wijzigingen” soort: uitgesteld of verplaatst toe, met onder “was” {path[-1]}: "
                    f"{before[column].replace('T', ' ')[:16]}",
                )


def _read_field(record: Bijeenkomst | Loting | Voorstel, path: tuple[str, ...]) -> date | str | None:
    value: Any = record
    for step in path:
        value = getattr(value, step) if value is not None else None
    found: date | str | None = value
    return found


def _write(value: date | str | None) -> str:
    """Return a value as the tables of open data write it."""
    return value.isoformat() if isinstance(value, date) else value or ""


def _show(written: str) -> str:
    """Return a value of a table as people read it."""
    try:
        return (
            format_moment(datetime.fromisoformat(written))
            if "T" in written
            else format_datum(date.fromisoformat(written))
        )
    except ValueError:
        return f"“{written}”"
