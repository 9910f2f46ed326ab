"""The fixed form of a file: its keys in the order of the model, two spaces in, one space after a colon.

Nothing but the form may change. The data before and after are compared, and so are the comments; where they differ
the file is left alone.
"""

from __future__ import annotations

import io
from collections import Counter
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.tag import Tag

from wijkdemocratie.model import Deel
from wijkdemocratie.problems import Location, Problems
from wijkdemocratie.read.vorm import Stap
from wijkdemocratie.source import PlacedDict, parse_yaml

from .opmerking import VERDER, list_opmerkingen, mask_waarden
from .volgorde import list_velden, sort_sleutels

_ROUNDS = 4  # after as many the form stands still; a text that does not is left alone
_WIDE = 1_000_000  # a value stays on its line


class OpmaakError(Exception):
    """This text cannot be put in its form without a change of what it says. `rij` counts from 0."""

    def __init__(self, message: str, rij: int = 0) -> None:
        super().__init__(message)
        self.rij = rij

    def tell(self, path: str, line: int) -> tuple[Location, str, str, str]:
        """Return the problem of a file of which the YAML begins on `line`."""
        hint = "zet de sleutels zelf op volgorde, of haal de opmerking weg die in de weg staat"
        return Location(path, line + self.rij), "bestand-niet-opgemaakt", f"niet opgemaakt: {self}", hint


class _Tekst(VersionedResolver):
    """Takes every value for text, as our own reader does: `010` and `19:30` stay what they are."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        """Return the tag of a node."""
        if kind is ScalarNode:
            return Tag(suffix="tag:yaml.org,2002:str")
        return super().resolve(kind, value, implicit)


def format_yaml(kind: type[Deel], text: str) -> str:
    """Return a YAML text without faults in its fixed form. Raises `OpmaakError` where that cannot be done safely."""
    data = _parse(text)
    if data is None or not data:
        raise OpmaakError("we kunnen dit niet lezen")
    made = text
    for _ in range(_ROUNDS):
        before, made = made, _format_once(kind, made, data)
        if made == before:
            return made
    raise OpmaakError("de opmaak komt niet tot rust")


def _format_once(kind: type[Deel], text: str, data: PlacedDict) -> str:
    now = _parse(text)
    if now is None:
        raise OpmaakError("de opmaak maakt er iets anders van")
    made = sort_sleutels(kind, text, now)
    _compare(text, made, data)
    made = _lay_out(kind, made)
    _compare(text, made, data)
    made = _place_opmerkingen(made)
    _compare(text, made, data)
    return made


def _compare(before: str, after: str, data: PlacedDict) -> None:
    if _parse(after) != data:
        raise OpmaakError("de opmaak maakt er iets anders van")
    old, new = list_opmerkingen(before), Counter(comment.tekst for comment in list_opmerkingen(after))
    for comment in old:
        new[comment.tekst] -= 1
        if new[comment.tekst] < 0:
            raise OpmaakError(f"de opmerking “{comment.tekst}” kan dan niet blijven staan", comment.rij)
    if any(new.values()):
        raise OpmaakError("de opmaak maakt er een opmerking bij")


def _parse(text: str) -> PlacedDict | None:
    problems = Problems()
    data = parse_yaml(text, "", problems)
    return None if problems.errors else data


def _lay_out(kind: type[Deel], text: str) -> str:
    yaml = YAML(typ="rt")
    yaml.Resolver = _Tekst
    yaml.preserve_quotes = True
    yaml.width = _WIDE
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    try:
        tree = yaml.load(text)
        _sort_flow(kind, tree, ())
        stream = io.StringIO()
        yaml.dump(tree, stream)
    except (YAMLError, ValueError, TypeError, AttributeError, NotImplementedError, IndexError) as error:
        raise OpmaakError("de opmaak lukt hier niet") from error
    return stream.getvalue().strip("\n") + "\n"


def _sort_flow(kind: type[Deel], value: Any, path: tuple[Stap, ...]) -> None:
    """Sort the keys of mappings between braces, which stand on one line."""
    if isinstance(value, CommentedMap):
        fields = list_velden(kind, path)
        if value.fa.flow_style() and fields:
            rank = {name: index for index, name in enumerate(fields)}
            for key in sorted(value, key=lambda key: rank.get(key, len(rank))):
                value.move_to_end(key)
        for key, item in value.items():
            _sort_flow(kind, item, (*path, key))
    elif isinstance(value, CommentedSeq):
        for index, item in enumerate(value):
            _sort_flow(kind, item, (*path, index))


def _place_opmerkingen(text: str) -> str:
    """Put two spaces before a comment behind a value, and a comment above a key as deep as the key."""
    lines, masked = text.split("\n"), mask_waarden(text)
    comments = {comment.rij: comment for comment in list_opmerkingen(text)}
    depth = 0  # of the next line with a key or an item
    for row in range(len(lines) - 1, -1, -1):
        comment = comments.get(row)
        if comment is None:
            if lines[row].strip() and not masked[row].startswith(VERDER):
                depth = len(lines[row]) - len(lines[row].lstrip(" "))
        elif not comment.alleen:
            lines[row] = f"{lines[row][: comment.kolom].rstrip()}  {comment.tekst}"
            depth = len(lines[row]) - len(lines[row].lstrip(" "))
        elif comment.kolom <= depth or _is_above(lines, comments, row):
            lines[row] = " " * depth + comment.tekst
        else:
            lines[row] = " " * comment.kolom + comment.tekst
    kept: list[str] = []
    for line, mask in zip(lines, masked, strict=True):
        blank = not line.strip() and not mask.startswith(VERDER)
        if not (blank and (not kept or not kept[-1])):
            kept.append("" if blank else line)
    return "\n".join(kept).strip("\n") + "\n"


def _is_above(lines: list[str], comments: Any, row: int) -> bool:
    """Say whether a comment stands above everything: then it is of the file."""
    return all(at in comments or not lines[at].strip() for at in range(row))
