"""What somebody meant with a value that is not in order: the tip then holds the value as it should be written.

Each function returns that value, or nothing where it is not sure. Nothing is mended in silence: the editor decides.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_MAANDEN = {
    name: number
    for number, names in enumerate(
        (
            *("januari jan", "februari feb", "maart mrt", "april apr", "mei", "juni jun"),
            *("juli jul", "augustus aug", "september sept sep", "oktober okt", "november nov", "december dec"),
        ),
        start=1,
    )
    for name in names.split()
}
_TELWOORDEN = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
_STREEPJES = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2212", "------")

_JAAR_EERST = re.compile(r"([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})")
_DAG_EERST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4}|[0-9]{2})")
_IN_WOORDEN = re.compile(r"(?:[a-z]+dag,? )?([0-9]{1,2})(?:e|ste|de)? ([a-z]+)\.? ([0-9]{4})")
_TIJD = re.compile(r"(?:,? (?:om )?|t)([0-9]{1,2})(?:[:.u]([0-9]{2}))?(?::[0-9]{2})?(?: ?uur)?")
_BEDRAG = re.compile(r"([0-9]{1,3}(?:[. ][0-9]{3})+|[0-9]{1,9})(?:,(?:-|--|00)|\.(?:-|--|00)?)?")
_JA = {"ja", "j", "yes", "y", "true", "waar", "aan", "on", "1", "x", "wel"}
_NEE = {"nee", "neen", "n", "no", "nein", "false", "onwaar", "uit", "off", "0", "niet", "geen"}


def mean_dag(value: str) -> str:
    """Return the day that is written in another order, in words, or with a time behind it."""
    plain = " ".join(value.translate(_STREEPJES).casefold().split())
    if found := re.fullmatch(rf"(.+?){_TIJD.pattern}", plain):
        # A time behind a day; of a day by itself nothing is taken.
        return _mean_kale_dag(plain) or _mean_kale_dag(found[1])
    return _mean_kale_dag(plain)


def mean_moment(value: str) -> str:
    """Return the day and the time that are written in another way; nothing where a time is not there."""
    plain = " ".join(value.translate(_STREEPJES).split()).replace("T", " ").casefold()
    found = re.fullmatch(rf"(.+?){_TIJD.pattern}", plain)
    if _mean_kale_dag(plain) or not found or not (dag := _mean_kale_dag(found[1])):
        return ""
    hour, minute = int(found[2]), int(found[3] or 0)
    return f"{dag} {hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


def _mean_kale_dag(plain: str) -> str:
    if found := _JAAR_EERST.fullmatch(plain) or re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})", plain):
        year, month, day = map(int, found.groups())
        if month > 12:  # year, day, month
            month, day = day, month
    elif found := _DAG_EERST.fullmatch(plain):
        day, month, year = map(int, found.groups())
        year += 2000 if len(found[3]) == 2 else 0
    elif (found := _IN_WOORDEN.fullmatch(plain)) and found[2] in _MAANDEN:
        day, month, year = int(found[1]), _MAANDEN[found[2]], int(found[3])
    else:
        return ""
    try:
        return date(year, month, day).isoformat() if year >= 1900 else ""
    except ValueError:
        return ""


def mean_geheel(value: str) -> str:
    """Return the whole number in an amount (“€ 1.000,-”), in words (“vijf”), or with a unit behind it."""
    plain = " ".join(value.casefold().replace("\u00a0", " ").replace("é", "e").split())
    if plain in _TELWOORDEN:
        return str(_TELWOORDEN.index(plain))
    bare = re.sub(r"^(?:€|eur(?:o)?\b|ca\.?|circa|ongeveer|plm\.?|±|~)\s*|\s*(?:euro|eur|[a-z]{3,20})$", "", plain)
    bare = re.sub(r"^€\s*", "", bare)
    found = _BEDRAG.fullmatch(bare)
    digits = re.sub(r"[. ]", "", found[1]) if found else ""
    return str(int(digits)) if digits and len(digits) <= 9 else ""


def mean_coordinaat(value: str) -> str:
    """Return a coordinate with a point instead of a comma, and without the sign for degrees."""
    plain = re.sub(r"\s*[°NEOneo]+$", "", value.strip()).replace(",", ".")
    return plain if re.fullmatch(r"[0-9]{1,2}\.[0-9]+", plain) else ""


def mean_ja_nee(value: str) -> str:
    """Return ja or nee where another word for it stands."""
    plain = value.strip(" .!").casefold()
    return "ja" if plain in _JA else ("nee" if plain in _NEE else "")


def mean_slug(value: str) -> str:
    """Return the name as it can stand in an address."""
    plain = unicodedata.normalize("NFKD", value).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")[:80].strip("-")


def mean_ris(value: str) -> str:
    """Return the RIS number that was written with spaces, small letters or without RIS."""
    found = re.fullmatch(r"(?:RIS)?[ .:_-]*([0-9]{6})(?:[ _-]?([A-Z]{2}))?", value.strip().upper())
    return f"RIS{found[1]}{found[2] or ''}" if found else ""


def mean_webadres(value: str) -> str:
    """Return the address with https in front, its host in small letters, and no spaces or mark at its end."""
    found = re.fullmatch(
        r"(?:[a-z]{2,8}:?/{0,3})??((?:[a-z0-9-]+\.)+[a-z]{2,})((?:[/?#].*)?)", value.strip(" <>.,;"), re.IGNORECASE
    )
    rest = re.sub(r"\s", "%20", found[2]) if found else ""
    return f"https://{found[1].lower()}{rest}" if found and not re.search(r"[<>\"'`\\]", rest) else ""
