"""The fixed form of files: comments and data stay, it stands still after one go, and nothing else is touched."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from made_site import KLEIN, TOP
from wijkdemocratie.model import Advies, Deel, Gemeente, Pagina, Voorstel, Wijk, Wijkscan
from wijkdemocratie.problems import Problems
from wijkdemocratie.schrijf import OpmaakError, find_kind, format_yaml, list_bestanden, read_bestand
from wijkdemocratie.schrijf.opmerking import list_opmerkingen
from wijkdemocratie.source import PlacedDict, PlacedList, parse_yaml

SHIPPED = [(root, path) for root in (TOP, KLEIN) for path in list_bestanden(root, Problems())]


def parse(text: str) -> Any:
    problems = Problems()
    data = parse_yaml(text, "x", problems)
    assert not problems.errors
    return data


def run_fmt(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(TOP / "build.py"), "fmt", "--root", str(root), *words],
        capture_output=True,
        check=False,
        encoding="utf-8",
        cwd=root,
    )


def write_voorstel(root: Path, kop: str, body: str = "Tekst.\n") -> Path:
    for folder in ("wijken", "content/voorstellen"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    path = root / "content" / "voorstellen" / "proef.md"
    path.write_bytes(f"---\n{kop}---\n{body}".encode())
    return path


@pytest.mark.parametrize(("root", "path"), SHIPPED, ids=[path for _, path in SHIPPED])
def test_shipped_files_are_in_form(root: Path, path: str) -> None:
    """What we ship is what fmt would make of it: example files to copy from as well."""
    found = read_bestand(root, path, Problems())
    assert found is not None
    assert (root / path).read_text("utf-8") == found.format().tekst


def test_keys_go_in_the_order_of_the_model_with_their_comments() -> None:
    """Each key takes the comments above it and behind it along, also in items of a list."""
    text = """\
# Over dit bestand.

titel: Plein  # de titel
# Waarom dit nummer.
id: plein
stappen:  # op volgorde
  # de eerste
  - datum: 2026-10
    # fase: voornemen of inspraak
    fase: voornemen
    nr: 1  # nooit opnieuw
soort: plan
"""
    assert (
        format_yaml(Voorstel, text)
        == """\
# Over dit bestand.

# Waarom dit nummer.
id: plein
titel: Plein  # de titel
soort: plan
stappen:  # op volgorde
  # de eerste
  - nr: 1  # nooit opnieuw
    # fase: voornemen of inspraak
    fase: voornemen
    datum: 2026-10
"""
    )


def test_layout_is_two_spaces_and_one_after_a_colon() -> None:
    """Indents, lists between brackets, comments and quotes; a value that spans lines becomes one line."""
    text = """\
id:   plein
wijken: [moerwijk,morgenstond ,   "laak"] # waar
stappen:
- nr: 1
  fase:  'voornemen'

  datum: 2026-10
samenvatting: Het plein
   krijgt bomen.
"""
    assert (
        format_yaml(Voorstel, text)
        == """\
id: plein
wijken: [moerwijk, morgenstond, "laak"]  # waar
stappen:
  - nr: 1
    fase: 'voornemen'

    datum: 2026-10
