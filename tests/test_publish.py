"""The old site stands until the new one is whole, whatever happens in between."""

import errno
import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from wijkdemocratie import publish
from wijkdemocratie.bouw import BuildRefusedError, Opbrengst

MADE = Opbrengst(paginas=1, feeds=0, agendas=0)


def make_site(text: str, name: str = "index.html") -> Callable[[Path], Opbrengst]:
    """Return a maker of a site of one file."""

    def make(staging: Path) -> Opbrengst:
        (staging / name).write_text(text, encoding="utf-8")
        return MADE

    return make


def fail_with(error: Exception) -> Callable[[Path], Opbrengst]:
    """Return a maker that writes one file and then fails."""

    def make(staging: Path) -> Opbrengst:
        (staging / "half.html").write_text("half", encoding="utf-8")
        raise error

    return make


def list_tree(folder: Path) -> dict[str, str]:
    """Return all files below a folder, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An output folder with a published site, alone in a folder of its own."""
    folder = tmp_path / "uit" / "output"
    publish.replace_folder(folder, (), make_site("oud"))
    return folder


def test_first_build_makes_the_folder(tmp_path: Path) -> None:
    """The folder above the output need not exist, and nothing but the output stays there."""
    output = tmp_path / "a" / "b" / "output"

    assert publish.replace_folder(output, (), make_site("nieuw")) == MADE
    assert (output / "index.html").read_text(encoding="utf-8") == "nieuw"
    assert (output / publish.MARK).is_file()
    assert [output] == list(output.parent.iterdir())


def test_new_site_replaces_all_of_the_old(output: Path) -> None:
    """A page that is no longer made does not stay behind."""
    publish.replace_folder(output, (), make_site("nieuw", "anders.html"))

    assert sorted(list_tree(output)) == [publish.MARK, "anders.html"]
    assert [output] == list(output.parent.iterdir())


@pytest.mark.parametrize(
    "error",
    [
        BuildRefusedError("een dode link"),
        OSError(errno.ENOSPC, "No space left on device"),
        KeyboardInterrupt(),
        ZeroDivisionError(),
    ],
)
def test_failed_build_leaves_the_old_site(output: Path, error: Exception) -> None:
    """A refusal, a full disk, Ctrl-C and a mistake of ours all leave what was there, and no litter."""
    before = list_tree(output.parent)

    with pytest.raises(type(error)):
        publish.replace_folder(output, (), fail_with(error))

    assert list_tree(output.parent) == before
    assert [output] == list(output.parent.iterdir())


def test_folder_of_somebody_else_is_not_replaced(tmp_path: Path) -> None:
    """A folder with other files is refused before anything is made; an empty one is taken."""
    other, empty = tmp_path / "foto's", tmp_path / "leeg"
    other.mkdir()
    empty.mkdir()
    (other / "strand.txt").write_text("zee", encoding="utf-8")

    with pytest.raises(BuildRefusedError, match="wordt dus niet vervangen"):
        publish.replace_folder(other, (), make_site("nieuw"))
    publish.replace_folder(empty, (), make_site("nieuw"))

    assert list_tree(other) == {"strand.txt": "zee"}
    assert (empty / "index.html").is_file()


def test_file_is_not_replaced(tmp_path: Path) -> None:
    """An output that is a file is refused."""
    output = tmp_path / "output"
    output.write_text("x", encoding="utf-8")

    with pytest.raises(BuildRefusedError, match="is geen map"):
        publish.replace_folder(output, (), make_site("nieuw"))


@pytest.mark.parametrize("name", [".", "..", "wijken", "content", "content/site", "theme", "plugins"])
def test_sources_are_not_replaced(tmp_path: Path, name: str) -> None:
    """The output may not be, hold or stand in what the site is made from."""
    root = tmp_path / "stad"
    (root / "wijken").mkdir(parents=True)

    with pytest.raises(BuildRefusedError, match="bronnen"):
        publish.replace_folder(root / name, (root,), make_site("nieuw"))


def test_leftovers_of_a_dead_build_are_removed(output: Path) -> None:
    """What a killed build left beside the site is gone after the next one, its lock included."""
    for name in (".output-bouw", ".output-oud"):
        (output.parent / name).mkdir()
        (output.parent / name / "half.html").write_text("half", encoding="utf-8")
    (output.parent / ".output-slot").touch()

    publish.replace_folder(output, (), make_site("nieuw"))

    assert [output] == list(output.parent.iterdir())


def test_build_that_died_between_two_renames_is_mended(output: Path) -> None:
    """The old site comes back, also when the build that finds it fails."""
    output.rename(output.parent / ".output-oud")

    with pytest.raises(BuildRefusedError):
        publish.replace_folder(output, (), fail_with(BuildRefusedError("nee")))

    assert (output / "index.html").read_text(encoding="utf-8") == "oud"


def test_two_builds_at_once_are_one_too_many(output: Path) -> None:
    """The second is refused with a clear line, and the first goes on."""

    def make(staging: Path) -> Opbrengst:
        with pytest.raises(BuildRefusedError, match="er loopt al een bouw"):
            publish.replace_folder(output, (), make_site("tweede"))
        return make_site("eerste")(staging)

    publish.replace_folder(output, (), make)

    assert (output / "index.html").read_text(encoding="utf-8") == "eerste"


