"""Make the site aside, look it over, and only then put it in the place of the old one.

Whatever goes wrong before the last step, the old site stands as it stood.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from wijkdemocratie.bouw import BuildRefusedError, Opbrengst, Progress
from wijkdemocratie.onveranderd import Aantekening, make_sleutel
from wijkdemocratie.pages import Site
from wijkdemocratie.voorraad import Voorraad, hash_files, make_key
from wijkdemocratie.werkers import spread

MARK = ".wijken-aan-zet"
"""The file that tells a folder we made, and may replace, from one that holds something else."""

_MARK_TEXT = "Deze map is gemaakt door build.py en wordt bij elke bouw in haar geheel vervangen.\n"
_SECOND = 10**9  # in the nanoseconds in which a file's time is told
_SOURCES = ("content", "wijken", "huisstijl", "theme", "plugins", ".git")


def build_site(
    site: Site,
    *,
    root: Path,
    settings: Path,
    output: Path,
    progress: Progress,
    bronnen: str | None = None,
    lees_bronnen: Callable[[], str | None] = lambda: None,
    opnieuw: bool = False,
) -> Opbrengst:
    """Build `site` with the loose pages of `root`/content and the theme of `settings`, and publish it in `output`.

    `bronnen` is the mark of all files from which the site is read and made (`hash_files`). A site that was made of the
    same ones, and has not been touched, stays as it is, unless it is to be made `opnieuw`. `lees_bronnen` gives that
    mark as it is afterwards.

    Raises what `replace_folder` raises.
    """
    # Late: importing Pelican changes the root logger of the whole process.
    from wijkdemocratie.adapter import render_site
    from wijkdemocratie.verify import verify_tree

    root, settings = root.resolve(), settings.resolve()
    content = root / "content"
    if not content.is_dir():
        raise BuildRefusedError(f"de map {content} ontbreekt")

    code = hash_files([Path(__file__).resolve().parent], (".py",))
    voorraad = Voorraad(root, "gemaakt", make_key(code, make_sleutel()), leeg=opnieuw)

    def make(staging: Path) -> Opbrengst:
        made = render_site(site, settings, content, staging, progress, voorraad)
        progress.begin("De site nalopen")
        if faults := verify_tree(staging, site.siteurl, voorraad):
            raise BuildRefusedError(*faults)
        voorraad.save()
        progress.begin("De site plaatsen")
        return made

    aantekening = None
    if bronnen is not None:
        # What may stand outside the sources: files of the theme as they were read, and what stad.yaml points at.
        theme = sorted(site.bestanden.bestanden.items())
        words = (bronnen, site.peildatum, site.siteurl, site.met_zoeken, theme, site.stad.huisstijl, site.stad.grenzen)
        aantekening = Aantekening(_beside(output.resolve(), "stand"), make_sleutel(*words))
    return replace_folder(
        output, (root, settings.parent), make, aantekening, opnieuw=opnieuw, is_gelijk=lambda: lees_bronnen() == bronnen
    )


def replace_folder(
    output: Path,
    sources: Iterable[Path],
    make: Callable[[Path], Opbrengst],
    aantekening: Aantekening | None = None,
    *,
    opnieuw: bool = False,
    is_gelijk: Callable[[], bool] = lambda: True,
) -> Opbrengst:
    """Let `make` fill an empty folder, and put that in the place of `output`.

    The empty folder stands beside `output`, because only within one file system can a folder change places at once.
    `sources` are the folders with what the site is made from. Raises `BuildRefusedError` when `output` may not be
    replaced or another build is busy there, `OSError` for a disk that is full, read-only or gone, and what `make`
    raises.
    """
    output = output.resolve()
    _check_output(output, sources)
    output.parent.mkdir(parents=True, exist_ok=True)
    with _hold_lock(_beside(output, "slot")):
        old, staging = _beside(output, "oud"), _beside(output, "bouw")
        if old.exists() and not output.exists():
            old.rename(output)  # a build died between the two renames of _swap
        _remove(old, staging)  # the lock is ours, so whoever made these is dead
        if aantekening and not opnieuw and (known := aantekening.recall(output)):
            return known
        try:
            staging.mkdir()  # within: who is broken off right after it clears it away too
            made = make(staging)
            (staging / MARK).write_text(_MARK_TEXT, encoding="utf-8")
            _keep_times(staging, output)
            _swap(staging, output, old)
        finally:
            _remove(old, staging)
        # Who saved a file meanwhile has it in this site or not: that is no site to leave as it is next time.
        if aantekening and is_gelijk():
            aantekening.keep(output, made)
    return made


def _check_output(output: Path, sources: Iterable[Path]) -> None:
    """Refuse a folder that holds, or stands in, what the site is made from, or what somebody else made."""
    for top in sources:
        if top.is_relative_to(output):
            raise BuildRefusedError(f"de uitvoermap {output} bevat de bronnen van de site; kies een andere map")
        for name in _SOURCES:
            if output.is_relative_to(top / name):
                raise BuildRefusedError(f"de uitvoermap {output} staat tussen de bronnen; kies een andere map")
    if output.exists() and not output.is_dir():
        raise BuildRefusedError(f"de uitvoer {output} is geen map; kies een andere naam")
    if output.is_dir() and any(output.iterdir()) and not (output / MARK).is_file():
        raise BuildRefusedError(
            f"de map {output} is niet door build.py gemaakt en wordt dus niet vervangen; "
            "kies een andere map, of maak deze leeg"
        )


def _beside(output: Path, purpose: str) -> Path:
    return output.parent / f".{output.name.lstrip('.')}-{purpose}"


@contextmanager
def _hold_lock(path: Path) -> Iterator[None]:
    """Let one build at a time write here. The system lets go of the lock of a process that dies."""
    while True:
        lock = os.open(path, os.O_CREAT | os.O_RDWR, 0o666)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # The build before us removes its file: a lock on a file that is gone keeps nobody out.
            if _is_same_file(lock, path):
                break
        except BlockingIOError:
            os.close(lock)
            raise BuildRefusedError(
                "er loopt al een bouw naar deze map; wacht tot die klaar is en probeer het opnieuw"
            ) from None
        os.close(lock)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(lock)


def _is_same_file(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _keep_times(staging: Path, output: Path) -> None:
    """Give each file the time by which a web server says whether it changed, as the published site has it.

    Servers make Last-Modified and ETag from the time of a file in whole seconds, and from its size. A file with the
    same bytes keeps its time, so that a reader is not sent again what it has. One that changed gets a later second
    than it had, also when two builds fall within one second or the clock was set back: a reader must not miss it.
    """
    pads = [
        os.path.relpath(os.path.join(folder, name), staging)  # noqa: PTH118  # a Path for each of thousands takes its time
        for folder, _folders, names in os.walk(staging)
        for name in names
    ]
    spread(partial(_keep_time, staging, output), pads, portion=500)


def _keep_time(staging: Path, output: Path, pad: str) -> None:
    path, published = f"{staging}/{pad}", f"{output}/{pad}"
    try:
        before = os.lstat(published)
    except (FileNotFoundError, NotADirectoryError):
        return
    now = os.lstat(path)
    if not (stat.S_ISREG(now.st_mode) and stat.S_ISREG(before.st_mode)):
        return
    if now.st_size == before.st_size and Path(path).read_bytes() == Path(published).read_bytes():
        os.utime(path, ns=(now.st_atime_ns, before.st_mtime_ns))
    elif now.st_mtime_ns // _SECOND <= before.st_mtime_ns // _SECOND:
        os.utime(path, ns=(now.st_atime_ns, before.st_mtime_ns + _SECOND))


def _swap(staging: Path, output: Path, old: Path) -> None:
    """Put `staging` in the place of `output`; afterwards the old site, if any, is in `old` or `staging`.

    Linux can exchange two folders in one step, so that no visitor finds nothing and a crash leaves one of both. A
    symbolic link would do that anywhere, but the output would then be a link beside a folder that nobody may remove,
    and many tools that copy a site do not follow one. Elsewhere the two renames are microseconds apart, and the next
    build mends a crash between them.
    """
    if not output.exists():
        staging.rename(output)
        return
    if _exchange(staging, output):
        return
    output.rename(old)
    try:
        staging.rename(output)
    except OSError:
        old.rename(output)
        raise


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders by renameat2(2); False when this system or this file system cannot."""
    if sys.platform != "linux":
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    at_cwd, exchange = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of <fcntl.h> and <linux/fs.h>
    if renameat2(at_cwd, os.fsencode(one), at_cwd, os.fsencode(other), exchange) == 0:
        return True
    code = ctypes.get_errno()
    if code in {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _remove(*folders: Path) -> None:
    """Remove what is left; what cannot be removed stays hidden beside the site until the next build."""
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
