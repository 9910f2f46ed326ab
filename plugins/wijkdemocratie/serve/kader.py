"""What only a served page has: where its text comes from, what could be better there, and whether it is new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from html import escape
from urllib.parse import quote

from wijkdemocratie.report import show_controls

from .bron import find_bronnen, is_bron
from .stand import Melding, Stand

BRON = "/-/bron/"
"""Where the server shows the sources."""

_STIJL = '<link rel="stylesheet" href="/-/herladen.css">'
_SOORTEN = {
    "fout": ("fout", "fouten"),
    "waarschuwing": ("waarschuwing", "waarschuwingen"),
    "hint": ("hint", "hints"),
}


def render_kader(stand: Stand, number: int, pad: str, *, is_nieuw: bool = False, fout: str = "") -> str:
    """Return what comes below one page: the alert if something is wrong, the state of the build, and the sources.

    `number` is that of the stand before the page was made: if it changed meanwhile, the page loads again.
    `is_nieuw` tells that the page was made from what was read last, and `fout` why that could not be done.
    """
    parts = [_STIJL, _render_bronnen(stand, pad)]
    if fout:
        parts.append(_render_alarm("Deze pagina kon niet opnieuw worden gemaakt. U ziet de vorige.", fout))
    elif stand.problems:
        whole = is_nieuw and stand.gelezen.goed
        parts.append(
            _render_alarm(
                "De hele site kon niet worden gemaakt. Deze pagina is al nieuw."
                if whole
                else "De site is niet opnieuw gemaakt. U ziet de vorige.",
                stand.problems,
            )
        )
    elif stand.is_voor and not is_nieuw:
        parts.append('<p id="bouwbezig" role="status">U ziet de vorige versie van deze pagina.</p>')
    elif stand.is_bezig:
        what = (
            "Deze pagina is al nieuw; de rest van de site wordt nu gemaakt." if is_nieuw else "De site wordt gemaakt."
        )
        parts.append(f'<p id="bouwbezig" role="status">{what}</p>')
    done = ' data-bezig=""' if stand.is_bezig else ""
    parts.append(f'<script src="/-/herladen.js" data-stand="{number}"{done} defer></script>')
    return "".join(parts)


def render_bron(stand: Stand, pad: str, text: str) -> str:
    """Return the page that shows a source: each line with its number, and below it what is wrong there."""
    per_line = defaultdict(list)
    for melding in stand.gelezen.meldingen:
        if melding.pad == pad:
            per_line[melding.regel].append(melding)
    lines = "".join(
        f'<li id="r{number}"><code>{_show(line) or " "}</code>'
        f"{_render_meldingen(per_line.get(number, ()), place=False)}</li>"
        for number, line in enumerate(text.removesuffix("\n").split("\n"), start=1)
    )
    return _render_pagina(stand, pad, f'<p><a href="{BRON}">Alle meldingen</a></p><ol class="regels">{lines}</ol>')


def render_meldingen(stand: Stand) -> str:
    """Return the page with everything that is wrong or could be better, in all files."""
    meldingen = stand.gelezen.meldingen
    listed = _render_meldingen(meldingen) or "<p>Er zijn geen meldingen.</p>"
    return _render_pagina(stand, "Alle meldingen", f"<p>{_count(meldingen)}</p>{listed}" if meldingen else listed)


def _render_bronnen(stand: Stand, pad: str) -> str:
    gelezen = stand.gelezen
    bronnen = find_bronnen(gelezen.bronnen, pad)
    files = {path for path, _ in bronnen}
    meldingen = [melding for melding in gelezen.meldingen if melding.pad in files]
    links = "".join(f"<li>bron: {_link(path, line, path)}</li>" for path, line in bronnen)
    if links:
        body = f"<ul>{links}</ul>{_render_meldingen(meldingen) or '<p>Over deze bestanden zijn er geen meldingen.</p>'}"
    else:
        body = "<p>Deze pagina komt niet uit één bestand.</p>"
    more = f"Alle meldingen ({len(gelezen.meldingen)})"
    return (
        '<aside id="bouwbron" aria-label="Bron van deze pagina"><details>'
        f"<summary>Bron en meldingen{f' ({_count(meldingen)})' if meldingen else ''}</summary>"
        f'{body}<p><a href="{BRON}">{more}</a></p></details></aside>'
    )


def _render_meldingen(meldingen: Iterable[Melding], *, place: bool = True) -> str:
    items = "".join(
        f'<li class="{melding.ernst}"><strong>{melding.ernst}</strong>'
        f"{' ' + _link(melding.pad, melding.regel, f'{melding.pad}:{melding.regel}') if place else ''}: "
        f"{_show(melding.zin)} [{melding.regelnaam}]"
        f"{f'<br>tip: {_show(melding.tip)}' if melding.tip else ''}</li>"
        for melding in meldingen
    )
    return f'<ul class="meldingen">{items}</ul>' if items else ""


def _render_alarm(title: str, text: str) -> str:
    # Who uses a keyboard must be able to scroll in it.
    return (
        f'<section id="bouwmelding" role="alert" tabindex="0" aria-label="Melding"><h2>{title}</h2>'
        f"<pre>{escape(text)}</pre></section>"
    )


def _render_pagina(stand: Stand, title: str, body: str) -> str:
    return (
        f'<!doctype html>\n<html lang="nl">\n<head><meta charset="utf-8"><title>{_show(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'{_STIJL}<script src="/-/herladen.js" data-stand="{stand.number}" defer></script></head>\n'
        f'<body class="bouwpagina"><main><h1>{_show(title)}</h1>{body}</main></body>\n</html>\n'
    )


def _link(path: str, line: int, words: str) -> str:
    if not is_bron(path):
        return _show(words)
    return f'<a href="{BRON}{escape(quote(path))}#r{line}">{_show(words)}</a>'


def _show(text: str) -> str:
    return escape(show_controls(text))


def _count(meldingen: Iterable[Melding]) -> str:
    kinds = [melding.ernst for melding in meldingen]
    return ", ".join(
        f"{kinds.count(kind)} {one if kinds.count(kind) == 1 else more}"
        for kind, (one, more) in _SOORTEN.items()
        if kind in kinds
    )
