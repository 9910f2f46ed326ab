"""Files for computers: JSON, NDJSON and CSV are read as a strict reader would read them."""

from __future__ import annotations

import csv
import io

from .feiten import Lezing
from .waarde import read_waarde

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BOM = "\ufeff"


def read_json(source: bytes, lezing: Lezing) -> None:
    """Gather what keeps a file from being one JSON value."""
    read_waarde(source, "dit is geen goede JSON", lezing.fouten)


def read_ndjson(source: bytes, lezing: Lezing) -> None:
    """Gather what is wrong with a file of which every line is a JSON object, and the addresses in it."""
    if source and not source.endswith(b"\n"):
        lezing.fouten.append("de laatste regel is niet af")
    for line in source.splitlines():
        value = read_waarde(line, "een regel is geen goede JSON", lezing.fouten)
        if isinstance(value, dict):
            _add(str(value.get("url", "")), lezing)
        elif value is not None:
            lezing.fouten.append("een regel is geen JSON-object")


def read_csv(source: bytes, lezing: Lezing) -> None:
    """Gather where a file is no CSV (RFC 4180) or holds what a spreadsheet would run, and the addresses in it."""
    try:
        text = source.decode()
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        lezing.fouten.append(f"deze CSV is niet te lezen: {error}")
        return
    if text.startswith(_BOM):
        lezing.fouten.append("deze CSV begint met een BOM")
    if not text.endswith("\r\n"):
        lezing.fouten.append("een regel van deze CSV eindigt niet op CRLF")
    if not rows or not all(rows[0]) or len(set(rows[0])) != len(rows[0]):
        lezing.fouten.append("de kop van deze CSV klopt niet")
        return
    address = rows[0].index("url") if "url" in rows[0] else None
    for row in rows[1:]:
        if len(row) != len(rows[0]):
            lezing.fouten.append(f"een regel heeft {len(row)} vakjes en geen {len(rows[0])}")
        elif address is not None:
            _add(row[address], lezing)
        if any(cell.startswith(_FORMULA) for cell in row):
            lezing.fouten.append("een vakje begint met een teken waar een rekenblad iets mee doet")


def _add(url: str, lezing: Lezing) -> None:
    if url:
        lezing.links[url] = None
