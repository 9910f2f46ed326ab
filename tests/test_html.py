"""The pages are valid HTML, by a validator that knows what may stand in what (html-validate, from npm)."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from made_site import MadeSite
from setup_npm import NODE, need_module

PROGRAM = "html-validate/bin/html-validate.mjs"
RULES = {"root": True, "extends": ["html-validate:standard"]}
"""The rules of the HTML standard itself, and no house style."""


def validate(folder: Path, own: Path) -> list[tuple[str, int, str]]:
    """Return (file, line, sentence) of every fault in the pages below a folder. `own` is an empty folder."""
    config = own / "html.json"
    config.write_text(json.dumps(RULES), encoding="utf-8")
    done = subprocess.run(
        [NODE, need_module(PROGRAM), "--config", config, "--formatter", "json", f"{folder}/**/*.html"],
        cwd=own,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode in {0, 1}, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return [
        (str(Path(one["filePath"]).relative_to(folder)), message["line"], message["message"])
        for one in found
        for message in one["messages"]
    ]


def test_every_page_is_valid(bouw_haag: MadeSite, tmp_path: Path) -> None:
    """Of the shipped city, with all its kinds of pages, in Dutch and in English."""
    assert len(bouw_haag.pages) > 800
    assert [] == validate(bouw_haag.folder, tmp_path)


def test_a_fault_is_found(tmp_path: Path) -> None:
    """The validator is no yes-man: a block in a heading is named, which a parser would let pass."""
    page = tmp_path / "site" / "fout.html"
    page.parent.mkdir()
    page.write_text(
        '<!DOCTYPE html>\n<html lang="nl"><head><title>Fout</title></head><body>\n'
        "<h1><div>Kop</div></h1>\n</body></html>\n",
        encoding="utf-8",
    )
    own = tmp_path / "eigen"
    own.mkdir()
    assert {3} == {line for _, line, _ in validate(page.parent, own)}
