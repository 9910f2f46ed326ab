"""One column of a table: its name, kind, words and value. CSV, JSON, schema and the page that explains all follow.

A column is one line in a table (`opendata/voorstel.py` and the others): whoever adds a field to a record adds a line
here, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from wijkdemocratie.model import TIJDZONE, Deeldatum, Keuze

SCHEIDING = "|"
"""What stands between the items of a list in one cell. Items are codes and fixed words, so none holds it."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Waarde = str | int | float | bool | list[str] | None


@dataclass(frozen=True, slots=True)
class Waardesoort:
    """A kind of value: what the page calls it, its JSON Schema, and its datatype in CSVW."""

    naam: str
    schema: Mapping[str, Any]
    csvw: str | Mapping[str, Any]


_DEELDATUM = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"

TEKST = Waardesoort("tekst", {"type": "string"}, "string")
GEHEEL = Waardesoort("heel getal", {"type": "integer", "minimum": 0}, "nonNegativeInteger")
GRADEN = Waardesoort("getal met een punt", {"type": "number"}, "decimal")
JA_NEE = Waardesoort("true of false", {"type": "boolean"}, "boolean")
DAG = Waardesoort("datum (2026-11-23)", {"type": "string", "format": "date"}, "date")
MOMENT = Waardesoort("datum met tijd", {"type": "string", "format": "date-time"}, "dateTimeStamp")
WEBADRES = Waardesoort("webadres", {"type": "string", "format": "uri"}, "anyURI")
DEELDATUM = Waardesoort(
    "datum, maand of jaar", {"type": "string", "pattern": f"^{_DEELDATUM}$"}, {"base": "string", "format": _DEELDATUM}
)


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column. `lees` takes a row and returns its value; `leeg` says that the value may be unknown.

    `keuzes` is the closed list that the value comes from, as (value, meaning).
    """

    naam: str
    soort: Waardesoort
    omschrijving: str
    lees: Callable[[Any], Any] = field(repr=False)
    eenheid: str = ""
    leeg: bool = False
    lijst: bool = False
    keuzes: tuple[tuple[str, str], ...] = ()

    def read(self, rij: Any) -> Waarde:
        """Return the value of this column in a row, as it stands in JSON."""
        value = self.lees(rij)
        if self.lijst:
            return [str(_simplify(item)) for item in value]
        return None if value is None or value == "" else _simplify(value)

    def make_schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the value."""
        schema: dict[str, Any] = dict(self.soort.schema)
        if self.keuzes:
            schema["enum"] = [value for value, _meaning in self.keuzes]
        if self.leeg:
            schema["type"] = [schema["type"], "null"]
            if self.keuzes:
                schema["enum"].append(None)
        if self.lijst:
            schema = {"type": "array", "items": schema}
        return {"description": self.uitleg, **schema}

    def make_csvw(self) -> dict[str, Any]:
        """Return the description of the column in the words of CSV on the Web."""
        described: dict[str, Any] = {
            "name": self.naam,
            "titles": {"nl": self.naam},
            "dc:description": {"@value": self.uitleg, "@language": "nl"},
            "datatype": self.soort.csvw,
            "required": not self.leeg and not self.lijst,
        }
        return described | ({"separator": SCHEIDING} if self.lijst else {})

    @property
    def uitleg(self) -> str:
        """The description with the unit."""
        return f"{self.omschrijving} In {self.eenheid}." if self.eenheid else self.omschrijving


def _simplify(value: Any) -> str | int | float | bool:
    """Return a value of the model as text, number or truth."""
    match value:
        case bool() | int() | float():
            return value
        case Keuze():
            return str(value.value)
        case datetime():
            return value.astimezone(TIJDZONE).isoformat(timespec="seconds")
        case date() | Deeldatum():
            return str(value)
        case str():
            return value
    raise TypeError(f"{value!r} has no place in a table")


def write_cell(value: Waarde) -> str:
    """Return a value as the text of one cell.

    A spreadsheet takes a cell that begins with one of a few signs for a formula, and could be made to do something
    that way. Such a text gets an apostrophe in front; in JSON it stands as it is.
    """
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list():
            text = SCHEIDING.join(value)
        case _:
            text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def list_keuzes(kind: type[Keuze]) -> tuple[tuple[str, str], ...]:
    """Return a closed list of the model as (value, meaning)."""
    return tuple((str(item.value), item.label) for item in kind)


def keuze(naam: str, kind: type[Keuze], omschrijving: str, lees: Callable[[Any], Any], *, leeg: bool = False) -> Kolom:
    """Return a column of which the value comes from a closed list of the model."""
    return Kolom(naam, TEKST, omschrijving, lees, leeg=leeg, keuzes=list_keuzes(kind))


def keuzes(naam: str, kind: type[Keuze], omschrijving: str, lees: Callable[[Any], Any]) -> Kolom:
    """Return a column with any number of values from a closed list of the model."""
    return Kolom(naam, TEKST, omschrijving, lees, lijst=True, keuzes=list_keuzes(kind))


def codes(naam: str, omschrijving: str, lees: Callable[[Any], Any]) -> Kolom:
    """Return a column with a list of codes or ids."""
    return Kolom(naam, TEKST, omschrijving, lees, lijst=True)
