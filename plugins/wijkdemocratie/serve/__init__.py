"""Show the site on this computer, and make it again at every change: what an editor has open beside the editor."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path
from types import FrameType

from watchfiles import Change, watch

from wijkdemocratie.bouw import explain_oserror

from .server import LiveServer
from .stand import Stand

_CODE = ("theme", "plugins")
_DATA = ("wijken", "content", "huisstijl")
_PROGRAMS = {"build.py", "pelicanconf.py"}


def serve_site(options: Namespace, top: Path) -> int:
    """Build, serve on loopback and rebuild at every change, until Ctrl-C; return the exit code.

    `top` is the folder of build.py. Each build is a fresh process, so that a change of code counts too, and so that
    nothing a build does can stop the server.
    """
    stand = Stand()
    output = options.output.resolve()
    try:
        server = LiveServer(options.port, output, stand)
    except OSError as error:
        print(f"fout: poort {options.port}: {explain_oserror(error)}", file=sys.stderr)
        print(f"tip: kies een andere: --port {options.port + 1}", file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, _interrupt)
    stop = threading.Event()
    changes: queue.Queue[set[str]] = queue.Queue()
    try:
        server.start()
        for paths, recursive in _list_watched(options.root.resolve(), top):
            threading.Thread(target=_watch, args=(paths, recursive, changes, stop), daemon=True).start()
        print(f"Kijk op {server.url}/ (Ctrl-C stopt)", flush=True)
        command = _make_command(options, top, output, server.url)
        while True:
            _build(command, stand)
            changed = changes.get()
            while not changes.empty():
                changed |= changes.get()
            print(f"Gewijzigd: {', '.join(sorted(changed))}", flush=True)
    except KeyboardInterrupt:
        print("\nGestopt.", flush=True)
        return 0
    finally:
        stop.set()
        stand.close()
        server.stop()


def _make_command(options: Namespace, top: Path, output: Path, siteurl: str) -> list[str]:
    command = [sys.executable, str(top / "build.py"), "build", "--stil", "--siteurl", siteurl]
    command.append("--zonder-vergelijking")  # who is still writing has told nobody yet
    command.append("--zonder-zoeken")  # a second for each time that somebody saves
    command += ["--root", str(options.root.resolve()), "--output", str(output)]
    if options.peildatum:
        command += ["--peildatum", options.peildatum.isoformat()]
    if options.zonder_voorbeelden:
        command.append("--zonder-voorbeelden")
    return command


def _build(command: list[str], stand: Stand) -> None:
    """Run one build, and tell the console and the open pages what came of it."""
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    ) as process:
        try:
            answer, problems = process.communicate()
        except KeyboardInterrupt:
            process.send_signal(signal.SIGINT)  # it clears away what it was making
            process.wait()
            raise
    print(problems, end="", file=sys.stderr, flush=True)
    # The last line says where to look, and that is here.
    print(answer.partition(" Kijk in ")[0], flush=True)
    stand.change(problems if process.returncode else "")


def _list_watched(root: Path, top: Path) -> list[tuple[list[Path], bool]]:
    """Return what is watched, and whether with all that is below it."""
    folders = [top / name for name in _CODE] + [root / name for name in _DATA]
    # The folder and not the files: an editor that replaces a file would take the watch away with it.
    return [([folder for folder in folders if folder.is_dir()], True), ([top], False)]


def _watch(paths: Iterable[Path], recursive: bool, changes: queue.Queue[set[str]], stop: threading.Event) -> None:
    wanted = _is_source if recursive else _is_program
    here = Path.cwd()
    for found in watch(*paths, watch_filter=wanted, recursive=recursive, stop_event=stop, debounce=400):
        changes.put({os.path.relpath(path, here) for _, path in found})


def _is_source(_: Change, path: str) -> bool:
    """Tell a source from what editors and Python leave beside it."""
    file = Path(path)
    return not file.name.startswith((".", "#")) and not file.name.endswith("~") and "__pycache__" not in file.parts


def _is_program(_: Change, path: str) -> bool:
    return Path(path).name in _PROGRAMS


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
