"""The texts of a city that a resident reads, without their markup, and the sentences in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from wijkdemocratie.model import Deel, Stad
from wijkdemocratie.problems import Location
from wijkdemocratie.source import blank_code, locate

_TARGET = re.compile(
    r"\]\([^)\n]*\)|^ {0,3}\[[^\]\n]+\]:.*$|<[^>\n ]+>|https?://[^\s)>\]]+|[\w.+-]+@[\w.-]+", re.MULTILINE
)
_MARKS = re.compile(r"[*_`#>|\[\]\\]")
_BREAK = re.compile(r"\n[ \t]*(?:\n|(?=[-*+#>|:] |#|\||\d+[.)] ))|(?<=[.!?])[”\"’)]*\s+(?=[“‘\"(]?[A-ZÀ-Ý0-9])|;\s|\|")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class Zin(NamedTuple):
    """One sentence, and where it begins in its text."""

    tekst: str
    begin: int


class Tekst(NamedTuple):
    """A text as it was read: `bron` with its links, `kaal` without markup and of the same length, with its place."""

    bron: str
    kaal: str
    where: Location

    def place(self, index: int) -> Location:
        """Return the place of a character; of a value above the body only its begin is sure, as YAML may fold it."""
        where = self.where
        inside = "\n" in self.bron or where.column == 1
        return locate(where.path, self.bron, index, line=where.line) if inside else where

    def list_zinnen(self) -> Iterator[Zin]:
        """Yield the sentences: what stands in an item of a list, a heading or a cell is one of its own."""
        start = 0
        for found in (*_BREAK.finditer(self.kaal), None):
            end = found.start() if found else len(self.kaal)
            part = self.kaal[start:end].lstrip(" \n-+:")
            if part.strip():
                yield Zin(part.strip(), end - len(part))
            start = found.end() if found else end


def list_woorden(text: str) -> list[tuple[str, int]]:
    """Return the words of a text, each with its place in it."""
    return [(found.group(), found.start()) for found in _WORD.finditer(text)]


def list_teksten(stad: Stad) -> Iterator[Tekst]:
    """Yield every text of sentences; names, ids and titles are no sentences, and are often not ours to change."""
    records: tuple[Deel, ...] = (
        *(stad.gemeente, *stad.wijken, *stad.wijkscans, *stad.voorstellen, *stad.adviezen, *stad.paginas),
    )
    for record in records:
        for text, where in record.list_teksten():
            if text.rstrip().endswith((".", "!", "?")) and text.count(" ") >= 2:
                yield Tekst(text, _strip(text), where)


def _strip(text: str) -> str:
    """Replace markup and addresses by spaces, so that every place stays the same."""
    plain = _TARGET.sub(lambda found: " " * len(found.group()), blank_code(text))
    return _MARKS.sub(" ", plain) if "|" not in plain else re.sub(r"[*_`#>\[\]\\]", " ", plain)
