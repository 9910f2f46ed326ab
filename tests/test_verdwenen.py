"""A message that was published stays: a build is held against the site that it is to replace."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from made_site import KLEIN, PEILDATUM, TOP, MadeSite, read_tree, run_build
from wijkdemocratie.check import check_stad, read_bekend, read_datums
from wijkdemocratie.read import load_stad

ANKERPLEIN = "content/voorstellen/ris900001.md"
TAKEN = """\
  - nr: 4
    fase: collegebesluit
    datum: 2026-10-20
    ris: RIS900003
    toelichting: Het college kiest het ontwerp met twintig bomen.
"""
PLANNED = "  - nr: 5\n    fase: commissiebehandeling\n    datum: 2026-12-10\n"
WAIVER = """\
ontheffingen:
  - regel: bericht-verdwenen
    bestand: content/voorstellen/ris900001.md
    reden: In de toelichting stonden gegevens van een bewoner.
    tot: 2026-12-31
"""


@pytest.fixture
def published(tmp_path: Path) -> tuple[Path, Path]:
    """A copy of the small city, and its site as it was published."""
    root = Path(shutil.copytree(KLEIN, tmp_path / "stad"))
    output = tmp_path / "uit"
    assert 0 == run_build(root, output).returncode
    return root, output


def replace(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert 1 == text.count(old)
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_step_that_was_told_cannot_be_taken_away(published: tuple[Path, Path]) -> None:
    """What is only planned may go; what was told may not, and the old site stands."""
    root, output = published
    replace(root, ANKERPLEIN, PLANNED, "")
    assert 0 == run_build(root, output).returncode
    before = read_tree(output)
    replace(root, ANKERPLEIN, TAKEN, "")

    refused = run_build(root, output)

    assert 1 == refused.returncode
    assert "content/voorstellen/ris900001.md:15:3: fout: het bericht “" in refused.stderr
    assert "van 20 oktober 2026 is al verstuurd en zou verdwijnen [bericht-verdwenen]" in refused.stderr
    assert before == read_tree(output)
    assert 0 == run_build(root, output, "--zonder-vergelijking").returncode


def test_a_waiver_with_a_reason_lets_it_go(published: tuple[Path, Path]) -> None:
    """Something that should never have been published can be taken away, by who says why."""
    root, output = published
    replace(root, ANKERPLEIN, TAKEN + PLANNED, "")
    stad = root / "wijken" / "stad.yaml"
    stad.write_text(stad.read_text(encoding="utf-8") + WAIVER, encoding="utf-8")

    assert 0 == run_build(root, output).returncode


def test_a_file_that_is_gone_is_named(published: tuple[Path, Path]) -> None:
    """Of a record that is gone, the message names the file in which it stood."""
    root, output = published
    (root / "content" / "adviezen" / "oversteek-kade.md").unlink()

    refused = run_build(root, output)

    assert 1 == refused.returncode
    assert "content/adviezen/oversteek-kade.md:1:1: fout: het bericht “" in refused.stderr


def test_examples_may_be_left_out(published: tuple[Path, Path]) -> None:
    """Nobody counts on what was invented."""
    root, output = published

    assert 0 == run_build(root, output, "--zonder-voorbeelden").returncode


def test_a_site_does_not_go_back_in_time(published: tuple[Path, Path]) -> None:
    """A site of an earlier day would take back all that happened since, and forget that it was told."""
    root, output = published

    refused = run_build(root, output, "--peildatum", "2026-10-01")

    assert 1 == refused.returncode
    assert "de gepubliceerde site is van een latere dag dan 1 oktober 2026" in refused.stderr


def test_a_wijk_keeps_what_its_readers_were_told(published: tuple[Path, Path]) -> None:
    """A wijk that is taken from a record would lose its messages, though they stay elsewhere."""
    root, output = published
    replace(root, "content/voorstellen/nieuwe-kade.md", "wijken: [havenkwartier, molenwijk]", "wijken: [molenwijk]")

    refused = run_build(root, output)

    assert 1 == refused.returncode
    assert "zou verdwijnen uit de feed van Havenkwartier [bericht-verdwenen]" in refused.stderr


def test_late_is_not_told_twice_under_one_number(published: tuple[Path, Path]) -> None:
    """A suspension that is entered afterwards moves the day after the term: what was told gets a correction first."""
    root, output = published
    stop = "opschortingen:\n  - nr: 1\n    van: 2026-10-01\n    tot: 2026-10-31\n    reden: Proef.\n"
    replace(root, "content/adviezen/oversteek-kade.md", "samenvatting:", f"{stop}samenvatting:")

    refused = run_build(root, output)

    assert 1 == refused.returncode
    assert "is al verstuurd, en zou nu pas op" in refused.stderr


def test_another_namespace_is_told_once(published: tuple[Path, Path]) -> None:
    """With other numbers every reader would get everything again: one problem, at the line that does it."""
    root, output = published
    stad = root / "wijken" / "stad.yaml"
    (line,) = (text for text in stad.read_text(encoding="utf-8").splitlines() if text.startswith("naamruimte:"))
    replace(root, "wijken/stad.yaml", line, "naamruimte: elders.example,2026")

    refused = run_build(root, output)

    assert 1 == refused.returncode
    assert 1 == refused.stderr.count("[bericht-verdwenen]")
    assert f"tip: zet de oude terug: {line.removeprefix('naamruimte: ')}" in refused.stderr


def test_the_list_holds_what_the_feeds_hold(published: tuple[Path, Path]) -> None:
    """Every message of the city is in it, and no tombstone."""
    bekend = read_bekend(published[1], met_voorbeelden=True)
    feeds = [path.read_bytes() for path in (published[1] / "nieuws").glob("feed*.xml")]

    assert len(bekend) == len({item.guid for item in bekend}) > 50
    assert {item.guid for item in bekend} == {guid for feed in feeds for guid, _ in MadeSite.list_items(feed)}
    assert all(item.dag <= date(2026, 11, 23) for item in bekend)
    assert {False, True} == {item.voorbeeld for item in bekend}


ROW = '"soort": "stap", "titel": "t", "voorbeeld": false, "moment": "2026-01-01", "wijkcodes": []'


@pytest.mark.parametrize(
    "damaged", ["{", "[]", '{"guid": 1}', '{"guid": "a", "soort": "stap", "moment": "ooit"}', f'{{"guid": "a", {ROW}}}']
)
def test_a_damaged_list_stops_the_build(published: tuple[Path, Path], damaged: str) -> None:
    """What cannot be compared is not published over."""
    root, output = published
    (output / "data" / "wijzigingen.ndjson").write_text(f"{damaged}\n", encoding="utf-8")

    refused = run_build(root, output)

    assert 1 == refused.returncode
    assert "de lijst van gepubliceerde berichten is beschadigd" in refused.stderr


def test_the_shipped_city_can_be_built_over_itself(bouw_haag: MadeSite) -> None:
    """What did not change is refused by no rule: also not what is about the whole city, or about no known wijk."""
    stad, problems = load_stad(TOP)
    assert stad is not None
    bekend = read_bekend(bouw_haag.folder, met_voorbeelden=True)

    check_stad(stad, problems, PEILDATUM, bekend, read_datums(bouw_haag.folder, met_voorbeelden=True))

    assert any(not item.wijkcodes for item in bekend)
    assert [] == list(problems)
