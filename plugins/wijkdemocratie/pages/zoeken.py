"""The page Zoeken, and what each page says about itself to the index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wijkdemocratie.model import Wijk

from .site import Pagina, Site

ZOEKEN = "zoeken/"
INDEX = f"{ZOEKEN}index/"
HELE_STAD = "De hele stad"

# By template: under which kind a page is found. What is not here, is not searched: home and the list of all names
# (every word of them stands elsewhere too), news, other orders of a list, old addresses.
_SOORTEN = {
    "wijk.html": "Wijk",
    "buurt.html": "Buurt",
    "stadsdeel.html": "Stadsdeel",
    "voorstel.html": "Voorstel",
    "advies.html": "Advies",
    "loting.html": "Loting",
    "klankbordgroep.html": "Klankbordgroep",
    "bijeenkomst.html": "Bijeenkomst",
    "organisatie.html": "Bewonersorganisatie",
    "page.html": "Uitleg",
    **dict.fromkeys(
        (
            *("voorstellen.html", "voorstellen_jaar.html", "lotingen.html", "bijeenkomsten.html", "adviezen.html"),
            *("organisaties.html", "cijfers.html", "cijfer.html", "wijkscan.html", "verantwoording.html", "data.html"),
        ),
        "Overzicht",
    ),
}
# Under which name the record of a page is known to its template.
_RECORDS = {
    "voorstel.html": "voorstel",
    "loting.html": "loting",
    "klankbordgroep.html": "groep",
    "bijeenkomst.html": "bijeenkomst",
    "organisatie.html": "organisatie",
}
_ZONDER_WIJK = {"Overzicht", "Uitleg", "Stadsdeel"}


def make_zoekfilters(site: Site, template: str, context: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return (filter, value) by which a page can be found; empty for one that is not searched."""
    soort = _SOORTEN.get(template)
    if soort is None:
        return ()
    wijken: Sequence[Wijk] = ()
    if soort not in _ZONDER_WIJK:
        wijken = [context["overzicht"].wijk] if "overzicht" in context else context.get("wijken", ())
    namen = [HELE_STAD] if len(wijken) == len(site.stad.wijken) > 1 else [wijk.naam for wijk in wijken]
    record = context["stand"].advies if template == "advies.html" else context.get(_RECORDS.get(template, ""))
    voorbeeld = (("voorbeeld", "ja"),) if record is not None and record.voorbeeld else ()
    return (("soort", soort), *voorbeeld, *(("wijk", naam) for naam in namen))


def make_zoekpagina(site: Site) -> Pagina:
    """Return the page Zoeken. Without an index it says so, and leads to the lists."""
    return Pagina(
        ZOEKEN,
        "zoeken.html",
        "Zoeken",
        f"Zoek in alle voorstellen, adviezen, lotingen, wijken en buurten van {site.stad.gemeente.naam}.",
        {
            "index": INDEX if site.met_zoeken else "",
            "soorten": sorted(set(_SOORTEN.values())),
            "wijknamen": [HELE_STAD, *sorted(wijk.naam for wijk in site.stad.wijken)],
        },
    )
