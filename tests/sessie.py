"""One `build.py serve` in a process of its own, asked as a browser would."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from made_site import PEILDATUM, TOP

PATIENCE = 60.0  # seconds until a build must be there; a bound for a broken test, not a measurement


class Answer(NamedTuple):
    """What a browser gets."""

    status: int
    headers: dict[str, str]
    body: str


def get(url: str, path: str, method: str = "GET", headers: dict[str, str] | None = None) -> Answer:
    """Ask for one path, exactly as it is written."""
    connection = http.client.HTTPConnection(url.removeprefix("http://"), timeout=PATIENCE)
    try:
        connection.request(method, path, headers=headers or {})
        response = connection.getresponse()
        told = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, told, response.read().decode())
    finally:
        connection.close()


class Session:
    """One `build.py serve` in a process of its own."""

    def __init__(self, root: Path, top: Path = TOP) -> None:
        self.process = subprocess.Popen(
            [
                *(sys.executable, str(top / "build.py"), "serve", "--port", "0"),
                *("--root", str(root), "--peildatum", PEILDATUM.isoformat()),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        )
        self.said: list[str] = []
        self._readers = [threading.Thread(target=self._read, args=(name,)) for name in ("stdout", "stderr")]
        for reader in self._readers:
            reader.start()
        self.wait_for(lambda: any(line.startswith("Kijk op ") for line in self.said))
        self.url = next(line.split()[2].rstrip("/") for line in self.said if line.startswith("Kijk op "))

    def _read(self, name: str) -> None:
        for line in getattr(self.process, name):
            self.said.append(line.rstrip("\n"))

    def wait_for(self, condition: Callable[[], bool]) -> None:
        """Wait until something holds."""
        end = time.monotonic() + PATIENCE
        while not condition():
            assert self.process.poll() is None, self.said
            assert time.monotonic() < end, self.said
            time.sleep(0.05)

    def wait_for_page(self, path: str, text: str) -> str:
        """Wait until a page holds a text, and return the page."""
        self.wait_for(lambda: text in get(self.url, path).body)
        return get(self.url, path).body

    def stop(self) -> int:
        """Press Ctrl-C and return the exit code."""
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(PATIENCE)
        for reader in self._readers:
            reader.join()
        for stream in (self.process.stdout, self.process.stderr):
            assert stream is not None
            stream.close()
        return code
