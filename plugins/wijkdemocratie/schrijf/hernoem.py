"""Another slug for a wijk, a buurt or a record: the old address keeps working, and all that names it follows.

An id never changes: feeds and calendars know a thing by it, and other files name it by it. So only addresses change,
and for a wijk, which other files name by its slug, those names and the names of its files.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from wijkdemocratie.check.verwijzingen import list_records
from wijkdemocratie.model import Buurt, Deel, Record, Stad, Wijk, list_verwijzingen
from wijkdemocratie.problems import Location, Problems
from wijkdemocratie.source import read_text

from .bestand import Bestand, list_bestanden, read_bestand
from .opmaak import OpmaakError
from .vragen import AntwoordError
from .wijzig import Wijzigingen

MAPPEN_VAN_ADRES = {
    "advies": "adviezen",
    "bijeenkomst": "bijeenkomsten",
    "buurt": "wijken",
    "klankbordgroep": "klankbordgroepen",
    "loting": "lotingen",
    "organisatie": "organisaties",
    "voorstel": "voorstellen",
    "wijk": "wijken",
}
"""What can get another slug, and the first step of its address."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LINK = re.compile(r"(?:\]\(\s*|^\s{0,3}\[[^\]]+\]:\s*)<?([^)\s>]+)")
_ELDERS = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Verandering:
    """The files as they become, by path (None for one that goes), those that are new, and what they were."""

    texts: dict[str, str | None]
    nieuw: frozenset[str]
    oud: dict[str, str]
    verhuisd: dict[str, str]


def rename_slug(root: Path, stad: Stad, soort: str, old: str, new: str) -> Verandering:
    """Return what changes. Raises `AntwoordError` where it cannot be done; nothing is written."""
    record = find_record(stad, soort, old)
    old = getattr(record, "slug", "")
    if not _SLUG.fullmatch(new) or len(new) > 80:
        raise AntwoordError(f"“{new}” kan niet in een webadres staan", "gebruik kleine letters, cijfers en streepjes")
    if new == old:
        raise AntwoordError(f"het heet al “{new}”")
    work = Wijzigingen()
    load = _Loader(root, work)
    load(record.place_of().path)
    _change_slug(record, old, new, work)
    if soort in ("wijk", "buurt"):
        _change_references(stad, soort, old, new, work, load)
    moved = _move_wijk(root, stad, old, new, work, load) if isinstance(record, Wijk) else {}
    _change_links(root, stad, soort, record, old, new, work, load)
    return _finish(root, work, load.read, moved)


def find_record(stad: Stad, soort: str, name: str) -> Wijk | Buurt | Record:
    """Return what goes by a slug or an id. Raises `AntwoordError` with the nearest one."""
    by_id: dict[str, Wijk | Buurt | Record] = {}
    if soort == "advies":
        by_id = {advies.id: advies for advies in stad.adviezen}
    elif soort == "bijeenkomst":
        by_id = {found.id: found for found in stad.bijeenkomsten}
    else:
        by_id = dict(getattr(stad, soort))
    by_slug = {found.slug: found for found in by_id.values()}
    found = by_slug.get(name) or by_id.get(name)
    if found is None:
        near = difflib.get_close_matches(name, [*by_slug, *by_id], n=1)
        raise AntwoordError(f"er is geen {soort} “{name}”", f"bedoelde u {near[0]}?" if near else "")
    return found


class _Loader:
    """Takes up the file at a path, once."""

    def __init__(self, root: Path, work: Wijzigingen) -> None:
        self._root = root
        self._work = work
        self.read: dict[str, str] = {}

    def __call__(self, path: str) -> None:
        if self._work.knows(path):
            return
        problems = Problems()
        text = read_text(self._root, path, problems)
        if text is None or problems.errors:
            raise AntwoordError(f"{path} heeft een fout", "typ: build.py check")
        self.read[path] = text
        self._work.load(path, text)


def _change_slug(record: Wijk | Buurt | Record, old: str, new: str, work: Wijzigingen) -> None:
    top = record.place_of()
    where = record.place_of("slug")
    below: list[str] = []
    if where == top:  # left out: the slug is the id
        where = record.place_of("id")
        below.append(f"slug: {new}")
    else:
        work.replace(where, old, new)
    if where == top or where.column <= top.column:
        raise AntwoordError("dit onderdeel staat tussen accolades", "zet elke sleutel eerst op een eigen regel")
    if new in record.vroeger:  # back to an older address: the two change places
        work.replace(record.place_of("vroeger", record.vroeger.index(new)), new, old)
    elif record.place_of("vroeger") != top:  # it stands there, perhaps empty
        _add_vroeger(record, old, work)
    else:
        below.append(f"vroeger: [{old}]")
    if below:
        work.insert(Location(where.path, where.line, top.column), *below)


