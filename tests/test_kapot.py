"""Whatever an editor saves: never a traceback, never another site, and always a file, a line and a way out."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kapot
from made_site import KLEIN, run_build
from wijkdemocratie import report
from wijkdemocratie.check import check_stad
from wijkdemocratie.problems import Problems
from wijkdemocratie.read import load_stad

PEILDATUM = date(2026, 11, 23)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for one city at a time."""
    return tmp_path_factory.mktemp("kapot")


def break_city(folder: Path, name: str) -> Path:
    """Return a small city with one thing broken."""
    root = folder / "stad"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(KLEIN, root)
    kapot.KINDS[name].breek(root)
    return root


def find(root: Path) -> Problems:
    """Read and check a city as every command does."""
    stad, problems = load_stad(root)
    if stad is not None:
        check_stad(stad, problems, PEILDATUM)
    return problems


def render(problems: Problems, root: Path) -> str:
    """Return the problems in every form; each can be printed."""
    text = report.render_text(problems, report.make_line_reader(root)) + report.render_github(problems)
    json.loads(report.render_json(problems))
    json.loads(report.render_gitlab(problems))
    text.encode("utf-8")
    assert "\x1b" not in text
    return text


def test_there_are_many_ways() -> None:
    """The list does not shrink in silence."""
    assert len(kapot.KINDS) > 600
    assert len(list(kapot.list_names(mag=True))) <= 25


@pytest.mark.parametrize("name", kapot.KINDS)
def test_it_is_told_where_and_how(name: str, workshop: Path) -> None:
    """Each way gives a problem at a line of the file that is broken, with a tip; one that is no fault gives none."""
    way = kapot.KINDS[name]
    root = break_city(workshop, name)

    problems = find(root)

    render(problems, root)
    if way.mag:
        assert [] == list(problems.errors)
        return
    assert len(problems)
    for problem in problems:
        assert problem.where.path
        assert problem.where.line >= 1
        assert problem.where.column >= 1
        assert problem.message
        assert problem.hint
    assert any(problem.where.path.startswith(way.bestand) for problem in problems), list(problems)


SAMPLE = ["bestand-binair-stad", "titel-script-los", "pijp-voorstel", "tekst-link-dood-in-pagina", "naam-vreemd"]


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that stands."""
    folder = tmp_path_factory.mktemp("uit") / "site"
    assert 0 == run_build(KLEIN, folder, "--zonder-zoeken").returncode
    return folder


@pytest.mark.parametrize("name", SAMPLE)
def test_the_site_that_stands_is_not_touched(name: str, output: Path, tmp_path: Path) -> None:
    """The real command refuses, says why in Dutch, and leaves every file as it was."""
    before = {path: path.stat().st_mtime_ns for path in output.rglob("*")}
    root = break_city(tmp_path, name)

    result = run_build(root, output, "--zonder-zoeken")

    told_only = name == "naam-vreemd" and result.returncode == 0
    assert result.returncode == 1 or told_only
    assert "Traceback" not in result.stderr
    assert kapot.KINDS[name].bestand.rpartition("/")[2].isascii() is False or kapot.KINDS[name].bestand in result.stderr
    assert before == {path: path.stat().st_mtime_ns for path in output.rglob("*")}


LINES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=60)


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    bestand=st.sampled_from(kapot.FILES),
    place=st.floats(0, 1),
    cut=st.integers(0, 40),
    put=st.one_of(LINES, st.binary(max_size=40), st.sampled_from(list("[]{}:#&*!|>'\"%@`,?-\t\n\0"))),
)
def test_no_slip_of_the_hand_is_a_traceback(
    bestand: str, place: float, cut: int, put: str | bytes, workshop: Path
) -> None:
    """Anything typed over any part of a file is read, or told of at a line."""
    root = workshop / "hand"
    if not root.exists():
        shutil.copytree(KLEIN, root)
    content = (KLEIN / bestand).read_bytes()
    index = int(place * len(content))
    (root / bestand).write_bytes(
        content[:index] + (put if isinstance(put, bytes) else put.encode()) + content[index + cut :]
    )
    try:
        problems = find(root)
        render(problems, root)
        assert all(problem.where.path and problem.where.line >= 1 and problem.hint for problem in problems)
    finally:
        (root / bestand).write_bytes(content)
