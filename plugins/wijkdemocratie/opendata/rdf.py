"""A small graph, written as Turtle and as JSON-LD. Both come from the same statements, so they say the same.

There are no nodes without a name: two files are alike when their statements are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_NOT_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\]")


@dataclass(frozen=True, order=True, slots=True)
class Iri:
    """The name of a thing. What may not stand in an IRI is written as an URL writes it."""

    naam: str

    def __post_init__(self) -> None:
        """Make the name safe between < and >."""
        object.__setattr__(self, "naam", _NOT_IN_IRI.sub(lambda found: quote(found[0]), self.naam))


@dataclass(frozen=True, order=True, slots=True)
class Tekst:
    """A text: in Dutch, or of a datatype (`xsd:date`), or neither."""

    tekst: str
    taal: str = ""
    soort: str = ""


@dataclass(slots=True)
class Graaf:
    """Statements, by subject and predicate, in the order in which they were made."""

    _found: dict[Iri, dict[str, list[Iri | Tekst]]] = field(default_factory=dict)

    def add(self, subject: Iri, klasse: str, **statements: Iri | Tekst | Iterable[Iri | Tekst] | None) -> Iri:
        """Say of a thing what it is and what holds of it; `dct_title` stands for `dct:title`. None says nothing."""
        known = self._found.setdefault(subject, {"rdf:type": [_expand(klasse)]})
        for name, value in statements.items():
            values = [value] if isinstance(value, Iri | Tekst) else sorted(value or (), key=str)
            if values:
                known[name.replace("_", ":", 1)] = values
        return subject

    def render_turtle(self) -> bytes:
        """Return the graph as Turtle."""
        lines = [f"@prefix {name}: <{iri}> ." for name, iri in PREFIXES.items()]
        for subject, known in self._found.items():
            said = [
                f"{predicate} {', '.join(_write_turtle(value) for value in values)}"
                for predicate, values in known.items()
            ]
            lines += ["", f"{_write_turtle(subject)}", "    " + " ;\n    ".join(said) + " ."]
        return ("\n".join(lines) + "\n").encode()

    def render_jsonld(self) -> bytes:
        """Return the graph as JSON-LD, with the words it uses in the file itself: nothing has to be fetched."""
        nodes = [
            {"@id": subject.naam}
            | {"@type": [value.naam for value in known["rdf:type"] if isinstance(value, Iri)]}
            | {name: [_write_jsonld(value) for value in values] for name, values in known.items() if name != "rdf:type"}
            for subject, known in self._found.items()
        ]
        return (json.dumps({"@context": PREFIXES, "@graph": nodes}, ensure_ascii=False, indent=1) + "\n").encode()


def _expand(name: str) -> Iri:
    prefix, _, rest = name.partition(":")
    return Iri(PREFIXES[prefix] + rest)


def _write_turtle(value: Iri | Tekst) -> str:
    if isinstance(value, Iri):
        return f"<{value.naam}>"
    # Turtle escapes a string as JSON does.
    text = json.dumps(value.tekst, ensure_ascii=False)
    if value.taal:
        return f"{text}@{value.taal}"
    return f"{text}^^{value.soort}" if value.soort else text


def _write_jsonld(value: Iri | Tekst) -> dict[str, Any]:
    if isinstance(value, Iri):
        return {"@id": value.naam}
    text = {"@value": value.tekst}
    if value.taal:
        return text | {"@language": value.taal}
    return text | ({"@type": value.soort} if value.soort else {})
