"""The made-up city of `make bench N=…`: the same each time, without a fault, and measured by a build as it is."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench import meet as bench
from bench.kunststad import PEILDATUM, make_kunststad
from made_site import TOP, read_tree
from wijkdemocratie.check import check_stad
from wijkdemocratie.model import Stad
from wijkdemocratie.read import load_stad

SIZE = 20


@pytest.fixture(scope="module")
def kunststad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a small one."""
    root = tmp_path_factory.mktemp("kunststad") / "stad"
    make_kunststad(root, SIZE)
    return root


@pytest.fixture(scope="module")
def stad(kunststad: Path) -> Stad:
    """The city in those files."""
    stad, problems = load_stad(kunststad)
    assert stad is not None
    check_stad(stad, problems, PEILDATUM)
    assert [str(problem) for problem in problems] == []
    return stad


def test_city_of_a_size_is_the_same_each_time(kunststad: Path, tmp_path: Path) -> None:
    """What is measured today is measured tomorrow."""
    make_kunststad(tmp_path / "nog-eens", SIZE)
    make_kunststad(tmp_path / "groter", SIZE + 1)

    assert read_tree(tmp_path / "nog-eens") == read_tree(kunststad)
    assert read_tree(tmp_path / "groter") != read_tree(kunststad)


def test_city_has_something_of_everything(stad: Stad, haag: Stad) -> None:
    """It has the asked number of proposals, and what costs time in a real city."""
    assert len(stad.voorstellen) == SIZE
    assert len(stad.adviezen) == SIZE // 3
    assert {wijk.slug: len(wijk.buurten) for wijk in stad.wijken} == {
        wijk.slug: len(wijk.buurten) for wijk in haag.wijken
    }
    assert all(2 <= len(voorstel.stappen) <= 6 for voorstel in stad.voorstellen)
    assert any(voorstel.inspraak for voorstel in stad.voorstellen)
    assert any(voorstel.buurten for voorstel in stad.voorstellen)
    assert any(advies.reactie for advies in stad.adviezen)
    assert any(loting.uitkomst for loting in stad.lotingen)
    assert stad.bijeenkomsten
    assert stad.wijkscans


def test_city_is_invented_and_says_so(stad: Stad, haag: Stad) -> None:
    """Nothing of the shipped records is in it, and no number of a real paper."""

    def name(city: Stad) -> set[str]:
        own = (city.voorstellen, city.adviezen, city.lotingen, city.bijeenkomsten)
        return {record.id for records in own for record in records}

    assert not name(stad) & name(haag)
    assert all(record.voorbeeld for record in (*stad.voorstellen, *stad.adviezen, *stad.klankbordgroepen))
    assert not any(voorstel.ris for voorstel in stad.voorstellen)


def test_stages_are_those_of_a_real_build(kunststad: Path, tmp_path: Path) -> None:
    """The listener changes nothing: the site is that of build.py, and each stage has its time and memory."""
    words = ("build", "--stil", "--root", kunststad, "--peildatum", PEILDATUM.isoformat(), "--output")
    report = tmp_path / "verslag.json"
    meter = [sys.executable, TOP / "bench" / "bouwmeter.py", TOP, report, *words, tmp_path / "gemeten"]
    subprocess.run(meter, check=True, capture_output=True)
    subprocess.run([sys.executable, TOP / "build.py", *words, tmp_path / "gewoon"], check=True, capture_output=True)
    stages = json.loads(report.read_text(encoding="utf-8"))

    assert read_tree(tmp_path / "gemeten") == read_tree(tmp_path / "gewoon")
    assert set(bench.FEED_STAGES) < {stage for stage, *_ in stages}
    assert all(processor >= 0 and wall >= 0 and memory > 0 for _, wall, processor, memory in stages)


def test_table_tells_the_part_of_feeds_and_calendars(capsys: pytest.CaptureFixture[str]) -> None:
    """The last line is the figure that counts, with a Dutch comma."""
    used = bench.Measurement
    stages = [("Pagina's maken", used(4.0, 3.0, 80)), ("Feeds maken", used(1.0, 0.5, 90))]
    bench.print_stages(20, [*stages, ("Agenda's maken", used(1.0, 0.5, 100))])

    *_, total, last = capsys.readouterr().out.splitlines()
    assert total.split() == ["samen", "6,0", "s", "4,0", "s", "100%", "100", "MB"]
    assert last == "feeds en agenda's samen: 25,0% van de processortijd"


@pytest.mark.parametrize("asked", ["0", "-5", "veel", "²"])
def test_bench_asks_for_a_number(asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A slip in `N` is told in Dutch, before anything is built."""

    monkeypatch.setattr(bench, "measure_stages", lambda _: pytest.fail("it measures"))
    with pytest.raises(SystemExit, match="is geen aantal voorstellen"):
        bench.main([asked])
