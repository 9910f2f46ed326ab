"""The kinds of field that records are made of, and the base class that knows where a record stands.

Every scalar arrives as text (see `source`); these types turn it into a value, or say in Dutch what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ModelWrapValidatorHandler,
    PrivateAttr,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from wijkdemocratie.problems import Location

from .bedoeld import mean_geheel, mean_ja_nee, mean_ris, mean_slug, mean_webadres

_QUOTED = 60  # characters of a value that a sentence shows

_MARKUP = re.compile(r"<[a-zA-Z/!?]|&#?\w+;")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# [0-9] and not \d: that also knows the digits of other scripts.
_RIS = re.compile(r"RIS[0-9]{6}(?:[A-Z]{2})?")


def make_fault(rule: str, message: str, hint: str = "") -> PydanticCustomError:
    """Return the error that a validator raises; `read` gives it its place.

    Message and hint travel as context, because they may quote text with braces.
    """
    return PydanticCustomError(rule, "{message}", {"message": message, "hint": hint})


def quote(value: str) -> str:
    """Return a value between quotes for a sentence; of a long one the beginning."""
    return f"“{value}”" if len(value) <= _QUOTED else f"“{value[:_QUOTED]}…”"


def propose(meant: str, otherwise: str) -> str:
    """Return the tip: the value that was probably meant, or else how such a value is written."""
    return f"bedoelde u {quote(meant)}?" if meant else otherwise


def _refuse_markup(value: str) -> str:
    if found := _MARKUP.search(value):
        raise make_fault(
            "opmaak-in-tekst",
            f"hier staat opmaak (“{found.group()}”), en dit veld is gewone tekst",
            "haal de HTML weg; schrijf < en & als gewone woorden, of zet de opmaak in de tekst onder de kopregels",
        )
    return value


def _parse_regel(value: Any) -> Any:
    """Make one line of plain text; folded YAML text becomes one line."""
    if not isinstance(value, str):
        return value
    return _refuse_markup(" ".join(value.split()))


def _tell_slug(value: str) -> str:
    names = [mean_slug(name) for name in re.split(r"\s*[;,/|]\s*|\s+en\s+", value)]
    if len(names) > 1 and all(names):
        return f"zijn dit er meer? Zet er komma's tussen: {', '.join(names)}"
    return propose(mean_slug(value), "gebruik alleen kleine letters, cijfers en losse streepjes, zoals: laak-centraal")


def _parse_slug(value: Any) -> Any:
    if isinstance(value, str) and not _SLUG.fullmatch(value):
        raise make_fault(
            "slug-ongeldig",
            f"{quote(value)} kan niet in een webadres staan",
            _tell_slug(value),
        )
    return value


def _parse_ris(value: Any) -> Any:
    if isinstance(value, str) and not _RIS.fullmatch(value):
        raise make_fault(
            "ris-ongeldig",
            f"{quote(value)} is geen RIS-nummer",
            propose(mean_ris(value), "schrijf RIS met zes cijfers, zoals: RIS310824"),
        )
    return value


def _parse_webadres(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"https://[a-z0-9.-]+(?:[/?#][^\s<>\"'`\\]*)?", value):
        raise make_fault(
            "webadres-ongeldig",
            f"{quote(value)} is geen webadres dat we kunnen tonen",
            propose(mean_webadres(value), "een webadres begint met https:// en heeft geen spaties of aanhalingstekens"),
        )
    return value


def _parse_ja_nee(value: Any) -> Any:
    if isinstance(value, str):
        known = {"ja": True, "true": True, "nee": False, "false": False}
        if value.lower() not in known:
            meant = mean_ja_nee(value)
            hint = f"schrijf: {meant}" if meant else "schrijf: ja of nee"
            raise make_fault("waarde-ongeldig", f"{quote(value)} is geen ja of nee", hint)
        return known[value.lower()]
    return value


def _parse_geheel(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(r"[0-9]{1,9}", value):
            raise make_fault("waarde-ongeldig", f"{quote(value)} is geen heel getal", _tell_geheel(value))
        return int(value)
    return value


def _tell_geheel(value: str) -> str:
    if re.fullmatch(r"0[0-9 -]{8,}", value):
        return "dit lijkt een telefoonnummer; schrijf hier een aantal, en nooit een nummer van een persoon"
    if re.fullmatch(r"-\s?[0-9]+", value):
        return "een getal onder nul kan hier niet; laat het streepje weg"
    if re.fullmatch(r"[0-9.]*[0-9][,.][0-9]{1,2}", value) and not mean_geheel(value):
        return "rond af op een heel getal, zonder komma"
    meant = mean_geheel(value)
    return f"schrijf: {meant}" if meant else "schrijf alleen cijfers, zonder punt, komma, euroteken of eenheid"


def parse_getal(low: int, high: int) -> BeforeValidator:
    """Return a validator for what `Geheel` has read already: a number has bounds where beyond them it is a slip."""

    def parse(value: Any) -> Any:
        if isinstance(value, str) and value.isascii() and value.isdigit() and not low <= int(value) <= high:
            raise make_fault(
                "waarde-ongeldig", f"{quote(value)} kan hier niet", f"kies een getal van {low} tot en met {high}"
            )
        return value

    return BeforeValidator(parse)


def _parse_telling(value: Any) -> Any:
    return value if value == "te-klein" else _parse_geheel(value)


Regel = Annotated[str, BeforeValidator(_parse_regel), StringConstraints(min_length=1, max_length=500)]
"""One line of plain text, without markup."""
Slug = Annotated[str, BeforeValidator(_parse_slug), StringConstraints(min_length=1, max_length=80)]
"""A piece of a web address, or the id of a record."""
Ris = Annotated[str, BeforeValidator(_parse_ris)]
"""The number of a paper in the raadsinformatiesysteem of the gemeente."""
Webadres = Annotated[str, BeforeValidator(_parse_webadres), StringConstraints(max_length=500)]
"""An https address."""
JaNee = Annotated[bool, BeforeValidator(_parse_ja_nee)]
"""ja or nee."""
Geheel = Annotated[int, BeforeValidator(_parse_geheel)]
"""A whole number, not negative."""
Telling = Annotated[int | Literal["te-klein"], BeforeValidator(_parse_telling)]
"""A count of people, or `te-klein` where the number would point at persons."""
Tekst = str
"""Markdown, from the body of a file; `text` makes it safe HTML."""


class Deel(BaseModel):
    """A part of a record: frozen, closed, and it knows its place in the file."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    _bron: Any = PrivateAttr(default=None)

    @model_validator(mode="wrap")
    @classmethod
    def _keep_bron(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Remember the mapping as it was read: it knows the place of every key and value."""
        made = handler(data)
        if hasattr(data, "place"):
            made._bron = data  # noqa: SLF001  # `made` is one of us
        return made

    def place_of(self, *path: str | int) -> Location:
        """Return where a value stands (`place_of("wijken", 1)`), or the nearest thing round it that has a place."""
        here = self._bron
        found: Location = getattr(here, "place", Location(""))
        for step in path:
            places = getattr(here, "places", {})
            if step not in places:
                break
            found, here = places[step], here[step]
        return found

    def list_teksten(self) -> Iterator[tuple[str, Location]]:
        """Yield every text of the file that this part was made from, with its place; also texts of its parts."""
        return _walk_teksten(self._bron)


def _walk_teksten(data: Any) -> Iterator[tuple[str, Location]]:
    steps: Iterable[tuple[Any, Any]] = data.items() if isinstance(data, dict) else enumerate(data or ())
    places = getattr(data, "places", {})
    for step, value in steps:
        if isinstance(value, str):
            if step in places:
                yield value, places[step]
        elif value is not None:
            yield from _walk_teksten(value)


class Record(Deel):
    """Something with an address of its own. `id` never changes; `slug` may, and then `vroeger` keeps the old one."""

    id: Slug
    """De vaste naam van dit onderdeel. Verander hem nooit: feeds en agenda's herkennen het onderdeel eraan."""
    slug: Slug = ""
    """Het stuk van het webadres. Weggelaten: gelijk aan de id."""
    vroeger: tuple[Slug, ...] = ()
    """Oude stukken webadres die moeten blijven werken."""
    voorbeeld: JaNee = False
    """ja als dit een verzonnen voorbeeld is; de site zegt dat er overal bij."""

    @model_validator(mode="before")
    @classmethod
    def _default_slug(cls, data: Any) -> Any:
        """Use the id as slug where the file gives none, without losing the places."""
        if isinstance(data, dict) and "slug" not in data and isinstance(data.get("id"), str):
            filled = data.copy()
            filled["slug"] = data["id"]
            return filled
        return data
