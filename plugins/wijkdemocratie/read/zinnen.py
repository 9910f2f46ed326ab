"""Pydantic's errors in Dutch.

`SENTENCES` holds every type of error that our models can give for what a YAML file can hold; a test finds them by
feeding each field each kind of value.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import Any, NamedTuple

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from wijkdemocratie.model.velden import quote
from wijkdemocratie.source import find_missing_space


class Zin(NamedTuple):
    """What to tell: the rule, the sentence and the tip."""

    rule: str
    message: str
    hint: str


class Fout(NamedTuple):
    """One error of pydantic: the value, the key it stands behind, and what should have stood there."""

    value: Any
    key: str
    kind: Any
    context: Mapping[str, Any]


def explain(type_: str, fout: Fout) -> Zin:
    """Return what to tell about an error; for a type that nobody foresaw a sentence that is always true."""
    if "hint" in fout.context:  # made by a validator of ours
        return Zin(type_, fout.context["message"], fout.context["hint"])
    if type_ in SENTENCES:
        return SENTENCES[type_](fout)
    return Zin(
        "waarde-ongeldig", f"de waarde van “{fout.key}” kan hier niet", "kijk in het voorbeeldbestand hoe het hoort"
    )


def explain_empty(key: str) -> Zin:
    """Tell that nothing stands behind a key."""
    return Zin("waarde-leeg", f"“{key}” is leeg", "vul een waarde in, of haal de regel weg")


def explain_missing(key: str, field: FieldInfo) -> Zin:
    """Tell that a key is not there."""
    return Zin(
        "sleutel-ontbreekt", f"“{key}” ontbreekt", f"voeg de sleutel “{key}” toe: {_uncapitalize(field.description)}"
    )


def explain_unknown_key(key: str, fields: Iterable[str]) -> Zin:
    """Tell that a key is not known in this block."""
    known = list(fields)
    near = find_near(key, known)
    hint = f"bedoelde u “{near}”?" if near else f"hier kunnen staan: {join(known)}"
    return Zin("sleutel-onbekend", f"“{key}” is hier geen bekende sleutel", hint)


def find_near(word: str, known: Iterable[str]) -> str:
    """Return the word that was probably meant, or nothing."""
    plain = {one.casefold().replace("_", "-"): one for one in known}
    near = difflib.get_close_matches(word.casefold().replace("_", "-").replace(" ", "-"), plain, n=1, cutoff=0.6)
    return plain[near[0]] if near else ""


def join(words: Iterable[str], last: str = "of") -> str:
    """Return “a, b of c”."""
    *most, end = words
    return f"{', '.join(most)} {last} {end}" if most else end


def _explain_choice(fout: Fout) -> Zin:
    if not isinstance(fout.value, str):
        return _explain_not_text(fout)
    known = [member.value for member in fout.kind] if issubclass(fout.kind, Enum) else []
    near = find_near(fout.value, known)
    hint = f"bedoelde u “{near}”? U kunt kiezen uit: {join(known)}" if near else f"kies uit: {join(known)}"
    return Zin("keuze-onbekend", f"{quote(fout.value)} kan niet bij “{fout.key}”", hint)


def _explain_not_text(fout: Fout) -> Zin:
    if isinstance(fout.value, list):
        hint = "schrijf de waarde zonder streepje en zonder [ ]"
        if len(fout.value) == 1 and isinstance(fout.value[0], str):
            hint += f": {fout.key}: {fout.value[0]}"
        elif len(fout.value) > 1:
            hint += "; er kan er hier maar één staan"
        return Zin("waarde-soort", f"bij “{fout.key}” staat een lijst, en hier hoort één waarde", hint)
    return Zin(
        "waarde-soort",
        f"bij “{fout.key}” staat een blok met sleutels, en hier hoort één waarde",
        "schrijf de waarde achter de dubbele punt; staat er een { of een dubbele punt in? Zet er aanhalingstekens om",
    )


def _explain_not_list(fout: Fout) -> Zin:
    if isinstance(fout.value, dict):
        hint = "zet voor de eerste sleutel een streepje en een spatie, en zet de andere sleutels daaronder"
        first, value = next(iter(fout.value.items()), ("", None))
        if isinstance(value, str):
            hint += f": - {first}: {value}"
    elif fout.value.startswith("-"):
        hint = "zet een spatie na elk streepje"
    else:
        # Slugs have no spaces: these stood below one another without dashes, and YAML made one text of them.
        between = r"[;,\s]" if re.fullmatch(r"[a-z0-9-]+(?:\s+[a-z0-9-]+)+", fout.value) else r"[;,]"
        inner = ", ".join(part for one in re.split(between, fout.value) if (part := one.strip(" ()[]{}")))
        hint = f"schrijf: {fout.key}: [{inner}]"
    return Zin("waarde-soort", f"bij “{fout.key}” hoort een lijst te staan, ook als het er één is", hint)


def _explain_not_block(fout: Fout) -> Zin:
    known = fout.kind.model_fields if isinstance(fout.kind, type) and issubclass(fout.kind, BaseModel) else {}
    hint = f"zet eronder, met twee spaties ervoor, de sleutels: {join(known, 'en')}"
    if isinstance(fout.value, str) and (mended := find_missing_space(fout.value)):
        hint = f"zet een spatie na de dubbele punt: {mended}"
    elif isinstance(fout.value, list):
        hint = f"haal het streepje of de [ ] weg; {hint}"
    return Zin("waarde-soort", f"bij “{fout.key}” hoort een blok met sleutels te staan", hint)


def _explain_too_long(fout: Fout) -> Zin:
    most = fout.context["max_length"]
    return Zin(
        "waarde-te-lang",
        f"“{fout.key}” is te lang: {len(fout.value)} tekens",
        f"er passen {most} tekens in; maak het korter",
    )


def _explain_too_short(fout: Fout) -> Zin:
    return explain_empty(fout.key)


def _explain_pattern(fout: Fout) -> Zin:
    return Zin(
        "waarde-ongeldig",
        f"{quote(fout.value)} heeft niet de vorm die bij “{fout.key}” hoort",
        "schrijf een domeinnaam, een komma en een jaar, zoals: wijken.gemeente.example,2026",
    )


def _uncapitalize(text: str | None) -> str:
    return text[:1].lower() + text[1:] if text else ""


SENTENCES: dict[str, Callable[[Fout], Zin]] = {
    "bool_type": _explain_not_text,
    "date_type": _explain_not_text,
    "datetime_type": _explain_not_text,
    "enum": _explain_choice,
    "float_type": _explain_not_text,
    "int_type": _explain_not_text,
    "literal_error": _explain_not_text,
    "model_type": _explain_not_block,
    "string_pattern_mismatch": _explain_pattern,
    "string_too_long": _explain_too_long,
    "string_type": _explain_not_text,
    "too_long": _explain_too_long,
    "too_short": _explain_too_short,
    "tuple_type": _explain_not_list,
}
"""Error type -> the function that tells it."""
