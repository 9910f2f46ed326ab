"""From `theme/talen/<code>.po` to a language, or to sentences that say what is wrong in that file.

A catalog that lacks one text is refused: a page half in Dutch helps nobody. What it has to hold is in `berichten.pot`,
which a test keeps equal to the templates. Nothing compiled is kept; a .mo file would be a second truth.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.support import Translations

from wijkdemocratie.source import STUURTEKEN

from .taal import NEDERLANDS, Strikt, Taal

BERICHTEN = "berichten.pot"

_CODE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
_PLEK = re.compile(r"%(?:\((\w+)\)s|%)|%")
_OPMAAK = re.compile(r"<[^>]*>?|&#?\w+;?")
_MANY = 201  # numbers that the rule for plurals is tried with
_SHOWN = 60  # characters of a text that a sentence shows


def read_talen(folder: Path) -> tuple[tuple[Taal, ...], tuple[str, ...]]:
    """Return a language for every catalog in a folder, by code, and a Dutch sentence for everything that is wrong."""
    talen: list[Taal] = []
    fouten: list[str] = []
    paths = sorted(folder.glob("*.po"))
    if not paths:
        return (), ()
    verwacht = _read(folder / BERICHTEN, fouten)
    if verwacht is None:
        return (), tuple(fouten)
    for path in paths:
        catalogus = _read(path, fouten)
        if catalogus is None:
            continue
        found = list(_check_kop(path, catalogus) or _check_berichten(path, catalogus, verwacht))
        fouten += found
        if found or not catalogus.locale:
            continue
        try:
            talen.append(Taal(path.stem, catalogus.locale, _compile(path.stem, catalogus)))
        except ValueError as error:
            fouten.append(f"{_name(path)}: de regel Plural-Forms in de kop klopt niet: {error}")
    return tuple(talen), tuple(fouten)


def _name(path: Path, line: int | None = None) -> str:
    shown = "/".join(path.parts[-3:])
    return f"{shown}:{line}" if line else shown


def _read(path: Path, fouten: list[str]) -> Catalog | None:
    try:
        with path.open("rb") as stream:
            return read_po(stream, ignore_obsolete=True, abort_invalid=True)
    except PoFileError as error:
        fouten.append(f"{_name(path, error.lineno)}: dit is geen goed .po-bestand: {error}")
    except FileNotFoundError:
        fouten.append(f"{_name(path)} ontbreekt; maak het met pybabel extract, zie docs/talen.md")
    except (UnicodeDecodeError, LookupError, ValueError, TypeError) as error:
        fouten.append(f"{_name(path)}: dit is geen goed .po-bestand: {error}")
    return None


def _check_kop(path: Path, catalogus: Catalog) -> list[str]:
    """Return what is wrong with the name of the file and with the language in its header."""
    if not _CODE.fullmatch(path.stem):
        return [f"{_name(path)}: noem dit bestand naar de taal, in kleine letters, zoals: en.po of zh-hant.po"]
    gemeld: Locale | None = catalogus.locale
    if gemeld is None:
        return [f"{_name(path)}: zet in de kop van welke taal dit is, met een code die bestaat, zoals: Language: en_GB"]
    if path.stem.split("-")[0] != gemeld.language:
        return [f"{_name(path)}: de kop zegt Language: {gemeld}, en dat past niet bij de naam van het bestand"]
    if path.stem == NEDERLANDS.code:
        return [f"{_name(path)}: Nederlands heeft geen vertaling nodig; haal dit bestand weg"]
    return []


def _check_berichten(path: Path, catalogus: Catalog, verwacht: Catalog) -> Iterator[str]:
    """Yield a sentence for every text that is missing, unsure, or would not fit the page."""
    for bericht in verwacht:
        if not bericht.id:
            continue
        eigen = catalogus.get(bericht.id, bericht.context)
        tekst = _show(bericht)
        if eigen is None:
            bron = ", ".join(sorted({file for file, _ in bericht.locations}))
            yield f"{_name(path)}: {tekst} ontbreekt; de tekst staat in {bron}"
        elif fout := _judge(eigen, bericht):
            yield f"{_name(path, eigen.lineno)}: {tekst} {fout}"


def _show(bericht: Message) -> str:
    tekst = _list_vormen(bericht.id)[0]
    return f"“{tekst}”" if len(tekst) <= _SHOWN else f"“{tekst[:_SHOWN]}…”"


def _judge(eigen: Message, bericht: Message) -> str:
    """Return what is wrong with the translation of one text, or nothing."""
    if "fuzzy" in eigen.flags:
        return "is nog niet nagekeken (fuzzy)"
    if bool(eigen.pluralizable) != bool(bericht.pluralizable):
        return "heeft in deze taal geen meervoud, en in de site wel" if bericht.pluralizable else "heeft geen meervoud"
    bronnen, teksten = _list_vormen(bericht.id), _list_vormen(eigen.string)
    # Babel fills up the forms that lack, and refuses one too many.
    if not teksten or not all(text.strip() for text in teksten):
        return "is niet vertaald"
    plekken = set(_list_plekken(bronnen[-1]))
    for text in teksten:
        own = set(_list_plekken(text))
        if "%" in own:
            return "heeft een los procentteken; schrijf %%"
        # A form for one thing need not name the number.
        if own != plekken and not (bericht.pluralizable and own == plekken - {"num"}):
            missing = ", ".join(f"%({name})s" for name in sorted(own ^ plekken))
            return f"heeft niet dezelfde plekken om in te vullen; kijk naar {missing}"
        if _OPMAAK.findall(text) != _OPMAAK.findall(bronnen[-1]):
            return "heeft niet dezelfde opmaak (HTML), in dezelfde volgorde, als de Nederlandse tekst"
        if '"' in _OPMAAK.sub("", text):  # a text may stand in an attribute
            return "heeft een recht aanhalingsteken; gebruik “ en ”, of die van de taal"
        if STUURTEKEN.search(text):
            return "heeft een onzichtbaar teken; de richting van de tekst regelt de site zelf"
    return ""


def _list_vormen(text: str | Iterable[str] | None) -> list[str]:
    """Return the forms of a text: one, or one for each plural."""
    return [text] if isinstance(text, str) else list(text or ())


def _list_plekken(text: str) -> Iterator[str]:
    """Yield the names of the places to fill in; a sign by itself counts as one called %."""
    for match in _PLEK.finditer(text):
        if match[0] != "%%":
            yield match[1] or "%"


def _compile(code: str, catalogus: Catalog) -> Translations:
    stream = BytesIO()
    write_mo(stream, catalogus)
    stream.seek(0)
    made = Translations(stream)
    made.add_fallback(Strikt(code))
    try:
        for number in range(_MANY):  # a rule may only fail at some number
            made.plural(number)
    except ArithmeticError as error:
        raise ValueError(error) from error
    return made
