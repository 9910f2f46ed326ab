"""What runs in a process of its own beside the server: it has all imported, keeps what was read, and makes one page.

A question is a line of JSON on stdin, an answer one on stdout. The server never waits for ever, and ends this process
when it does not answer; `tekenaar` is its side.
"""

from __future__ import annotations

import base64
import gc
import json
import os
import select
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable
from io import FileIO
from pathlib import Path
from typing import Any, NamedTuple

from wijkdemocratie.adapter import Proefdruk
from wijkdemocratie.bouw import BuildRefusedError
from wijkdemocratie.model import Stad
from wijkdemocratie.pages import Site, list_beelden
from wijkdemocratie.problems import Problem, Problems

from .bron import map_bronnen

_IDLE = 1.0  # seconds without a question, after which there is time to clear away what was read before


class Lezing(NamedTuple):
    """What was read: the city if it could be, the site if it may be made, and what was wrong, also as text."""

    stad: Stad | None
    site: Site | None
    problems: Problems
    tekst: str


def answer_questions(read: Callable[[], Lezing], root: Path, settings: Path) -> int:
    """Answer until nobody asks any more; return the exit code."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever prints must not come between the answers
    # Without a buffer: what waits in one would not be seen by who asks whether there is something to read.
    questions = FileIO(sys.stdin.fileno(), closefd=False)
    gc.disable()  # what was read stays, so going through it again and again finds nothing
    scratch = Path(tempfile.mkdtemp(prefix="wijken-proef-"))
    work = _Werk(read, root, settings, scratch)
    try:
        while line := _read_line(questions):
            answers.write(json.dumps(work.answer(json.loads(line))) + "\n")
            answers.flush()
    except (BrokenPipeError, KeyboardInterrupt):
        pass
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return 0


def _read_line(questions: FileIO) -> bytes:
    """Return the next question, or nothing at the end. While nobody asks there is time to clear away."""
    if not select.select([questions], [], [], _IDLE)[0]:
        gc.collect()
    return questions.readline()


class _Werk:
    def __init__(self, read: Callable[[], Lezing], root: Path, settings: Path, scratch: Path) -> None:
        self._read, self._root, self._settings, self._scratch = read, root, settings, scratch
        self._site: Site | None = None
        self._proef: Proefdruk | None = None

    def answer(self, question: dict[str, str]) -> dict[str, Any]:
        """Return what is asked: `{"vraag": "lees"}`, or what stands at an address: `{"vraag": "pad", "pad": …}`."""
        if question["vraag"] == "lees" or self._site is None:
            told = self._lees()
            if question["vraag"] == "lees":
                return told
        try:
            content = self._make(question["pad"])
        except BuildRefusedError as refusal:
            return {"fout": "\n".join(refusal.lines)}
        except Exception:  # a mistake in the code that somebody works on: tell it, and stay
            return {"fout": traceback.format_exc()}
        return {} if content is None else {"inhoud": base64.b64encode(content).decode("ascii")}

    def _lees(self) -> dict[str, Any]:
        lezing = self._read()
        if lezing.site is not None:
            self._site, self._proef = lezing.site, None
        return {
            "goed": lezing.site is not None,
            "tekst": lezing.tekst,
            "meldingen": [_describe(problem) for problem in lezing.problems],
            "bronnen": map_bronnen(lezing.stad) if lezing.stad else {},
        }

    def _make(self, pad: str) -> bytes | None:
        """Return the page or the file at an address, or None when there is none that we make one by one."""
        if self._site is None:
            return None
        if pad in self._site.bestanden.bestanden:
            return self._site.bestanden.bestanden[pad]
        if pad and not pad.endswith(("/", ".html")):
            # Drawing all maps takes long, and browsers ask for what is not there.
            if not pad.endswith(("kaart.png",)) and not pad.startswith("beelden/"):
                return None
            return next((content for name, content in list_beelden(self._site) if name == pad), None)
        if self._proef is None:
            shutil.rmtree(self._scratch, ignore_errors=True)
            self._scratch.mkdir()
            self._proef = Proefdruk(self._site, self._settings, self._root / "content", self._scratch)
        return self._proef.render(pad)


def _describe(problem: Problem) -> dict[str, Any]:
    return {
        "pad": problem.where.path,
        "regel": problem.where.line,
        "ernst": problem.severity.value,
        "regelnaam": problem.rule,
        "zin": problem.message,
        "tip": problem.hint,
    }
