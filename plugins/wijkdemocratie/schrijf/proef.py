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

from .opslag import find_doel, write_bestanden


def try_bestanden(root: Path, texts: Mapping[str, str | None], peildatum: date) -> list[Problem]:
    """Return the errors that the files below `root` would have after a change and have not now.

    The change is made in a copy that is thrown away. Raises `OpslagError` where a link leads out of `root`.
    """
    before = {(problem.where.path, problem.rule, problem.message) for problem in _check(root, peildatum)}
    with tempfile.TemporaryDirectory(prefix="wijken-") as folder:
        copy = Path(folder)
        for name in ("wijken", "content"):
            _copy(root, name, copy, ())
        write_bestanden(copy, texts)
        return [
            problem
            for problem in _check(copy, peildatum)
            if (problem.where.path, problem.rule, problem.message) not in before
        ]


def _copy(root: Path, path: str, copy: Path, above: tuple[Path, ...]) -> None:
    """Copy a file or a folder, and behind a link what it leads to: a link in the copy would lead back to the original.

    What is no file or folder is passed over: a pipe would wait for ever. So is a folder that holds itself.
    """
    real = find_doel(root, path)
    if real.is_file():
        shutil.copyfile(real, copy / path)
    elif real.is_dir() and real not in above:
        (copy / path).mkdir(parents=True)
        for name in sorted(entry.name for entry in real.iterdir()):
            _copy(root, f"{path}/{name}", copy, (*above, real))


def _check(root: Path, peildatum: date) -> list[Problem]:
    stad, problems = load_stad(root)
    if stad is not None:
        check_stad(stad, problems, peildatum)
    return [problem for problem in problems.errors if not problem.rule.startswith("huisstijl")]
