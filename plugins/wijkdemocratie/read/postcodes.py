"""`wijken/postcodes.csv`: from a postcode of six signs to a buurt, as the CBS gives it out or shortened to two columns.

The file has a row for each address of a city, so it is read row by row and only what is different is kept.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from wijkdemocratie.model import Postcodes
from wijkdemocratie.problems import Location, Problems
from wijkdemocratie.source import stream_lines

KOP, RIJ = "postcode-kop", "postcode-ongeldig"
PAD = "wijken/postcodes.csv"
MAX_BYTES = 20_000_000  # some 600,000 addresses

_POSTCODE = re.compile(r"([1-9][0-9]{3}) ?([A-Z]{2})")
_BUURT = re.compile(r"(?:BU)?([0-9]{5,8})")
_NAMES = (re.compile("pc6|postcode"), re.compile("buurt(?:code)?_?(?:[0-9]{4})?"))
_MOST = 20  # after so many faults an editor knows enough


def read_postcodes(root: Path, problems: Problems) -> Postcodes | None:
    """Return the buurten by postcode; None when there is no such file, or when it cannot be used."""
    if not (root / PAD).exists() and not (root / PAD).is_symlink():
        return None
    lines = stream_lines(root, PAD, problems, limit=MAX_BYTES)
    before = len(problems.errors)
    found: dict[str, Counter[str]] = defaultdict(Counter)
    regels: dict[str, tuple[int, int]] = {}
    for line, column, postcode, code in _read_rows(lines, problems):
        regels.setdefault(code, (line, column))
        found[postcode][code] += 1
    if len(problems.errors) > before or not found:
        return None
    buurten = {
        postcode: tuple(sorted(counts, key=lambda code: (-counts[code], code)))
        for postcode, counts in sorted(found.items())
    }
    return Postcodes(PAD, buurten, regels)


def _read_rows(lines: Iterator[str], problems: Problems) -> Iterator[tuple[int, int, str, str]]:
    """Yield (line, column of the buurt, postcode, code of the buurt) of every good row."""
    first = next(lines, "")
    if not first and any(problem.where.path == PAD for problem in problems):
        return  # the file could not be opened, and that has been told
    reader = csv.reader(chain([first], lines), delimiter=";" if ";" in first else ",")
    columns = _find_columns(next(reader, []), problems)
    if columns is None:
        return
    faults = 0
    for row in reader:
        if not any(cell.strip() for cell in row):
            continue
        if len(row) <= max(columns):
            fault, index = "deze regel heeft te weinig kolommen", 0
        elif not (postcode := _POSTCODE.fullmatch(row[columns[0]].strip().upper())):
            fault, index = f"“{row[columns[0]].strip()[:20]}” is geen postcode", columns[0]
        elif not (code := _BUURT.fullmatch(row[columns[1]].strip().upper())):
            fault, index = f"“{row[columns[1]].strip()[:20]}” is geen code van een buurt", columns[1]
        else:
            # A spreadsheet and the CBS write the code as a number, without BU and without zeros in front.
            yield reader.line_num, _place(row, columns[1]), "".join(postcode.groups()), f"BU{code[1].zfill(8)}"
            continue
        faults += 1
        tip = "schrijf een postcode als 2531AA en een buurt als BU05183638, of als getal zonder BU"
        if faults == _MOST:
            tip += "; er kunnen meer regels fout zijn: wij stoppen hier met zoeken"
        problems.add(Location(PAD, reader.line_num, _place(row, index)), RIJ, fault, tip)
        if faults == _MOST:
            return


def _find_columns(kop: list[str], problems: Problems) -> tuple[int, int] | None:
    """Return where the postcode and the buurt stand."""
    names = [cell.strip().casefold() for cell in kop]
    found = [next((index for index, name in enumerate(names) if wanted.fullmatch(name)), None) for wanted in _NAMES]
    if found[0] is None or found[1] is None:
        missing = "PC6" if found[0] is None else "buurt"
        message = f"op de eerste regel staat geen kolom “{missing}”"
        tip = "begin met: PC6,buurt (of neem het bestand van het CBS zoals het is, met puntkomma's of komma's)"
        problems.add(Location(PAD), KOP, message, tip)
        return None
    return found[0], found[1]


def _place(row: list[str], index: int) -> int:
    return sum(len(cell) + 1 for cell in row[:index]) + 1
