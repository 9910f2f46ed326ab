"""Files that were read before: their record and what was wrong with them, by their bytes.

A record follows from the name of its file, its bytes and the code, so these are the key: who changes one of them
reads anew. What hangs on other files (names that lead nowhere, a draw and its tables) is not kept here.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pydantic
import yaml

from wijkdemocratie.model import Deel
from wijkdemocratie.problems import Problem, Problems
from wijkdemocratie.source import read_bytes
from wijkdemocratie.voorraad import Voorraad, hash_files, make_key

_Deel = TypeVar("_Deel", bound=Deel)
Lezer = Callable[[Path, str, Problems, bytes], _Deel | None]
"""Reads one file, of which it gets the bytes."""

_Answer = tuple[Any, tuple[Problem, ...]]


class Gelezen:
    """Remembers in this process, and with a store also in the next."""

    def __init__(self, voorraad: Voorraad | None = None) -> None:
        self._voorraad = voorraad
        self._before: dict[bytes, _Answer] = {}
        self._now: dict[bytes, _Answer] = {}

    @classmethod
    def open(cls, root: Path) -> Gelezen:
        """Return what is remembered on disk of the files below `root`."""
        package = Path(__file__).resolve().parent.parent
        version = make_key(hash_files([package], (".py",)), pydantic.VERSION, yaml.__version__)
        return cls(Voorraad(root, "gelezen", version))

    def read(self, root: Path, path: str, reader: Lezer[_Deel], problems: Problems) -> _Deel | None:
        """Return what `reader` makes of a file, and add what is wrong with it; from memory where that is the same."""
        raw = read_bytes(root, path, problems)
        if raw is None:
            return None
        key = make_key(reader.__name__, path, raw)
        answer = self._now.get(key) or self._before.get(key) or self._load(key)
        if answer is None:
            own = Problems()
            record = reader(root, path, own, raw)
            answer = (record, tuple(own))
            if self._voorraad:
                self._voorraad.put(key, pickle.dumps(answer, pickle.HIGHEST_PROTOCOL))
        self._now[key] = answer
        problems.extend(answer[1])
        made: _Deel | None = answer[0]
        return made

    def save(self) -> None:
        """Forget what no file holds any more, and keep the rest for the next time."""
        self._before, self._now = self._now, {}
        if self._voorraad:
            self._voorraad.save()

    def _load(self, key: bytes) -> _Answer | None:
        """Unpickle what the store has; it holds only what we put there (see `voorraad`)."""
        kept = self._voorraad.get(key) if self._voorraad else None
        answer: _Answer | None = None if kept is None else pickle.loads(kept)  # noqa: S301
        return answer
