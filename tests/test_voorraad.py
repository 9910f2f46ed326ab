"""What an earlier run kept is only a shorter way to the same answer: whatever is wrong with it, it does not count."""

from __future__ import annotations

import os
import pickle
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from made_site import KLEIN, TOP
from wijkdemocratie.model import Stad
from wijkdemocratie.problems import Problems
from wijkdemocratie.read import bestanden, load_stad
from wijkdemocratie.voorraad import Voorraad, open_voorraad

FOLDERS = ("wijken", "content/voorstellen", "content/adviezen", "content/wijkscans", "content/paginas")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the small city."""
    return Path(shutil.copytree(KLEIN, tmp_path / "stad"))


@pytest.fixture
def voorraad(tmp_path: Path, root: Path) -> Voorraad:
    """An empty store for it."""
    found = open_voorraad(tmp_path / "cache", root)
    assert found
    return found


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of files that were really read."""
    paths: list[str] = []
    read_one = bestanden._read_one

    def note(root: Path, path: str, lezer: bestanden.Lezer) -> bestanden.Gelezen:
        paths.append(path)
        return read_one(root, path, lezer)

    monkeypatch.setattr(bestanden, "_read_one", note)
    return paths


def describe(stad: Stad | None, problems: Problems) -> object:
    """Return all that somebody can see of an answer: the records, all their places and texts, and the problems."""
    if stad is None:
        return None, list(problems)
    records = (*stad.wijken, *stad.wijkscans, *stad.voorstellen, *stad.adviezen, *stad.paginas)
    return (
        [record.model_dump() for record in records],
        [[*record.list_teksten()] for record in records],
        [record.place_of(field) for record in records for field in type(record).model_fields],
        [record.bronbestand for record in records],
        list(problems),
    )


def test_same_answer_without_reading(root: Path, voorraad: Voorraad, parsed: list[str]) -> None:
    """The second run parses nothing, and knows all places and texts; so do a third, and one after a change."""
    cold = describe(*load_stad(root, voorraad=voorraad))
    assert len(parsed) > 10
    parsed.clear()
    assert cold == describe(*load_stad(root, voorraad=voorraad)) == describe(*load_stad(root))
    changed = root / "content/voorstellen/molenplein.md"
    changed.write_text(changed.read_text(encoding="utf-8") + "\nNog een zin.\n", encoding="utf-8")
    parsed.clear()
    warm = describe(*load_stad(root, voorraad=voorraad))
    assert ["content/voorstellen/molenplein.md"] == parsed
    assert warm == describe(*load_stad(root, voorraad=voorraad)) == describe(*load_stad(root)) != cold


def test_many_files_are_read_by_all_processors(root: Path, voorraad: Voorraad, monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes back from other processes is what one process would read."""
    monkeypatch.setattr(bestanden, "_FEW", 3)
    assert describe(*load_stad(root)) == describe(*load_stad(root, voorraad=voorraad))
    assert describe(*load_stad(TOP)) == describe(*load_stad(TOP, voorraad=voorraad))


def damage_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def damage_bit(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def damage_all(path: Path) -> None:
    path.write_bytes(b"")


def damage_foreign(path: Path) -> None:
    path.write_bytes(b"x" * 20 + pickle.dumps("iets anders"))


def damage_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("damage", [damage_half, damage_bit, damage_all, damage_foreign, damage_folder])
def test_damage_is_as_if_nothing_was_kept(root: Path, voorraad: Voorraad, damage: Callable[[Path], None]) -> None:
    """Half an entry, another bit, or something else altogether: the files are read again."""
    cold = describe(*load_stad(root, voorraad=voorraad))
    for path in sorted(voorraad.folder.iterdir()):
        damage(path)
    assert cold == describe(*load_stad(root, voorraad=voorraad)) == describe(*load_stad(root, voorraad=voorraad))


def test_place_that_others_can_write_is_not_used(tmp_path: Path, root: Path) -> None:
    """What somebody else may have put there could be anything."""
    base = tmp_path / "cache"
    base.mkdir()
    base.chmod(0o777)
    assert open_voorraad(base, root) is None
    base.chmod(0o755)
    assert open_voorraad(base, root)


def test_place_that_cannot_be_made_is_no_reason_to_stop(tmp_path: Path, root: Path) -> None:
    """A file in the way, or a store that went away in between."""
    (tmp_path / "bestand").write_text("x", encoding="utf-8")
    assert open_voorraad(tmp_path / "bestand", root) is None
    found = open_voorraad(tmp_path / "cache", root)
    assert found
    shutil.rmtree(found.folder)
    assert describe(*load_stad(root)) == describe(*load_stad(root, voorraad=found))


def test_it_does_not_grow_without_end(tmp_path: Path) -> None:
    """Of many roots only those are kept that were used last."""
    for number in range(20):
        assert open_voorraad(tmp_path / "cache", tmp_path / f"stad{number}")
        os.utime(max((tmp_path / "cache").iterdir(), key=lambda path: path.stat().st_mtime_ns))
    assert 12 == len(list((tmp_path / "cache").iterdir()))


def test_link_is_looked_at_each_time(root: Path, voorraad: Voorraad, tmp_path: Path) -> None:
    """What a link leads to may change without the link."""
    page = root / "content/paginas/over.md"
    outside = tmp_path / "elders.md"
    page.rename(root / "over.md")
    page.symlink_to("../../over.md")
    good = describe(*load_stad(root, voorraad=voorraad))
    (root / "over.md").rename(outside)
    page.unlink()
    page.symlink_to(outside)
    assert good != describe(*load_stad(root, voorraad=voorraad)) == describe(*load_stad(root))


def edit(root: Path, chance: random.Random) -> None:
    """Do one thing that an editor does: add, change, break, mend, rename or throw away."""
    folder = root / chance.choice(FOLDERS)
    files = sorted(path for path in folder.iterdir() if not path.name.startswith("_"))
    suffix = ".yaml" if folder.name == "wijken" else ".md"
    new = folder / f"nieuw-{chance.randrange(3)}{suffix}"
    if not files:
        new.write_text("---\nid: x\n---\n", encoding="utf-8")
        return
    path = chance.choice(files)
    match chance.choice(("change", "break", "copy", "rename", "remove", "restore")):
        case "change":
            path.write_text(path.read_text(encoding="utf-8").replace("e", "ee", 1), encoding="utf-8")
        case "break":
            path.write_text("---\ntitel: [\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
        case "copy":
            shutil.copy(path, new)
        case "rename":
            path.rename(new)
        case "remove":
            path.unlink()
        case "restore":
            original = KLEIN / path.relative_to(root)
            if original.exists():
                shutil.copy(original, path)


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder for the histories."""
    return tmp_path_factory.mktemp("geschiedenis")


@settings(
    max_examples=int(os.environ.get("GESCHIEDENISSEN", "12")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(seed=st.integers(0, 2**32))
def test_any_history_gives_what_a_cold_run_gives(rooms: Path, seed: int) -> None:
    """Whatever was edited in between, the answer with the store is the answer without it."""
    chance = random.Random(seed)
    root = rooms / "stad"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(KLEIN, root)
    voorraad = open_voorraad(rooms / "cache", root)
    assert voorraad
    for _ in range(6):
        for _ in range(chance.randrange(3)):
            edit(root, chance)
        assert describe(*load_stad(root)) == describe(*load_stad(root, voorraad=voorraad))
