"""New pieces: asked for on a terminal, named elsewhere, right when written, and never over what was there."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from made_site import KLEIN, PEILDATUM, TOP, read_tree
from wijkdemocratie.arguments import MOVE, NEW, NEW_OPTIONS, RENAME
from wijkdemocratie.schrijf import LISTS, MAPPEN_VAN_ADRES, SOORTEN

COMMAND = [sys.executable, str(TOP / "build.py")]


def run(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, *words, "--root", str(root)]
    if words[0] != "fmt":
        command += ["--peildatum", PEILDATUM.isoformat()]
    return subprocess.run(command, capture_output=True, check=False, encoding="utf-8", stdin=subprocess.DEVNULL)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the small city, with a comment in the file of a wijk."""
    copy = Path(shutil.copytree(KLEIN, tmp_path / "stad"))
    wijk = copy / "wijken" / "molenwijk.yaml"
    wijk.write_text(f"# Dit blijft staan.\n\n{wijk.read_text('utf-8')}", "utf-8")
    return copy


KORT = ("--samenvatting", "Dit komt er: bomen, en 'meer'.")
CASES: list[tuple[str, tuple[str, ...]]] = [
    ("content/voorstellen/ris323042.md", ("voorstel", "RIS323042", "--wijk", "molenwijk", "--titel", "Plein: nieuw")),
    ("content/voorstellen/molenplein.md", ("stap", "molenplein", "--fase", "inspraak")),
    (
        "content/adviezen/meer-bomen.md",
        ("advies", "--titel", "Meer bomen", "--wijk", "Molenwijk", "--onderwerp", "Bomen"),
    ),
    ("content/wijkscans/duinrand.md", ("wijkscan", "duinrand")),
    ("wijken/molenwijk.yaml", ("klankbordgroep", "--wijk", "molenwijk", "--naam", "Groep Molen", "--vorm", "geloot")),
    ("wijken/molenwijk.yaml", ("organisatie", "--wijk", "molenwijk", "--naam", "Molenraad", "--rollen", "verbinder")),
    ("wijken/molenwijk.yaml", ("bijeenkomst", "--wijk", "molenwijk", "--naam", "Molenavond", "--soort", "informatie")),
    ("wijken/havenkwartier.yaml", ("loting", "--klankbordgroep", "klankbordgroep-kade", "--naam", "Loting twee")),
    ("content/paginas/contact.md", ("pagina", "contact", "--titel", "Contact", *KORT)),
]
MORE = {
    "voorstel": ("--soort", "plan", "--fase", "voornemen", *KORT),
    "advies": ("--van", "wijkberaad-havenkwartier", "--ingediend-op", "2026-11-20", *KORT),
    "bijeenkomst": (
        *("--begin", "2026-12-10 19:30", "--einde", "2026-12-10 21:00", "--plaats", "Een zaal", "--openbaar", "ja"),
    ),
    "loting": (
        *("--aanmelden-van", "2026-12-01", "--aanmelden-tot", "2027-01-05"),
        *("--trekking", "2027-01-20 19:30", "--plaatsen", "12"),
    ),
}


@pytest.mark.parametrize(("path", "words"), CASES, ids=[words[0] for _, words in CASES])
def test_what_is_new_is_right_and_in_form(root: Path, path: str, words: tuple[str, ...]) -> None:
    """One file changes or comes; check and fmt are content; a second time nothing is overwritten."""
    before = read_tree(root)
    result = run(root, "new", *words, *MORE.get(words[0], ()))
    assert result.returncode == 0, result.stdout + result.stderr
    assert path in result.stdout
    after = read_tree(root)
    assert [name for name in after if after[name] != before.get(name)] == [path]
    if path in before:
        kept = [line for line in before[path].decode().split("\n") if "#" in line]
        assert all(line in after[path].decode() for line in kept)
    checked = run(root, "check")
    assert (checked.returncode, "hint" in checked.stdout) == (0, False), checked.stdout
    assert run(root, "fmt", "--check").returncode == 0
    if words[0] != "stap":
        again = run(root, "new", *words, *MORE.get(words[0], ()))
        assert again.returncode in (1, 2)
        assert "is er al" in again.stderr
        assert read_tree(root) == after


