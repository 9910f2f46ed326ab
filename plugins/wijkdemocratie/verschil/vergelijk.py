"""Hold two versions of a site side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from .zien import SITE, Ding, Gezien

NIEUW, VERANDERD, WEG = "nieuw", "veranderd", "verdwenen"
_MANY = 5  # from this many pages on, the same change of words is one change of the site
_QUOTED = 60

_Woorden = tuple[tuple[str, ...], tuple[str, ...]]


class Verschil(NamedTuple):
    """One thing that a resident would see change. `groepen` are wijken, the whole city, or the site itself."""

    groepen: tuple[str, ...]
    soort: str
    wat: str
    naam: str
    pad: str = ""


def compare_sites(oud: Gezien, nieuw: Gezien) -> list[Verschil]:
    """Return what changed: messages first, then entries, pages, and what is the same everywhere."""
    return [
        *_compare("bericht", oud.berichten, nieuw.berichten),
        *_compare("agendapunt", oud.agendapunten, nieuw.agendapunten),
        *_compare_paginas(oud.paginas, nieuw.paginas),
        *_compare_thema(oud, nieuw),
    ]


def _compare(wat: str, oud: Mapping[str, Ding], nieuw: Mapping[str, Ding]) -> Iterator[Verschil]:
    """Return what is new, then what went, then what changed, each by name."""

    def by_name(keys: Iterable[str], dingen: Mapping[str, Ding]) -> list[Ding]:
        return [dingen[key] for key in sorted(keys, key=lambda key: (dingen[key].naam, key))]

    both = (key for key in oud.keys() & nieuw.keys() if oud[key].inhoud != nieuw[key].inhoud)
    found = (
        (NIEUW, by_name(nieuw.keys() - oud.keys(), nieuw)),
        (WEG, by_name(oud.keys() - nieuw.keys(), oud)),
        (VERANDERD, by_name(both, nieuw)),
    )
    for soort, dingen in found:
        yield from (Verschil(ding.groepen, soort, wat, ding.naam, ding.pad) for ding in dingen)


def _compare_paginas(oud: Mapping[str, Ding], nieuw: Mapping[str, Ding]) -> Iterator[Verschil]:
    """Compare pages by their words; what changed in the same way on many of them is told once."""
    changed: dict[str, _Woorden] = {
        pad: _find_woorden(oud[pad].inhoud, nieuw[pad].inhoud)
        for pad in oud.keys() & nieuw.keys()
        if oud[pad].inhoud != nieuw[pad].inhoud
    }
    many = {woorden: number for woorden, number in Counter(changed.values()).items() if number >= _MANY}
    told = {pad for pad, woorden in changed.items() if woorden in many}
    yield from _compare(
        "pagina",
        {pad: ding for pad, ding in oud.items() if pad not in told},
        {pad: ding for pad, ding in nieuw.items() if pad not in told},
    )
    for (weg, erbij), number in sorted(many.items()):
        yield Verschil((SITE,), VERANDERD, "sjabloon", f"op {number} pagina's: {_show_woorden(weg, erbij)}")


def _find_woorden(oud: tuple[str, ...], nieuw: tuple[str, ...]) -> _Woorden:
    """Return the texts that went and those that came. Where only their order changed both are empty."""
    before, after = Counter(oud), Counter(nieuw)
    return tuple(sorted((before - after).elements())), tuple(sorted((after - before).elements()))


def _show_woorden(weg: tuple[str, ...], erbij: tuple[str, ...]) -> str:
    if not weg and not erbij:
        return "de volgorde van de tekst"
    shown = [
        f"{woord} “{text if len(text) <= _QUOTED else f'{text[:_QUOTED]}…'}”"
        for woord, texts in (("weg", weg), ("erbij", erbij))
        for text in texts[:1]
    ]
    return " en ".join(shown) + (" en meer" if len(weg) > 1 or len(erbij) > 1 else "")


def _compare_thema(oud: Gezien, nieuw: Gezien) -> Iterator[Verschil]:
    if oud.omlijsting != nieuw.omlijsting:
        woorden = _find_woorden(oud.omlijsting, nieuw.omlijsting)
        yield Verschil((SITE,), VERANDERD, "omlijsting", f"de kop of voet van elke pagina: {_show_woorden(*woorden)}")
    if oud.thema != nieuw.thema:
        # The name of a file of the theme changes with what is in it.
        names = sorted({_plain(path) for path in oud.thema ^ nieuw.thema})
        yield Verschil((SITE,), VERANDERD, "uiterlijk", f"bestanden van het thema: {', '.join(names)}")


def _plain(path: str) -> str:
    """Return the name of a file of the theme without the code of its content."""
    stem, _, suffix = path.rpartition("/")[2].rpartition(".")
    return f"{stem.rpartition('.')[0] or stem}.{suffix}"
