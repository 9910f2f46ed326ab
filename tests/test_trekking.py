"""A published draw that is held again, for real: by the library, from the files, through the command."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from made_site import TOP
from wijkdemocratie.model import Stad
from wijkdemocratie.trekking import replay_loting

LOTING = "loting-scheveningen-verkeer-2025"
WIJK = "wijken/scheveningen.yaml"
POOL = f"content/lotingen/{LOTING}/pool.csv"
QUOTA = f"content/lotingen/{LOTING}/quota.csv"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the shipped city, to change."""
    for folder in ("wijken", "content"):
        shutil.copytree(TOP / folder, tmp_path / folder)
    return tmp_path


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def remove_nummers(root: Path) -> None:
    text = (root / WIJK).read_text(encoding="utf-8")
    start = text.index("        nummers:")
    (root / WIJK).write_text(text[:start] + text[text.index("\n  - id:", start) + 1 :], encoding="utf-8")


def verify(root: Path, loting: str = LOTING, **environment: str) -> tuple[int, str, str]:
    """Return the exit code, what the command answers, and what it says on the side."""
    done = subprocess.run(
        [sys.executable, str(TOP / "build.py"), "verify-loting", loting, "--root", str(root)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **environment},
    )
    return done.returncode, done.stdout, done.stderr


def test_the_example_follows_and_reads_as_the_documentation_says() -> None:
    """What docs/loting-naspelen.md shows is what comes out, and nothing of the library gets in between."""
    code, said, aside = verify(TOP, PYTHONHASHSEED="1")
    shown = "".join(f"    {line}\n" for line in said.splitlines())

    assert (0, "") == (code, aside)
    assert "De gepubliceerde uitkomst volgt hieruit: dezelfde nummers.\n" in said
    assert shown in (TOP / "docs" / "loting-naspelen.md").read_text(encoding="utf-8")
    assert (0, said, "") == verify(TOP, f"content/lotingen/{LOTING}/", PYTHONHASHSEED="2")


def test_another_seed_does_not_follow(root: Path) -> None:
    """With a seed that is one higher other people are drawn; the command says which."""
    edit(root, WIJK, "zaad: 41625336", "zaad: 41625337")

    code, said, _ = verify(root)

    assert code == 1
    assert "De gepubliceerde uitkomst volgt hier NIET uit:\n- wel gepubliceerd, nu niet geloot: " in said
    assert "\n- nu geloot, niet gepubliceerd: " in said


def test_another_outcome_does_not_follow(root: Path) -> None:
    """One number that was put in the place of another of the same groups is found."""
    edit(root, WIJK, "[9, 11, 14", "[2, 11, 14")

    code, said, _ = verify(root)

    assert code == 1
    assert said.endswith(
        "De gepubliceerde uitkomst volgt hier NIET uit:\n"
        "- wel gepubliceerd, nu niet geloot: 2\n"
        "- nu geloot, niet gepubliceerd: 9\n"
    )


def test_another_count_does_not_follow(root: Path) -> None:
    """A count that was bettered is found where no numbers tell of it."""
    remove_nummers(root)
    edit(root, WIJK, "pool: 62\n          panel: 13", "pool: 62\n          panel: 12")

    code, said, _ = verify(root)

    assert code == 1
    assert said.endswith(
        "De gepubliceerde uitkomst volgt hier NIET uit:\n- leeftijd, 16 tot en met 44 jaar: gepubliceerd 12, nu 13\n"
    )


def test_another_pool_does_not_follow(root: Path) -> None:
    """Two people who changed places in the file stand for a pool that was put in another order afterwards."""
    lines = (root / POOL).read_text(encoding="utf-8").splitlines()
    lines[1:] = reversed(lines[1:])
    (root / POOL).write_text("\n".join(lines) + "\n", encoding="utf-8")

    code, said, _ = verify(root)

    assert code == 1
    assert "volgt hier NIET uit:" in said


def test_counts_alone_can_follow(root: Path) -> None:
    """Where no numbers were published, the counts per group are compared."""
    remove_nummers(root)

    code, said, _ = verify(root)

    assert code == 0
    assert "De gepubliceerde uitkomst volgt hieruit: dezelfde aantallen bij 4 groepen." in said


