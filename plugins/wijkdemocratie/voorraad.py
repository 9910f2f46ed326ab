"""What was worked out before, kept on disk by what it was made from: one store per root and kind.

A key is a digest of everything that an answer depends on, so an answer never goes stale: it is there or it is not.
The version holds for the whole file (code, libraries, settings); another version is another store.

It lives in the cache folder of the user (`$XDG_CACHE_HOME`, or else `~/.cache`) and not in the checkout: values may
be pickles, and those run code when they are read. A branch or an archive can bring a folder along; it cannot put one
there. So what is not ours alone to write is not read, and where nothing can be written there is no store.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import struct
import sys
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_MAGIC = b"voorraad1\n"
_DIGEST = 32
_HEAD = struct.Struct(f"<{len(_MAGIC)}s{_DIGEST}sQ{_DIGEST}s")  # magic, version, rows, digest of the index
_ROW = struct.Struct(f"<{_DIGEST}sQQB{_DIGEST}s")  # key, begin and length of the value, age, digest of the value
_OLD = 20
"""How many times a store is written without a value being asked for before that value goes."""
MOST_BYTES = 600_000_000
"""How large one store may get; what was not asked for this time goes first."""
_MOST_ROOTS = 20
"""Of how many roots something is kept: of a checkout that is gone nobody tells us."""


def make_key(*parts: bytes | str) -> bytes:
    """Return the digest of some parts; where one ends and the next begins counts too."""
    made = hashlib.blake2b(digest_size=_DIGEST)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made.update(len(data).to_bytes(8, "little"))
        made.update(data)
    return made.digest()


def hash_files(folders: Iterable[Path], suffixes: tuple[str, ...] = ()) -> bytes:
    """Return the digest of all files below some folders (code, templates), with their names and this Python."""
    parts: list[bytes | str] = [sys.version]
    for folder in folders:
        found = sorted(path for path in folder.rglob("*") if not suffixes or path.suffix in suffixes)
        for path in found:
            if "__pycache__" not in path.parts and path.is_file():
                parts += [path.relative_to(folder).as_posix(), path.read_bytes()]
    return make_key(*parts)


class Voorraad:
    """One store: `get` what is there, `put` what is new, and `save` at the end. It never raises for want of a disk."""

    def __init__(self, root: Path, kind: str, version: bytes, *, leeg: bool = False) -> None:
        """Open the store of one kind for one root; `leeg` begins anew (`--full`)."""
        self._version = make_key(kind, version)
        self._folder = _find_folder(root)
        self._path = self._folder / f"{kind}.pak" if self._folder else None
        self._old: dict[bytes, tuple[int, int, int, bytes]] = {}
        self._data = b""
        self._used: set[bytes] = set()
        self._new: dict[bytes, bytes] = {}
        if self._path and not leeg:
            self._load(self._path)

    def get(self, key: bytes) -> bytes | None:
        """Return the value of a key, or None; a damaged value is none."""
        if key in self._new:
            return self._new[key]
        row = self._old.get(key)
        if row is None:
            return None
        begin, length, _, digest = row
        value = self._data[begin : begin + length]
        if len(value) != length or _hash(value) != digest:
            del self._old[key]
            return None
        self._used.add(key)
        return value

    def put(self, key: bytes, value: bytes) -> None:
        """Keep a value under a key; what is there already is the same."""
        self._new[key] = value

    def save(self) -> None:
        """Write what is new, in one move; of two runs at once the last one wins, and neither sees half of the other."""
        if self._path is None or self._folder is None or not self._new:
            return
        with suppress(OSError):
            # Made one by one: only the last of `parents` would get the mode, whatever the umask is.
            self._folder.parent.parent.mkdir(parents=True, exist_ok=True)
            self._folder.parent.mkdir(mode=0o700, exist_ok=True)
            self._folder.mkdir(mode=0o700, exist_ok=True)
            if not _is_ours(self._folder):
                return
            self._write(self._path, self._folder)
            _forget_roots(self._folder)

    def _write(self, path: Path, folder: Path) -> None:
        kept: list[tuple[bytes, int, bytes, bytes]] = [
            (key, 0, value, _hash(value)) for key, value in self._new.items()
        ]
        size = sum(len(value) for value in self._new.values())
        for key, (begin, length, age, digest) in sorted(self._old.items(), key=lambda row: row[0] not in self._used):
            age = 0 if key in self._used else age + 1
            if key in self._new or age > _OLD or size + length > MOST_BYTES:
                continue
            size += length
            kept.append((key, age, self._data[begin : begin + length], digest))
        at, rows = _HEAD.size + len(kept) * _ROW.size, []
        for key, age, value, digest in kept:
            rows.append(_ROW.pack(key, at, len(value), age, digest))
            at += len(value)
        index = b"".join(rows)
        number, name = tempfile.mkstemp(prefix=".", suffix=".deel", dir=folder)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(_HEAD.pack(_MAGIC, self._version, len(kept), _hash(index)))
                file.write(index)
                file.writelines(value for _, _, value, _ in kept)
            Path(name).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise

    def _load(self, path: Path) -> None:
        data = _read_ours(path)
        if len(data) < _HEAD.size:
            return
        magic, version, rows, digest = _HEAD.unpack_from(data)
        index = data[_HEAD.size : _HEAD.size + rows * _ROW.size] if rows < len(data) else b""
        if magic != _MAGIC or version != self._version or _hash(index) != digest:
            return
        self._data = data
        for key, begin, length, age, value_digest in _ROW.iter_unpack(index):
            self._old[key] = (begin, length, age, value_digest)


def _hash(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_DIGEST).digest()


def _find_folder(root: Path) -> Path | None:
    """Return the folder for a root; None where there is no cache folder that is ours alone."""
    if not hasattr(os, "geteuid"):
        return None
    try:
        named = os.environ.get("XDG_CACHE_HOME", "")
        base = Path(named) if Path(named).is_absolute() else Path.home() / ".cache"
        top = base / "wijken-aan-zet"
        folder = top / make_key(os.fsencode(root.resolve())).hex()[:32]
        return folder if all(_is_ours(one) for one in (top, folder) if os.path.lexists(one)) else None
    except (OSError, RuntimeError):
        return None


def _is_ours(path: Path) -> bool:
    """Tell whether nobody else can have written here: a folder of our own, no link, closed to others."""
    found = path.lstat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o022


def _read_ours(path: Path) -> bytes:
    """Return the bytes of a plain file that we wrote ourselves; nothing for any other."""
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o022:
                return b""
            return file.read()
    except OSError:
        return b""


def _forget_roots(folder: Path) -> None:
    """Clear away what is kept for the roots that were not written to for the longest time."""
    others = [path for path in folder.parent.iterdir() if path != folder and path.is_dir() and not path.is_symlink()]
    for path in sorted(others, key=lambda one: one.stat().st_mtime, reverse=True)[_MOST_ROOTS - 1 :]:
        shutil.rmtree(path, ignore_errors=True)
