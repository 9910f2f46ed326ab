"""The differences as text, as Markdown for a comment, and as JSON."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence

from wijkdemocratie.report import show_controls

from .vergelijk import NIEUW, VERANDERD, Verschil
from .zien import HELE_STAD, SITE

_NIETS = "Bewoners zien geen verschil."
_MEER = {"bericht": "berichten", "agendapunt": "agendapunten", "pagina": "pagina's", "sjabloon": "sjablonen"}
_DE_WOORDEN = {"pagina", "omlijsting"}
_ONE_OF_A_KIND = {"omlijsting", "uiterlijk"}
_SIGNS = {NIEUW: "+", VERANDERD: "~"}


def render_text(verschillen: Sequence[Verschil]) -> str:
    """Return a block for each wijk: what changes in numbers, and a line for each thing."""
    blocks = []
    for groep, own in _group(verschillen):
        lines = [f"  {_SIGNS.get(one.soort, '-')} {_bend(one.soort, one.wat)} {one.wat}: {_name(one)}" for one in own]
        blocks.append("\n".join(show_controls(line) for line in (f"{groep}: {_count(own)}", *lines)))
    return "\n\n".join(blocks or [_NIETS]) + "\n"


def render_markdown(verschillen: Sequence[Verschil]) -> str:
    """Return the same for a comment or a summary: the numbers are open, the lines fold away."""
    if not verschillen:
        return f"### Wat bewoners zien veranderen\n\n{_NIETS}\n"
    parts = ["### Wat bewoners zien veranderen", ""]
    for groep, own in _group(verschillen):
        parts += [f"- **{_escape(groep)}**: {_escape(_count(own))}"]
    for groep, own in _group(verschillen):
        parts += ["", f"<details><summary>{_escape(groep)}</summary>", ""]
        parts += [f"- {_bend(one.soort, one.wat)} {one.wat}: {_escape(_name(one))}" for one in own]
        parts += ["", "</details>"]
    return "\n".join(parts) + "\n"


def render_json(verschillen: Sequence[Verschil]) -> str:
    """Return a list with everything that is known of each difference."""
    rows = [{**one._asdict(), "groepen": list(one.groepen)} for one in verschillen]
    return json.dumps({"aantal": len(rows), "verschillen": rows}, indent=2) + "\n"


RENDERERS: dict[str, Callable[[Sequence[Verschil]], str]] = {
    "text": render_text,
    "markdown": render_markdown,
    "json": render_json,
}
"""Form -> the function that makes it."""


def _group(verschillen: Sequence[Verschil]) -> list[tuple[str, list[Verschil]]]:
    """Return the wijken by name with what changes there, then the whole city, then the site itself."""
    found: dict[str, list[Verschil]] = {}
    for one in verschillen:
        for groep in one.groepen:
            found.setdefault(groep, []).append(one)
    last = (HELE_STAD, SITE)
    return sorted(found.items(), key=lambda item: (item[0] in last and last.index(item[0]) + 1, item[0]))


def _count(own: Sequence[Verschil]) -> str:
    """Return “3 nieuwe berichten, 1 verdwenen bericht”."""
    numbers = Counter((one.wat, one.soort) for one in own)
    return ", ".join(_count_one(number, soort, wat) for (wat, soort), number in numbers.items())


def _count_one(number: int, soort: str, wat: str) -> str:
    if wat in _ONE_OF_A_KIND:
        return f"{_bend(soort, wat)} {wat}"
    return f"{number} {_bend(soort, wat, many=number > 1)} {wat if number == 1 else _MEER[wat]}"


def _bend(soort: str, wat: str, *, many: bool = False) -> str:
    """Return “nieuw” for a bericht and “nieuwe” for a pagina; “verdwenen” stays as it is."""
    return f"{soort}e" if soort in _SIGNS and (many or wat in _DE_WOORDEN) else soort


def _name(one: Verschil) -> str:
    name = f"{one.naam} ({one.pad})" if one.pad else one.naam
    return f"{name}: {one.uitleg}" if one.uitleg else name


def _escape(text: str) -> str:
    """Return text that Markdown shows as it is; a title may hold anything."""
    return re.sub(r"([\\`*_\[\]<>&#|~@])", r"\\\1", show_controls(text)).replace("\\<", "&lt;").replace("\\&", "&amp;")
