"""Changed files held against the rules before they are written."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from wijkdemocratie.check import check_stad
from wijkdemocratie.problems import Problem
from wijkdemocratie.read import load_stad

from .opslag import write_bestanden


def try_bestanden(root: Path, texts: Mapping[str, str | None], peildatum: date) -> list[Problem]:
    """Return the errors that the files below `root` would have after a change and have not now.

    The change is made in a copy that is thrown away.
    """
    before = {(problem.where.path, problem.rule, problem.message) for problem in _check(root, peildatum)}
    with tempfile.TemporaryDirectory(prefix="wijken-") as folder:
        copy = Path(folder)
        for name in ("wijken", "content"):
            shutil.copytree(root / name, copy / name, symlinks=True, ignore=_pass_over_special)
        write_bestanden(copy, texts)
        return [
            problem
            for problem in _check(copy, peildatum)
            if (problem.where.path, problem.rule, problem.message) not in before
        ]


def _pass_over_special(folder: str, names: list[str]) -> set[str]:
    """Name what is no file or folder: a pipe would wait for ever."""
    return {name for name in names if not (Path(folder) / name).is_file() and not (Path(folder) / name).is_dir()}


def _check(root: Path, peildatum: date) -> list[Problem]:
    stad, problems = load_stad(root)
    if stad is not None:
        check_stad(stad, problems, peildatum)
    return [problem for problem in problems.errors if not problem.rule.startswith("huisstijl")]
