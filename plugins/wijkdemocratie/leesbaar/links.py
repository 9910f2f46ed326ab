"""Addresses of other sites that look broken. Nobody is asked whether they answer."""

from __future__ import annotations

import re

from wijkdemocratie.problems import Problems
from wijkdemocratie.source import list_links

from .teksten import Tekst

_WHOLE = re.compile(r"https?://(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#].*)?", re.IGNORECASE)
_BARE = re.compile(r"(?:www\.)?(?:[a-z0-9-]+\.)+(?:nl|com|org|eu|amsterdam|frl|net)(?:/.*)?", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@]+@(?:[\w-]+\.)+[a-z]{2,}(?:\?.*)?", re.IGNORECASE)


def check_webadressen(tekst: Tekst, hints: Problems) -> None:
    """Add the links to elsewhere that cannot be meant so."""
    # A space ends a link for the reader of Markdown, so what should have been one is still text.
    for found in re.finditer(r"\]\((?:https?:)[^)\n]* [^)\n\"]*\)", tekst.bron):
        hints.hint(
            tekst.place(found.start() + 2),
            "webadres-vreemd",
            "in dit webadres staat een spatie",
            "haal haar weg, of schrijf %20",
        )
    for link, place in list_links(tekst.bron, tekst.where.path, tekst.where.line):
        if fault := _find_fault(link):
            message, hint = fault
            hints.hint(place, "webadres-vreemd", f"dit webadres ziet er vreemd uit: {message}", hint)


def _find_fault(link: str) -> tuple[str, str] | None:
    if link.startswith(("http:", "https:")):
        if not re.match(r"https?://[^/]", link):
            whole = re.sub(r"^(https?):/*", r"\1://", link)
            return "na de dubbele punt horen twee schuine strepen", f"schrijf: {whole}"
        if not _WHOLE.fullmatch(link):
            return "de naam van de site is niet heel", "kijk het adres na; het eindigt bijvoorbeeld op .nl"
        if link.endswith((".", ",", ";", ":", "!", "'", '"')):
            return f"het eindigt op “{link[-1]}”", f"schrijf: {link[:-1]}"
        return None
    if link.startswith("mailto:"):
        is_mail = _MAIL.fullmatch(link.removeprefix("mailto:"))
        return None if is_mail else ("dit is geen mailadres", "schrijf: mailto:naam@gemeente.nl")
    if _BARE.fullmatch(link):
        return "https:// ontbreekt", f"schrijf: https://{link}"
    return None
