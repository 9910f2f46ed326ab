"""One HTML page, read by a real parser: what it links to, what it loads, and what may not be in it."""

from __future__ import annotations

from collections import Counter
from typing import cast

from lxml import etree

from .feiten import Lezing, Pagina
from .vraag import ask_text, ask_whether
from .waarde import read_waarde

# lxml reads a page some twenty times faster than html.parser.
_PARSER = etree.HTMLParser(encoding="utf-8", no_network=True)

_TITLE = ask_text("/html/head/title")
_NOINDEX = ask_whether("/html/head/meta[@name='robots'][contains(@content, 'noindex')]")
_CANONICAL = ask_text("/html/head/link[@rel='canonical']/@href")
_LANG = ask_text("/html/@lang")

_LOADING = ("stylesheet", "icon", "load")  # parts of the `rel` of a link that a browser fetches by itself
_DATA = "application/ld+json"  # a block of data is no script: no browser runs it
_ID, _LINK, _LOADED, _SET, _REFERENCE, _LOOSE = "id", "link", "loaded", "set", "reference", "loose"
_ANYWHERE = {
    "id": _ID,
    "formaction": _LINK,
    "cite": _LINK,
    "src": _LOADED,
    "poster": _LOADED,
    "srcset": _SET,
    "aria-labelledby": _REFERENCE,
    "aria-describedby": _REFERENCE,
    "aria-controls": _REFERENCE,
    "aria-owns": _REFERENCE,
    "headers": _REFERENCE,
    "style": _LOOSE,
}
"""What an attribute says, whatever element it stands on."""
_ON_ELEMENT = {
    ("a", "name"): _ID,
    ("a", "href"): _LINK,
    ("area", "href"): _LINK,
    ("form", "action"): _LINK,
    ("object", "data"): _LOADED,
    ("use", "href"): _LOADED,
    ("use", "xlink:href"): _LOADED,
    ("image", "href"): _LOADED,
    ("image", "xlink:href"): _LOADED,
    ("label", "for"): _REFERENCE,
}
_SELDOM = {"style", "script", "base", "meta", "link"}


def read_pagina(source: bytes, lezing: Lezing) -> None:
    """Read one page, and gather what is wrong with it by itself."""
    try:
        tree = etree.fromstring(source, _PARSER)
    except etree.LxmlError:
        tree = None
    if tree is None:
        lezing.fouten.append("deze pagina is geen HTML")
        return
    title = " ".join(_TITLE(tree).split())
    if not title:
        lezing.fouten.append("deze pagina heeft geen titel")
    said, h1 = _walk(tree)
    if h1 != 1:
        lezing.fouten.append(f"deze pagina heeft {h1} h1-koppen in plaats van 1")
    if _LANG(tree) != "nl":
        lezing.fouten.append("deze pagina zegt niet dat hij Nederlands is (html lang)")
    lezing.fouten += said[_LOOSE]
    anchors = frozenset(said[_ID])
    _check_ids(said[_ID], anchors, " ".join(said[_REFERENCE]).split(), lezing)
    images = (part.split()[0] for value in said[_SET] for part in value.split(",") if part.strip())
    lezing.links |= dict.fromkeys(said[_LINK])
    lezing.geladen |= dict.fromkeys([*said[_LOADED], *images])
    lezing.pagina = Pagina(title, _NOINDEX(tree), _CANONICAL(tree), anchors)


def _walk(tree: etree._Element) -> tuple[dict[str, list[str]], int]:
    """Go through all elements once; return the values of attributes by what they say, and how many h1 there are."""
    said: dict[str, list[str]] = {_ID: [], _LINK: [], _LOADED: [], _SET: [], _REFERENCE: [], _LOOSE: []}
    h1 = 0
    for element in tree.iter(etree.Element):
        tag = str(element.tag)
        if tag == "h1":
            h1 += 1
        elif tag in _SELDOM:
            _read_seldom(element, said)
        for name, value in cast("list[tuple[str, str]]", element.items()):
            # Most are of this kind, and say nothing of a link.
            if name == "class":
                continue
            kind = _ON_ELEMENT.get((tag, name)) or _ANYWHERE.get(name) or (_LOOSE if name.startswith("on") else "")
            if kind:
                said[kind].append(_name_loose(tag) if kind == _LOOSE else value)
    return said, h1


def _read_seldom(element: etree._Element, said: dict[str, list[str]]) -> None:
    """Read what the head of a page holds: links, data, a page that sends on, and what may not be there."""
    tag = str(element.tag)
    if tag == "link":
        loaded = any(part in (element.get("rel") or "") for part in _LOADING)
        if (href := element.get("href")) is not None:
            said[_LOADED if loaded else _LINK].append(href)
    elif tag == "meta":
        content = element.get("content") or ""
        if element.get("http-equiv") is not None and "url=" in content:
            said[_LINK].append(content.split("url=", 1)[1].strip("'\" "))
    elif tag == "script" and element.get("type") == _DATA and element.get("src") is None:
        if element.text:
            read_waarde(element.text.encode(), "het blok met gegevens is geen goede JSON", said[_LOOSE])
    elif tag != "script" or element.get("src") is None:
        said[_LOOSE].append(_name_loose(tag))


def _name_loose(tag: str) -> str:
    return f"een stijl of script hoort in een eigen bestand, en niet in <{tag}>"


def _check_ids(ids: list[str], anchors: frozenset[str], references: list[str], lezing: Lezing) -> None:
    """Each id stands on a page once, and what refers to one finds it."""
    if len(anchors) != len(ids):
        lezing.fouten += [
            f"de id “{one}” staat er meer dan een keer" for one, count in Counter(ids).items() if count > 1
        ]
    lezing.fouten += [
        f"iets verwijst naar de id “{one}”, en die is er niet" for one in references if one not in anchors
    ]
