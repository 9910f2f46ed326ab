"""Dutch for people: dates, periods, euros and lists; and Markdown made into safe HTML. All functions are pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, NamedTuple

import nh3
from markupsafe import Markup

from .model import TIJDZONE, Deeldatum, Termijnversie
from .source import SCHEMES

if TYPE_CHECKING:
    from markdown import Markdown

MAANDEN = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")

_TAGS = {
    *("p", "br", "hr", "strong", "em", "code", "pre", "blockquote", "a", "ul", "ol", "li", "dl", "dt", "dd"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "img"),
}
_NAME_AS_HEADING = re.compile(r"(?<=<h)([1-6])>([a-z]+(?:-[a-z]+)*)(?=</h)")
_HEADING = re.compile(r"(?<=<h)[1-6](?=>)|(?<=</h)[1-6](?=>)")
_IMAGE = re.compile(r"<img [^>]*>")
_NO_LINK = re.compile(r'<a(?: rel="noopener noreferrer")?>(.*?)</a>', re.DOTALL)
# Only one of our own, under a name that `read` lets a file have.
_OWN_IMAGE = re.compile(r'<img alt="[^"<>]*" src="\.\./beelden/[a-z0-9-]+\.[a-z]+"(?: title="[^"<>]*")?>')


def format_datum(dag: date | Deeldatum, *, jaar: bool = True) -> str:
    """Return “12 januari 2027”; a date of which the day is unknown gives “juli 2021” or “2005”."""
    if isinstance(dag, Deeldatum):
        if dag.dag is None:
            return " ".join([*([MAANDEN[dag.maand - 1]] if dag.maand else []), str(dag.jaar)])
        dag = dag.begin
    text = f"{dag.day} {MAANDEN[dag.month - 1]}"
    return f"{text} {dag.year}" if jaar else text


def format_weekdag(dag: date) -> str:
    """Return “dinsdag 12 januari 2027”."""
    return f"{DAGEN[dag.weekday()]} {format_datum(dag)}"


def format_tijd(moment: datetime) -> str:
    """Return “19.30 uur”."""
    return f"{moment:%H.%M} uur"


def format_moment(moment: datetime) -> str:
    """Return “dinsdag 12 januari 2027, 19.30 uur”."""
    return f"{format_weekdag(moment)}, {format_tijd(moment)}"


def format_periode(van: date, tot: date) -> str:
    """Return “1 tot en met 12 januari 2027”, with no more months and years than needed."""
    if van == tot:
        return format_datum(van)
    if (van.year, van.month) == (tot.year, tot.month):
        return f"{van.day} tot en met {format_datum(tot)}"
    return f"{format_datum(van, jaar=van.year != tot.year)} tot en met {format_datum(tot)}"


def format_iso(dag: date | Deeldatum) -> str:
    """Return the form for `<time datetime>`: 2026-11-23, 2026-11-23T19:30+01:00, 2021-07 or 2005."""
    if isinstance(dag, datetime):
        return dag.astimezone(TIJDZONE).isoformat(timespec="minutes")
    return str(dag)


def format_getal(number: int) -> str:
    """Return “20.485”."""
    return f"{number:,}".replace(",", ".")


def format_half(number: float) -> str:
    """Return “12” or “12,5”: a median is a whole number or lies halfway between two."""
    return format_getal(int(number)) + ("" if number == int(number) else ",5")


def format_euro(bedrag: int) -> str:
    """Return “€ 12.500”; the space does not break."""
    return f"€\u00a0{format_getal(bedrag)}"


def format_aantal(number: int, enkelvoud: str, meervoud: str) -> str:
    """Return “1 dag” or “3 dagen”."""
    return f"{format_getal(number)} {enkelvoud if number == 1 else meervoud}"


def format_termijn(termijn: Termijnversie) -> str:
    """Return “10 werkdagen” or “1 week”."""
    enkelvoud = {"dagen": "dag", "werkdagen": "werkdag", "weken": "week"}[termijn.eenheid.value]
    return format_aantal(termijn.aantal, enkelvoud, termijn.eenheid.label)


def format_dagen_over(days: int) -> str:
    """Return how long something still lasts: “nog 9 dagen”, “alleen vandaag nog”, “3 dagen geleden”."""
    if days < 0:
        return f"{format_aantal(-days, 'dag', 'dagen')} geleden"
    return f"nog {format_aantal(days, 'dag', 'dagen')}" if days else "alleen vandaag nog"


def format_dag_erna(dag: date) -> str:
    """Return the day after, as something is closed since the day after its last one."""
    return format_datum(dag + timedelta(days=1))


def join_lijst(items: Iterable[str]) -> str:
    """Return “a, b en c”."""
    words = list(items)
    return " en ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def fold_naam(naam: str) -> tuple[tuple[int, int, str], ...]:
    """Return what a name is sorted by: without accents, capitals or marks, and a number by its value."""
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", naam.casefold()) if letter.isalnum() or letter == " "
    )
    return tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part)
        for part in re.split(r"([0-9]+)", plain.strip())
        if part
    )


def end_sentence(text: str) -> str:
    """Return the text with one mark at its end, as it may be a phrase or a whole sentence already."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def capitalize(sentence: str) -> str:
    """Return the sentence with a capital, and the rest as it was."""
    return sentence[:1].upper() + sentence[1:]