@pytest.mark.parametrize("hidden", ["", "te-klein"])
def test_an_outcome_that_says_nothing_is_not_said_to_follow(haag: Stad, hidden: str) -> None:
    """Without numbers and without counts nothing is compared, so nothing can follow."""
    loting = haag.loting[LOTING]
    assert loting.uitkomst
    assert loting.uitkomst.werkwijze
    rows = tuple(row.model_copy(update={"panel": hidden}) for row in loting.uitkomst.groepen if hidden)
    werkwijze = loting.uitkomst.werkwijze.model_copy(update={"nummers": ()})
    empty = loting.uitkomst.model_copy(update={"groepen": rows, "werkwijze": werkwijze})

    found = replay_loting(loting.model_copy(update={"uitkomst": empty}), haag.bestanden_van[LOTING], 5)

    assert not found.volgt
    assert found.regels[0].startswith("Er is niets om mee te vergelijken: ")


def test_a_combination_of_which_few_are_drawn_is_refused(root: Path) -> None:
    """Who draws again sees how many of each combination are in the panel, also where no numbers were published."""
    edit(root, "wijken/stad.yaml", "ondergrens: 5", "ondergrens: 6")
    remove_nummers(root)

    code, said, _ = verify(root)

    assert code == 1
    assert said.endswith(
        "De gepubliceerde uitkomst volgt hieruit: dezelfde aantallen bij 4 groepen.\n"
        "Maar deze loting mag NIET na te spelen zijn.\n"
        "Van deze groepen is dan te tellen dat het minder dan 6 mensen zijn:\n"
        "- wel geloot: 45 jaar en ouder en Andere buurten\n"
        "Maak de bestanden niet openbaar (haal “pool” en “quota” weg).\n"
    )


def test_quota_that_cannot_be_met_are_told(root: Path) -> None:
    """The library refuses, and its reason is passed on."""
    edit(root, QUOTA, "jaar,11,13\nleeftijd", "jaar,1,2\nleeftijd")

    code, said, _ = verify(root)

    assert code == 1
    assert "Met deze pool en deze quota komt de loting niet rond.\nDe bibliotheek meldt: " in said


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("algoritme: legacy", "algoritme: maximin", "alleen bij “legacy” volgt de uitkomst uit het zaad"),
        ("        zaad: 41625336\n", "", "daarvoor zijn een zaad, een pool en quota nodig"),
    ],
)
def test_what_cannot_be_held_again_is_told(root: Path, old: str, new: str, expected: str) -> None:
    """A draw by a method that leans on solvers, or without a seed, gives no false comfort."""
    edit(root, WIJK, old, new)

    code, said, _ = verify(root)

    assert code == 1
    assert expected in said


def test_faults_in_the_files_come_first(root: Path) -> None:
    """A pool with another column is not read; what is wrong in another wijk does not matter here."""
    edit(root, "wijken/moerwijk.yaml", "aangemeld: 212", "aangemeld: 10")
    assert verify(root)[0] == 0
    edit(root, POOL, "nummer,leeftijd,woonwijk", "nummer,naam,woonwijk")

    code, said, aside = verify(root)

    assert (1, "") == (code, said)
    assert "de kolom “naam” mag hier niet staan" in aside
    assert "moerwijk" not in aside


def test_an_unknown_draw_is_a_wrong_call(root: Path) -> None:
    """A slip in the id gets a tip."""
    assert (2, "", f"fout: er is geen loting “{LOTING[:-1]}6”\ntip: bedoelde u {LOTING}?\n") == verify(
        root, f"{LOTING[:-1]}6"
    )


def test_without_the_library_one_line_says_what_to_type(tmp_path: Path) -> None:
    """The library is no part of the site: who did not install it is told how, and sees no traceback."""
    (tmp_path / "sortition_algorithms.py").write_text(
        "raise ModuleNotFoundError('weg', name='sortition_algorithms')\n", encoding="utf-8"
    )

    assert (
        1,
        "",
        f"fout: het pakket sortition_algorithms ontbreekt; typ: make verify-loting ARGS={LOTING}\n",
    ) == verify(TOP, PYTHONPATH=str(tmp_path))
