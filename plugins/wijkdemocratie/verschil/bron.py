"""From what somebody names to a folder with a site: a made site, or a commit that is made into one aside.

Nothing of the working copy is touched: git writes out what a commit holds, and both sites are built in a folder that
goes away. Each commit is built by its own build.py, so that a change of the code shows as well. That is the code of
whoever made the commit, run with the rights of the user: `--help` and docs/werkplek.md say so. What it keeps for a next
build stays in the folder that goes away, as this version must not read what another one wrote.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from wijkdemocratie.bouw import BuildRefusedError

from .zien import WIJZIGINGEN

_NOT_IN_GIT = ("huisstijl", "wijken/postcodes.csv")
"""What the repository may not hold; both versions get what is here now."""

_LINES = 12  # of what a build that failed said


@contextmanager
def make_sites(names: Iterable[str | None], *, root: Path, top: Path, peildatum: date) -> Iterator[list[Path]]:
    """Yield a folder with a site for each name; None is the working copy. They are built side by side.

    Raises `BuildRefusedError` with the reason when one cannot be made.
    """
    with TemporaryDirectory(prefix="wijken-diff-") as temporary:
        folders: list[Path] = []
        builds: list[tuple[str, subprocess.Popen[str]]] = []
        try:
            for number, name in enumerate(names):
                aside = Path(temporary) / str(number)
                if name is not None and (Path(name) / WIJZIGINGEN).is_file():
                    folders.append(Path(name))
                    continue
                source = root if name is None else _write_out(name, root, aside / "bron")
                folders.append(aside / "site")
                builds.append((name or "de bestanden zoals ze nu zijn", _start(source, top, aside / "site", peildatum)))
            for name, build in builds:
                _, said = build.communicate()
                if build.returncode:
                    raise BuildRefusedError(
                        f"van {name} is geen site te maken:", *(f"  {line}" for line in said.splitlines()[-_LINES:])
                    )
        finally:
            for _, build in builds:
                if build.poll() is None:
                    build.kill()
                    build.communicate()
        yield folders


def _write_out(name: str, root: Path, folder: Path) -> Path:
    """Write what a commit holds below `root` into a folder."""
    if name and Path(name).is_dir():
        raise BuildRefusedError(f"in de map {name} staat geen site die build.py heeft gemaakt")
    # A name that begins with a dash would be an option to git.
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if found.returncode:
        said = found.stderr.decode(errors="replace").strip().splitlines()
        raise BuildRefusedError(
            f"“{name}” is geen commit, en ook geen map met een gemaakte site", *(f"  git: {line}" for line in said)
        )
    packed = _git(root, "archive", "--format=tar", found.stdout.decode().strip())
    if packed.returncode:
        raise BuildRefusedError(f"git kan {name} niet uitschrijven: {packed.stderr.decode(errors='replace').strip()}")
    try:
        with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
            if hasattr(tarfile, "data_filter"):  # Python 3.11.4 and later
                archive.extractall(folder, filter="data")
            else:
                archive.extractall(folder)  # noqa: S202  # git archive names nothing outside its own tree
    except tarfile.TarError as error:
        raise BuildRefusedError(f"git kan {name} niet uitschrijven: {error}") from error
    for path in _NOT_IN_GIT:
        here, there = root / path, folder / path
        if here.exists() and not there.exists():
            there.parent.mkdir(parents=True, exist_ok=True)
            (shutil.copytree if here.is_dir() else shutil.copy)(here, there)
    return folder


def _git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)  # noqa: S607
    except FileNotFoundError:
        raise BuildRefusedError("git is niet gevonden; noem twee mappen met een gemaakte site") from None


def _start(source: Path, top: Path, output: Path, peildatum: date) -> subprocess.Popen[str]:
    """Begin a build of a folder, by its own build.py if it has one."""
    own = source / "build.py"
    program = own if own.is_file() else top / "build.py"
    return subprocess.Popen(
        [
            *(sys.executable, str(program), "build", "--root", str(source), "--output", str(output)),
            *("--peildatum", peildatum.isoformat(), "--zonder-zoeken", "--stil"),
        ],
        env=os.environ | {"XDG_CACHE_HOME": str(output.parent / "cache")},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
    )
