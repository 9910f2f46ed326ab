"""The tables of draws and of the groups in their outcome: counts only, and no count that points at persons."""

from __future__ import annotations

from collections.abc import Iterator

from wijkdemocratie.model import Criterium, Loting
from wijkdemocratie.model.soorten import Algoritme, Vervangingsreden
from wijkdemocratie.pages import Site
from wijkdemocratie.select import Lotingfase, read_lotingfase

from .kolom import DAG, GEHEEL, JA_NEE, MOMENT, TEKST, WEBADRES, Kolom, codes, keuze, keuzes
from .tabel import Tabel, list_vaste_kolommen, make_recordtabel, read_wijkcodes


def make_lotingen(site: Site) -> Tabel:
    """Return the table of draws, with how they stand on the peildatum."""
    stad, peildatum = site.stad, site.peildatum

    def read_werkwijze(loting: Loting, name: str) -> object:
        werkwijze = loting.uitkomst.werkwijze if loting.uitkomst else None
        return getattr(werkwijze, name) if werkwijze else None

    return make_recordtabel(
        site,
        "lotingen",
        "Lotingen",
        "Elke loting voor een klankbordgroep: wie mee kon doen, wanneer, en hoeveel mensen dat deden.",
        stad.lotingen,
        (
            Kolom("naam", TEKST, "De naam van de loting.", lambda rij: rij.naam),
            Kolom("klankbordgroep", TEKST, "De id van de groep.", lambda rij: rij.klankbordgroep),
            codes("wijkcodes", "De wijken van die groep.", lambda rij: read_wijkcodes(stad, rij)),
            keuze(
                "fase", Lotingfase, "Hoe de loting op de peildatum staat.", lambda rij: read_lotingfase(rij, peildatum)
            ),
            Kolom("aangekondigd_op", DAG, "De dag waarop zij bekend werd.", lambda rij: rij.aangekondigd_op),
            Kolom("uitnodiging_op", DAG, "De dag van de uitnodigingen.", lambda rij: rij.uitnodiging, leeg=True),
            Kolom("aanmelden_van", DAG, "De eerste dag van aanmelden.", lambda rij: rij.aanmelden.van),
            Kolom("aanmelden_tot", DAG, "De laatste dag van aanmelden.", lambda rij: rij.aanmelden.tot),
            Kolom("aanmelden_via", WEBADRES, "Waar aanmelden kan.", lambda rij: rij.aanmelden_via, leeg=True),
            Kolom("trekking", MOMENT, "Wanneer er wordt geloot.", lambda rij: rij.trekking),
            Kolom("plaats", TEKST, "Waar er wordt geloot.", lambda rij: rij.plaats, leeg=True),
            Kolom("plaatsen", GEHEEL, "Hoeveel bewoners er worden geloot.", lambda rij: rij.plaatsen, "personen"),
            Kolom("reserve", GEHEEL, "Hoeveel reserveplaatsen er zijn.", lambda rij: rij.reserve, "personen"),
            Kolom("minimumleeftijd", GEHEEL, "Vanaf welke leeftijd.", lambda rij: rij.minimumleeftijd, "jaren"),
            keuzes("criteria", Criterium, "Waar de loting rekening mee houdt.", lambda rij: rij.criteria),
            Kolom("vergoeding", TEKST, "Wat deelnemers krijgen.", lambda rij: rij.vergoeding, leeg=True),
            Kolom("huis_aan_huis", JA_NEE, "true als er ook langs de deuren is gegaan.", lambda rij: rij.huis_aan_huis),
            Kolom("pool_van", TEKST, "De id van de loting met de aanmeldingen.", lambda rij: rij.pool_van, leeg=True),
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
            Kolom(
                "uitkomst_op",
                DAG,
                "De dag waarop de uitkomst bekend werd.",
                lambda rij: rij.uitkomst.gepubliceerd_op if rij.uitkomst else None,
                leeg=True,
            ),
            *_list_tellingen("uitgenodigd", "Hoeveel mensen een uitnodiging kregen.", "uitkomst"),
            *_list_tellingen("aangemeld", "Hoeveel mensen zich aanmeldden.", "uitkomst"),
            *_list_tellingen("geloot", "Hoeveel mensen zijn geloot.", "uitkomst"),
            *_list_tellingen("reserves", "Hoeveel mensen als reserve zijn geloot.", "uitkomst"),
            Kolom("procedure", TEKST, "Hoe er is geloot.", lambda rij: read_werkwijze(rij, "procedure"), leeg=True),
            Kolom(
                "getuige", TEKST, "De functie van wie erbij was.", lambda rij: read_werkwijze(rij, "getuige"), leeg=True
            ),
            Kolom("zaad", GEHEEL, "Het getal waarmee is geloot.", lambda rij: read_werkwijze(rij, "zaad"), leeg=True),
            keuze("algoritme", Algoritme, "De methode.", lambda rij: read_werkwijze(rij, "algoritme"), leeg=True),
            Kolom(
                "na_te_spelen",
                JA_NEE,
                "true als iedereen de loting kan naspelen met wat op de site staat.",
                lambda rij: bool(read_werkwijze(rij, "is_na_te_spelen")),
            ),
        ),
        Loting,
    )


