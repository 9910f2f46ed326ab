"""security.txt: only with a place that the gemeente named itself, and as RFC 9116 asks."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from made_site import KLEIN, MadeSite
from wijkdemocratie.pages.beveiliging import find_verval

CONTACT, BELEID = "https://www.waterzande.example/lek", "https://www.waterzande.example/lek/zo"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The tiny city, that can be told."""
    root = shutil.copytree(KLEIN, tmp_path / "stad")
    with (root / "wijken" / "stad.yaml").open("a", encoding="utf-8") as stream:
        stream.write(f"\nbeveiliging:\n  meldpunt: {CONTACT}\n  beleid: {BELEID}\n")
    return root


def test_file_is_as_the_standard_says(root: Path) -> None:
    """Contact, one Expires within a year, the languages, and where the file itself stands."""
    made = MadeSite.build(root, root.parent / "site", "https://waterzande.example")
    lines = made.read(".well-known/security.txt").decode().splitlines()
    fields = [line.split(": ", 1) for line in lines]
    assert ["Contact", "Expires", "Preferred-Languages", "Canonical", "Policy"] == [name for name, _ in fields]
    values = dict(fields)
    assert (CONTACT, BELEID, "nl, en") == (values["Contact"], values["Policy"], values["Preferred-Languages"])
    assert "https://waterzande.example/.well-known/security.txt" == values["Canonical"]
    moment = datetime.fromisoformat(values["Expires"])
    assert timedelta(days=300) < moment - datetime(2026, 11, 23, tzinfo=UTC) < timedelta(days=365)


@pytest.mark.parametrize(
    ("day", "until"),
    [
        (date(2026, 11, 23), date(2027, 10, 1)),
        (date(2026, 1, 31), date(2026, 12, 1)),
        (date(2026, 2, 1), date(2027, 1, 1)),
        (date(2027, 12, 31), date(2028, 11, 1)),
    ],
)
def test_it_ends_within_a_year(day: date, until: date) -> None:
    """The end follows from the day, and is the same all month."""
    assert until == find_verval(day) == find_verval(day.replace(day=1))
    assert until - day < timedelta(days=366)


def test_without_a_place_there_is_no_file(bouw_klein: MadeSite, bouw_haag: MadeSite) -> None:
    """Nobody makes up where to tell it."""
    for made in (bouw_klein, bouw_haag):
        assert not (made.folder / ".well-known").exists()
