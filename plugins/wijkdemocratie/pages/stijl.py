"""The page `/stijl/`: every building block of the theme in every state, filled with a made-up city on a fixed day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

from wijkdemocratie.model import Optie, Scenario, Stad, Wijk
from wijkdemocratie.read import load_stad
from wijkdemocratie.select import (
    Scanvolgorde,
    bereik_van,
    list_acties,
    make_adviescijfers,
    make_kostenstaat,
    make_overzicht,
    make_scandekking,
    make_scanrijen,
    make_stadsdeelrijen,
    make_voorstelrijen,
    map_adviesstanden,
    name_gebied,
    read_mandaat,
    sort_scanrijen,
    split_acties,
)
from wijkdemocratie.termijn import Klok, Klokstand, read_klok

from .adres import Adresseerbaar
from .grafieken import draw_dagen, draw_dekking, draw_kosten, draw_samenstelling
from .kaarten import draw_overzicht, draw_wijkkaart
from .klokbalken import draw_klok
from .naspelen import Naspelwijzer
from .site import Pagina, Site
from .volgen import list_agendas, list_feeds

PAD = "stijl/"
DAG = date(2026, 6, 15)
"""The day on which the made-up city is seen. It never changes, so the page looks the same for ever."""

_BRON = Path(__file__).resolve().parents[3] / "theme" / "stijl"


@cache
def read_stijlstad() -> Stad:
    """Return the made-up city."""
    stad, problems = load_stad(_BRON)
    if stad is None or problems.errors:
        raise ValueError(f"the made-up city of {PAD} has errors: {problems.errors}")
    return stad


def make_stijlpagina(site: Site) -> Pagina:
    """Make the page. Links of the made-up records lead to the page itself, for they have no other."""
    stad = read_stijlstad()
    schijn = Site(stad, DAG, site.siteurl, site.bestanden)
    wijk = stad.wijken[0]
    return Pagina(
        PAD,
        "stijl.html",
        "Stijl van deze site",
        "Alle bouwstenen van deze site bij elkaar, met verzonnen inhoud.",
        {
            # What the frame of the page says is of the real site, and not of the made-up one.
            "gemeente": site.stad.gemeente,
            "peildatum": site.peildatum,
            "toont_voorbeelden": site.toont_voorbeelden,
            **_show_voorstellen(schijn),
            **_show_adviezen(schijn),
            **_show_scans(schijn),
            "wijk": wijk,
            "overzicht": make_overzicht(stad, DAG, wijk),
            "te_doen": split_acties(list_acties(stad, DAG)),
            "niets_te_doen": split_acties(()),
            **_show_kaarten(schijn),
            "gebeurtenissen": schijn.gebeurtenissen[:3],
            "feeds": list_feeds(schijn)[:1],
            "agendas": list_agendas(schijn)[:1],
            "jaren": ((2026, 12), (2025, 8)),
            "uitkomst": stad.loting["loting-uitkomst"].uitkomst,
            "loting": stad.loting["loting-uitkomst"],
            "naspelen": Naspelwijzer("", "", "make verify-loting ARGS=voorbeeld"),
        },
        kruimels=(("Over deze site", "over/"),),
        in_sitemap=False,
        woorden={
            "adres": _lead_back(site),
            "gebied_van": lambda record: name_gebied(stad, bereik_van(stad, record)),
            "grafieken_van_loting": draw_samenstelling,
            "klokbalk": partial(draw_klok, DAG),
            "peildatum": DAG,
            "postcodemap": "",
            "stad": stad,
            "toont_voorbeelden": True,
        },
    )


def _lead_back(site: Site) -> Callable[[Adresseerbaar], str]:
    def adres(target: Adresseerbaar) -> str:
        # One step below home stand the lists, which every site has.
        return site.adres(target if isinstance(target, str) and target.count("/") <= 1 else PAD)

    return adres


def _show_voorstellen(site: Site) -> dict[str, Any]:
    stad = site.stad
    voorstel = stad.voorstel["plan-open"]
    rijen = {rij.voorstel.id: rij for rij in make_voorstelrijen(stad, DAG, stad.voorstellen)}
    return {
        "voorstel": voorstel,
        "rijen": list(rijen.values()),
        "rij": rijen[voorstel.id],
        "inspraken": [found.inspraak for found in stad.voorstellen],
        "mandaat": read_mandaat(stad, voorstel, DAG),
        "keten": site.keten(voorstel),
    }


def _show_kaarten(site: Site) -> dict[str, Any]:
    stad = site.stad
    wijk = stad.wijken[0]
    rijen = [rij for stadsdeel in stad.gemeente.stadsdelen for rij in make_stadsdeelrijen(stad, DAG, stadsdeel)]
    return {
        "stadskaart_nu": draw_overzicht(site, rijen),
        "wijkkaarten": [draw_wijkkaart(site, wijk), draw_wijkkaart(site, wijk, wijk.buurten[0])],
    }


def _show_adviezen(site: Site) -> dict[str, Any]:
    stad = site.stad
    cijfers = make_adviescijfers(stad, DAG)
    standen = list(map_adviesstanden(stad, DAG).values())
    return {
        # a Klok in every state, by the name of that state
        "klokken": [(stand.label, _list_klokken(stad)[stand]) for stand in Klokstand],
        "standen": standen,
        "te_laat": [stand for stand in standen if stand.is_open_te_laat],
        "cijfer": cijfers.stad,
        "dagen": draw_dagen(cijfers.stad.doorlooptijden),
        "belasting": list(site.belasting.values()),
    }


def _list_klokken(stad: Stad) -> dict[Klokstand, Klok]:
    standen = map_adviesstanden(stad, DAG).values()
    begin = DAG - timedelta(days=20)
    klokken = (
        *(klok for stand in standen for klok in (stand.reactie, stand.bevestiging)),
        read_klok(begin, None, None, DAG),
        read_klok(begin, begin, None, DAG),
        *(stand.vraag for stand in standen),
    )
    return {klok.stand: klok for klok in reversed(klokken)}


def _show_scans(site: Site) -> dict[str, Any]:
    stad = site.stad
    dekking, kosten = make_scandekking(stad), make_kostenstaat(stad)
    leeg: Wijk = stad.wijken[1]
    return {
        "scan": stad.wijkscan[stad.wijken[0].slug],
        "zonder_scan": leeg,
        "scanrijen": sort_scanrijen(make_scanrijen(stad), Scanvolgorde.STAND),
        "volgorde": Scanvolgorde.STAND,
        "paden": {volgorde.value: PAD for volgorde in Scanvolgorde},
        "scenarios": tuple(Scenario),
        "opties": tuple(Optie),
        "dekking": dekking,
        "dekkingsgrafiek": draw_dekking(dekking),
        "kosten": kosten,
        "kostengrafiek": draw_kosten(kosten.stad),
    }
