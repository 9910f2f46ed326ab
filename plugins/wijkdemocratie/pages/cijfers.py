"""The figures about advice, and for each of them the page with exactly the adviezen behind it."""

from __future__ import annotations

from collections.abc import Iterator

from wijkdemocratie.select import make_adviescijfers

from .gebied import STADSFEED
from .grafieken import draw_dagen
from .site import Pagina, Site


def list_cijferpaginas(site: Site) -> Iterator[Pagina]:
    """Yield the page with all figures, and one page for each row in it."""
    cijfers = make_adviescijfers(site.stad, site.peildatum)
    yield Pagina(
        "adviezen/cijfers/",
        "cijfers.html",
        "Antwoordt de gemeente op tijd?",
        "Hoe vaak de gemeente adviezen op tijd bevestigt en beantwoordt: per wijk, stadsdeel, adviseur en jaar.",
        {"cijfers": cijfers, "dagen": draw_dagen(cijfers.stad.doorlooptijden)},
        (STADSFEED,),
        kruimels=(("Adviezen", "adviezen/"),),
    )
    for rij in cijfers.rijen:
        yield Pagina(
            f"adviezen/cijfers/{rij.kenmerk}/",
            "cijfer.html",
            f"De adviezen achter de cijfers: {rij.naam}",
            f"Welke adviezen meetellen in de cijfers van {rij.naam}, en welk antwoord op tijd was.",
            {"rij": rij, "telt_voorbeelden": cijfers.telt_voorbeelden},
            (STADSFEED,),
            kruimels=(("Adviezen", "adviezen/"), ("Cijfers", "adviezen/cijfers/")),
        )
