"""The tables of who takes part: organisations, klankbordgroepen and meetings."""

from __future__ import annotations

from collections.abc import Iterator

from wijkdemocratie.model import Bijeenkomst, Bijeenkomstsoort, Klankbordgroep, Mandaat, Organisatie, Partij, Rol, Vorm
from wijkdemocratie.pages import Site

from .kolom import DAG, GEHEEL, JA_NEE, MOMENT, TEKST, WEBADRES, Kolom, codes, keuze, keuzes
from .tabel import Tabel, make_recordtabel, read_wijkcodes


def make_organisaties(site: Site) -> Tabel:
    """Return the table of bewonersorganisaties."""
    stad = site.stad
    return make_recordtabel(
        site,
        "organisaties",
        "Bewonersorganisaties",
        "De organisaties van bewoners die wij in onze bronnen zagen. De lijst is niet volledig.",
        stad.organisaties,
        (
            Kolom("naam", TEKST, "De naam.", lambda org: org.naam),
            codes("wijkcodes", "De wijken waar de organisatie werkt.", lambda org: read_wijkcodes(stad, org)),
            Kolom("stadsdeel", TEKST, "Of: het hele stadsdeel.", lambda org: org.werkgebied.stadsdeel, leeg=True),
            keuzes("rollen", Rol, "Wat de organisatie voor de wijk is.", lambda org: org.rollen),
            Kolom("actief", JA_NEE, "false als de organisatie is gestopt.", lambda org: org.actief),
            Kolom("grondslag", TEKST, "De regeling waarop zij rust.", lambda org: org.grondslag, leeg=True),
            Kolom("website", WEBADRES, "De website van de organisatie.", lambda org: org.website, leeg=True),
            Kolom("toelichting", TEKST, "Een of twee zinnen over haar.", lambda org: org.toelichting, leeg=True),
            *_list_belasting(site),
        ),
        Organisatie,
    )


def make_klankbordgroepen(site: Site) -> Tabel:
    """Return the table of klankbordgroepen."""
    stad = site.stad
    return make_recordtabel(
        site,
        "klankbordgroepen",
        "Klankbordgroepen",
        "De groepen die de gemeente advies geven namens een wijk. Nooit met namen van leden.",
        stad.klankbordgroepen,
        (
            Kolom("naam", TEKST, "De naam van de groep.", lambda groep: groep.naam),
            codes("wijkcodes", "De wijken waarvoor de groep spreekt.", lambda groep: read_wijkcodes(stad, groep)),
            keuze("vorm", Vorm, "Hoe de groep is samengesteld.", lambda groep: groep.vorm),
            keuze("mandaat", Mandaat, "De trede op de trap van eigenaarschap.", lambda groep: groep.mandaat),
            Kolom(
                "zit_van",
                DAG,
                "De eerste dag van de zittingstermijn.",
                lambda groep: groep.zittingstermijn.van if groep.zittingstermijn else None,
                leeg=True,
            ),
            Kolom(
                "zit_tot",
                DAG,
                "De laatste dag van de zittingstermijn.",
                lambda groep: groep.zittingstermijn.tot if groep.zittingstermijn else None,
                leeg=True,
            ),
            keuzes("partijen", Partij, "Welke partijen naast bewoners meedoen.", lambda groep: groep.partijen),
            Kolom("organisatie", TEKST, "De id van de organisatie erachter.", lambda rij: rij.organisatie, leeg=True),
            Kolom("onderwerp", TEKST, "Het onderwerp, als dat vaststaat.", lambda groep: groep.onderwerp, leeg=True),
            *_list_belasting(site),
        ),
        Klankbordgroep,
    )


def _list_belasting(site: Site) -> Iterator[Kolom]:
    """Yield what the gemeente asks of a body that advises."""
    yield Kolom(
        "open_vragen",
        GEHEEL,
        "Hoeveel adviezen de gemeente vroeg die er nog niet zijn.",
        lambda rij: len(site.belasting[rij.id].open),
        eenheid="adviezen",
    )
    yield Kolom(
        "eerste_uiterste",
        DAG,
        "De eerste laatste dag daarvan die nog komt.",
        lambda rij: site.belasting[rij.id].eerste,
        leeg=True,
    )


def make_bijeenkomsten(site: Site) -> Tabel:
    """Return the table of meetings."""
    stad = site.stad
    return make_recordtabel(
        site,
        "bijeenkomsten",
        "Bijeenkomsten",
        "Bijeenkomsten in de wijken: wat eraan komt, wat is geweest en wat is afgelast.",
        stad.bijeenkomsten,
        (
            Kolom("naam", TEKST, "De naam van de bijeenkomst.", lambda rij: rij.naam),
            codes("wijkcodes", "De wijken waarvoor de bijeenkomst is.", lambda rij: read_wijkcodes(stad, rij)),
            keuze("soort", Bijeenkomstsoort, "Wat voor bijeenkomst het is.", lambda rij: rij.soort),
            Kolom("aangekondigd_op", DAG, "De dag waarop zij bekend werd.", lambda rij: rij.aangekondigd_op),
            Kolom("begin", MOMENT, "Wanneer zij begint.", lambda rij: rij.begin),
            Kolom("einde", MOMENT, "Wanneer zij eindigt.", lambda rij: rij.einde),
            Kolom("plaats", TEKST, "Waar zij is.", lambda rij: rij.plaats),
            Kolom("openbaar", JA_NEE, "true als iedereen mag komen.", lambda rij: rij.openbaar),
            Kolom("klankbordgroep", TEKST, "De id van de groep.", lambda rij: rij.klankbordgroep, leeg=True),
            Kolom("voorstel", TEKST, "De id van het voorstel.", lambda rij: rij.voorstel, leeg=True),
            Kolom(
                "afgelast_op",
                DAG,
                "De dag waarop zij is afgelast.",
                lambda rij: rij.afgelast.datum if rij.afgelast else None,
                leeg=True,
            ),
            Kolom(
                "afgelast_reden",
                TEKST,
                "Waarom zij niet doorgaat.",
                lambda rij: rij.afgelast.reden if rij.afgelast else None,
                leeg=True,
            ),
        ),
        Bijeenkomst,
    )
