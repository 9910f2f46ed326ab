"""Sentences: how long they are, hard words, who does what, and abbreviations that nobody explained."""

from __future__ import annotations

import re

from wijkdemocratie.problems import Problems

from .teksten import Tekst, list_woorden
from .woorden import Woorden

LANGSTE = 20
"""Words of a sentence on level B1."""

_LIJDEND = re.compile(
    r"\b(?:wordt|worden|werd|werden)\b[^,;:]*?\bdoor (?:de|het|een|deze|die|ons|onze|hem|haar|hen)\b", re.IGNORECASE
)
_DEELWOORD = re.compile(r"\b(?:(?:[a-z]{2,5})?ge[a-z]{2,}|(?:be|ver|ont|her)[a-z]{3,})(?:d|t|en)\b")
_UITLEG = re.compile(r"\(([A-Z]{2,6})\)|\b([A-Z]{2,6}) \(")
_AFKORTING = re.compile(r"(?<![\w.-])[A-Z]{2,6}(?![\w-])")


def list_uitgelegd(tekst: Tekst) -> set[str]:
    """Return the abbreviations that a text writes in full: “Central Innovation District (CID)”."""
    return {found[1] or found[2] for found in _UITLEG.finditer(tekst.bron)}


def check_zinnen(tekst: Tekst, woorden: Woorden, uitgelegd: set[str], hints: Problems) -> None:
    """Add what could be simpler in the sentences of one text. `uitgelegd` holds what its file explains."""
    told: set[str] = set()
    for zin in tekst.list_zinnen():
        count = len(list_woorden(zin.tekst))
        if count > LANGSTE:
            hints.hint(
                tekst.place(zin.begin),
                "zin-lang",
                f"deze zin heeft {count} woorden, en meer dan {LANGSTE} leest moeilijk",
                f"maak er twee zinnen van; hij begint met: {_begin(zin.tekst)}",
            )
        if (found := _LIJDEND.search(zin.tekst)) and _DEELWOORD.search(zin.tekst[found.start() :]):
            hints.hint(
                tekst.place(zin.begin + found.start()),
                "zin-lijdend",
                f"in deze zin {found.group().split()[0].lower()} iets gedaan: “{_begin(zin.tekst)}”",
                "begin met wie het doet: niet “het plan wordt door de raad bekeken”, maar “de raad bekijkt het plan”",
            )
    for hard in woorden.patroon.finditer(tekst.kaal):
        word = " ".join(hard.group().casefold().split())
        if word in woorden.moeilijk and word not in told:
            told.add(word)
            message, simple = f"“{hard.group()}” is een moeilijk woord", woorden.moeilijk[word]
            hints.hint(tekst.place(hard.start()), "woord-moeilijk", message, f"schrijf liever: {simple}")
    for short in _AFKORTING.finditer(tekst.kaal):
        name = short.group()
        if name.casefold() in woorden.bekend or name in told or name in uitgelegd:
            continue
        told.add(name)
        hints.hint(
            tekst.place(short.start()),
            "afkorting-onbekend",
            f"wat “{name}” betekent, staat er niet",
            f"schrijf het de eerste keer voluit, met ({name}) erachter; kent iedereen het, zet het dan in "
            "content/woorden/bekend.txt",
        )


def _begin(sentence: str) -> str:
    words = sentence.split()
    return " ".join(words[:6]) + ("…" if len(words) > 6 else "")
