"""Links in texts to pages of the site itself: they lead somewhere, and the editor hears of it at the line itself."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from functools import cached_property
from itertools import chain
from urllib.parse import unquote, urlsplit

from wijkdemocratie.adres import VAST, is_pad, list_paden, pad_van
from wijkdemocratie.model import Advies, Voorstel
from wijkdemocratie.problems import Location
from wijkdemocratie.select import list_gemist, place_gemist, select_bekend
from wijkdemocratie.source import find_onveilig, list_links

from .regel import Bevinding, Zaak, regel

_FILES = {"adviezen": "content/adviezen/{}.md", "voorstellen": "content/voorstellen/{}.md"}


class _Wegen:
    """The pages of the site on the day of the build; made only when there is a link to look at."""

    def __init__(self, zaak: Zaak) -> None:
        self._zaak = zaak
        self._base = urlsplit(zaak.stad.gemeente.siteurl)

    @cached_property
    def paden(self) -> frozenset[str]:
        return list_paden(select_bekend(self._zaak.stad, self._zaak.peildatum))

    def find_fault(self, link: str, page: str) -> tuple[str, str] | None:
        """Return the sentence and the tip for a link that leads nowhere, seen from the page that it stands on."""
        if link.lower().startswith("www."):
            return f"zonder https:// leidt “{link}” naar een pagina van deze site", f"schrijf: https://{link}"
        pad = self._resolve(link, page)
        if pad is None or is_pad(self.paden, pad) or self._may_be_there(pad):
            return None
        up = "../" * page.count("/")
        if not pad.endswith("/") and is_pad(self.paden, f"{pad}/"):
            return "deze link mist een schuine streep aan het eind", f"schrijf: {up}{pad}/"
        tip = "kijk hoe de pagina heet; is zij er pas later, zet de link er dan later in"
        if near := self._find_near(pad):
            tip = f"bedoelde u {up}{near}?"
        return f"deze link leidt naar “{pad}”, en die pagina is er niet", tip

    def _resolve(self, link: str, page: str) -> str | None:
        """Return the address within the site, or None for a link that is not to one of its pages."""
        try:
            parts = urlsplit(link)
        except ValueError:
            return None
        if parts.scheme or parts.netloc:
            if (parts.scheme, parts.netloc) != (self._base.scheme, self._base.netloc):
                return None
        elif not parts.path:
            return None
        path = unquote(parts.path)
        base = f"{self._base.path}/"
        if path.startswith("/"):
            # A site in a folder of its host may link to its neighbours only by a whole address.
            steps = path.removeprefix(base).split("/") if path.startswith(base) else path[1:].split("/")
        else:
            steps = [*page.split("/")[:-1], *path.split("/")]
        made: list[str] = []
        for step in steps:
            if step == "..":
                made = made[:-1]
            elif step not in {".", ""}:
                made.append(step)
        ends = steps[-1] in {"", ".", ".."}
        pad = "/".join(made) + ("/" if ends and made else "")
        # A file, such as a feed or a table, is known to who makes it.
        return None if "." in pad.rpartition("/")[2] and not pad.endswith(".md") else pad

    def _may_be_there(self, pad: str) -> bool:
        """Say whether the page may be of a file with an error, which was told of already."""
        first, _, rest = pad.rstrip("/").partition("/")
        if first in _FILES:
            return _FILES[first].format(rest) in self._zaak.onleesbaar
        if rest:
            return any(path.startswith("wijken/") for path in self._zaak.onleesbaar)
        return f"content/paginas/{first}.md" in self._zaak.onleesbaar

    def _find_near(self, pad: str) -> str:
        known = sorted({*self.paden, *VAST} - {""})
        last = pad.removesuffix(".md").rstrip("/").rpartition("/")[2]
        same_end = [one for one in known if one.rstrip("/").rpartition("/")[2] == last]
        if pad.endswith(".md"):  # the name of a file instead of that of a page
            return same_end[0] if same_end else ""
        near = difflib.get_close_matches(pad.rstrip("/") + "/", known, n=1, cutoff=0.7) or same_end[:1]
        return near[0] if near else ""


@regel("link-kapot", vast=True)
def check_links(zaak: Zaak) -> Iterator[Bevinding]:
    """A link in a text to a page of the site itself leads to a page that is there."""
    wegen = _Wegen(zaak)
    for body, where, page in _list_bodies(zaak):
        missed = ((doel.doel, place_gemist(where, at)) for doel, at in list_gemist(body) if not doel.beeld)
        for link, place in chain(list_links(body, where.path, where.line), missed):
            if fault := wegen.find_fault(link, page):
                yield Bevinding(place, *fault)


@regel("link-onveilig", vast=True)
def check_onveilig(zaak: Zaak) -> Iterator[Bevinding]:
    """A link is safe also where only the renderer sees that it is one; the others were told when they were read."""
    for body, where, _ in _list_bodies(zaak):
        for doel, at in list_gemist(body):
            if not doel.beeld and (fault := find_onveilig(doel.doel)):
                yield Bevinding(place_gemist(where, at), *fault)


def _list_bodies(zaak: Zaak) -> Iterator[tuple[str, Location, str]]:
    """Yield every text that is Markdown, with its place and the page that shows it."""
    stad = zaak.stad
    stukken: tuple[Voorstel | Advies, ...] = (*stad.voorstellen, *stad.adviezen)
    for stuk in stukken:
        if "[" in stuk.tekst or "<" in stuk.tekst:
            yield stuk.tekst, stuk.place_of("tekst"), pad_van(stad, stuk)
    for scan in stad.wijkscans:
        if scan.samenvatting and scan.wijk in stad.wijk:
            yield scan.samenvatting, scan.place_of("samenvatting"), pad_van(stad, stad.wijk[scan.wijk])
    for pagina in stad.paginas:
        yield pagina.tekst, pagina.place_of("tekst"), f"{pagina.slug}/"
