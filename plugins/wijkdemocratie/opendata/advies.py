"""The tables of advice: the clocks of each, and what became of each point."""

from __future__ import annotations

from collections.abc import Iterator

from wijkdemocratie.model import Advies, Eenheid, Kloksoort, Puntuitkomst
from wijkdemocratie.pages import Site
from wijkdemocratie.select import Adviesfase, Puntstand, list_punten, map_adviesstanden
from wijkdemocratie.termijn import Klokstand

from .kolom import DAG, GEHEEL, JA_NEE, TEKST, Kolom, codes, keuze, keuzes
from .tabel import Tabel, list_vaste_kolommen, read_wijkcodes

_KLOKKEN = (
    ("vraag", "het advies na de vraag"),
    ("bevestiging", "de ontvangstbevestiging"),
    ("reactie", "de inhoudelijke reactie"),
)
"""The clocks of an `Adviesstand`, by the name of their field, with what each waits for."""


def make_adviezen(site: Site) -> Tabel:
    """Return the table of advice; a row is an `Adviesstand`."""
    stad = site.stad
    return Tabel(
        "adviezen",
        "Adviezen",
        "Elk advies aan de gemeente, met hoe de klokken op de peildatum staan. Een streeftermijn is geen wettelijke"
        " termijn; de bron staat erbij.",
        (
            *list_vaste_kolommen(
                site, lambda rij: rij.advies.id, lambda rij: rij.advies, lambda rij: rij.advies.voorbeeld
            ),
            Kolom("titel", TEKST, "De titel.", lambda rij: rij.advies.titel),
            Kolom("voorstel", TEKST, "De id van het voorstel.", lambda rij: rij.advies.voorstel, leeg=True),
            Kolom("onderwerp", TEKST, "Het onderwerp zonder voorstel.", lambda rij: rij.advies.onderwerp, leeg=True),
            codes("wijkcodes", "De wijken waar het over gaat.", lambda rij: read_wijkcodes(stad, rij.advies)),
            Kolom("van", TEKST, "De id van de groep of organisatie.", lambda rij: rij.advies.van),
            Kolom("ongevraagd", JA_NEE, "true als de gemeente er niet om vroeg.", lambda rij: rij.advies.ongevraagd),
            Kolom("gevraagd_op", DAG, "De dag van de vraag.", lambda rij: rij.advies.gevraagd_op, leeg=True),
            Kolom("ingediend_op", DAG, "De dag van het advies.", lambda rij: rij.advies.ingediend_op, leeg=True),
            Kolom(
                "bevestigd_op",
                DAG,
                "De dag van de ontvangstbevestiging.",
                lambda rij: rij.advies.ontvangstbevestiging,
                leeg=True,
            ),
            Kolom(
                "beantwoord_op",
                DAG,
                "De dag van de reactie.",
                lambda rij: rij.advies.reactie.datum if rij.advies.reactie else None,
                leeg=True,
            ),
            keuze("fase", Adviesfase, "Hoe het advies op de peildatum staat.", lambda rij: rij.fase),
            *(kolom for naam, wat in _KLOKKEN for kolom in _list_klokkolommen(naam, wat)),
            Kolom(
                "motivering",
                TEKST,
                "Waarom de gemeente dit antwoordt.",
                lambda rij: rij.advies.reactie.motivering if rij.advies.reactie else None,
                leeg=True,
            ),
            Kolom(
                "reactie_ris",
                TEKST,
                "Het RIS-nummer van de reactie.",
                lambda rij: rij.advies.reactie.ris if rij.advies.reactie else None,
                leeg=True,
            ),
            Kolom("punten", GEHEEL, "Hoeveel punten het advies heeft.", lambda rij: len(rij.advies.punten)),
            Kolom("samenvatting", TEKST, "Het advies in een of twee zinnen.", lambda rij: rij.advies.samenvatting),
        ),
        tuple(map_adviesstanden(stad, site.peildatum).values()),
        (Advies,),
    )


