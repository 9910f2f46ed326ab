"""The pages of the areas: home, all wijken, stadsdelen, wijken and buurten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from wijkdemocratie.events import Gebeurtenis
from wijkdemocratie.model import Buurt, Stadsdeel, Wijk
from wijkdemocratie.select import list_acties, make_overzicht, make_stadsdeelrijen, split_acties

from .adres import pad_van
from .kaarten import draw_overzicht, draw_wijkkaart
from .poster import make_posterpagina, pad_van_poster
from .site import Pagina, Site
from .talen import list_taalpaginas, list_taalversies
from .vinden import group_namen

_NEWEST = 8

STADSFEED = ("Nieuws uit de hele stad", "nieuws/feed.xml")
STADSAGENDA = ("Agenda van de hele stad", "agenda.ics")


def list_gebiedspaginas(site: Site) -> Iterator[Pagina]:
    """Yield home, `/wijken/`, and a page for every stadsdeel, wijk and buurt."""
    stad, naam = site.stad, site.stad.gemeente.naam
    acties = list_acties(stad, site.peildatum)
    stadsdelen = [
        (stadsdeel, make_stadsdeelrijen(stad, site.peildatum, stadsdeel)) for stadsdeel in stad.gemeente.stadsdelen
    ]
    kaart = draw_overzicht(site, [rij for _, rijen in stadsdelen for rij in rijen])
    yield Pagina(
        "",
        "home.html",
        f"Wat wordt er besloten in uw wijk in {naam}?",
        stad.gemeente.omschrijving,
        {
            # list of (Stadsdeel, tuple of Stadsdeelrij)
            "stadsdelen": stadsdelen,
            "kaart": kaart,
            # an Actielijst
            "te_doen": split_acties(acties),
            "gebeurtenissen": site.gebeurtenissen[:_NEWEST],
        },
        (STADSFEED,),
        (STADSAGENDA,),
        gewijzigd=_find_newest(site.gebeurtenissen),
    )
    yield Pagina(
        "wijken/",
        "wijken.html",
        f"Alle wijken en buurten van {naam}",
        f"De {len(stad.wijken)} wijken van {naam} met hun buurten, per stadsdeel.",
        {"stadsdelen": stadsdelen, "kaart": kaart, "letters": group_namen(site)},
        (STADSFEED,),
        (STADSAGENDA,),
    )
    for stadsdeel, rijen in stadsdelen:
        slugs = {rij.wijk.slug for rij in rijen}
        yield Pagina(
            f"stadsdelen/{stadsdeel.slug}/",
            "stadsdeel.html",
            f"Stadsdeel {stadsdeel.naam}",
            f"De wijken van stadsdeel {stadsdeel.naam}, en wat er nu te doen is.",
            {
                "stadsdeel": stadsdeel,
                "rijen": rijen,
                # an Actielijst
                "te_doen": split_acties(actie for actie in acties if slugs & set(actie.bereik.wijken)),
            },
            ((f"Nieuws uit stadsdeel {stadsdeel.naam}", f"stadsdelen/{stadsdeel.slug}/nieuws/feed.xml"), STADSFEED),
            ((f"Agenda van stadsdeel {stadsdeel.naam}", f"stadsdelen/{stadsdeel.slug}/agenda.ics"),),
            (("Wijken", "wijken/"),),
        )
    for wijk in stad.wijken:
        pagina = _make_pagina(site, wijk, None)
        yield pagina
        yield make_posterpagina(site, wijk, (*pagina.kruimels, (wijk.naam, pagina.pad)))
        yield from list_taalpaginas(site, pagina, wijk)
        for buurt in wijk.buurten:
            yield _make_pagina(site, wijk, buurt)


def find_gebiedspagina(site: Site, pad: str) -> Pagina | None:
    """Return the page of a wijk or a buurt at an address, without making those of all others."""
    stad = site.stad
    for wijk in stad.wijken:
        if pad.startswith(pad_van(stad, wijk)):
            for area in (None, *wijk.buurten):
                if pad_van(stad, area or wijk) == pad:
                    return _make_pagina(site, wijk, area)
    return None


def _make_pagina(site: Site, wijk: Wijk, buurt: Buurt | None) -> Pagina:
    """Make the page of a wijk, or of one buurt in it: the same questions, asked of a smaller area."""
    stad = site.stad
    stadsdeel: Stadsdeel = stad.stadsdeel[wijk.stadsdeel]
    here = site.gebeurtenissen_van(wijk.slug)
    if buurt:
        here = tuple(item for item in here if item.bereik.raakt(stad, wijk.slug, buurt.slug))
    pad = f"wijken/{wijk.slug}/"
    wijkfeed = (f"Nieuws uit {wijk.naam}", f"{pad}nieuws/feed.xml")
    kruimels = [("Wijken", "wijken/"), (stadsdeel.naam, f"stadsdelen/{stadsdeel.slug}/")]
    if buurt is None:
        template, titel, naam = "wijk.html", wijk.naam, wijk.naam
        feeds: tuple[tuple[str, str], ...] = (wijkfeed, STADSFEED)
    else:
        template, titel, naam = "buurt.html", f"{buurt.naam}, buurt in {wijk.naam}", f"de buurt {buurt.naam}"
        kruimels.append((wijk.naam, pad))
        feeds = ((f"Nieuws uit {naam}", f"{pad}{buurt.slug}/nieuws/feed.xml"), wijkfeed, STADSFEED)
        pad = f"{pad}{buurt.slug}/"
    scan = stad.wijkscan.get(wijk.slug)
    return Pagina(
        pad,
        template,
        titel,
        f"Wat er in {naam} wordt besloten, wat u nu kunt doen en tot wanneer, en wat er met adviezen is gedaan.",
        {
            # a Gebiedsoverzicht
            "overzicht": make_overzicht(stad, site.peildatum, wijk, buurt),
            # tuple of Schakel, for the scan of a wijk
            "keten": site.keten(scan) if scan and buurt is None else (),
            "gebeurtenissen": here[:_NEWEST],
            "kaart": draw_wijkkaart(site, wijk, buurt),
            # a path, on the page of a wijk
            "poster": "" if buurt else pad_van_poster(site, wijk),
        },
        feeds,
        ((f"Agenda van {wijk.naam}", f"wijken/{wijk.slug}/agenda.ics"),),
        tuple(kruimels),
        _find_newest(here),
        talen=() if buurt else list_taalversies(site, wijk),
    )


def _find_newest(found: tuple[Gebeurtenis, ...]) -> date | None:
    return found[0].moment.date() if found else None
