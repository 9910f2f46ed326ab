"""From files to the one `Stad`: everything is read before anything is given up, and bad data only makes problems."""

from __future__ import annotations

from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from wijkdemocratie.model import Advies, Deel, Gemeente, Pagina, Stad, Voorstel, Wijk, Wijkscan
from wijkdemocratie.problems import Problems
from wijkdemocratie.source import PlacedDict, PlacedList, read_document, read_yaml
from wijkdemocratie.voorraad import Voorraad

from .bedoeld import propose_slugs
from .beelden import read_beelden
from .bestanden import Lezer, open_gelezen, read_bestanden, tell
from .grenzen import path_of, read_grenzen
from .huisstijl import read_huisstijl
from .lotingbestand import read_lotingbestanden
from .mappen import FOLDERS, list_records, warn_unknown_folders
from .pagina import read_pagina
from .postcodes import read_postcodes
from .record import make_record
from .voorbeelden import drop_voorbeelden

__all__ = ["FOLDERS", "RULES", "STAD", "load_stad", "open_gelezen"]

RULES = (
    "beeld-met-gegevens",
    "beeld-met-plaats",
    "beeld-onjuist",
    "beeld-zwaar",
    "bestandsnaam",
    "datum-ongeldig",
    "dubbele-id",
    "huisstijl-onjuist",
    "kaart-buiten-nederland",
    "kaart-onleesbaar",
    "kaart-ontbreekt",
    "keuze-onbekend",
    "los-bestand",
    "lotingbestand-onjuist",
    "opmaak-in-tekst",
    "postcode-kop",
    "postcode-ongeldig",
    "ris-ongeldig",
    "sleutel-onbekend",
    "sleutel-ontbreekt",
    "slug-ongeldig",
    "waarde-leeg",
    "waarde-ongeldig",
    "waarde-soort",
    "waarde-te-lang",
    "webadres-ongeldig",
)
"""The ids of the problems that one record can have by itself."""

STAD = "wijken/stad.yaml"
_OF_ONE_WIJK = ("klankbordgroepen", "bijeenkomsten")  # where `wijken` may be left out


def load_stad(
    root: Path, *, met_voorbeelden: bool = True, voorraad: Voorraad | None = None
) -> tuple[Stad | None, Problems]:
    """Read the city below `root`, a folder with `wijken/` and `content/`.

    Returns the city with all records that could be read, also when there are errors in other files: `check` can
    still judge the rest, and a build refuses on any error. It is None when `wijken/stad.yaml` cannot be used.

    Without `met_voorbeelden` every record with `voorbeeld: ja` is left out, and what hangs on it. With `voorraad` the
    files that did not change since an earlier run are not parsed again; the answer is the same.
    """
    problems = Problems()
    gemeente = _read_gemeente(root, problems)
    warn_unknown_folders(root, problems)
    paths = {"wijken": list_records(root, "wijken", ".yaml", problems, path_of(gemeente) if gemeente else "")}
    paths |= {folder: list_records(root, f"content/{folder}", ".md", problems) for folder in FOLDERS}
    gelezen = read_bestanden(
        root,
        {path: _LEZERS[folder] for folder, found in paths.items() for path in found if path != STAD},
        voorraad,
    )

    def take(folder: str) -> list[Any]:
        return tell((gelezen[path] for path in paths[folder] if path != STAD), problems)

    wijken: list[Wijk] = take("wijken")
    wijkscans: list[Wijkscan] = take("wijkscans")
    voorstellen: list[Voorstel] = take("voorstellen")
    adviezen: list[Advies] = take("adviezen")
    paginas: list[Pagina] = take("paginas")
    bestanden = tuple(read_lotingbestanden(root, wijken, problems))
    postcodes = read_postcodes(root, problems)
    beelden = tuple(read_beelden(root, problems))
    if gemeente is None:
        return None, problems
    problems = propose_slugs(problems, wijken)
    huisstijl = read_huisstijl(root, gemeente, problems)
    stad = Stad(
        gemeente=gemeente,
        wijken=tuple(sorted(wijken, key=lambda wijk: (wijk.code, wijk.slug))),
        wijkscans=tuple(sorted(wijkscans, key=lambda scan: scan.wijk)),
        voorstellen=tuple(sorted(voorstellen, key=lambda voorstel: voorstel.id)),
        adviezen=tuple(sorted(adviezen, key=lambda advies: advies.id)),
        paginas=tuple(sorted(paginas, key=lambda pagina: pagina.slug)),
        grenzen=read_grenzen(root, gemeente, problems),
        lotingbestanden=tuple(sorted(bestanden, key=lambda found: found.loting)),
        huisstijl=huisstijl,
        postcodes=postcodes,
        beelden=beelden,
    )
    return (stad if met_voorbeelden else drop_voorbeelden(stad)), problems


def _read_gemeente(root: Path, problems: Problems) -> Gemeente | None:
    data = read_yaml(root, STAD, problems)
    return None if data is None else make_record(Gemeente, data, problems)


def _read_wijk(root: Path, path: str, problems: Problems) -> Wijk | None:
    data = read_yaml(root, path, problems)
    if data is None:
        return None
    slug = data.get("slug")
    return make_record(Wijk, _fill_wijk(data, slug if isinstance(slug, str) else PurePosixPath(path).stem), problems)


def _fill_wijk(data: PlacedDict, slug: str) -> PlacedDict:
    """Fill in the wijk of the file where its records do not name one."""
    filled = data.copy()
    for key in _OF_ONE_WIJK:
        _fill(filled, key, "wijken", [slug])
    _fill(filled, "organisaties", "werkgebied", {"wijken": [slug]})
    return filled


def _fill(data: PlacedDict, key: str, field: str, value: object) -> None:
    records = data.get(key)
    if not isinstance(records, PlacedList):
        return
    filled = records.copy()
    for index, record in enumerate(records):
        if isinstance(record, PlacedDict) and field not in record:
            filled[index] = record.copy()
            filled[index][field] = value
    data[key] = filled


def _read_stuk(kind: type[Deel], body_field: str, root: Path, path: str, problems: Problems) -> Deel | None:
    """Read a Markdown file; its body goes to `body_field`."""
    document = read_document(root, path, problems)
    if document is None:
        return None
    data = document.kop.copy()
    if body_field in data:
        problems.add(
            data.key_places[body_field],
            "sleutel-onbekend",
            f"“{body_field}” is hier geen bekende sleutel",
            "zet deze tekst onder de kopregels, na de tweede regel met ---",
        )
    if document.body:
        data.put(body_field, document.body, document.body_place, document.body_place)
    return make_record(kind, data, problems)


_LEZERS: dict[str, Lezer] = {
    "adviezen": partial(_read_stuk, Advies, "tekst"),
    "paginas": read_pagina,
    "voorstellen": partial(_read_stuk, Voorstel, "tekst"),
    "wijken": _read_wijk,
    "wijkscans": partial(_read_stuk, Wijkscan, "samenvatting"),
}
"""Who reads the files of each folder."""
