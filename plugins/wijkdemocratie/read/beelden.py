"""The pictures in `content/beelden/`: what a browser can show, and that tells nobody where it was taken."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from wijkdemocratie.model import Beeld
from wijkdemocratie.problems import Location, Problems
from wijkdemocratie.source import list_files, read_bytes

from .beeldinhoud import find_gegeven

FOLDER = "content/beelden"

_FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z]+")
_MAX_BYTES = 3_000_000
_TE_GROOT = (
    "dat is te groot voor een afbeelding op een pagina",
    "bewaar haar kleiner, tot ongeveer 1200 pixels breed; een foto dan als JPEG, dat scheelt het meest",
)
_MAX_PIXELS = 40_000_000
_HEAVY, _WIDE = 300_000, 2_000  # bytes and pixels from which on a reader on a phone notices


def read_beelden(root: Path, problems: Problems) -> Iterator[Beeld]:
    """Yield the pictures that can be shown, by name, and report what is wrong with the others."""
    for path in list_files(root, FOLDER, problems):
        name = path.rpartition("/")[2]
        if name.startswith((".", "_")):
            continue
        if _refuse_name(name, path, problems):
            continue
        data = read_bytes(root, path, problems, _MAX_BYTES, te_groot=_TE_GROOT)
        size = None if data is None else _measure(data, name, path, problems)
        if data is None or size is None:
            continue
        if len(data) > _HEAVY or max(size) > _WIDE:
            problems.hint(
                Location(path),
                "beeld-zwaar",
                f"deze afbeelding ({size[0]} bij {size[1]} pixels, {len(data) // 1000} kB) duurt lang op een telefoon",
                f"maak haar kleiner, tot ongeveer 1200 pixels breed en minder dan {_HEAVY // 1000} kB",
            )
        yield Beeld(name, *size, data)


def _refuse_name(name: str, path: str, problems: Problems) -> bool:
    suffix = PurePosixPath(name).suffix
    if _NAME.fullmatch(name) and suffix in _FORMATS:
        return False
    if suffix.lower() in _FORMATS:
        stem = re.sub(r"[^a-z0-9]+", "-", PurePosixPath(name).stem.lower()).strip("-") or "afbeelding"
        message, hint = "deze naam past niet in een webadres", f"noem het bestand: {stem}{suffix.lower()}"
    else:
        message = f"“{name}” is geen afbeelding die elke browser kan tonen"
        hint = "bewaar haar als JPEG (foto), PNG (tekening) of WebP, en haal het andere bestand weg"
    problems.add(Location(path), "beeld-onjuist", message, hint)
    return True


def _measure(data: bytes, name: str, path: str, problems: Problems) -> tuple[int, int] | None:
    """Return the size as it is shown, or None when it must not be shown."""
    # Late, because who has no pictures need not load it.
    from PIL import ExifTags, Image, UnidentifiedImageError

    wanted = _FORMATS[PurePosixPath(name).suffix]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # we have a bound of our own
            with Image.open(io.BytesIO(data), formats=sorted(set(_FORMATS.values()))) as image:
                if image.format != wanted:
                    message = f"de naam zegt {wanted}, en het bestand is {image.format}"
                    hint = "geef het bestand de naam die erbij past, of bewaar het opnieuw"
                    if image.format == "MPO":  # of many phones and cameras, under the name of a JPEG
                        message = "dit bestand bevat meer dan één foto (MPO), en een browser toont er één"
                        hint = "bewaar haar opnieuw als gewone JPEG"
                    problems.add(Location(path), "beeld-onjuist", message, hint)
                    return None
                width, height = image.size
                if width * height > _MAX_PIXELS:
                    message = f"deze afbeelding heeft {width} bij {height} pixels, en dat is veel te groot"
                    problems.add(Location(path), "beeld-onjuist", message, "maak haar 1200 pixels breed")
                    return None
                exif = image.getexif()
                image.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        problems.add(
            Location(path),
            "beeld-onjuist",
            "dit bestand is geen afbeelding, of het is beschadigd",
            "bewaar het opnieuw",
        )
        return None
    if found := find_gegeven(data, wanted):
        problems.add(
            Location(path),
            "beeld-met-plaats" if found.plaats else "beeld-met-gegevens",
            f"in deze afbeelding staat {found.wat}, en dat krijgt iedereen die haar bekijkt",
            "bewaar haar opnieuw zonder gegevens over de opname; de oude staat dan nog in git, dus doe dit voor u haar"
            " vastlegt",
        )
        return None
    turned = exif.get(ExifTags.Base.Orientation, 1) in {5, 6, 7, 8}
    return (height, width) if turned else (width, height)
