"""Pictures in texts: each is there, and says in words what it shows."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from wijkdemocratie.problems import Severity
from wijkdemocratie.select import list_beeldplekken
from wijkdemocratie.source import BEELD_VAN_ELDERS

from .regel import Bevinding, Zaak, regel

_FOLDER = "../beelden/"


@regel("beeld-ontbreekt", vast=True)
def check_bestaat(zaak: Zaak) -> Iterator[Bevinding]:
    """A picture in a text is a file in content/beelden/, written as ../beelden/naam.jpg: so a forge shows it too."""
    names = [beeld.naam for beeld in zaak.stad.beelden]
    for plek, where in list_beeldplekken(zaak.stad):
        name = plek.doel.rpartition("/")[2]
        if plek.van_elders:
            continue  # see `check_van_elders`
        if plek.doel == f"{_FOLDER}{name}":
            # What is wrong with the file itself was told already.
            if name in names or f"content/beelden/{name}" in zaak.onleesbaar:
                continue
            message = f"“{name}” staat niet in content/beelden/"
        else:
            message = f"“{plek.doel}” wijst geen afbeelding aan"
        near = difflib.get_close_matches(name, names, n=1)
        hint = f"zet het bestand in content/beelden/ en schrijf {_FOLDER}naam.jpg"
        if near:
            hint = f"bedoelde u {_FOLDER}{near[0]}?"
        yield Bevinding(where, message, hint)


@regel("beeld-van-elders", vast=True)
def check_van_elders(zaak: Zaak) -> Iterator[Bevinding]:
    """A picture is one of our own; what the search in the text itself finds was told when it was read."""
    told = zaak.onleesbaar
    for plek, where in list_beeldplekken(zaak.stad):
        if plek.van_elders and where.path not in told:
            yield Bevinding(where, *BEELD_VAN_ELDERS)


@regel("beeld-zonder-woorden", Severity.HINT)
def check_woorden(zaak: Zaak) -> Iterator[Bevinding]:
    """A picture says in words what it shows, for who cannot see it (WCAG 1.1.1); only decoration says nothing."""
    for plek, where in list_beeldplekken(zaak.stad):
        if not plek.woorden.strip():
            yield Bevinding(
                where,
                "deze afbeelding zegt niets aan wie haar niet kan zien",
                f"schrijf tussen de haken wat er te zien is, zoals: ![Een plein met bomen]({plek.doel})",
            )