def test_builds_to_other_folders_do_not_meet(output: Path) -> None:
    """Two outputs beside each other can be made at once, also `output` and `.output`."""

    def make(staging: Path) -> Opbrengst:
        publish.replace_folder(output.parent / "ander", (), make_site("tweede"))
        return make_site("eerste")(staging)

    publish.replace_folder(output, (), make)

    assert sorted(path.name for path in output.parent.iterdir()) == ["ander", "output"]


def test_output_behind_a_link_stays_behind_it(output: Path, tmp_path: Path) -> None:
    """Where the output is a link, the folder that it leads to is replaced."""
    link = tmp_path / "www"
    link.symlink_to(output)

    publish.replace_folder(link, (), make_site("nieuw"))

    assert link.is_symlink()
    assert (output / "index.html").read_text(encoding="utf-8") == "nieuw"


def test_swap_without_exchange_does_the_same(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that cannot exchange two folders gets there with two renames."""
    monkeypatch.setattr(publish, "_exchange", lambda _one, _other: False)

    publish.replace_folder(output, (), make_site("nieuw"))

    assert (output / "index.html").read_text(encoding="utf-8") == "nieuw"
    assert [output] == list(output.parent.iterdir())


def test_second_rename_that_fails_is_undone(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the new site cannot take its place, the old one returns to it."""
    rename = Path.rename

    def refuse_new(self: Path, target: Path) -> Path:
        if self.name == ".output-bouw":
            raise OSError(errno.EIO, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(publish, "_exchange", lambda _one, _other: False)
    monkeypatch.setattr(Path, "rename", refuse_new)

    with pytest.raises(OSError, match="Input/output error"):
        publish.replace_folder(output, (), make_site("nieuw"))

    assert (output / "index.html").read_text(encoding="utf-8") == "oud"
    assert [output] == list(output.parent.iterdir())


def test_visitor_never_finds_nothing(output: Path) -> None:
    """While the site is replaced again and again, a reader finds a whole one each time."""
    if not publish._exchange(*_make_two_folders(output.parent)):
        pytest.skip("dit systeem kan geen mappen verwisselen")
    seen: list[str] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                seen.append((output / "index.html").read_text(encoding="utf-8"))
            except OSError as error:
                seen.append(f"niets: {error}")

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(50):
        publish.replace_folder(output, (), make_site(f"site {number}"))
    done.set()
    reader.join()

    assert {text.split()[0].rstrip(":") for text in seen} <= {"oud", "site"}


def _make_two_folders(parent: Path) -> tuple[Path, Path]:
    folders = parent / "een", parent / "twee"
    for folder in folders:
        folder.mkdir()
    return folders


def _set_time(path: Path, second: float) -> None:
    os.utime(path, (second, second))


def test_unchanged_file_keeps_its_time(output: Path) -> None:
    """Last-Modified and ETag stay what they were, to the nanosecond, though the folder is another one."""
    page = output / "index.html"
    os.utime(page, ns=(0, 1_700_000_000_123_456_789))
    inode = page.stat().st_ino

    publish.replace_folder(output, (), make_site("oud"))

    assert 1_700_000_000_123_456_789 == page.stat().st_mtime_ns
    assert inode != page.stat().st_ino


@pytest.mark.parametrize("text", ["new", "nieuw"])
def test_changed_file_is_newer_by_the_clock(output: Path, text: str) -> None:
    """A file that changed, in its size or only in its bytes, has the time of the build."""
    page = output / "index.html"
    _set_time(page, 1_700_000_000)

    publish.replace_folder(output, (), make_site(text))

    assert page.stat().st_mtime > 1_750_000_000
    assert text == page.read_text(encoding="utf-8")


@pytest.mark.parametrize("behind", [0.0, 0.9, 1000.0])
def test_changed_file_gets_another_second(output: Path, behind: float) -> None:
    """Of the same size, made in the same second or by a clock that was set back, it is seen as changed."""
    page = output / "index.html"
    _set_time(page, 1_900_000_000 + behind)

    def make(staging: Path) -> Opbrengst:
        (staging / "index.html").write_text("new", encoding="utf-8")
        _set_time(staging / "index.html", 1_900_000_000)
        return MADE

    publish.replace_folder(output, (), make)

    assert int(page.stat().st_mtime) > int(1_900_000_000 + behind)


def test_file_in_the_place_of_a_folder_is_new(output: Path) -> None:
    """A file where a folder stood, and a folder where a file stood, have no time to keep."""

    def make(staging: Path) -> Opbrengst:
        (staging / "index.html").mkdir()
        (staging / "index.html" / "index.html").write_text("oud", encoding="utf-8")
        return MADE

    publish.replace_folder(output, (), make)
    assert "oud" == (output / "index.html" / "index.html").read_text(encoding="utf-8")
    publish.replace_folder(output, (), make_site("oud"))
    assert "oud" == (output / "index.html").read_text(encoding="utf-8")
