"""The files of a draw that can be held again. Only numbers and groups get through: no other column is read at all."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from wijkdemocratie.model import Aanmelding, Criterium, Loting, Lotingbestanden, Quotum, Wijk
from wijkdemocratie.problems import Location, Problems
from wijkdemocratie.source import list_files, read_text

RULE = "lotingbestand-onjuist"
FOLDER = "content/lotingen"

_NUMMER = "nummer"
_QUOTA_KOP = ["criterium", "groep", "minimum", "maximum"]
_CRITERIA = {criterium.value: criterium for criterium in Criterium}
# A group begins with a letter or a digit, so that no spreadsheet takes it for a formula.
_GROEP = re.compile(r"[^\W_][^<>\"\n]{0,99}")
_GETAL = re.compile(r"[0-9]{1,6}")  # too short to be a number of a person


def read_lotingbestanden(root: Path, wijken: Iterable[Wijk], problems: Problems) -> Iterator[Lotingbestanden]:
    """Yield the files of every draw that names them, and warn about folders that no draw names."""
    named = set()
    for loting in (loting for wijk in wijken for loting in wijk.lotingen):
        werkwijze = loting.uitkomst.werkwijze if loting.uitkomst else None
        if werkwijze is None or not (werkwijze.pool or werkwijze.quota):
            continue
        named.add(loting.id)
        if not (werkwijze.pool and werkwijze.quota):
            problems.add(
                loting.place_of("uitkomst", "werkwijze"),
                RULE,
                "naspelen kan alleen met twee bestanden: “pool” en “quota”",
                "vul ze allebei in, of haal ze allebei weg",
            )
            continue
        if found := _read_one(root, loting, werkwijze.pool, werkwijze.quota, problems):
            yield found
    for path in list_files(root, FOLDER, problems):
        name = path.rpartition("/")[2]
        if name not in named and not name.startswith(("_", ".")):
            problems.warn(
                Location(path),
                "los-bestand",
                f"“{name}” wordt niet gelezen, want geen loting noemt deze bestanden",
                "de map heet zoals de id van een loting, en die loting noemt de bestanden bij “werkwijze”",
            )


def _read_one(root: Path, loting: Loting, pool: str, quota: str, problems: Problems) -> Lotingbestanden | None:
    before = len(problems.errors)
    folder = f"{FOLDER}/{loting.id}"
    tables = [_read_table(root, f"{folder}/{name}", problems) for name in (pool, quota)]
    if tables[0] is None or tables[1] is None:
        return None
    pool_pad, quota_pad = f"{folder}/{pool}", f"{folder}/{quota}"
    criteria = _read_kop(tables[0][0][1], pool_pad, problems)
    quotas = tuple(_read_quota(tables[1], quota_pad, criteria, problems))
    if len(problems.errors) > before:
        return None
    known = {criterium: {item.groep for item in quotas if item.criterium is criterium} for criterium in criteria}
    people = tuple(_read_pool(tables[0][1:], pool_pad, known, problems))
    if len(problems.errors) > before:
        return None
    return Lotingbestanden(loting.id, pool_pad, quota_pad, criteria, people, quotas)


def _read_table(root: Path, path: str, problems: Problems) -> list[tuple[int, list[str]]] | None:
    """Return the rows with their lines; a row must have as many cells as the first. None when it cannot be read."""
    text = read_text(root, path, problems)
    if text is None:
        return None
    reader = csv.reader(text.split("\n"), strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        rows.extend((reader.line_num, [cell.strip() for cell in row]) for row in reader if row)
    except csv.Error:
        _add(problems, path, reader.line_num, "deze regel is geen CSV", "kijk de aanhalingstekens na")
        return None
    for line, row in rows:
        if len(row) != len(rows[0][1]):
            message = f"hier staan {len(row)} waarden, en bovenaan staan {len(rows[0][1])} kolommen"
            _add(problems, path, line, message, 'zet tussen de waarden een komma, en een tekst met een komma tussen ""')
            return None
    return rows


def _read_kop(kop: list[str], path: str, problems: Problems) -> tuple[Criterium, ...]:
    """Return the criteria of the columns. Any other column could say who somebody is, and is refused."""
    tip = f"de eerste regel is {_NUMMER}, en dan een of meer van: {', '.join(_CRITERIA)}; met komma's ertussen"
    if kop[0] != _NUMMER or len(kop) < 2:
        _add(problems, path, 1, f"de eerste kolom hoort “{_NUMMER}” te zijn, met daarachter een criterium", tip)
        return ()
    for name in kop[1:]:
        if name not in _CRITERIA:
            message = f"de kolom “{name[:40]}” mag hier niet staan: alleen een nummer en de groepen van de loting"
            _add(problems, path, 1, message, tip + "; nooit namen, adressen of geboortedatums")
        elif kop.count(name) > 1:
            _add(problems, path, 1, f"de kolom “{name}” staat er twee keer", "haal er een weg")
    return tuple(_CRITERIA[name] for name in kop[1:] if name in _CRITERIA)


def _read_quota(
    rows: list[tuple[int, list[str]]], path: str, criteria: tuple[Criterium, ...], problems: Problems
) -> Iterator[Quotum]:
    if rows[0][1] != _QUOTA_KOP:
        _add(problems, path, 1, "de kolommen kloppen niet", f"de eerste regel is: {','.join(_QUOTA_KOP)}")
        return
    seen: set[tuple[str, str]] = set()
    for line, (name, groep, minimum, maximum) in rows[1:]:
        key = (name, groep.casefold())  # the library that draws does not tell capitals apart
        if name not in _CRITERIA or _CRITERIA[name] not in criteria:
            message, tip = f"“{name[:40]}” is geen kolom van het bestand met aanmeldingen", "gebruik dezelfde criteria"
        elif not _GROEP.fullmatch(groep):
            message, tip = "dit is geen naam van een groep", "begin met een letter of cijfer, en gebruik geen < of >"
        elif key in seen:
            message, tip = f"de groep “{groep}” staat er twee keer", "haal er een weg"
        elif not (_GETAL.fullmatch(minimum) and _GETAL.fullmatch(maximum) and int(minimum) <= int(maximum)):
            message, tip = "minimum en maximum zijn geen goed paar", "schrijf twee hele getallen, het kleinste eerst"
        else:
            seen.add(key)
            yield Quotum(_CRITERIA[name], groep, int(minimum), int(maximum), line)
            continue
        _add(problems, path, line, message, tip)
    for criterium in criteria:
        if not any(name == criterium.value for name, _ in seen):
            _add(problems, path, 1, f"er zijn geen groepen bij “{criterium.value}”", "zet elke groep op een regel")


def _read_pool(
    rows: list[tuple[int, list[str]]], path: str, known: dict[Criterium, set[str]], problems: Problems
) -> Iterator[Aanmelding]:
    seen: set[int] = set()
    for line, (nummer, *groepen) in rows:
        if not _GETAL.fullmatch(nummer) or int(nummer) in seen:
            tip = "geef iedereen een eigen nummer van 1 tot en met 999999, dat nergens anders voor wordt gebruikt"
            _add(problems, path, line, "dit nummer is geen getal, of het staat er al", tip)
            continue
        seen.add(int(nummer))
        for criterium, groep in zip(known, groepen, strict=True):
            if groep not in known[criterium]:
                message = f"“{groep[:40]}” is geen groep van “{criterium.value}” in het bestand met quota"
                _add(problems, path, line, message, "schrijf de groep precies zo als in dat bestand")
        yield Aanmelding(int(nummer), tuple(groepen), line)


def _add(problems: Problems, path: str, line: int, message: str, tip: str) -> None:
    problems.add(Location(path, line), RULE, message, tip)
