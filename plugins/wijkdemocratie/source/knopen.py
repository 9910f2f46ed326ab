"""From YAML text to plain data with places.

The events of the parser are read, not its nodes: they still show anchors, tags and the depth, and no input can make
them run out of stack. Every scalar stays text, because YAML itself would make a number of 010, a yes of “ja” no
longer, and a time of 19:30; only the model knows what a value should be.
"""

from __future__ import annotations

from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from wijkdemocratie.problems import Location, Problems

from .bestand import check_waarde
from .onzichtbaar import find_cut_values, find_hidden_value, find_odd_indent
from .plaats import PlacedDict, PlacedList, Waarde
from .schrijffout import MORE_DOCUMENTS, MORE_DOCUMENTS_HINT, explain, find_missing_space, quote_line

try:
    from yaml import CBaseLoader as _Loader
except ImportError:  # PyYAML without libyaml: slower, and the same answers
    from yaml import BaseLoader as _Loader  # type: ignore[assignment]

MAX_DEPTH = 20

_QUOTE_HINT = "zet de hele waarde tussen aanhalingstekens"


class _Unusable(Exception):  # noqa: N818 - it ends the reading of one file, and never leaves this module
    """The rest of this file cannot be read."""


def parse_yaml(text: str, path: str, problems: Problems, *, line: int = 1) -> PlacedDict | None:
    """Return the mapping that a YAML text holds, or None when it cannot be read.

    `line` is the line of the file on which the text begins.
    """
    if found := find_odd_indent(text):
        row, column, rule, message, hint = found
        problems.add(Location(path, line + row, column + 1), rule, message, hint)
        return None
    for row, column, message, hint in find_cut_values(text):
        problems.warn(Location(path, line + row, column + 1), "waarde-afgekapt", message, hint)
    try:
        return _Reader(text, path, problems, line).read()
    except yaml.MarkedYAMLError as error:
        problems.add(*explain(error, text, path, line))
    except yaml.YAMLError:
        problems.add(
            Location(path, line), "yaml-fout", "dit kunnen we niet lezen", "kijk of het gewone tekst is, met sleutels"
        )
    except _Unusable:
        pass
    return None


