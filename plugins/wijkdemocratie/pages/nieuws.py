"""The news pages: every feed as an ordinary page, for who has no reader; and the page that lists them all."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from wijkdemocratie.events import list_weken

from .adres import pad_van
from .gebied import STADSAGENDA, STADSFEED
from .site import Agendabron, Feedbron, Pagina, Site
from .volgen import list_agendas, list_feeds

_SHOWN = 50


def list_nieuwspaginas(site: Site) -> Iterator[Pagina]:
    """Yield `/volgen/` and the news page of every feed."""
    feeds, agendas = list_feeds(site), list_agendas(site)
    yield _make_volgen(site, feeds, agendas)
    for bron in feeds:
        newest = bron.gebeurtenissen[0].moment.date() if bron.gebeurtenissen else None
        yield Pagina(
            bron.nieuws,
            "nieuws.html",
            f"Nieuws: {bron.titel}",
            bron.omschrijving,
            {
                # a Feedbron, its newest events or its weeks, and how many there are in all
                "bron": bron,
                "gebeurtenissen": bron.gebeurtenissen[:_SHOWN],
                "weken": list_weken(bron.gebeurtenissen, site.peildatum)[:_SHOWN] if bron.per_week else (),
            },
            ((bron.titel, bron.pad),),
            kruimels=(("Volgen", "volgen/"),),
            gewijzigd=newest,
        )


def _make_volgen(site: Site, feeds: list[Feedbron], agendas: list[Agendabron]) -> Pagina:
    stad = site.stad
    per_pagina: dict[str, list[Feedbron]] = {}
    for bron in feeds:
        per_pagina.setdefault(bron.pagina, []).append(bron)
    agenda = {bron.pagina: bron for bron in agendas}
    host = urlsplit(site.siteurl)._replace(scheme="webcal").geturl().rstrip("/")
    return Pagina(
        "volgen/",
        "volgen.html",
        "Volgen",
        "Krijg vanzelf bericht over uw wijk: met een feed of in uw agenda, zonder account.",
        {
            # list of (Wijk, its Feedbronnen, its Agendabron, list of (Buurt, Feedbron))
            "wijken": [
                (
                    wijk,
                    per_pagina[pad_van(stad, wijk)],
                    agenda[pad_van(stad, wijk)],
                    [(buurt, per_pagina[pad_van(stad, buurt)][0]) for buurt in wijk.buurten],
                )
                for wijk in sorted(stad.wijken, key=lambda wijk: wijk.naam)
            ],
            # list of (Stadsdeel, Feedbron, Agendabron)
            "stadsdelen": [
                (stadsdeel, per_pagina[pad_van(stad, stadsdeel)][0], agenda[pad_van(stad, stadsdeel)])
                for stadsdeel in stad.gemeente.stadsdelen
            ],
            "stad_feeds": per_pagina[""],
            "stad_agenda": agenda[""],
            "onderwerpen": [bron for bron in feeds if bron.kenmerk.startswith("terrein-")],
            "adviseurs": [bron for bron in feeds if bron.kenmerk.startswith("adviseur-")],
            "voorstellen": [bron for bron in feeds if bron.kenmerk.startswith("voorstel-")],
            # webcal address of a path: what a phone opens as a calendar to subscribe to
            "webcal": lambda pad: f"{host}/{pad}",
        },
        (STADSFEED,),
        (STADSAGENDA,),
    )
