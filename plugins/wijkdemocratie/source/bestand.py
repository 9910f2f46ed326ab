"""From a path to text, and refusing what is not an ordinary text file inside the tree."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from wijkdemocratie.problems import Location, Problems

MAX_BYTES = 1_000_000

_BOM = b"\xef\xbb\xbf"
# C0 and C1 except tab and line feed; bidi embeddings, overrides and isolates (they make a text read differently from
# what it is); line and paragraph separators (YAML would count them as lines); surrogates and what nobody can see.
STUURTEKEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)
_BINARY = (
    (b"PK\x03\x04", "dit is een bestand van Word of een ander programma (of een zip), en geen gewone tekst"),
    (b"\xd0\xcf\x11\xe0", "dit is een oud bestand van Word of Excel, en geen gewone tekst"),
    (b"%PDF", "dit is een pdf, en geen gewone tekst"),
    (b"{\\rtf", "dit is een tekst met opmaak (RTF), en geen gewone tekst"),
    (b"\x89PNG", "dit is een afbeelding, en geen tekst"),
    (b"\xff\xd8\xff", "dit is een afbeelding, en geen tekst"),
    (b"GIF8", "dit is een afbeelding, en geen tekst"),
)
"""How a file begins that was saved by another program than one for plain text."""
_BINARY_HINT = "kopieer de tekst in een gewone teksteditor, en bewaar die als UTF-8"
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")


def list_files(root: Path, folder: str, problems: Problems) -> list[str]:
    """Return the paths of all entries of a folder, relative to `root`, sorted. A folder that is not there is empty."""
    try:
        names = sorted(entry.name for entry in (root / folder).iterdir())
    except FileNotFoundError:
        return []
    except OSError:
        problems.add(
            Location(folder),
            "bestand-onleesbaar",
            f"we kunnen de map “{folder}” niet openen",
            "kijk of het een gewone map is, en of u hem mag lezen",
        )
        return []
    return [f"{folder}/{name}" for name in names]


def read_text(root: Path, path: str, problems: Problems, limit: int = MAX_BYTES) -> str | None:
    """Return the text of a file with line feeds only, or None when it cannot be used.

    `path` is relative to `root` and uses forward slashes. A BOM and control characters are problems too, but the
    text is still returned, so that the rest of the file can be read. `limit` is how many bytes it may have.
    """
    data = read_bytes(root, path, problems, limit)
    if data is None:
        return None
    if kind := next((message for begin, message in _BINARY if data.startswith(begin)), ""):
        problems.add(Location(path), "codering-onjuist", kind, _BINARY_HINT)
        return None
    if data.startswith(_BOM):
        problems.add(
            Location(path),
            "codering-bom",
            "het bestand begint met een onzichtbaar teken (een BOM)",
            "bewaar het bestand opnieuw als “UTF-8”, en niet als “UTF-8 met BOM”",
        )
        data = data[len(_BOM) :]
    try:
        text = data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        problems.add(*_explain_bytes(path, data, error.start))
        return None
    if not text.strip():
        problems.add(
            Location(path),
            "bestand-leeg",
            "het bestand is leeg",
            "vul het bestand in, of haal het weg",
        )
        return None
    if ("<<<<<<<" in text or ">>>>>>>" in text) and (conflict := _CONFLICT.search(text)):
        problems.add(
            locate(path, text, conflict.start()),
            "samenvoegconflict",
            "hier staan twee versies door elkaar: het samenvoegen in git is niet afgemaakt",
            "kies tussen de regels met <<<<<<<, ======= en >>>>>>> welke tekst klopt, en haal die drie regels weg",
        )
        return None
    for found in STUURTEKEN.finditer(text):
        problems.add(*_explain_stuurteken(locate(path, text, found.start()), found.group()))
    return STUURTEKEN.sub(" ", text)


def locate(path: str, text: str, index: int, *, line: int = 1) -> Location:
    """Return the place of a character of a text that begins on `line` of a file."""
    start = text.rfind("\n", 0, index) + 1
    return Location(path, line + text.count("\n", 0, index), index - start + 1)


def check_waarde(value: str, place: Location, problems: Problems) -> str:
    """Refuse control characters that a value got from an escape such as `\\u202e`; return the value without them."""
    if found := STUURTEKEN.search(value):
        problems.add(*_explain_stuurteken(place, found.group()))
        return STUURTEKEN.sub(" ", value)
    return value


def stream_lines(root: Path, path: str, problems: Problems, *, limit: int) -> Iterator[str]:
    """Yield the lines of a large table one by one, without their ends; it stops where the file is no UTF-8.

    A BOM, which spreadsheets put in front, is no fault here. A file of more than `limit` bytes is refused.
    """
    real = _find_file(root, path, problems)
    if real is None:
        return
    try:
        with real.open("rb") as stream:
            if os.fstat(stream.fileno()).st_size > limit:
                problems.add(
                    Location(path),
                    "bestand-te-groot",
                    f"het bestand is groter dan {limit // 1_000_000} MB, en dat is te groot voor één stad",
                    "laat alleen de regels van deze gemeente staan",
                )
                return
            for number, line in enumerate(stream, start=1):
                try:
                    yield line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
                except UnicodeDecodeError as error:
                    where, rule, message, hint = _explain_bytes(path, line, error.start)
                    problems.add(Location(path, number, where.column), rule, message, hint)
                    return
    except OSError as error:
        problems.add(*_explain_os(root / path, path, error))


def read_bytes(
    root: Path,
    path: str,
    problems: Problems,
    limit: int = MAX_BYTES,
    *,
    te_groot: tuple[str, str] = (
        "dat is te groot voor tekst",
        "splits de tekst, of zet afbeeldingen en bijlagen ergens anders neer",
    ),
) -> bytes | None:
    """Return what is in a file, or None when it is no ordinary file inside the tree, or larger than `limit` bytes.

    `te_groot` holds what is then said of it, and the tip.
    """
    real = _find_file(root, path, problems)
    if real is None:
        return None
    try:
        with real.open("rb") as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        problems.add(*_explain_os(root / path, path, error))
        return None
    if len(data) > limit:
        problems.add(
            Location(path),
            "bestand-te-groot",
            f"het bestand is groter dan {limit // 1_000_000} MB, en {te_groot[0]}",
            te_groot[1],
        )
        return None
    return data


def _find_file(root: Path, path: str, problems: Problems) -> Path | None:
    """Return where an ordinary file inside the tree really stands."""
    where = Location(path)
    full = root / path
    try:
        top = os.path.realpath(root)
        real = Path(os.path.realpath(full, strict=True))
        if not real.is_relative_to(top):
            problems.add(
                where,
                "koppeling-buiten-map",
                "dit is een koppeling naar iets buiten deze map",
                "zet het bestand zelf hier neer, in plaats van een koppeling (symlink)",
            )
            return None
        info = real.stat()
        if not stat.S_ISREG(info.st_mode):
            kind = "een map" if stat.S_ISDIR(info.st_mode) else "geen gewoon bestand"
            problems.add(
                where,
                "bestand-bijzonder",
                f"dit is {kind}, en hier hoort een tekstbestand te staan",
                "haal het weg of geef het een andere naam",
            )
            return None
    except (OSError, ValueError) as error:
        problems.add(*_explain_os(full, path, error))
        return None
    return real


def _explain_os(full: Path, path: str, error: OSError | ValueError) -> tuple[Location, str, str, str]:
    where = Location(path)
    # A symbolic link that leads to itself or to nothing is there, yet cannot be followed.
    if full.is_symlink():
        return (
            where,
            "koppeling-buiten-map",
            "deze koppeling (symlink) leidt nergens heen of naar zichzelf",
            "haal de koppeling weg en zet het bestand zelf hier neer",
        )
    if isinstance(error, FileNotFoundError):
        return (
            where,
            "bestand-ontbreekt",
            f"het bestand “{path}” is er niet",
            "maak het bestand, of kijk of u in de goede map bent (--root)",
        )
    return (where, "bestand-onleesbaar", "we kunnen het bestand niet lezen", "kijk of u het bestand mag lezen")


def _explain_bytes(path: str, data: bytes, start: int) -> tuple[Location, str, str, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        message = "het bestand is bewaard als UTF-16, en we lezen alleen UTF-8"
    else:
        # What the byte would be in the encoding of most old Windows files: the editor will recognise that letter.
        letter = data[start : start + 1].decode("cp1252", "replace")
        message = f"het teken dat hier staat is geen UTF-8 (bedoeld is misschien “{letter}”)"
    before = data[:start]
    line_start = before.rfind(b"\n") + 1
    where = Location(path, before.count(b"\n") + 1, len(before[line_start:].decode("utf-8")) + 1)
    return where, "codering-onjuist", message, "bewaar het bestand opnieuw en kies daarbij de codering UTF-8"


def _explain_stuurteken(where: Location, character: str) -> tuple[Location, str, str, str]:
    kind = "teken dat de leesrichting omkeert" if _BIDI.match(character) else "onzichtbaar teken"
    return (
        where,
        "stuurteken",
        f"hier staat een {kind} (U+{ord(character):04X})",
        "haal het teken weg; typ de tekst opnieuw als u het niet ziet",
    )
