"""Every URL of the site and which page shows what: the only room that spells a path.

A path is relative to the site, without a slash in front: `""` is home, `wijken/moerwijk/` a page,
`wijken/moerwijk/nieuws/feed.xml` a file.
"""

from .adres import pad_van
from .kaart import render_robots, render_sitemap
from .lijst import list_pages
from .naspelen import list_lotingbestanden
from .site import Agendabron, Feedbron, Pagina, Site
from .verhuisd import list_oude_paden
from .vinden import list_vindbestanden
from .volgen import list_agendas, list_feeds
from .woorden import template_globals
from .zoeken import INDEX

__all__ = [
    "INDEX",
    "Agendabron",
    "Feedbron",
    "Pagina",
    "Site",
    "list_agendas",
    "list_feeds",
    "list_lotingbestanden",
    "list_oude_paden",
    "list_pages",
    "list_vindbestanden",
    "pad_van",
    "render_robots",
    "render_sitemap",
    "template_globals",
]
