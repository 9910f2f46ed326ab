"""Work that is spread gives what one process gives: the same results in the same order, and the same error."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from made_site import TOP
from wijkdemocratie import werkers
from wijkdemocratie.bouw import BuildRefusedError
from wijkdemocratie.werkers import spread

ITEMS = list(range(101))


@pytest.fixture(params=[1, 2, 5])
def workers(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many processors there are said to be."""
    count: int = request.param
    monkeypatch.setattr(werkers, "count_workers", lambda: count)
    return count


def test_results_come_in_the_order_of_the_items(workers: int) -> None:
    """Each piece is done once, by one of the workers."""
    found = spread(lambda number: (number * number, os.getpid()), ITEMS, portion=1)

    assert [square for square, _pid in found] == [number * number for number in ITEMS]
    assert len({pid for _square, pid in found}) == workers


def test_few_pieces_are_no_reason_to_fork(workers: int) -> None:
    """A fork takes longer than a few pieces; nothing at all is fine too."""
    assert set(spread(lambda _number: os.getpid(), ITEMS[:3], portion=4)) == {os.getpid()}
    assert spread(str, [], portion=1) == []


def test_first_error_is_raised_whoever_met_it(workers: int) -> None:
    """A build with two faults tells of the same one with any number of workers."""

    def work(number: int) -> int:
        if number in (13, 14, 90):
            raise BuildRefusedError(f"fout {number}", "nog een regel")
        return number

    with pytest.raises(BuildRefusedError) as caught:
        spread(work, ITEMS, portion=1)
    assert caught.value.lines == ("fout 13", "nog een regel")


def test_error_that_cannot_travel_still_tells_where_it_was(workers: int) -> None:
    """A mistake of ours keeps its words, also when its own kind cannot leave the worker."""

    class OwnError(Exception):
        pass

    def work(number: int) -> None:
        if number == 14:
            raise OwnError("hier ging het mis")

    with pytest.raises((OwnError, RuntimeError), match="hier ging het mis"):
        spread(work, ITEMS, portion=1)


def test_worker_that_dies_is_an_error_and_leaves_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a worker did not do is never taken for done."""
    monkeypatch.setattr(werkers, "count_workers", lambda: 3)
    parent, fork, started = os.getpid(), os.fork, list[int]()

    def work(number: int) -> int:
        if os.getpid() != parent and number % 3 == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    def note() -> int:
        started.append(fork())
        return started[-1]

    monkeypatch.setattr(os, "fork", note)
    with pytest.raises(RuntimeError, match="-9"):
        spread(work, ITEMS, portion=1)
    assert len(started) == 2
    for pid in started:  # other tests have children too, such as a browser
        with pytest.raises(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)


def test_steps_go_up_to_the_end(workers: int) -> None:
    """Whoever waits sees the work come along."""
    told: list[tuple[int, int]] = []
    spread(str, ITEMS, portion=1, step=lambda done, total: told.append((done, total)))

    assert [done for done, _total in told] == sorted(done for done, _total in told)
    assert told[-1] == (len(ITEMS), len(ITEMS))


def test_workers_go_with_who_started_them(tmp_path: Path) -> None:
    """A build that is killed leaves nobody behind who goes on writing."""
    program = """
        import os, sys, time
        from pathlib import Path
        sys.path.insert(0, sys.argv[1])
        from wijkdemocratie import werkers
        werkers.count_workers = lambda: 2
        parent = os.getpid()

        def work(number):
            if os.getpid() != parent:
                Path(sys.argv[2]).write_text(str(os.getpid()))
            time.sleep(60)

        werkers.spread(work, [1, 2], portion=1)
    """
    note = tmp_path / "nummer"
    process = subprocess.Popen([sys.executable, "-c", textwrap.dedent(program), str(TOP / "plugins"), str(note)])
    while not (note.exists() and note.read_text(encoding="ascii")):
        time.sleep(0.01)
    process.kill()
    process.wait()
    worker = int(note.read_text(encoding="ascii"))
    for _ in range(500):
        if not is_alive(worker):
            break
        time.sleep(0.01)
    else:
        os.kill(worker, signal.SIGKILL)
        pytest.fail("the worker lives on")


def is_alive(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    except FileNotFoundError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"
