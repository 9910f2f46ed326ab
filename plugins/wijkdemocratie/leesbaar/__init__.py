"""How a text reads: hints for who writes it, never a reason to stop.

Given only when asked (`check --hints`), because a hint is an opinion, and a check has to answer at once.
"""

from __future__ import annotations

from pathlib import Path

from wijkdemocratie.model import Stad
from wijkdemocratie.problems import Problems

from .links import check_webadressen
from .spelling import check_spelling, find_hunspell
from .teksten import list_teksten
from .woorden import read_woorden
from .zinnen import check_zinnen, list_uitgelegd

__all__ = ["RULES", "find_hunspell", "list_hints"]

RULES = ("afkorting-onbekend", "spelling", "webadres-vreemd", "woord-moeilijk", "zin-lang", "zin-lijdend")
"""The ids of what a text may be told of."""


def list_hints(stad: Stad, root: Path, *, hunspell: str | None = None) -> Problems:
    """Return what could read better in all texts of a city, each once per file.

    `hunspell` is the program that knows Dutch words (see `find_hunspell`); without it nothing is said of spelling.
    """
    hints = Problems()
    woorden = read_woorden(root, stad)
    teksten = list(list_teksten(stad))
    uitgelegd: dict[str, set[str]] = {}
    for tekst in teksten:
        uitgelegd.setdefault(tekst.where.path, set()).update(list_uitgelegd(tekst))
    for tekst in teksten:
        check_zinnen(tekst, woorden, uitgelegd[tekst.where.path], hints)
        check_webadressen(tekst, hints)
    if hunspell:
        check_spelling(teksten, woorden, hunspell, hints)
    return hints
