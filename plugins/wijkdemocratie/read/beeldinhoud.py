"""What a picture holds beside the picture: where, when and with what it was taken, or a whole other file.

The bytes of a picture are published as they are. So a file is taken apart, and may hold only what is needed to show it;
to look for what must not be in it would miss every way of writing that down that nobody thought of.
"""

from __future__ import annotations

import re
import struct
import warnings
from collections.abc import Iterator
from typing import NamedTuple


class Gegeven(NamedTuple):
    """Something that a picture must not hold, in words, and whether it is a place."""

    wat: str
    plaats: bool = False


_XMP_GPS = re.compile(rb"GPSL(?:at|ong)itude")
_PLAATS = Gegeven("de plaats waar zij is gemaakt (GPS)", plaats=True)
_OPNAME = Gegeven("gegevens over de opname (Exif)")
_BEWERKING = Gegeven("gegevens over de opname of de bewerking (XMP)")
_TEKST = Gegeven("tekst of een opmerking")
_ACHTERAAN = Gegeven("nog iets achter de afbeelding zelf")
_ONBEKEND = Gegeven("iets dat niet nodig is om haar te tonen")

_GPS, _EXIF = 0x8825, 0x8769  # parts of Exif (CIPA DC-008)
# Resolution, orientation, the position of colours, and where the other part is.
_EXIF_MAIN = frozenset({0x011A, 0x011B, 0x0128, 0x0112, 0x0213, _EXIF})
# Versions, components, colour space and size.
_EXIF_MORE = frozenset({0x9000, 0x9101, 0xA000, 0xA001, 0xA002, 0xA003})
_EXIF_LENGTH = 400  # bytes; these tags need no more

_JPEG_PLAIN = frozenset({*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDD} - {0xC8})  # frames, Huffman, scan, quantisation, restart
_JPEG_BARE = frozenset({0x01, *range(0xD0, 0xD8)})  # markers without a length
_PNG = frozenset({b"IHDR", b"PLTE", b"IDAT", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"pHYs", b"bKGD", b"sBIT"})
_WEBP_FRAME = frozenset({b"VP8 ", b"VP8L", b"ALPH"})
_WEBP = _WEBP_FRAME | {b"VP8X", b"ICCP", b"ANIM"}


def find_gegeven(data: bytes, form: str) -> Gegeven | None:
    """Return what the bytes of a picture hold that must not be published; a place goes before all else."""
    lister = {"JPEG": _list_jpeg, "PNG": _list_png, "WEBP": _list_webp}[form]
    try:
        found = list(lister(data))
    except (struct.error, IndexError):  # it ends halfway
        found = [_ONBEKEND]
    if _XMP_GPS.search(data):
        found.append(_PLAATS)
    return next((one for one in found if one.plaats), found[0] if found else None)


def _list_jpeg(data: bytes) -> Iterator[Gegeven]:
    at, exif = 2, 0
    while True:
        if data[at] != 0xFF:
            yield _ONBEKEND
            return
        while data[at] == 0xFF:  # one, or more to fill up
            at += 1
        marker, at = data[at], at + 1
        if marker == 0xD9:
            if at != len(data):
                yield _ACHTERAAN
            return
        if marker in _JPEG_BARE:
            continue
        (length,) = struct.unpack_from(">H", data, at)
        segment, at = data[at + 2 : at + length], at + length
        exif += segment.startswith(b"Exif\0")
        if marker == 0xDA:
            at = _skip_scan(data, at)
        elif marker not in _JPEG_PLAIN and (found := _judge_segment(marker, segment)):
            yield found
        if exif > 1:
            yield _OPNAME


def _skip_scan(data: bytes, at: int) -> int:
    """Return where the next marker stands that is no part of the compressed picture."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0:
            raise IndexError
        if data[at + 1] != 0 and data[at + 1] not in _JPEG_BARE:
            return at
        at += 2


def _judge_segment(marker: int, segment: bytes) -> Gegeven | None:
    if marker == 0xE1:
        return _judge_exif(segment[6:]) if segment.startswith(b"Exif\0\0") else _BEWERKING
    if marker == 0xFE:
        return _TEKST
    plain = (
        (marker == 0xE0 and segment.startswith(b"JFIF\0") and len(segment) == 14)  # without a small picture of its own
        or (marker == 0xE2 and segment.startswith(b"ICC_PROFILE\0"))
        or (marker == 0xEE and segment.startswith(b"Adobe") and len(segment) == 12)
    )
    return None if plain else _ONBEKEND


def _list_png(data: bytes) -> Iterator[Gegeven]:
    at = 8
    while True:
        length, kind = struct.unpack_from(">I4s", data, at)
        part, at = data[at + 8 : at + 8 + length], at + 12 + length
        if kind == b"IEND":
            if at != len(data) or length:
                yield _ACHTERAAN
            return
        if kind == b"eXIf":
            yield _judge_exif(part) or _OPNAME
        elif kind in {b"tEXt", b"zTXt", b"iTXt"}:
            yield _BEWERKING if b"xmp" in part[:80].lower() or part.startswith(b"Raw profile") else _TEKST
        elif kind not in _PNG:
            yield _ONBEKEND


def _list_webp(data: bytes) -> Iterator[Gegeven]:
    (length,) = struct.unpack_from("<I", data, 4)
    if length + 8 != len(data):
        yield _ACHTERAAN
    for kind, part in _list_chunks(data[12:]):
        if kind == b"EXIF":
            if found := _judge_exif(part.removeprefix(b"Exif\0\0")):
                yield found
        elif kind == b"XMP ":
            yield _BEWERKING
        elif kind == b"ANMF":
            if any(inner not in _WEBP_FRAME for inner, _ in _list_chunks(part[16:])):
                yield _ONBEKEND
        elif kind not in _WEBP:
            yield _ONBEKEND


def _list_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at < len(data):
        kind, length = struct.unpack_from("<4sI", data, at)
        yield kind, data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _judge_exif(block: bytes) -> Gegeven | None:
    """Return what a block of Exif tells; one that only says how to show the picture tells nothing."""
    # Late, because who has no pictures need not load it.
    from PIL import ExifTags, Image

    exif = Image.Exif()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # it warns of a block that is damaged
            exif.load(block)
            main, more = set(exif), set(exif.get_ifd(_EXIF))
            if _GPS in main or exif.get_ifd(_GPS):
                return _PLAATS
            thumbnail = exif.get_ifd(ExifTags.IFD.IFD1)
    except (struct.error, SyntaxError, ValueError, KeyError, TypeError, IndexError, OSError, UserWarning):
        return _OPNAME
    plain = main <= _EXIF_MAIN and more <= _EXIF_MORE and not thumbnail and len(block) <= _EXIF_LENGTH
    return None if plain else _OPNAME
