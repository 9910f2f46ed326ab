"""Waivers: a rule that does not count in a file, for a reason and until a day."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from wijkdemocratie.model import Ontheffing
from wijkdemocratie.problems import Problem, Severity

from .regel import REGELS, Bevinding, Zaak, regel
from .verwijzingen import list_records


@regel("ontheffing-onbekend", Severity.WAARSCHUWING, vast=True)
def check_ontheffing(zaak: Zaak) -> Iterator[Bevinding]:
    """A waiver names a rule that can be waived, and a file that is there."""
    if not zaak.stad.gemeente.ontheffingen:
        return
    files = {record.bronbestand for record in list_records(zaak.stad)} | {"wijken/stad.yaml"} | zaak.onleesbaar
    free = [id_ for id_, found in REGELS.items() if not found.vast]
    for ontheffing in zaak.stad.gemeente.ontheffingen:
        if ontheffing.regel not in REGELS:
            near = difflib.get_close_matches(ontheffing.regel, free, n=1)
            yield Bevinding(
                ontheffing.place_of("regel"),
                f"“{ontheffing.regel}” is geen regel waarvoor een ontheffing kan",
                f"bedoelde u “{near[0]}”?" if near else f"kies uit: {', '.join(sorted(free))}",
            )
        elif REGELS[ontheffing.regel].vast:
            yield Bevinding(
                ontheffing.place_of("regel"),
                f"van de regel “{ontheffing.regel}” kan geen ontheffing, want dan kan de site niet worden gemaakt",
                "haal deze ontheffing weg en los het probleem op",
            )
        # A message may be gone because its whole file is.
        if ontheffing.bestand not in files and ontheffing.regel != "bericht-verdwenen":
            near = difflib.get_close_matches(ontheffing.bestand, files, n=1)
            yield Bevinding(
                ontheffing.place_of("bestand"),
                f"het bestand “{ontheffing.bestand}” is er niet",
                f"bedoelde u “{near[0]}”?" if near else "schrijf het hele pad, zoals: wijken/moerwijk.yaml",
            )


@regel("ontheffing-verlopen", Severity.WAARSCHUWING, vast=True)
def check_verlopen(zaak: Zaak) -> Iterator[Bevinding]:
    """A waiver that is over is taken away."""
    for ontheffing in zaak.stad.gemeente.ontheffingen:
        if ontheffing.tot < zaak.peildatum:
            yield Bevinding(
                ontheffing.place_of("tot"),
                f"deze ontheffing is sinds {ontheffing.tot} voorbij",
                "haal de ontheffing weg, of kies een nieuwe datum met een goede reden",
            )


def is_waived(problem: Problem, zaak: Zaak) -> bool:
    """Say whether a waiver holds for this problem."""
    return any(_covers(ontheffing, problem, zaak) for ontheffing in zaak.stad.gemeente.ontheffingen)


def _covers(ontheffing: Ontheffing, problem: Problem, zaak: Zaak) -> bool:
    return (
        ontheffing.regel == problem.rule
        and ontheffing.bestand == problem.where.path
        and ontheffing.tot >= zaak.peildatum
        and not REGELS[problem.rule].vast
    )
