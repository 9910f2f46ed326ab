"""The list of postcodes: read row by row, refused with a place, and cut into files by four digits."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from made_site import KLEIN, PEILDATUM, TOP
from wijkdemocratie.check import check_stad
from wijkdemocratie.model import Stad
from wijkdemocratie.pages import Site, list_vindbestanden
from wijkdemocratie.read import load_stad, postcodes

SHARED = TOP.parent / "shared" / "data" / "postcodes_pc6_zuidwest_2019.csv"
SIX = ["PC6,buurt", "9999XA,99990301", "9999XB,99990301"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the tiny city."""
    return shutil.copytree(KLEIN, tmp_path / "stad")


def read(root: Path, content: str | bytes) -> tuple[Stad, list[str]]:
    """Put a list of postcodes in a city; return it, and "line:column rule" of each problem."""
    data = content.encode() if isinstance(content, str) else content
    (root / "wijken" / "postcodes.csv").write_bytes(data)
    stad, problems = load_stad(root)
    assert stad is not None
    check_stad(stad, problems, date(2026, 11, 23))
    return stad, [f"{problem.where.line}:{problem.where.column} {problem.rule}" for problem in problems]


@pytest.mark.parametrize(
    "content",
    [
        "PC6,buurt\n9999XA,99990301\n9999XA,BU99990301\n",
        "PC6;Huisnummer;Buurt2025;Wijk2025;Gemeente2025\r\n9999XA;1;99990301;999903;9999\r\n",
        "\ufeffPC6,Huisnummer,Buurt2019,Wijk2019,Gemeente2019\n9999 xa,1,99990301,999903,9999\n\n",
        'postcode,buurtcode\n"9999XA","BU99990301"\n',
    ],
)
def test_every_layout_is_read(root: Path, content: str) -> None:
    """The file of the CBS or a short one, with commas or semicolons, with codes as texts or as numbers."""
    stad, problems = read(root, content)
    assert [] == problems
    assert stad.postcodes is not None
    assert {"9999XA": ("BU99990301",)} == stad.postcodes.buurten


def test_buurt_with_most_addresses_comes_first(root: Path) -> None:
    """Who lives there most likely has to read least."""
    rows = ["PC6;Huisnummer;Buurt2025", "9999XA;1;99990101", "9999XA;2;99990301", "9999XA;3;99990301"]
    stad, problems = read(root, "\n".join(rows))
    assert [] == problems
    assert stad.postcodes is not None
    assert {"9999XA": ("BU99990301", "BU99990101")} == stad.postcodes.buurten


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("plaats,buurt\n9999XA,99990301\n", ["1:1 postcode-kop"]),
        ("PC6,wijk\n9999XA,99990301\n", ["1:1 postcode-kop"]),
        ("PC6,buurt\n0999XA,99990301\n", ["2:1 postcode-ongeldig"]),
        ("PC6,buurt\n9999XA,99990301\n9999XA,onzin\n", ["3:8 postcode-ongeldig"]),
        ("PC6,buurt\n9999XA\n", ["2:1 postcode-ongeldig"]),
        ("PC6,buurt\n9999XA,99990301\n9999XB,5180101\n9999XC,5180101\n", ["3:8 postcode-buurt-onbekend"]),
        (b"PC6,buurt\n9999XA,99990301\n9999X\xe9,99990301\n", ["3:6 codering-onjuist"]),
    ],
)
def test_a_fault_is_told_at_its_place(root: Path, content: str | bytes, expected: list[str]) -> None:
    """A wrong header, postcode, code, number of columns or letter, and a buurt of another gemeente (once)."""
    assert expected == read(root, content)[1]


def test_many_faults_are_not_all_told(root: Path) -> None:
    """A file with the columns the wrong way round gives twenty lines and not thousands."""
    stad, problems = read(root, "PC6,buurt\n" + "99990301,9999XA\n" * 5_000)
    assert 20 == len(problems)
    assert stad.postcodes is None


def test_a_whole_city_fits(root: Path) -> None:
    """250,000 addresses are read; a file for the whole country is refused before it is read."""
    rows = (
        f"{1000 + n % 60}{chr(65 + n // 60 % 26)}{chr(65 + n // 1560 % 26)};{n};99990301;999903;9999"
        for n in range(250_000)
    )
    stad, problems = read(root, "PC6;Huisnummer;Buurt2025;Wijk2025;Gemeente2025\n" + "\n".join(rows))
    assert [] == problems
    assert stad.postcodes is not None
    assert len(stad.postcodes.buurten) > 10_000
    assert ["1:1 bestand-te-groot"] == read(root, "PC6,buurt\n" + " " * postcodes.MAX_BYTES)[1]


def test_link_to_elsewhere_is_refused(root: Path) -> None:
    """As for every other file: nothing from outside the folder is read."""
    (root / "wijken" / "postcodes.csv").symlink_to("/etc/hostname")
    _, problems = load_stad(root)
    assert ["koppeling-buiten-map"] == [problem.rule for problem in problems]


def test_faulty_wijk_does_not_make_its_buurten_unknown(root: Path) -> None:
    """Where a wijk cannot be read, its buurten are not told of as if they were not there."""
    (root / "wijken" / "duinrand.yaml").write_text("onzin: [", encoding="utf-8")
    assert not [problem for problem in read(root, "\n".join(SIX))[1] if "postcode" in problem]


def test_files_are_per_four_digits(root: Path) -> None:
    """Each file holds the letters of its four digits and the buurten, small enough to fetch on a phone."""
    rows = ["PC6,buurt", "9998AA,99990101", "9999XA,99990301", "9999XA,99990101", "9999XB,99990301"]
    stad, problems = read(root, "\n".join(rows))
    assert [] == problems
    files = dict(list_vindbestanden(Site(stad, PEILDATUM, "https://waterzande.example")))
    assert {"vinden/namen.json", "vinden/postcode/9998.json", "vinden/postcode/9999.json"} == files.keys()
    found = json.loads(files["vinden/postcode/9999.json"])
    assert {"XA": [0, 1], "XB": [1]} == found["postcodes"]
    assert "wijken/duinrand/duinrand-dorp/" == found["buurten"][1][1]


@pytest.mark.skipif(not SHARED.is_file(), reason="../shared/data with the real postcodes is not here")
def test_real_postcodes_lead_to_real_buurten(tmp_path: Path) -> None:
    """The postcodes of the south-west of the city fit the buurten that are shipped."""
    root = tmp_path / "stad"
    shutil.copytree(TOP / "wijken", root / "wijken")
    shutil.copytree(TOP / "content", root / "content")
    stad, problems = read(root, SHARED.read_bytes())
    assert [] == problems
    assert stad.postcodes is not None
    assert len(stad.postcodes.buurten) > 1_000
    files = dict(list_vindbestanden(Site(stad, PEILDATUM, "https://wijken.example.nl")))
    sizes = {pad: len(content) for pad, content in files.items() if "postcode/" in pad}
    assert "vinden/postcode/2531.json" in sizes
    assert max(sizes.values()) < 10_000
