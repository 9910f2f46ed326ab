"""The index with which the page Zoeken finds words: made by Pagefind from the pages that stand ready.

Pagefind is a program of its own, that comes as a Python package. It is run as a program and not through its Python
service: that one waits for ever when the program dies.

Pagefind 1.5 writes its filters in an order that differs each time. They are put in order here, because the same pages
have to give the same bytes. Its files are a mark and CBOR (RFC 8949), in gzip; their names say what is in them.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from wijkdemocratie.bouw import BuildRefusedError

# What a browser asks for. The rest are the interfaces of Pagefind itself, of which we use none.
_ENTRY, _PROGRAM = "pagefind-entry.json", "pagefind.js"
_KEPT = (_PROGRAM, "pagefind-worker.js", _ENTRY, "wasm.nl.pagefind")
_PARTS = (".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment")
_MARK = b"pagefind_dcd"
_NUMBER, _TEXT, _LIST = 0, 3, 4  # the kinds of CBOR that Pagefind uses
_FILTERS = 3  # where the filters stand in what Pagefind tells of an index


@contextmanager
def make_zoekindex(site: Path, folder: str) -> Iterator[None]:
    """Index all pages below `site` that ask for it (`data-pagefind-body`), into a folder of it.

    They have to be there at the begin. The program works while the caller makes the other files, and is waited for at
    the end. Raises `BuildRefusedError` when it is not there, fails, or writes another form than we know.
    """
    from pagefind.service import get_executable

    program = get_executable()
    if program is None:
        raise BuildRefusedError("het programma pagefind ontbreekt; typ: make site")
    target = site / folder
    command: list[str | Path] = [program, "--site", site, "--output-path", target, "--force-language", "nl", "--silent"]
    # From within the site, where there is no pagefind.toml that would change anything.
    process = subprocess.Popen(
        command,
        cwd=site,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    with process:
        try:
            yield
            answer, _ = process.communicate()
        except BaseException:
            process.kill()
            raise
    if process.returncode or not (target / _PROGRAM).is_file():
        said = [line.strip() for line in answer.splitlines() if line.strip()]
        raise BuildRefusedError("pagefind kon de zoekindex niet maken", *said[-3:])
    for path in target.rglob("*"):
        if path.is_file() and path.name not in _KEPT and path.suffix not in _PARTS:
            path.unlink()
    try:
        _put_in_order(target)
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise BuildRefusedError(f"de zoekindex van pagefind heeft een vorm die wij niet kennen: {error}") from error


def _put_in_order(target: Path) -> None:
    """Sort the filters and their values, and give each file that changed the name that goes with what is in it."""
    entry = json.loads((target / _ENTRY).read_text(encoding="utf-8"))
    for language, told in entry["languages"].items():
        meta_path = target / f"pagefind.{told['hash']}.pf_meta"
        meta = _read(meta_path)
        filters = []
        for name, hashed in sorted(meta[_FILTERS]):
            path = target / "filter" / f"{hashed}.pf_filter"
            label, values = _read(path)
            path.unlink()
            content = _MARK + encode([label, sorted(values)])
            hashed = _name(language, content, 7)
            (path.parent / f"{hashed}.pf_filter").write_bytes(gzip.compress(content, mtime=0))
            filters.append([name, hashed])
        meta[_FILTERS] = filters
        meta_path.unlink()
        content = _MARK + encode(meta)
        told["hash"] = _name(language, content, 10)
        (target / f"pagefind.{told['hash']}.pf_meta").write_bytes(gzip.compress(content, mtime=0))
    (target / _ENTRY).write_text(json.dumps(entry, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _name(language: str, content: bytes, length: int) -> str:
    return f"{language}_{hashlib.sha256(content).hexdigest()[:length]}"


def _read(path: Path) -> Any:
    content = gzip.decompress(path.read_bytes())
    value, end = decode(content, len(_MARK))
    if not content.startswith(_MARK) or end != len(content):
        raise ValueError(path.name)
    return value


def decode(source: bytes, at: int) -> tuple[Any, int]:
    """Return a CBOR value of numbers, texts and lists, and where it ends."""
    kind, size = source[at] >> 5, source[at] & 31
    at += 1
    if size >= 24:
        length = 1 << (size - 24)
        size, at = int.from_bytes(source[at : at + length], "big"), at + length
    if kind == _NUMBER:
        return size, at
    if kind == _TEXT:
        return source[at : at + size].decode(), at + size
    if kind != _LIST:
        raise ValueError(f"soort {kind}")
    items = []
    for _ in range(size):
        item, at = decode(source, at)
        items.append(item)
    return items, at


def encode(value: Any) -> bytes:
    """Return a value of numbers, texts and lists as CBOR."""
    match value:
        case int():
            return _encode_head(_NUMBER, value)
        case str():
            text = value.encode()
            return _encode_head(_TEXT, len(text)) + text
        case list():
            return _encode_head(_LIST, len(value)) + b"".join(encode(item) for item in value)
    raise TypeError(type(value).__name__)


def _encode_head(kind: int, size: int) -> bytes:
    if size < 24:
        return bytes([kind << 5 | size])
    power = next(power for power in range(4) if size < 1 << (8 << power))
    return bytes([kind << 5 | 24 + power]) + size.to_bytes(1 << power, "big")
