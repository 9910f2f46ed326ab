"""One HTML page, read by a real parser: what it links to, what it loads, and what may not be in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from lxml import etree

from .bevinding import Bevindingen
from .vraag import ask_count, ask_elements, ask_strings, ask_text, ask_whether
from .waarde import read_waarde

# lxml reads a page some twenty times faster than html.parser, and answers the questions below in C.
_PARSER = etree.HTMLParser(encoding="utf-8", no_network=True)


_TITLE = ask_text("/html/head/title")
_NOINDEX = ask_whether("/html/head/meta[@name='robots'][contains(@content, 'noindex')]")
_CANONICAL = ask_text("/html/head/link[@rel='canonical']/@href")
_LANG = ask_text("/html/@lang")
_TALEN = ask_elements("/html/head/link[@rel='alternate'][@hreflang]")
_H1 = ask_count("//h1")
_IDS = ask_strings("//@id | //a/@name")
_REFERENCES = ask_strings(
    "//label/@for | //@aria-labelledby | //@aria-describedby | //@aria-controls | //@aria-owns | //@headers"
)
_LOADING_LINK = "contains(@rel, 'stylesheet') or contains(@rel, 'icon') or contains(@rel, 'load')"
_LINKS = ask_strings(
    f"//a/@href | //area/@href | //form/@action | //@formaction | //@cite | //link[not({_LOADING_LINK})]/@href"
)
_RESOURCES = ask_strings(
    f"//@src | //@poster | //object/@data | //*[local-name()='use' or local-name()='image']/@*[local-name()='href']"
    f" | //link[{_LOADING_LINK}]/@href"
)
_SRCSETS = ask_strings("//@srcset")
_REFRESH = ask_strings("//meta[@http-equiv]/@content[contains(., 'url=')]")
# A block of data is no script: no browser runs it.
_BLOCKS = ask_strings("//script[@type='application/ld+json']/text()")
_SCRIPT = "//script[not(@src)][not(@type='application/ld+json')]"
_INLINE = ask_elements(f"//style | {_SCRIPT} | //*[@style] | //*[@*[starts-with(name(), 'on')]] | //base")


@dataclass(frozen=True, slots=True)
class Pagina:
    """What the rest of the site has to know about one page."""

    title: str
    noindex: bool
    canonical: str
    lang: str
    talen: tuple[tuple[str, str], ...]
    anchors: frozenset[str]
    links: tuple[str, ...]
    resources: tuple[str, ...]


def read_pagina(name: str, source: bytes, found: Bevindingen) -> Pagina | None:
    """Read one page and add what is wrong with it by itself; None when it is no HTML at all."""
    try:
        tree = etree.fromstring(source, _PARSER)
    except etree.LxmlError:
        tree = None
    if tree is None:
        found.add("deze pagina is geen HTML", name)
        return None

    _check_frame(name, tree, found)
    ids = _IDS(tree)
    anchors = frozenset(ids)
    _check_ids(name, tree, ids, anchors, found)
    refreshed = [value.split("url=", 1)[1].strip("'\" ") for value in _REFRESH(tree)]
    images = [part.split()[0] for value in _SRCSETS(tree) for part in value.split(",") if part.strip()]
    return Pagina(
        _join_space(_TITLE(tree)),
        _NOINDEX(tree),
        _CANONICAL(tree),
        _LANG(tree),
        tuple((link.get("hreflang") or "", link.get("href") or "") for link in _TALEN(tree)),
        anchors,
        tuple(dict.fromkeys([*_LINKS(tree), *refreshed])),
        tuple(dict.fromkeys([*_RESOURCES(tree), *images])),
    )


def _check_frame(name: str, tree: etree._Element, found: Bevindingen) -> None:
    """What every page must have, and what the security policy of the site would not let through."""
    if not _join_space(_TITLE(tree)):
        found.add("deze pagina heeft geen titel", name)
    if (count := _H1(tree)) != 1:
        found.add(f"deze pagina heeft {count:.0f} h1-koppen in plaats van 1", name)
    if _LANG(tree) not in {"nl", *(link.get("hreflang") for link in _TALEN(tree))}:
        found.add("deze pagina zegt niet dat hij Nederlands is (html lang)", name)
    for element in _INLINE(tree):
        found.add(f"een stijl of script hoort in een eigen bestand, en niet in <{element.tag}>", name)
    for block in _BLOCKS(tree):
        read_waarde(name, block.encode(), "het blok met gegevens is geen goede JSON", found)


def _check_ids(name: str, tree: etree._Element, ids: list[str], anchors: frozenset[str], found: Bevindingen) -> None:
    """Each id stands on a page once, and what refers to one finds it."""
    for one, count in Counter(ids).items():
        if count > 1:
            found.add(f"de id “{one}” staat er meer dan een keer", name)
    for one in " ".join(_REFERENCES(tree)).split():
        if one not in anchors:
            found.add(f"iets verwijst naar de id “{one}”, en die is er niet", name)


def _join_space(text: str) -> str:
    return " ".join(text.split())
