"""Read a made site as a resident gets it: the words on each page, the messages, and the entries of the calendars."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urljoin

from icalendar import Calendar
from lxml import etree, html

from wijkdemocratie.bouw import BuildRefusedError

WIJZIGINGEN = "data/wijzigingen.ndjson"
HELE_STAD = "Hele stad"
SITE = "De site zelf"

_UNSEEN = {"script", "style", "template"}
# The messages themselves are compared. And the page of the search follows from how the site was made.
_APART = ("/nieuws/", "zoeken/")


class Link(NamedTuple):
    """A link or a picture of our own: its words, and where it leads or which file it shows."""

    tekst: str
    doel: str
    beeld: bool = False


class Ding(NamedTuple):
    """A page, a message or an entry: its name, whose it is, and everything of it that a resident can see."""

    naam: str
    groepen: tuple[str, ...]
    inhoud: tuple[str, ...]
    pad: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Gezien:
    """A site as it was seen. Pages by address, messages by guid, entries by UID."""

    paginas: Mapping[str, Ding]
    berichten: Mapping[str, Ding]
    agendapunten: Mapping[str, Ding]
    omlijsting: tuple[str, ...]
    thema: frozenset[str]
    omlijstingslinks: tuple[Link, ...] = ()


def see_site(folder: Path) -> Gezien:
    """Read the site in a folder. Raises `BuildRefusedError` when that holds none of ours."""
    if not (folder / WIJZIGINGEN).is_file():
        raise BuildRefusedError(f"in {folder} staat geen site die build.py heeft gemaakt")
    namen = {row["wijkcode"]: row["naam"] for row in _read_json(folder / "data" / "wijken.json")["rijen"]}
    rows = [json.loads(line) for line in (folder / WIJZIGINGEN).read_text(encoding="utf-8").splitlines()]
    index = _parse(folder / "index.html")
    siteurl = index.xpath("string(//link[@rel='canonical']/@href)").rstrip("/")
    teksten = _read_feed(folder, siteurl)
    berichten, groepen = {}, _list_wijkpaden(folder, siteurl)
    for row in rows:
        van = tuple(namen.get(code, code) for code in row["wijkcodes"]) or (HELE_STAD,)
        pad = row["url"].removeprefix(siteurl)
        berichten[row["guid"]] = Ding(
            row["titel"], van, (row["titel"], row["moment"], *teksten.get(row["guid"], ())), pad
        )
        groepen.setdefault(pad.strip("/"), van)
    frame = _parse(folder / "404.html")
    for main in frame.xpath("//main | //head"):
        main.drop_tree()
    return Gezien(
        paginas=dict(_see_paginas(folder, siteurl, groepen)),
        berichten=berichten,
        agendapunten=_see_agenda(folder, siteurl, groepen),
        omlijsting=tuple(_list_woorden(frame, siteurl)),
        omlijstingslinks=tuple(_list_links(frame, siteurl, "404.html")),
        thema=frozenset(path.relative_to(folder).as_posix() for path in (folder / "theme").rglob("*.*")),
    )


def _list_wijkpaden(folder: Path, siteurl: str) -> dict[str, tuple[str, ...]]:
    """Return whose the pages below an address are, for the addresses of wijken."""
    rows = _read_json(folder / "data" / "wijken.json")["rijen"]
    return {row["url"].removeprefix(siteurl).strip("/"): (row["naam"],) for row in rows}


def _see_paginas(folder: Path, siteurl: str, groepen: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, Ding]]:
    for path in sorted(folder.rglob("*.html")):
        pad = path.relative_to(folder).as_posix().removesuffix("index.html")
        if any(part in f"/{pad}" for part in _APART):
            continue
        tree = _parse(path)
        moved = tree.xpath("boolean(//meta[@http-equiv='refresh'])")
        titel = " ".join(tree.xpath("string(//h1)").split()) or tree.findtext(".//title") or pad
        goal = _strip(tree.xpath("string(//link[@rel='canonical']/@href)"), siteurl)
        main = tree.find(".//main")
        woorden = (f"verhuisd naar {goal}",) if moved else tuple(_list_woorden(main, siteurl))
        links = () if moved else tuple(_list_links(main, siteurl, pad))
        yield pad, Ding(titel, _find_groepen(pad, groepen), woorden, f"/{pad}", links)


def _find_groepen(pad: str, groepen: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return whose a page is: that of the nearest address above it that is known."""
    steps = pad.strip("/").split("/")
    found = (groepen.get("/".join(steps[:length])) for length in range(len(steps), 1, -1))
    return next((groep for groep in found if groep), (SITE,))


