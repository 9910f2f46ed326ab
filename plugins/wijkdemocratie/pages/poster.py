"""The poster of a wijk: one page of A4 for the hall of a block of flats, with a QR code to the page of the wijk."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from urllib.parse import urlsplit

import segno

from wijkdemocratie.model import Bijeenkomst, Loting, Wijk
from wijkdemocratie.select import Actie, Actiesoort, Gebiedsoverzicht, Lotingfase, make_overzicht
from wijkdemocratie.text import format_datum

from .adres import pad_van
from .site import Pagina, Site

_MOST = 4
"""How many things to do fit beside all else; of the rest the number is given."""
_LETTERS = 70
"""How long a title or place may be."""
_QUIET = 4
"""The white border of a QR code, in modules: the norm (ISO/IEC 18004) asks for four."""


@dataclass(frozen=True, slots=True)
class Posterregel:
    """Something on the poster: what kind of thing it is, what it is called, and when. Long words are cut."""

    soort: str
    titel: str
    wanneer: str
    voorbeeld: bool


@dataclass(frozen=True, slots=True)
class Straks:
    """The first meeting or draw that comes."""

    soort: str
    titel: str
    moment: datetime
    plaats: str
    voorbeeld: bool


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code: how many modules wide it is with its border, and the dark ones as a path."""

    maat: int
    pad: str


@dataclass(frozen=True, slots=True)
class Poster:
    """What the poster shows; `meer` is how many things to do are left out, `adres` is the page in words."""

    wijk: Wijk
    regels: tuple[Posterregel, ...]
    meer: int
    straks: tuple[Straks, ...]
    qr: QrCode
    adres: str


def pad_van_poster(site: Site, wijk: Wijk) -> str:
    """Return the path of the poster of a wijk."""
    return f"{pad_van(site.stad, wijk)}poster/"


def make_posterpagina(site: Site, wijk: Wijk, kruimels: tuple[tuple[str, str], ...]) -> Pagina:
    """Make the poster. It says nothing that the page of the wijk does not, so no search engine has to find it."""
    overzicht = make_overzicht(site.stad, site.peildatum, wijk)
    acties = overzicht.te_doen.nu
    url = site.absoluut(wijk)
    regels = tuple(
        Posterregel(actie.soort.label, _cut(actie.titel), _write_tot(actie), actie.record.voorbeeld)
        for actie in acties[:_MOST]
    )
    parts = urlsplit(url)
    poster = Poster(
        wijk, regels, len(acties) - len(regels), _list_straks(overzicht), make_qr(url), f"{parts.netloc}{parts.path}"
    )
    return Pagina(
        pad_van_poster(site, wijk),
        "poster.html",
        f"Poster van {wijk.naam}",
        f"Eén pagina om af te drukken: wat u nu kunt doen in {wijk.naam}, en waar u meer leest.",
        {"poster": poster},
        kruimels=kruimels,
        in_sitemap=False,
    )


def make_qr(url: str) -> QrCode:
    """Return the QR code of an address, in which up to 15 per cent may be damaged."""
    rows = segno.make(url, error="m", micro=False, boost_error=False).matrix
    runs = []
    for y, row in enumerate(rows, start=_QUIET):
        x = 0
        while x < len(row):
            width = next((nr for nr, dark in enumerate(row[x:]) if not dark), len(row) - x)
            if width:
                runs.append(f"M{x + _QUIET} {y}h{width}v1h-{width}z")
            x += width or 1
    return QrCode(len(rows) + 2 * _QUIET, "".join(runs))


def _list_straks(overzicht: Gebiedsoverzicht) -> tuple[Straks, ...]:
    """Return the next meeting that everybody may come to and the next draw, the first of the two first."""
    bijeenkomsten: list[Bijeenkomst | Loting] = [
        record for record in overzicht.komend if record.openbaar and not record.afgelast
    ]
    open_fasen = (Lotingfase.AANGEKONDIGD, Lotingfase.AANMELDEN, Lotingfase.GESLOTEN)
    lotingen: list[Bijeenkomst | Loting] = [loting for loting, fase in overzicht.lotingen if fase in open_fasen]
    found = [_first(bijeenkomsten), _first(lotingen)]
    return tuple(sorted(chain(*found), key=lambda straks: (straks.moment, straks.titel)))


def _first(records: Iterable[Bijeenkomst | Loting]) -> list[Straks]:
    return sorted(map(_make_straks, records), key=lambda straks: (straks.moment, straks.titel))[:1]


def _make_straks(record: Bijeenkomst | Loting) -> Straks:
    plaats = _cut(record.plaats or "")
    if isinstance(record, Loting):
        return Straks("Loting", _cut(record.naam), record.trekking, plaats, record.voorbeeld)
    return Straks("Bijeenkomst", _cut(record.naam), record.begin, plaats, record.voorbeeld)


def _write_tot(actie: Actie) -> str:
    """Say until when, and no more: on paper there is no room, and a day may not be cut off."""
    if actie.over is None:
        return "er is geen einddatum"
    return f"{'op' if actie.soort is Actiesoort.BIJEENKOMST else 'tot en met'} {format_datum(actie.tot)}"


def _cut(text: str) -> str:
    return textwrap.shorten(text, _LETTERS, placeholder="…")
