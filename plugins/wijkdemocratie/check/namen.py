"""Names: of files, of records and of addresses. Two of one is one too many."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from wijkdemocratie.model import Buurt, Deel, Record, Stad, Wijk, list_verwijzingen
from wijkdemocratie.problems import Location

from .regel import Bevinding, Zaak, regel
from .verwijzingen import list_records

_Naam = tuple[str, Location]

_PAGINAS = ("colofon", "over", "privacy", "redactie", "toegankelijkheid", "volgen")
"""The loose pages to which every page of the site leads."""


@regel("bestandsnaam", vast=True)
def check_bestandsnaam(zaak: Zaak) -> Iterator[Bevinding]:
    """A file is called what its record is called, so that everyone can find it."""
    stad = zaak.stad
    own_files: list[tuple[Deel, str, str]] = [
        *((wijk, "slug", wijk.slug) for wijk in stad.wijken),
        *((scan, "wijk", scan.wijk) for scan in stad.wijkscans),
        *((stuk, "id", stuk.id) for stuk in (*stad.voorstellen, *stad.adviezen)),
    ]
    for record, field, name in own_files:
        where = record.place_of(field)
        file = PurePosixPath(where.path)
        if file.stem != name:
            yield Bevinding(
                where,
                f"dit bestand heet “{file.stem}” en de {field} is “{name}”",
                f"noem het bestand {name}{file.suffix}, of maak de {field} “{file.stem}”",
            )
    for voorstel in stad.voorstellen:
        if voorstel.ris and voorstel.id != voorstel.ris.lower():
            yield Bevinding(
                voorstel.place_of("id"),
                f"dit voorstel heeft nummer {voorstel.ris} en heet “{voorstel.id}”",
                f"een voorstel met een RIS-nummer heet naar dat nummer: {voorstel.ris.lower()}",
            )


@regel("pagina-ontbreekt", vast=True)
def check_paginas(zaak: Zaak) -> Iterator[Bevinding]:
    """The loose pages that the menu of every page leads to are there; without them the site ends in dead links."""
    there = {pagina.slug for pagina in zaak.stad.paginas}
    for slug in _PAGINAS:
        path = f"content/paginas/{slug}.md"
        if slug not in there and path not in zaak.onleesbaar:
            yield Bevinding(
                Location(path),
                f"deze pagina is er niet, en onder aan elke pagina staat een link ernaartoe ({slug}/)",
                "neem het bestand over van Den Haag en pas het aan voor uw gemeente",
            )


@regel("wijk-ontbreekt", vast=True)
def check_wijken(zaak: Zaak) -> Iterator[Bevinding]:
    """The wijken that stad.yaml lists are the wijken that have a file."""
    gemeente = zaak.stad.gemeente
    for index, slug in enumerate(gemeente.wijken):
        if slug not in zaak.stad.wijk and f"wijken/{slug}.yaml" not in zaak.onleesbaar:
            yield Bevinding(
                gemeente.place_of("wijken", index),
                f"de wijk “{slug}” heeft geen bestand",
                f"maak wijken/{slug}.yaml, of haal de wijk uit deze lijst",
            )
    for wijk in zaak.stad.wijken:
        if wijk.slug not in gemeente.wijken:
            yield Bevinding(
                wijk.place_of("slug"),
                f"de wijk “{wijk.slug}” staat niet in de lijst van wijken/stad.yaml",
                "zet de wijk in die lijst, of haal dit bestand weg",
            )


@regel("dubbele-id", vast=True)
def check_dubbel(zaak: Zaak) -> Iterator[Bevinding]:
    """Every id, code and web address is there once; an old address may not become a new one."""
    stad = zaak.stad
    told: set[str] = set()
    for naam, ids in _list_ids(stad):
        for value, bevinding in _find_double(naam, ids):
            told.add(value)
            yield bevinding
    for adressen in _list_adressen(stad):
        # Without a slug of its own the address is the id: that was told of already.
        yield from (bevinding for value, bevinding in _find_double("webadres", adressen) if value not in told)
    yield from _find_taken(stad)
    for record in list_records(stad):
        named: set[tuple[object, ...]] = set()
        for verwijzing in list_verwijzingen(record):
            # Only the last step counts an item of a list.
            key = (*verwijzing.path[:-1], verwijzing.naar)
            where = record.place_of(*verwijzing.path)
            if isinstance(verwijzing.path[-1], int) and key in named:
                yield Bevinding(where, f"“{verwijzing.naar}” staat twee keer in deze lijst", "haal er een weg")
            named.add(key)


def _find_taken(stad: Stad) -> Iterator[Bevinding]:
    """Yield the addresses that the site itself uses for something else."""
    for voorstel in stad.voorstellen:
        for slug, where in _list_slugs(voorstel):
            if re.fullmatch(r"[0-9]{4}", slug):
                yield Bevinding(
                    where,
                    f"“{slug}” is het webadres van de voorstellen van dat jaar",
                    f"kies een ander webadres, zoals: voorstel-{slug}",
                )
    for buurt in stad.buurt.values():
        for slug, where in _list_slugs(buurt):
            if slug in {"nieuws", "poster"}:
                yield Bevinding(where, f"“{slug}” is bij elke wijk al een webadres van de site", "kies een ander adres")
    for advies in stad.adviezen:
        for slug, where in _list_slugs(advies):
            if slug == "cijfers":
                yield Bevinding(where, "“cijfers” is het webadres van de cijfers over adviezen", "kies een ander adres")


def _list_ids(stad: Stad) -> Iterator[tuple[str, list[_Naam]]]:
    gemeente = stad.gemeente
    buurten = [buurt for wijk in stad.wijken for buurt in wijk.buurten]
    yield "code", [*_list_codes(stad.wijken), *_list_codes(buurten)]
    yield "wijk", [(slug, gemeente.place_of("wijken", index)) for index, slug in enumerate(gemeente.wijken)]
    yield "slug", [(terrein.slug, terrein.place_of("slug")) for terrein in gemeente.beleidsterreinen]
    begrippen = gemeente.begrippen
    yield "begrip", [(f"{begrip.soort}, versie {begrip.versie}", begrip.place_of("soort")) for begrip in begrippen]
    yield "wijkscan", [(scan.wijk, scan.place_of("wijk")) for scan in stad.wijkscans]
    adviseurs: list[Record] = [*stad.organisaties, *stad.klankbordgroepen]  # `van` of an advice names either
    for records in (adviseurs, stad.lotingen, stad.bijeenkomsten, stad.voorstellen, stad.adviezen):
        yield "id", [(record.id, record.place_of("id")) for record in records]


def _list_codes(gebieden: Iterable[Wijk | Buurt]) -> Iterator[_Naam]:
    return ((gebied.code, gebied.place_of("code")) for gebied in gebieden)


def _list_adressen(stad: Stad) -> Iterator[list[_Naam]]:
    yield [(stadsdeel.slug, stadsdeel.place_of("slug")) for stadsdeel in stad.gemeente.stadsdelen]
    yield [found for wijk in stad.wijken for found in _list_slugs(wijk)]
    # Of the whole gemeente, as a voorstel names a buurt without its wijk.
    yield [found for wijk in stad.wijken for buurt in wijk.buurten for found in _list_slugs(buurt)]
    kinds: tuple[tuple[Record, ...], ...] = (
        stad.organisaties,
        stad.klankbordgroepen,
        stad.lotingen,
        stad.bijeenkomsten,
        stad.voorstellen,
        stad.adviezen,
    )
    for records in kinds:
        yield [found for record in records for found in _list_slugs(record)]


def _list_slugs(record: Deel) -> Iterator[_Naam]:
    """Yield the addresses of a record, now and before, with their place."""
    slug, vroeger = getattr(record, "slug", ""), getattr(record, "vroeger", ())
    yield slug, record.place_of("slug")
    for index, old in enumerate(vroeger):
        yield old, record.place_of("vroeger", index)


def _find_double(naam: str, found: Iterable[_Naam]) -> Iterator[tuple[str, Bevinding]]:
    first: dict[str, Location] = {}
    for value, where in sorted(found, key=lambda one: one[1]):
        if value in first:
            yield (
                value,
                Bevinding(
                    where,
                    f"{naam} “{value}” is er al",
                    f"kies een andere; de eerste staat in {first[value].path} op regel {first[value].line}",
                ),
            )
        first.setdefault(value, where)
