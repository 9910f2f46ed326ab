"""Words: which are hard and what is simpler, and which are known here. A gemeente adds its own in content/woorden."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from wijkdemocratie.model import Stad
from wijkdemocratie.problems import Problems
from wijkdemocratie.source import read_text

FOLDER = "content/woorden"
MOEILIJK, BEKEND = f"{FOLDER}/moeilijk.txt", f"{FOLDER}/bekend.txt"

_HERE = Path(__file__).parent


class Woorden(NamedTuple):
    """Hard words or phrases with what is simpler, and all words that need no explanation."""

    moeilijk: dict[str, str]
    bekend: frozenset[str]
    patroon: re.Pattern[str]


def read_woorden(root: Path, stad: Stad) -> Woorden:
    """Return the list that comes with the program, and what the gemeente added; an empty right side takes one away."""
    moeilijk: dict[str, str] = {}
    for line in (*_read(_HERE, "moeilijk.txt"), *_read(root, MOEILIJK)):
        hard, found, simple = line.partition("=")
        if found and hard.strip():
            moeilijk[hard.strip().casefold()] = simple.strip()
    moeilijk = {hard: simple for hard, simple in moeilijk.items() if simple}
    names = [stad.gemeente.naam, stad.gemeente.sitenaam, *(deel.naam for deel in stad.gemeente.stadsdelen)]
    for wijk in stad.wijken:
        names += [wijk.naam, *wijk.aliassen, *wijk.vroegere_namen]
        names += [name for buurt in wijk.buurten for name in (buurt.naam, *buurt.aliassen)]
    names += [organisatie.naam for organisatie in stad.organisaties]
    names += [groep.naam for groep in stad.klankbordgroepen] + [loting.naam for loting in stad.lotingen]
    names += [one.plaats for one in stad.bijeenkomsten if one.plaats]
    known = {word for name in names for word in re.findall(r"[\w'’-]+", name)}
    known |= {part for word in known for part in word.split("-")}
    known |= {word for line in (*_read(_HERE, "bekend.txt"), *_read(root, BEKEND)) for word in line.split()}
    longest_first = sorted(moeilijk, key=lambda word: (-len(word), word))
    patroon = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)
    return Woorden(moeilijk, frozenset(word.casefold() for word in known), patroon)


def _read(root: Path, path: str) -> list[str]:
    """Return the lines of a list, without remarks; a list that is not there is empty."""
    text = read_text(root, path, Problems()) if (root / path).exists() else None
    return [line.partition("#")[0].strip() for line in (text or "").split("\n")]
