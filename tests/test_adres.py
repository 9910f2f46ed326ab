"""Every page that is made has an address that a link may name; a rule must not refuse a link that works."""

import pytest

from made_site import MadeSite
from wijkdemocratie.adres import VAST, is_pad, list_paden
from wijkdemocratie.model import Stad


@pytest.mark.parametrize("which", ["bouw_klein", "bouw_haag"])
def test_every_page_is_known(which: str, klein: Stad, haag: Stad, request: pytest.FixtureRequest) -> None:
    """Whatever is built, a link to it passes the check."""
    made: MadeSite = request.getfixturevalue(which)
    stad = klein if which == "bouw_klein" else haag
    paden = list_paden(stad)

    assert [] == [pad for pad in made.pages if pad.endswith("/") and not is_pad(paden, pad)]
    assert set(VAST) <= {*made.pages}


def test_what_is_not_there_is_not_known(klein: Stad) -> None:
    """A record, wijk or page that nobody made is no address."""
    paden = list_paden(klein)
    for pad in ("voorstellen/weg/", "wijken/weg/", "wijken/havenkwartier/weg/", "weg/", "over/weg/", "adviezen/weg/"):
        assert not is_pad(paden, pad), pad
    for pad in ("voorstellen/2026/", "wijken/visserswijk/", "wijken/havenkwartier/nieuws/", "over/"):
        assert is_pad(paden, pad), pad
