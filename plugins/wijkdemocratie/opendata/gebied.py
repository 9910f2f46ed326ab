"""The tables of wijken and buurten."""

from __future__ import annotations

from wijkdemocratie.pages import Site

from .kolom import GEHEEL, GRADEN, TEKST, Kolom, codes
from .tabel import REGI, Tabel, list_vaste_kolommen


def make_wijken(site: Site) -> Tabel:
    """Return the table of wijken, in the order of their codes."""
    stad = site.stad
    return Tabel(
        "wijken",
        "Wijken",
        "Elke wijk van de gemeente, met haar code van het CBS. Met wijkcode koppelt u de andere tabellen.",
        (
            *list_vaste_kolommen(site, lambda wijk: wijk.code, lambda wijk: wijk, lambda _wijk: False),
            Kolom("wijkcode", TEKST, "De code van het CBS.", lambda wijk: wijk.code),
            Kolom("slug", TEKST, "Het stuk van het webadres.", lambda wijk: wijk.slug),
            Kolom("naam", TEKST, "De naam van de wijk.", lambda wijk: wijk.naam),
            Kolom("stadsdeel", TEKST, "De slug van het stadsdeel.", lambda wijk: wijk.stadsdeel),
            Kolom("stadsdeel_naam", TEKST, "Het stadsdeel.", lambda wijk: stad.stadsdeel[wijk.stadsdeel].naam),
            Kolom(
                "inwoners",
                GEHEEL,
                "Het aantal inwoners.",
                lambda wijk: wijk.inwoners.aantal if wijk.inwoners else None,
                eenheid="personen",
                leeg=True,
            ),
            Kolom(
                "inwoners_jaar",
                GEHEEL,
                "Het jaar van dat aantal.",
                lambda wijk: wijk.inwoners.jaar if wijk.inwoners else None,
                leeg=True,
            ),
            Kolom(
                "inwoners_bron",
                TEKST,
                "Wie dat heeft geteld.",
                lambda wijk: wijk.inwoners.bron if wijk.inwoners else None,
                leeg=True,
            ),
            codes("buurtcodes", "De CBS-codes van haar buurten.", lambda wijk: [buurt.code for buurt in wijk.buurten]),
        ),
        stad.wijken,
        thema=REGI,
    )


def make_buurten(site: Site) -> Tabel:
    """Return the table of buurten, in the order of the wijken that hold them."""
    stad = site.stad
    return Tabel(
        "buurten",
        "Buurten",
        "Elke buurt van de gemeente, met haar code van het CBS en de wijk waarin zij ligt.",
        (
            *list_vaste_kolommen(site, lambda buurt: buurt.code, lambda buurt: buurt, lambda _buurt: False),
            Kolom("buurtcode", TEKST, "De code van het CBS.", lambda buurt: buurt.code),
            Kolom("wijkcode", TEKST, "De wijk van de buurt.", lambda buurt: stad.wijk_van_buurt[buurt.slug].code),
            Kolom("slug", TEKST, "Het stuk van het webadres.", lambda buurt: buurt.slug),
            Kolom("naam", TEKST, "De naam van de buurt.", lambda buurt: buurt.naam),
            Kolom("lengtegraad", GRADEN, "Labelpunt, WGS 84.", lambda buurt: buurt.punt.lon, eenheid="graden"),
            Kolom("breedtegraad", GRADEN, "Labelpunt, WGS 84.", lambda buurt: buurt.punt.lat, eenheid="graden"),
        ),
        tuple(buurt for wijk in stad.wijken for buurt in wijk.buurten),
        thema=REGI,
    )
