"""A site that would not change is not made again, and one that would is never left as it was.

Every step of a made-up history of edits is built twice: in the folder that holds the site of the step before, and in
an empty one. The bytes are to be the same, always. `GESCHIEDENISSEN=500` runs so many histories.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from made_site import KLEIN, TOP, read_tree, run_build
from wijkdemocratie.bouw import Opbrengst
from wijkdemocratie.onveranderd import Aantekening, hash_files

GESCHIEDENISSEN = int(os.environ.get("GESCHIEDENISSEN", "2"))
STEPS = 3
QUICK = ("--stil", "--zonder-zoeken", "--zonder-vergelijking")
VOORSTEL = "content/voorstellen/molenplein.md"


class Stad:
    """A tiny city with a program of its own, and the output folder that holds what was made last."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = shutil.copytree(KLEIN, folder / "stad")
        self.top = folder / "programma"
        shutil.copytree(TOP / "theme", self.top / "theme")
        shutil.copytree(TOP / "plugins", self.top / "plugins", ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("build.py", "pelicanconf.py"):
            shutil.copy(TOP / name, self.top)
        self.output = folder / "uit"
        self.arguments: tuple[str, ...] = ()

    def build(self, output: Path | None = None, *arguments: str, cache: str = "cache") -> None:
        words = (*QUICK, *self.arguments, *arguments)
        environment = {"XDG_CACHE_HOME": str(self.folder / cache)}
        result = run_build(self.root, output or self.output, *words, top=self.top, environment=environment)
        assert result.returncode == 0, result.stderr

    def build_cold(self) -> dict[str, bytes]:
        """Return what a build into an empty folder makes."""
        other = self.folder / "koud"
        shutil.rmtree(other, ignore_errors=True)
        (self.folder / ".koud-stand").unlink(missing_ok=True)
        shutil.rmtree(self.folder / "lege-cache", ignore_errors=True)
        self.build(other, cache="lege-cache")
        return read_tree(other)

    def is_left(self) -> bool:
        """Say whether a build leaves what stands there: whatever is made anew stands in another folder."""
        before = self.output.stat().st_ino
        self.build()
        return self.output.stat().st_ino == before


@pytest.fixture
def stad(tmp_path: Path) -> Stad:
    """One of which the site has been made."""
    stad = Stad(tmp_path)
    stad.build()
    return stad


def append(name: str, words: str, *, top: bool = False) -> Callable[[Stad], None]:
    """Return an edit that adds words to a file of the city or of the program."""

    def edit(stad: Stad) -> None:
        with ((stad.top if top else stad.root) / name).open("a", encoding="utf-8") as stream:
            stream.write(words)

    return edit


def replace(name: str, old: str, new: str, *, top: bool = False) -> Callable[[Stad], None]:
    """Return an edit of a word in a file."""

    def edit(stad: Stad) -> None:
        path = (stad.top if top else stad.root) / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def add_page(stad: Stad) -> None:
    number = len(list((stad.root / "content/paginas").iterdir()))
    page = stad.root / "content/paginas" / f"extra-{number}.md"
    page.write_text(f"---\ntitle: Extra {number}\nslug: {page.stem}\nsummary: Meer.\n---\nTekst.\n", encoding="utf-8")


def remove_page(stad: Stad) -> None:
    for page in sorted((stad.root / "content/paginas").glob("extra-*.md"))[:1]:
        page.unlink()


def rename_page(stad: Stad) -> None:
    for page in sorted((stad.root / "content/paginas").glob("extra-*.md"))[:1]:
        text = page.read_text(encoding="utf-8").replace(f"slug: {page.stem}", f"slug: {page.stem}-b")
        page.with_name(f"{page.stem}-b.md").write_text(text, encoding="utf-8")
        page.unlink()


def argue(*arguments: str) -> Callable[[Stad], None]:
    """Return an edit of how the build is asked for."""

    def edit(stad: Stad) -> None:
        stad.arguments = arguments

    return edit


def spoil_output(stad: Stad) -> None:
    page = stad.output / "index.html"
    stand = page.stat()
    page.write_bytes(page.read_bytes().replace(b"e", b"a"))
    os.utime(page, ns=(stand.st_atime_ns, stand.st_mtime_ns))


def add_to_output(stad: Stad) -> None:
    (stad.output / "vreemd.html").write_text("vreemd", encoding="utf-8")


def take_from_output(stad: Stad) -> None:
    (stad.output / "robots.txt").unlink()


def damage_note(stad: Stad) -> None:
    note = stad.folder / ".uit-stand"
    note.write_bytes(note.read_bytes()[:-20])


def lengthen_samenvatting(stad: Stad) -> None:
    path = stad.root / VOORSTEL
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(index for index, line in enumerate(lines) if line.startswith("samenvatting:"))
    lines[at] = lines[at].rstrip("\n").rstrip(".") + " En nog iets.\n"
    path.write_text("".join(lines), encoding="utf-8")


EDITS: dict[str, Callable[[Stad], None]] = {
    "tekst": append(VOORSTEL, "\nNog een zin.\n"),
    "kop": lengthen_samenvatting,
    "wijk": append("wijken/stad.yaml", "# een opmerking\n"),
    "pagina erbij": add_page,
    "pagina weg": remove_page,
    "pagina anders": rename_page,
    "sjabloon": append("theme/templates/404.html", "{# opmerking #}\n", top=True),
    "stijl": append("theme/static/css/stijl.css", "/* opmerking */\n", top=True),
    "code": append("plugins/wijkdemocratie/text.py", "# opmerking\n", top=True),
    "instelling": append("pelicanconf.py", "# opmerking\n", top=True),
    "een dag later": argue("--peildatum", "2026-11-24"),
    "een jaar later": argue("--peildatum", "2027-11-23"),
    "ander adres": argue("--siteurl", "https://elders.example/map"),
    "zonder voorbeelden": argue("--zonder-voorbeelden"),
    "weer gewoon": argue(),
    "uitvoer bedorven": spoil_output,
    "uitvoer erbij": add_to_output,
    "uitvoer weg": take_from_output,
    "aantekening stuk": damage_note,
}


@pytest.mark.parametrize("number", range(GESCHIEDENISSEN))
def test_history_gives_what_a_cold_build_gives(number: int, stad: Stad) -> None:
    """Whatever was edited before, in whatever order, and sometimes nothing at all."""
    chance = random.Random(number)
    told = []
    for _ in range(STEPS):
        chosen = chance.sample(sorted(EDITS), chance.choice((0, 1, 1, 2)))
        told.append(chosen)
        for name in chosen:
            EDITS[name](stad)
        stad.build()
        assert read_tree(stad.output) == stad.build_cold(), told


def test_nothing_changed_leaves_the_site(stad: Stad) -> None:
    """Not a file is made or touched, and what is said of it is what was made."""
    assert stad.is_left()
    before = stad.output.stat().st_ino
    stad.build(None, "--full")
    assert stad.output.stat().st_ino != before


@pytest.mark.parametrize("name", ["tekst", "sjabloon", "een dag later", "uitvoer bedorven", "aantekening stuk"])
def test_each_edit_is_seen(name: str, stad: Stad) -> None:
    """Also one that changes not a byte of the site: nobody knows that beforehand."""
    EDITS[name](stad)

    assert not stad.is_left()
    assert stad.is_left()


def test_file_that_was_changed_and_put_back_counts(tmp_path: Path) -> None:
    """What a build read in between is not what stands there now, though every byte is as it was before."""
    file = tmp_path / "a.md"
    file.write_text("Een.", encoding="utf-8")
    before = hash_files([tmp_path])
    file.write_text("Twee.", encoding="utf-8")
    file.write_text("Een.", encoding="utf-8")
    assert before != hash_files([tmp_path])


def test_faults_are_still_told(stad: Stad) -> None:
    """The files are read and checked each time, so a warning does not go away by building twice."""
    replace("content/paginas/over.md", "title:", "titel:")(stad)
    result = run_build(stad.root, stad.output, *QUICK, top=stad.top)
    assert result.returncode == 1
    assert "over.md" in result.stderr


def test_note_of_another_folder_is_no_use(tmp_path: Path) -> None:
    """A note tells of files as they were left, not of files that look like them."""
    made, note = Opbrengst(1, 2, 3), Aantekening(tmp_path / ".een-stand", "sleutel")
    (tmp_path / "een").mkdir()
    (tmp_path / "een/index.html").write_text("tekst", encoding="utf-8")
    note.keep(tmp_path / "een", made)
    shutil.copytree(tmp_path / "een", tmp_path / "twee")

    assert note.recall(tmp_path / "een") == made
    assert note.recall(tmp_path / "twee") is None
    assert note.recall(tmp_path / "drie") is None
    assert Aantekening(note.path, "andere sleutel").recall(tmp_path / "een") is None
    assert Aantekening(tmp_path / "geen", "sleutel").recall(tmp_path / "een") is None


def test_what_cannot_be_told_is_never_the_same(tmp_path: Path) -> None:
    """Behind a link to a folder may stand anything, and a folder that is gone has no files to compare."""
    (tmp_path / "map").mkdir()
    (tmp_path / "map/a").write_text("a", encoding="utf-8")
    first = hash_files([tmp_path / "map"])
    assert first is not None
    (tmp_path / "map/a").rename(tmp_path / "map/b")
    assert hash_files([tmp_path / "map"]) not in (first, None)
    assert hash_files([tmp_path / "weg"]) is None
    (tmp_path / "map/link").symlink_to(tmp_path, target_is_directory=True)
    assert hash_files([tmp_path / "map"]) is None
