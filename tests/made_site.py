"""A site as a visitor and a feed reader find it: the files of one build, read by parsers that are not ours."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

TOP = Path(__file__).resolve().parent.parent
KLEIN = TOP / "tests" / "sites" / "klein"
PEILDATUM = date(2026, 11, 23)


def run_build(
    root: Path,
    output: Path,
    *arguments: str,
    top: Path = TOP,
    cwd: Path | None = None,
    environment: dict[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Build a site in a process of its own, because Pelican keeps things in module globals."""
    return subprocess.run(
        [
            *(sys.executable, str(top / "build.py"), "build", "--root", str(root), "--output", str(output)),
            *("--peildatum", PEILDATUM.isoformat(), *arguments),
        ],
        cwd=cwd,
        env=os.environ | (environment or {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


def read_tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@dataclass(frozen=True)
class MadeSite:
    """The output of one build. A page is named by its address: `""`, `wijken/moerwijk/`, `404.html`."""

    folder: Path
    siteurl: str

    @classmethod
    def build(cls, root: Path, output: Path, siteurl: str, *arguments: str) -> MadeSite:
        """Build a site that has to succeed."""
        result = run_build(root, output, "--siteurl", siteurl, *arguments)
        assert result.returncode == 0, result.stderr
        return cls(output, siteurl)

    def read(self, pad: str) -> bytes:
        """Return the bytes of a file."""
        return (self.folder / (f"{pad}index.html" if not pad or pad.endswith("/") else pad)).read_bytes()

    @cached_property
    def pages(self) -> dict[str, Any]:
        """Every page as a tree, by address."""
        names = sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html"))
        return {self._address(name): html.document_fromstring((self.folder / name).read_bytes()) for name in names}

    @cached_property
    def moved(self) -> set[str]:
        """The addresses that only lead to another."""
        return {pad for pad, page in self.pages.items() if page.xpath("//meta[@http-equiv='refresh']")}

    @cached_property
    def links(self) -> dict[str, set[str]]:
        """The addresses on this site that the main part of each page links to, fragments left out."""
        return {
            pad: {
                target
                for link in page.xpath("//main//a/@href")
                if (target := self.resolve(pad, link)) is not None and target != pad
            }
            for pad, page in self.pages.items()
        }

    @cached_property
    def feeds(self) -> dict[str, bytes]:
        """Every RSS feed and every page of their archives, by address."""
        return dict(self._list("feed*.xml"))

    @cached_property
    def agendas(self) -> dict[str, bytes]:
        """Every calendar, by address."""
        return dict(self._list("agenda.ics"))

    @cached_property
    def sitemap(self) -> dict[str, str]:
        """The address and the last change (or nothing) of everything in the sitemap."""
        space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
        found = etree.fromstring(self.read("sitemap.xml")).xpath("//s:url", namespaces=space)
        pairs = [
            (url.findtext("s:loc", namespaces=space), url.findtext("s:lastmod", "", namespaces=space)) for url in found
        ]
        assert len(dict(pairs)) == len(pairs)
        return {loc.removeprefix(f"{self.siteurl}/"): lastmod for loc, lastmod in pairs}

    def guids(self, feed: str) -> list[str]:
        """Return the guid of each item of a feed, in its order."""
        return [guid for guid, _ in self.list_items(self.feeds[feed])]

    @staticmethod
    def list_items(feed: bytes) -> list[tuple[str, str]]:
        """Return the guid and the title of each item of a feed, in its order."""
        items = etree.fromstring(feed).iter("item")
        return [(item.findtext("guid", ""), item.findtext("title", "")) for item in items]

    def _list(self, name: str) -> list[tuple[str, bytes]]:
        """Return the files of this name, without the copies at old addresses."""
        paths = {path.relative_to(self.folder).as_posix(): path for path in sorted(self.folder.rglob(name))}
        return [
            (pad, path.read_bytes()) for pad, path in paths.items() if pad.removesuffix(path.name) not in self.moved
        ]

    @staticmethod
    def _address(name: str) -> str:
        return name.removesuffix("index.html") if name == "index.html" or name.endswith("/index.html") else name

    def resolve(self, pad: str, link: str) -> str | None:
        """Return the address on this site that a link of a page leads to; None when it leads elsewhere."""
        here = f"{self.siteurl}/"
        url = urlsplit(urljoin(here + pad, link))._replace(fragment="").geturl()
        return url.removeprefix(here) if url.startswith(here) else None
