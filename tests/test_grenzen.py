"""Numbers and addresses have bounds: beyond them something later would break, or point at a person."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from made_site import KLEIN
from wijkdemocratie.check import check_stad
from wijkdemocratie.read import load_stad


def find_problems(root: Path) -> list[str]:
    stad, problems = load_stad(root)
    if stad is not None:
        check_stad(stad, problems, date(2026, 11, 23))
    return [f"{problem.where.path}:{problem.where.line} {problem.rule}" for problem in problems]


def change(root: Path, path: str, old: str, new: str) -> int:
    """Replace a text in a file of a copy of the tiny city; return the line on which the new one stands."""
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + new.count("\n") + 1


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(KLEIN, tmp_path / "stad")
    return tmp_path / "stad"


@pytest.mark.parametrize("aantal", ["0", "1001", "999999999"])
def test_term_has_bounds(root: Path, aantal: str) -> None:
    """A term of no days, or of more than the calendar has, is a slip that is told at its line."""
    line = change(root, "wijken/stad.yaml", "    aantal: 5", f"    aantal: {aantal}")
    assert find_problems(root)[0] == f"wijken/stad.yaml:{line} waarde-ongeldig"


@pytest.mark.parametrize(("ondergrens", "expected"), [("0", 1), ("4", 1), ("5", 0), ("10", 0)])
def test_privacy_bound_is_never_under_five(root: Path, ondergrens: str, expected: int) -> None:
    """A gemeente may hide more than the norm asks, never less."""
    stad = root / "wijken" / "stad.yaml"
    lines = [line for line in stad.read_text(encoding="utf-8").splitlines() if not line.startswith("ondergrens:")]
    stad.write_text("\n".join([f"ondergrens: {ondergrens}", *lines]) + "\n", encoding="utf-8")
    found = [problem for problem in find_problems(root) if problem == "wijken/stad.yaml:1 waarde-ongeldig"]
    assert expected == len(found)


@pytest.mark.parametrize("siteurl", ["https://a.example/?x=1", "https://a.example/#b", "https://a.example/"])
def test_address_of_the_site_can_be_built_on(root: Path, siteurl: str) -> None:
    """Paths are put behind the address, so it has no question mark, no anchor and no slash at its end."""
    stad = root / "wijken" / "stad.yaml"
    old = next(line for line in stad.read_text(encoding="utf-8").splitlines() if line.startswith("siteurl:"))
    line = change(root, "wijken/stad.yaml", old, f"siteurl: {siteurl}")
    assert find_problems(root)[0] == f"wijken/stad.yaml:{line} webadres-ongeldig"


def test_loose_pages_hold_no_personal_data(root: Path) -> None:
    """The page Over is read for personal data like every other text, at the right line."""
    file = root / "content" / "paginas" / "over.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text.rstrip()}\n\nBel 06-12345678.\n", encoding="utf-8")
    line = text.rstrip().count("\n") + 3
    assert find_problems(root) == [f"content/paginas/over.md:{line} persoonsgegevens"]


def test_draw_has_no_wijken_of_its_own(root: Path) -> None:
    """A change of a draw that adds a wijk would be ignored, so it is refused."""
    change(root, "wijken/havenkwartier.yaml", "soort: uitgesteld", "soort: wijk-toegevoegd")
    assert "wijken/havenkwartier.yaml" in " ".join(find_problems(root))
    assert any(problem.endswith("wijziging-onvolledig") for problem in find_problems(root))
