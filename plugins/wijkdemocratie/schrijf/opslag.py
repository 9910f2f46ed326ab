"""Writing files: all of them or none, each in one go, and never over something that was not there when we looked."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path


class OpslagError(Exception):
    """A file that is not to be written: the sentence and the way out."""

    def __init__(self, message: str, tip: str) -> None:
        super().__init__(message)
        self.tip = tip


def find_doel(root: Path, path: str) -> Path:
    """Return where a path below `root` really ends. Raises `OpslagError` where that is somewhere else."""
    real = Path(os.path.realpath(root / path))
    if not real.is_relative_to(os.path.realpath(root)):
        raise OpslagError(
            f"{path} is een koppeling naar iets buiten deze map",
            "zet het bestand of de map zelf hier neer, in plaats van een koppeling (symlink)",
        )
    return real


def write_bestanden(
    root: Path,
    texts: Mapping[str, str | None],
    *,
    nieuw: frozenset[str] = frozenset(),
    gelezen: Mapping[str, bytes] | None = None,
) -> None:
    """Write the files below `root`, by path; None takes a file away. `nieuw` are those that must not be there yet.

    A file keeps its rights, and a link keeps being a link. Raises OSError after putting back what stood, and
    `OpslagError` for what ends outside `root`. With `gelezen`, what the files held when the texts were made, also for a
    file that somebody saved since.
    """
    staged: list[tuple[str, Path, Path]] = []
    undo: list[tuple[Path, bytes | None, int]] = []
    doel = {path: find_doel(root, path) for path, text in texts.items() if text is not None}
    gone = [path for path, text in texts.items() if text is None]
    for path in gone:
        find_doel(root, str(Path(path).parent))  # what goes is the link itself
    kept = {path: _read_mode(root / path) for path in texts}
    try:
        for path, text in texts.items():
            if text is not None:
                # What moves keeps its rights too: there is then one file that goes for each that comes.
                mode = kept[path] or next((kept[old] for old in gone if Path(old).parent == Path(path).parent), None)
                staged.append((path, _stage(doel[path], text, mode), doel[path]))
        for path, temporary, full in staged:
            if path in nieuw:
                os.link(temporary, full)  # unlike a rename it fails when somebody was first
                undo.append((full, None, 0))
                continue
            before = full.read_bytes() if full.exists() else None
            _compare(path, before, gelezen)
            undo.append((full, before, _read_mode(full) or 0))
            temporary.replace(full)
        for path in gone:
            full = root / path
            before = full.read_bytes()
            _compare(path, before, gelezen)
            undo.append((full, before, _read_mode(full) or 0))
            full.unlink()
    except BaseException:
        for full, before, mode in reversed(undo):
            with contextlib.suppress(OSError):
                _put_back(full, before, mode)
        raise
    finally:
        for _, temporary, _ in staged:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def _compare(path: str, now: bytes | None, gelezen: Mapping[str, bytes] | None) -> None:
    """Refuse to write over what somebody saved after it was read."""
    if gelezen is not None and now != gelezen.get(path):
        raise OpslagError(f"{path} is intussen door iemand anders bewaard", "kijk wat er nu staat, en doe het opnieuw")


def _stage(full: Path, text: str, mode: int | None) -> Path:
    """Write a text beside where it will stand, in a file that is ours alone, and leave nothing when that fails.

    The name begins with a point, so that nothing reads it.
    """
    handle, name = tempfile.mkstemp(prefix=".schrijf-", suffix=".nieuw", dir=full.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_read_default() if mode is None else mode)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    return temporary


def _read_default() -> int:
    """Return the rights that a new file gets here: the system tells its mask only to who sets another."""
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask


def _read_mode(full: Path) -> int | None:
    try:
        return stat.S_IMODE(full.stat().st_mode)
    except OSError:
        return None


def _put_back(full: Path, before: bytes | None, mode: int) -> None:
    if before is None:
        full.unlink(missing_ok=True)
        return
    full.write_bytes(before)
    full.chmod(mode)
