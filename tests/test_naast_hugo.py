"""What `make bench N=…` says of Hugo is said of the same city, and only when both made the same lists."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bench.hugostad import make_hugostad
from bench.kunststad import make_kunststad
from bench.vergelijking import compare_lists, count_output

ORDER = ("plan-3", "plan-2", "plan-1")


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def link(*names: str) -> str:
    return "".join(f'<a href="/voorstellen/{name}/">x</a>' for name in names)


@pytest.fixture
def outputs(tmp_path: Path) -> tuple[Path, Path]:
    """Three proposals of one wijk: by us in lists of a year, by Hugo in two pages of a wijk."""
    ours, hugo = tmp_path / "wij", tmp_path / "hugo"
    write(ours / "voorstellen/2026/index.html", link("2025", *ORDER[:2]))
    write(ours / "voorstellen/2025/index.html", link("2026", *ORDER[2:]))
    write(ours / "wijken/moerwijk/index.html", link(*ORDER))
    days = ("Tue, 24 Nov 2026 00:00:00 +0100", "Mon, 23 Nov 2026 00:00:00 +0100")
    items = "".join(f"<item><pubDate>{day}</pubDate></item>" for day in days)
    write(ours / "wijken/moerwijk/nieuws/feed.xml", items)
    write(hugo / "wijken/moerwijk/index.html", link(*ORDER[:2]))
    write(hugo / "wijken/moerwijk/page/2/index.html", link(*ORDER[2:]))
    write(hugo / "wijken/moerwijk/page/1/index.html", link("nergens"))
    items = "".join(f"<item><link>https://x/voorstellen/{name}/</link></item>" for name in ORDER)
    write(hugo / "wijken/moerwijk/index.xml", items)
    for name in ORDER:
        write(hugo / "voorstellen" / name / "index.html", "")
    return ours, hugo


def test_same_lists_pass(outputs: tuple[Path, Path]) -> None:
    """Links between years are no proposals, and the first page of a list counts once."""
    assert compare_lists(*outputs) == []
    assert count_output(outputs[1]).voorstellen == len(ORDER)


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("hugo/wijken/moerwijk/index.html", link("plan-2", "plan-3"), "andere volgorde"),
        ("hugo/wijken/moerwijk/index.xml", "", "andere voorstellen dan zijn lijst"),
        ("wij/wijken/moerwijk/index.html", link("plan-3"), "ontbreken 2 voorstellen"),
        ("wij/wijken/moerwijk/nieuws/feed.xml", "", "nieuwste niet voorop"),
        ("hugo/voorstellen/plan-4/index.html", "", "Hugo maakte 4 pagina's"),
    ],
)
def test_difference_is_told(outputs: tuple[Path, Path], tmp_path: Path, name: str, text: str, fault: str) -> None:
    """Who leaves something out or sorts otherwise is not the faster one."""
    write(tmp_path / name, text)

    assert [fault in found for found in compare_lists(*outputs)].count(True) == 1


def test_hugo_gets_the_same_city(tmp_path: Path) -> None:
    """Every proposal with its own words, and a list for every wijk and buurt, also where nothing happens."""
    make_kunststad(tmp_path / "stad", 20)
    make_hugostad(tmp_path / "hugo", tmp_path / "stad")
    proposals = sorted((tmp_path / "stad/content/voorstellen").glob("*.md"))
    wijken = [path for path in (tmp_path / "stad/wijken").glob("*.yaml") if path.name != "stad.yaml"]
    buurten = [buurt for path in wijken for buurt in yaml.safe_load(path.read_text(encoding="utf-8"))["buurten"]]

    assert len(proposals) == 20
    for path in proposals:
        made = (tmp_path / "hugo/content/voorstellen" / path.name).read_text(encoding="utf-8")
        assert made.replace(made.splitlines(keepends=True)[1], "", 1) == path.read_text(encoding="utf-8")
    assert len(list((tmp_path / "hugo/content").glob("wijken/*/_index.md"))) == len(wijken)
    assert len(list((tmp_path / "hugo/content").glob("buurten/*/_index.md"))) == len(buurten)
