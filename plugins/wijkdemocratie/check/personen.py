"""What points at a person: citizen service numbers, bank accounts, mobile numbers, private mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wijkdemocratie.problems import Location
from wijkdemocratie.source import PROVIDERS, VERDACHT, locate

from .regel import Bevinding, Zaak, regel

_WEBADRES = re.compile(r"https?://\S+")
_BSN = re.compile(r"(?<![\w.,/-])(?:[0-9]{9}|[0-9]{3} [0-9]{3} [0-9]{3}|[0-9]{4}[ .][0-9]{2}[ .][0-9]{3})(?![\w-])")
_MOBIEL = re.compile(r"(?<![\w+])(?:(?:\+|00)31[ .-]?(?:\(0\))?|0)[ .-]?6(?:[ .-]*[0-9]){8}(?![0-9])")
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]){11,30}")
_MAIL = re.compile(rf"[\w.+-]+@(?:{PROVIDERS})\.[a-z]{{2,3}}(?:\.[a-z]{{2}})?(?![\w.-]*\w)", re.IGNORECASE)
_IBAN_LENGTH = {
    "NL": 18,
    "BE": 16,
    "DE": 22,
    "FR": 27,
    "GB": 22,
    "LU": 20,
    "ES": 24,
    "IT": 27,
    "AT": 20,
    "IE": 22,
    "PL": 28,
    "PT": 25,
    "TR": 26,
    "BG": 22,
    "RO": 24,
    "LT": 20,
    "MT": 31,
    "CH": 21,
}


@regel("persoonsgegevens")
def check_persoonsgegevens(zaak: Zaak) -> Iterator[Bevinding]:
    """No text holds what points at a person (AVG)."""
    stad = zaak.stad
    records = (*stad.wijken, *stad.wijkscans, *stad.voorstellen, *stad.adviezen, *stad.paginas)
    for record in (stad.gemeente, *records):
        if not record.is_verdacht:
            continue
        for text, where in record.list_teksten():
            if not VERDACHT.search(text):
                continue
            for index, what in _find(text):
                yield Bevinding(
                    _find_place(text, index, where),
                    f"hier lijkt {what} te staan, en de site noemt geen gegevens van personen",
                    "haal het weg; is het toch iets anders, zet dan een ontheffing met de reden in wijken/stad.yaml",
                )


def _find(text: str) -> Iterator[tuple[int, str]]:
    plain = _WEBADRES.sub(lambda found: " " * len(found.group()), text)
    for found in _BSN.finditer(plain):
        if _is_bsn(found.group()):
            yield found.start(), "een burgerservicenummer"
    for found in _IBAN.finditer(plain):
        if _is_iban(found.group()):
            yield found.start(), "een rekeningnummer"
    for found in _MOBIEL.finditer(plain):
        yield found.start(), "een mobiel telefoonnummer"
    for found in _MAIL.finditer(plain):
        yield found.start(), "een privé-mailadres"


def _find_place(text: str, index: int, where: Location) -> Location:
    """Return the place in a body; of a value in the front matter only its begin is sure, as YAML may fold it."""
    return locate(where.path, text, index, line=where.line) if "\n" in text or where.column == 1 else where


def _is_bsn(text: str) -> bool:
    """The 11-proof: 9a + 8b + … + 2h - i is a multiple of 11."""
    digits = [int(character) for character in text if character.isdigit()]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return any(digits) and sum(map(int.__mul__, digits, weights)) % 11 == 0


def _is_iban(text: str) -> bool:
    """ISO 13616: with the first four at the end and letters as numbers, the remainder by 97 is 1."""
    compact = text.replace(" ", "")
    length = _IBAN_LENGTH.get(compact[:2])
    if length is None or len(compact) < length:
        return False
    account = compact[:length]
    return int("".join(str(int(character, 36)) for character in account[4:] + account[:4])) % 97 == 1
