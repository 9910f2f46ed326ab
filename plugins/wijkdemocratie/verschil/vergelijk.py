"""Hold two versions of a site side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from .zien import SITE, Ding, Gezien, Link

NIEUW, VERANDERD, WEG = "nieuw", "veranderd", "verdwenen"
_MANY = 5  # from this many pages on, the same change of words is one change of the site
_QUOTED = 60
_LINKS = 3  # as many are named

_Woorden = tuple[tuple[str, ...], tuple[str, ...]]


class Verschil(NamedTuple):
    """One thing that a resident would see change. `groepen` are wijken, the whole city, or the site itself."""

    groepen: tuple[str, ...]
    soort: str
    wat: str
    naam: str
    pad: str = ""
    uitleg: str = ""
    """Which links lead elsewhere, as that shows in no word of the page."""


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

    both = [key for key in oud.keys() & nieuw.keys() if _has_changed(oud[key], nieuw[key])]
    uitleg = {id(nieuw[key]): _explain_links(oud[key].links, nieuw[key].links) for key in both}
    found = (
        (NIEUW, by_name(nieuw.keys() - oud.keys(), nieuw)),
        (WEG, by_name(oud.keys() - nieuw.keys(), oud)),
        (VERANDERD, by_name(both, nieuw)),
    )
    for soort, dingen in found:
        for ding in dingen:
            yield Verschil(ding.groepen, soort, wat, ding.naam, ding.pad, uitleg.get(id(ding), ""))


def _has_changed(oud: Ding, nieuw: Ding) -> bool:
    return (oud.inhoud, _list_doelen(oud.links)) != (nieuw.inhoud, _list_doelen(nieuw.links))


def _list_doelen(links: tuple[Link, ...]) -> tuple[str, ...]:
    return tuple(link.doel for link in links)


def _explain_links(oud: tuple[Link, ...], nieuw: tuple[Link, ...]) -> str:
    """Return which links lead elsewhere and which pictures are others, or nothing when none does."""
    before, after = Counter(oud), Counter(nieuw)
    weg, erbij = list((before - after).elements()), list((after - before).elements())
    told = []
    for link in erbij:
        old = next((one for one in weg if (one.tekst, one.beeld) == (link.tekst, link.beeld)), None)
        if old is None:
            old = next((one for one in weg if (one.doel, one.beeld) == (link.doel, link.beeld)), None)
            if old is None:
                told.append(f"nieuw is {_name_link(link)}{'' if link.beeld else f' naar {link.doel}'}")
        elif link.beeld:
            told.append(f"{_name_link(link)} is een andere")
        else:
            told.append(f"{_name_link(link)} leidt nu naar {link.doel} en eerst naar {old.doel}")
        if old is not None:
            weg.remove(old)
    told += [f"weg is {_name_link(link)}" for link in weg]
    more = f"; en nog {len(told) - _LINKS}" if len(told) > _LINKS else ""
    return "; ".join(told[:_LINKS]) + more


def _name_link(link: Link) -> str:
    tekst = link.tekst if len(link.tekst) <= _QUOTED else f"{link.tekst[:_QUOTED]}…"
    return f"{'de afbeelding' if link.beeld else 'de link'} “{tekst or link.doel}”"


def _compare_paginas(oud: Mapping[str, Ding], nieuw: Mapping[str, Ding]) -> Iterator[Verschil]:
    """Compare pages by their words; what changed in the same way on many of them is told once."""
    changed: dict[str, tuple[_Woorden, _Woorden]] = {
        pad: (
            _find_woorden(oud[pad].inhoud, nieuw[pad].inhoud),
            _find_woorden(_list_doelen(oud[pad].links), _list_doelen(nieuw[pad].links)),
        )
        for pad in oud.keys() & nieuw.keys()
        if _has_changed(oud[pad], nieuw[pad])
    }
    many = {both: number for both, number in Counter(changed.values()).items() if number >= _MANY}
    told = {pad: both for pad, both in sorted(changed.items()) if both in many}
    yield from _compare(
        "pagina",
        {pad: ding for pad, ding in oud.items() if pad not in told},
        {pad: ding for pad, ding in nieuw.items() if pad not in told},
    )
    first = {both: pad for pad, both in reversed(told.items())}
    for both, number in sorted(many.items()):
        pad = first[both]
        same = oud[pad].inhoud == nieuw[pad].inhoud
        shown = _explain_links(oud[pad].links, nieuw[pad].links) if same else ""
        yield Verschil((SITE,), VERANDERD, "sjabloon", f"op {number} pagina's: {shown or _show_woorden(*both[0])}")


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
    elif links := _explain_links(oud.omlijstingslinks, nieuw.omlijstingslinks):
        yield Verschil((SITE,), VERANDERD, "omlijsting", f"de kop of voet van elke pagina: {links}")
    if oud.thema != nieuw.thema:
        # The name of a file of the theme changes with what is in it.
        names = sorted({_plain(path) for path in oud.thema ^ nieuw.thema})
        yield Verschil((SITE,), VERANDERD, "uiterlijk", f"bestanden van het thema: {', '.join(names)}")


def _plain(path: str) -> str:
    """Return the name of a file of the theme without the code of its content."""
    stem, _, suffix = path.rpartition("/")[2].rpartition(".")
    return f"{stem.rpartition('.')[0] or stem}.{suffix}"
