"""A made-up city by us and by Hugo, in turn: cold, with nothing changed, one text edited, one wijk edited.

Ours makes all it makes, with and without the index of the search page, which Hugo makes none of. What both made is
counted, and the order of items is compared: `vergelijking`.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from bench import meet
from bench.hugostad import find_hugo, make_hugostad
from bench.kunststad import make_kunststad
from bench.meting import Measurement, measure
from bench.vergelijking import Opbrengst, compare_lists, count_output

RESULTS = meet.TOP / "bench" / "uitslag.json"
BARE = "wij, zonder zoekindex"
"""Hugo makes no index of words, and Pagefind takes most memory of all; only the cold build is measured without."""
CASES = ("koud", "niets anders", "één tekst anders", "één wijk anders")
_WIJK = "moerwijk"
_LIBRARIES = ("pelican", "jinja2", "markdown", "lxml", "feedgen", "icalendar", "pydantic")


@dataclass(frozen=True)
class Maker:
    """One that makes the site: its command, the folder in which it runs and what it makes."""

    naam: str
    command: tuple[str, ...]
    folder: Path
    output: Path


def run_beside(voorstellen: int, rounds: int) -> None:
    """Measure, print the table of docs/snelheid.md, and keep the numbers in `RESULTS`."""
    hugo = find_hugo()
    if hugo is None:
        sys.exit("fout: hugo ontbreekt\ntip: typ make bench, dat haalt het op")
    with tempfile.TemporaryDirectory(prefix="wijken-bench-") as top:
        stad, boom = Path(top, "stad"), Path(top, "boom")
        make_kunststad(stad, voorstellen)
        boom.mkdir()
        meet.copy_tree(boom)
        rows: dict[str, dict[str, list[Measurement]]] = {}
        made: dict[str, Opbrengst] = {}
        faults: list[str] = []
        for number in range(rounds):
            makers = _list_makers(Path(top, f"ronde-{number}"), stad, boom, hugo)
            _run_round(makers, rows)
            if number == rounds - 1:
                made = {maker.naam: count_output(maker.output) for maker in makers}
                faults = compare_lists(makers[0].output, makers[1].output)
            shutil.rmtree(Path(top, f"ronde-{number}"))
    medians = {
        maker: {case: Measurement(*map(statistics.median, zip(*runs, strict=True))) for case, runs in cases.items()}
        for maker, cases in rows.items()
    }
    print_beside(voorstellen, rounds, medians, made)
    write_results(hugo, voorstellen, rounds, rows, made)
    if faults:
        sys.exit("\n".join(f"fout: {fault}" for fault in faults))
    print("De lijsten en feeds die zijn vergeleken, hebben dezelfde voorstellen in dezelfde volgorde.")


def _list_makers(top: Path, stad: Path, boom: Path, hugo: Path) -> list[Maker]:
    """Give each maker a city of its own, because each edits it."""
    made = []
    build = (*meet.BUILD, "build", "--stil", "--peildatum", meet.PEILDATUM)
    for naam, extra in (("wij", ()), (BARE, ("--zonder-zoeken",))):
        root, output = top / naam / "stad", top / naam / "output"
        shutil.copytree(stad, root)
        made.append(Maker(naam, (*build, "--root", str(root), "--output", str(output), *extra), boom, output))
    root, output = top / "Hugo" / "stad", top / "Hugo" / "output"
    root.mkdir(parents=True)
    make_hugostad(root, stad)
    words = ("--quiet", "--source", str(root), "--destination", str(output))
    return [made[0], Maker("Hugo", (str(hugo), *words), root, output), made[1]]


def _run_round(makers: list[Maker], rows: dict[str, dict[str, list[Measurement]]]) -> None:
    edits: dict[str, Callable[[Maker], None]] = {
        "koud": lambda _maker: None,
        "niets anders": lambda _maker: None,
        "één tekst anders": _edit_text,
        "één wijk anders": _edit_wijk,
    }
    for case in CASES:
        for maker in makers if case == CASES[0] else [maker for maker in makers if maker.naam != BARE]:
            edits[case](maker)
            rows.setdefault(maker.naam, {}).setdefault(case, []).append(measure(maker.folder, *maker.command))


def _edit_text(maker: Maker) -> None:
    meet.edit_one_voorstel(maker.output.parent / "stad")


def _edit_wijk(maker: Maker) -> None:
    """Write another number of residents, as happens once a year."""
    root = maker.output.parent / "stad"
    path = root / ("data/wijken" if maker.naam == "Hugo" else "wijken") / f"{_WIJK}.yaml"
    text = path.read_text(encoding="utf-8")
    old = next(line for line in text.splitlines() if line.strip().startswith("aantal:"))
    path.write_text(text.replace(old, f"{old}1", 1), encoding="utf-8")


def print_beside(
    voorstellen: int, rounds: int, medians: dict[str, dict[str, Measurement]], made: dict[str, Opbrengst]
) -> None:
    """Print the medians as a table in Markdown: seconds on the clock, of processor, and the most memory."""
    print(f"\n{voorstellen} voorstellen, mediaan van {rounds} ronde(s), om en om; wandklok / processor, geheugen\n")
    print(f"| |{'|'.join(f' {case} ' for case in CASES)}| geheugen |")
    print(f"|---|{'--:|' * (len(CASES) + 1)}")
    lines = []
    for maker, cases in medians.items():
        cells = [f"{cases[case].wall:.1f} / {cases[case].processor:.1f} s" if case in cases else "–" for case in CASES]
        lines.append(f"| {maker} | {' | '.join(cells)} | {max(one.memory for one in cases.values()):.0f} MB |")
    for maker in ("wij", BARE):
        ratios = [
            f"{medians[maker][case].wall / medians['Hugo'][case].wall:.2f} ×" if case in medians[maker] else "–"
            for case in CASES
        ]
        memory = max(one.memory for one in medians[maker].values()) / max(
            one.memory for one in medians["Hugo"].values()
        )
        lines.append(f"| {maker}, tegenover Hugo | {' | '.join(ratios)} | {memory:.2f} × |")
    print("\n".join(lines).replace(".", ","))
    for maker, output in made.items():
        print(f"{maker}: {output}")


def write_results(
    hugo: Path,
    voorstellen: int,
    rounds: int,
    rows: dict[str, dict[str, list[Measurement]]],
    made: dict[str, Opbrengst],
) -> None:
    """Keep every number, with the machine and the versions."""
    version = subprocess.run([hugo, "version"], check=True, capture_output=True, encoding="utf-8").stdout.strip()
    versions = {name: importlib.metadata.version(name) for name in _LIBRARIES}
    value = {
        "voorstellen": voorstellen,
        "rondes": rounds,
        "computer": {"systeem": platform.platform(), "kernen": os.cpu_count(), "processor": platform.processor()},
        "versies": {"python": platform.python_version(), "hugo": version, **versions},
        "metingen": {
            maker: {case: [one._asdict() for one in runs] for case, runs in cases.items()}
            for maker, cases in rows.items()
        },
        "gemaakt": {maker: asdict(output) for maker, output in made.items()},
    }
    RESULTS.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"Alle getallen staan in {RESULTS.relative_to(meet.TOP)}")
