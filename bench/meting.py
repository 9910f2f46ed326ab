"""What one run of a program took: seconds on the clock, seconds of processor, and the most memory of all of it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import NamedTuple

MAX_RSS_UNIT = 1 if sys.platform == "darwin" else 1024  # getrusage(2): bytes on macOS, kilobytes elsewhere
_EACH = 0.1  # seconds between two looks at the memory


class Measurement(NamedTuple):
    """One run of one command."""

    wall: float  # seconds
    processor: float  # seconds, user and system together, children included
    memory: float  # MB at the peak; of the process and its children together, where the system tells


def measure(folder: Path, *command: str) -> Measurement:
    """Run a command in a folder; exit with its own words when it fails."""
    with tempfile.TemporaryFile() as words:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=words, stderr=subprocess.STDOUT
        )
        peak = [0.0]
        done = threading.Event()
        watcher = threading.Thread(target=_watch, args=(process.pid, done, peak))
        watcher.start()
        # wait4 and not wait: only the first tells what this one child used.
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        done.set()
        watcher.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            words.seek(0)
            sys.stderr.write(words.read().decode("utf-8", "replace"))
            sys.exit(f"fout: {' '.join(command)} gaf code {process.returncode}")
    memory = peak[0] or usage.ru_maxrss * MAX_RSS_UNIT / 1e6
    return Measurement(wall, usage.ru_utime + usage.ru_stime, memory)


def _watch(pid: int, done: threading.Event, peak: list[float]) -> None:
    while not done.wait(_EACH):
        peak[0] = max(peak[0], sum(_read_memory(one) for one in _list_family(pid)))


def _list_family(pid: int) -> list[int]:
    """Return a process and all that came from it."""
    found = [pid]
    for one in found:
        try:
            children = Path(f"/proc/{one}/task/{one}/children").read_text(encoding="ascii")
        except OSError:
            continue
        found += [int(child) for child in children.split()]
    return found


def _read_memory(pid: int) -> float:
    """Return the MB of a process; what it shares with others counts for its part."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")) / 1000