def _list_woorden(tree: Any, siteurl: str) -> Iterator[str]:
    """Yield the texts of a part of a page in order, each on one line, and what it says instead of an image."""
    if tree is None:
        return
    for element in tree.iter():
        if element.tag in _UNSEEN or not isinstance(element.tag, str):
            continue
        for text in (element.text, element.get("alt")):
            if text and (shown := " ".join(text.split())):
                yield _strip(shown, siteurl)
        if element is not tree and element.tail and (shown := " ".join(element.tail.split())):
            yield _strip(shown, siteurl)


def _list_links(tree: Any, siteurl: str, pad: str) -> Iterator[Link]:
    """Yield where the links of a part of a page lead, and which pictures of our own it shows, in order."""
    if tree is None:
        return
    for element in tree.iter("a", "img"):
        beeld = element.tag == "img"
        written = (element.get("src" if beeld else "href") or "").strip()
        doel = written if written.startswith("#") else _strip(urljoin(f"{siteurl}/{pad}", written), siteurl)
        tekst = element.get("alt") or "" if beeld else " ".join(element.text_content().split())
        # The files of the theme are compared as such.
        if written and not (beeld and not doel.startswith("/beelden/")):
            yield Link(tekst, doel, beeld)


def _read_feed(folder: Path, siteurl: str) -> dict[str, tuple[str, ...]]:
    """Return what each message says, by guid, from the feed of the whole city and its archive."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted((folder / "nieuws").glob("feed*.xml")):
        for item in etree.parse(path).iter("item"):
            found[item.findtext("guid") or ""] = (_strip(item.findtext("description") or "", siteurl),)
    return found


def _see_agenda(folder: Path, siteurl: str, groepen: Mapping[str, tuple[str, ...]]) -> dict[str, Ding]:
    """Return the entries of all calendars, each with the wijken whose calendar has it."""
    van: dict[str, list[str]] = {}
    punten: dict[str, Any] = {}
    for path in sorted(folder.rglob("agenda.ics")):
        pad = path.relative_to(folder).parent.as_posix()
        for punt in Calendar.from_ical(path.read_bytes()).walk("VEVENT"):
            uid = str(punt["UID"])
            punten.setdefault(uid, punt)
            van.setdefault(uid, [])
            if pad.startswith("wijken/") and pad in groepen:
                van[uid] += [naam for naam in groepen[pad] if naam not in van[uid]]
    return {
        uid: Ding(str(punt["SUMMARY"]), tuple(van[uid]) or (HELE_STAD,), tuple(_list_velden(punt, siteurl)))
        for uid, punt in punten.items()
    }


def _list_velden(punt: Any, siteurl: str) -> Iterable[str]:
    for name in ("SUMMARY", "DTSTART", "DTEND", "LOCATION", "DESCRIPTION", "STATUS"):
        if name in punt:
            value = punt[name]
            yield _strip(value.to_ical().decode() if hasattr(value, "to_ical") else str(value), siteurl)


def _strip(text: str, siteurl: str) -> str:
    """Take the address of the site out of a text, also where it stands without https."""
    return text.replace(siteurl, "").replace(siteurl.partition("://")[2] or siteurl, "")


def _parse(path: Path) -> Any:
    return html.document_fromstring(path.read_bytes())


def _read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
