"""What every template may use, loose pages too."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any

from wijkdemocratie.select import bereik_van, name_gebied
from wijkdemocratie.talen import NEDERLANDS

from .beelden import find_beeld
from .data import list_datalinks
from .gebied import STADSFEED
from .gegevens import render_gegevens
from .grafieken import draw_samenstelling
from .klokbalken import draw_klok
from .site import Site
from .vinden import NAMEN, POSTCODES
from .volgen import Volgbronnen, gather_volgbronnen
from .zoeken import make_zoekfilters


def template_globals(site: Site) -> dict[str, Callable[..., Any] | Any]:
    """Return the names that are known in every template."""

    @cache
    def volgbronnen() -> Volgbronnen:
        return gather_volgbronnen(site)

    return {
        "absoluut": site.absoluut,
        "adres": site.adres,
        "datalinks": list_datalinks,
        "deelbeeld": partial(find_beeld, site),
        "gebied_van": lambda record: name_gebied(site.stad, bereik_van(site.stad, record)),
        "gegevens": partial(render_gegevens, site),
        "gemeente": site.stad.gemeente,
        "gettext": NEDERLANDS.gettext,
        "grafieken_van_loting": draw_samenstelling,
        "klokbalk": partial(draw_klok, site.peildatum),
        "namenlijst": NAMEN,
        "ngettext": NEDERLANDS.ngettext,
        "peildatum": site.peildatum,
        "postcodemap": POSTCODES if site.stad.postcodes else "",
        "stad": site.stad,
        "stadsfeed": STADSFEED,
        "taal": NEDERLANDS,
        "thema": site.thema,
        "woordmerk": site.stad.huisstijl.woordmerk if site.stad.huisstijl else None,
        "toont_voorbeelden": site.toont_voorbeelden,
        "volgbronnen": volgbronnen,
        "zoekfilters": partial(make_zoekfilters, site),
    }
