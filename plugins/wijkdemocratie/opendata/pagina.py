"""The page `/data/`, which explains every file and every column."""

from __future__ import annotations

from wijkdemocratie.pages import Pagina, Site
from wijkdemocratie.pages.data import CATALOGUS, DATA, pad_van_data
from wijkdemocratie.pages.gegevens import describe_dataset

from .bestand import pad_van_csvw, pad_van_schema
from .kolom import SCHEIDING
from .lijst import list_tabellen
from .tabel import Tabel
from .wijziging import GRAFSTEEN, make_wijzigingen


def make_datapagina(site: Site) -> Pagina:
    """Return the page; its words about tables and columns are those of the schemas."""
    gemeente = site.stad.gemeente
    tabellen: list[tuple[Tabel, tuple[tuple[str, str], ...]]] = [
        (
            tabel,
            (
                ("CSV", pad_van_data(f"{tabel.naam}.csv")),
                ("JSON", pad_van_data(f"{tabel.naam}.json")),
                ("JSON Schema", pad_van_schema(tabel)),
                ("Kolommen van de CSV", pad_van_csvw(tabel)),
            ),
        )
        for tabel in list_tabellen(site)
    ]
    wijzigingen = make_wijzigingen(site)
    tabellen.append(
        (
            wijzigingen,
            (("NDJSON", pad_van_data(f"{wijzigingen.naam}.ndjson")), ("JSON Schema", pad_van_schema(wijzigingen))),
        )
    )
    titel = "Open data"
    omschrijving = f"De gegevens van {gemeente.sitenaam} als CSV en JSON, met uitleg bij elke kolom."
    return Pagina(
        DATA,
        "data.html",
        titel,
        omschrijving,
        {
            # list of (Tabel, (words, path) of each of its files)
            "tabellen": tabellen,
            "wijzigingen": wijzigingen,
            "grafsteen": GRAFSTEEN,
            "scheiding": SCHEIDING,
            "catalogus": (
                ("JSON-LD", pad_van_data(f"{CATALOGUS}.jsonld")),
                ("Turtle", pad_van_data(f"{CATALOGUS}.ttl")),
            ),
            "voorbeelden_csv": pad_van_data("kosten.csv"),
            "open_data": gemeente.open_data,
        },
        gewijzigd=site.gebeurtenissen[0].moment.date() if site.gebeurtenissen else None,
        schema=(describe_dataset(site, f"{titel} van {gemeente.sitenaam}", omschrijving),),
    )
