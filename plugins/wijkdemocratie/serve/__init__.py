"""Show the site on this computer, and make it again at every change: what an editor has open beside the editor.

A change of the sources shows at once: a process that has all imported (`tekenaar`) reads them and makes the page that
somebody looks at. The build of the whole site with all its checks follows, and takes its place.
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import sys
import threading
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path
from types import FrameType

from watchfiles import Change, watch

from wijkdemocratie.bouw import explain_oserror

from .achtergrond import Bouw
from .server import LiveServer
from .stand import Gelezen, Stand
from .tekenaar import Tekenaar

_CODE = ("theme", "plugins")
_DATA = ("wijken", "content", "huisstijl")
_PROGRAMS = {"build.py", "pelicanconf.py"}
_START_TEKENAAR = (
    "import sys; sys.path.insert(0, sys.argv[1]); import build; sys.exit(build.run_tekenaar(sys.argv[2:]))"
)

_News = queue.Queue[set[Path] | Bouw]
"""What `serve_site` waits for: paths that changed, or a build that ended."""


def serve_site(options: Namespace, top: Path) -> int:
    """Serve on loopback and show every change, until Ctrl-C; return the exit code. `top` is the folder of build.py.

    All that reads or makes something is a process of its own, so that a change of code counts too, and so that nothing
    that goes wrong there can stop the server.
    """
    stand, root = Stand(), options.root.resolve()
    output = options.output.resolve()
    try:
        server = LiveServer(options.port, output, stand, root)
    except OSError as error:
        print(f"fout: poort {options.port}: {explain_oserror(error)}", file=sys.stderr)
        print(f"tip: kies een andere: --port {options.port + 1}", file=sys.stderr)
        return 1
    for number in (signal.SIGINT, signal.SIGTERM):  # in the background a shell lets its programs ignore the first
        signal.signal(number, _interrupt)
    stop = threading.Event()
    news: _News = queue.Queue()
    arguments = _make_arguments(options, output, server.url)
    server.tekenaar = tekenaar = Tekenaar([sys.executable, "-c", _START_TEKENAAR, str(top), *arguments])
    bouw = None
    stand.change("", is_bezig=True)  # what stands there is of another time
    try:
        server.start()
        for paths, recursive in _list_watched(root, top):
            threading.Thread(target=_watch, args=(paths, recursive, news, stop), daemon=True).start()
        print(f"Kijk op {server.url}/ (Ctrl-C stopt)", flush=True)
        while True:
            may_build = _read(tekenaar, stand)
            if bouw:
                bouw.wait()
            bouw = Bouw([sys.executable, str(top / "build.py"), *arguments], news.put) if may_build else None
            changed = _wait(news, bouw, stand)
            print(f"Gewijzigd: {', '.join(sorted(os.path.relpath(path, Path.cwd()) for path in changed))}", flush=True)
            if bouw:
                bouw.break_off()  # it would show what is old already
            if any(path.is_relative_to(top / name) for path in changed for name in (*_CODE, *_PROGRAMS)):
                tekenaar.stop()
    except KeyboardInterrupt:
        print("\nGestopt.", flush=True)
        return 0
    finally:
        stop.set()
        stand.close()
        tekenaar.stop()
        with contextlib.suppress(KeyboardInterrupt):  # who presses twice still gets all stopped
            if bouw:
                bouw.break_off()
                bouw.wait()
        server.stop()


def _read(tekenaar: Tekenaar, stand: Stand) -> bool:
    """Let the sources be read and show what came of it; return whether there is a site to build."""
    told = tekenaar.lees()
    if told is None:  # the build says what is wrong, or shows the change later
        stand.change("", is_bezig=True)
        return True
    gelezen = Gelezen.from_json(told, stand.gelezen)
    if gelezen.goed:
        stand.change("", gelezen=gelezen, is_bezig=True, is_voor=True)
        return True
    print(gelezen.tekst, end="", file=sys.stderr, flush=True)
    print("De site is niet gemaakt. Wat er stond, staat er nog.", file=sys.stderr, flush=True)
    stand.change(gelezen.tekst, gelezen=gelezen)
    return False


def _wait(news: _News, bouw: Bouw | None, stand: Stand) -> set[Path]:
    """Wait for changes and return them. A build that ends meanwhile is told, unless it was of older sources."""
    while isinstance(found := news.get(), Bouw):
        if found is bouw:
            _tell_end(found, stand)
    changed = set(found)
    with contextlib.suppress(queue.Empty):
        while True:
            more = news.get_nowait()
            changed |= more if isinstance(more, set) else set()
    return changed


def _tell_end(bouw: Bouw, stand: Stand) -> None:
    print(bouw.problems, end="", file=sys.stderr, flush=True)
    # The last line says where to look, and that is here.
    print(bouw.answer.partition(" Kijk in ")[0], flush=True)
    if not bouw.is_goed:
        stand.change(bouw.problems or "De bouw stopte zonder iets te zeggen.")
    elif stand.is_voor:
        stand.finish()  # pages that are open have shown it already
    else:
        stand.change("")


def _make_arguments(options: Namespace, output: Path, siteurl: str) -> list[str]:
    """Return how build.py is called, for the whole site and for single pages."""
    arguments = ["build", "--stil", "--siteurl", siteurl]
    arguments.append("--zonder-vergelijking")  # who is still writing has told nobody yet
    arguments.append("--zonder-zoeken")  # a second for each time that somebody saves
    arguments += ["--root", str(options.root.resolve()), "--output", str(output)]
    if options.peildatum:
        arguments += ["--peildatum", options.peildatum.isoformat()]
    if options.zonder_voorbeelden:
        arguments.append("--zonder-voorbeelden")
    return arguments


def _list_watched(root: Path, top: Path) -> list[tuple[list[Path], bool]]:
    """Return what is watched, and whether with all that is below it."""
    folders = [top / name for name in _CODE] + [root / name for name in _DATA]
    # The folder and not the files: an editor that replaces a file would take the watch away with it.
    return [([folder for folder in folders if folder.is_dir()], True), ([top], False)]


def _watch(paths: Iterable[Path], recursive: bool, news: _News, stop: threading.Event) -> None:
    wanted = _is_source if recursive else _is_program
    for found in watch(*paths, watch_filter=wanted, recursive=recursive, stop_event=stop, debounce=400):
        news.put({Path(path) for _, path in found})


def _is_source(_: Change, path: str) -> bool:
    """Tell a source from what editors and Python leave beside it."""
    file = Path(path)
    return not file.name.startswith((".", "#")) and not file.name.endswith("~") and "__pycache__" not in file.parts


def _is_program(_: Change, path: str) -> bool:
    return Path(path).name in _PROGRAMS


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
