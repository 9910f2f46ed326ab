"""What is written ends below the root, and a trial leaves everything as it was, also behind a link."""

from __future__ import annotations

import argparse
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from made_site import KLEIN, PEILDATUM, TOP, read_tree
from wijkdemocratie import schrijf
from wijkdemocratie.arguments import NEW_OPTIONS
from wijkdemocratie.opdrachten.schrijven import run_change, run_fmt, run_new
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


def test_what_was_saved_meanwhile_is_not_written_over(root: Path) -> None:
    """Also when another file was already written, or goes: all is as it was."""
    before = read_tree(root)
    texts: dict[str, str | None] = {"wijken/duinrand.yaml": "Nieuw.\n", MOLENWIJK: "Nieuw.\n"}
    read = {path: before[path] for path in texts}
    for text in ("Nieuw.\n", None):
        with pytest.raises(OpslagError, match=r"molenwijk\.yaml is intussen door iemand anders bewaard"):
            write_bestanden(root, texts | {MOLENWIJK: text}, gelezen=read | {MOLENWIJK: b"Ouder.\n"})
        assert read_tree(root) == before
    write_bestanden(root, texts, gelezen=read)
    assert (root / MOLENWIJK).read_bytes() == b"Nieuw.\n"


@pytest.mark.parametrize("word", ["fmt", "rename", "move", "new"])
def test_no_command_writes_over_an_editor(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], word: str
) -> None:
    """Somebody saves the file after it was read and before it is written: that stays, and one line says so."""
    file = root / MOLENWIJK
    file.write_text(file.read_text("utf-8").replace("slug: molenwijk-noord", "slug:   molenwijk-noord"), "utf-8")
    saved = file.read_bytes() + b"# Van een ander.\n"
    step = "format_bestand" if word == "fmt" else "try_bestanden"
    real = getattr(schrijf, step)

    def save_between(top: Path, *rest: object) -> object:
        made = real(top, *rest)
        if word != "fmt" or rest[0] == MOLENWIJK:
            file.write_bytes(saved)
        return made

    monkeypatch.setattr(schrijf, step, save_between)
    options = argparse.Namespace(root=root, peildatum=PEILDATUM, command=word, check=False, bestanden=[], proef=False)
    if word == "fmt":
        code = run_fmt(options)
    elif word == "new":
        fields = dict.fromkeys(name.replace("-", "_") for name in NEW_OPTIONS)
        answers = {"wijk": "molenwijk", "naam": "Molenraad", "rollen": "verbinder"}
        code = run_new(
            argparse.Namespace(**vars(options), wat="organisatie", id="", voorbeeld=False, **fields | answers)
        )
    else:
        wat, old, new = {
            "rename": ("buurt", "molenwijk-noord", "molen-noord"),
            "move": ("loting", "loting-kade", "molenwijk"),
        }[word]
        code = run_change(argparse.Namespace(**vars(options), wat=wat, oud=old, nieuw=new, alleen=False))
    said = capsys.readouterr()
    assert code == 1
    assert "molenwijk.yaml is intussen door iemand anders bewaard" in said.err
    assert file.read_bytes() == saved
    assert "loting-kade" in (root / "wijken" / "havenkwartier.yaml").read_text("utf-8")
    assert not list(root.rglob("*.nieuw"))


@pytest.mark.parametrize("text", ["Nieuw.\n", "Half \ud800 teken.\n"])
def test_what_fails_while_it_is_written_leaves_nothing(root: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """A full disk, or a text that cannot be written: no file more, and none changed."""

    def fail(_: int) -> None:
        raise OSError(28, "vol")

    before = read_tree(root)
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises((OSError, UnicodeEncodeError)):
        write_bestanden(root, {MOLENWIJK: text, "wijken/nieuw.yaml": text})
    assert read_tree(root) == before


def test_a_file_in_the_way_is_not_written_through(root: Path, tmp_path: Path) -> None:
    """The file beside it has a name that nobody can lay a link at; a new file gets the rights of any other."""
    prey = tmp_path / "van-een-ander.txt"
    prey.write_text("Blijft.\n", "utf-8")
    (root / "wijken" / f".molenwijk.yaml.{os.getpid()}.nieuw").symlink_to(prey)
    mask = os.umask(0o027)
    try:
        write_bestanden(root, {MOLENWIJK: "Nieuw.\n", "wijken/nieuw.yaml": "Nieuw.\n"})
    finally:
        os.umask(mask)
    assert prey.read_text("utf-8") == "Blijft.\n"
    assert (root / MOLENWIJK).read_text("utf-8") == "Nieuw.\n"
    assert stat.S_IMODE((root / "wijken" / "nieuw.yaml").stat().st_mode) == 0o640
