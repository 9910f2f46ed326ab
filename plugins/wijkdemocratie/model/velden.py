"""The kinds of field that records are made of, and the base class that knows where a record stands.

Every scalar arrives as text (see `source`); these types turn it into a value, or say in Dutch what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    PrivateAttr,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError

from wijkdemocratie.problems import Location
from wijkdemocratie.source import Bronwijzer

from .bedoeld import mean_geheel, mean_ja_nee, mean_ris, mean_slug, mean_webadres

_QUOTED = 60  # characters of a value that a sentence shows

_MARKUP = re.compile(r"<[a-zA-Z/!?]|&#?\w+;")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# [0-9] and not \d: that also knows the digits of other scripts.
_RIS = re.compile(r"RIS[0-9]{6}(?:[A-Z]{2})?")
_WEBADRES = re.compile(r"https://[a-z0-9.-]+(?:[/?#][^\s<>\"'`\\]*)?")


def make_fault(rule: str, message: str, hint: str = "") -> PydanticCustomError:
    """Return the error that a validator raises; `read` gives it its place.

    Message and hint travel as context, because they may quote text with braces.
    """
    return PydanticCustomError(rule, "{message}", {"message": message, "hint": hint})


@dataclass(frozen=True, eq=False, slots=True)
class Vorm:
    """A validator that also says how a value looks, for who writes with a JSON Schema at hand.

    The text goes to `parse`. `schema` speaks of the value as YAML itself reads it, where 2026 is a number. The tip
    of the validator is what an editor shows, so `parse` is asked about a value that is `wrong`.
    """

    parse: Callable[[Any], Any]
    schema: dict[str, Any]
    wrong: str = "?"

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Look at the text before its type does."""
        return BeforeValidator(self.parse).__get_pydantic_core_schema__(source, handler)

    def __get_pydantic_json_schema__(self, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Put our words over those of the type."""
        made = handler(core_schema)
        made.pop("format", None)
        made |= self.schema
        try:
            self.parse(self.wrong)
        except PydanticCustomError as error:
            made["patternErrorMessage" if "pattern" in made else "errorMessage"] = (error.context or {})["hint"]
        return made


def whole(pattern: re.Pattern[str]) -> str:
    """Return a pattern that the whole value has to fit, as a JSON Schema writes it."""
    return f"^(?:{pattern.pattern})$"


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
    if isinstance(value, str) and not _WEBADRES.fullmatch(value):
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
    return f"bedoelde u {meant}?" if meant else "schrijf alleen cijfers, zonder punt, komma, euroteken of eenheid"


def parse_getal(low: int, high: int) -> Vorm:
    """Return a validator for what `Geheel` has read already: a number has bounds where beyond them it is a slip."""

    def parse(value: Any) -> Any:
        if isinstance(value, str) and value.isascii() and value.isdigit() and not low <= int(value) <= high:
            raise make_fault(
                "waarde-ongeldig", f"{quote(value)} kan hier niet", f"kies een getal van {low} tot en met {high}"
            )
        return value

    return Vorm(parse, {"minimum": low, "maximum": high}, wrong=str(high + 1))


def _parse_telling(value: Any) -> Any:
    return value if value == "te-klein" else _parse_geheel(value)


Regel = Annotated[
    str,
    Vorm(
        _parse_regel,
        # A title may be a year, or true: every scalar is text.
        {"type": ["string", "number", "boolean"], "pattern": rf"^(?![\s\S]*(?:{_MARKUP.pattern}))"},
        wrong="<b>",
    ),
    StringConstraints(min_length=1, max_length=500),
]
"""One line of plain text, without markup."""
Slug = Annotated[
    str,
    Vorm(_parse_slug, {"type": ["string", "integer"], "pattern": whole(_SLUG)}),
    StringConstraints(min_length=1, max_length=80),
]
"""A piece of a web address, or the id of a record."""
Ris = Annotated[str, Vorm(_parse_ris, {"pattern": whole(_RIS)})]
"""The number of a paper in the raadsinformatiesysteem of the gemeente."""
Webadres = Annotated[str, Vorm(_parse_webadres, {"pattern": whole(_WEBADRES)}), StringConstraints(max_length=500)]
"""An https address."""
JaNee = Annotated[bool, Vorm(_parse_ja_nee, {"type": ["string", "boolean"], "enum": ["ja", "nee", True, False]})]
"""ja or nee."""
Geheel = Annotated[int, Vorm(_parse_geheel, {"minimum": 0, "maximum": 999_999_999})]
"""A whole number, not negative."""
Telling = Annotated[int | Literal["te-klein"], BeforeValidator(_parse_telling)]
"""A count of people, or `te-klein` where the number would point at persons."""
Tekst = Annotated[str, WithJsonSchema({"type": "string", "vrijeTekst": True})]
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
        here = self._read_bron()
        found: Location = getattr(here, "place", Location(""))
        for step in path:
            places = getattr(here, "places", {})
            if step not in places:
                break
            found, here = places[step], here[step]
        return found

    def find_misplaced(self) -> tuple[str, Location] | None:
        """Return the first key of this part, or of a part of it, that does not stand where the order of the fields
        wants it, or that is not as deep as it should be; None where all is well. Only what was read is looked at.
        """
        if isinstance(self._bron, Bronwijzer) and self._bron.nummer == 0:
            return self._bron.bestand.misplaced
        return None if self._bron is None else _find_misplaced(self, self._read_bron(), 1)

    def list_teksten(self) -> Iterator[tuple[str, Location]]:
        """Yield every text of the file that this part was made from, with its place; also texts of its parts."""
        return _walk_teksten(self._read_bron())

    @property
    def bronbestand(self) -> str:
        """The path of the file that this part stands in."""
        return self._bron.bestand.path if isinstance(self._bron, Bronwijzer) else self.place_of().path

    @property
    def is_verdacht(self) -> bool:
        """Whether a text of this part's file may hold what points at a person; true where only reading would tell."""
        return not isinstance(self._bron, Bronwijzer) or self._bron.bestand.is_verdacht

    @property
    def herkomst(self) -> Any:
        """The mapping that this part was made from, or what stands for it; None for what we filled in ourselves."""
        return self._bron

    def _read_bron(self) -> Any:
        return self._bron.read() if isinstance(self._bron, Bronwijzer) else self._bron


def _find_misplaced(part: Deel, data: Any, column: int) -> tuple[str, Location] | None:
    places = data.key_places
    # A mapping between braces begins before its first key: there the depth says nothing.
    block = bool(places) and next(iter(places.values())).column == data.place.column
    rank, last = _rank_fields(type(part)), -1
    for key, place in places.items():
        if rank[key] < last or (block and place.column != column):
            return key, place
        last = rank[key]
        value = data[key]
        if isinstance(value, str):
            continue
        found = getattr(part, key)
        # Not each beside its data: a part may have been left out, such as an example.
        parts, step = ((found,), column + 2) if isinstance(value, dict) else (found, column + 4)
        for below in parts if isinstance(parts, tuple) else ():
            if not isinstance(below, Deel):
                break
            if below._bron is not None and (wrong := _find_misplaced(below, below._bron, step)):  # noqa: SLF001
                return wrong
    return None


@cache
def _rank_fields(kind: type[Deel]) -> dict[str, int]:
    return {name: index for index, name in enumerate(kind.model_fields)}


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
