"""The whole tree of files: every one is opened, and what they say of each other is compared."""

from __future__ import annotations

import contextlib
import os
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from wijkdemocratie.werkers import spread

from .bestand import learn_entries, list_entries, read_bestand, read_entry
from .bevinding import Bevindingen
from .feiten import Feiten, Pagina
from .link import Wegwijzer

_SITEMAP = "sitemap.xml"


def verify_tree(root: Path, siteurl: str) -> list[str]:
    """Return a Dutch sentence for everything that is wrong in the site under `root`, made for `siteurl`.

    An empty list means that the site may be published.
    """
    names = _list_files(root)
    feiten = _read_files(root, names)
    pages = {name: its.pagina for name, its in feiten.items() if its.pagina}
    found = Bevindingen()
    _check_names(names, found)
    guide = Wegwijzer(siteurl.rstrip("/"), frozenset(names), pages)
    # Pages first: what is wrong with the frame of all is then told once, with the pages where it holds.
    for name in sorted(feiten, key=lambda name: (not name.endswith(".html"), name)):
        its = feiten[name]
        for sentence in its.fouten:
            found.add(sentence, name)
        guide.follow_all(name, its.links, found)
        guide.follow_all(name, its.geladen, found, loaded=True)
    _check_titles(pages, found)
    _check_sitemap(feiten.get(_SITEMAP), guide, found)
    return found.list_sentences()


def _read_files(root: Path, names: list[str]) -> dict[str, Feiten]:
    """Return by name what each file says by itself."""
    calendars = [(root / name).read_bytes() for name in names if name.endswith(".ics")]
    entries = list_entries(calendars)
    learn_entries(entries, spread(_try_entry, entries, portion=200))

    def read(name: str) -> Feiten:
        return read_bestand(name, (root / name).read_bytes())

    return dict(zip(names, spread(read, names), strict=True))


def _try_entry(entry: bytes) -> tuple[str, str] | None:
    with contextlib.suppress(ValueError):
        return read_entry(entry)
    return None


def _list_files(root: Path) -> list[str]:
    """Return every file, as a path with forward slashes; a link in the tree counts as one, wherever it leads."""
    found = []
    for folder, folders, files in os.walk(root):
        folders.sort()
        links = [name for name in folders if Path(folder, name).is_symlink()]
        found += [Path(folder, name).relative_to(root).as_posix() for name in [*files, *links]]
    return sorted(found)


def _check_names(names: Iterable[str], found: Bevindingen) -> None:
    """Two names that differ only in case or in Unicode form are one file on many a computer."""
    same: dict[str, list[str]] = defaultdict(list)
    for name in names:
        same[unicodedata.normalize("NFC", name).casefold()].append(name)
    for group in same.values():
        if len(group) > 1:
            found.add(f"deze bestanden zijn op veel computers hetzelfde bestand: {', '.join(group)}")


def _check_titles(pages: Mapping[str, Pagina], found: Bevindingen) -> None:
    """In search results and in tabs, two pages with one title cannot be told apart."""
    same: dict[str, list[str]] = defaultdict(list)
    for name, page in pages.items():
        if not page.noindex:
            same[page.title].append(name)
    for title, group in same.items():
        if len(group) > 1:
            for name in group:
                found.add(f"meer pagina's hebben dezelfde titel: “{title}”", name)


def _check_sitemap(sitemap: Feiten | None, guide: Wegwijzer, found: Bevindingen) -> None:
    """The sitemap lists every page that may be found, at its own address, and nothing else."""
    if sitemap is None:
        found.add("sitemap.xml ontbreekt")
        return
    if sitemap.fouten:
        return  # it cannot be read, and that has been said
    listed = sitemap.plekken
    wanted = set()
    for name, page in guide.pages.items():
        if page.canonical and page.canonical != guide.url_of(name) and not page.noindex:
            found.add("de canonieke link wijst naar een andere pagina", name)
        if not page.noindex and name != "404.html":
            wanted.add(guide.url_of(name))
    for url in sorted(set(listed) - wanted):
        found.add(f"staat in sitemap.xml, maar is geen pagina die gevonden mag worden: {url}")
    for url in sorted(wanted - set(listed)):
        found.add(f"ontbreekt in sitemap.xml: {url}")
    if len(listed) != len(set(listed)):
        found.add("sitemap.xml noemt een pagina twee keer")
