"""Spelling, by hunspell as a program of the system: one run for all words of all texts."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable

from wijkdemocratie.problems import Problems

from .teksten import Tekst, list_woorden
from .woorden import Woorden

_DICTIONARY = "nl_NL"
_LIMIT = 60  # seconds: a program that hangs must not hang us


def find_hunspell() -> str | None:
    """Return the path of hunspell; None where it, or its Dutch dictionary, is not installed."""
    path = shutil.which("hunspell")
    if path is None:
        return None
    tried = subprocess.run([path, "-d", _DICTIONARY, "-l"], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return None if tried.returncode else path


def check_spelling(teksten: Iterable[Tekst], woorden: Woorden, hunspell: str, hints: Problems) -> None:
    """Add each word that the dictionary does not know, once per file."""
    found = [(word, tekst, index) for tekst in teksten for word, index in _list_words(tekst, woorden)]
    unknown = _ask(hunspell, sorted({word for word, _tekst, _index in found}))
    told: set[tuple[str, str]] = set()
    for word, tekst, index in found:
        key = (tekst.where.path, word)
        if word in unknown and key not in told:
            told.add(key)
            near = unknown[word]
            hint = f"bedoelde u {near}? " if near else ""
            hints.hint(
                tekst.place(index),
                "spelling",
                f"“{word}” staat niet in de woordenlijst",
                f"{hint}Is het goed, zet het dan in content/woorden/bekend.txt",
            )


def _list_words(tekst: Tekst, woorden: Woorden) -> Iterable[tuple[str, int]]:
    for zin in tekst.list_zinnen():
        for number, (word, index) in enumerate(list_woorden(zin.tekst)):
            plain = word.replace("’", "'")
            begins = word[0].isupper()
            # A capital inside a sentence is a name; names are not in a dictionary.
            if len(word) < 3 or (begins and number) or not plain[1:].islower() or plain.casefold() in woorden.bekend:
                continue
            # The parts of “jaar-maand-dag” are words; the whole stands in no dictionary.
            at = index
            for part in plain.split("-"):
                if len(part) > 2 and part.casefold() not in woorden.bekend:
                    yield part, zin.begin + at
                at += len(part) + 1


def _ask(hunspell: str, words: list[str]) -> dict[str, str]:
    """Return the words that are not known, each with what was probably meant."""
    if not words:
        return {}
    try:
        result = subprocess.run(
            [hunspell, "-d", _DICTIONARY, "-i", "utf-8", "-a"],
            input="".join(f"^{word}\n" for word in words),
            capture_output=True,
            check=False,
            encoding="utf-8",
            errors="replace",
            timeout=_LIMIT,
        )
    except (OSError, subprocess.SubprocessError):
        return {}
    if result.returncode:  # without its Dutch dictionary it knows nothing
        return {}
    unknown: dict[str, str] = {}
    for line in result.stdout.splitlines()[1:]:
        kind, _, rest = line.partition(" ")
        word, _, near = rest.partition(" ")
        if kind == "&":
            unknown[word] = near.partition(": ")[2].split(", ")[0]
        elif kind == "#":
            unknown[word] = ""
    return unknown
