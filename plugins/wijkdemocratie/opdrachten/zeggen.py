"""How a command says what came of it: exit codes, problems, and lines that are not the answer itself."""

from __future__ import annotations

import sys
from pathlib import Path

from wijkdemocratie import report
from wijkdemocratie.problems import Problems

GOOD, FAILED, WRONG, DIFFERENT = 0, 1, 2, 3
"""0 good, 1 problems or refused, 2 a wrong call, 3 what `diff --exitcode` says of a difference."""


def render(problems: Problems, root: Path, form: str = "text") -> str:
    """Return the problems in the form asked for."""
    if form == "text":
        where = report.tell_uitleg(problems) if (root / report.UITLEG).is_file() else ""
        return report.render_text(problems, report.make_line_reader(root)) + where
    renderers = {"github": report.render_github, "gitlab": report.render_gitlab, "json": report.render_json}
    return renderers[form](problems)


def tell_problems(problems: Problems, root: Path, form: str = "text") -> None:
    """Print the problems of a build: for a person if there are any, for a program always."""
    if form != "text":
        sys.stdout.write(render(problems, root, form))
    elif len(problems):
        sys.stderr.write(render(problems, root))


def tell(*lines: str) -> None:
    """Print lines that are not the answer itself. They may quote a file name with anything in it."""
    sys.stderr.writelines(f"{report.show_controls(line)}\n" for line in lines)
