"""What open pages want to know: how many builds there have been, and what was wrong with the last one."""

from __future__ import annotations

import threading


class Stand:
    """Shared by the thread that builds and those that answer browsers."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._closed = False
        self.number = 0
        self.problems = ""

    def change(self, problems: str) -> None:
        """Tell everybody that there was another build; `problems` is empty when it went well."""
        with self._changed:
            self.number += 1
            self.problems = problems
            self._changed.notify_all()

    def close(self) -> None:
        """Let everybody who waits go."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def wait_after(self, number: int, seconds: float) -> bool | None:
        """Wait for a build after `number`: True when there is one, False after `seconds`, None at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self.number != number, seconds)
            return None if self._closed else self.number != number
