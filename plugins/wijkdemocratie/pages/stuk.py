"""A page for every proposal, draw, klankbordgroep, meeting and advice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TypeVar

from wijkdemocratie.model import Advies, Bijeenkomst, Klankbordgroep, Loting, Voorstel
from wijkdemocratie.select import (
    Ketenrecord,
    bereik_van,
    explain_aanmelden,
    explain_indeling,
    list_punten,
    make_voorstelrijen,
    map_adviesstanden,
    read_lotingfase,
    read_mandaat,
)
from wijkdemocratie.text import format_datum

from .adres import pad_van
from .gebied import STADSFEED
from .gegevens import describe_bijeenkomst
from .inhoud import list_adviesdelen, list_voorsteldelen
from .naspelen import make_naspelwijzer
from .site import Pagina, Site

_Record = TypeVar("_Record", Advies, Bijeenkomst, Klankbordgroep, Loting, Voorstel)


def list_stukpaginas(site: Site, pad: str | None = None) -> Iterator[Pagina]:
    """Yield a page for every record that has one of its own, or only the one at `pad`, without `gewijzigd`."""
    stad = site.stad
    newest: dict[int, date] = {}
    # Only the sitemap asks for the day of the newest, and gathering all that happened takes long.
    for item in reversed(site.gebeurtenissen if pad is None else ()):
        newest[id(item.record)] = item.moment.date()

    def select(records: tuple[_Record, ...]) -> Iterator[_Record]:
        return (record for record in records if pad in {None, pad_van(stad, record)})

    def make(
        record: Ketenrecord | Bijeenkomst,
        template: str,
        titel: str,
        omschrijving: str,
        boven: tuple[str, str],
        **context: object,
    ) -> Pagina:
        wijken = [stad.wijk[slug] for slug in bereik_van(stad, record).wijken]
        feeds = [(f"Nieuws uit {wijk.naam}", f"{pad_van(stad, wijk)}nieuws/feed.xml") for wijk in wijken[:3]]
        if isinstance(record, Klankbordgroep | Voorstel):
            feeds.insert(0, (f"Nieuws over {titel}", f"{pad_van(stad, record)}nieuws/feed.xml"))
        return Pagina(
            pad_van(stad, record),
            template,
            titel,
            omschrijving,
            {
                "wijken": wijken,
                # tuple of Schakel
                **({} if isinstance(record, Bijeenkomst) else {"keten": site.keten(record)}),
                **context,
            },
            (*feeds, STADSFEED),
            kruimels=(boven,),
            gewijzigd=newest.get(id(record)),
            over_wijk=wijken[0] if len(wijken) == 1 else None,
        )

    for voorstel in select(stad.voorstellen):
        titel = f"{voorstel.titel} ({voorstel.ris})" if voorstel.ris else voorstel.titel
        yield make(
            voorstel,
            "voorstel.html",
            titel,
            voorstel.samenvatting,
            ("Voorstellen", "voorstellen/"),
            **_describe_voorstel(site, voorstel),
        )
    for loting in select(stad.lotingen):
        groep = stad.klankbordgroep[loting.klankbordgroep]
        yield make(
            loting,
            "loting.html",
            loting.naam,
            f"{loting.naam}: wie kan meedoen, tot wanneer, en hoe het afliep.",
            ("Lotingen", "lotingen/"),
            loting=loting,
            fase=read_lotingfase(loting, site.peildatum),
            hoe_aanmelden=explain_aanmelden(loting),
            groep=groep,
            pool_van=stad.loting[loting.pool_van] if loting.pool_van else None,
            # a Naspelwijzer, or None
            naspelen=make_naspelwijzer(stad, loting),
            uit_deze_pool=[other for other in stad.lotingen if other.pool_van == loting.id],
        )
    for groep in select(stad.klankbordgroepen):
        yield make(
            groep,
            "klankbordgroep.html",
            groep.naam,
            f"{groep.naam}: hoe de groep is samengesteld, wat de groep mag, en welk advies de groep gaf.",
            ("Organisaties", "organisaties/"),
            **_describe_klankbordgroep(site, groep),
        )
    for bijeenkomst in select(stad.bijeenkomsten):
        pagina = make(
            bijeenkomst,
            "bijeenkomst.html",
            f"{bijeenkomst.naam}, {format_datum(bijeenkomst.begin.date())}",
            f"{bijeenkomst.naam} op {format_datum(bijeenkomst.begin.date())}: hoe laat, waar en voor wie.",
            ("Bijeenkomsten", "bijeenkomsten/"),
            bijeenkomst=bijeenkomst,
            geweest=bijeenkomst.begin.date() < site.peildatum,
            groep=stad.klankbordgroep[bijeenkomst.klankbordgroep] if bijeenkomst.klankbordgroep else None,
            voorstel=stad.voorstel[bijeenkomst.voorstel] if bijeenkomst.voorstel else None,
        )
        yield replace(pagina, schema=describe_bijeenkomst(site, bijeenkomst))
    for advies in select(stad.adviezen):
        stand = map_adviesstanden(stad, site.peildatum)[advies.id]
        yield make(
            advies,
            "advies.html",
            advies.titel,
            advies.samenvatting,
            ("Adviezen", "adviezen/"),
            # an Adviesstand
            stand=stand,
            # Puntrij for each point
            punten=list_punten(stand),
            delen=list_adviesdelen(stand, site.peildatum),
            adviseur=stad.adviseur[advies.van],
            voorstel=stad.voorstel[advies.voorstel] if advies.voorstel else None,
        )


def _describe_voorstel(site: Site, voorstel: Voorstel) -> dict[str, object]:
    stad = site.stad
    standen = map_adviesstanden(stad, site.peildatum)
    bijeenkomsten = stad.bijeenkomsten_over.get(voorstel.id, ())
    return {
        "voorstel": voorstel,
        # a Voorstelrij
        "rij": make_voorstelrijen(stad, site.peildatum, [voorstel])[0],
        "buurten": [stad.buurt[slug] for slug in voorstel.buurten],
        # a Wiemagwat
        "mandaat": read_mandaat(stad, voorstel, site.peildatum),
        "indeling": explain_indeling(voorstel.indeling),
        "adviezen": [standen[advies.id] for advies in stad.adviezen_over.get(voorstel.id, ())],
        "bijeenkomsten": bijeenkomsten,
        # (id, name) of each part, when there are many
        "delen": list_voorsteldelen(voorstel, site.peildatum, met_bijeenkomsten=bool(bijeenkomsten)),
    }


def _describe_klankbordgroep(site: Site, groep: Klankbordgroep) -> dict[str, object]:
    stad, peildatum = site.stad, site.peildatum
    return {
        "groep": groep,
        # list of (Loting, Lotingfase)
        "lotingen": [
            (loting, read_lotingfase(loting, peildatum))
            for loting in stad.lotingen
            if loting.klankbordgroep == groep.id
        ],
        # a Belasting
        "belasting": site.belasting[groep.id],
        # list of Adviesstand, without what stands in the one before
        "adviezen": site.list_adviezen_van(groep.id),
        "bijeenkomsten": [record for record in stad.bijeenkomsten if record.klankbordgroep == groep.id],
        "organisatie": stad.organisatie[groep.organisatie] if groep.organisatie else None,
        "is_gestopt": bool(groep.zittingstermijn and groep.zittingstermijn.tot < peildatum),
    }
