"""The catalogue, read back by rdflib: both forms say the same, and what DCAT-AP-NL 3.0 asks for is there.

The table below follows the SHACL shapes of Geonovum (Geonovum/DCAT-AP-NL30, shapes/300/dcat-ap-nl-SHACL.ttl and
dcat-ap-nl-SHACL-aanbevolen.ttl) and, where those leave a property as it is, those of DCAT-AP 3.0.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, XSD
from rdflib.term import Node

from made_site import PEILDATUM
from wijkdemocratie.model import Stad
from wijkdemocratie.model.gebied import OpenData
from wijkdemocratie.opendata import list_databestanden
from wijkdemocratie.opendata.rdf import Graaf, Iri, Tekst
from wijkdemocratie.pages import Site
from wijkdemocratie.select import select_bekend

# The JSON-LD parser of rdflib uses a class that rdflib itself calls old.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

SITEURL = "https://wijken.waterzande.example/wijken"
SPDX = Namespace("http://spdx.org/rdf/terms#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
EU = "http://publications.europa.eu/resource/authority"
MANY = 10_000

IRI, DUTCH, TEXT, DAY = "an IRI", "a text in Dutch", "a text", "a date"

# Per class: the property, how many at least and at most, what it is, and the class of the thing if it is ours.
REQUIRED: dict[URIRef, list[tuple[URIRef, int, int, Any, URIRef | None]]] = {
    DCAT.Catalog: [
        (DCTERMS.title, 1, MANY, DUTCH, None),
        (DCTERMS.description, 1, MANY, DUTCH, None),
        (DCTERMS.publisher, 1, 1, IRI, FOAF.Agent),
        (DCAT.contactPoint, 1, 1, IRI, VCARD.Kind),
        (DCAT.dataset, 1, MANY, IRI, DCAT.Dataset),
        (DCTERMS.creator, 1, 1, IRI, FOAF.Agent),
        (DCTERMS.language, 1, MANY, IRI, None),
        (DCTERMS.license, 1, 1, IRI, DCTERMS.LicenseDocument),
        (DCTERMS.modified, 1, 1, DAY, None),
        (DCAT.themeTaxonomy, 1, MANY, IRI, None),
        (FOAF.homepage, 1, 1, IRI, FOAF.Document),
    ],
    DCAT.Dataset: [
        (DCTERMS.identifier, 1, 1, TEXT, None),
        (DCTERMS.title, 1, MANY, DUTCH, None),
        (DCTERMS.description, 1, MANY, DUTCH, None),
        (DCTERMS.publisher, 1, 1, IRI, FOAF.Agent),
        (DCTERMS.creator, 1, MANY, IRI, FOAF.Agent),
        (DCAT.contactPoint, 1, 1, IRI, VCARD.Kind),
        (DCTERMS.accessRights, 1, 1, IRI, None),
        (DCAT.theme, 1, MANY, IRI, None),
        (DCAT.distribution, 1, MANY, IRI, DCAT.Distribution),
        (DCTERMS.conformsTo, 1, MANY, IRI, DCTERMS.Standard),
        (FOAF.page, 1, MANY, IRI, FOAF.Document),
        (DCAT.landingPage, 1, MANY, IRI, FOAF.Document),
        (DCTERMS.language, 1, MANY, IRI, None),
        (DCAT.keyword, 1, MANY, DUTCH, None),
        (DCTERMS.accrualPeriodicity, 1, 1, IRI, None),
        (DCTERMS.modified, 0, 1, DAY, None),
    ],
    DCAT.Distribution: [
        (DCAT.accessURL, 1, 1, IRI, None),
        (DCTERMS.license, 1, 1, IRI, DCTERMS.LicenseDocument),
        (DCAT.downloadURL, 1, 1, IRI, None),
        (DCTERMS.title, 1, MANY, DUTCH, None),
        (DCTERMS.language, 1, MANY, IRI, None),
        (DCTERMS.conformsTo, 1, MANY, IRI, DCTERMS.Standard),
        (DCTERMS.format, 0, 1, IRI, None),
        (DCAT.mediaType, 0, 1, IRI, None),
        (DCAT.byteSize, 1, 1, XSD.nonNegativeInteger, None),
        (SPDX.checksum, 1, 1, IRI, SPDX.Checksum),
    ],
    SPDX.Checksum: [
        (SPDX.algorithm, 1, 1, IRI, None),
        (SPDX.checksumValue, 1, 1, XSD.hexBinary, None),
    ],
    FOAF.Agent: [(FOAF.name, 1, MANY, DUTCH, None), (DCTERMS.type, 1, 1, IRI, None)],
    VCARD.Kind: [(VCARD.fn, 1, 1, DUTCH, None), (VCARD.hasURL, 1, 1, IRI, None)],
    DCTERMS.LicenseDocument: [(DCTERMS.title, 1, 1, DUTCH, None)],
}


def list_files(stad: Stad, day: date = PEILDATUM) -> dict[str, bytes]:
    return dict(list_databestanden(Site(select_bekend(stad, day), day, SITEURL)))


@pytest.fixture(params=["klein", "haag"])
def files(request: pytest.FixtureRequest) -> dict[str, bytes]:
    """Every file of the open data, of each city in turn."""
    return list_files(request.getfixturevalue(request.param))


def read(files: dict[str, bytes]) -> Graph:
    return Graph().parse(data=files["data/catalog.ttl"], format="turtle")


def fits(value: Node, kind: Any) -> bool:
    if kind == IRI:
        return isinstance(value, URIRef) and str(value).startswith(("https://", "http://"))
    if not isinstance(value, Literal) or not str(value):
        return False
    if kind == DUTCH:
        return value.language == "nl"
    if kind == TEXT:
        return value.language is None and value.datatype is None
    return value.datatype == (XSD.date if kind == DAY else kind) and not value.ill_typed


def list_faults(graph: Graph) -> list[str]:
    """Return where the graph is not what the profile asks for."""
    faults = []
    for klasse, rules in REQUIRED.items():
        for thing in graph.subjects(RDF.type, klasse):
            for prop, low, high, kind, target in rules:
                values = list(graph.objects(thing, prop))
                if not low <= len(values) <= high:
                    faults.append(f"{thing} has {len(values)} {prop}")
                faults += [f"{thing} {prop} {value!r} is not {kind}" for value in values if not fits(value, kind)]
                if target:
                    faults += [f"{value} is no {target}" for value in values if (value, RDF.type, target) not in graph]
    return faults


def test_both_forms_say_the_same(files: dict[str, bytes]) -> None:
    """Turtle and JSON-LD give the same statements, whichever a harvester takes."""
    turtle = read(files)
    jsonld = Graph().parse(data=files["data/catalog.jsonld"], format="json-ld")
    assert isomorphic(turtle, jsonld)
    assert len(turtle) > 100


def test_jsonld_needs_nothing_from_elsewhere(files: dict[str, bytes]) -> None:
    """The words are explained in the file itself: a reader asks nobody for a context."""
    context = json.loads(files["data/catalog.jsonld"])["@context"]
    assert isinstance(context, dict)
    assert all(isinstance(value, str) and value.endswith(("#", "/")) for value in context.values())


def test_what_the_profile_asks_for_is_there(files: dict[str, bytes]) -> None:
    """Every class has its mandatory and recommended properties: how many, IRI or text, in Dutch, of which class."""
    graph = read(files)
    assert all(any(graph.subjects(RDF.type, klasse)) for klasse in REQUIRED)
    assert [] == list_faults(graph)


@pytest.mark.parametrize(
    ("klasse", "prop"), [(klasse, rule[0]) for klasse, rules in REQUIRED.items() for rule in rules if rule[1]]
)
def test_a_missing_property_is_seen(klein: Stad, klasse: URIRef, prop: URIRef) -> None:
    """Without it the test above fails."""
    graph = read(list_files(klein))
    thing = next(iter(sorted(graph.subjects(RDF.type, klasse))))
    graph.remove((thing, prop, None))
    assert f"{thing} has 0 {prop}" in list_faults(graph)


def test_words_come_from_the_lists_of_the_eu(files: dict[str, bytes]) -> None:
    """Access, theme, language, frequency and file type are values of the lists that the profile names."""
    graph = read(files)
    assert {URIRef(f"{EU}/access-right/PUBLIC")} == set(graph.objects(None, DCTERMS.accessRights))
    assert {URIRef(f"{EU}/data-theme/{code}") for code in ("GOVE", "REGI")} == set(graph.objects(None, DCAT.theme))
    assert {URIRef(f"{EU}/language/NLD")} == set(graph.objects(None, DCTERMS.language))
    assert {URIRef(f"{EU}/frequency/IRREG")} == set(graph.objects(None, DCTERMS.accrualPeriodicity))
    assert {URIRef(f"{EU}/file-type/{code}") for code in ("CSV", "JSON")} == set(graph.objects(None, DCTERMS.format))
    media = {"text/csv", "application/json"}
    iana = "https://www.iana.org/assignments/media-types"
    assert {URIRef(f"{iana}/{name}") for name in media} == set(graph.objects(None, DCAT.mediaType))


def test_every_file_is_in_the_catalogue(files: dict[str, bytes]) -> None:
    """Each table file is one distribution, with its size and checksum; each dataset is in the one catalogue."""
    graph = read(files)
    found = {}
    for distribution in graph.subjects(RDF.type, DCAT.Distribution):
        url = str(graph.value(distribution, DCAT.downloadURL)).removeprefix(f"{SITEURL}/")
        checksum = graph.value(graph.value(distribution, SPDX.checksum), SPDX.checksumValue)
        size = graph.value(distribution, DCAT.byteSize)
        found[url] = (int(str(size)), str(checksum).lower())
    expected = {
        pad: (len(content), hashlib.sha256(content).hexdigest())
        for pad, content in files.items()
        if pad.endswith((".csv", ".json", ".ndjson")) and "schema" not in pad and "metadata" not in pad
    }
    assert expected == found
    (catalog,) = graph.subjects(RDF.type, DCAT.Catalog)
    assert set(graph.subjects(RDF.type, DCAT.Dataset)) == set(graph.objects(catalog, DCAT.dataset))
    assert {f"{SITEURL}/{pad}" for pad in files if "schema/" in pad} == {
        str(schema) for schema in graph.subjects(RDF.type, DCTERMS.Standard)
    }


def test_publisher_follows_from_the_code(haag: Stad) -> None:
    """The identifier of the gemeente in TOOI is that of its CBS code."""
    graph = read(list_files(haag))
    assert {URIRef("https://identifier.overheid.nl/tooi/id/gemeente/gm0518")} == set(
        graph.objects(None, DCTERMS.publisher)
    )
    assert {"Gemeente Den Haag"} == {str(name) for name in graph.objects(None, FOAF.name)}


def test_licence_and_desk_of_a_gemeente(klein: Stad) -> None:
    """What stad.yaml says is what the catalogue says."""
    graph = read(list_files(klein))
    assert {URIRef("https://creativecommons.org/publicdomain/zero/1.0/")} == set(graph.objects(None, DCTERMS.license))
    assert {URIRef("https://www.waterzande.example/open-data")} == set(graph.objects(None, VCARD.hasURL))


def test_nothing_is_made_up_where_nothing_is_known(haag: Stad) -> None:
    """Without a licence it says that there is none, and questions go to the page that says who makes the site."""
    assert OpenData() == haag.gemeente.open_data
    graph = read(list_files(haag))
    (licence,) = set(graph.objects(None, DCTERMS.license))
    assert str(licence).startswith(f"{SITEURL}/data/")
    assert str(graph.value(licence, DCTERMS.title)).startswith("Niet vastgesteld")
    assert URIRef("http://purl.org/adms/licencetype/UnknownIPR") == graph.value(licence, DCTERMS.type)
    assert {URIRef(f"{SITEURL}/colofon/")} == set(graph.objects(None, VCARD.hasURL))
    assert "creativecommons" not in str(set(graph.objects()))


def test_dates_are_those_of_the_content(klein: Stad) -> None:
    """A build on a later day, on which nothing happened, changes no date in the catalogue."""
    (catalog,) = read(list_files(klein)).subjects(RDF.type, DCAT.Catalog)
    days = {
        day: set(read(list_files(klein, day)).objects(None, DCTERMS.modified))
        for day in (date(2026, 11, 23), date(2026, 11, 24))
    }
    assert days[date(2026, 11, 23)] == days[date(2026, 11, 24)]
    newest = read(list_files(klein)).value(catalog, DCTERMS.modified)
    assert "2026-11-22" >= str(newest) >= "2026-11-16"


@pytest.mark.parametrize(
    "text", ['Zeg "ja"', "terug\\slag", "twee\nregels", "tab\there", "é € 𝄞", "\x01", "a'b", "<b>"]
)
def test_odd_text_survives_in_both_forms(text: str) -> None:
    """What is typed comes back from both, letter for letter."""
    graaf = Graaf()
    graaf.add(Iri("https://a.example/x"), "dcat:Dataset", dct_title=Tekst(text, taal="nl"))
    turtle = Graph().parse(data=graaf.render_turtle(), format="turtle")
    jsonld = Graph().parse(data=graaf.render_jsonld(), format="json-ld")
    assert [text] == [str(value) for value in turtle.objects(None, DCTERMS.title)]
    assert isomorphic(turtle, jsonld)


def test_odd_address_stays_an_address() -> None:
    """What may not stand between < and > is written as in an URL, in both forms alike."""
    graaf = Graaf()
    graaf.add(Iri('https://a.example/{x}|^`\\ <>"'), "dcat:Dataset", dct_title=Tekst("x"))
    turtle = Graph().parse(data=graaf.render_turtle(), format="turtle")
    assert {"https://a.example/%7Bx%7D%7C%5E%60%5C%20%3C%3E%22"} == {str(one) for one in turtle.subjects()}
    assert isomorphic(turtle, Graph().parse(data=graaf.render_jsonld(), format="json-ld"))
