"""What a build says while it runs and when it stops."""

import errno
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from made_site import KLEIN, PEILDATUM, TOP
from wijkdemocratie.bouw import Opbrengst, PlainProgress, Progress, explain_oserror, make_progress


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (Opbrengst(1, 1, 1), "1 pagina, 1 feed en 1 agenda"),
        (Opbrengst(316, 159, 45), "316 pagina's, 159 feeds en 45 agenda's"),
        (Opbrengst(0, 0, 0), "0 pagina's, 0 feeds en 0 agenda's"),
    ],
)
def test_yield_is_told_in_dutch(made: Opbrengst, expected: str) -> None:
    """Singular and plural are right."""
    assert str(made) == expected


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "de schijf is vol"),
        (PermissionError(errno.EACCES, "Permission denied", "/uit"), "u hebt hier geen rechten: /uit"),
        (OSError(errno.EXDEV, "Invalid cross-device link", b"/uit"), "Invalid cross-device link: /uit"),
        (OSError("zomaar"), "zomaar"),
    ],
)
def test_refusal_of_the_system_is_told_in_dutch(error: OSError, expected: str) -> None:
    """What happens often has Dutch words, with the place where there is one; the rest is not lost."""
    assert explain_oserror(error) == expected


def test_progress_without_a_terminal_is_plain_lines(capsys: pytest.CaptureFixture[str]) -> None:
    """A log gets one line for each stage and no steps; a silent build gets nothing."""
    for silent in (False, True):
        with make_progress(silent=silent) as progress:
            progress.begin("Pagina's maken")
            progress.step(1, 2)

    assert capsys.readouterr() == ("", "Pagina's maken …\n")
    assert isinstance(make_progress(silent=False), PlainProgress)
    assert type(make_progress(silent=True)) is Progress


def test_progress_on_a_terminal_is_gone_afterwards(tmp_path: Path) -> None:
    """On a terminal a line with a bar moves; what stays is the answer."""
    terminal, other_end = pty.openpty()
    process = subprocess.Popen(
        [
            *(sys.executable, TOP / "build.py", "build", "--root", KLEIN, "--output", tmp_path / "uit"),
            *("--peildatum", PEILDATUM.isoformat()),
        ],
        stdout=subprocess.PIPE,
        stderr=other_end,
        encoding="utf-8",
        env=os.environ | {"TERM": "xterm", "COLUMNS": "100"},
    )
    os.close(other_end)
    shown = b""
    try:
        while part := os.read(terminal, 4096):
            shown += part
    except OSError:  # Linux ends a terminal of which nobody holds the other end in this way
        pass
    os.close(terminal)
    answer, _ = process.communicate()

    assert process.returncode == 0
    assert answer.startswith("Klaar: ")
    assert "Pagina's maken" in shown.decode()
    assert shown.rstrip().endswith(b"\x1b[2K")  # the line is wiped
