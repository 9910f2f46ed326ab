"""Slips that editors make: the tip holds the mended line or value wherever it can be known."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from made_site import KLEIN
from wijkdemocratie.check import check_stad
from wijkdemocratie.model import bedoeld
from wijkdemocratie.model.gebied import Punt
from wijkdemocratie.problems import Problem
from wijkdemocratie.read import load_stad

GOED = """\
---
id: proef
titel: Een proef
soort: plan
opgenomen_op: 2026-11-02
reikwijdte: onbekend
hele_stad: nee
wijken: [molenwijk]
indeling:
  bron: eigen-lezing
stappen:
  - nr: 1
    fase: voornemen
    datum: 2026-11-02
  - nr: 2
    fase: inspraak
    datum: 2026-11-09
samenvatting: Een proef.
---

Een tekst.
"""


def find(root: Path, text: str | bytes, name: str = "proef.md") -> list[Problem]:
    """Return what is told about one proposal in the small city."""
    shutil.copytree(KLEIN, root, dirs_exist_ok=True)
    (root / "content" / "voorstellen" / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    stad, problems = load_stad(root)
    if stad is not None:
        check_stad(stad, problems, date(2026, 11, 23))
    return list(problems)


def test_the_proposal_without_a_slip_is_right(tmp_path: Path) -> None:
    """What the slips below are made in has no problem of itself."""
    assert [] == find(tmp_path, GOED)


@pytest.mark.parametrize(
    ("right", "wrong", "line", "tip"),
    [
        ("  bron", "\tbron", 10, "zet twee spaties voor: bron: eigen-lezing"),
        ("titel: ", "titel:\t", 3, "schrijf: titel: Een proef"),
        ("  bron", "\u00a0\u00a0bron", 10, "typ ze opnieuw"),
        ("titel: Een", "titel:\u00a0Een", 3, "gewone spatie"),
        ("titel: Een proef", "titel: 's-Gravenplein", 3, 'titel: "\'s-Gravenplein"'),
        ("titel: Een proef", "titel: #plein", 3, 'titel: "#plein"'),
        ("titel: Een proef", "titel: Plein #2", 3, 'titel: "Plein #2"'),
        ("titel: Een proef", "titel: Een: proef", 3, 'titel: "Een: proef"'),
        ("titel: Een proef", "titel: “Een: proef”", 3, 'titel: "Een: proef"'),
        ("titel: Een proef", "titel:Een proef", 3, "schrijf: titel: Een proef"),
        ("titel: Een proef", "titel Een proef", 3, "titel: Een proef"),
        ("titel: Een proef", "titel = Een proef", 3, "titel: Een proef"),
        ("titel: Een proef", 'titel: "Een proef', 3, 'titel: "Een proef"'),
        ("titel: Een proef", 'titel: "Een" proef', 3, 'titel: "“Een” proef"'),
        ("titel: Een proef", "titel: [Een] proef", 3, 'titel: "[Een] proef"'),
        ("titel: Een proef", "titel: @proef", 3, 'titel: "@proef"'),
        ("titel: Een proef", "titel: *proef*", 3, 'titel: "*proef*"'),
        ("titel: Een proef", "titel: !Een proef", 3, 'titel: "!Een proef"'),
        ("titel: Een proef", "titel: - proef", 3, 'titel: "- proef"'),
        ("titel: Een proef", "titel: [Een proef]", 3, "titel: Een proef"),
        ("titel: Een proef", "Titel: Een proef", 3, "bedoelde u “titel”?"),
        ("titel: Een proef", "titel: Een proef\ntitel: Een proef", 4, "regel 3 zegt hetzelfde"),
        ("  - nr: 2", "    nr: 2", 15, "- nr: 2"),
        ("  - nr: 1", "  -nr: 1", 12, "schrijf: - nr: 1"),
        ("[molenwijk]", "[molenwijk", 8, "wijken: [molenwijk]"),
        ("[molenwijk]", "molenwijk]", 8, "wijken: [molenwijk]"),
        ("[molenwijk]", "(molenwijk; duinrand)", 8, "wijken: [molenwijk, duinrand]"),
        ("[molenwijk]", "\n  molenwijk\n  duinrand", 9, "wijken: [molenwijk, duinrand]"),
        ("[molenwijk]", "[molenwijk en duinrand]", 8, "molenwijk, duinrand"),
        ("[molenwijk]", "[Molenwijk]", 8, "bedoelde u “molenwijk”?"),
        ("[molenwijk]", "[De Haven]", 8, "bedoelde u “havenkwartier”?"),
        ("[molenwijk]", "[molenwjk]", 8, "bedoelde u “molenwijk”?"),
        ("hele_stad: nee", "hele_stad: Neen", 7, "schrijf: nee"),
        ("hele_stad: nee", "hele_stad: yes", 7, "schrijf: ja"),
        ("nr: 1", "nr: één", 12, "bedoelde u 1?"),
        ("opgenomen_op: 2026-11-02", "opgenomen_op: 12-01-2026", 5, "bedoelde u 2026-01-12?"),
        ("opgenomen_op: 2026-11-02", "opgenomen_op: 12 januari 2026", 5, "bedoelde u 2026-01-12?"),
        ("opgenomen_op: 2026-11-02", "opgenomen_op: 2026-23-11", 5, "bedoelde u 2026-11-23?"),
        ("opgenomen_op: 2026-11-02", "opgenomen_op: 2026–11–02", 5, "bedoelde u 2026-11-02?"),
        ("opgenomen_op: 2026-11-02", "opgenomen_op: 2026-11", 5, "met de dag erbij"),
        ("datum: 2026-11-09", "datum: 2026-11-09 19:30", 17, "zonder tijd; bedoelde u 2026-11-09?"),
        ("datum: 2026-11-09", "datum: 2062-11-09", 17, "bedoelde u 2026?"),
        ("soort: plan", "soort: plan\nris: 310824", 5, "bedoelde u “RIS310824”?"),
        ("Een tekst.", "[x](../../voorstellen/nieuwe-kadde/)", 21, "../../voorstellen/nieuwe-kade/"),
        ("Een tekst.", "[x](../../over)", 21, "schrijf: ../../over/"),
        ("Een tekst.", "[x](/paginas/over.md)", 21, "../../over/"),
        ("Een tekst.", "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x", 21, "haal die drie regels weg"),
    ],
)
def test_the_tip_mends_it(right: str, wrong: str, line: int, tip: str, tmp_path: Path) -> None:
    """One problem, on the line of the slip, with the way out."""
    assert right in GOED
    problems = find(tmp_path, GOED.replace(right, wrong, 1))

    assert [line] == [problem.where.line for problem in problems], problems
    assert tip in problems[0].hint


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"PK\x03\x04" + bytes(range(256)), "proef.md", "Word"),
        (b"%PDF-1.7\n\xe2\xe3", "proef.md", "pdf"),
        (GOED.encode("utf-16"), "proef.md", "UTF-16"),
        (GOED.replace("proef.", "privé.").encode("cp1252"), "proef.md", "“é”"),
        (b"PK\x03\x04", "proef.docx", "kopieer de tekst in een nieuw bestand proef.md"),
        (GOED.encode(), "proef.md.txt", "noem het proef.md"),
        (GOED.encode(), "proef.yml", "noem het proef.md"),
    ],
)
def test_a_file_of_another_program_is_known(content: bytes, name: str, told: str, tmp_path: Path) -> None:
    """A file that was saved in another form, or under another name, is called what it is."""
    (problem,) = find(tmp_path, content, name)

    assert told in f"{problem.message} {problem.hint}"


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        *[("€ 1.000,-", "1000"), ("1.000", "1000"), ("1 000,00", "1000"), ("EUR 500", "500"), ("500 euro", "500")],
        *[("twaalf", "12"), ("ca. 40", "40"), ("5 weken", "5"), ("12,50", ""), ("12.500,50", ""), ("-5", "")],
    ],
)
def test_amounts_are_understood(value: str, meant: str) -> None:
    """An amount as people write it becomes a whole number; what has cents is not rounded for anyone."""
    assert meant == bedoeld.mean_geheel(value)


@pytest.mark.parametrize(
    ("value", "moment", "dag"),
    [
        ("dinsdag 12 januari 2027, 19.30 uur", "2027-01-12 19:30", "2027-01-12"),
        ("2026-11-23T19:30", "2026-11-23 19:30", "2026-11-23"),
        ("2026-11-23 9:30", "2026-11-23 09:30", "2026-11-23"),
        ("23 nov. 2026 om 19 uur", "2026-11-23 19:00", "2026-11-23"),
        ("2026-11-23", "", "2026-11-23"),
        ("20261123", "", "2026-11-23"),
        ("1-2-27", "", "2027-02-01"),
        ("31-02-2027", "", ""),
        ("morgen", "", ""),
    ],
)
def test_days_are_understood(value: str, moment: str, dag: str) -> None:
    """A day in another order or in words is known, with or without its time; one that is not there is not."""
    assert (moment, dag) == (bedoeld.mean_moment(value), bedoeld.mean_dag(value))


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("www.denhaag.nl", "https://www.denhaag.nl"),
        ("http://DenHaag.nl/a b", "https://denhaag.nl/a%20b"),
        ("http:/denhaag.nl.", "https://denhaag.nl"),
        ("plein", ""),
        ('https://a.nl/"', ""),
    ],
)
def test_addresses_are_understood(value: str, meant: str) -> None:
    """An address without its scheme, or with a slip in it, is known."""
    assert meant == bedoeld.mean_webadres(value)


@pytest.mark.parametrize(
    ("lon", "tip"),
    [
        ("4,30429", "schrijf: 4.30429"),
        ("4.30", "minstens drie cijfers achter de punt"),
        ("52.05013", "lon en lat lijken verwisseld"),
        ("81000", "RD-meters"),
        ("4.304291234", "schrijf: 4.3042912"),
        ("oost", "schrijf graden met een punt"),
    ],
)
def test_coordinates_are_understood(lon: str, tip: str) -> None:
    """What is wrong with a coordinate is said for what it is: a comma, too few figures, another system, swapped."""
    with pytest.raises(ValidationError) as caught:
        Punt.model_validate({"lon": lon, "lat": "52.05013"})

    assert tip in caught.value.errors()[0]["ctx"]["hint"]


def test_an_id_that_is_there_twice_is_told_once(tmp_path: Path) -> None:
    """Without a slug of its own the address is the id; that is one slip and not two."""
    shutil.copytree(KLEIN, tmp_path, dirs_exist_ok=True)
    wijk = tmp_path / "wijken" / "havenkwartier.yaml"
    text = wijk.read_text(encoding="utf-8")
    wijk.write_text(text.replace("  - id: loting-scheepswerf", "  - id: loting-kade"), encoding="utf-8")

    stad, problems = load_stad(tmp_path)
    assert stad is not None
    check_stad(stad, problems, date(2026, 11, 23))

    assert ["id “loting-kade” is er al"] == [one.message for one in problems if one.rule == "dubbele-id"]
