"""The two reference pages for editors, made from what the code itself says: all rules, and all keys.

A rule is told by its folder in `sites/fout`: why it is there and an example (`uitleg.md`), and what the check says
(`verwacht.txt`). A key is told by the docstring below its field. `test_naslag.py` holds the pages against this.
"""

import re
import textwrap
import types
from collections.abc import Iterator
from enum import Enum
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from made_site import TOP
from wijkdemocratie import check, read, source
from wijkdemocratie.check import REGELS
from wijkdemocratie.model import Advies, Deel, Deeldatum, Gemeente, Pagina, Voorstel, Wijk, Wijkscan

FOUT = TOP / "tests" / "sites" / "fout"
PAGINAS = TOP / "content" / "paginas"
RULES = sorted({*source.RULES, *read.RULES, *check.REGELS})

_KINDS = {
    "fout": "Dit is een **fout**: die moet u oplossen.",
    "waarschuwing": "Dit is een **waarschuwing**: een vraag aan u.",
    "hint": "Dit is een **hint**: een raad, die niets tegenhoudt.",
}
_HEAD = re.compile(r"^\S+:\d+:\d+: (fout|waarschuwing|hint): (.*) \[[a-z-]+\]$", re.MULTILINE)
_TIP = re.compile(r"^ {4}tip: (.*)$", re.MULTILINE)

_REGELS_INTRO = """\
---
title: Alle regels van de controle
slug: regels
summary: Wat elke melding van de controle betekent, waarom de regel er is, en hoe u het oplost.
---

De controle noemt bij elke melding de naam van een regel, tussen haken. Zoek die naam hieronder op. Hoe u de controle \
start, leest u op [Voor redacteuren](../redactie/).

Deze pagina wordt gemaakt uit de regels zelf.
"""

_SLEUTELS_INTRO = """\
---
title: Alle sleutels
slug: sleutels
summary: Elke sleutel die u in een bestand kunt invullen, wat hij betekent en wat erachter hoort.
---

Per soort bestand staat hier elke sleutel. Een sleutel met een eigen blok heeft een eigen stukje. In elke map staat \
ook een bestand dat `_voorbeeld` heet: daarin zijn alle sleutels ingevuld.

Een sleutel zonder het woord “verplicht” mag u weglaten. Deze pagina wordt gemaakt uit de code van de site.
"""

_FILES: tuple[tuple[str, type[Deel]], ...] = (
    ("Een voorstel: content/voorstellen/id.md", Voorstel),
    ("Een advies: content/adviezen/id.md", Advies),
    ("Een wijkscan: content/wijkscans/naam-van-de-wijk.md", Wijkscan),
    ("Een wijk: wijken/naam-van-de-wijk.yaml", Wijk),
    ("De gemeente: wijken/stad.yaml", Gemeente),
    ("Een losse pagina: content/paginas/naam.md", Pagina),
)

_BODY = {"tekst"}  # what stands below the front matter

_FORMS = {
    "Dag": "een dag, zoals 2026-11-23",
    "Moment": "een dag en een tijd, zoals 2026-11-23 19:30",
}


def render_regels() -> str:
    """Return the page with all rules."""
    return "\n".join([_REGELS_INTRO, *(_render_regel(rule) for rule in RULES)])


def _render_regel(rule: str) -> str:
    folder = FOUT / rule
    told = (folder / "verwacht.txt").read_text(encoding="utf-8")
    found, tip = _HEAD.search(told), _TIP.search(told)
    if found is None or tip is None:
        raise ValueError(f"{rule}: verwacht.txt holds no problem with a tip")
    kind = _KINDS[found[1]]
    if rule in REGELS and not REGELS[rule].vast:
        kind += " Klopt de regel een keer niet, dan kan een ontheffing in `wijken/stad.yaml`."
    why = (folder / "uitleg.md").read_text(encoding="utf-8").strip()
    return f"## {rule}\n\n{why}\n\n{kind} U leest dan zoiets als:\n\n{_wrap(found[2])}\n{_wrap('tip: ' + tip[1])}\n"


