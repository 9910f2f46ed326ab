"""A new file, or a new piece in the file of a wijk, from answers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from wijkdemocratie.check.verwijzingen import slugify
from wijkdemocratie.model import Pagina, Record, Stad
from wijkdemocratie.problems import Problems
from wijkdemocratie.source import PlacedList, parse_yaml

from .bestand import MAPPEN, Bestand, read_bestand
from .vragen import AntwoordError, Soort

_LISTS = {
    "bijeenkomst": "bijeenkomsten",
    "klankbordgroep": "klankbordgroepen",
    "loting": "lotingen",
    "organisatie": "organisaties",
}
"""The lists in the file of a wijk, by what they hold."""


@dataclass(frozen=True, slots=True)
class Nieuw:
    """What is to be written: a whole file, or a file with a piece more; and where that begins."""

    path: str
    tekst: str
    is_bestand: bool
    id: str


def make_nieuw(
    root: Path, stad: Stad, naam: str, soort: Soort, word: str, answers: Mapping[str, str], *, voorbeeld: bool
) -> Nieuw:
    """Return what to write. Raises `AntwoordError` where it is there already, or the file cannot take it."""
    if word == "stap":
        return _make_stap(root, stad, soort, answers)
    id_ = _make_id(naam, word, answers)
    # A key that is asked for in two cases is written once.
    known = {vraag.veld: vraag for vraag in soort.vragen if vraag.veld and answers.get(vraag.naam)}
    values = [(veld, answers[vraag.naam], vraag.rij) for veld, vraag in known.items()]
    if word == "advies" and not answers.get("gevraagd-op"):
        values.append((("ongevraagd",), "ja", False))
    if issubclass(soort.kind, Record):
        values.append((("id",), id_, False))
    if word == "voorstel" and (ris := _read_ris(naam)):
        values.append((("ris",), ris, False))
    if soort.kind is Pagina:
        values.append((("slug",), id_, False))
    if voorbeeld and soort.kind is not Pagina:
        values.append((("voorbeeld",), "ja", False))
    lines = _write_keys(soort, values)
    if word in _LISTS:
        path = _find_wijkbestand(stad, word, answers)
        bestand = _read(root, path)
        made = add_item(bestand, _LISTS[word], lines).format()
        return Nieuw(path, made.tekst, is_bestand=False, id=id_)
    folder = next(name for name, kind in MAPPEN.items() if kind is soort.kind)
    path = f"content/{folder}/{id_}.md"
    if (root / path).exists() or (root / path).is_symlink():
        raise AntwoordError(f"{path} is er al", "kies een andere naam, of verander dat bestand")
    lines.append("# Zet uw tekst in gewone woorden onder de regel met --- hieronder; weglaten mag.")
    bestand = Bestand(path, soort.kind, "---\n", "\n".join(lines) + "\n", "---\n").format()
    return Nieuw(path, bestand.tekst, is_bestand=True, id=id_)


def add_item(bestand: Bestand, key: str, lines: list[str], lead: Sequence[str] = ()) -> Bestand:
    """Return a file with an item more at the end of one of its lists; the list is made where there is none.

    `lead` holds the comments above it.
    """
    data = parse_yaml(bestand.kop, bestand.path, Problems())
    if data is None:
        raise AntwoordError(f"{bestand.path} kunnen we niet lezen", "typ: build.py check")
    rows = bestand.kop.rstrip("\n").split("\n")
    item = [*(f"  {line}" for line in lead), f"  - {lines[0]}", *(f"    {line}" for line in lines[1:])]
    if key not in data:
        return bestand.replace_kop("\n".join([*rows, f"{key}:", *item]) + "\n")
    row = data.key_places[key].line - 1
    items = data[key]
    if not isinstance(items, PlacedList) or (items and items.place.line - 1 == row):
        raise AntwoordError(
            f"“{key}” in {bestand.path} is geen lijst onder elkaar",
            "zet elk onderdeel op een eigen regel, met een streepje",
        )
    if not items:
        rows[row] = f"{key}:"
        return bestand.replace_kop("\n".join([*rows[: row + 1], *item, *rows[row + 1 :]]) + "\n")
    end = min((place.line - 1 for place in data.key_places.values() if place.line - 1 > row), default=len(rows))
    while end > row + 1 and (not rows[end - 1].strip() or rows[end - 1].startswith("#")):
        end -= 1
    # The dash stands as deep as the others do.
    deep = " " * (items.place.column - 1)
    item = [deep + line[2:] for line in item]
    return bestand.replace_kop("\n".join([*rows[:end], *item, *rows[end:]]) + "\n")


def quote_waarde(value: str) -> str:
    """Return a value as YAML reads it back: between quotes where it has to be."""
    for shown in (value, "'" + value.replace("'", "''") + "'"):
        problems = Problems()
        found = parse_yaml(f"x: {shown}\n", "", problems)
        flow = parse_yaml(f"x: [{shown}]\n", "", problems)
        if not problems.errors and found == {"x": value} and flow == {"x": [value]}:
            return shown
    raise AntwoordError(f"“{value}” kan hier niet staan", "gebruik gewone tekst zonder vreemde tekens")


def _make_stap(root: Path, stad: Stad, soort: Soort, answers: Mapping[str, str]) -> Nieuw:
    voorstel = stad.voorstel[answers["voorstel"]]
    path = voorstel.place_of().path
    number = max((stap.nr for stap in voorstel.stappen), default=0) + 1
    values = [(vraag.veld, answers[vraag.naam], False) for vraag in soort.vragen if vraag.veld and answers[vraag.naam]]
    lines = _write_keys(soort, [(("nr",), str(number), False), *values])
    made = add_item(_read(root, path), "stappen", lines).format()
    return Nieuw(path, made.tekst, is_bestand=False, id=f"{voorstel.id}, stap {number}")


def _make_id(naam: str, word: str, answers: Mapping[str, str]) -> str:
    if word == "wijkscan":
        return answers["wijk"]
    known = answers.get("naam") or answers.get("titel") or ""
    made = slugify(naam or known)[:80].strip("-")
    if not made:
        raise AntwoordError("de naam ontbreekt", "geef een naam met kleine letters, cijfers en streepjes")
    return made


def _read_ris(naam: str) -> str:
    found = re.fullmatch(r"(ris[0-9]{6}(?:[a-z]{2})?)", naam.strip().lower())
    return found[1].upper() if found else ""


def _write_keys(soort: Soort, values: list[tuple[tuple[str, ...], str, bool]]) -> list[str]:
    """Return the lines of the keys in the order of the model, and as comments what may be filled in later."""
    fields = soort.kind.model_fields
    rank = {name: index for index, name in enumerate(fields)}
    lines: list[str] = []
    opened = ""
    for veld, value, rij in sorted(values, key=lambda one: rank[one[0][0]]):
        shown = ", ".join(map(quote_waarde, value.split(", "))) if rij else quote_waarde(value)
        shown = f"[{shown}]" if rij else shown
        if len(veld) == 1:
            lines.append(f"{veld[0]}: {shown}")
        elif veld[0] == "stappen":
            lines += ["stappen:", "  - nr: 1"] if opened != veld[0] else []
            lines.append(f"    {veld[1]}: {shown}")
        else:
            lines += [f"{veld[0]}:"] if opened != veld[0] else []
            lines.append(f"  {veld[1]}: {shown}")
        opened = veld[0]
    if soort.later:
        lines.append("# Vul aan wat u weet, en haal de rest weg. In het bestand _voorbeeld staat hoe het hoort.")
        lines += [f"# {name}: {fields[name].description}" for name in soort.later]
    return lines


def _find_wijkbestand(stad: Stad, word: str, answers: Mapping[str, str]) -> str:
    if word == "loting":
        return stad.klankbordgroep[answers["klankbordgroep"]].place_of().path
    return stad.wijk[answers["wijk"]].place_of().path


def _read(root: Path, path: str) -> Bestand:
    problems = Problems()
    found = read_bestand(root, path, problems)
    if found is None:
        raise AntwoordError(f"{path} heeft een fout", "typ: build.py check")
    return found