samenvatting: Het plein krijgt bomen.
"""
    )


@pytest.mark.parametrize("value", ["010", "1_000", "0x1F", "19:30", "2026-11-23 19:30", "ja", "1e3", "+12", ".inf"])
def test_values_keep_their_letters(value: str) -> None:
    """YAML itself would read these as a number, a date or a truth."""
    assert format_yaml(Voorstel, f"titel: {value}\nid: plein\n") == f"id: plein\ntitel: {value}\n"


def test_unknown_keys_come_last_and_braces_are_sorted() -> None:
    """What the model does not know is kept; check tells of it."""
    assert format_yaml(Wijk, "zzz: 1\nslug: a\ncode: b\n") == "code: b\nslug: a\nzzz: 1\n"
    assert format_yaml(Wijk, "inwoners: {jaar: 2024, aantal: 5}\n") == "inwoners: {aantal: 5, jaar: 2024}\n"


KINDS: list[type[Deel]] = [Advies, Gemeente, Pagina, Voorstel, Wijk, Wijkscan]
_words = st.sampled_from(
    ["plein", "het plein", "'het # plein'", '"a: b"', "2026-11-23", "010", "a#b", "'it''s'", "é “x”"]
)
_comment = st.sampled_from(["", "", "", "# een", "#twee", "# drie: vier"])


@st.composite
def mappings(draw: Any, keys: tuple[str, ...], depth: int = 0) -> list[str]:
    """Lines of a mapping with keys in any order, and comments and blank lines between them."""
    lines: list[str] = []
    step = draw(st.sampled_from([2, 3, 4]))
    for key in draw(st.lists(st.sampled_from(keys), min_size=1, max_size=5, unique=True)):
        lines += [""] * draw(st.integers(0, 1)) + ([comment] if (comment := draw(_comment)) else [])
        behind = f"  {comment}" if (comment := draw(_comment)) else ""
        form = draw(st.integers(0, 5 if depth < 2 else 2))
        if form == 3:
            lines += [f"{key}:{behind}", *(" " * step + line for line in draw(mappings(keys, depth + 1)))]
        elif form == 4:
            lines.append(f"{key}:{behind}")
            for item in draw(st.lists(mappings(keys, depth + 1), min_size=1, max_size=3)):
                lead = [line for line in item if not line or line.startswith("#")][:0]
                first = next(index for index, line in enumerate(item) if line and not line.startswith("#"))
                lines += [*lead, *(f"  {line}" for line in item[:first]), f"  - {item[first]}"]
                lines += [f"    {line}" for line in item[first + 1 :]]
        elif form == 5:
            lines += [f"{key}: |", "  regel een", "", "  # geen opmerking", "   dieper"]
        elif form == 2:
            lines.append(
                f"{key}: [{', '.join(draw(st.lists(st.sampled_from(['a', 'b c', '1']), max_size=3)))}]{behind}"
            )
        else:
            lines.append(f"{key}: {draw(_words)}{behind}")
    return lines


NAMES = (*tuple(sorted({name for kind in KINDS for name in kind.model_fields}))[::3], "id", "titel", "stappen", "nr")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(kind=st.sampled_from(KINDS), lines=mappings(tuple(dict.fromkeys(NAMES))))
def test_any_file_keeps_its_data_and_comments_and_stands_still(kind: type[Deel], lines: list[str]) -> None:
    """The form changes once; a text that cannot be put in form safely is refused as a whole."""
    text = "\n".join(lines) + "\n"
    before = parse(text)
    try:
        made = format_yaml(kind, text)
    except OpmaakError:
        return
    assert parse(made) == before
    assert format_yaml(kind, made) == made
    assert sorted(one.tekst for one in list_opmerkingen(made)) == sorted(one.tekst for one in list_opmerkingen(text))


def shuffle(text: str, order: Any) -> str:
    """Return the text with the keys of its outermost mapping in another order."""
    data = parse(text)
    starts = [place.line - 1 for place in data.key_places.values()]
    lines = text.rstrip("\n").split("\n")
    while starts[0] > 0:
        del lines[0]
        starts = [start - 1 for start in starts]
    chunks = [lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
    order.shuffle(chunks)
    return "\n".join(line for chunk in chunks for line in chunk) + "\n"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    which=st.sampled_from([(root, path) for root, path in SHIPPED if "_voorbeeld" not in path and "stad" not in path]),
    order=st.randoms(use_true_random=False),
)
def test_shipped_files_come_back_from_any_order(which: tuple[Path, str], order: Any) -> None:
    """A shipped file with its keys shuffled is made as it was."""
    found = read_bestand(*which, Problems())
    assert found is not None
    if "#" in found.kop:
        return
    # A blank line stays with the key that it stands above, which need not be the one that it came from.
    made = format_yaml(found.kind, shuffle(found.kop, order))
    assert [line for line in made.split("\n") if line] == [line for line in found.kop.split("\n") if line]


def test_fmt_writes_what_is_not_in_form_and_nothing_else(tmp_path: Path) -> None:
    """The rights of the file stay, its text does not change, and a second time there is nothing to do."""
    body = "\nEerste  regel.  \n\n- punt: [x]\nid: nee   \n\n\n"
    file = write_voorstel(tmp_path, "titel: Plein\r\nid: proef  # naam\r\n", body)
    file.chmod(0o640)
    assert run_fmt(tmp_path, "--check").returncode == 1
    assert file.read_bytes().count(b"\r") == 2

    result = run_fmt(tmp_path)
    assert (result.returncode, result.stdout.splitlines()[0]) == (0, "opgemaakt: content/voorstellen/proef.md")
    assert file.read_bytes().decode() == f"---\nid: proef  # naam\ntitel: Plein\n---\n{body.rstrip()}\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640

    os.utime(file, ns=(1, 1))
    assert run_fmt(tmp_path, "content/voorstellen/proef.md").returncode == 0
    assert file.stat().st_mtime_ns == 1
    assert [path.name for path in file.parent.iterdir()] == ["proef.md"]


@pytest.mark.parametrize(
    "kop", ["titel: Plein: nieuw\nid: proef\n", "titel: Plein\n\tid: proef\n", "id: a\nid: b\n", "- a\n", "id: &x a\n"]
)
def test_fmt_leaves_a_file_with_a_fault_alone(tmp_path: Path, kop: str) -> None:
    """It says where the fault is, and does the other files."""
    file = write_voorstel(tmp_path, kop)
    before = file.read_bytes()
    other = file.with_name("ander.md")
    other.write_text("---\ntitel: Ander\nid: ander\n---\n")
    result = run_fmt(tmp_path)
    assert result.returncode == 1
    assert "content/voorstellen/proef.md:" in result.stderr
    assert "Traceback" not in result.stderr
    assert file.read_bytes() == before
    assert other.read_text() == "---\nid: ander\ntitel: Ander\n---\n"


def test_fmt_names_what_it_cannot_format(tmp_path: Path) -> None:
    """A file that is not of the site is a wrong call."""
    write_voorstel(tmp_path, "id: proef\n")
    (tmp_path / "lees.txt").write_text("x")
    for name in ("lees.txt", "weg.yaml", "../buiten.yaml", str(TOP / "wijken" / "stad.yaml")):
        result = run_fmt(tmp_path, name)
        assert (result.returncode, "fout: " in result.stderr) == (2, True), name


def test_the_hint_and_fmt_agree(tmp_path: Path) -> None:
    """After fmt the hint is gone; it names the file and the command."""
    root = tmp_path / "stad"
    shutil.copytree(KLEIN, root)
    file = root / "content" / "voorstellen" / "molenplein.md"
    file.write_text(
        file.read_text("utf-8").replace("id: molenplein\nvoorbeeld: ja\n", "voorbeeld: ja\nid: molenplein\n")
    )

    def check() -> str:
        command = [sys.executable, str(TOP / "build.py"), "check", "--strict", "--peildatum", "2026-11-23"]
        done = subprocess.run([*command, "--root", str(root)], capture_output=True, check=True, encoding="utf-8")
        return done.stdout

    assert "molenplein.md:3:1: hint: " in check()
    assert "build.py fmt content/voorstellen/molenplein.md" in check()
    assert run_fmt(root).returncode == 0
    assert check() == "geen fouten\n"


def test_kinds_are_found_by_path() -> None:
    """Only files that the site reads, and the examples, have a form."""
    assert [find_kind(path) for path in ("wijken/stad.yaml", "wijken/_voorbeeld.yaml")] == [Gemeente, Wijk]
    assert find_kind("content/adviezen/x.md") is Advies
    assert {find_kind(path) for path in ("wijken/x.yml", "content/lotingen/x.md", "x.yaml", "content/x.md")} == {None}


def test_places_are_of_placed_data() -> None:
    """The sorter depends on these two kinds, and on nothing else of the reader."""
    data = parse("a: [1]\n")
    assert isinstance(data, PlacedDict)
    assert isinstance(data["a"], PlacedList)
