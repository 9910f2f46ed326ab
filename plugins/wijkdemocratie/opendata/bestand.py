"""From a table to the bytes of its files: CSV, JSON or NDJSON, with the schema and the description of the columns."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from wijkdemocratie.pages import Site
from wijkdemocratie.pages.data import pad_van_data

from .kolom import write_cell
from .tabel import Tabel

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def pad_van_schema(tabel: Tabel) -> str:
    """Return the path of the JSON Schema of a table."""
    return pad_van_data(f"schema/{tabel.naam}.schema.json")


def pad_van_csvw(tabel: Tabel) -> str:
    """Return the path of the description of a CSV: where CSV on the Web looks for it, beside the file."""
    return pad_van_data(f"{tabel.naam}.csv-metadata.json")


def render_csv(tabel: Tabel) -> bytes:
    """Return the table as CSV (RFC 4180): UTF-8 without a mark in front, CRLF at the end of each row."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(tabel.namen)
    writer.writerows([write_cell(value) for value in row.values()] for row in tabel.read_rijen())
    return stream.getvalue().encode()


def render_json(site: Site, tabel: Tabel) -> bytes:
    """Return the table as JSON, one row on a line."""
    head = {
        "bron": {
            "naam": site.stad.gemeente.sitenaam,
            "webadres": site.absoluut(pad_van_data(f"#{tabel.naam}")),
            "schema": site.absoluut(pad_van_schema(tabel)),
            "licentie": site.stad.gemeente.open_data.licentie and site.stad.gemeente.open_data.licentie.webadres,
        },
        "peildatum": site.peildatum.isoformat(),
    }
    rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in tabel.read_rijen())
    return f'{json.dumps(head, ensure_ascii=False)[:-1]}, "rijen": [\n{rows}\n]}}\n'.encode()


def render_ndjson(tabel: Tabel) -> bytes:
    """Return the table as one JSON object a line."""
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in tabel.read_rijen()).encode()


def render_rijschema(site: Site, tabel: Tabel) -> bytes:
    """Return the JSON Schema of one line of NDJSON."""
    return _dump(_begin_schema(site, tabel) | _describe_rij(tabel))


def render_schema(site: Site, tabel: Tabel) -> bytes:
    """Return the JSON Schema of the JSON file of a table."""
    text = {"type": "string"}
    return _dump(
        _begin_schema(site, tabel)
        | _close(
            {
                "bron": _close(
                    {
                        "naam": text,
                        "webadres": {"type": "string", "format": "uri"},
                        "schema": {"type": "string", "format": "uri"},
                        "licentie": {"type": ["string", "null"], "description": "Leeg als er geen is vastgesteld."},
                    }
                ),
                "peildatum": {"type": "string", "format": "date", "description": "De dag waarvan dit de stand is."},
                "rijen": {"type": "array", "items": _describe_rij(tabel)},
            }
        )
    )


def render_csvw(tabel: Tabel) -> bytes:
    """Return the description of the CSV of a table (CSV on the Web)."""
    return _dump(
        {
            "@context": ["http://www.w3.org/ns/csvw", {"@language": "nl"}],
            "url": f"{tabel.naam}.csv",
            "dc:title": tabel.titel,
            "dc:description": tabel.omschrijving,
            "dialect": {"encoding": "utf-8", "delimiter": ",", "lineTerminators": ["\r\n"], "header": True},
            "tableSchema": {
                "columns": [kolom.make_csvw() for kolom in tabel.kolommen],
                "primaryKey": tabel.namen[0],
            },
        }
    )


def _begin_schema(site: Site, tabel: Tabel) -> dict[str, Any]:
    return {
        "$schema": DRAFT,
        "$id": site.absoluut(pad_van_schema(tabel)),
        "title": tabel.titel,
        "description": tabel.omschrijving,
    }


def _describe_rij(tabel: Tabel) -> dict[str, Any]:
    return _close({kolom.naam: kolom.make_schema() for kolom in tabel.kolommen})


def _close(properties: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an object with these properties, all of them and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _dump(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
