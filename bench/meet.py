"""Time what an editor waits for: `make bench`. It judges nothing.

It works on a copy outside the checkout, so that it can edit a file and starts without output or caches.

Without a number: check, build and build again of the shipped city, the medians of three rounds. With a number
(`make bench N=5000`) a made-up city of so many proposals, beside Hugo with the same city (see `naast_hugo`).
"""

from __future__ import annotations

import compileall
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP))

from bench.kunststad import make_kunststad  # noqa: E402
from bench.meting import Measurement, measure  # noqa: E402

PARTS = ("wijken", "content", "theme", "plugins", "build.py", "pelicanconf.py", "pyproject.toml")
ROUNDS = 3
FEED_STAGES = ("Feeds maken", "Agenda's maken")
BUILD = (sys.executable, "build.py")
PEILDATUM = "2026-11-23"  # fixed, so that two runs of the bench time the same work


def copy_tree(target: Path) -> None:
    """Copy what a build reads, and compile it: byte code is made once in a lifetime, not once a build."""
    for name in PARTS:
        source = TOP / name
        if source.is_dir():
            shutil.copytree(source, target / name)
        elif source.exists():
            shutil.copy2(source, target / name)
    compileall.compile_dir(target / "plugins", quiet=2)


def edit_one_voorstel(tree: Path) -> None:
    """Add a sentence to the body of the first voorstel, as an editor would."""
    first = min((tree / "content" / "voorstellen").glob("*.md"), default=None)
    if first is None:
        sys.exit("fout: er staat geen voorstel in content/voorstellen")
    with first.open("a", encoding="utf-8") as body:
        body.write("\nDeze zin is een proef.\n")


def run_round(tree: Path, output: Path) -> dict[str, Measurement]:
    """Measure all three on a fresh tree, in the order in which an editor meets them."""
    build = (*BUILD, "build", "--output", str(output), "--peildatum", PEILDATUM)
    measurements = {"controle": measure(tree, *BUILD, "check"), "eerste bouw": measure(tree, *build)}
    edit_one_voorstel(tree)
    return measurements | {"na één wijziging": measure(tree, *build)}


def print_table(rounds: list[dict[str, Measurement]]) -> None:
    """Print the median of each number, with a Dutch decimal comma."""
    print(f"mediaan van {len(rounds)} rondes, peildatum {PEILDATUM}, {os.cpu_count()} processorkernen")
    print(f"{'':<18}{'wandklok':>12}{'processor':>12}{'geheugen':>12}")
    for name in rounds[0]:
        wall, processor, memory = map(statistics.median, zip(*(one[name] for one in rounds), strict=True))
        line = f"{name:<18}{wall:>10.2f} s{processor:>10.2f} s{memory:>9.0f} MB"
        print(line.replace(".", ","))


def measure_stages(voorstellen: int) -> list[tuple[str, Measurement]]:
    """Build a made-up city of this size once, in a process of its own, and return what each stage took."""
    with tempfile.TemporaryDirectory(prefix="wijken-bench-") as folder:
        tree, root, report = (Path(folder, name) for name in ("boom", "stad", "verslag.json"))
        tree.mkdir()
        copy_tree(tree)
        make_kunststad(root, voorstellen)
        command = (str(TOP / "bench" / "bouwmeter.py"), str(tree), str(report))
        build = ("build", "--stil", "--root", str(root), "--output", f"{folder}/output", "--peildatum", PEILDATUM)
        subprocess.run([sys.executable, *command, *build], check=True, stdin=subprocess.DEVNULL)
        return [(stage, Measurement(*used)) for stage, *used in json.loads(report.read_text(encoding="utf-8"))]


def print_stages(voorstellen: int, stages: list[tuple[str, Measurement]]) -> None:
    """Print what each stage took, and which part of the whole goes to feeds and calendars."""
    total = sum(used.processor for _stage, used in stages)
    print(f"{voorstellen} voorstellen, peildatum {PEILDATUM}, Python {platform.python_version()}, ", end="")
    print(f"{os.cpu_count()} processorkernen")
    print(f"{'':<28}{'wandklok':>12}{'processor':>12}{'deel':>8}{'geheugen':>12}")
    rows = [*stages, ("samen", Measurement(sum(used.wall for _, used in stages), total, stages[-1][1].memory))]
    for stage, used in rows:
        part = f"{used.processor / total:.0%}"
        line = f"{stage:<28}{used.wall:>10.1f} s{used.processor:>10.1f} s{part:>8}{used.memory:>9.0f} MB"
        print(line.replace(".", ","))
    made = sum(used.processor for stage, used in stages if stage in FEED_STAGES)
    print(f"feeds en agenda's samen: {made / total:.1%} van de processortijd".replace(".", ","))


def main(arguments: list[str]) -> None:
    """Measure a made-up city of the size asked for, or run the rounds with the shipped one."""
    if not (TOP / "build.py").exists():
        sys.exit("fout: build.py ontbreekt")
    if arguments:
        if not (arguments[0].isascii() and arguments[0].isdigit() and int(arguments[0])):
            sys.exit(f"fout: “{arguments[0]}” is geen aantal voorstellen\ntip: typ bijvoorbeeld: make bench N=5000")
        from bench.naast_hugo import run_beside

        print_stages(int(arguments[0]), measure_stages(int(arguments[0])))
        run_beside(int(arguments[0]), int(arguments[1]) if arguments[1:] else ROUNDS)
        return
    rounds = []
    with tempfile.TemporaryDirectory(prefix="wijken-bench-") as folder:
        original = Path(folder, "boom")
        original.mkdir()
        copy_tree(original)
        for number in range(1, ROUNDS + 1):
            tree = shutil.copytree(original, Path(folder, f"ronde-{number}", "boom"))
            rounds.append(run_round(tree, tree.parent / "output"))
    print_table(rounds)


if __name__ == "__main__":
    main(sys.argv[1:])
