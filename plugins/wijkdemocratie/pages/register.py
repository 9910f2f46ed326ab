"""The pages that list records of one kind for the whole city."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from wijkdemocratie.select import (
    Adviesfase,
    Lotingfase,
    Voortgang,
    jaar_van,
    make_adviescijfers,
    make_voorstelrijen,
    map_adviesstanden,
    read_lotingfase,
)

from .gebied import STADSAGENDA, STADSFEED
from .grafieken import draw_dagen
from .site import Pagina, Site


def list_registerpaginas(site: Site) -> Iterator[Pagina]:
    """Yield the lists of proposals, draws, meetings and advice, and the 404 page."""
    yield from _list_voorstellen(site)
    yield _make_lotingen(site)
    yield _make_bijeenkomsten(site)
    yield _make_adviezen(site)
    yield Pagina(
        "404.html",
        "404.html",
        "Deze pagina bestaat niet",
        "Het webadres klopt niet, of de pagina is weg.",
        in_sitemap=False,
    )


def _list_voorstellen(site: Site) -> Iterator[Pagina]:
    stad = site.stad
    rijen = make_voorstelrijen(stad, site.peildatum, stad.voorstellen)
    counts = Counter(jaar_van(rij.voorstel) for rij in rijen)
    # list of (year, number of proposals), newest first
    jaren = sorted(counts.items(), reverse=True)
    yield Pagina(
        "voorstellen/",
        "voorstellen.html",
        "Voorstellen",
        "Alle voorstellen op deze site: wat nu loopt, en per jaar wat eerder speelde.",
        {"lopend": [rij for rij in rijen if rij.voortgang is Voortgang.LOOPT], "jaren": jaren},
        (STADSFEED,),
    )
    for jaar, _count in jaren:
        yield Pagina(
            f"voorstellen/{jaar}/",
            "voorstellen_jaar.html",
            f"Voorstellen uit {jaar}",
            f"De voorstellen op deze site waarvan de eerste stap uit {jaar} is.",
            {
                "jaar": jaar,
                "rijen": [rij for rij in rijen if jaar_van(rij.voorstel) == jaar],
                "jaren": jaren,
            },
            (STADSFEED,),
            kruimels=(("Voorstellen", "voorstellen/"),),
        )


def _make_lotingen(site: Site) -> Pagina:
    found = sorted(site.stad.lotingen, key=lambda loting: (loting.trekking, loting.id))
    fasen = [(loting, read_lotingfase(loting, site.peildatum)) for loting in found]
    order = (Lotingfase.AANMELDEN, *(fase for fase in Lotingfase if fase is not Lotingfase.AANMELDEN))
    # list of (Lotingfase, list of Loting), without empty phases; what is open comes first
    groepen = [(fase, [loting for loting, its in fasen if its is fase]) for fase in order]
    return Pagina(
        "lotingen/",
        "lotingen.html",
        "Lotingen",
        "Waar u zich nu kunt aanmelden voor een klankbordgroep, en hoe eerdere lotingen gingen.",
        {"groepen": [groep for groep in groepen if groep[1]]},
        (STADSFEED,),
        (STADSAGENDA,),
    )


def _make_bijeenkomsten(site: Site) -> Pagina:
    found = sorted(site.stad.bijeenkomsten, key=lambda record: (record.begin, record.id))
    return Pagina(
        "bijeenkomsten/",
        "bijeenkomsten.html",
        "Bijeenkomsten",
        "Bijeenkomsten in de wijken: wat eraan komt en wat is geweest.",
        {
            "komend": [record for record in found if record.begin.date() >= site.peildatum],
            "geweest": [record for record in reversed(found) if record.begin.date() < site.peildatum],
        },
        (STADSFEED,),
        (STADSAGENDA,),
    )


def _make_adviezen(site: Site) -> Pagina:
    stad = site.stad
    standen = list(map_adviesstanden(stad, site.peildatum).values())
    standen.sort(key=lambda stand: (stand.advies.ingediend_op or stand.advies.gevraagd_op, stand.advies.id))
    standen.reverse()
    cijfers = make_adviescijfers(stad, site.peildatum)
    return Pagina(
        "adviezen/",
        "adviezen.html",
        "Adviezen",
        "Elk advies aan de gemeente: of de ontvangst is bevestigd, of er een antwoord is, en of dat op tijd was.",
        {
            "dagen": draw_dagen(cijfers.stad.doorlooptijden),
            # lists of Adviesstand
            "te_laat": [stand for stand in standen if stand.is_open_te_laat],
            "groepen": [
                (fase, [stand for stand in standen if stand.fase is fase])
                for fase in Adviesfase
                if any(stand.fase is fase for stand in standen)
            ],
            # a Cijferrij: on time / (closed + open overdue)
            "rij": cijfers.stad,
            "telt_voorbeelden": cijfers.telt_voorbeelden,
            "aantal": len(standen),
        },
        (STADSFEED,),
    )
