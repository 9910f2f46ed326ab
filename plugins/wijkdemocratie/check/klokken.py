"""Clocks: terms that follow each other in order, and suspensions that lie within the clock that they stop."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from wijkdemocratie.model import (
    Advies,
    Gemeente,
    Klankbordgroep,
    Klokbegin,
    Kloksoort,
    Opschorting,
    Organisatie,
    Termijn,
    Termijnversie,
)
from wijkdemocratie.termijn import Klok, compute_uiterste, read_klokken

from .regel import Bevinding, Zaak, regel

_EVER = date.max


# Without this rule a suspension could take back a message that an answer is late, so it cannot be waived.
@regel("opschorting-buiten-klok", vast=True)
def check_opschorting(zaak: Zaak) -> Iterator[Bevinding]:
    """A suspension begins while its clock runs: after it started, not after its last day, and not after the answer."""
    for advies in zaak.stad.adviezen:
        if advies.opschortingen and advies.van in zaak.stad.adviseur:
            klokken = read_klokken(zaak.stad, advies, _EVER)
            for index, stop in enumerate(advies.opschortingen):
                yield from _check_opschorting(advies, index, stop, klokken)


def _check_opschorting(
    advies: Advies, index: int, stop: Opschorting, klokken: dict[Kloksoort, Klok]
) -> Iterator[Bevinding]:
    if stop.tot and stop.tot < stop.van:
        yield Bevinding(
            advies.place_of("opschortingen", index, "tot"),
            f"de laatste dag ({stop.tot}) ligt voor de eerste ({stop.van})",
            "kijk “van” en “tot” na",
        )
        return
    for soort in Kloksoort:
        if soort in stop.klokken:
            before = [
                other
                for other in advies.opschortingen
                if soort in other.klokken and (other.van, other.nr) < (stop.van, stop.nr)
            ]
            if fault := _find_fault(soort, klokken[soort], stop, before):
                yield Bevinding(advies.place_of("opschortingen", index, "van"), *fault)


def _find_fault(soort: Kloksoort, klok: Klok, stop: Opschorting, before: list[Opschorting]) -> tuple[str, str] | None:
    """Return what is wrong with a suspension of one clock, and the tip."""
    if not klok.termijn:
        return f"voor {soort.label} geldt hier geen termijn, dus er valt niets op te schorten", "haal dit weg"
    if not klok.begin or stop.van < klok.begin:
        since = f": die begint op {klok.begin}" if klok.begin else ""
        return f"de klok van {soort.label} loopt op {stop.van} nog niet{since}", "kijk de datum na"
    if klok.klaar and stop.van > klok.klaar:
        return f"{soort.label} is er al op {klok.klaar}, voor deze opschorting ({stop.van})", "kijk de datums na"
    if any(other.tot is None or other.tot >= stop.van for other in before):
        return (
            f"de klok van {soort.label} staat op {stop.van} al stil",
            "laat de ene opschorting eindigen voor de volgende begint",
        )
    uiterste = compute_uiterste(klok.begin, klok.termijn, before)
    if stop.van > uiterste:
        return (
            f"de laatste dag voor {soort.label} was {uiterste}, dus op {stop.van} valt er niets meer op te schorten",
            "een termijn die voorbij is, blijft voorbij: op de site staat dan al dat het te laat is",
        )
    return None


@regel("termijn-klopt-niet")
def check_termijn(zaak: Zaak) -> Iterator[Bevinding]:
    """Each version of a term says from when it holds, newest first; only a reaction waits for the acknowledgement."""
    owners: tuple[Gemeente | Klankbordgroep | Organisatie, ...] = (
        zaak.stad.gemeente,
        *zaak.stad.organisaties,
        *zaak.stad.klankbordgroepen,
    )
    for owner in owners:
        for soort in Kloksoort:
            termijn: Termijn | None = getattr(owner.termijnen, soort)
            if termijn:
                yield from _check_versies(owner, soort, termijn)


def _check_versies(
    owner: Gemeente | Klankbordgroep | Organisatie, soort: Kloksoort, termijn: Termijn
) -> Iterator[Bevinding]:
    versies: tuple[Termijnversie, ...] = (termijn, *termijn.eerder)
    paths: list[tuple[str | int, ...]] = [("termijnen", soort.value)]
    paths += [("termijnen", soort.value, "eerder", index) for index in range(len(termijn.eerder))]
    for versie, path in zip(versies, paths, strict=True):
        if versie.start is Klokbegin.BEVESTIGING and soort is not Kloksoort.REACTIE:
            yield Bevinding(
                owner.place_of(*path, "start"),
                f"de klok van {soort.label} kan niet beginnen bij de ontvangstbevestiging",
                "haal “start” weg: alleen de klok van de reactie kan wachten op de bevestiging",
            )
    for (newer, path), (older, older_path) in pairwise(zip(versies, paths, strict=True)):
        if newer.vanaf is None:
            yield Bevinding(
                owner.place_of(*path),
                "deze termijn was eerder anders, en vanaf wanneer hij zo is staat er niet",
                "vul “vanaf” in met de eerste dag waarop deze termijn geldt",
            )
        elif older.vanaf and older.vanaf >= newer.vanaf:
            yield Bevinding(
                owner.place_of(*older_path, "vanaf"),
                f"deze eerdere termijn begint op {older.vanaf}, niet voor de latere ({newer.vanaf})",
                "zet de versies op volgorde, de nieuwste bovenaan",
            )
