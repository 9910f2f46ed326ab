"""The process that reads the sources and makes single pages, as the server sees it: it may fail, and never stops us."""

from __future__ import annotations

import base64
import contextlib
import json
import queue
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, Any

_PATIENCE = 60.0  # seconds for one answer; a large city on a busy computer takes a while
_TURN = 5.0  # seconds that a page waits for others; after that it shows what was made before
_TRIES = 3  # how often it is started anew before somebody changes something


@dataclass(frozen=True, slots=True)
class Antwoord:
    """What stands at an address: content, nothing, or why it could not be made."""

    inhoud: bytes | None = None
    fout: str = ""


class Tekenaar:
    """Starts `command` when it is needed, asks it one thing at a time, and ends it when it does not answer."""

    def __init__(self, command: Sequence[str], patience: float = _PATIENCE, turn: float = _TURN) -> None:
        self._command, self._patience, self._turn = command, patience, turn
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._answers: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._tries = 0

    def lees(self) -> dict[str, Any] | None:
        """Let all sources be read anew, and return what came of it; None when nothing did."""
        with self._lock:
            self._tries = 0
            return self._ask({"vraag": "lees"})

    def make(self, pad: str) -> Antwoord | None:
        """Return what stands at an address; None when that cannot be told now."""
        if not self._lock.acquire(timeout=self._turn):
            return None
        try:
            answer = self._ask({"vraag": "pad", "pad": pad})
        finally:
            self._lock.release()
        if answer is None:
            return None
        inhoud = answer.get("inhoud")
        return Antwoord(None if inhoud is None else base64.b64decode(inhoud), answer.get("fout", ""))

    def stop(self) -> None:
        """End the process. The next question starts another, with the code and the theme as they are then."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream:
                with contextlib.suppress(OSError):  # what was still to be sent to it
                    stream.close()

    def _ask(self, question: dict[str, str]) -> dict[str, Any] | None:
        try:
            process = self._find_process()
            if process is None or process.stdin is None:
                return None
            process.stdin.write(json.dumps(question) + "\n")
            process.stdin.flush()
            line = self._wait(process)
            if line:
                answer: dict[str, Any] = json.loads(line)
                return answer
        except (OSError, ValueError):  # it went away while we asked, or died half-way an answer
            pass
        self.stop()
        return None

    def _wait(self, process: subprocess.Popen[str]) -> str:
        """Return the answer; nothing when the process ended, was ended by another, or takes too long."""
        end = time.monotonic() + self._patience
        while time.monotonic() < end and self._process is process:
            with contextlib.suppress(queue.Empty):
                return self._answers.get(timeout=0.2)
        return ""

    def _find_process(self) -> subprocess.Popen[str] | None:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.stop()
        if self._tries >= _TRIES:
            return None
        self._tries += 1
        self._answers = queue.SimpleQueue()
        self._process = subprocess.Popen(
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8", errors="replace"
        )
        threading.Thread(target=_pass_on, args=(self._process.stdout, self._answers), daemon=True).start()
        return self._process


def _pass_on(stream: IO[str], answers: queue.SimpleQueue[str]) -> None:
    """Pass each answer on, and an empty one at the end."""
    with contextlib.suppress(ValueError, OSError):  # closed by `stop`
        for line in stream:
            answers.put(line)
    answers.put("")
