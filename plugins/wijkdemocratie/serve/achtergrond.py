"""The build of the whole site, in a process of its own while the server goes on."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
from collections.abc import Callable, Sequence

_PATIENCE = 10.0  # seconds to clear away what it was making
_POLITE = 5  # a page that somebody waits for goes first


class Bouw:
    """One run of `command`; `tell` hears of its end in another thread. `answer` and `problems` are what it said."""

    def __init__(self, command: Sequence[str], tell: Callable[[Bouw], None]) -> None:
        self.answer = self.problems = ""
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )
        with contextlib.suppress(OSError, AttributeError):  # it ended already, or this system knows no such thing
            os.setpriority(os.PRIO_PROCESS, self._process.pid, _POLITE)
        self._thread = threading.Thread(target=self._listen, args=(tell,), daemon=True)
        self._thread.start()

    @property
    def is_goed(self) -> bool:
        """Whether the site was made."""
        return self._process.returncode == 0

    def break_off(self) -> None:
        """Ask it to stop and to clear away what it was making."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)

    def wait(self) -> None:
        """Wait for it, and do not let it keep us waiting."""
        self._thread.join(_PATIENCE)
        if self._thread.is_alive():
            self._process.kill()
            self._thread.join(_PATIENCE)

    def _listen(self, tell: Callable[[Bouw], None]) -> None:
        self.answer, self.problems = self._process.communicate()
        tell(self)
