"""Where a link leads, seen from the page that it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urljoin, urlsplit

from .bevinding import Bevindingen
from .feiten import Pagina

_ELSEWHERE = {"http", "https", "mailto", "tel"}


@dataclass(slots=True)
class Wegwijzer:
    """Follows links in one made site.

    `files` holds every file of the site, `pages` what is known of those that are HTML, both by path.
    """

    siteurl: str
    files: frozenset[str]
    pages: Mapping[str, Pagina]
    _known: dict[str, tuple[str, str]] = field(default_factory=dict)
    _good: set[tuple[str, bool]] = field(default_factory=set)

    def follow_all(self, name: str, links: Iterable[str], found: Bevindingen, *, loaded: bool = False) -> None:
        """Add what is wrong with links of the file `name`; most are links that other files have too."""
        good = self._good
        for link in links:
            if (link, loaded) not in good:
                self.follow(name, link, found, loaded=loaded)

    def follow(self, name: str, link: str, found: Bevindingen, *, loaded: bool = False) -> None:
        """Add what is wrong with one link of the file `name`.

        `loaded` means that a browser fetches it without being asked: that may only come from the site itself.
        """
        # Absolute and root-relative links mean the same on every page, and most links are of that kind.
        everywhere = link.startswith(("/", "http"))
        key = link if everywhere else f"{name}\0{link}"
        if key not in self._known:
            self._known[key] = self._resolve(name, link)
        fault, target = self._known[key]
        if not fault and loaded and not target:
            fault = "komt niet van deze site zelf"
        if fault:
            found.add(f"“{link}” {fault}", name)
        elif everywhere:
            self._good.add((link, loaded))

    def url_of(self, name: str) -> str:
        """Return the address of a file."""
        shown = name.removesuffix("index.html") if name == "index.html" or name.endswith("/index.html") else name
        return f"{self.siteurl}/{shown}"

    def _resolve(self, name: str, link: str) -> tuple[str, str]:
        """Return what is wrong and the file of the site that is meant; both are empty for a link elsewhere."""
        try:
            parts = urlsplit(urljoin(self.url_of(name), link.strip()))
            site = urlsplit(self.siteurl)
        except ValueError:
            return "is geen webadres", ""
        if parts.scheme == "webcal" and parts.netloc == site.netloc:
            parts = parts._replace(scheme=site.scheme)
        if parts.scheme not in _ELSEWHERE:
            return f"begint met “{parts.scheme}:”, en dat mag hier niet", ""
        if (parts.scheme, parts.netloc) != (site.scheme, site.netloc):
            return "", ""
        if parts.path != site.path and not parts.path.startswith(f"{site.path}/"):
            return f"wijst buiten de site (die begint bij {site.path}/)", ""
        return self._find(unquote(parts.path[len(site.path) + 1 :]), unquote(parts.fragment))

    def _find(self, path: str, fragment: str) -> tuple[str, str]:
        target = f"{path}index.html" if not path or path.endswith("/") else path
        if target not in self.files:
            if f"{path}/index.html" in self.files:
                return "mist een schuine streep aan het eind", ""
            return "bestaat niet", ""
        page = self.pages.get(target)
        if fragment and page and fragment not in page.anchors:
            return f"wijst naar #{fragment}, en die plek is er niet", ""
        return "", target
