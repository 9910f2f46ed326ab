"""Work that falls apart in many like pieces, spread over the processors of this computer.

Workers are forks of this process: each knows all that has been read and worked out so far without copying it. What
comes out is the same with one worker or many: in the order of the pieces, and of errors the first.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import pickle
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from typing import IO, Any, NoReturn, TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

_PORTION = 24
"""Below so many pieces for each worker a fork costs more than it brings."""
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of <linux/prctl.h>


def count_workers() -> int:
    """Return how many processors this process may use; 1 where a fork is not there, or not safe (macOS)."""
    if not hasattr(os, "fork") or sys.platform == "darwin":
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def spread(
    work: Callable[[_Item], _Result],
    items: Sequence[_Item],
    *,
    step: Callable[[int, int], None] | None = None,
    portion: int = _PORTION,
) -> list[_Result]:
    """Do `work` for each of `items` and return the results in their order.

    `step` is told how many are done, of how many. An error is raised for the first item that gives one, as it would
    be in one process, though others may have been done after it.
    """
    count = max(1, min(count_workers(), len(items) // portion))
    shares = [items[first::count] for first in range(count)]
    others = [_start(work, share) for share in shares[1:]]
    try:
        own = None if step is None else lambda done: step(min(done * count, len(items)), len(items))
        outcomes = [_do(work, shares[0], own), *(_collect(pid, stream) for pid, stream in others)]
    except BaseException:
        for pid, _stream in others:
            # It may be gone already, and then nobody needs to stop it.
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        for pid, _stream in others:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, 0)
        raise
    finally:
        for _pid, stream in others:
            stream.close()
    if step is not None:
        step(len(items), len(items))
    failed = [
        (len(results) * count + first, error) for first, (results, error) in enumerate(outcomes) if error is not None
    ]
    if failed:
        raise min(failed, key=lambda one: one[0])[1]
    found: list[Any] = [None] * len(items)
    for first, (results, _error) in enumerate(outcomes):
        found[first::count] = results
    return found


def _do(
    work: Callable[[_Item], _Result], share: Sequence[_Item], step: Callable[[int], None] | None
) -> tuple[list[_Result], Exception | None]:
    """Do one share until the first error."""
    results: list[_Result] = []
    for item in share:
        try:
            results.append(work(item))
        except Exception as error:  # raised by `spread`, when it is known to be the first
            return results, error
        if step:
            step(len(results))
    return results, None


def _start(work: Callable[[_Item], _Result], share: Sequence[_Item]) -> tuple[int, IO[bytes]]:
    """Start a worker, and return its number and the file in which it leaves what came out."""
    stream = tempfile.TemporaryFile()  # noqa: SIM115  # closed by `spread`
    pid = os.fork()
    if pid == 0:
        _work(work, share, stream)
    return pid, stream


def _work(work: Callable[[_Item], _Result], share: Sequence[_Item], stream: IO[bytes]) -> NoReturn:
    """Be a worker: never return to what the parent was doing, and clear away nothing of it."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        results, error = _do(work, share, None)
        pickle.dump((results, _make_portable(error)), stream, pickle.HIGHEST_PROTOCOL)
        stream.flush()
        code = 0
    except BaseException:  # who forked us must hear of it, and not go on twice
        traceback.print_exc()
    finally:
        os._exit(code)


def _make_portable(error: Exception | None) -> Exception | None:
    """Return an error that another process can raise; a mistake of ours keeps the place where it was made."""
    if error is None:
        return None
    error.add_note("".join(traceback.format_exception(error)))
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301  # made on this line
    except Exception:  # an error may hold anything
        return RuntimeError("".join(traceback.format_exception(error)))
    return error


def _collect(pid: int, stream: IO[bytes]) -> tuple[list[Any], Exception | None]:
    """Wait for a worker, and return what came out."""
    _, status = os.waitpid(pid, 0)
    if status:
        raise RuntimeError(f"a worker stopped with {os.waitstatus_to_exitcode(status)}")
    stream.seek(0)
    outcome: tuple[list[Any], Exception | None] = pickle.load(stream)  # noqa: S301  # written by our own fork
    return outcome
