"""What an earlier run worked out, kept on disk: never an answer of its own, only a shorter way to the same one.

It stands in the cache folder of the person (XDG Base Directory), and never in the checkout: what came along with
somebody else's files is not trusted. An entry counts only when it is whole and was made by exactly this code; whoever
reads it has to see to it that it is about exactly these bytes. Whatever is wrong with it, it is as if it was not there.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_LIBRARIES = ("markdown", "nh3", "pydantic", "pydantic_core", "pyyaml")
_ROOTS, _CODES = 12, 3  # how many roots, and how many states of the code of each, are kept
_DIGEST = 20


@dataclass(frozen=True, slots=True)
class Voorraad:
    """The entries of one root, made by one state of the code."""

    folder: Path

    def load(self, naam: str) -> bytes | None:
        """Return an entry as it was saved; None when there is none, or when it is not whole."""
        try:
            data = (self.folder / naam).read_bytes()
        except OSError:
            return None
        digest, content = data[:_DIGEST], data[_DIGEST:]
        return content if digest == _digest([content]) else None

    def save(self, naam: str, content: bytes) -> None:
        """Keep an entry, whole or not at all; a disk that is full or read-only is no reason to stop."""
        try:
            with tempfile.NamedTemporaryFile(dir=self.folder, prefix=".", delete=False) as stream:
                try:
                    stream.write(_digest([content]) + content)
                    stream.close()
                    Path(stream.name).replace(self.folder / naam)
                except BaseException:
                    Path(stream.name).unlink(missing_ok=True)
                    raise
        except OSError:
            return


def open_voorraad(base: Path, root: Path) -> Voorraad | None:
    """Return the store of a root below `base`, the cache folder of the person; None when it cannot be trusted or made.

    What was not used for longest goes.
    """
    try:
        own = base / _digest([os.fsencode(root.resolve())]).hex()
        folder = own / _digest(_list_code()).hex()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for part in (base, own, folder):
            if not _is_ours(part):
                return None
            os.utime(part)
        _keep_newest(base, _ROOTS)
        _keep_newest(own, _CODES)
    except OSError:
        return None
    return Voorraad(folder)


def _is_ours(folder: Path) -> bool:
    """Tell whether only this person can write there."""
    info = folder.lstat()
    mine = not hasattr(os, "geteuid") or info.st_uid == os.geteuid()
    return stat.S_ISDIR(info.st_mode) and mine and not info.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _keep_newest(folder: Path, number: int) -> None:
    found = sorted(folder.iterdir(), key=lambda path: path.lstat().st_mtime_ns, reverse=True)
    for path in found[number:]:
        shutil.rmtree(path, ignore_errors=True)


def _list_code() -> Iterable[bytes]:
    """Yield all that an entry depends on besides what it is about."""
    yield sys.version.encode()
    yield from (f"{name} {version(name)}".encode() for name in _LIBRARIES)
    for path in sorted(_PACKAGE.rglob("*.py")):
        yield path.relative_to(_PACKAGE).as_posix().encode()
        yield path.read_bytes()


def _digest(parts: Iterable[bytes]) -> bytes:
    digest = hashlib.blake2b(digest_size=_DIGEST)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.digest()
