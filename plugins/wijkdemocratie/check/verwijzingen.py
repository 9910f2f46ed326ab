"""References: what a record names must be there."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator

from wijkdemocratie.model import Deel, Record, Stad, Verwijzing, list_verwijzingen

from .regel import Bevinding, Zaak, regel

_LABELS = {
    "adviseur": "klankbordgroep of bewonersorganisatie",
    "organisatie": "bewonersorganisatie",
}
_FOLDERS = {"voorstel": "content/voorstellen/{}.md", "wijk": "wijken/{}.yaml"}


@regel("verwijzing-onbekend", vast=True)
def check_verwijzing(zaak: Zaak) -> Iterator[Bevinding]:
    """What a record names exists: a wijk, a buurt, a voorstel, and so on."""
    known = list_known(zaak.stad)
    right = {soort: frozenset(ids.values()) for soort, ids in known.items()}
    for record in list_records(zaak.stad):
        for verwijzing in list_verwijzingen(record):
            if verwijzing.naar in right[verwijzing.soort] or _is_told(zaak, verwijzing):
                continue
            label = _LABELS.get(verwijzing.soort, verwijzing.soort)
            yield Bevinding(
                record.place_of(*verwijzing.path),
                f"er is geen {label} met de naam “{verwijzing.naar}”",
                _make_hint(zaak.stad, verwijzing, known[verwijzing.soort]),
            )


@regel("buurt-buiten-wijk", vast=True)
def check_buurt(zaak: Zaak) -> Iterator[Bevinding]:
    """A voorstel names buurten of the wijken that it names."""
    stad = zaak.stad
    for voorstel in stad.voorstellen:
        for index, slug in enumerate(voorstel.buurten):
            wijk = stad.wijk_van_buurt.get(slug)
            if wijk and wijk.slug not in voorstel.wijken and not voorstel.hele_stad:
                yield Bevinding(
                    voorstel.place_of("buurten", index),
                    f"de buurt “{slug}” ligt in {wijk.naam}, en die wijk staat niet bij wijken",
                    f"zet “{wijk.slug}” bij wijken, of haal de buurt weg",
                )


@regel("voorbeeld-mengt", vast=True)
def check_voorbeeld(zaak: Zaak) -> Iterator[Bevinding]:
    """A real record does not lean on an example: without the examples it would hang in the air."""
    stad = zaak.stad
    kinds: dict[str, dict[str, Record]] = {
        "adviseur": {**stad.adviseur},
        "klankbordgroep": {**stad.klankbordgroep},
        "loting": {**stad.loting},
        "organisatie": {**stad.organisatie},
        "voorstel": {**stad.voorstel},
    }
    for record in list_records(stad):
        if not isinstance(record, Record) or record.voorbeeld:
            continue
        for verwijzing in list_verwijzingen(record):
            target = kinds.get(verwijzing.soort, {}).get(verwijzing.naar)
            if target and target.voorbeeld:
                yield Bevinding(
                    record.place_of(*verwijzing.path),
                    f"“{verwijzing.naar}” is een voorbeeld, en dit onderdeel is dat niet",
                    "zet ook hier “voorbeeld: ja”, of verwijs naar iets dat echt is",
                )


def list_records(stad: Stad) -> Iterator[Deel]:
    """Yield every record that may name another."""
    yield from stad.wijken
    yield from stad.organisaties
    yield from stad.klankbordgroepen
    yield from stad.lotingen
    yield from stad.bijeenkomsten
    yield from stad.wijkscans
    yield from stad.voorstellen
    yield from stad.adviezen


def list_known(stad: Stad) -> dict[str, dict[str, str]]:
    """Return per kind the names by which an editor may know a thing, and the id that should be written."""
    buurten = [buurt for wijk in stad.wijken for buurt in wijk.buurten]
    known: dict[str, dict[str, str]] = {"wijk": {}, "buurt": {}}
    for wijk in stad.wijken:
        for name in (wijk.naam, *wijk.aliassen, *wijk.vroegere_namen, *wijk.vroeger):
            known["wijk"].setdefault(slugify(name), wijk.slug)
    for buurt in buurten:
        for name in (buurt.naam, *buurt.aliassen, *buurt.vroeger):
            known["buurt"].setdefault(slugify(name), buurt.slug)
    known["wijk"] |= {wijk.slug: wijk.slug for wijk in stad.wijken}
    known["buurt"] |= {buurt.slug: buurt.slug for buurt in buurten}
    for soort, parts in (("stadsdeel", stad.gemeente.stadsdelen), ("beleidsterrein", stad.gemeente.beleidsterreinen)):
        known[soort] = {slugify(part.naam): part.slug for part in parts} | {part.slug: part.slug for part in parts}
    for soort in ("adviseur", "klankbordgroep", "loting", "organisatie", "voorstel"):
        records: dict[str, Record] = getattr(stad, soort)
        known[soort] = {record.slug: record.id for record in records.values()} | {id_: id_ for id_ in records}
    return known


def _is_told(zaak: Zaak, verwijzing: Verwijzing) -> bool:
    """Say whether the thing may be in a file that cannot be read, or is told of by rule wijk-ontbreekt."""
    if verwijzing.soort == "wijk" and verwijzing.naar in zaak.stad.gemeente.wijken:
        return True
    if verwijzing.soort in ("stadsdeel", "beleidsterrein"):  # of stad.yaml, which was read
        return False
    if pattern := _FOLDERS.get(verwijzing.soort):
        return pattern.format(verwijzing.naar) in zaak.onleesbaar
    return any(path.startswith("wijken/") for path in zaak.onleesbaar)


def _make_hint(stad: Stad, verwijzing: Verwijzing, ids: dict[str, str]) -> str:
    if verwijzing.soort == "wijk" and (wijk := stad.wijk_van_buurt.get(verwijzing.naar)):
        return f"dit is een buurt: schrijf hier “{wijk.slug}”, en bij een voorstel de buurt bij buurten"
    near = difflib.get_close_matches(verwijzing.naar, ids, n=1) or [name for name in ids if verwijzing.naar in name]
    if near:
        return f"bedoelde u “{ids[near[0]]}”?"
    label = _LABELS.get(verwijzing.soort, verwijzing.soort)
    if len(known := sorted(set(ids.values()))) <= 12 and known:
        return f"kies uit: {', '.join(known)}"
    return f"kijk hoe de {label} heet in het eigen bestand, en schrijf de id of slug precies zo"


def slugify(name: str) -> str:
    """Return a name as it would stand in a web address."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
