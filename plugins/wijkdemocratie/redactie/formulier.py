"""The configuration of the form: the fields of the schemas, with the wijken and papers of this city to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wijkdemocratie.model import Stad
from wijkdemocratie.schema import make_schema

_COLLECTIONS = (
    ("voorstellen", "voorstel", "Voorstellen", "voorstel", "id", "titel"),
    ("adviezen", "advies", "Adviezen", "advies", "id", "titel"),
    ("wijkscans", "wijkscan", "Wijkscans", "wijkscan", "wijk", "wijk"),
)
"""Folder, schema, name of many, name of one, the field that names the file, and the field to find it by."""

_NO_EXAMPLE = "^(?!ris000000$|.*voorbeeld(plein|wijk)$)"
"""The ids of the `_voorbeeld` files, which are there to copy: saving one would take away its comments."""

_LONG = {"samenvatting", "toelichting", "motivering", "reden", "tekst"}

_Veld = dict[str, Any]


def make_config(stad: Stad) -> dict[str, Any]:
    """Return the configuration. There is no server to log in at: the backend is only there because one must be."""
    keuzes = _list_keuzes(stad)
    return {
        "backend": {"name": "github", "repo": "deze/computer", "branch": "main", "auth_methods": ["token"]},
        "app_title": f"Redactie {stad.gemeente.sitenaam}",
        "media_folder": "content/beelden",
        "slug": {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"},
        "output": {"omit_empty_optional_fields": True, "yaml": {"quote": "none", "indent_size": 2}},
        "collections": [
            {
                "name": folder,
                "label": many,
                "label_singular": one,
                "folder": f"content/{folder}",
                "create": True,
                "delete": False,
                "extension": "md",
                "format": "yaml-frontmatter",
                "slug": f"{{{{fields.{name}}}}}",
                "identifier_field": title,
                "filter": {"field": name, "pattern": _NO_EXAMPLE},
                "fields": [*_make_fields(make_schema(schema), {}, keuzes), _BODY],
            }
            for folder, schema, many, one, name, title in _COLLECTIONS
        ],
    }


# Plain text and no editor of its own: what stands there in Markdown stays as it is.
_BODY: _Veld = {
    "name": "body",
    "label": "Tekst onder de kopregels",
    "hint": "Markdown. Laat een lege regel tussen twee alinea's.",
    "widget": "text",
    "required": False,
}


def _list_keuzes(stad: Stad) -> dict[str, list[_Veld]]:
    """Return for the name of a field what of this city can be chosen there."""
    wijken = [{"label": wijk.naam, "value": wijk.slug} for wijk in sorted(stad.wijken, key=lambda wijk: wijk.naam)]
    buurten = [{"label": buurt.naam, "value": buurt.slug} for wijk in stad.wijken for buurt in wijk.buurten]
    return {
        "wijken": wijken,
        "wijk": wijken,
        "buurten": sorted(buurten, key=lambda option: option["label"]),
        "beleidsterrein": [{"label": one.naam, "value": one.slug} for one in stad.gemeente.beleidsterreinen],
        "voorstel": [{"label": f"{one.titel} ({one.id})", "value": one.id} for one in stad.voorstellen],
        "van": [{"label": one.naam, "value": one.id} for one in stad.adviseur.values()],
    }


def _make_fields(block: Mapping[str, Any], parts: Mapping[str, Any], keuzes: Mapping[str, list[_Veld]]) -> list[_Veld]:
    """Return the fields of an object of a schema; `parts` are its definitions."""
    parts = block.get("$defs", parts)
    return [
        {
            "name": key,
            "label": key.replace("_", " ").capitalize(),
            "hint": value["description"],
            "required": key in block.get("required", ()),
            **_make_widget(key, value, parts, keuzes),
        }
        for key, value in block["properties"].items()
    ]


def _make_widget(
    key: str, value: Mapping[str, Any], parts: Mapping[str, Any], keuzes: Mapping[str, list[_Veld]]
) -> _Veld:
    value = _follow(value, parts)
    if value["type"] == "array":
        item = _follow(value["items"], parts)
        if item["type"] == "object":
            return {"widget": "list", "collapsed": "auto", "fields": _make_fields(item, parts, keuzes)}
        if options := keuzes.get(key) or _list_options(item):
            return {"widget": "select", "multiple": True, "options": options}
        return {"widget": "list"}
    if value["type"] == "object":
        return {"widget": "object", "collapsed": False, "fields": _make_fields(value, parts, keuzes)}
    if options := keuzes.get(key) or _list_options(value):
        return {"widget": "select", "options": options}
    if value["type"] == "integer":
        return {"widget": "number", "value_type": "int", "min": value["minimum"], "max": value["maximum"]}
    made: _Veld = {"widget": "text" if key in _LONG else "string"}
    if "pattern" in value and "maxLength" not in value:
        made["pattern"] = [value["pattern"], value["patternErrorMessage"]]
    return made


def _follow(value: Mapping[str, Any], parts: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the definition that a value points at, or the value itself."""
    return parts[value["$ref"].rpartition("/")[2]] if "$ref" in value else value


def _list_options(value: Mapping[str, Any]) -> list[_Veld]:
    """Return the choices of a closed list with their words; ja and nee have none but themselves."""
    known = [one for one in value.get("enum", ()) if isinstance(one, str)]
    words = value.get("enumDescriptions", known)
    return [
        {"label": one if one == word else f"{one}: {word}", "value": one}
        for one, word in zip(known, words, strict=True)
    ]