def _list_klokkolommen(naam: str, wat: str) -> Iterator[Kolom]:
    """Yield the columns of one clock. No number is negative: days left and days too late are columns of their own."""

    def over(rij: object) -> int | None:
        days: int | None = getattr(rij, naam).over
        return days

    def termijn(rij: object, field: str) -> object:
        klok = getattr(rij, naam)
        # A clock that never ran has no term: nobody waits for an advice that was not asked.
        return getattr(klok.termijn, field, None) if klok.begin else None

    yield keuze(f"{naam}_stand", Klokstand, f"Hoe de klok voor {wat} staat.", lambda rij: getattr(rij, naam).stand)
    yield Kolom(
        f"{naam}_uiterste",
        DAG,
        "De laatste dag van de termijn; leeg zonder termijn, voor het begin, of als de klok zonder einde stilstaat.",
        lambda rij: getattr(rij, naam).uiterste,
        leeg=True,
    )
    yield Kolom(
        f"{naam}_dagen",
        GEHEEL,
        "Hoelang het duurde of duurt, sinds de klok begon. Dagen waarop hij stilstond tellen mee.",
        lambda rij: getattr(rij, naam).verstreken if getattr(rij, naam).begin else None,
        eenheid="kalenderdagen",
        leeg=True,
    )
    yield Kolom(
        f"{naam}_dagen_over",
        GEHEEL,
        "Hoeveel er van de termijn over was of is; leeg als de termijn voorbij is of de laatste dag leeg is.",
        lambda rij: days if (days := over(rij)) is not None and days >= 0 else None,
        eenheid="kalenderdagen",
        leeg=True,
    )
    yield Kolom(
        f"{naam}_dagen_te_laat",
        GEHEEL,
        "Hoeveel te laat; leeg als de termijn niet voorbij is of de laatste dag leeg is.",
        lambda rij: -days if (days := over(rij)) is not None and days < 0 else None,
        eenheid="kalenderdagen",
        leeg=True,
    )
    yield Kolom(
        f"{naam}_dagen_stil",
        GEHEEL,
        "Hoeveel van die dagen de klok stilstond. Waarom, staat in de opschortingen.",
        lambda rij: getattr(rij, naam).stil if getattr(rij, naam).begin else None,
        eenheid="kalenderdagen",
        leeg=True,
    )
    yield Kolom(
        f"{naam}_termijn_vanaf",
        DAG,
        "Vanaf welke dag deze termijn geldt; leeg als hij altijd al gold.",
        lambda rij: termijn(rij, "vanaf"),
        leeg=True,
    )
    yield Kolom(
        f"{naam}_termijn", GEHEEL, "De termijn, in de eenheid hierna.", lambda rij: termijn(rij, "aantal"), leeg=True
    )
    yield keuze(
        f"{naam}_termijn_eenheid", Eenheid, "Waarin de termijn telt.", lambda rij: termijn(rij, "eenheid"), leeg=True
    )
    yield Kolom(
        f"{naam}_termijn_label", TEKST, "Hoe de bron de termijn noemt.", lambda rij: termijn(rij, "label"), leeg=True
    )
    yield Kolom(
        f"{naam}_termijn_bron", TEKST, "Waar de termijn vandaan komt.", lambda rij: termijn(rij, "bron"), leeg=True
    )


def make_adviespunten(site: Site) -> Tabel:
    """Return the table of points; a row is an advice with one of its points and what is to be told about it."""
    return Tabel(
        "adviespunten",
        "Adviespunten",
        "Elk punt van elk advies, met wat de gemeente ermee deed en waarom.",
        (
            *list_vaste_kolommen(
                site, lambda rij: f"{rij[0].id}:{rij[1].nr}", lambda rij: rij[0], lambda rij: rij[0].voorbeeld
            ),
            Kolom("advies", TEKST, "De id van het advies.", lambda rij: rij[0].id),
            Kolom("nr", GEHEEL, "Het hoeveelste punt het is.", lambda rij: rij[1].nr),
            Kolom("tekst", TEKST, "Wat wordt geadviseerd.", lambda rij: rij[1].punt.tekst),
            keuze("stand", Puntstand, "Of de gemeente op dit punt antwoordde.", lambda rij: rij[1].stand),
            keuze("uitkomst", Puntuitkomst, "Wat ermee is gedaan.", lambda rij: rij[1].punt.uitkomst, leeg=True),
            Kolom("motivering", TEKST, "Waarom.", lambda rij: rij[1].punt.motivering, leeg=True),
        ),
        tuple(
            (stand.advies, rij)
            for stand in map_adviesstanden(site.stad, site.peildatum).values()
            for rij in list_punten(stand)
        ),
        (Advies,),
    )


def make_opschortingen(site: Site) -> Tabel:
    """Return the table of days on which a clock stands still; a row is an advice and a suspension."""
    return Tabel(
        "opschortingen",
        "Opschortingen",
        "Wanneer en waarom een klok van een advies stilstaat.",
        (
            *list_vaste_kolommen(
                site, lambda rij: f"{rij[0].id}:{rij[1].nr}", lambda rij: rij[0], lambda rij: rij[0].voorbeeld
            ),
            Kolom("advies", TEKST, "De id van het advies.", lambda rij: rij[0].id),
            Kolom("nr", GEHEEL, "Het vaste nummer van de opschorting.", lambda rij: rij[1].nr),
            keuzes("klokken", Kloksoort, "Welke klokken stilstaan.", lambda rij: rij[1].klokken),
            Kolom("van", DAG, "De eerste dag.", lambda rij: rij[1].van),
            Kolom("tot", DAG, "De laatste dag; leeg zolang die niet bekend is.", lambda rij: rij[1].tot, leeg=True),
            Kolom("reden", TEKST, "Waarom de klok stilstaat.", lambda rij: rij[1].reden),
        ),
        tuple((advies, stop) for advies in site.stad.adviezen for stop in advies.opschortingen),
        (Advies,),
    )
