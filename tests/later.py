"""The tiny city some days later: one draw is postponed and one meeting is cancelled."""

from __future__ import annotations

import shutil
from pathlib import Path

from made_site import KLEIN

POSTPONED, CANCELLED = "loting.loting-molenplein.trekking", "bijeenkomst.open-avond-kade"
"""The entries in the calendars of what was changed."""

_CHANGES = (
    (
        "wijken/molenwijk.yaml",
        "    trekking: 2027-01-15 15:00\n",
        """    trekking: 2027-01-22 16:00
    wijzigingen:
      - nr: 1
        datum: 2026-11-20
        soort: uitgesteld
        toelichting: De trekking is een week later, want de zaal was bezet.
        was:
          trekking: 2027-01-15 15:00
""",
    ),
    (
        "wijken/havenkwartier.yaml",
        "          plaats: Basisschool De Sluis\n",
        """          plaats: Basisschool De Sluis
    afgelast:
      datum: 2026-11-22
      reden: De spreker is verhinderd.
""",
    ),
)


def copy_later(folder: Path) -> Path:
    """Make a copy of the sources of the tiny city with these changes."""
    root = Path(shutil.copytree(KLEIN, folder))
    for path, old, new in _CHANGES:
        text = (root / path).read_text(encoding="utf-8")
        assert 1 == text.count(old), f"{path} changed: {old}"
        (root / path).write_text(text.replace(old, new), encoding="utf-8")
    return root
