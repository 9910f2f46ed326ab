"""JSON Schemas of the files that editors write, for programs that help while somebody types.

They follow from the models and hold the same words: what an editor reads beside a key is the docstring under the
field. A schema looks at one value at a time and is not the judge. That is `check`, which also knows dates that do not
exist and the other files.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, cast

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from wijkdemocratie.model import Advies, Deel, Gemeente, Pagina, Voorstel, Wijk, Wijkscan
from wijkdemocratie.model.soorten import Keuze
from wijkdemocratie.read.zinnen import join

FILES: Mapping[str, tuple[type[Deel], str, tuple[str, ...]]] = {
    "advies": (Advies, "De kopregels van een advies", ("content/adviezen/*.md",)),
    "pagina": (Pagina, "De kopregels van een losse pagina", ("content/paginas/*.md",)),
    "stad": (Gemeente, "Alles wat niet van één wijk is", ("wijken/stad.yaml",)),
    "voorstel": (Voorstel, "De kopregels van een voorstel", ("content/voorstellen/*.md",)),
    "wijk": (Wijk, "Een wijk, met wie en wat erbij hoort", ("wijken/*.yaml", "!wijken/stad.yaml")),
    "wijkscan": (Wijkscan, "De kopregels van een wijkscan", ("content/wijkscans/*.md",)),
}
"""Name of the schema -> the model, what the file is, and which files."""

_FILLED_IN = {"Klankbordgroep": "wijken", "Bijeenkomst": "wijken"}
"""What may be left out in the file of a wijk, as `read` fills it in."""


def make_schema(name: str) -> dict[str, Any]:
    """Return the schema of a kind of file."""
    kind, title, _ = FILES[name]
    made: dict[str, Any] = kind.model_json_schema(schema_generator=_Generator)
    # What is read from the text below the front matter is no key: the one kind of field that is any text.
    for key in [key for key, value in made["properties"].items() if value.get("vrijeTekst")]:
        del made["properties"][key]
    # The docstring of a class is for who writes code.
    parts = made.get("$defs", {})
    for part in (made, *parts.values()):
        part.pop("description", None)
    for name_of_part, key in _FILLED_IN.items():
        if name_of_part in parts:
            parts[name_of_part]["required"].remove(key)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title} | dict(_tidy(made))


def render_schema(name: str) -> str:
    """Return the schema as the text of its file."""
    return json.dumps(make_schema(name), ensure_ascii=False, indent=2) + "\n"


class _Generator(GenerateJsonSchema):
    """Pydantic's generator for files: nothing is null, defaults stay in the text, and a choice has its words."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """A key without a value is a fault, so what may be left out may not be null."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """A default is a value of ours, and not as an editor would write it."""
        return self.generate_inner(schema["schema"])

    def enum_schema(self, schema: core_schema.EnumSchema) -> JsonSchemaValue:
        """Show beside each choice what a resident reads."""
        kind = cast(type[Keuze], schema["cls"])
        return {
            "type": "string",
            "enum": [one.value for one in kind],
            "enumDescriptions": [one.label for one in kind],
            "errorMessage": f"kies uit: {join(one.value for one in kind)}",
        }


def _tidy(value: Any) -> Any:
    """Leave out the titles that pydantic makes of English names."""
    if isinstance(value, list):
        return [_tidy(one) for one in value]
    if not isinstance(value, dict):
        return value
    kept = {key: one for key, one in value.items() if not (key == "title" and isinstance(one, str))}
    return {key: _tidy(one) for key, one in kept.items()}
