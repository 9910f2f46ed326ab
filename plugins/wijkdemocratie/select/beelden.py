"""Where texts show pictures."""

from __future__ import annotations

from collections.abc import Iterator

from wijkdemocratie.model import Beeld, Deel, Stad
from wijkdemocratie.problems import Location
from wijkdemocratie.source import Beeldplek, find_beelden

from .gemist import list_gemist


def list_beeldplekken(stad: Stad) -> Iterator[tuple[Beeldplek, Location]]:
    """Yield every picture in a text, with its place in the file."""
    for text, start in _list_teksten(stad):
        plekken = list(find_beelden(text))
        plekken += [
            Beeldplek(doel.woorden, doel.doel, where.line, where.column)
            for doel, where in list_gemist(text)
            if doel.beeld
        ]
        yield from ((plek, plek.place(start)) for plek in plekken)


def _list_teksten(stad: Stad) -> Iterator[tuple[str, Location]]:
    texts: list[tuple[Deel, str, str | None]] = []
    texts += [(voorstel, "tekst", voorstel.tekst) for voorstel in stad.voorstellen]
    texts += [(advies, "tekst", advies.tekst) for advies in stad.adviezen]
    texts += [(pagina, "tekst", pagina.tekst) for pagina in stad.paginas]
    texts += [(scan, "samenvatting", scan.samenvatting) for scan in stad.wijkscans]
    for record, field, text in texts:
        if text and ("[" in text or "<" in text):
            yield text, record.place_of(field)


def list_getoond(stad: Stad) -> list[Beeld]:
    """Return the pictures that some text shows, by name. The others are not published."""
    names = {plek.doel.rpartition("/")[2] for plek, _ in list_beeldplekken(stad)}
    return [beeld for beeld in stad.beelden if beeld.naam in names]
