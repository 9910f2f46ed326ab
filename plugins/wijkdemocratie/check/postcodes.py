"""The list of postcodes against the buurten of the city."""

from __future__ import annotations

from collections.abc import Iterator

from wijkdemocratie.problems import Location

from .regel import Bevinding, Zaak, regel


@regel("postcode-buurt-onbekend", vast=True)
def check_postcode_buurt(zaak: Zaak) -> Iterator[Bevinding]:
    """Each buurt in the list of postcodes is one of this city: somebody must be able to go there."""
    postcodes = zaak.stad.postcodes
    # A buurt of a file that cannot be read would be told of as if it were not there.
    if postcodes is None or any(path.startswith("wijken/") for path in zaak.onleesbaar):
        return
    known = {buurt.code for wijk in zaak.stad.wijken for buurt in wijk.buurten}
    for code, (line, column) in sorted(postcodes.regels.items(), key=lambda item: item[1]):
        if code not in known:
            yield Bevinding(
                Location(postcodes.pad, line, column),
                f"{code} is geen buurt van {zaak.stad.gemeente.naam}",
                "haal de regels met deze code weg, of kijk of het bestand van hetzelfde jaar is als de buurten",
            )
