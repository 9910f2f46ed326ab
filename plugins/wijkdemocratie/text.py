"""Dutch for people: dates, periods, euros and lists; and Markdown made into safe HTML. All functions are pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

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

    return Markdown(extensions=["tables", "sane_lists", "def_list"])


@lru_cache(maxsize=4096)
def render_markdown(source: str, level: int = 2, *, named: bool = False) -> Markup:
    """Return safe HTML for a body: only plain text markup passes.

    The highest heading of the text becomes one of `level`, and none is skipped below it, whatever was written: a page
    has one h1 of its own, and a screen reader goes by the levels (WCAG 1.3.1).
    """
    markup = _make_markdown().reset().convert(source)
    html = nh3.clean(markup, tags=_TAGS, attributes={"a": {"href"}, "img": {"alt", "src"}}, url_schemes=set(SCHEMES))
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
