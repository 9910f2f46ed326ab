"""The boundaries of the map belong to the wijken and buurten of the site, all of them and no others."""

from __future__ import annotations

from collections.abc import Iterator

from .regel import Bevinding, Zaak, regel

_JAAR = "kijk of het bestand van hetzelfde jaar is als de codes in de wijkbestanden: het CBS verandert ze soms"


@regel("kaart-code-onbekend", vast=True)
def check_codes(zaak: Zaak) -> Iterator[Bevinding]:
    """A code in the file with boundaries is that of a wijk or buurt. One message for the file: of the wrong year, it
    may have a hundred."""
    stad = zaak.stad
    known = {wijk.code for wijk in stad.wijken} | {buurt.code for wijk in stad.wijken for buurt in wijk.buurten}
    unknown = [grens for grens in stad.grenzen if grens.code not in known]
    if unknown and not any(path.endswith(".yaml") for path in zaak.onleesbaar):
        codes = list(dict.fromkeys(grens.code for grens in unknown))
        more = f" (in totaal passen {len(codes)} codes niet)" if len(codes) > 1 else ""
        yield Bevinding(unknown[0].place, f"{codes[0]} is geen wijk of buurt van deze site{more}", _JAAR)


@regel("kaart-onvolledig", vast=True)
def check_volledig(zaak: Zaak) -> Iterator[Bevinding]:
    """The file has the boundaries of all buurten, or of all wijken: a map with holes looks as if nobody lives there."""
    stad = zaak.stad
    if not stad.grenzen:
        return
    codes = {grens.code for grens in stad.grenzen}
    wijken = [f"{wijk.naam} ({wijk.code})" for wijk in stad.wijken if wijk.code not in codes]
    buurten = [
        f"{buurt.naam} ({buurt.code})" for wijk in stad.wijken for buurt in wijk.buurten if buurt.code not in codes
    ]
    if wijken and buurten:
        # Of the two, what the file seems to be about.
        missing = min(wijken, buurten, key=len)
        more = f" en nog {len(missing) - 1}" if len(missing) > 1 else ""
        yield Bevinding(
            stad.gemeente.place_of("kaart"),
            f"in {stad.grenzen[0].place.path} ontbreekt {missing[0]}{more}",
            f"het bestand hoort alle wijken te hebben, of alle buurten; {_JAAR}",
        )