def make_lotinggroepen(site: Site) -> Tabel:
    """Return the table of groups; a row is a draw, the number of a group and the group."""
    found = (
        (loting, nr, groep)
        for loting in site.stad.lotingen
        if loting.uitkomst
        for nr, groep in enumerate(loting.uitkomst.groepen, start=1)
    )
    return Tabel(
        "lotinggroepen",
        "Groepen in lotingen",
        f"Per loting en criterium: hoeveel mensen uit een groep zich aanmeldden, zijn geloot en in de wijk wonen."
        f" Een aantal onder {site.stad.gemeente.ondergrens} staat er niet: dan is het vakje leeg en is te_klein true.",
        (
            *list_vaste_kolommen(
                site, lambda rij: f"{rij[0].id}:{rij[1]}", lambda rij: rij[0], lambda rij: rij[0].voorbeeld
            ),
            Kolom("loting", TEKST, "De id van de loting.", lambda rij: rij[0].id),
            Kolom("nr", GEHEEL, "De hoeveelste groep het is.", lambda rij: rij[1]),
            keuze("criterium", Criterium, "Waar de groep over gaat.", lambda rij: rij[2].criterium),
            Kolom("groep", TEKST, "De groep.", lambda rij: rij[2].groep),
            *_list_tellingen("pool", "Hoeveel mensen uit de groep zich aanmeldden.", 2),
            *_list_tellingen("panel", "Hoeveel mensen uit de groep zijn geloot.", 2),
            *_list_tellingen("wijk", "Hoeveel mensen uit de groep in de wijk wonen.", 2),
        ),
        tuple(found),
        (Loting,),
    )


def make_vervangingen(site: Site) -> Tabel:
    """Return the table of people who made place for a reserve; a row is a draw and a replacement."""
    found = (
        (loting, vervanging)
        for loting in site.stad.lotingen
        if loting.uitkomst
        for vervanging in loting.uitkomst.vervangingen
    )
    return Tabel(
        "vervangingen",
        "Vervangingen na een loting",
        "Hoeveel gelote mensen door een reserve zijn vervangen. Uit welke groep zij kwamen, staat er nooit bij.",
        (
            *list_vaste_kolommen(
                site, lambda rij: f"{rij[0].id}:{rij[1].nr}", lambda rij: rij[0], lambda rij: rij[0].voorbeeld
            ),
            Kolom("loting", TEKST, "De id van de loting.", lambda rij: rij[0].id),
            Kolom("nr", GEHEEL, "Het vaste nummer van de vervanging.", lambda rij: rij[1].nr),
            Kolom("datum", DAG, "De dag waarop zij bekend werd.", lambda rij: rij[1].datum),
            *_list_tellingen("aantal", "Hoeveel mensen er zijn vervangen.", 1),
            keuze("reden", Vervangingsreden, "Het soort reden.", lambda rij: rij[1].reden),
        ),
        tuple(found),
        (Loting,),
    )


def _list_tellingen(naam: str, omschrijving: str, deel: str | int) -> Iterator[Kolom]:
    """Yield a count of persons, and whether it is held back because it would point at persons.

    `deel` is the part of the row that has the count: the name of a field that may be empty, or a place in the row.
    """

    def count(rij: object) -> object:
        part = getattr(rij, deel) if isinstance(deel, str) else rij[deel]  # type: ignore[index]  # a row is a tuple
        return getattr(part, naam) if part is not None else None

    yield Kolom(
        naam,
        GEHEEL,
        omschrijving,
        lambda rij: None if isinstance(value := count(rij), str) else value,
        eenheid="personen",
        leeg=True,
    )
    yield Kolom(
        f"{naam}_te_klein", JA_NEE, "true als dat aantal te klein is om te tonen.", lambda rij: count(rij) == "te-klein"
    )
