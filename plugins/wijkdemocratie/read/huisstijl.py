"""The folder with a city's own colours, letters and word mark. It may only change how the site looks: no rule of its
own, nothing from elsewhere and nothing that runs gets through."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wijkdemocratie.model import Gemeente, Huisstijl, Letter, Woordmerk
from wijkdemocratie.problems import Location, Problems
from wijkdemocratie.source import list_files, locate, read_bytes, read_text

RULE = "huisstijl-onjuist"

_TOKENS, _WOORDMERK, _ICOON = "tokens.css", "woordmerk.svg", "favicon.svg"
_LETTERS = {
    "tekst.woff2": (False, False),
    "tekst_vet.woff2": (True, False),
    "tekst_cursief.woff2": (False, True),
    "tekst_vet_cursief.woff2": (True, True),
}
_NAMES = ", ".join([_TOKENS, _WOORDMERK, _ICOON, *_LETTERS])

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_OPEN = re.compile(r":root\s*\{|@media\s*\(\s*prefers-color-scheme:\s*dark\s*\)\s*\{\s*:root\s*\{")
_TOKEN = re.compile(r"--(?:utrecht|denhaag|nl|basis)-[a-z0-9-]+")
_VALUE = re.compile(r"[-\w\s#.,%()\"'/+*]+")
_FETCHES = re.compile(r"\b(?:url|src|image|image-set|element|expression)\(", re.IGNORECASE)

_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = {
    *("svg", "g", "defs", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
    *("text", "tspan", "use", "symbol", "clipPath", "mask", "linearGradient", "radialGradient", "stop"),
}
_GETALLEN = re.compile(r"\s*-?[0-9.]+[\s,]+-?[0-9.]+[\s,]+([0-9.]+)[\s,]+([0-9.]+)\s*")


def read_huisstijl(root: Path, gemeente: Gemeente, problems: Problems) -> Huisstijl | None:
    """Return what the folder holds that stad.yaml names; None when it names none."""
    folder = gemeente.huisstijl
    if folder is None:
        return None
    found = {path.rpartition("/")[2]: path for path in list_files(root, folder, problems)}
    if not found:
        problems.add(
            gemeente.place_of("huisstijl"),
            RULE,
            f"de map “{folder}” is er niet, of er staat niets in",
            "zet de map naast wijken en content, of haal deze sleutel weg",
        )
    tokens = {False: [], True: []} if _TOKENS not in found else _read_tokens(root, found[_TOKENS], problems)
    woordmerk = icoon = None
    letters = []
    for name, path in found.items():
        if name in _LETTERS:
            vet, cursief = _LETTERS[name]
            if (data := read_bytes(root, path, problems)) is not None:
                if not data.startswith(b"wOF2"):
                    _add(problems, Location(path), "dit is geen lettertype in de vorm WOFF2", "zet het om naar WOFF2")
                letters.append(Letter(name, vet, cursief, data))
        elif name == _WOORDMERK and (drawn := _read_svg(root, path, problems)):
            woordmerk = Woordmerk(*drawn)
        elif name == _ICOON and (drawn := _read_svg(root, path, problems)):
            icoon = drawn[0]
        elif name not in {_TOKENS, _WOORDMERK, _ICOON} and not name.startswith((".", "_")):
            _add(problems, Location(path), f"“{name}” hoort hier niet", f"in deze map mag alleen staan: {_NAMES}")
    return Huisstijl(tuple(tokens[False]), tuple(tokens[True]), tuple(letters), woordmerk, icoon)


def _read_tokens(root: Path, path: str, problems: Problems) -> dict[bool, list[tuple[str, str]]]:
    """Return the tokens for light (False) and for dark (True)."""
    found: dict[bool, list[tuple[str, str]]] = {False: [], True: []}
    text = read_text(root, path, problems)
    if text is None:
        return found
    # Comments become spaces, so that every place stays what it was.
    text = _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    at = 0
    while rest := text[at:].strip():
        at += len(text[at:]) - len(text[at:].lstrip())
        opened = _OPEN.match(text, at)
        end = text.find("}", at)
        if not opened or end < 0:
            _add(
                problems,
                locate(path, text, at),
                f"“{rest.splitlines()[0][:40]}” mag hier niet: dit bestand geeft alleen tokens een waarde",
                "schrijf :root { --naam: waarde; }, en voor donker"
                " @media (prefers-color-scheme: dark) { :root { --naam: waarde; } }",
            )
            return found
        dark = opened[0].startswith("@")
        found[dark] += _read_block(text, path, opened.end(), end, problems)
        at = end + 1
        if dark:
            closed = re.compile(r"\s*\}").match(text, at)
            if not closed:
                _add(problems, locate(path, text, end), "na dit blok ontbreekt een }", "sluit ook het blok @media")
                return found
            at = closed.end()
    return found


def _read_block(text: str, path: str, start: int, end: int, problems: Problems) -> Iterator[tuple[str, str]]:
    for match in re.compile(r"[^;]+").finditer(text, start, end):
        name, colon, value = match[0].partition(":")
        name, value = name.strip(), value.strip()
        if not name and not colon:
            continue
        where = locate(path, text, match.start() + len(match[0]) - len(match[0].lstrip()))
        if not _TOKEN.fullmatch(name):
            tip = "een token begint met --utrecht-, --denhaag-, --nl- of --basis-; docs/huisstijl.md noemt ze"
            _add(problems, where, f"“{name[:60]}” is geen token", tip)
        elif _FETCHES.search(value) or not _VALUE.fullmatch(value):
            tip = "schrijf een kleur, een maat of een lettertype; een lettertype zet u als WOFF2 in deze map"
            _add(problems, where, f"“{value[:60]}” kan hier niet: een token haalt niets op", tip)
        else:
            yield name, " ".join(value.split())


def _read_svg(root: Path, path: str, problems: Problems) -> tuple[bytes, float] | None:
    """Return a drawing and how much wider than high it is; None when it is no harmless one."""
    # Late: a city without drawings of its own is checked without a parser for them.
    from lxml import etree

    data = read_bytes(root, path, problems)
    if data is None:
        return None
    try:
        tree: Any = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as error:
        _add(
            problems,
            Location(path, error.position[0] or 1),
            "dit is geen goede SVG",
            "maak het bestand opnieuw in een tekenprogramma",
        )
        return None
    before = len(problems.errors)
    if tree.getroottree().docinfo.doctype or tree.tag != f"{_SVG}svg":
        _add(problems, Location(path), "dit is geen gewone SVG", "begin met <svg xmlns=…>, zonder DOCTYPE")
    for node in tree.xpath("//* | //processing-instruction()"):
        for message in _list_faults(node):
            tip = "haal het weg: een tekening bestaat uit vormen met een kleur, en haalt niets op"
            _add(problems, Location(path, node.sourceline or 1), message, tip)
    size = _GETALLEN.fullmatch(tree.get("viewBox") or "")
    if not size or not float(size[1]) or not float(size[2]):
        _add(problems, Location(path), "de SVG heeft geen viewBox", 'zet in <svg>: viewBox="0 0 breedte hoogte"')
        return None
    return (data, float(size[1]) / float(size[2])) if len(problems.errors) == before else None


def _list_faults(node: Any) -> Iterator[str]:
    if not isinstance(node.tag, str):
        yield "een opdracht aan een programma (<?…?>) mag niet in de SVG"
        return
    if not node.tag.startswith(_SVG) or node.tag.removeprefix(_SVG) not in _SHAPES:
        yield f"<{node.tag.rpartition('}')[2]}> mag niet in de SVG"
    for name, value in node.attrib.items():
        plain = str(name).rpartition("}")[2].lower()
        text = str(value)
        inside = all(link.strip(" '\"").startswith("#") for link in re.findall(r"url\(([^)]*)\)", text))
        if plain.startswith("on") or plain == "base" or (plain == "href" and not text.strip().startswith("#")):
            yield f"{plain}=“{text[:40]}” mag niet in de SVG"
        elif not inside or _FETCHES.search(text.replace("url(", "")) or "\\" in text:
            yield f"{plain} haalt iets van elders op"


def _add(problems: Problems, where: Location, message: str, tip: str) -> None:
    problems.add(where, RULE, message, tip)