def test_one_error_names_all_that_is_missing(root: Path) -> None:
    """Also a slip, with the nearest; nothing is written."""
    before = read_tree(root)
    result = run(root, "new", "voorstel", "RIS323042", "--wijk", "molenwyk", "--soort", "pln")
    assert result.returncode == 2
    for part in ("--titel ontbreekt", "--samenvatting ontbreekt", "bedoelde u molenwijk?", "bedoelde u plan?"):
        assert part in result.stderr
    assert "Traceback" not in result.stderr
    assert read_tree(root) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("new", "wijkscan", "duinrand", "--trekking", "x"), "--trekking hoort niet bij een wijkscan"),
        (("new", "stap", "molenplein", "--fase", "inspraak", "--datum", "23-11-2026"), "--datum: "),
        (("new", "stap", "molenplein", "--fase", "inspraak", "--datum", "2020-01-01"), "Er is niets geschreven."),
        (("new", "iets"), "kies uit"),
    ],
)
def test_what_cannot_be_is_refused(root: Path, words: tuple[str, ...], said: str) -> None:
    """A wrong value, a wrong option and what the rules refuse all leave the files alone."""
    before = read_tree(root)
    result = run(root, *words)
    assert result.returncode in (1, 2)
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert read_tree(root) == before


def test_the_tip_of_a_refusal_has_a_line_to_itself(root: Path) -> None:
    """No sign stands for the end of a line in what an editor reads."""
    result = run(root, "new", "stap", "molenplein", "--fase", "inspraak", "--datum", "2020-01-01")
    lines = result.stderr.splitlines()
    assert [line.partition(": ")[0] for line in lines[:2]] == ["fout", "  tip"]
    assert lines[-1] == "Er is niets geschreven."
    assert "\u240a" not in result.stderr


def test_a_terminal_is_asked_again_after_a_slip(root: Path) -> None:
    """The choices stand there, a slip gets the nearest, and an empty answer takes what is offered."""
    master, slave = pty.openpty()
    command = [*COMMAND, "new", "wijkscan", "--root", str(root), "--peildatum", PEILDATUM.isoformat()]
    process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, close_fds=True)
    os.close(slave)
    os.write(master, b"duinrant\nduinrand\n\n")
    shown = b""
    while True:
        try:
            part = os.read(master, 4096)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.close(master)
    assert process.wait() == 0, shown.decode()
    text = shown.decode()
    assert "bedoelde u duinrand?" in text
    assert "in-uitvoering" in text
    assert "stand: gepland" in (root / "content" / "wijkscans" / "duinrand.md").read_text("utf-8")


def test_the_command_line_knows_what_schrijf_knows() -> None:
    """Options are listed apart, so that the command line is quick; the two lists agree."""
    assert set(NEW) == set(SOORTEN)
    assert set(NEW_OPTIONS) == {vraag.naam for soort in SOORTEN.values() for vraag in soort.vragen}
    assert set(RENAME) == set(MAPPEN_VAN_ADRES)
    assert set(MOVE) == set(LISTS)
    for soort in SOORTEN.values():
        assert set(soort.later) <= soort.kind.model_fields.keys()


def test_a_step_comes_with_its_own_day(root: Path) -> None:
    """A first step has the day that was given; a day without a step is no answer to anything."""
    words = ("--wijk", "duinrand", "--titel", "Een plein", "--soort", "plan", "--samenvatting", "Een plein.")
    made = run(root, "new", "voorstel", "nieuw-plein", *words, "--fase", "voornemen", "--datum", "2026-11-02")
    assert made.returncode == 0, made.stderr
    text = (root / "content/voorstellen/nieuw-plein.md").read_text(encoding="utf-8")
    assert "    fase: voornemen\n    datum: 2026-11-02\n" in text
    stray = run(root, "new", "voorstel", "ander-plein", *words, "--datum", "2026-11-02")
    assert (stray.returncode, "--datum hoort bij --fase" in stray.stderr) == (2, True)
    assert not (root / "content/voorstellen/ander-plein.md").exists()
