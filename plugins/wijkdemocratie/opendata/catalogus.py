"""The catalogue in DCAT-AP-NL 3.0, for data.overheid.nl and other harvesters.

What is mandatory and recommended comes from the SHACL shapes of Geonovum (repository Geonovum/DCAT-AP-NL30, folder
shapes/300: dcat-ap-nl-SHACL.ttl and dcat-ap-nl-SHACL-aanbevolen.ttl), which add to those of DCAT-AP 3.0.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wijkdemocratie.pages import Site
from wijkdemocratie.pages.data import DATA, pad_van_data

from .bestand import pad_van_schema
from .rdf import Graaf, Iri, Tekst
from .tabel import Tabel

_EU = "http://publications.europa.eu/resource/authority"
_IANA = "https://www.iana.org/assignments/media-types"

_VORMEN = {
    "csv": ("CSV", "text/csv", "CSV"),
    "json": ("JSON", "application/json", "JSON"),
    # IANA knows no media type for it.
    "ndjson": ("NDJSON", "", ""),
}
"""By suffix: the name, the media type and the EU file type."""


@dataclass(frozen=True, slots=True)
class Bestand:
    """A made file of a table."""

    tabel: Tabel
    vorm: str
    inhoud: bytes

    @property
    def pad(self) -> str:
        """Where it stands."""
        return pad_van_data(f"{self.tabel.naam}.{self.vorm}")


def make_uitgever(site: Site) -> str:
    """Return the identifier of the gemeente in TOOI, which follows from its code."""
    return f"https://identifier.overheid.nl/tooi/id/gemeente/{site.stad.gemeente.code.lower()}"


def make_catalogus(site: Site, bestanden: Iterable[Bestand]) -> Graaf:
    """Return the catalogue with a dataset for each table and a distribution for each file.

    The dates are those of the newest event: that of a build says nothing about the data.
    """
    graaf = Graaf()
    per_tabel: dict[str, list[Bestand]] = {}
    for bestand in bestanden:
        per_tabel.setdefault(bestand.tabel.naam, []).append(bestand)
    parts = _Delen(
        _add_uitgever(site, graaf), _add_contactpunt(site, graaf), _add_licentie(site, graaf), _add_pagina(site, graaf)
    )
    datasets = [_add_dataset(site, graaf, found, parts) for found in per_tabel.values()]
    gemeente = site.stad.gemeente
    graaf.add(
        _node(site, "catalogus"),
        "dcat:Catalog",
        dct_title=_nl(f"Open data van {gemeente.sitenaam}"),
        dct_description=_nl(f"{gemeente.omschrijving.rstrip('.')}, als tabellen die een computer kan lezen."),
        dct_publisher=parts.uitgever,
        dct_creator=parts.uitgever,
        dcat_contactPoint=parts.contactpunt,
        dct_language=Iri(f"{_EU}/language/NLD"),
        dct_license=parts.licentie,
        dct_modified=_dag(_find_newest(site, ())),
        dcat_themeTaxonomy=Iri(f"{_EU}/data-theme"),
        foaf_homepage=parts.pagina,
        dcat_dataset=datasets,
    )
    return graaf


@dataclass(frozen=True, slots=True)
class _Delen:
    """What every dataset names."""

    uitgever: Iri
    contactpunt: Iri
    licentie: Iri
    pagina: Iri


def _add_uitgever(site: Site, graaf: Graaf) -> Iri:
    return graaf.add(
        Iri(make_uitgever(site)),
        "foaf:Agent",
        foaf_name=_nl(f"Gemeente {site.stad.gemeente.naam}"),
        dct_type=Iri("http://purl.org/adms/publishertype/LocalAuthority"),
    )


def _add_contactpunt(site: Site, graaf: Graaf) -> Iri:
    """Add where questions go: what stad.yaml says, and else the page that tells who makes the site."""
    contact = site.stad.gemeente.open_data.loket
    return graaf.add(
        _node(site, "contactpunt"),
        "vcard:Kind",
        vcard_fn=_nl(contact.naam if contact else f"Colofon van {site.stad.gemeente.sitenaam}"),
        vcard_hasURL=Iri(contact.webadres if contact else site.absoluut("colofon/")),
    )


def _add_licentie(site: Site, graaf: Graaf) -> Iri:
    """Add the licence. Without one the profile wants a value all the same: a document that says there is none yet."""
    licentie = site.stad.gemeente.open_data.licentie
    if licentie:
        return graaf.add(Iri(licentie.webadres), "dct:LicenseDocument", dct_title=_nl(licentie.naam))
    return graaf.add(
        _node(site, "licentie"),
        "dct:LicenseDocument",
        dct_title=_nl("Niet vastgesteld: de uitgever heeft nog geen licentie voor deze gegevens gekozen."),
        dct_type=Iri("http://purl.org/adms/licencetype/UnknownIPR"),
    )


def _add_pagina(site: Site, graaf: Graaf) -> Iri:
    return graaf.add(Iri(site.absoluut(DATA)), "foaf:Document", dct_title=_nl("Open data: uitleg per bestand en kolom"))


def _add_dataset(site: Site, graaf: Graaf, bestanden: list[Bestand], parts: _Delen) -> Iri:
    tabel = bestanden[0].tabel
    schema = graaf.add(
        Iri(site.absoluut(pad_van_schema(tabel))), "dct:Standard", dct_title=_nl(f"JSON Schema van {tabel.naam}")
    )
    gewijzigd = _dag(_find_newest(site, tabel.soorten)) if tabel.soorten else None
    return graaf.add(
        _node(site, tabel.naam),
        "dcat:Dataset",
        dct_identifier=Tekst(f"tag:{site.stad.gemeente.naamruimte}:dataset:{tabel.naam}"),
        dct_title=_nl(f"{tabel.titel} ({site.stad.gemeente.naam})"),
        dct_description=_nl(tabel.omschrijving),
        dct_publisher=parts.uitgever,
        dct_creator=parts.uitgever,
        dcat_contactPoint=parts.contactpunt,
        dct_accessRights=Iri(f"{_EU}/access-right/PUBLIC"),
        dcat_theme=Iri(f"{_EU}/data-theme/{tabel.thema}"),
        dcat_keyword=[_nl(word) for word in ("bewoners", "wijken", tabel.titel.lower())],
        dct_language=Iri(f"{_EU}/language/NLD"),
        dct_accrualPeriodicity=Iri(f"{_EU}/frequency/IRREG"),
        dct_modified=gewijzigd,
        dct_conformsTo=schema,
        foaf_page=parts.pagina,
        dcat_landingPage=parts.pagina,
        dcat_distribution=[_add_distributie(site, graaf, bestand, schema, parts) for bestand in bestanden],
    )


def _add_distributie(site: Site, graaf: Graaf, bestand: Bestand, schema: Iri, parts: _Delen) -> Iri:
    naam, media, soort = _VORMEN[bestand.vorm]
    tabel = bestand.tabel
    return graaf.add(
        _node(site, f"{tabel.naam}-{bestand.vorm}"),
        "dcat:Distribution",
        dct_title=_nl(f"{tabel.titel} als {naam}"),
        dcat_accessURL=Iri(site.absoluut(f"{DATA}#{tabel.naam}")),
        dcat_downloadURL=Iri(site.absoluut(bestand.pad)),
        dcat_mediaType=Iri(f"{_IANA}/{media}") if media else None,
        dct_format=Iri(f"{_EU}/file-type/{soort}") if soort else None,
        dct_license=parts.licentie,
        dct_language=Iri(f"{_EU}/language/NLD"),
        # The schema is that of the rows; a CSV has the same columns under the same names.
        dct_conformsTo=schema,
        dcat_byteSize=Tekst(str(len(bestand.inhoud)), soort="xsd:nonNegativeInteger"),
        spdx_checksum=graaf.add(
            _node(site, f"{tabel.naam}-{bestand.vorm}-sha256"),
            "spdx:Checksum",
            spdx_algorithm=Iri("http://spdx.org/rdf/terms#checksumAlgorithm_sha256"),
            spdx_checksumValue=Tekst(hashlib.sha256(bestand.inhoud).hexdigest(), soort="xsd:hexBinary"),
        ),
    )


def _node(site: Site, naam: str) -> Iri:
    """Return the name of a part of the catalogue: a place on the page that explains it."""
    return Iri(site.absoluut(f"{DATA}#{naam}"))


def _nl(tekst: str) -> Tekst:
    return Tekst(tekst, taal="nl")


def _dag(dag: date | None) -> Tekst | None:
    return Tekst(dag.isoformat(), soort="xsd:date") if dag else None


def _find_newest(site: Site, soorten: tuple[type, ...]) -> date | None:
    """Return the day of the newest event of records of these kinds; without kinds, of any."""
    found = (item for item in site.gebeurtenissen if not soorten or isinstance(item.record, soorten))
    return next((item.moment.date() for item in found), None)
