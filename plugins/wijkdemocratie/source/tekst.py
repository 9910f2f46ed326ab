"""Markdown bodies: what may not stand in them. Nothing is rendered here; that is for `text`."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from wijkdemocratie.problems import Location, Problems

from .bestand import locate

_HTML = re.compile(r"<(?:/?[a-zA-Z][^>\n]{0,40}>?|[!?])")
_AUTOLINK = re.compile(r"<(?:https?://[^\s<>]+|(?:mailto:)?[^\s<>/@]+@[^\s<>/@]+)>", re.IGNORECASE)
_CODE = re.compile(r"(?<![`\\])(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_LIST_ITEM = re.compile(r" {0,3}(?:[-*+]|\d+[.)]|:) ")
_INLINE = re.compile(r"(!?)\[(?:[^\[\]]|\[[^\[\]]*\])*\]\(\s*<?([^\s<>)]*)")
_IMAGE = re.compile(r"!\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?([^\s<>)]*)")
_DEFINITION = re.compile(r"^ {0,3}\[([^\]\n]+)\]:[ \t]*\n?[ \t]*<?([^\s<>]*)", re.MULTILINE)
_IMAGE_BY_NAME = re.compile(r"!\[([^\]\n]*)\](?:\s?\[([^\]\n]*)\])?(?!\()")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""What a link in a text may begin with; `text` lets exactly these through."""
BEELD_VAN_ELDERS = (
    "deze afbeelding komt van een andere site, en die zou dan zien wie onze pagina leest",
    "zet haar zelf in content/beelden/ als dat mag, of maak er een gewone link van: haal het uitroepteken weg",
)
"""What is wrong with a picture of another site, and the tip."""


class Beeldplek(NamedTuple):
    """A picture in a body: its words, what it points at, and where in the body that stands (from 1)."""

    woorden: str
    doel: str
    regel: int
    kolom: int

    @property
    def van_elders(self) -> bool:
        """Whether it is a file of another site, or none at all."""
        return bool(_find_scheme(self.doel))

    def place(self, begin: Location) -> Location:
        """Return the place in the file of a body that begins at `begin`."""
        return Location(begin.path, begin.line + self.regel - 1, self.kolom)


def find_beelden(body: str) -> Iterator[Beeldplek]:
    """Yield every picture of a body, in code left out; one by name (`![plein]`) stands where the name is explained."""
    if "![" not in body:
        return
    text = blank_code(body)
    for found in _IMAGE.finditer(text):  # also one that is the text of a link
        yield _make_plek(text, found[1], found, 2)
    definitions = {found[1].casefold(): found for found in _DEFINITION.finditer(text)}
    for found in _IMAGE_BY_NAME.finditer(text):
        if definition := definitions.get((found[2] or found[1]).casefold()):
            yield _make_plek(text, found[1], definition, 2)


def _make_plek(text: str, words: str, found: re.Match[str], group: int) -> Beeldplek:
    where = locate("", text, found.start(group))
    return Beeldplek(words, html.unescape(found[group]), where.line, where.column)


def check_body(body: str, path: str, line: int, problems: Problems) -> None:
    """Report raw HTML, links that run code, and images of other hosts. `body` begins on `line` of the file."""
    if "<" not in body and "](" not in body and "]:" not in body:
        return
    text = blank_code(body)
    for found in _HTML.finditer(text):
        if not _AUTOLINK.match(text, found.start()):
            _refuse_html(locate(path, text, found.start(), line=line), found.group(), problems)
    for found in _DEFINITION.finditer(text):
        _check_link(found[2], locate(path, text, found.start(2), line=line), problems)
    for found in _INLINE.finditer(text):
        if not found[1]:
            _check_link(found[2], locate(path, text, found.start(2), line=line), problems)
    for beeld in find_beelden(body):
        if beeld.van_elders:
            _refuse_image(beeld.place(Location(path, line)), problems)


def list_links(body: str, path: str, line: int) -> Iterator[tuple[str, Location]]:
    """Yield the target of every link in a text, with its place. `body` begins on `line` of the file."""
    if "](" not in body and "]:" not in body:
        return
    text = blank_code(body)
    shown = {beeld.doel for beeld in find_beelden(body)}  # a picture is no link
    for pattern in (_INLINE, _DEFINITION):
        for found in pattern.finditer(text):
            if found[2] and (target := html.unescape(found[2])) not in shown:
                yield target, locate(path, text, found.start(2), line=line)


def blank_code(body: str) -> str:
    """Replace code blocks and code spans by spaces, so that all other places stay the same."""
    if "`" not in body and "~~~" not in body and "    " not in body and "\t" not in body:
        return body
    lines = body.split("\n")
    fence, in_list, before_blank = "", False, True
    for index, line in enumerate(lines):
        opened = _FENCE.match(line)
        if fence:
            lines[index] = " " * len(line)
            if opened and opened[1].startswith(fence) and not line.strip(" `~"):
                fence = ""
            continue
        if opened:
            fence = opened[1]
            lines[index] = " " * len(line)
        elif line.startswith(("    ", "\t")) and before_blank and not in_list:
            lines[index] = " " * len(line)
            continue  # the next indented line belongs to the same block
        elif _LIST_ITEM.match(line):
            in_list = True
        elif line.strip() and not line.startswith(" ") and before_blank:
            in_list = False
        before_blank = not line.strip()
    # A code span ends where its paragraph ends.
    return re.sub(
        r"(?:(?!\n[ \t]*\n).)+", lambda part: _CODE.sub(_blank_match, part.group()), "\n".join(lines), flags=re.DOTALL
    )


def _blank_match(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found.group())


def _refuse_html(place: Location, found: str, problems: Problems) -> None:
    problems.add(
        place,
        "opmaak-in-tekst",
        f"hier staat HTML (“{found}”), en in een tekst kan alleen Markdown",
        "gebruik Markdown, zoals **vet**, of zet de code tussen accenten: `<b>`",
    )


def _find_scheme(target: str) -> str:
    """Return the scheme as a browser would read it, which skips control characters and reads entities."""
    plain = re.sub(r"[\x00-\x20]", "", html.unescape(target)).lower()
    found = _SCHEME.match(plain.replace("\\", ""))
    return found[1] if found else ("//" if plain.replace("\\", "/").startswith("//") else "")


def find_onveilig(target: str) -> tuple[str, str] | None:
    """Return what is wrong with a link that no text may have, and the tip."""
    scheme = _find_scheme(target)
    if scheme and scheme not in SCHEMES:
        begin = scheme if scheme == "//" else f"{scheme}:"
        return (
            f"een link die met “{begin}” begint, is niet veilig",
            "gebruik een link die met https:// begint, of een link naar een eigen pagina, zoals ../../wijken/",
        )
    if target.startswith("#"):
        return (
            "een link naar een plek op de pagina zelf werkt niet, want koppen hebben geen eigen adres",
            "verwijs in woorden naar de kop, of maak er een link naar een andere pagina van",
        )
    return None


def _check_link(target: str, place: Location, problems: Problems) -> None:
    if fault := find_onveilig(target):
        problems.add(place, "link-onveilig", *fault)


def _refuse_image(place: Location, problems: Problems) -> None:
    problems.add(place, "beeld-van-elders", *BEELD_VAN_ELDERS)
