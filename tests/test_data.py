"""The shipped city: facts that agree with their source, and examples that show everything and say so."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from made_site import PEILDATUM, TOP
from wijkdemocratie.check import check_stad
from wijkdemocratie.model import (
    Advies,
    Deel,
    Deeldatum,
    Fase,
    Gemeente,
    Optie,
    Scanstand,
    Scenario,
    Stad,
    Voorstel,
    Vorm,
    Wijk,
    Wijkscan,
    Wijzigingsoort,
)
from wijkdemocratie.problems import Problems
from wijkdemocratie.read import load_stad
from wijkdemocratie.read.record import make_record
from wijkdemocratie.select import Adviesfase, Lotingfase, read_adviesstand, read_lotingfase, read_stap_nu
from wijkdemocratie.source import read_document, read_yaml

FACTS = TOP.parent / "shared" / "data"

ORGANISATIES = {
    "bewonersorganisatie-archipel-willemspark",
    "bewonersvereniging-noordelijk-scheveningen",
    "commissie-loosduinen",
    "wijkberaad-bezuidenhout",
    "wijkberaad-kom-loosduinen",
    "wijkberaad-laak-centraal",
}
"""The organisations that were seen in a public source. Every other one is made up, and has to say so."""


def read_facts(name: str) -> list[dict[str, str]]:
    """Return the rows of a file of facts; those are not part of the project, and stand beside it."""
    path = FACTS / name
    if not path.is_file():
        pytest.skip(f"{name} is not beside this checkout: put the files of facts in ../shared/data to hold them too")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_shipped_city_has_no_problems() -> None:
    """Neither errors nor warnings: what an editor sees first is a clean report."""
    stad, problems = load_stad(TOP)
    assert stad is not None
    check_stad(stad, problems, PEILDATUM)
    assert [] == [f"{problem.where}: {problem.message} [{problem.rule}]" for problem in problems]


def test_44_wijken_and_114_buurten(haag: Stad) -> None:
    """The numbers and codes are those of the CBS: WK0518nn without a gap, and each buurt in the wijk of its code."""
    assert [f"WK0518{number:02}" for number in range(1, 45)] == [wijk.code for wijk in haag.wijken]
    buurten = [(buurt.code, wijk.code) for wijk in haag.wijken for buurt in wijk.buurten]
    assert 114 == len(buurten) == len(dict(buurten))
    assert all(re.fullmatch(rf"BU0518{wijk[-2:]}\d\d", buurt) for buurt, wijk in buurten)
    assert 114 == len(haag.buurt)
    assert "kraayenstein-en-vroondaal" == next(wijk.slug for wijk in haag.wijken if wijk.code == "WK051816")


def test_every_wijk_has_a_stadsdeel_and_inhabitants(haag: Stad) -> None:
    """Eight stadsdelen, each with wijken; every number of people names the CBS and a year."""
    assert 8 == len(haag.gemeente.stadsdelen)
    assert {stadsdeel.slug for stadsdeel in haag.gemeente.stadsdelen} == {wijk.stadsdeel for wijk in haag.wijken}
    inwoners = [wijk.inwoners for wijk in haag.wijken]
    assert {(2024, True)} == {(item.jaar, "CBS" in item.bron) for item in inwoners if item}
    assert None not in inwoners
    assert 566_210 == sum(item.aantal for item in inwoners if item)


def test_points_lie_in_the_city(haag: Stad) -> None:
    """Each buurt has a point of its own, within the bounds of Den Haag."""
    points = [(buurt.punt.lon, buurt.punt.lat) for buurt in haag.buurt.values()]
    assert 114 == len(set(points))
    assert all(4.17 < lon < 4.43 and 52.01 < lat < 52.14 for lon, lat in points)


def test_areas_are_those_of_the_facts(haag: Stad) -> None:
    """Codes, names, slugs, stadsdelen, points and figures are the same as in the source."""
    stadsdeel = haag.stadsdeel
    assert [(row["code"], row["naam"], row["slug"], row["stadsdeel"]) for row in read_facts("wijken.csv")] == [
        (wijk.code, wijk.naam, wijk.slug, stadsdeel[wijk.stadsdeel].naam) for wijk in haag.wijken
    ]
    assert {
        (row["code"], row["naam"], row["wijkcode"], float(row["lon"]), float(row["lat"]))
        for row in read_facts("buurten.csv")
    } == {
        (buurt.code, buurt.naam, wijk.code, buurt.punt.lon, buurt.punt.lat)
        for wijk in haag.wijken
        for buurt in wijk.buurten
    }
    assert {row["code"]: int(row["inwoners_2024"]) for row in read_facts("kerncijfers.csv")} == {
        wijk.code: wijk.inwoners.aantal if wijk.inwoners else None for wijk in haag.wijken
    }


def test_46_council_papers(haag: Stad) -> None:
    """The real papers are 46, each named by its number, with a source that can be looked up."""
    real = [voorstel for voorstel in haag.voorstellen if voorstel.ris]
    assert 46 == len(real) == len({voorstel.ris for voorstel in real})
    assert all(voorstel.id == str(voorstel.ris).lower() for voorstel in real)
    assert all(voorstel.bronnen for voorstel in real)
    # None of them was seen to be designated as stedelijk, and a wijk that is not known is not guessed.
    assert all(voorstel.aanwijzingsbesluit is None for voorstel in real)


def test_council_papers_are_those_of_the_facts(haag: Stad) -> None:
    """Number and date are the same as in the source; a date that is not known was not made up."""
    rows = read_facts("voorstellen_ris.csv")
    assert 46 == len(rows)
    for row in rows:
        voorstel = haag.voorstel[row["ris"].lower()]
        assert row["ris"] == voorstel.ris
        assert ([row["datum"]] if row["datum"] else []) == [str(stap.datum) for stap in voorstel.stappen]
        assert row["url"] in [bron.webadres for bron in voorstel.bronnen]
        named = set(re.findall(r"WK0518\d\d", row["wijkcodes_annotatie"]))
        assert {haag.wijk[slug].code for slug in voorstel.wijken} <= named or not named


def list_records(stad: Stad) -> Iterator[Any]:
    yield from (*stad.voorstellen, *stad.adviezen, *stad.wijkscans)
    yield from (*stad.klankbordgroepen, *stad.lotingen, *stad.bijeenkomsten, *stad.organisaties)


def test_what_is_no_fact_is_an_example(haag: Stad) -> None:
    """Real are the 46 papers and six organisations; every other record says that it was made up."""
    real = {getattr(record, "id", "wijkscan") for record in list_records(haag) if not record.voorbeeld}
    assert ORGANISATIES | {voorstel.id for voorstel in haag.voorstellen if voorstel.ris} == real


def walk(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield the name and value of every field of a record and of its parts."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield name, getattr(value, name)
            yield from walk(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from walk(item)


def test_examples_have_no_number_of_a_real_paper(haag: Stad) -> None:
    """A RIS number is a fact, so nothing that was made up has one."""
    for record in list_records(haag):
        if record.voorbeeld:
            assert [] == [value for name, value in walk(record) if name == "ris" and value]


def test_examples_lead_to_no_real_address(haag: Stad) -> None:
    """A web address in an example goes nowhere, so that nobody is sent to a page about something else."""
    for record in list_records(haag):
        if record.voorbeeld:
            found = [
                value for name, value in walk(record) if name in {"webadres", "website", "aanmelden_via"} and value
            ]
            assert all(re.fullmatch(r"https://[a-z.-]+\.example(/.*)?", address) for address in found)


def test_terms_are_sourced_or_examples(haag: Stad) -> None:
    """The council proposal names no term, so a term is that of a regulation that is named, or made up and says so."""
    for owner in (haag.gemeente, *haag.organisaties):
        for termijn in (owner.termijnen.bevestiging, owner.termijnen.reactie, owner.termijnen.advies):
            assert termijn is None or termijn.voorbeeld or "CVDR" in termijn.bron
    loosduinen = haag.organisatie["commissie-loosduinen"].termijnen.advies
    assert loosduinen is not None
    assert (6, "weken", False) == (loosduinen.aantal, loosduinen.eenheid, loosduinen.voorbeeld)


def test_nothing_is_dated_after_the_peildatum_but_plans(haag: Stad) -> None:
    """What is told as done was done; only what is planned or announced may lie ahead."""
    planned = {"van", "tot", "trekking", "begin", "einde", "uitnodiging"}
    for record in list_records(haag):
        for name, value in walk(record):
            if name == "datum" and isinstance(record, Voorstel) and isinstance(value, Deeldatum):
                continue  # a step may be planned
            if name not in planned and isinstance(value, date):
                assert value <= PEILDATUM, (record, name)


def test_wijkscans_show_every_outcome(haag: Stad) -> None:
    """At least twelve, with every scenario, option and stand; the other wijken have none yet."""
    assert 12 <= len(haag.wijkscans) < 44
    assert set(Scenario) == {scan.scenario for scan in haag.wijkscans if scan.scenario}
    assert set(Optie) == {optie for scan in haag.wijkscans for optie in scan.opties}
    assert set(Scanstand) == {scan.stand for scan in haag.wijkscans}
    assert any(scan.kosten and scan.samenvatting and scan.rollen and scan.ondersteuning for scan in haag.wijkscans)


def test_proposals_show_many_phases(haag: Stad) -> None:
    """At least eight examples, in at least seven phases, with one that is open for reactions now."""
    examples = [voorstel for voorstel in haag.voorstellen if voorstel.voorbeeld]
    steps = [read_stap_nu(voorstel, PEILDATUM) for voorstel in examples]
    assert len(examples) >= 8
    assert len({stap.fase for stap in steps if stap}) >= 7
    assert {Fase.VOORNEMEN, Fase.PARTICIPATIE, Fase.ADVISERING} <= {stap.fase for stap in steps if stap}
    assert any(
        voorstel.inspraak and voorstel.inspraak.van <= PEILDATUM <= voorstel.inspraak.tot for voorstel in examples
    )


def test_advice_shows_every_stand(haag: Stad) -> None:
    """At least fourteen: waiting for either answer, late, answered, answered per point, and unasked."""
    stands = [read_adviesstand(haag, advies, PEILDATUM) for advies in haag.adviezen]
    assert len(stands) >= 14
    # No proposal of the examples is withdrawn, so no request about one is off.
    assert set(Adviesfase) - {Adviesfase.VERVALLEN} == {stand.fase for stand in stands}
    assert any(stand.bevestiging.is_laat for stand in stands)
    assert any(stand.is_open_te_laat for stand in stands)
    assert any(stand.fase is Adviesfase.BEANTWOORD and stand.reactie.is_laat for stand in stands)
    assert any(stand.fase is Adviesfase.BEANTWOORD and not stand.reactie.is_laat for stand in stands)
    assert any(all(punt.uitkomst for punt in advies.punten) for advies in haag.adviezen if len(advies.punten) > 1)
    assert {True, False} == {advies.ongevraagd for advies in haag.adviezen}


def test_klankbordgroepen_show_every_form(haag: Stad) -> None:
    """At least six, of every form that there is."""
    assert len(haag.klankbordgroepen) >= 6
    assert set(Vorm) == {groep.vorm for groep in haag.klankbordgroepen}


def test_draws_show_every_phase(haag: Stad) -> None:
    """At least eight, in every phase; one was postponed, and an outcome has numbers per group."""
    assert len(haag.lotingen) >= 8
    assert set(Lotingfase) == {read_lotingfase(loting, PEILDATUM) for loting in haag.lotingen}
    assert any(item.soort is Wijzigingsoort.UITGESTELD for loting in haag.lotingen for item in loting.wijzigingen)
    assert any(loting.uitkomst and loting.uitkomst.groepen for loting in haag.lotingen)


def test_meetings(haag: Stad) -> None:
    """At least six, before and after today."""
    assert len(haag.bijeenkomsten) >= 6
    assert {True, False} == {record.begin.date() >= PEILDATUM for record in haag.bijeenkomsten}


def test_page_for_every_way_a_wijk_can_be(haag: Stad) -> None:
    """There is a wijk with everything, and one with nothing but what concerns the whole city."""
    weight = Counter({wijk.slug: 0 for wijk in haag.wijken})
    for record in list_records(haag):
        weight.update(getattr(record, "wijken", ()))
    weight.update(scan.wijk for scan in haag.wijkscans)
    assert weight.most_common()[0][1] >= 8
    assert weight.most_common()[-1][1] == 0


EXAMPLES: list[tuple[type[Deel], str]] = [
    (Wijk, "wijken/_voorbeeld.yaml"),
    (Voorstel, "content/voorstellen/_voorbeeld.md"),
    (Advies, "content/adviezen/_voorbeeld.md"),
    (Wijkscan, "content/wijkscans/_voorbeeld.md"),
]
BODY = {Voorstel: "tekst", Advies: "tekst", Wijkscan: "samenvatting"}


def read_example(kind: type[Deel], path: str) -> tuple[Any, Problems]:
    """Return the data of an example file as the reader gets it."""
    problems = Problems()
    if path.endswith(".yaml"):
        return read_yaml(TOP, path, problems), problems
    document = read_document(TOP, path, problems)
    assert document is not None
    data = document.kop.copy()
    data.put(BODY[kind], document.body, document.body_place, document.body_place)
    return data, problems


def note_keys(kind: Any, data: Any, seen: dict[type[Deel], set[str]]) -> None:
    """Add which keys of which model a piece of data shows; a model inside a model is found by its annotation."""
    for part in getattr(kind, "__args__", ()) or getattr(getattr(kind, "__value__", None), "__args__", ()):
        note_keys(part, data, seen)
    if isinstance(data, list):
        for item in data:
            note_keys(kind, item, seen)
    elif isinstance(kind, type) and issubclass(kind, Deel) and isinstance(data, dict):
        seen.setdefault(kind, set()).update(data)
        for name, value in data.items():
            if name in kind.model_fields:
                note_keys(kind.model_fields[name].annotation, value, seen)


@pytest.mark.parametrize(("kind", "path"), EXAMPLES)
def test_example_file_is_right(kind: type[Deel], path: str) -> None:
    """What an editor copies from passes the model, without a single problem."""
    data, problems = read_example(kind, path)
    assert make_record(kind, data, problems) is not None
    assert [] == [problem.message for problem in problems]


def test_example_files_show_every_key() -> None:
    """Every key of every model stands in an example file, or in stad.yaml for what is of the whole city."""
    seen: dict[type[Deel], set[str]] = {}
    for kind, path in EXAMPLES:
        note_keys(kind, read_example(kind, path)[0], seen)
    assert {Wijk, Voorstel, Advies, Wijkscan} <= seen.keys()
    # A key that would need files beside it stands there as a comment, so that the file is right as it is.
    texts = "".join((TOP / path).read_text("utf-8") for _, path in EXAMPLES)
    shown = set(re.findall(r"^ *# ([a-z_]+): ", texts, re.MULTILINE)) & {"nummers", "pool", "quota"}
    missing = {kind.__name__: kind.model_fields.keys() - keys - shown for kind, keys in seen.items()}
    assert {} == {name: keys for name, keys in missing.items() if keys}
    models = set(_list_models(Wijk)) | {model for kind in BODY for model in _list_models(kind)}
    assert {model.__name__ for model in models} == {model.__name__ for model in seen}


def _list_models(kind: Any) -> Iterator[type[Deel]]:
    """Yield a model and all models that its fields may hold."""
    for part in getattr(kind, "__args__", ()):
        yield from _list_models(part)
    if isinstance(kind, type) and issubclass(kind, Deel):
        yield kind
        for field in kind.model_fields.values():
            yield from _list_models(field.annotation)


def test_stad_yaml_names_every_key_of_its_own() -> None:
    """An editor finds each key of the gemeente in stad.yaml, in use or in a comment."""
    text = (TOP / "wijken" / "stad.yaml").read_text("utf-8")
    own = set(_list_models(Gemeente)) - set(_list_models(Wijk))
    missing = {
        f"{model.__name__}.{name}"
        for model in own
        for name in model.model_fields
        if not re.search(rf"^[ #-]*{name}:", text, re.MULTILINE)
    }
    assert set() == missing


@pytest.mark.parametrize("kind", [kind for kind, _ in EXAMPLES] + [Gemeente])
def test_every_field_has_words_for_an_editor(kind: type[Deel]) -> None:
    """Each key of each model is described in a Dutch sentence."""
    for model in _list_models(kind):
        for name, field in model.model_fields.items():
            assert (field.description or "").endswith("."), f"{model.__name__}.{name}"


def list_texts() -> list[Path]:
    return sorted(
        path
        for folder in ("wijken", "content")
        for path in (TOP / folder).rglob("*")
        if path.suffix in {".md", ".yaml"}
    )


def test_texts_hold_no_addresses_of_persons() -> None:
    """No mail address and no telephone number: none was seen, and none is made up."""
    for path in list_texts():
        text = path.read_text("utf-8")
        assert not re.search(r"[\w.]+@[\w-]+\.\w+", text), path
        assert not re.search(r"\b0[1-9][0-9](?:[ -]?[0-9]){7}\b", text), path
