"""The tables of proposals and of the steps they take."""

from __future__ import annotations

from wijkdemocratie.model import Fase, IndelingBron, Reikwijdte, Stuksoort, Voorstel
from wijkdemocratie.pages import Site
from wijkdemocratie.select import Voortgang, read_mandaat, read_stap_nu, read_voortgang
from wijkdemocratie.select.mandaat import Adviesplicht, Beslisser

from .kolom import DAG, DEELDATUM, GEHEEL, JA_NEE, TEKST, Kolom, codes, keuze
from .tabel import Tabel, list_vaste_kolommen, make_recordtabel, read_wijkcodes


def make_voorstellen(site: Site) -> Tabel:
    """Return the table of proposals, with how they stand on the peildatum."""
    stad, peildatum = site.stad, site.peildatum

    def fase_nu(voorstel: Voorstel) -> Fase | None:
        stap = read_stap_nu(voorstel, peildatum)
        return stap.fase if stap else None

    mandaat = {voorstel.id: read_mandaat(stad, voorstel, peildatum) for voorstel in stad.voorstellen}
    return make_recordtabel(
        site,
        "voorstellen",
        "Voorstellen",
        "Alles waarover wordt of werd besloten, met hoe het op de peildatum staat.",
        stad.voorstellen,
        (
            Kolom("ris", TEKST, "Het nummer in het raadsinformatiesysteem.", lambda rij: rij.ris, leeg=True),
            Kolom("titel", TEKST, "De titel.", lambda rij: rij.titel),
            keuze("soort", Stuksoort, "Wat voor stuk het is.", lambda rij: rij.soort),
            keuze("reikwijdte", Reikwijdte, "Hoe ver het reikt.", lambda rij: rij.reikwijdte),
            Kolom("hele_stad", JA_NEE, "true als het over de hele stad gaat.", lambda rij: rij.hele_stad),
            codes(
                "wijkcodes",
                "De wijken waar het over gaat. Leeg als het over de hele stad gaat of nog niet is ingedeeld.",
                lambda rij: read_wijkcodes(stad, rij),
            ),
            codes(
                "buurtcodes",
                "De buurten waar het over gaat. Leeg: alle buurten van die wijken.",
                lambda rij: sorted(stad.buurt[slug].code for slug in rij.buurten),
            ),
            Kolom("beleidsterrein", TEKST, "Het beleidsterrein.", lambda rij: rij.beleidsterrein, leeg=True),
            keuze("indeling_bron", IndelingBron, "Wie zegt over welke wijken het gaat.", lambda rij: rij.indeling.bron),
            keuze("voortgang", Voortgang, "Hoe het op de peildatum staat.", lambda rij: read_voortgang(rij, peildatum)),
            keuze("fase", Fase, "De laatste stap die is gezet.", fase_nu, leeg=True),
            keuze("beslisser", Beslisser, "Wie er uiteindelijk besluit.", lambda rij: mandaat[rij.id].beslisser),
            keuze("adviesplicht", Adviesplicht, "Of advies vragen moet.", lambda rij: mandaat[rij.id].plicht),
            Kolom("opgenomen_op", DAG, "De dag waarop het op de site kwam.", lambda rij: rij.opgenomen_op, leeg=True),
            Kolom(
                "inspraak_van",
                DAG,
                "De eerste dag waarop iedereen kan reageren.",
                lambda rij: rij.inspraak.van if rij.inspraak else None,
                leeg=True,
            ),
            Kolom(
                "inspraak_tot",
                DAG,
                "De laatste dag waarop iedereen kan reageren.",
                lambda rij: rij.inspraak.tot if rij.inspraak else None,
                leeg=True,
            ),
            Kolom(
                "aanwijzing_op",
                DAG,
                "De dag van het besluit dat het stedelijk maakt.",
                lambda rij: rij.aanwijzingsbesluit.datum if rij.aanwijzingsbesluit else None,
                leeg=True,
            ),
            Kolom(
                "ingetrokken_op",
                DAG,
                "De dag waarop het is ingetrokken.",
                lambda rij: rij.ingetrokken.datum if rij.ingetrokken else None,
                leeg=True,
            ),
            Kolom(
                "ingetrokken_reden",
                TEKST,
                "Waarom het is ingetrokken.",
                lambda rij: rij.ingetrokken.reden if rij.ingetrokken else None,
                leeg=True,
            ),
            Kolom("samenvatting", TEKST, "Wat er wordt besloten.", lambda rij: rij.samenvatting),
        ),
        Voorstel,
    )


def make_stappen(site: Site) -> Tabel:
    """Return the table of steps: a row is a proposal with one of its steps."""
    peildatum = site.peildatum
    return Tabel(
        "stappen",
        "Stappen",
        "Elke stap van elk voorstel: wat er gebeurde en wat er is gepland.",
        (
            *list_vaste_kolommen(
                site, lambda rij: f"{rij[0].id}:{rij[1].nr}", lambda rij: rij[0], lambda rij: rij[0].voorbeeld
            ),
            Kolom("voorstel", TEKST, "De id van het voorstel.", lambda rij: rij[0].id),
            Kolom("nr", GEHEEL, "Het vaste nummer van de stap.", lambda rij: rij[1].nr),
            keuze("fase", Fase, "Wat er gebeurde.", lambda rij: rij[1].fase),
            Kolom("datum", DEELDATUM, "Wanneer, zo precies als bekend is.", lambda rij: rij[1].datum),
            Kolom("datum_van", DAG, "De eerste dag die het kan zijn.", lambda rij: rij[1].datum.begin),
            Kolom("datum_tot", DAG, "De laatste dag die het kan zijn.", lambda rij: rij[1].datum.einde),
            Kolom(
                "gepland",
                JA_NEE,
                "true als de stap na de peildatum is.",
                lambda rij: rij[1].datum.einde > peildatum,
            ),
            Kolom("ris", TEKST, "Het RIS-nummer van het stuk bij de stap.", lambda rij: rij[1].ris, leeg=True),
            Kolom("toelichting", TEKST, "Een zin over de stap.", lambda rij: rij[1].toelichting, leeg=True),
        ),
        tuple((voorstel, stap) for voorstel in site.stad.voorstellen for stap in voorstel.stappen),
        (Voorstel,),
    )
