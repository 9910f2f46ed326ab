"""Reading from memory gives exactly what reading anew gives, whatever happened to the files in between."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from made_site import KLEIN
from wijkdemocratie.check import check_stad
from wijkdemocratie.model import Deel
from wijkdemocratie.problems import Problem
from wijkdemocratie.read import Gelezen, load_stad

PEILDATUM = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def spell_places(data: Any) -> Any:
    """Return all that a mapping or list holds, with the places, which count for nothing in a comparison."""
    if isinstance(data, dict):
        places = (data.place, data.places, data.key_places) if hasattr(data, "place") else ()
        return places, [(key, spell_places(value)) for key, value in data.items()]
    if isinstance(data, list):
        places = (data.place, data.places) if hasattr(data, "place") else ()
        return places, [spell_places(value) for value in data]
    return data


def judge(root: Path, gelezen: Gelezen | None) -> tuple[Any, list[Any], list[Problem]]:
    stad, problems = load_stad(root, gelezen=gelezen)
    places = []
    if stad is not None:
        check_stad(stad, problems, PEILDATUM)
        records: list[Deel] = [*stad.wijken, *stad.wijkscans, *stad.voorstellen, *stad.adviezen]
        places = [spell_places(record._bron) for record in records]
    return stad, places, list(problems)


def edit(root: Path, random: Random) -> None:
    """Do one thing that an editor may do, well or badly."""
    found = sorted(path for path in root.rglob("*") if path.suffix in {".md", ".yaml"} and path.name != "stad.yaml")
    path = random.choice(found)
    match random.randrange(8):
        case 0:
            path.write_bytes(path.read_bytes() + b"\nEen zin erbij.\n")
        case 1:
            path.unlink()
        case 2:
            path.rename(path.with_name(f"{path.stem}-anders{path.suffix}"))
        case 3:
            shutil.copy(path, path.with_name(f"{path.stem}-kopie{path.suffix}"))
        case 4:
            path.write_bytes(path.read_bytes().replace(b": ", b":", 1))
        case 5:
            path.write_bytes(b"\xff" + path.read_bytes())
        case 6:  # two files change places
            other = random.choice(found)
            one, two = path.read_bytes(), other.read_bytes()
            path.write_bytes(two)
            other.write_bytes(one)
        case _:  # mended: as it is in git
            for original in KLEIN.rglob("*"):
                if original.is_file() and random.random() < 0.5:
                    shutil.copy(original, root / original.relative_to(KLEIN))


@pytest.mark.parametrize("seed", range(12))
def test_memory_makes_no_difference(tmp_path: Path, seed: int) -> None:
    root = tmp_path / "stad"
    shutil.copytree(KLEIN, root)
    random = Random(seed)
    lasting = Gelezen()
    for _ in range(12):
        cold = judge(root, None)
        assert judge(root, lasting) == cold
        lasting.save()
        stored = Gelezen.open(root)
        assert judge(root, stored) == cold
        stored.save()
        edit(root, random)


def test_an_unchanged_file_is_not_parsed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "stad"
    shutil.copytree(KLEIN, root)
    gelezen = Gelezen.open(root)
    load_stad(root, gelezen=gelezen)
    gelezen.save()
    read: list[str] = []
    monkeypatch.setattr("wijkdemocratie.read.make_record", lambda _kind, data, _: read.append(data.place.path))
    changed = min((root / "content" / "voorstellen").glob("[!_]*.md"))
    changed.write_bytes(changed.read_bytes() + b"\nEen zin erbij.\n")
    load_stad(root, gelezen=Gelezen.open(root))
    assert read == ["wijken/stad.yaml", changed.relative_to(root).as_posix()]
