"""Who speaks for residents: the list of organisations with what is asked of them, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator

from wijkdemocratie.model import Organisatie, Voorstel
from wijkdemocratie.select import (
    BINNENKORT,
    Voortgang,
    bereik_van,
    make_voorstelrijen,
    name_gebied,
    read_voortgang,
)

from .adres import pad_van
from .gebied import STADSFEED
from .site import Pagina, Site


def list_organisatiepaginas(site: Site) -> Iterator[Pagina]:
    """Yield the list of organisations, and the page of each."""
    yield _make_lijst(site)
    lopend = [
        voorstel for voorstel in site.stad.voorstellen if read_voortgang(voorstel, site.peildatum) is Voortgang.LOOPT
    ]
    for organisatie in site.stad.organisaties:
        yield _make_pagina(site, organisatie, lopend)


def _make_lijst(site: Site) -> Pagina:
    stad = site.stad
    rijen = []
    for organisatie in sorted(stad.organisaties, key=lambda record: (record.naam.lower(), record.id)):
        bereik = bereik_van(stad, organisatie)
        rijen.append((organisatie, name_gebied(stad, bereik), [stad.wijk[slug] for slug in bereik.wijken]))
    belast = [item for item in site.belasting.values() if item.open]
    return Pagina(
        "organisaties/",
        "organisaties.html",
        "Organisaties",
        "De bewonersorganisaties die voor een wijk of stadsdeel spreken.",
        {
            # list of (Organisatie, name of its area, list of Wijk)
            "rijen": rijen,
            # list of Belasting, without who has no open request, and how many those are
            "belast": belast,
            "onbelast": len(site.belasting) - len(belast),
            "binnenkort": BINNENKORT,
        },
        (STADSFEED,),
    )


def _make_pagina(site: Site, organisatie: Organisatie, lopend: list[Voorstel]) -> Pagina:
    """Make the page of one organisation. Its feed stands below it, where it stood before there was a page."""
    stad, pad = site.stad, pad_van(site.stad, organisatie)
    wijken = [stad.wijk[slug] for slug in bereik_van(stad, organisatie).wijken]
    known = {advies.voorstel for advies in stad.adviezen if advies.van == organisatie.id}
    here = {wijk.slug for wijk in wijken}
    free = [
        voorstel
        for voorstel in lopend
        if voorstel.id not in known and here.intersection(bereik_van(stad, voorstel).wijken)
    ]
    events = site.gebeurtenissen_over("adviseur", organisatie.id)
    return Pagina(
        pad,
        "organisatie.html",
        organisatie.naam,
        f"{organisatie.naam}: waarover de gemeente advies vraagt, welk advies er kwam en wat daarmee is gedaan.",
        {
            "organisatie": organisatie,
            "wijken": wijken,
            # tuple of Schakel
            "keten": site.keten(organisatie),
            # a Belasting
            "belasting": site.belasting[organisatie.id],
            # list of Adviesstand, without what stands in the one before
            "adviezen": site.list_adviezen_van(organisatie.id),
            # tuple of Voorstelrij
            "voorstellen": make_voorstelrijen(stad, site.peildatum, free) if organisatie.actief else (),
        },
        (
            (f"Nieuws over {organisatie.naam}", f"{pad}nieuws/feed.xml"),
            *((f"Nieuws uit {wijk.naam}", f"{pad_van(stad, wijk)}nieuws/feed.xml") for wijk in wijken[:3]),
            STADSFEED,
        ),
        kruimels=(("Organisaties", "organisaties/"),),
        gewijzigd=events[0].moment.date() if events else None,
    )
