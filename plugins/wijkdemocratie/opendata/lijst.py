"""All tables, and all files that are made from them."""

from __future__ import annotations

from wijkdemocratie.pages import Site
from wijkdemocratie.pages.data import CATALOGUS, pad_van_data

from .advies import make_adviespunten, make_adviezen, make_opschortingen
from .bestand import (
    pad_van_csvw,
    pad_van_schema,
    render_csv,
    render_csvw,
    render_json,
    render_ndjson,
    render_rijschema,
    render_schema,
)
from .catalogus import Bestand, make_catalogus
from .gebied import make_buurten, make_wijken
from .groep import make_bijeenkomsten, make_klankbordgroepen, make_organisaties
from .loting import make_lotingen, make_lotinggroepen, make_vervangingen
from .tabel import Tabel
from .voorstel import make_stappen, make_voorstellen
from .wijkscan import make_kosten, make_wijkscans
from .wijziging import make_wijzigingen

_MAKERS = (
    *(make_voorstellen, make_stappen, make_adviezen, make_adviespunten, make_opschortingen),
    *(
        make_lotingen,
        make_lotinggroepen,
        make_vervangingen,
        make_klankbordgroepen,
        make_organisaties,
        make_bijeenkomsten,
    ),
    *(make_wijkscans, make_kosten, make_wijken, make_buurten),
)


def list_tabellen(site: Site) -> list[Tabel]:
    """Return every table, in the order in which the page tells of them; that of the changes stands apart."""
    return [make(site) for make in _MAKERS]


def list_databestanden(site: Site) -> list[tuple[str, bytes]]:
    """Return (path, bytes) of every file under `/data/` but the page, in the order of their paths."""
    bestanden, beside = [], []
    for tabel in list_tabellen(site):
        bestanden += [Bestand(tabel, "csv", render_csv(tabel)), Bestand(tabel, "json", render_json(site, tabel))]
        beside += [
            (pad_van_schema(tabel), render_schema(site, tabel)),
            (pad_van_csvw(tabel), render_csvw(tabel)),
        ]
    wijzigingen = make_wijzigingen(site)
    bestanden.append(Bestand(wijzigingen, "ndjson", render_ndjson(wijzigingen)))
    beside.append((pad_van_schema(wijzigingen), render_rijschema(site, wijzigingen)))
    graaf = make_catalogus(site, bestanden)
    beside += [
        (pad_van_data(f"{CATALOGUS}.jsonld"), graaf.render_jsonld()),
        (pad_van_data(f"{CATALOGUS}.ttl"), graaf.render_turtle()),
    ]
    return sorted([*((bestand.pad, bestand.inhoud) for bestand in bestanden), *beside])
