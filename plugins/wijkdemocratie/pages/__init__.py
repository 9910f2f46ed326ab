"""Every URL of the site and which page shows what: the only room that spells a path.

A path is relative to the site, without a slash in front: `""` is home, `wijken/moerwijk/` a page,
`wijken/moerwijk/nieuws/feed.xml` a file.
"""

from .adres import pad_van
from .beelden import list_beelden
from .beveiliging import PAD as SECURITY_PAD
from .beveiliging import render_security
from .kaart import render_robots, render_sitemap
from .lijst import find_pagina, list_pages
from .naspelen import list_lotingbestanden
from .site import Agendabron, Feedbron, Pagina, Site
from .tekst import render_tekst, template_filters
from .verhuisd import list_oude_paden
from .vinden import list_vindbestanden
from .volgen import list_agendas, list_feeds
from .woorden import template_globals
from .zoeken import INDEX

__all__ = [
    "INDEX",
    "SECURITY_PAD",
    "Agendabron",
    "Feedbron",
    "Pagina",
    "Site",
    "find_pagina",
    "list_agendas",
    "list_beelden",
    "list_feeds",
    "list_lotingbestanden",
    "list_oude_paden",
    "list_pages",
    "list_vindbestanden",
    "pad_van",
    "render_robots",
    "render_security",
    "render_sitemap",
    "render_tekst",
    "template_filters",
    "template_globals",
]
