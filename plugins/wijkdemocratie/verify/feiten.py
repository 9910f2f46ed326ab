"""What one file says by itself: a pure function of its bytes, so that the same bytes need to be read only once."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Pagina:
    """What the rest of the site has to know about one page."""

    title: str
    noindex: bool
    canonical: str
    anchors: frozenset[str]


@dataclass(frozen=True, slots=True)
class Feiten:
    """What is wrong with a file by itself (`fouten`), and what is to be compared with the rest of the site.

    `links` are followed by who wants to, `geladen` are fetched without being asked. `plekken` are the addresses that
    a sitemap lists.
    """

    fouten: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    geladen: tuple[str, ...] = ()
    pagina: Pagina | None = None
    plekken: tuple[str, ...] = ()


NIETS = Feiten()


@dataclass(slots=True)
class Lezing:
    """Facts while they are gathered; each link counts once."""

    fouten: list[str] = field(default_factory=list)
    links: dict[str, None] = field(default_factory=dict)
    geladen: dict[str, None] = field(default_factory=dict)
    pagina: Pagina | None = None
    plekken: list[str] = field(default_factory=list)

    def finish(self) -> Feiten:
        """Return what was gathered."""
        return Feiten(tuple(self.fouten), tuple(self.links), tuple(self.geladen), self.pagina, tuple(self.plekken))
