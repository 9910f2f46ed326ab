"""What the parser passes over, or takes for something else without a word: tabs, odd spaces, the # of a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ODD_INDENT = re.compile("^ *[\\u00a0\\u2000-\\u200a\\u202f\\u205f\\u3000]", re.MULTILINE)
_HIDDEN = re.compile(r"\s*(?:- +)*([\w-]+): +(#[^\s#].*)")
_CUT = re.compile(r"""\s*(?:(?:- +)+|(?:- +)*[\w-]+: +)(?!["'\[{|>#])([^#]*[^\s#:]) (#[^\s#].*)""")


def find_odd_indent(text: str) -> tuple[int, int, str, str, str] | None:
    """Return row and column (from 0), rule, sentence and tip for a tab, or a line that begins with odd spaces."""
    tab = text.find("\t")
    if tab >= 0:
        row, column, line = _cut_line(text, tab)
        if line[:column].strip():
            hint = f"schrijf: {' '.join(line.split())}"
        else:
            depth = line[: len(line) - len(line.lstrip())].count("\t")
            words = "twee spaties" if depth == 1 else f"{2 * depth} spaties"
            hint = f"haal de tab weg, en zet {words} voor: {line.strip()}"
        return row, column, "tab-teken", "hier staat een tab, en tabs kunnen niet in deze regels", hint
    if text.isascii():
        return None
    if found := _ODD_INDENT.search(text):
        row, column, _line = _cut_line(text, found.end() - 1)
        message = "deze regel springt in met een bijzondere spatie, die er hetzelfde uitziet"
        return row, column, "yaml-fout", message, "haal de spaties vooraan weg, en typ ze opnieuw"
    return None


def find_hidden_value(line: str) -> str:
    """Return the tip for a line of which the value begins with #, and is taken for a comment; else nothing."""
    found = _HIDDEN.fullmatch(line.rstrip())
    return f"hoort het bij de waarde? Schrijf: {found[1]}: {_quote(found[2])}" if found else ""


def find_cut_values(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield row, column, sentence and tip for each value that stops before a # with a word right behind it."""
    if " #" not in text:
        return
    for row, line in enumerate(text.split("\n")):
        if " #" in line and (found := _CUT.fullmatch(line.rstrip())):
            whole = f"{line[: found.start(1)].strip()} {_quote(f'{found[1]} {found[2]}')}".strip()
            yield (
                row,
                found.start(2),
                f"“{found[2][:40]}” hoort niet bij de waarde: na een spatie en een # staat uitleg",
                f"hoort het erbij? Schrijf: {whole}. Is het uitleg, zet dan een spatie na de #",
            )


def _quote(value: str) -> str:
    return '"' + value.replace('"', "'") + '"'


def _cut_line(text: str, index: int) -> tuple[int, int, str]:
    start = text.rfind("\n", 0, index) + 1
    end = text.find("\n", index)
    return text.count("\n", 0, index), index - start, text[start : end if end >= 0 else len(text)]
