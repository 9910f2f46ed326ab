"""Read many files: those that did not change since an earlier run are not parsed again.

Files stand together in a fixed number of packs. A pack is right for a file as long as that has the same bytes; a
pack with a file that changed, came or went is made again, by all processors together.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pydantic
import yaml

from wijkdemocratie.model import Deel
from wijkdemocratie.problems import Location, Problem, Problems
from wijkdemocratie.source import (
    MAX_BYTES,
    Bronwijzer,
    Gevouwen,
    PlacedDict,
    PlacedList,
    find_verdacht,
    fold,
    list_knopen,
)
from wijkdemocratie.voorraad import Voorraad, hash_files, make_key
from wijkdemocratie.werkers import spread

_PACKS = 64
_FEW = 200  # below so many files to parse, forks cost more than they bring

Lezer = Callable[[Path, str, Problems], Deel | None]
"""Reads the record of one file below a root, and tells what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Gelezen:
    """What one file gave: its record, if it could be made, and what is wrong with it."""

    record: Deel | None
    problems: tuple[Problem, ...]


Pak = dict[str, tuple[bytes, Gelezen]]
"""What some files gave, by path, with the digest of the bytes that gave it."""


def read_bestanden(root: Path, lezers: Mapping[str, Lezer], voorraad: Voorraad | None = None) -> dict[str, Gelezen]:
    """Return what each file gave. `lezers` has the reader of each path."""
    if voorraad is None:
        return {path: _read_one(root, path, lezer) for path, lezer in lezers.items()}
    plain = {folder for folder in {path.rpartition("/")[0] for path in lezers} if _is_plain(root, folder)}
    digests = {path: _digest(root, path) if path.rpartition("/")[0] in plain else b"" for path in lezers}
    packs: dict[int, list[str]] = {}
    for path in lezers:
        packs.setdefault(_number(path), []).append(path)
    known = {number: _unpack(voorraad.get(_key(number))) for number in packs}
    stale = [number for number, paths in packs.items() if not _is_fresh(known[number], paths, digests)]

    def renew(number: int) -> bytes:
        old, made = known[number], {}
        for path in packs[number]:
            digest = digests[path]
            if digest and path in old and old[path][0] == digest:
                made[path] = old[path]
                continue
            gelezen = _read_one(root, path, lezers[path])
            # One that changed while it was read is right for now, and is read again next time.
            made[path] = (digest if digest and digest == _digest(root, path) else b"", gelezen)
        return _pack(made)

    changed = sum(
        1 for number in stale for path in packs[number] if known[number].get(path, (b"",))[0] != digests[path]
    )
    # From another process they come as bytes, which for many records is the cheapest form.
    renewed = spread(renew, stale, portion=1) if changed > _FEW else map(renew, stale)
    for number, content in zip(stale, renewed, strict=True):
        voorraad.put(_key(number), content)
        known[number] = _unpack(content)
    return {path: known[_number(path)][path][1] for path in lezers}


def _read_one(root: Path, path: str, lezer: Lezer) -> Gelezen:
    problems = Problems()
    record = lezer(root, path, problems)
    return Gelezen(record, tuple(problems))


def _is_fresh(pak: Pak, paths: Sequence[str], digests: Mapping[str, bytes]) -> bool:
    return len(pak) == len(paths) and all(
        path in pak and digests[path] and pak[path][0] == digests[path] for path in paths
    )


@cache
def _number(path: str) -> int:
    return hashlib.blake2b(os.fsencode(path), digest_size=1).digest()[0] % _PACKS


def _is_plain(root: Path, folder: str) -> bool:
    """Tell whether a folder stands below the root itself: where a link leads is looked at each time."""
    return os.path.realpath(f"{root}/{folder}") == f"{os.path.realpath(root)}/{folder}"


def _digest(root: Path, path: str) -> bytes:
    """Return the digest of a file; nothing for what is no plain file in its place, which is looked at each time."""
    try:
        handle = os.open(f"{root}/{path}", os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError):
        return b""
    try:
        data = os.read(handle, MAX_BYTES + 1)
    except OSError:
        return b""
    finally:
        os.close(handle)
    return hashlib.blake2b(data, digest_size=20).digest() if 0 < len(data) <= MAX_BYTES else b""


class _Writer(pickle.Pickler):
    """Leaves the data that records were made from out of them: a number stands for each mapping and list."""

    def __init__(self, stream: io.BytesIO) -> None:
        super().__init__(stream, pickle.HIGHEST_PROTOCOL)
        self.folded: list[tuple[str, bytes, bool, tuple[str, Location] | None]] = []
        self._numbers: dict[int, tuple[int, int]] = {}
        self._known: dict[int, int] = {}

    def add(self, record: Deel) -> None:
        """Take in the data of a record, before the record is written."""
        bron = record.herkomst
        if isinstance(bron, Bronwijzer):  # of an earlier run, and still folded
            self._known[id(bron.bestand)] = len(self.folded)
            bestand = bron.bestand
            self.folded.append((bestand.path, bestand.folded, bestand.is_verdacht, bestand.misplaced))
        elif bron is not None:
            number = len(self.folded)
            self._numbers |= {id(knoop): (number, nummer) for nummer, knoop in enumerate(list_knopen(bron))}
            self.folded.append((bron.place.path, fold(bron), find_verdacht(bron), record.find_misplaced()))

    def persistent_id(self, obj: Any) -> tuple[int, int] | None:
        """Return the number of the file, and of the mapping or list in it."""
        if isinstance(obj, Bronwijzer):
            return self._known[id(obj.bestand)], obj.nummer
        return self._numbers.get(id(obj)) if isinstance(obj, PlacedDict | PlacedList) else None


class _Reader(pickle.Unpickler):
    """Puts something in their place that reads them when somebody asks."""

    def __init__(self, stream: io.BytesIO, bestanden: Sequence[Gevouwen]) -> None:
        super().__init__(stream)
        self._bestanden = bestanden

    def persistent_load(self, pid: tuple[int, int]) -> Bronwijzer:
        """Return what stands for a mapping or list."""
        bestand, nummer = pid
        return Bronwijzer(self._bestanden[bestand], nummer)


def _key(number: int) -> bytes:
    return make_key("pak", str(number))


def _pack(pak: Pak) -> bytes:
    stream = io.BytesIO()
    writer = _Writer(stream)
    for _, gelezen in pak.values():
        if gelezen.record is not None:
            writer.add(gelezen.record)
    writer.dump(pak)
    return pickle.dumps((writer.folded, stream.getvalue()), pickle.HIGHEST_PROTOCOL)


def _unpack(content: bytes | None) -> Pak:
    if content is None:
        return {}
    folded, packed = pickle.loads(content)  # noqa: S301  # made by us: see `voorraad`
    pak: Pak = _Reader(io.BytesIO(packed), [Gevouwen(*one) for one in folded]).load()
    return pak


def open_gelezen(root: Path, *, leeg: bool = False) -> Voorraad:
    """Return the store for what the files below `root` gave; `leeg` begins anew."""
    package = Path(__file__).resolve().parent.parent
    version = make_key(hash_files([package], (".py",)), pydantic.VERSION, yaml.__version__)
    return Voorraad(root, "gelezen", version, leeg=leeg)


def tell(found: Iterable[Gelezen], problems: Problems) -> list[Any]:
    """Add what was wrong with files, and return the records that could be made."""
    records = []
    for gelezen in found:
        problems.extend(gelezen.problems)
        if gelezen.record is not None:
            records.append(gelezen.record)
    return records
