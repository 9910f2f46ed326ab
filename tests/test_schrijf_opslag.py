"""What is written ends below the root, and a trial leaves everything as it was, also behind a link."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from made_site import KLEIN, PEILDATUM, TOP, read_tree
from wijkdemocratie.schrijf import OpslagError, write_bestanden

MOLENWIJK = "wijken/molenwijk.yaml"


def run(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(TOP / "build.py"), *words, "--root", str(root), "--peildatum", PEILDATUM.isoformat()]
    return subprocess.run(command, capture_output=True, check=False, encoding="utf-8", stdin=subprocess.DEVNULL)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the small city."""
    return Path(shutil.copytree(KLEIN, tmp_path / "stad"))


@pytest.mark.parametrize("relative", [True, False])
def test_a_trial_does_not_write_behind_a_link(root: Path, relative: bool) -> None:
    """The file to which a link leads stays; after that a real rename changes it, and the link stays a link."""
    (root / "echt").mkdir()
    real, link = root / "echt" / "molenwijk.yaml", root / MOLENWIJK
    link.rename(real)
    link.symlink_to("../echt/molenwijk.yaml" if relative else real)
    before = read_tree(root)
    words = ("rename", "buurt", "molenwijk-noord", "molen-noord")
    result = run(root, *words, "--proef")
    assert (result.returncode, "Er is niets veranderd." in result.stdout) == (0, True), result.stderr
    assert read_tree(root) == before

    assert run(root, "rename", "buurt", "molenwijk-noord", "molenwijk-zuid").returncode == 1
    assert read_tree(root) == before

    result = run(root, *words)
    assert result.returncode == 0, result.stderr
    assert link.is_symlink()
    assert "slug: molen-noord\n" in real.read_text("utf-8")


def test_nothing_is_written_outside_the_root(root: Path, tmp_path: Path) -> None:
    """A folder that leads elsewhere is refused by name, before anything is written there."""
    outside = tmp_path / "buiten"
    outside.mkdir()
    shutil.rmtree(root / "content" / "wijkscans")
    (root / "content" / "wijkscans").symlink_to(outside)
    before = read_tree(root)
    result = run(root, "new", "wijkscan", "duinrand")
    assert (result.returncode, "Er is niets geschreven." in result.stderr) == (1, True), result.stderr
    assert "content/wijkscans is een koppeling naar iets buiten deze map" in result.stderr
    assert not list(outside.iterdir())
    (outside / "duinrand.md").write_text("Van een ander.\n", "utf-8")
    for text in ("Nieuw.\n", None):
        with pytest.raises(OpslagError):
            write_bestanden(root, {MOLENWIJK: "Nieuw.\n", "content/wijkscans/duinrand.md": text})
    assert (outside / "duinrand.md").read_text("utf-8") == "Van een ander.\n"
    (outside / "duinrand.md").unlink()
    assert read_tree(root) == before


def test_a_folder_that_holds_itself_ends(root: Path) -> None:
    """A link to a folder above is followed once."""
    (root / "content" / "rond").symlink_to(".")
    result = run(root, "rename", "buurt", "molenwijk-noord", "molen-noord", "--proef")
    assert result.returncode == 0, result.stderr
