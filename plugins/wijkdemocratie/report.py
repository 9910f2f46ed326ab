"""Problems as text, as annotations for GitHub and GitLab, and as JSON: pure functions, one form each."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from wijkdemocratie.problems import Problem, Problems, Severity

UITLEG = "content/paginas/regels.md"
"""The page that explains every rule; a rule is a heading on it."""

ReadLine = Callable[[str, int], str | None]
"""Gives a line of a source file (path relative to the root, line from 1), or None when it cannot be read."""

_WIDTH = 100  # characters of a quoted line; a longer one is cut round the place that matters
_INDENT = " " * 4
_READ_LIMIT = 2_000_000  # bytes: nothing past this is quoted
_PICTURE = re.compile(rb"\xff\xd8\xff|\x89PNG|RIFF....WEBP", re.DOTALL)  # of which no line says anything


def render_text(problems: Problems, read_line: ReadLine) -> str:
    """Return what a person reads on a terminal: each problem with its source line, a caret and a tip.

    The last line counts. The text ends in a line end.
    """
    parts = [_render_one(problem, read_line) for problem in problems]
    return "\n".join([*parts, count(problems)]) + "\n"


def render_github(problems: Problems) -> str:
    """Return workflow commands of GitHub Actions, which show each problem beside its line."""
    kinds = {Severity.FOUT: "error", Severity.WAARSCHUWING: "warning", Severity.HINT: "notice"}
    lines = []
    for problem in problems:
        place = problem.where
        message = f"{_join_tip(problem)}\nUitleg: {link_uitleg(problem.rule)}"
        title = _escape_property(f"{problem.severity.value}: {problem.rule}")
        lines.append(
            f"::{kinds[problem.severity]} file={_escape_property(place.path)},line={place.line},"
            f"col={place.column},title={title}::{_escape_data(message)}"
        )
    return "".join(f"{line}\n" for line in lines)


def render_gitlab(problems: Problems) -> str:
    """Return a Code Quality report of GitLab.

    A fingerprint follows from file, rule and sentence and not from the line, so that a problem stays the same
    one when text is added above it. The count tells equal ones in one file apart.
    """
    kinds = {Severity.FOUT: "major", Severity.WAARSCHUWING: "minor", Severity.HINT: "info"}
    seen: Counter[str] = Counter()
    entries = []
    for problem in problems:
        key = "\0".join((problem.where.path, problem.rule, problem.message))
        seen[key] += 1
        digest = hashlib.sha256(f"{key}\0{seen[key]}".encode("utf-8", "surrogatepass"))
        entries.append(
            {
                "description": _join_tip(problem),
                "check_name": problem.rule,
                "content": {"body": f"Uitleg: {link_uitleg(problem.rule)}"},
                "fingerprint": digest.hexdigest(),
                "severity": kinds[problem.severity],
                "location": {"path": problem.where.path, "lines": {"begin": problem.where.line}},
            }
        )
    return _dump(entries)


def render_json(problems: Problems) -> str:
    """Return an object with the number of errors, of warnings, of hints, and the problems with all their parts."""
    return _dump(
        {
            "errors": len(problems.errors),
            "warnings": len(problems.warnings),
            "hints": len(problems.hints),
            "problems": [
                {
                    "path": problem.where.path,
                    "line": problem.where.line,
                    "column": problem.where.column,
                    "severity": problem.severity.value,
                    "rule": problem.rule,
                    "message": problem.message,
                    "hint": problem.hint,
                    "uitleg": link_uitleg(problem.rule),
                }
                for problem in problems
            ],
        }
    )


def link_uitleg(rule: str) -> str:
    """Return where a rule is explained, as a path with the heading; a forge makes a link of that."""
    return f"{UITLEG}#{rule}"


def tell_uitleg(problems: Problems) -> str:
    """Return the line that says where the rules of these problems are explained."""
    rules = sorted({problem.rule for problem in problems})
    if not rules:
        return ""
    which = f"de regel {rules[0]}" if len(rules) == 1 else "elke regel"
    return f"Uitleg van {which}: {link_uitleg(rules[0]) if len(rules) == 1 else UITLEG}, op de site onder regels/\n"


def count(problems: Problems) -> str:
    """Return “2 fouten, 1 waarschuwing, 3 hints”, or “geen fouten”."""
    errors, warnings, hints = len(problems.errors), len(problems.warnings), len(problems.hints)
    parts = [f"{errors} {'fout' if errors == 1 else 'fouten'}" if errors else "geen fouten"]
    if warnings:
        parts.append(f"{warnings} {'waarschuwing' if warnings == 1 else 'waarschuwingen'}")
    if hints:
        parts.append(f"{hints} {'hint' if hints == 1 else 'hints'}")
    return ", ".join(parts)


def show_controls(text: str) -> str:
    """Return `text` on one line that a terminal only prints: what would steer it becomes a visible sign.

    Each character stays one character, so that a column still points at the same one.
    """
    return "".join(map(_show, text))


def make_line_reader(root: Path) -> ReadLine:
    """Return a function that quotes lines of the files under `root`, and of nothing else."""
    top = root.resolve()
    read: dict[str, list[str]] = {}

    def load(path: str) -> list[str]:
        try:
            file = (top / path).resolve()
            if not file.is_relative_to(top) or not file.is_file():
                return []
            with file.open("rb") as stream:
                data = stream.read(_READ_LIMIT)
            if _PICTURE.match(data):
                return []
            # Only line feeds: splitlines() also breaks at characters that YAML counts as text.
            return data.decode("utf-8-sig", "replace").split("\n")
        except (OSError, RuntimeError, ValueError):  # gone, a loop of links, or a name that cannot be one
            return []

    def read_line(path: str, line: int) -> str | None:
        if path not in read:
            read[path] = load(path)
        lines = read[path]
        return lines[line - 1].rstrip("\r") if 0 < line <= len(lines) else None

    return read_line


def _render_one(problem: Problem, read_line: ReadLine) -> str:
    place = problem.where
    head = f"{place}: {problem.severity.value}: {problem.message} [{problem.rule}]"
    lines = [show_controls(head)]
    quoted = read_line(place.path, place.line)
    if quoted is not None and quoted.strip():
        lines += [_INDENT + line for line in _quote(quoted, place.column)]
    if problem.hint:
        lines.append(_INDENT + show_controls(f"tip: {problem.hint}"))
    return "\n".join(lines) + "\n"


def _quote(line: str, column: int) -> tuple[str, str]:
    """Return the line as a terminal can show it, and a caret below the column."""
    index = min(max(column - 1, 0), len(line))
    start = 0
    if len(line) > _WIDTH:
        start = min(max(index - _WIDTH // 2, 0), len(line) - _WIDTH)
    shown = show_controls(line[start : start + _WIDTH]).rstrip()
    before = show_controls(line[start:index])
    if start:
        shown, before = f"…{shown}", f"…{before}"
    if start + _WIDTH < len(line):
        shown += "…"
    return shown, " " * sum(map(_cells, before)) + "^"


def _show(character: str) -> str:
    if character == "\t":
        return " "
    if character < "\x20":
        return chr(0x2400 + ord(character))  # the picture of that control character
    # Cc and Cf would steer the terminal or turn the text round; a surrogate cannot be encoded.
    if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
        return "\ufffd"
    return character


def _cells(character: str) -> int:
    """Return how many columns of a terminal a character takes."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _join_tip(problem: Problem) -> str:
    return f"{problem.message} (tip: {problem.hint})" if problem.hint else problem.message


def _escape_data(text: str) -> str:
    """Escape as GitHub's own toolkit does: a line end would begin a new command."""
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return show_controls(escaped)


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


def _dump(value: object) -> str:
    # Escaped to ASCII, because a path may hold a lone surrogate, and a log may be in any encoding.
    return json.dumps(value, indent=2) + "\n"
