"""Slips in YAML, told in Dutch.

The parser says where it got stuck, not what the editor did; most of the answer is in the line itself. Both loaders of
PyYAML stop at the same place with other words, so the words are only looked at where nothing else tells.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from wijkdemocratie.problems import Location

_KEY = r"[\w-]+"
_GLUED = re.compile(rf"(\s*(?:- +)?{_KEY}):([^\s:/].*)")
_GLUED_DASH = re.compile(r"\s*-[^\s-]")
_ODD_SPACE = re.compile(rf"\s*(?:- +)?{_KEY}:[\u00a0\u2007\u202f]")
_OPENING = re.compile(rf"(\s*(?:- +)*(?:{_KEY}: +)?)([\"'])")
MORE_DOCUMENTS = "hier begint een tweede deel, en een bestand heeft er één"
MORE_DOCUMENTS_HINT = "haal de regel met --- of ... weg, of maak er twee bestanden van"

_BEGIN_HINT = "zet de hele waarde tussen aanhalingstekens: "


class _Stop(NamedTuple):
    """Where the parser got stuck (`row`, `column`, from 0), and where the thing began that it was in."""

    lines: list[str]
    row: int
    column: int
    begin_row: int
    begin_column: int
    context: str
    problem: str

    @classmethod
    def of(cls, error: yaml.MarkedYAMLError, lines: list[str]) -> _Stop:
        mark = error.problem_mark or error.context_mark
        begin = error.context_mark or mark
        row, column = (mark.line, mark.column) if mark else (0, 0)
        begin_row, begin_column = (begin.line, begin.column) if begin else (0, 0)
        return cls(lines, row, column, begin_row, begin_column, error.context or "", error.problem or "")

    @property
    def line(self) -> str:
        return self.lines[self.row] if self.row < len(self.lines) else ""

    @property
    def begin_line(self) -> str:
        return self.lines[self.begin_row] if self.begin_row < len(self.lines) else ""


class _Slip(NamedTuple):
    line: int
    column: int
    message: str
    hint: str
    rule: str = "yaml-fout"


def explain(error: yaml.MarkedYAMLError, text: str, path: str, line: int) -> tuple[Location, str, str, str]:
    """Return place, rule, sentence and tip for what the parser stumbled over; `text` begins on `line` of the file."""
    stop = _Stop.of(error, text.split("\n"))
    slip = _find_open_quote(stop) or _find_odd_space(stop) or _explain_scan(stop) or _explain_structure(stop)
    row = min(slip.line, len(stop.lines) - 1)
    return Location(path, line + row, slip.column + 1), slip.rule, slip.message, slip.hint


def find_missing_space(line: str) -> str:
    """Return the line with a space after its colon, when that is what it lacks; else nothing."""
    found = _GLUED.fullmatch(line)
    return f"{found[1].strip()}: {found[2]}" if found else ""


def _find_open_quote(stop: _Stop) -> _Slip | None:
    """Find a quote that is opened and not closed before the place where the parser got stuck.

    A later quote closes it by accident, and the parser complains there; the slip is where it was opened.
    """
    lines, row = stop.lines, 0
    while row < min(stop.row + 1, len(lines)):
        opened = _OPENING.match(lines[row])
        if not opened:
            row += 1
            continue
        start, column, quote = row, opened.start(2), opened[2]
        rest = lines[row][column + 1 :]
        while (end := _find_close(rest, quote)) < 0 and row + 1 < len(lines):
            row += 1
            rest = lines[row]
        after = rest[end + 1 :].strip() if end >= 0 else ""
        if end < 0 or (row > start and after and not after.startswith("#")):
            return _slip_quote(start, column, quote, lines[start])
        row += 1
    if "quoted scalar" in stop.context and "end of stream" in stop.problem:  # inside a flow list
        return _slip_quote(stop.begin_row, stop.begin_column, stop.begin_line[stop.begin_column], "")
    return None


def _slip_quote(row: int, column: int, quote: str, line: str) -> _Slip:
    message = f"het aanhalingsteken ({quote}) dat hier opent, gaat niet meer dicht"
    hint = f"zet ook een {quote} aan het eind van de waarde"
    rest = line[column + 1 :].rstrip()
    if quote == "'" and re.match(r"[stnkmr][- ]", rest, re.IGNORECASE):
        # Dutch begins names and words with it, such as ’s-Gravenplein. To YAML it opens a quoted value.
        hint = quote_line(line, column)
    elif rest and quote not in rest:
        hint += f": {line[:column].strip()} {quote}{rest}{quote}"
    return _Slip(row, column, message, hint, "aanhalingsteken-ontbreekt")


def quote_line(line: str, column: int) -> str:
    """Return the tip that the value which begins at `column` goes between quotes, with the mended line."""
    value = line[column:].rstrip()
    return f"{_BEGIN_HINT}{line[:column].strip()} {quote_value(value)}" if value else ""


def quote_value(value: str) -> str:
    """Return a value between double quotes; marks of its own become typographic ones."""
    inner = value.strip()
    if inner[:1] in {"“", "„"} and inner[-1:] == "”":
        inner = inner[1:-1]
    return '"' + re.sub(r'"([^"]*)"', r"“\1”", inner).replace('"', "”") + '"'


def _find_odd_space(stop: _Stop) -> _Slip | None:
    """Find a no-break space after a colon, which looks like a space and is not; pasted text is full of them."""
    for row in range(max(stop.row - 1, 0), min(stop.row + 1, len(stop.lines))):
        if odd := _ODD_SPACE.match(stop.lines[row]):
            return _Slip(
                row,
                odd.end() - 1,
                "na de dubbele punt staat een bijzondere spatie",
                "vervang hem door een gewone spatie",
            )
    return None


def _find_close(text: str, quote: str) -> int:
    """Return where the quote closes, or -1: `''` and `\\"` do not close."""
    index = 0
    while index < len(text):
        if quote == '"' and text[index] == "\\":
            index += 2
        elif text[index] != quote:
            index += 1
        elif quote == "'" and text[index + 1 : index + 2] == "'":
            index += 2
        else:
            return index
    return -1


def _explain_scan(stop: _Stop) -> _Slip | None:
    """Explain a slip in a value or a line by itself."""
    context, problem = stop.context, stop.problem
    if "simple key" in context:
        return _explain_lone_line(stop.begin_row, stop.begin_line)
    if "not allowed" in problem and "mapping" in problem:
        indent = len(stop.line) - len(stop.line.lstrip())
        return _explain_colon(stop.row, stop.column, stop.line) or _explain_indent(stop, indent)
    if "not allowed" in problem:
        message = "een lijst kan niet achter de dubbele punt beginnen"
        hint = f"zet het streepje op een nieuwe regel; hoort het bij de tekst? {quote_line(stop.line, stop.column)}"
        return _Slip(stop.row, stop.column, message, hint)
    if "cannot start any token" in problem or "node content" in problem:
        return _explain_begin(stop.row, stop.column, stop.line)
    if "scanning an a" in context or "block scalar" in context:  # an alias, an anchor, | or >
        return _explain_begin(stop.begin_row, stop.begin_column, stop.begin_line)
    if stop.lines[0].startswith("%"):
        return _explain_begin(0, 0, stop.lines[0])
    if "tag" in context or "tag" in problem:
        return _explain_begin(stop.begin_row, stop.begin_column, stop.begin_line, "yaml-tag")
    return None


def _explain_lone_line(row: int, line: str) -> _Slip:
    column = len(line) - len(line.lstrip())
    if mended := find_missing_space(line):
        return _Slip(row, column, "na de dubbele punt ontbreekt een spatie", f"schrijf: {mended}")
    if _GLUED_DASH.match(line):
        return _Slip(row, column, "na het streepje ontbreekt een spatie", f"schrijf: - {line.strip()[1:]}")
    hint = "schrijf: sleutel: waarde. Hoort de regel bij de waarde erboven? Laat hem dan inspringen"
    if found := re.fullmatch(rf"((?:- +)*{_KEY})(?: *= *| +)(\S.*)", line.strip()):
        hint = f"bedoelde u “{found[1]}: {found[2]}”? Hoort de regel bij de waarde erboven? Laat hem dan inspringen"
    return _Slip(row, column, "op deze regel ontbreekt een dubbele punt", hint)


def _explain_colon(row: int, column: int, line: str) -> _Slip | None:
    if found := re.match(rf"\s*(?:- +)*({_KEY}): +(.*)", line[:column]):
        return _Slip(
            row,
            column,
            "in deze waarde staat een dubbele punt met een spatie erachter",
            f"zet de hele waarde tussen aanhalingstekens: {found[1]}: {quote_value(line[found.start(2) :])}",
        )
    return None


def _explain_begin(row: int, column: int, line: str, rule: str = "yaml-fout") -> _Slip:
    value = line[column:]
    return _Slip(
        row,
        column,
        f"een waarde kan niet beginnen met “{value[:1]}”",
        quote_line(line, column) or f"{_BEGIN_HINT}{quote_value(value)}",
        rule,
    )


def _explain_structure(stop: _Stop) -> _Slip:
    """Explain a slip in how lines hang together."""
    if "escape" in stop.problem:
        return _Slip(
            stop.begin_row,
            stop.begin_column,
            "een schuine streep \\ betekent tussen dubbele aanhalingstekens iets bijzonders",
            "gebruik enkele aanhalingstekens ('), of haal de schuine streep weg",
        )
    if "flow" in stop.context:
        close = "]" if "sequence" in stop.context else "}"
        hint = f"zet een komma tussen de delen en een {close} aan het eind"
        line = stop.begin_line.rstrip()
        if close not in line[stop.begin_column :] and line[-1:] not in {",", "[", "{"}:
            hint += f": {line.strip()}{close}"
        message = f"de opsomming die hier begint, gaat niet goed dicht met {close}"
        return _Slip(stop.begin_row, stop.begin_column, message, hint)
    if "document start" in stop.problem and "..." in stop.lines[: stop.row]:
        row = stop.lines.index("...")
        return _Slip(row, 0, MORE_DOCUMENTS, MORE_DOCUMENTS_HINT, "yaml-meer-documenten")
    return _explain_place(stop)


def _explain_place(stop: _Stop) -> _Slip:
    row, column, line, context = stop.row, stop.column, stop.line, stop.context
    if _GLUED_DASH.match(line):
        return _explain_lone_line(row, line)
    before = line[:column].rstrip()
    if before.endswith(('"', "'")):
        hint = "zet de hele waarde tussen dubbele aanhalingstekens, en gebruik in de waarde zelf andere, zoals “ en ’"
        if found := re.match(rf"\s*(?:- +)*({_KEY}): +", line):
            hint += f": {found[1]}: {quote_value(line[found.end() :])}"
        return _Slip(row, column, "na het aanhalingsteken staat nog meer tekst", hint)
    if before.endswith(("]", "}")):
        hint = "haal die tekst weg, of zet hem ervoor"
        if found := re.match(rf"\s*(?:- +)*{_KEY}: +", line):
            hint += f"; hoort het bij elkaar, {quote_line(line, found.end())}"
        return _Slip(row, column, f"na {before[-1]} staat nog meer tekst", hint)
    if "collection" in context and not line[column:].startswith("-"):
        return _Slip(
            row,
            column,
            "hier loopt de lijst nog, en deze regel begint niet met een streepje",
            "begin met een streepje, of zet de regel even ver naar links als de sleutel van de lijst",
        )
    if line[column:].startswith("-"):
        return _Slip(
            row,
            column,
            "dit streepje staat niet recht onder de andere streepjes van de lijst",
            "zet de streepjes van één lijst recht onder elkaar",
        )
    if line[column:].startswith(":"):
        return _Slip(row, column, "voor de dubbele punt ontbreekt de sleutel", "schrijf: sleutel: waarde")
    return _explain_indent(stop, column)


def _explain_indent(stop: _Stop, column: int) -> _Slip:
    hint = "zet sleutels die bij elkaar horen recht onder elkaar, met twee spaties per stap"
    above = next((line for line in reversed(stop.lines[: stop.row]) if line.strip()), "")
    if re.fullmatch(rf"\s*-{_KEY}: .*", above):
        # Without a space the dash becomes part of the key, and the parser stumbles over the line below.
        return _explain_lone_line(stop.lines.index(above), above)
    depth, own = len(above) - len(above.lstrip(" -")), len(stop.line) - len(stop.line.lstrip())
    if above and depth != own:
        count = "geen spaties" if not own else ("1 spatie" if own == 1 else f"{own} spaties")
        hint = f"deze regel begint met {count}, en de sleutel erboven na {depth}; {hint}"
    return _Slip(stop.row, column, "deze regel springt niet goed in", hint)
