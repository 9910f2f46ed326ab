"""The page `/stijl/`: every building block of the theme in every state, filled with a made-up city on a fixed day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from wijkdemocratie.model import Optie, Scenario, Stad, Wijk
from wijkdemocratie.read import load_stad
from wijkdemocratie.select import (
    Scanvolgorde,
    bereik_van,
    list_acties,
    list_getelde_standen,
    make_adviescijfers,
    make_kostenstaat,
    make_overzicht,
    make_scandekking,
    make_scanrijen,
    make_voorstelrijen,
    map_adviesstanden,
    name_gebied,
    read_mandaat,
    sort_scanrijen,
)
from wijkdemocratie.termijn import Klok, Klokstand, read_klok

from .adres import Adresseerbaar
from .grafieken import draw_dagen, draw_dekking, draw_kosten, draw_samenstelling
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
            "acties": list_acties(stad, DAG),
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
            "peildatum": DAG,
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
        "stappen": [(stap, stap.datum.einde > DAG) for stap in voorstel.stappen],
        "inspraken": [found.inspraak for found in stad.voorstellen],
        "mandaat": read_mandaat(stad, voorstel, DAG),
        "keten": site.keten(voorstel),
    }


def _show_adviezen(site: Site) -> dict[str, Any]:
    stad = site.stad
    cijfers = make_adviescijfers(stad, DAG)
    return {
        # a Klok in every state, by the name of that state
        "klokken": [(stand.label, _list_klokken(stad)[stand]) for stand in Klokstand],
        "standen": list(map_adviesstanden(stad, DAG).values()),
        "te_laat": [stand for stand in map_adviesstanden(stad, DAG).values() if stand.is_open_te_laat],
        "cijfer": cijfers.stad,
        "dagen": draw_dagen(list_getelde_standen(stad, DAG)),
        "belasting": list(site.belasting.values()),
    }


def _list_klokken(stad: Stad) -> dict[Klokstand, Klok]:
    standen = map_adviesstanden(stad, DAG).values()
    begin = DAG - timedelta(days=20)
    klokken = (
        *(klok for stand in standen for klok in (stand.reactie, stand.bevestiging)),
        read_klok(begin, None, None, DAG),
        read_klok(begin, begin, None, DAG),
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
