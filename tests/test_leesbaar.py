"""Hints about how a text reads: right words, few false alarms, and never a reason to stop."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from made_site import KLEIN, TOP
from setup_programs import need_program
from wijkdemocratie import leesbaar
from wijkdemocratie.problems import Severity
from wijkdemocratie.read import load_stad


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the small city to write in."""
    return Path(shutil.copytree(KLEIN, tmp_path / "stad"))


def hint(root: Path, text: str, *, hunspell: str | None = None) -> list[str]:
    """Return what is told about a text on a loose page."""
    page = root / "content" / "paginas" / "proef.md"
    page.write_text(f"---\ntitle: Proef\nslug: proef\nsummary: Een proef.\n---\n{text}\n", encoding="utf-8")
    stad, problems = load_stad(root)
    assert stad is not None
    assert [] == list(problems)
    found = leesbaar.list_hints(stad, root, hunspell=hunspell)
    assert {Severity.HINT} >= {one.severity for one in found}
    return [f"{one.where.line}:{one.where.column} {one.rule}" for one in found]


LONG = "De gemeente " + "en de wijk " * 6 + "praten."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Een korte zin. Nog een korte zin.", []),
        (LONG, ["6:1 zin-lang"]),
        (f"Kort.\n\n- {LONG}\n- Kort.", ["8:3 zin-lang"]),
        (f"Kort.\n\n    {LONG}", []),  # a block of code
        (f"Zo: `{LONG}`", []),
        ("- " + "\n- ".join(["Vier woorden staan hier"] * 9) + ".", []),  # a list is no sentence
        ("| " + " | ".join(["een twee drie"] * 9) + " |\n|" + "-|" * 9 + "\n\nKort genoeg.", []),
        ("Er komen tevens en Tevens bankjes bij.", ["6:10 woord-moeilijk"]),
        ("Dat geldt o.b.v. de regels.", ["6:11 woord-moeilijk"]),
        ("De indiening en de indienster zijn er.", []),
        ("Het plan wordt door de raad besproken.", ["6:10 zin-lijdend"]),
        ("Het wordt warm door de zon op het plein.", []),
        ("Het plan wordt in mei besproken.", []),  # who does it may not be known
        ("De QZK komt. De Dienst Groen (DGR) en de DGR ook.", ["6:4 afkorting-onbekend"]),
        ("Het RIS van de gemeente is open.", []),
        ("Kijk [hier](https://plan.example/a) en [daar](http:/plan.example).", ["6:47 webadres-vreemd"]),
        (
            "Kijk [hier](https://plan) en [daar](https://plan.example/a b).",
            ["6:13 webadres-vreemd", "6:37 webadres-vreemd"],
        ),
        ("Kijk [hier](../over/) en bij [ons](mailto:loket@gemeente.example).", []),
    ],
)
def test_a_text_is_read_as_a_resident_reads_it(text: str, told: list[str], root: Path) -> None:
    """What is hard is told where it stands; code, lists and tables are no sentences."""
    assert told == hint(root, text)


def test_a_gemeente_has_its_own_words(root: Path) -> None:
    """Lists in content/woorden add a hard word, take one away, and make an abbreviation known."""
    assert ["6:4 afkorting-onbekend", "6:13 woord-moeilijk"] == hint(
        root, "De QZK komt tevens bij het gremiaal overleg."
    )

    folder = root / "content" / "woorden"
    folder.mkdir()
    (folder / "moeilijk.txt").write_text("# van ons\ntevens =\ngremiaal = gewoon\n", encoding="utf-8")
    (folder / "bekend.txt").write_text("QZK # van ons\n", encoding="utf-8")

    assert ["6:28 woord-moeilijk"] == hint(root, "De QZK komt tevens bij het gremiaal overleg.")


def test_spelling_knows_the_names_of_the_city(root: Path) -> None:
    """A slip is found with what was meant; names of wijken and words of the list are known, each told once."""
    hunspell = need_program("hunspell")

    assert ["6:5 spelling"] == hint(root, "Het plien in Duinrand is mooi. Dat plien ook.", hunspell=hunspell)
    assert [] == hint(root, "Het plein in de Molenwijk is jaar-na-jaar mooi. Zie de klankbordgroep.", hunspell=hunspell)
    assert [] == hint(root, "Het plien is mooi en leeg.")


def test_a_program_that_fails_says_nothing(root: Path, tmp_path: Path) -> None:
    """Without its dictionary, or when it cannot start, nothing is told of spelling."""
    assert [] == hint(root, "Het plien is mooi en leeg.", hunspell=str(tmp_path / "weg"))
    assert [] == hint(root, "Het plien is mooi en leeg.", hunspell="/bin/false")


def test_hints_stop_nothing_and_come_when_asked(root: Path) -> None:
    """`check` is silent about language, `check --hints` tells it, and even --strict lets it pass."""
    hint(root, LONG)

    def run(*options: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "build.py", "check", "--root", str(root), "--peildatum", "2026-11-23", *options]
        return subprocess.run(command, cwd=TOP, capture_output=True, check=False, encoding="utf-8")

    assert (0, "geen fouten\n") == ((quiet := run()).returncode, quiet.stdout)
    told = run("--hints", "--strict")
    assert 0 == told.returncode
    assert "geen fouten, 1 hint\n" in told.stdout


def test_the_shipped_texts_read_well() -> None:
    """Few hints are left in what is shipped, so that a new one stands out."""
    stad, _problems = load_stad(TOP)
    assert stad is not None

    hints = list(leesbaar.list_hints(stad, TOP, hunspell=need_program("hunspell")))

    assert len(hints) <= 12, [str(one.where) + " " + one.message for one in hints]
