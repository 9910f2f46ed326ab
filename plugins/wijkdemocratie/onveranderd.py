"""Whether a build would make what already stands there, so that it need not be made again.

Two builds of the same input give the same bytes. So beside the output stands of what input it was made, and how each
of its files was left. When both are still so, the published site is what this build would make. Whatever is in doubt
(a damaged or older note, a file that was touched, a file too many) means: make it.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import json
import os
import sys
import zoneinfo
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from wijkdemocratie.bouw import Opbrengst

_FORM = "1"
"""To be raised when a note would mean something else."""
_MADE_BY_PYTHON = "__pycache__"


@dataclass(frozen=True, slots=True)
class Aantekening:
    """The note of one output folder: where it stands, and the input of the build that now runs."""

    path: Path
    sleutel: str

    def recall(self, output: Path) -> Opbrengst | None:
        """Return what was made when `output` is still exactly that, and from this input; None when in any doubt."""
        try:
            mark, _, text = self.path.read_text(encoding="utf-8").partition("\n")
            if mark != _sign(text):
                return None
            note = json.loads(text)
            if note["sleutel"] != self.sleutel or note["bestanden"] != _list_stand(output):
                return None
            return Opbrengst(*note["gemaakt"])
        except (OSError, ValueError, LookupError, TypeError):
            return None

    def keep(self, output: Path, made: Opbrengst) -> None:
        """Write down how `output` was left. A note that cannot be written costs time at the next build, no more."""
        note = {
            "sleutel": self.sleutel,
            "gemaakt": [made.paginas, made.feeds, made.agendas],
            "bestanden": _list_stand(output),
        }
        text = json.dumps(note)
        aside = self.path.with_name(f"{self.path.name}~")
        with contextlib.suppress(OSError):
            aside.write_text(f"{_sign(text)}\n{text}", encoding="utf-8")
            aside.replace(self.path)


def hash_files(tops: Iterable[Path]) -> str | None:
    """Return a mark of all files in folders, and of single files: of their names, what is in them and when that came.

    The time is there for what is changed and put back while a build runs.

    To be asked before they are read: what changes in between then only leads to another build. None when that cannot
    be told: a file cannot be read, or a link leads to another folder.
    """
    found = hashlib.sha256()
    try:
        for path in _list_files(tops):
            with path.open("rb") as stream:
                changed = os.fstat(stream.fileno()).st_ctime_ns
                content = hashlib.file_digest(stream, "sha256").digest()
            name = os.fsencode(path)
            found.update(b"%d %d " % (len(name), changed) + name + content)
    except OSError:
        return None
    return found.hexdigest()


def make_sleutel(*words: object) -> str:
    """Return the key of an input: of what is given, of Python, and of every package that may have a part in it."""
    packages = sorted(f"{found.name} {found.version}" for found in importlib.metadata.distributions())
    zone = next((path for top in zoneinfo.TZPATH if (path := Path(top, "Europe", "Amsterdam")).is_file()), None)
    parts = [_FORM, sys.version, *packages, *(repr(word) for word in words)]
    found = hashlib.sha256(json.dumps(parts).encode())
    found.update(zone.read_bytes() if zone else b"")
    return found.hexdigest()


def _list_files(tops: Iterable[Path]) -> Iterator[Path]:
    for top in tops:
        if top.is_file():
            yield top
            continue
        for folder, inside, names in os.walk(top, onerror=_fail):
            inside[:] = sorted(name for name in inside if name != _MADE_BY_PYTHON)
            if any(Path(folder, name).is_symlink() for name in inside):
                raise OSError
            # What is no ordinary file is refused by who reads it.
            yield from (path for name in sorted(names) if (path := Path(folder, name)).is_file())


def _fail(error: OSError) -> None:
    raise error


def _list_stand(output: Path) -> dict[str, list[int]]:
    """Return of every file its size, times and number: the system changes one of them when a file is written."""
    found = {}
    for folder, inside, names in os.walk(output):
        # A folder changes when something in it comes or goes; of a link to one only the link counts.
        for name in (*names, *inside):
            path = f"{folder}/{name}"
            stand = os.lstat(path)
            found[os.path.relpath(path, output)] = [
                stand.st_mode,
                stand.st_size,
                stand.st_mtime_ns,
                stand.st_ctime_ns,
                stand.st_ino,
            ]
    return found


def _sign(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