def _wrap(text: str) -> str:
    return textwrap.fill(
        text, 72, initial_indent="    ", subsequent_indent="      ", break_long_words=False, break_on_hyphens=False
    )


def render_sleutels() -> str:
    """Return the page with all keys of all files."""
    parts = [_SLEUTELS_INTRO]
    told: dict[type[BaseModel], str] = {}
    for title, kind in _FILES:
        parts.append(f"## {title}\n")
        parts.extend(_render_blok(kind, "", told, top=True))
    return "\n".join(parts).rstrip("\n") + "\n"


def _render_blok(kind: type[BaseModel], path: str, told: dict[type[BaseModel], str], *, top: bool) -> Iterator[str]:
    """Yield the keys of a block, and then the blocks below it; one that was told before is named only."""
    told[kind] = path
    if not top:
        yield f"### Onder {path}\n"
    below: list[tuple[str, type[BaseModel]]] = []
    for name, field in kind.model_fields.items():
        if name in _BODY or (kind is Wijkscan and name == "samenvatting"):
            continue
        inner = _find_blok(field.annotation)
        if inner is not None:
            below.append((f"{path}.{name}".lstrip("."), inner))
        yield _render_sleutel(name, field, told.get(inner) if inner is not None else None)
    for deeper, inner in below:
        if inner not in told:
            yield from _render_blok(inner, deeper, told, top=False)


def _render_sleutel(name: str, field: FieldInfo, same_as: str | None) -> str:
    form = _tell_form(field)
    asked = ["verplicht"] if field.is_required() else []
    asked += [form] if form else []
    text = re.sub(r"\S*<\w+>[\w/]*", r"`\g<0>`", (field.description or "").strip())
    if same_as:
        text += f" Zie “Onder {same_as}”."
    said = f" ({'; '.join(asked)})" if asked else ""
    return f"`{name}`{said}\n:   {' '.join(text.split())}\n"


def _find_blok(kind: Any) -> type[BaseModel] | None:
    """Return the model that stands behind a key, if one does."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return None if kind is Deeldatum else kind
    return next((found for part in get_args(kind) if (found := _find_blok(part))), None)


def _tell_form(field: FieldInfo) -> str:
    """Return in words what belongs behind a key."""
    many, kind = _strip(field.annotation)
    words = _tell_one(kind, field)
    return f"een lijst: {words}" if many and words else ("een lijst" if many else words)


def _strip(kind: Any) -> tuple[bool, Any]:
    """Return whether a type is a list, and the type of one value."""
    origin = get_origin(kind)
    if origin is Annotated:
        return _strip(get_args(kind)[0])
    if origin in (Union, types.UnionType):
        parts = [part for part in get_args(kind) if part is not type(None)]
        return _strip(parts[0]) if len(parts) == 1 or get_origin(parts[0]) is None else (False, parts[0])
    if origin is tuple:
        return True, _strip(get_args(kind)[0])[1]
    return False, kind


def _tell_one(kind: Any, field: FieldInfo) -> str:
    if isinstance(kind, type) and issubclass(kind, Enum):
        return "kies uit: " + ", ".join(f"`{member.value}`" for member in kind)
    if isinstance(kind, type) and issubclass(kind, Deeldatum):
        return "een dag, maand of jaar, zoals 2026-11-23, 2026-11 of 2026"
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return "een blok"
    if kind is bool:
        return "`ja` of `nee`"
    if kind is float:
        return "een getal met een punt"
    if kind is int:
        return "een heel getal, of `te-klein`" if "te-klein" in repr(field.annotation) else "een heel getal"
    name = getattr(kind, "__name__", "")
    return {"date": _FORMS["Dag"], "datetime": _FORMS["Moment"]}.get(name, "")


def list_sleutels() -> Iterator[tuple[type[BaseModel], str]]:
    """Yield every key of every model that a file can hold."""
    seen: set[type[BaseModel]] = set()
    ahead: list[type[BaseModel]] = [kind for _title, kind in _FILES]
    while ahead:
        kind = ahead.pop()
        if kind in seen:
            continue
        seen.add(kind)
        for name, field in kind.model_fields.items():
            yield kind, name
            if inner := _find_blok(field.annotation):
                ahead.append(inner)
