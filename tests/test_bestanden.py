"""Files that did not change are not read again, and nobody can tell the difference from the answer."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from made_site import KLEIN, TOP
from wijkdemocratie.model import Stad
from wijkdemocratie.problems import Problems
from wijkdemocratie.read import bestanden, load_stad, open_gelezen

FOLDERS = ("wijken", "content/voorstellen", "content/adviezen", "content/wijkscans", "content/paginas")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the small city."""
    return Path(shutil.copytree(KLEIN, tmp_path / "stad"))


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


def load(root: Path) -> object:
    """Read with what an earlier run kept, and keep it for the next."""
    voorraad = open_gelezen(root)
    found = load_stad(root, voorraad=voorraad)
    voorraad.save()
    return describe(*found)


def test_same_answer_without_reading(root: Path, parsed: list[str]) -> None:
    """The second run parses nothing, and knows all places and texts; so do a third, and one after a change."""
    cold = load(root)
    assert len(parsed) > 10
    parsed.clear()
    assert cold == load(root) == describe(*load_stad(root))
    changed = root / "content/voorstellen/molenplein.md"
    changed.write_text(changed.read_text(encoding="utf-8") + "\nNog een zin.\n", encoding="utf-8")
    parsed.clear()
    warm = load(root)
    assert ["content/voorstellen/molenplein.md"] == parsed
    assert warm == load(root) == describe(*load_stad(root)) != cold


def test_many_files_are_read_by_all_processors(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes back from other processes is what one process would read."""
    monkeypatch.setattr(bestanden, "_FEW", 3)
    assert describe(*load_stad(root)) == load(root)
    assert describe(*load_stad(TOP)) == load(TOP)


def test_link_is_looked_at_each_time(root: Path, tmp_path: Path) -> None:
    """What a link leads to may change without the link."""
    page = root / "content/paginas/over.md"
    outside = tmp_path / "elders.md"
    page.rename(root / "over.md")
    page.symlink_to("../../over.md")
    good = load(root)
    (root / "over.md").rename(outside)
    page.unlink()
    page.symlink_to(outside)
    assert good != load(root) == describe(*load_stad(root))


def test_folder_that_leads_elsewhere_is_looked_at_each_time(root: Path, tmp_path: Path) -> None:
    """The bytes may be the same: where they stand is another thing, and is told or is no longer told."""
    folder, elders = root / "content" / "wijkscans", tmp_path / "elders"
    good = load(root)
    shutil.copytree(folder, elders)
    shutil.rmtree(folder)
    folder.symlink_to(elders)
    assert good != load(root) == describe(*load_stad(root))
    folder.unlink()
    shutil.copytree(elders, folder)
    assert good == load(root)


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
    for _ in range(6):
        for _ in range(chance.randrange(3)):
            edit(root, chance)
        assert describe(*load_stad(root)) == load(root)
