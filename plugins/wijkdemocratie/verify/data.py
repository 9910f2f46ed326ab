"""Files for computers: JSON, NDJSON and CSV are read as a strict reader would read them."""

from __future__ import annotations

import csv
import io

from .bevinding import Bevindingen
from .link import Wegwijzer
from .waarde import read_waarde

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BOM = "\ufeff"


def read_json(name: str, source: bytes, _guide: Wegwijzer, found: Bevindingen) -> None:
    """Add what keeps a file from being one JSON value."""
    read_waarde(name, source, "dit is geen goede JSON", found)


def read_ndjson(name: str, source: bytes, guide: Wegwijzer, found: Bevindingen) -> None:
    """Add what is wrong with a file of which every line is a JSON object; its addresses are followed."""
    if source and not source.endswith(b"\n"):
        found.add("de laatste regel is niet af", name)
    for line in source.splitlines():
        value = read_waarde(name, line, "een regel is geen goede JSON", found)
        if isinstance(value, dict):
            _follow(name, str(value.get("url", "")), guide, found)
        elif value is not None:
            found.add("een regel is geen JSON-object", name)


def read_csv(name: str, source: bytes, guide: Wegwijzer, found: Bevindingen) -> None:
    """Add where a file is no CSV (RFC 4180), or holds what a spreadsheet would run; its addresses are followed."""
    try:
        text = source.decode()
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        found.add(f"deze CSV is niet te lezen: {error}", name)
        return
    if text.startswith(_BOM):
        found.add("deze CSV begint met een BOM", name)
    if not text.endswith("\r\n"):
        found.add("een regel van deze CSV eindigt niet op CRLF", name)
    if not rows or not all(rows[0]) or len(set(rows[0])) != len(rows[0]):
        found.add("de kop van deze CSV klopt niet", name)
        return
    address = rows[0].index("url") if "url" in rows[0] else None
    for row in rows[1:]:
        if len(row) != len(rows[0]):
            found.add(f"een regel heeft {len(row)} vakjes en geen {len(rows[0])}", name)
        elif address is not None:
            _follow(name, row[address], guide, found)
        if any(cell.startswith(_FORMULA) for cell in row):
            found.add("een vakje begint met een teken waar een rekenblad iets mee doet", name)


def _follow(name: str, url: str, guide: Wegwijzer, found: Bevindingen) -> None:
    if url:
        guide.follow(name, url, found)