def _add_vroeger(record: Wijk | Buurt | Record, old: str, work: Wijzigingen) -> None:
    begin = record.place_of("vroeger")
    if work.is_flow(begin):
        work.append_flow(begin, old)
    elif record.vroeger:
        first = record.place_of("vroeger", 0)
        work.insert(Location(first.path, first.line, begin.column), f"- {old}")
    else:
        raise AntwoordError(f"{begin}: hier staat geen lijst", "schrijf hier: vroeger: []")


def _change_references(stad: Stad, soort: str, old: str, new: str, work: Wijzigingen, load: _Loader) -> None:
    records: Iterable[Deel] = list_records(stad)
    for record in records:
        for verwijzing in list_verwijzingen(record):
            where = record.place_of(*verwijzing.path)
            # What was left out of a file stands nowhere: its place is that of the record.
            if verwijzing.soort == soort and verwijzing.naar == old and where != record.place_of():
                load(where.path)
                work.replace(where, old, new)


def _move_wijk(root: Path, stad: Stad, old: str, new: str, work: Wijzigingen, load: _Loader) -> dict[str, str]:
    """Change the list of stad.yaml and what names the files of a wijk; return the files that get another name."""
    gemeente = stad.gemeente
    moved = {
        f"{folder}/{old}{suffix}": f"{folder}/{new}{suffix}"
        for folder, suffix in (("wijken", ".yaml"), ("content/wijkscans", ".md"))
        if (root / f"{folder}/{old}{suffix}").is_file()
    }
    for target in moved.values():
        if (root / target).exists():
            raise AntwoordError(f"{target} is er al", "kies een andere naam")
    load(gemeente.place_of().path)
    for index, slug in enumerate(gemeente.wijken):
        if slug == old:
            work.replace(gemeente.place_of("wijken", index), old, new)
    for index, ontheffing in enumerate(gemeente.ontheffingen):
        if ontheffing.bestand in moved:
            where = gemeente.place_of("ontheffingen", index, "bestand")
            work.replace(where, ontheffing.bestand, moved[ontheffing.bestand])
    return moved


def _change_links(
    root: Path, stad: Stad, soort: str, record: Deel, old: str, new: str, work: Wijzigingen, load: _Loader
) -> None:
    """Follow the links in texts: only in what stands behind a word between brackets, and only to this address.

    Another website may have a page at the same path: its links stay.
    """
    step = MAPPEN_VAN_ADRES[soort]
    if isinstance(record, Buurt):
        step = f"{step}/{stad.wijk_van_buurt[record.slug].slug}"
    address = re.compile(rf"(?<![\w-])({re.escape(step)}/){re.escape(old)}(?![\w-])")
    own = re.compile(rf"(?:https?:)?//{re.escape(stad.gemeente.siteurl.partition('//')[2])}(?=[/?#]|$)", re.IGNORECASE)

    def follow(link: re.Match[str]) -> str:
        if _ELDERS.match(link[1]) and not own.match(link[1]):
            return link[0]
        return address.sub(rf"\g<1>{new}", link[0])

    for path in list_bestanden(root, Problems()):
        if not path.endswith(".md") or path.rpartition("/")[2].startswith("_"):
            continue
        text = read_text(root, path, Problems())
        if text is not None and any(
            follow(link) != link[0] for line in text.split("\n") for link in _LINK.finditer(line)
        ):
            load(path)
            work.replace_links(path, _LINK, follow)


def _finish(root: Path, work: Wijzigingen, before: dict[str, str], moved: dict[str, str]) -> Verandering:
    texts: dict[str, str | None] = {}
    for path, changed in work.texts.items():
        texts[moved.get(path, path)] = keep_form(root, path, changed)
        if path in moved:
            texts[path] = None
    for path, goal in moved.items():
        if goal not in texts:
            texts |= {goal: read_text(root, path, Problems()) or "", path: None}
    return Verandering(texts, frozenset(moved.values()), before, moved)


def keep_form(root: Path, path: str, text: str) -> str:
    """Return a changed text in the fixed form, where the file was in it before."""
    found = read_bestand(root, path, Problems())
    if found is None:
        return text
    try:
        if found.format().tekst != found.tekst:
            return text
        changed = _split_again(found, text)
        return changed.format().tekst
    except OpmaakError:
        return text


def _split_again(found: Bestand, text: str) -> Bestand:
    if not found.voor:
        return found.replace_kop(text)
    kop, line, rest = text.removeprefix(found.voor).partition("\n---")
    return Bestand(found.path, found.kind, found.voor, f"{kop}\n", f"{line.lstrip()}{rest}")


def show_verandering(made: Verandering) -> list[str]:
    """Return what changes, by file: the lines that go and those that come."""
    back = {new: old for old, new in made.verhuisd.items()}
    shown = []
    for path, text in sorted(made.texts.items()):
        if text is None:
            continue
        old = back.get(path, path)
        shown.append(path if old == path else f"{old} heet nu {path}")
        lines = difflib.unified_diff(made.oud.get(old, text).split("\n"), text.split("\n"), lineterm="", n=0)
        shown += [f"  {line[0]} {line[1:]}" for line in lines if not line.startswith(("---", "+++", "@@"))]
    return shown
