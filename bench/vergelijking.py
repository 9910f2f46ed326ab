"""What two makers made of one city: how many files, and whether lists have the same proposals in the same order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path

_VOORSTEL = re.compile(r'href="[^"]*/voorstellen/([a-z][a-z0-9-]+)/"')
_ITEM = re.compile(r"<item>.*?</item>", re.DOTALL)
_LINK = re.compile(r"<link>[^<]*/voorstellen/([a-z0-9-]+)/</link>")
_DAY = re.compile(r"<pubDate>([^<]*)</pubDate>")
_SAMPLED = 6


@dataclass(frozen=True)
class Opbrengst:
    """What stands in an output folder."""

    paginas: int
    voorstellen: int
    xml: int
    bestanden: int
    megabytes: float

    def __str__(self) -> str:
        return (
            f"{self.paginas} pagina's (van voorstellen: {self.voorstellen}), {self.xml} bestanden met XML, samen "
            f"{self.bestanden} bestanden en {self.megabytes:.0f} MB"
        )


def count_output(output: Path) -> Opbrengst:
    """Count what was made."""
    files = [path for path in output.rglob("*") if path.is_file()]
    return Opbrengst(
        sum(path.suffix == ".html" for path in files),
        sum(not path.parent.name.isdecimal() for path in output.glob("voorstellen/*/index.html")),
        sum(path.suffix == ".xml" for path in files),
        len(files),
        sum(path.stat().st_size for path in files) / 1e6,
    )


def compare_lists(ours: Path, hugo: Path) -> list[str]:
    """Return what differs: our lists go by year and those of Hugo by wijk, so each year of a wijk is compared.

    A feed of Hugo holds proposals and one of ours events, so each is held against its own kind: the proposals of the
    list beside it, and the newest first.
    """
    faults = []
    years = {
        path.parent.name: list(dict.fromkeys(_VOORSTEL.findall(path.read_text(encoding="utf-8"))))
        for path in sorted(ours.glob("voorstellen/[0-9][0-9][0-9][0-9]/index.html"))
    }
    if not years:
        return ["in de lijsten per jaar staat niets"]
    wijken = sorted(path.name for path in (hugo / "wijken").iterdir() if path.is_dir())
    for wijk in wijken[:: max(1, len(wijken) // _SAMPLED)]:
        listed = list(_read_list(hugo / "wijken" / wijk))
        for year, order in years.items():
            known = set(order)
            if [one for one in order if one in set(listed)] != [one for one in listed if one in known]:
                faults.append(f"in {wijk}, {year}, staan de voorstellen in een andere volgorde")
        shown = set(_VOORSTEL.findall((ours / "wijken" / wijk / "index.html").read_text(encoding="utf-8")))
        if missing := set(listed) - shown:
            faults.append(f"op onze pagina van {wijk} ontbreken {len(missing)} voorstellen, zoals {min(missing)}")
        feed = (hugo / "wijken" / wijk / "index.xml").read_text(encoding="utf-8")
        if [found[1] for item in _ITEM.findall(feed) if (found := _LINK.search(item))] != listed[:50]:
            faults.append(f"de feed van {wijk} heeft andere voorstellen dan zijn lijst")
        own = _ITEM.findall((ours / "wijken" / wijk / "nieuws" / "feed.xml").read_text(encoding="utf-8"))
        days = [parsedate_to_datetime(found[1]) for item in own if (found := _DAY.search(item))]
        if not days or days != sorted(days, reverse=True):
            faults.append(f"in onze feed van {wijk} staat het nieuwste niet voorop")
    count = len(list(hugo.glob("voorstellen/*/index.html")))
    if count != sum(len(order) for order in years.values()):
        faults.append(f"Hugo maakte {count} pagina's van voorstellen, en wij {sum(map(len, years.values()))}")
    return faults


def _read_list(folder: Path) -> Iterator[str]:
    """Yield the proposals of all pages of one list."""
    pages = [path for path in folder.glob("page/*/index.html") if path.parent.name != "1"]
    for path in [folder / "index.html", *sorted(pages, key=lambda path: int(path.parent.name))]:
        yield from dict.fromkeys(_VOORSTEL.findall(path.read_text(encoding="utf-8")))
