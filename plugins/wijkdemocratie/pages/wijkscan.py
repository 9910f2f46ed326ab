"""All wijken side by side, in the order of any column: each order is a page, so that it works without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wijkdemocratie.model import Optie, Scenario
from wijkdemocratie.select import (
    Scanvolgorde,
    make_kostenstaat,
    make_scandekking,
    make_scanrijen,
    sort_scanrijen,
)

from .gebied import STADSFEED
from .grafieken import draw_dekking, draw_kosten
from .site import Pagina, Site

_PAD = "wijkscan/"


def list_wijkscanpaginas(site: Site) -> Iterator[Pagina]:
    """Yield the page with everything about the scans, and the table in each of the other orders."""
    stad = site.stad
    rijen = make_scanrijen(stad)
    dekking, kosten = make_scandekking(stad), make_kostenstaat(stad)
    titel = f"De wijkscan in {len(stad.wijken)} wijken"
    # the path of the page in each order
    paden = {
        volgorde.value: _PAD if volgorde is Scanvolgorde.STAND else f"{_PAD}op-{volgorde}/" for volgorde in Scanvolgorde
    }

    def make_tabel(volgorde: Scanvolgorde) -> dict[str, Any]:
        return {
            "rijen": sort_scanrijen(rijen, volgorde),
            "volgorde": volgorde,
            "paden": paden,
            "scenarios": tuple(Scenario),
            "opties": tuple(Optie),
        }

    yield Pagina(
        _PAD,
        "wijkscan.html",
        titel,
        "Per wijk: hoe ver de wijkscan is, wat eruit kwam, wat er is gekozen en wat het kost.",
        {
            **make_tabel(Scanvolgorde.STAND),
            "dekking": dekking,
            "dekkingsgrafiek": draw_dekking(dekking),
            "kosten": kosten,
            "kostengrafiek": draw_kosten(kosten.stad) if kosten.stad.wijken else None,
        },
        (STADSFEED,),
    )
    for volgorde in Scanvolgorde:
        if volgorde is not Scanvolgorde.STAND:
            yield Pagina(
                paden[volgorde.value],
                "wijkscan_volgorde.html",
                f"{titel}, op volgorde van {volgorde.label}",
                f"Alle wijken met hun wijkscan in één tabel, op volgorde van {volgorde.label}.",
                make_tabel(volgorde),
                (STADSFEED,),
                kruimels=((titel, _PAD),),
            )
