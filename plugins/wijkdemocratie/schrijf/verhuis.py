"""A piece of the file of one wijk to that of another. What it is about stays, so that no feed loses anything."""

from __future__ import annotations

from pathlib import Path

from wijkdemocratie.model import Organisatie, Stad
from wijkdemocratie.problems import Problems
from wijkdemocratie.read import STAD
from wijkdemocratie.source import PlacedList, parse_yaml

from .bestand import Bestand, read_bestand
from .hernoem import Verandering, find_record
from .nieuw import add_item
from .opmerking import list_opmerkingen
from .vragen import AntwoordError

LISTS = {
    "bijeenkomst": "bijeenkomsten",
    "klankbordgroep": "klankbordgroepen",
    "loting": "lotingen",
    "organisatie": "organisaties",
}
"""What can be moved, and the list that it stands in."""


def move_stuk(root: Path, stad: Stad, soort: str, name: str, naar: str, *, alleen: bool) -> Verandering:
    """Return what changes. Raises `AntwoordError` where it cannot be done; nothing is written.

    A piece that leaves out its wijken was about the wijk of its file. It then names that wijk and the new one;
    with `alleen` only the new one, which is for what was never published.
    """
    record = find_record(stad, soort, name)
    source = record.place_of().path
    if naar == "stad":
        if not isinstance(record, Organisatie):
            raise AntwoordError(f"een {soort} staat altijd bij een wijk", "kies een wijk")
        target = STAD
    else:
        wijk = find_record(stad, "wijk", naar)
        target, naar = wijk.place_of().path, wijk.slug
    if source == target:
        raise AntwoordError(f"dit staat al in {target}")
    old = next((wijk.slug for wijk in stad.wijken if wijk.place_of().path == source), "")
    before = {path: _read(root, path) for path in (source, target)}
    key = LISTS[soort]
    rest, lead, lines = _cut(before[source], key, record.place_of().line - before[source].lijn)
    wijken = [slug for slug in (old, naar) if slug and slug != "stad"]
    if not alleen or target == STAD:
        lines += _write_wijken(soort, lines, wijken)
    after = {
        source: rest.format().tekst,
        target: add_item(before[target], key, lines, lead).format().tekst,
    }
    return Verandering({**after}, frozenset(), {path: found.tekst for path, found in before.items()}, {})


def _write_wijken(soort: str, lines: list[str], wijken: list[str]) -> list[str]:
    """Return the lines that say what a piece is about, where it did not say so itself."""
    keys = {line.partition(":")[0] for line in lines if line and not line.startswith((" ", "#"))}
    shown = f"wijken: [{', '.join(wijken)}]"
    if soort == "organisatie" and "werkgebied" not in keys:
        return ["werkgebied:", f"  {shown}"]
    return [shown] if soort in ("klankbordgroep", "bijeenkomst") and "wijken" not in keys else []


def _cut(bestand: Bestand, key: str, row: int) -> tuple[Bestand, list[str], list[str]]:
    """Take the item that begins on a row out of a list: the file without it, the comments above it, and its lines."""
    data = parse_yaml(bestand.kop, bestand.path, Problems())
    if data is None:
        raise AntwoordError(f"{bestand.path} heeft een fout", "typ: build.py check")
    rows = bestand.kop.rstrip("\n").split("\n")
    items, top = data[key], data.key_places[key].line - 1
    if not isinstance(items, PlacedList) or items.place.line - 1 == top:
        raise AntwoordError(
            f"“{key}” in {bestand.path} is geen lijst onder elkaar", "zet elk onderdeel op een eigen regel"
        )
    starts = [items.places[index].line - 1 for index in range(len(items))]
    at = starts.index(row)
    alone = {comment.rij for comment in list_opmerkingen(bestand.kop) if comment.alleen}
    above = [place.line - 1 for place in data.key_places.values() if place.line - 1 > row]
    end = starts[at + 1] if at + 1 < len(starts) else min(above, default=len(rows))
    deep = items.place.column - 1
    while end > row + 1 and (not rows[end - 1].strip() or (end - 1 in alone and _indent(rows[end - 1]) <= deep)):
        end -= 1
    begin = row
    while begin - 1 in alone and _indent(rows[begin - 1]) >= deep and begin - 1 > top:
        begin -= 1
    lead = [line.strip() for line in rows[begin:row]]
    inner = items.places[at].column - 1
    lines = [
        rows[row][inner:],
        *(line[inner:] if line[:inner].strip() == "" else line.lstrip() for line in rows[row + 1 : end]),
    ]
    left = rows[:begin] + rows[end:]
    if len(starts) == 1:
        del left[top]
    return bestand.replace_kop("\n".join(left) + "\n"), lead, lines


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _read(root: Path, path: str) -> Bestand:
    found = read_bestand(root, path, Problems())
    if found is None:
        raise AntwoordError(f"{path} heeft een fout", "typ: build.py check")
    return found