class _Reader:
    """Turns the events of one document into data."""

    def __init__(self, text: str, path: str, problems: Problems, line: int) -> None:
        self._text = text
        self._path = path
        self._problems = problems
        self._line = line
        self._parser = _Loader(text)
        self._rows: list[str] = []  # filled when a line has to be looked at

    def read(self) -> PlacedDict | None:
        self._next()  # the stream
        first = self._next()
        if isinstance(first, StreamEndEvent):  # only comments
            self._add(self._first_place(), "bestand-leeg", "er staan geen sleutels in", "vul de sleutels in")
            return None
        if not isinstance(first, DocumentStartEvent):
            raise TypeError(f"a document cannot begin with {first!r}")
        found = self._read_value(self._next(), 0)
        end = self._next()
        if not isinstance(end, DocumentEndEvent):
            raise TypeError(f"a document cannot end with {end!r}")
        after = self._next()
        if not isinstance(after, StreamEndEvent) or end.explicit:
            place = self._place(end if end.explicit else after)
            self._add(place, "yaml-meer-documenten", MORE_DOCUMENTS, MORE_DOCUMENTS_HINT)
            return None
        if not isinstance(found, PlacedDict):
            self._explain_no_mapping(found)
            return None
        return found

    def _next(self) -> Event:
        event = self._parser.get_event()
        if event is None:
            raise TypeError("the events of a stream end with its end")
        return event

    def _place(self, event: Event) -> Location:
        mark: Any = event.start_mark
        return Location(self._path, self._line + mark.line, mark.column + 1)

    def _first_place(self) -> Location:
        return Location(self._path, self._line)

    def _add(self, place: Location, rule: str, message: str, hint: str) -> None:
        self._problems.add(place, rule, message, hint)

    def _read_value(self, event: Event, depth: int) -> Waarde:
        if isinstance(event, ScalarEvent):
            self._refuse_properties(event)
            if event.value == "" and event.implicit[0]:  # plain, without quotes
                return None
            return check_waarde(event.value, self._place(event), self._problems) if event.style else event.value
        if isinstance(event, AliasEvent):
            self._add(
                self._place(event),
                "yaml-verwijzing",
                f"“*{event.anchor}” is in YAML een verwijzing, en die gebruiken we niet",
                f"schrijf de waarde zelf op; begint zij met een sterretje, {self._quote_hint(self._place(event))}",
            )
            raise _Unusable
        self._refuse_properties(event)
        if depth >= MAX_DEPTH:
            self._add(
                self._place(event),
                "te-diep",
                f"hier zitten meer dan {MAX_DEPTH} lijsten en blokken in elkaar",
                "kijk naar wijken/_voorbeeld.yaml hoe het bestand hoort te zijn",
            )
            raise _Unusable
        if isinstance(event, MappingStartEvent):
            return self._read_mapping(event, depth)
        return self._read_list(event, depth)

    def _read_list(self, start: Event, depth: int) -> PlacedList:
        made = PlacedList(self._place(start))
        while not isinstance(event := self._next(), SequenceEndEvent):
            made.put(self._read_value(event, depth + 1), self._place(event))
        return made

    def _read_mapping(self, start: Event, depth: int) -> PlacedDict:
        made = PlacedDict(self._place(start))
        doubles: dict[str, str] = {}
        while not isinstance(event := self._next(), MappingEndEvent):
            key_place = self._place(event)
            key = self._read_key(event)
            event = self._next()
            value = self._read_value(event, depth + 1)
            # Nothing has no place of its own: point at the key.
            place = key_place if value is None else self._place(event)
            if key in made:
                # After a dash that was left out every key comes again; the first of them tells enough.
                if "- " not in doubles.values():
                    doubles[key], hint = self._tell_double(made, key, value, key_place)
                    self._add(key_place, "dubbele-sleutel", f"“{key}” staat hier twee keer", hint)
                continue
            made.put(key, value, key_place, place)
            if value is None and (hint := find_hidden_value(self._line_of(key_place))):
                self._add(place, "waarde-leeg", f"“{key}” is leeg, want wat na een # staat is uitleg", hint)
        return made

    def _tell_double(self, made: PlacedDict, key: str, value: Waarde, place: Location) -> tuple[str, str]:
        """Return what is missing, and the tip, for a key that is there already: a dash, or one line less."""
        first = made.key_places[key]
        if next(iter(made)) == key and self._line_of(first).lstrip().startswith("- "):
            line = self._line_of(place).strip()
            return "- ", f"begint hier een nieuw deel van de lijst? Zet er een streepje voor: - {line}"
        if value == made[key]:
            return "", f"regel {first.line} zegt hetzelfde; haal een van de twee regels weg"
        return "", f"de eerste staat op regel {first.line} en zegt iets anders; kijk welke klopt, en haal de andere weg"

    def _line_of(self, place: Location) -> str:
        if not self._rows:
            self._rows = self._text.split("\n")
        return self._rows[place.line - self._line]

    def _quote_hint(self, place: Location) -> str:
        return quote_line(self._line_of(place), place.column - 1) or _QUOTE_HINT

    def _read_key(self, event: Event) -> str:
        place = self._place(event)
        if isinstance(event, ScalarEvent) and not event.style and event.value:
            if event.value == "<<":
                self._add(
                    place,
                    "yaml-verwijzing",
                    "“<<” voegt in YAML een ander blok in, en dat gebruiken we niet",
                    "schrijf de sleutels zelf op",
                )
                raise _Unusable
            self._refuse_properties(event)
            key: str = event.value
            return key
        self._add(
            place,
            "sleutel-ongeldig",
            "hier hoort een sleutel te staan: een gewoon woord met een dubbele punt erachter",
            "schrijf een sleutel zonder aanhalingstekens, haken of vraagteken, zoals: naam: Moerwijk",
        )
        raise _Unusable

    def _refuse_properties(self, event: Any) -> None:
        if event.anchor is not None:
            self._add(
                self._place(event),
                "yaml-verwijzing",
                f"“&{event.anchor}” is in YAML een anker, en die gebruiken we niet",
                f"haal het weg; begint de waarde met een &, {self._quote_hint(self._place(event))}",
            )
            raise _Unusable
        if event.tag is not None:
            shown = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._add(
                self._place(event),
                "yaml-tag",
                f"“{shown}” is in YAML een soortnaam, en die gebruiken we niet",
                f"haal het weg; begint de waarde met een uitroepteken, {self._quote_hint(self._place(event))}",
            )
            raise _Unusable

    def _explain_no_mapping(self, found: Waarde) -> None:
        place = found.place if isinstance(found, PlacedList) else self._first_place()
        hint = "een regel is een sleutel met een waarde, zoals: naam: Moerwijk"
        for row, line in enumerate(self._text.split("\n")):
            if isinstance(found, str) and (mended := find_missing_space(line)):
                place = Location(self._path, self._line + row, 1)
                hint = f"zet een spatie na de dubbele punt: {mended}"
                break
        kind = "een lijst" if isinstance(found, PlacedList) else "losse tekst"
        self._add(place, "geen-sleutels", f"hier staat {kind}, en hier horen sleutels met waarden te staan", hint)
