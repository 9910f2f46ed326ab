"""From files to plain data, each value with its file, line and column.

Nothing here knows what a voorstel is: a file is text, YAML, and perhaps Markdown below it. Bad input becomes problems,
never an exception.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from wijkdemocratie.problems import Location, Problems

from .bestand import MAX_BYTES, STUURTEKEN, list_files, locate, read_bytes, read_text, stream_lines
from .bewaard import Bronwijzer, Gevouwen, find_verdacht, fold, list_knopen, unfold
from .knopen import MAX_DEPTH, parse_yaml
from .plaats import PlacedDict, PlacedList, Waarde
from .schrijffout import find_missing_space
from .tekst import (
    BEELD_VAN_ELDERS,
    SCHEMES,
    Beeldplek,
    blank_code,
    check_body,
    find_beelden,
    find_onveilig,
    list_links,
)
from .verdacht import PROVIDERS, VERDACHT

__all__ = [
    "BEELD_VAN_ELDERS",
    "MAX_BYTES",
    "MAX_DEPTH",
    "PROVIDERS",
    "RULES",
    "SCHEMES",
    "STUURTEKEN",
    "VERDACHT",
    "Beeldplek",
    "Bronwijzer",
    "Document",
    "Gevouwen",
    "PlacedDict",
    "PlacedList",
    "Waarde",
    "blank_code",
    "find_beelden",
    "find_missing_space",
    "find_onveilig",
    "find_verdacht",
    "fold",
    "list_files",
    "list_knopen",
    "list_links",
    "locate",
    "parse_yaml",
    "read_bytes",
    "read_document",
    "read_text",
    "read_yaml",
    "stream_lines",
    "unfold",
]

_LINE = "---"

RULES = (
    "aanhalingsteken-ontbreekt",
    "beeld-van-elders",
    "bestand-bijzonder",
    "bestand-leeg",
    "bestand-onleesbaar",
    "bestand-ontbreekt",
    "bestand-te-groot",
    "codering-bom",
    "codering-onjuist",
    "dubbele-sleutel",
    "geen-sleutels",
    "koppeling-buiten-map",
    "kopregels-ontbreken",
    "kopregels-open",
    "link-onveilig",
    "opmaak-in-tekst",
    "samenvoegconflict",
    "sleutel-ongeldig",
    "stuurteken",
    "tab-teken",
    "te-diep",
    "waarde-afgekapt",
    "waarde-leeg",
    "yaml-fout",
    "yaml-meer-documenten",
    "yaml-tag",
    "yaml-verwijzing",
)
"""The ids of the problems that a file can have."""


@dataclass(frozen=True, slots=True)
class Document:
    """A Markdown file: its front matter, and its body with the line on which that begins."""

    kop: PlacedDict
    body: str
    body_place: Location


def read_yaml(root: Path, path: str, problems: Problems) -> PlacedDict | None:
    """Return what a YAML file holds, or None when it cannot be read. `path` is relative to `root`."""
    text = read_text(root, path, problems)
    return None if text is None else parse_yaml(text, path, problems)


def read_document(root: Path, path: str, problems: Problems) -> Document | None:
    """Return front matter and body of a Markdown file, or None when the front matter cannot be read."""
    text = read_text(root, path, problems)
    if text is None:
        return None
    lines = text.split("\n")
    if lines[0].rstrip() != _LINE:
        problems.add(
            Location(path),
            "kopregels-ontbreken",
            "het bestand begint niet met kopregels",
            _tell_begin(lines),
        )
        return None
    end = next((index for index, line in enumerate(lines[1:], 1) if line.rstrip() == _LINE), None)
    if end is None:
        problems.add(
            Location(path),
            "kopregels-open",
            "de kopregels die hier beginnen, gaan niet dicht",
            "zet onder de laatste sleutel een regel met alleen ---",
        )
        return None
    body_row = end + 1
    while body_row < len(lines) and not lines[body_row].strip():
        body_row += 1
    body = "\n".join(lines[body_row:]).rstrip()
    body_place = Location(path, body_row + 1 if body else end + 1)
    check_body(body, path, body_place.line, problems)
    kop = parse_yaml("\n".join(lines[1:end]) + "\n", path, problems, line=2)
    return None if kop is None else Document(kop, body, body_place)


def _tell_begin(lines: list[str]) -> str:
    """Return the tip for a file that does not begin with a line of three dashes: where are they, then?"""
    first = next((index for index, line in enumerate(lines) if line.strip() == _LINE), None)
    if first is None:
        return "begin met een regel met alleen ---, dan de sleutels, en dan weer een regel met alleen ---"
    if any(line.strip() for line in lines[:first]):
        return f"zet wat boven regel {first + 1} staat onder de tweede regel met ---"
    if lines[first].rstrip() == _LINE:
        return f"haal de lege regels boven --- (regel {first + 1}) weg"
    return "haal de spaties weg die voor elke regel staan"
