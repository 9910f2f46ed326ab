"""The guide for editors, done as it says: its lines in its files, the check, and what it promises on which page."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from made_site import TOP
from wijkdemocratie.check import check_stad
from wijkdemocratie.read import load_stad

REDACTIE = TOP / "content" / "paginas" / "redactie.md"
LATER = date(2027, 1, 20)

# What the pages that a task names then say.
TAKEN = {
    "Een nieuw voorstel": "Nieuwe inrichting van het plein",
    "Een nieuwe stap": "Het college kiest voor het tweede ontwerp.",
    "Een antwoord op een advies": "De route naar de bushalte krijgt als eerste nieuwe lantaarns.",
    "Een loting": "Loting voor de Klankbordgroep Plein",
    "Een wijkscan": "Wijkscan",
}


def read_taak(kop: str) -> tuple[str, list[str], str]:
    """Return the file that a task names, the pages, and the first lines to type."""
    text = REDACTIE.read_text("utf-8")
    part = text.partition(f"\n### {kop}\n")[2].partition("\n### ")[0].partition("\n## ")[0]
    found = re.search(r"\*\*Bestand:\*\* `([^`]+)`.*?\*\*U ziet het op:\*\* (.+)", part)
    assert found, kop
    block = re.search(r"\n\n((?:    .*\n|\n)+)", part)
    assert block, kop
    lines = [line.removeprefix("    ") for line in block[1].rstrip("\n").split("\n")]
    while not lines[0].strip():
        del lines[0]
    return found[1], re.findall(r"`([^`]+/)`", found[2]), "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the shipped files, in which every task was done in turn; each was good when it was done."""
    copy = tmp_path_factory.mktemp("gids")
    for folder in ("wijken", "content"):
        shutil.copytree(TOP / folder, copy / folder)
    for kop in TAKEN:
        path, _, lines = read_taak(kop)
        file = copy / path
        if lines.startswith("---\n"):
            assert not file.exists(), path
            file.write_text(lines, "utf-8")
        elif path.endswith(".md"):
            file.write_text(file.read_text("utf-8").replace("samenvatting: ", f"{lines}samenvatting: ", 1), "utf-8")
        else:
            file.write_text(file.read_text("utf-8") + lines, "utf-8")
        stad, problems = load_stad(copy)
        assert stad is not None
        check_stad(stad, problems, date(2026, 11, 23))
        assert [] == [f"{kop}: {problem.where}: {problem.message}" for problem in problems.errors]
    return copy


@pytest.fixture(scope="module")
def pages(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a later day, when all that was typed has happened."""
    output = tmp_path_factory.mktemp("gids-site") / "site"
    command = [sys.executable, str(TOP / "build.py"), "build", "--root", str(root), "--output", str(output)]
    command += ["--peildatum", LATER.isoformat(), "--zonder-zoeken", "--stil"]
    result = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    assert result.returncode == 0, result.stderr
    return output


@pytest.mark.parametrize("kop", TAKEN)
def test_a_task_shows_where_the_guide_says(pages: Path, kop: str) -> None:
    """Every page that is named has the words that were typed."""
    _, named, _ = read_taak(kop)
    assert named
    for address in named:
        tree = html.fromstring((pages / address / "index.html").read_bytes())
        assert TAKEN[kop] in " ".join(tree.text_content().split()), address


def test_the_guide_is_found_from_the_readme() -> None:
    """The first screen of README leads to it and names every task with its file."""
    first = (TOP / "README.md").read_text("utf-8").split("\n## U bent een andere gemeente")[0]
    assert "content/paginas/redactie.md" in first
    for word in ("voorstel", "stap", "antwoord", "loting", "wijkscan"):
        assert word in first
    for word in ("webeditor", "build.py new"):
        assert word in first


EXAMPLES = [
    ("wijken/_voorbeeld.yaml", "wijken/voorbeeldwijk.yaml"),
    ("content/voorstellen/_voorbeeld.md", "content/voorstellen/ris000000.md"),
    ("content/adviezen/_voorbeeld.md", "content/adviezen/advies-voorbeeldplein.md"),
    ("content/wijkscans/_voorbeeld.md", "content/wijkscans/voorbeeldwijk.md"),
]


def test_the_example_files_pass_when_they_are_copied(tmp_path: Path) -> None:
    """Who copies the examples as they are, and puts the wijk in the list, has a city without errors."""
    for folder in ("wijken", "content"):
        shutil.copytree(TOP / folder, tmp_path / folder)
    for source, target in EXAMPLES:
        shutil.copy(tmp_path / source, tmp_path / target)
    stad_file = tmp_path / "wijken" / "stad.yaml"
    text = stad_file.read_text("utf-8").replace("wijken:\n", "wijken:\n  - voorbeeldwijk\n", 1)
    stad_file.write_text(text, "utf-8")
    stad, problems = load_stad(tmp_path)
    assert stad is not None
    check_stad(stad, problems, date(2026, 11, 23))
    assert [] == [f"{problem.where}: {problem.message} [{problem.rule}]" for problem in problems]
