"""Run one command of build.py as it is, and write as JSON what each stage took: `bouwmeter.py MAP UIT.json build ...`.

MAP is the folder of build.py. The stages are those that a build tells of, so nothing is run in another way or order
than for an editor; only the one who listens is another.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from pathlib import Path

_KB = 1 / 1024 if sys.platform == "darwin" else 1  # getrusage(2): bytes on macOS, kilobytes elsewhere


class Meting:
    """What has been used since the process began, per stage; what is before the first one is the start."""

    def __init__(self) -> None:
        self.stages: list[list[str | float]] = []
        self._began = time.time() - _find_age()
        self.begin("Starten", at_start=True)

    def begin(self, stage: str, *, at_start: bool = False) -> None:
        """Close the stage before this one, and open this one."""
        wall, processor = (self._began, 0.0) if at_start else (time.time(), count_processor())
        self.close(wall, processor)
        self.stages.append([stage, wall, processor, 0])

    def close(self, wall: float, processor: float) -> None:
        """Turn the begin of the last stage into how long it took, and the most memory until its end."""
        if self.stages:
            last = self.stages[-1]
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KB / 1000
            last[1:] = [wall - float(last[1]), processor - float(last[2]), memory]


def count_processor() -> float:
    """Return the seconds of processor that were used so far, by this process and by its workers that are done."""
    workers = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + workers.ru_utime + workers.ru_stime


def _find_age() -> float:
    """Return for how long this process has been running; where the system does not tell, the time it computed."""
    try:
        started = int(Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()[19])
        now = float(Path("/proc/uptime").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError):
        return time.process_time()
    return now - started / os.sysconf("SC_CLK_TCK")


def main(top: str, report: str, *arguments: str) -> int:
    """Run the command, and report."""
    meting = Meting()
    sys.path[:0] = [top, str(Path(top, "plugins"))]
    import build
    from wijkdemocratie.bouw import Progress

    class Listener(Progress):
        def begin(self, stage: str) -> None:
            meting.begin(stage)

    build.make_progress = lambda **_: Listener()
    code = build.main(list(arguments))
    meting.close(time.time(), count_processor())
    Path(report).write_text(json.dumps(meting.stages), encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
