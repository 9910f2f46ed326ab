"""The life of a klankbordgroep: it begins and it ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from wijkdemocratie.model import Klankbordgroep, Stad
from wijkdemocratie.text import end_sentence, format_periode

from .gebeurtenis import Gebeurtenis, Gebeurtenissoort, make_gebeurtenis


def list_groepsgebeurtenissen(stad: Stad, groep: Klankbordgroep) -> Iterator[Gebeurtenis]:
    """Yield the events of one klankbordgroep, in no special order."""
    zitting = groep.zittingstermijn
    if zitting is None:
        return
    regels = (
        f"Deze klankbordgroep is {groep.vorm.label}, met als mandaat: {groep.mandaat.label}.",
        end_sentence(f"Onderwerp: {groep.onderwerp}") if groep.onderwerp else None,
        f"De groep zit van {format_periode(zitting.van, zitting.tot)}.",
    )
    for soort, dag, zin in (
        (Gebeurtenissoort.GROEP_INGESTELD, zitting.van, f"{groep.naam} is begonnen"),
        (Gebeurtenissoort.GROEP_GESTOPT, zitting.tot + timedelta(days=1), f"{groep.naam} is gestopt"),
    ):
        yield make_gebeurtenis(stad, groep, soort, dag, zin, regels)