@cache
def _make_markdown() -> Markdown:
    # Late, because it takes longest to load, and who only checks renders nothing.
    from markdown import Markdown

    return Markdown(extensions=["tables", "sane_lists", "def_list", "fenced_code"])


@lru_cache(maxsize=4096)
def _convert(source: str) -> str:
    return _make_markdown().reset().convert(source)


class Doel(NamedTuple):
    """What a link or a picture of a text leads to once it is HTML, and the words that a picture has."""

    beeld: bool
    doel: str
    woorden: str


class _Doelen(HTMLParser):
    """Gathers them, before anything unsafe is dropped."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Doel] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(reversed(attrs))  # of two with one name the first counts
        target = told.get({"a": "href", "img": "src"}.get(tag, "")) or ""
        if target:
            self.found.append(Doel(tag == "img", target, told.get("alt") or ""))


@lru_cache(maxsize=4096)
def list_doelen(source: str) -> tuple[Doel, ...]:
    """Return every link and picture of a body as a browser would get it, each once, in order."""
    if "[" not in source and "<" not in source:
        return ()
    reader = _Doelen()
    reader.feed(_convert(source))
    reader.close()
    return tuple(dict.fromkeys(reader.found))


def _keep_attribute(tag: str, name: str, value: str) -> str | None:
    """Leave out a link to another host that does not look like one; a browser reads `\\` as `/`."""
    plain = re.sub(r"[\x00-\x20]", "", value)
    unsafe = (tag, name) == ("a", "href") and (plain.startswith("\\") or plain.replace("\\", "/").startswith("//"))
    return None if unsafe else value


@lru_cache(maxsize=4096)
def render_markdown(source: str, level: int = 2, *, named: bool = False) -> Markup:
    """Return safe HTML for a body: only plain text markup passes.

    The highest heading of the text becomes one of `level`, and none is skipped below it, whatever was written: a page
    has one h1 of its own, and a screen reader goes by the levels (WCAG 1.3.1).
    """
    html = nh3.clean(
        _convert(source),
        tags=_TAGS,
        attributes={"a": {"href"}, "img": {"alt", "src"}},
        attribute_filter=_keep_attribute,
        url_schemes=set(SCHEMES),
    )
    html = _NO_LINK.sub(r"\1", html)
    if "<img " in html:
        html = _IMAGE.sub(lambda found: found.group() if _OWN_IMAGE.fullmatch(found.group()) else "", html)
    used = sorted(set(_HEADING.findall(html)))
    html = _HEADING.sub(lambda found: str(min(level + used.index(found.group()), 6)), html)
    if named:
        html = _NAME_AS_HEADING.sub(r'\1 id="\2">\2', html)
    return Markup(html)  # noqa: S704  # cleaned above


FILTERS: dict[str, Callable[..., Any]] = {
    "aantal": format_aantal,
    "dag_erna": format_dag_erna,
    "dagen_over": format_dagen_over,
    "datum": format_datum,
    "euro": format_euro,
    "getal": format_getal,
    "half": format_half,
    "hoofdletter": capitalize,
    "iso": format_iso,
    "markdown": render_markdown,
    "moment": format_moment,
    "opsomming": join_lijst,
    "periode": format_periode,
    "termijn": format_termijn,
    "tijd": format_tijd,
    "weekdag": format_weekdag,
    "zin": end_sentence,
}
"""What templates may use, by the name they use it under."""
