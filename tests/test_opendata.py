"""The open data, read back by readers that are not ours: DuckDB, jsonschema and a CSV reader."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from jsonschema import Draft202012Validator, FormatChecker

from made_site import PEILDATUM, MadeSite
from wijkdemocratie.model import Fase, Keuze, Kostenpost, Puntuitkomst, Stad
from wijkdemocratie.opendata import list_databestanden, list_tabellen, make_datapagina
from wijkdemocratie.opendata.advies import make_adviezen
from wijkdemocratie.opendata.kolom import TEKST, Kolom, write_cell
from wijkdemocratie.opendata.tabel import Tabel
from wijkdemocratie.opendata.wijziging import TABELLEN, make_wijzigingen
from wijkdemocratie.pages import Site, list_pages
from wijkdemocratie.pages.data import list_datalinks
from wijkdemocratie.select import Adviesfase, Lotingfase, Voortgang, select_bekend
from wijkdemocratie.termijn import Klokstand
from wijkdemocratie.text import format_euro

SITEURL = "https://wijken.waterzande.example/wijken"
NAMEN = [
    *("voorstellen", "stappen", "adviezen", "adviespunten", "opschortingen", "lotingen", "lotinggroepen"),
    *("vervangingen", "klankbordgroepen", "organisaties", "bijeenkomsten", "wijkscans", "kosten", "wijken", "buurten"),
]


def make_site(stad: Stad, day: date = PEILDATUM) -> Site:
    return Site(select_bekend(stad, day), day, SITEURL)


@pytest.fixture
def site(klein: Stad) -> Site:
    """The tiny city as it is known on the day of the tests."""
    return make_site(klein)


@pytest.fixture(params=["klein", "haag"])
def files(request: pytest.FixtureRequest) -> dict[str, bytes]:
    """Every file of the open data, of each city in turn."""
    return dict(list_databestanden(make_site(request.getfixturevalue(request.param))))


@pytest.fixture
def folder(files: dict[str, bytes], tmp_path: Path) -> Path:
    """Those files in a folder, for a reader that wants files."""
    for pad, content in files.items():
        (tmp_path / pad).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / pad).write_bytes(content)
    return tmp_path / "data"


def read_rijen(site: Site, naam: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(dict(list_databestanden(site))[f"data/{naam}.json"])["rijen"]
    return found


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(), newline=""), strict=True))


def read_lines(content: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in content.decode().split("\n") if line]


def ask(folder: Path, question: str) -> list[tuple[Any, ...]]:
    return duckdb.sql(question.replace("{}", str(folder))).fetchall()


# Files


def test_these_files_and_no_others(files: dict[str, bytes]) -> None:
    """Each table is there as CSV and JSON with two descriptions, then the changes, and the catalogue in two forms."""
    expected = {f"data/{naam}.{end}" for naam in NAMEN for end in ("csv", "csv-metadata.json", "json")}
    expected |= {f"data/schema/{naam}.schema.json" for naam in (*NAMEN, "wijzigingen")}
    assert expected | {"data/wijzigingen.ndjson", "data/catalog.jsonld", "data/catalog.ttl"} == files.keys()
    assert list(files) == sorted(files)


def test_the_same_city_gives_the_same_bytes(klein: Stad) -> None:
    """Nothing hangs on when or how often the files are made."""
    assert list_databestanden(make_site(klein)) == list_databestanden(make_site(klein))


def test_csv_is_rfc_4180(files: dict[str, bytes]) -> None:
    """UTF-8 without a mark, CRLF, a header, rows of one length, and no cell that a spreadsheet would run."""
    for pad, content in files.items():
        if pad.endswith(".csv"):
            rows = read_csv(content)
            assert not content.startswith(b"\xef\xbb\xbf")
            assert content.endswith(b"\r\n")
            assert content.count(b"\n") == content.count(b"\r\n") == len(rows)
            assert {len(rows[0])} == {len(row) for row in rows}
            assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_csv_and_json_say_the_same(files: dict[str, bytes]) -> None:
    """The cells are the values of the JSON, under the same names and in the same order."""
    for naam in NAMEN:
        header, *rows = read_csv(files[f"data/{naam}.csv"])
        rijen = json.loads(files[f"data/{naam}.json"])["rijen"]
        assert len(rows) == len(rijen)
        assert all(header == list(rij) for rij in rijen)
        assert [[write_cell(value) for value in rij.values()] for rij in rijen] == rows


@pytest.mark.parametrize("text", ["=1+1", "+31", "-20% minder auto's", "@home", '=HYPERLINK("x","y")'])
def test_text_that_looks_like_a_formula(klein: Stad, text: str) -> None:
    """A spreadsheet gets an apostrophe in front of it; who reads the JSON gets the text as it is."""
    first = klein.voorstellen[0].model_copy(update={"titel": text})
    site = make_site(replace(klein, voorstellen=(first, *klein.voorstellen[1:])))
    files = dict(list_databestanden(site))
    header, row, *_rest = read_csv(files["data/voorstellen.csv"])
    assert f"'{text}" == row[header.index("titel")]
    assert text == read_rijen(site, "voorstellen")[0]["titel"]


@pytest.mark.parametrize("text", ['Een "nieuwe" kade, of niet', "Twee\u2028regels", "Ça va; één | twee"])
def test_odd_text_comes_back_as_it_was(klein: Stad, text: str) -> None:
    """Quotes, commas and strange signs survive both ways."""
    first = klein.voorstellen[0].model_copy(update={"titel": text})
    files = dict(list_databestanden(make_site(replace(klein, voorstellen=(first, *klein.voorstellen[1:])))))
    header, row, *_rest = read_csv(files["data/voorstellen.csv"])
    assert text == row[header.index("titel")]
    assert text == json.loads(files["data/voorstellen.json"])["rijen"][0]["titel"]


def test_every_row_says_what_and_where_it_is(files: dict[str, bytes]) -> None:
    """An id that no other row has, an address of the site, and whether it is an example."""
    for naam in NAMEN:
        rijen = json.loads(files[f"data/{naam}.json"])["rijen"]
        assert len(rijen) == len({rij["id"] for rij in rijen})
        assert all(rij["url"].startswith(f"{SITEURL}/") for rij in rijen)
        assert {type(rij["voorbeeld"]) for rij in rijen} <= {bool}


def test_addresses_are_pages(klein: Stad, bouw_klein: MadeSite) -> None:
    """Each address of each row is a page of the made site."""
    for naam in NAMEN:
        for rij in json.loads(bouw_klein.read(f"data/{naam}.json"))["rijen"]:
            pad = rij["url"].removeprefix(f"{bouw_klein.siteurl}/").partition("#")[0]
            assert pad in bouw_klein.pages, rij["url"]


def test_lists_hold_no_separator(files: dict[str, bytes]) -> None:
    """What stands between the items of a list is in none of them."""
    for naam in NAMEN:
        for rij in json.loads(files[f"data/{naam}.json"])["rijen"]:
            assert not [item for value in rij.values() if isinstance(value, list) for item in value if "|" in item]


def test_city_without_records_has_all_its_files(klein: Stad) -> None:
    """Empty tables are tables all the same: a header and no rows, and a file of changes without a line."""
    empty = {"organisaties": (), "klankbordgroepen": (), "lotingen": (), "bijeenkomsten": ()}
    wijken = tuple(wijk.model_copy(update=empty) for wijk in klein.wijken)
    gemeente = klein.gemeente.model_copy(update={"organisaties": ()})
    stad = replace(klein, gemeente=gemeente, wijken=wijken, wijkscans=(), voorstellen=(), adviezen=())
    files = dict(list_databestanden(make_site(stad)))
    assert b"" == files["data/wijzigingen.ndjson"]
    for naam, validator in list_schemas(files):
        if naam not in {"wijzigingen", "wijken", "buurten"}:
            data = json.loads(files[f"data/{naam}.json"])
            assert [] == data["rijen"]
            assert [] == list(validator.iter_errors(data))
            assert 1 == len(read_csv(files[f"data/{naam}.csv"]))


# Schemas


def list_schemas(files: dict[str, bytes]) -> Iterator[tuple[str, Draft202012Validator]]:
    for naam in (*NAMEN, "wijzigingen"):
        schema = json.loads(files[f"data/schema/{naam}.schema.json"])
        Draft202012Validator.check_schema(schema)
        assert "https://json-schema.org/draft/2020-12/schema" == schema["$schema"]
        assert f"{SITEURL}/data/schema/{naam}.schema.json" == schema["$id"]
        yield naam, Draft202012Validator(schema, format_checker=FormatChecker())


def test_json_keeps_to_its_schema(files: dict[str, bytes]) -> None:
    """Every file passes the schema that stands beside it, and every line of the changes that of a line."""
    for naam, validator in list_schemas(files):
        values = (
            read_lines(files["data/wijzigingen.ndjson"])
            if naam == "wijzigingen"
            else [json.loads(files[f"data/{naam}.json"])]
        )
        for value in values:
            assert [] == [error.message for error in validator.iter_errors(value)], naam


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("fase", "zoek"),
        ("gevraagd_op", "1 mei"),
        ("punten", "drie"),
        ("punten", -1),
        ("voorbeeld", "ja"),
        ("titel", None),
        ("wijkcodes", "WK999901"),
        ("onbekend", 1),
    ],
)
def test_schema_sees_what_is_wrong(site: Site, column: str, value: object) -> None:
    """A word that is on no list, a date in words, a number as text, an unknown column: each is an error."""
    files = dict(list_databestanden(site))
    validator = dict(list_schemas(files))["adviezen"]
    data = json.loads(files["data/adviezen.json"])
    data["rijen"][0][column] = value
    assert 1 == len(list(validator.iter_errors(data)))


@pytest.mark.parametrize(
    ("naam", "column", "kind"),
    [
        ("voorstellen", "voortgang", Voortgang),
        ("stappen", "fase", Fase),
        ("adviezen", "fase", Adviesfase),
        ("adviezen", "reactie_stand", Klokstand),
        ("adviespunten", "uitkomst", Puntuitkomst),
        ("lotingen", "fase", Lotingfase),
        ("kosten", "post", Kostenpost),
    ],
)
def test_closed_lists_are_those_of_the_model(site: Site, naam: str, column: str, kind: type[Keuze]) -> None:
    """A new word in the model is in the schema by itself."""
    tabel = next(tabel for tabel in list_tabellen(site) if tabel.naam == naam)
    (kolom,) = (kolom for kolom in tabel.kolommen if kolom.naam == column)
    enum = kolom.make_schema()["enum"]
    assert [item.value for item in kind] == [value for value in enum if value is not None]
    assert (None in enum) is kolom.leeg


def test_csv_on_the_web_names_the_columns(files: dict[str, bytes]) -> None:
    """The description beside a CSV has its columns in its order, and its primary key is one of them."""
    for naam in NAMEN:
        described = json.loads(files[f"data/{naam}.csv-metadata.json"])
        assert f"{naam}.csv" == described["url"]
        columns = described["tableSchema"]["columns"]
        assert read_csv(files[f"data/{naam}.csv"])[0] == [column["name"] for column in columns]
        assert all(column["dc:description"]["@value"].endswith(".") for column in columns)
        assert "id" == described["tableSchema"]["primaryKey"]


def test_adding_a_column_is_one_line(site: Site) -> None:
    """A column that is added to a table is in the rows and the schema, with nothing else to do."""
    tabel: Tabel = list_tabellen(site)[0]
    more = replace(tabel, kolommen=(*tabel.kolommen, Kolom("nieuw", TEKST, "Iets nieuws.", lambda rij: rij.id)))
    assert [rij.id for rij in tabel.rijen] == [rij["nieuw"] for rij in more.read_rijen()]
    assert {"description": "Iets nieuws.", "type": "string"} == more.kolommen[-1].make_schema()


# Read back by DuckDB


def test_duckdb_counts_the_same_rows(folder: Path, files: dict[str, bytes]) -> None:
    """It finds the separator, the header and every row by itself, in both forms."""
    for naam in NAMEN:
        expected = len(json.loads(files[f"data/{naam}.json"])["rijen"])
        assert [(expected,)] == ask(folder, f"SELECT count(*) FROM read_csv_auto('{{}}/{naam}.csv')")
        question = f"SELECT count(*) FROM (SELECT unnest(rijen) FROM read_json_auto('{{}}/{naam}.json'))"
        assert [(expected,)] == ask(folder, question)


def test_duckdb_sees_the_kinds(folder: Path) -> None:
    """Dates are dates, counts are numbers and yes or no is a truth value: nobody has to say so."""
    found = {
        (naam, row[0]): row[1]
        for naam in ("adviezen", "kosten", "bijeenkomsten", "buurten", "lotingen")
        for row in ask(folder, f"DESCRIBE SELECT * FROM read_csv_auto('{{}}/{naam}.csv')")
    }
    expected = {
        ("adviezen", "ingediend_op"): "DATE",
        ("adviezen", "reactie_uiterste"): "DATE",
        ("adviezen", "reactie_dagen"): "BIGINT",
        ("adviezen", "ongevraagd"): "BOOLEAN",
        ("kosten", "bedrag"): "BIGINT",
        ("kosten", "structureel"): "BOOLEAN",
        ("kosten", "wijkcode"): "VARCHAR",
        ("bijeenkomsten", "begin"): "TIMESTAMP WITH TIME ZONE",
        ("buurten", "lengtegraad"): "DOUBLE",
        ("lotingen", "plaatsen"): "BIGINT",
    }
    assert expected == {key: found[key] for key in expected}


@pytest.mark.parametrize("name", ["klein", "haag"])
def test_costs_add_up_to_those_of_the_page(request: pytest.FixtureRequest, name: str) -> None:
    """Per wijk, once and every year: the sums of the rows are the figures that `/wijkscan/` shows."""
    made: MadeSite = request.getfixturevalue(f"bouw_{name}")
    shown = {
        row.xpath("string(th//a)"): tuple(cell.text_content() for cell in row.xpath("td[@class='getal']"))
        for row in made.pages["wijkscan/"].xpath("//main//tr[th[@scope='row']/a][count(td[@class='getal'])=2]")
    }
    assert shown
    for costs in (
        """SELECT wijkcode, coalesce(sum(bedrag) FILTER (NOT structureel), 0)::BIGINT once,
        coalesce(sum(bedrag) FILTER (structureel), 0)::BIGINT yearly FROM read_csv_auto('{}/kosten.csv') GROUP BY 1""",
        """SELECT wijkcode, kosten_eenmalig once, kosten_per_jaar yearly FROM read_csv_auto('{}/wijkscans.csv')
        WHERE kosten_eenmalig IS NOT NULL""",
    ):
        question = f"SELECT naam, once, yearly FROM ({costs}) JOIN read_csv_auto('{{}}/wijken.csv') USING (wijkcode)"
        found = ask(made.folder / "data", question)
        told = {wijk: (format_euro(once), format_euro(yearly)) for wijk, once, yearly in found}
        assert told == shown


@pytest.mark.parametrize(
    ("naam", "column", "other", "key"),
    [
        ("buurten", "wijkcode", "wijken", "wijkcode"),
        ("wijkscans", "wijkcode", "wijken", "wijkcode"),
        ("kosten", "wijkcode", "wijkscans", "wijkcode"),
        ("stappen", "voorstel", "voorstellen", "id"),
        ("adviezen", "voorstel", "voorstellen", "id"),
        ("adviespunten", "advies", "adviezen", "id"),
        ("opschortingen", "advies", "adviezen", "id"),
        ("vervangingen", "loting", "lotingen", "id"),
        ("lotingen", "klankbordgroep", "klankbordgroepen", "id"),
        ("lotinggroepen", "loting", "lotingen", "id"),
    ],
)
def test_tables_join(folder: Path, naam: str, column: str, other: str, key: str) -> None:
    """What names a row of another table finds it there."""
    question = f"""SELECT a.{column} FROM read_csv_auto('{{}}/{naam}.csv') a
        LEFT JOIN read_csv_auto('{{}}/{other}.csv') b ON a.{column} = b.{key}
        WHERE a.{column} IS NOT NULL AND b.{key} IS NULL"""
    assert [] == ask(folder, question)
    assert ask(folder, f"SELECT 1 FROM read_csv_auto('{{}}/{naam}.csv') WHERE {column} IS NOT NULL LIMIT 1")


def test_wijkcodes_join_after_splitting(folder: Path) -> None:
    """A list in a cell is split at the sign that the page names, and its codes are those of wijken."""
    for naam in ("voorstellen", "adviezen", "lotingen", "klankbordgroepen", "organisaties", "bijeenkomsten"):
        question = f"""SELECT code FROM (SELECT unnest(string_split(wijkcodes, '|')) code
            FROM read_csv_auto('{{}}/{naam}.csv') WHERE wijkcodes IS NOT NULL)
            WHERE code NOT IN (SELECT wijkcode FROM read_csv_auto('{{}}/wijken.csv'))"""
        assert [] == ask(folder, question)


def test_duckdb_reads_the_changes(folder: Path) -> None:
    """Each change leads to a row of the table that it names; that is how a harvester fetches it."""
    for naam in sorted(TABELLEN.values()):
        question = f"""SELECT record FROM read_json_auto('{{}}/wijzigingen.ndjson') WHERE tabel = '{naam}'
            AND record NOT IN (SELECT id FROM read_csv_auto('{{}}/{naam}.csv'))"""
        assert [] == ask(folder, question)


# What stands in the tables


def test_clocks_of_an_advice(site: Site) -> None:
    """By hand: acknowledged in 2 of 5 working days, answered in 35 of 42 days; and one late after 77 days."""
    rijen = {rij["id"]: rij for rij in read_rijen(site, "adviezen")}
    good, late = rijen["advies-ankerplein"], rijen["advies-windmolens"]
    assert ("op-tijd", "2026-07-13", 2, 5) == tuple(
        good[f"bevestiging_{name}"] for name in ("stand", "uiterste", "dagen", "dagen_over")
    )
    assert ("op-tijd", "2026-08-17", 35, 7, None, 6, "weken") == tuple(
        good[f"reactie_{name}"]
        for name in ("stand", "uiterste", "dagen", "dagen_over", "dagen_te_laat", "termijn", "termijn_eenheid")
    )
    assert ("te-laat", 77, None) == tuple(late[f"reactie_{name}"] for name in ("stand", "dagen", "dagen_over"))
    # Its term in weeks is the one that held then, and stands beside it.
    assert 77 - 7 * late["reactie_termijn"] == late["reactie_dagen_te_laat"] > 0
    unasked = rijen["oversteek-kade"]
    assert ("niet-begonnen", None, None) == tuple(unasked[f"vraag_{name}"] for name in ("stand", "dagen", "termijn"))


def test_clock_that_stands_still(site: Site) -> None:
    """By hand: 42 days, of which 12 and 8 stood still; there is no last day while nobody knows how long it lasts."""
    rij = next(rij for rij in read_rijen(site, "adviezen") if rij["id"] == "zonnedak-werf")
    assert ("opgeschort", 42, 20, None, None) == tuple(
        rij[f"reactie_{name}"] for name in ("stand", "dagen", "dagen_stil", "uiterste", "dagen_te_laat")
    )
    # The words of those columns say what an empty last day can mean, and which days count.
    words = {kolom.naam: kolom.omschrijving for kolom in make_adviezen(site).kolommen}
    assert "stilstaat" in words["reactie_uiterste"]
    assert words["reactie_dagen"].endswith("Dagen waarop hij stilstond tellen mee.")
    for name in ("dagen_over", "dagen_te_laat"):
        assert "laatste dag leeg is" in words[f"reactie_{name}"]
    stops = [rij for rij in read_rijen(site, "opschortingen") if rij["advies"] == "zonnedak-werf"]
    assert [("2026-10-26", "2026-11-06"), ("2026-11-16", None)] == [(rij["van"], rij["tot"]) for rij in stops]
    assert {("reactie",)} == {tuple(rij["klokken"]) for rij in stops}


def test_what_is_asked_of_whom_and_who_may_do_what(site: Site) -> None:
    """One request is open, until six weeks after it was made; on what is stedelijk a group has no task."""
    (groep,) = (rij for rij in read_rijen(site, "klankbordgroepen") if rij["open_vragen"])
    assert ("klankbordgroep-molenplein", 1, "2026-11-30") == tuple(
        groep[name] for name in ("id", "open_vragen", "eerste_uiterste")
    )
    assert {0} == {rij["open_vragen"] for rij in read_rijen(site, "organisaties")}
    plicht = {rij["reikwijdte"]: rij["adviesplicht"] for rij in read_rijen(site, "voorstellen")}
    assert ("geen-taak", "mag") == (plicht["stedelijk"], plicht["wijkoverstijgend"])


def test_small_counts_are_held_back(site: Site) -> None:
    """Where the outcome says te-klein, no number is told, and a column says why."""
    rij = next(rij for rij in read_rijen(site, "lotinggroepen") if rij["groep"] == "Buurt Scheepswerf")
    assert (12, False, None, True, None, False) == tuple(
        rij[name] for name in ("pool", "pool_te_klein", "panel", "panel_te_klein", "wijk", "wijk_te_klein")
    )


def test_nothing_is_told_before_its_day(klein: Stad) -> None:
    """On the day before its answer an advice has none, and a draw that is not yet cancelled goes on."""
    before = make_site(klein, date(2026, 8, 9))
    rij = next(rij for rij in read_rijen(before, "adviezen") if rij["id"] == "advies-ankerplein")
    assert (None, None, "loopt") == (rij["beantwoord_op"], rij["motivering"], rij["reactie_stand"])
    assert {None} == {rij["uitkomst"] for rij in read_rijen(before, "adviespunten")}
    assert "loting-scheepswerf" not in {rij["id"] for rij in read_rijen(before, "lotingen")}


def test_proposal_about_the_whole_city_names_no_wijk(site: Site) -> None:
    """Then `hele_stad` says so; another proposal has the codes of its wijken."""
    for rij in read_rijen(site, "voorstellen"):
        voorstel = site.stad.voorstel[rij["id"]]
        assert sorted(site.stad.wijk[slug].code for slug in voorstel.wijken) == sorted(rij["wijkcodes"])
        assert rij["hele_stad"] is voorstel.hele_stad


# Changes


def read_guids(stad: Stad, day: date) -> list[str]:
    return [
        rij["guid"] for rij in read_lines(dict(list_databestanden(make_site(stad, day)))["data/wijzigingen.ndjson"])
    ]


@pytest.mark.parametrize("name", ["klein", "haag"])
def test_changes_only_grow(request: pytest.FixtureRequest, name: str) -> None:
    """What was in the file yesterday is in it today, in the same order and above what came after."""
    stad: Stad = request.getfixturevalue(name)
    before = read_guids(stad, PEILDATUM - timedelta(days=200))
    for days in (120, 60, 30, 7, 1, 0):
        after = read_guids(stad, PEILDATUM - timedelta(days=days))
        assert before == after[: len(before)]
        assert len(after) == len(set(after))
        before = after


def test_changes_are_the_events_of_the_feed_and_the_tombstones(bouw_klein: MadeSite) -> None:
    """Whoever reads both sees that they are the same messages."""
    lines = read_lines(bouw_klein.read("data/wijzigingen.ndjson"))
    events = {line["guid"] for line in lines if line["soort"] != "grafsteen"}
    feed = {guid for pad in bouw_klein.feeds if pad.startswith("nieuws/feed") for guid in bouw_klein.guids(pad)}
    assert feed == events
    assert [line["moment"] for line in lines] == sorted(line["moment"] for line in lines)


def test_what_does_not_go_on_has_a_tombstone(site: Site, klein: Stad) -> None:
    """A withdrawn proposal, a cancelled draw and a cancelled meeting, each with its day and reason; nothing else."""
    stones = [rij for rij in make_wijzigingen(site).read_rijen() if rij["soort"] == "grafsteen"]
    ended = {
        *(("voorstellen", one.id, one.ingetrokken.reden) for one in klein.voorstellen if one.ingetrokken),
        *(("lotingen", one.id, one.afgelast.reden) for one in klein.lotingen if one.afgelast),
        *(("bijeenkomsten", one.id, one.afgelast.reden) for one in klein.bijeenkomsten if one.afgelast),
    }
    assert ended == {(rij["tabel"], rij["record"], rij["reden"]) for rij in stones}
    assert {"voorstellen", "lotingen", "bijeenkomsten"} == {rij["tabel"] for rij in stones}
    (draw,) = (rij for rij in stones if rij["record"] == "loting-scheepswerf")
    assert "2026-09-21T00:00:00+02:00" == draw["moment"]
    assert "tag:wijken.waterzande.example,2026:loting:loting-scheepswerf:grafsteen:1" == draw["guid"]


def test_no_tombstone_before_its_day(klein: Stad) -> None:
    """On the day before it was cancelled the draw still goes on."""
    day = date(2026, 9, 20)
    found = [
        rij["record"] for rij in make_wijzigingen(make_site(klein, day)).read_rijen() if rij["soort"] == "grafsteen"
    ]
    assert "loting-scheepswerf" not in found


# The page


@pytest.mark.parametrize("name", ["klein", "haag"])
def test_page_explains_every_file_and_column(request: pytest.FixtureRequest, name: str) -> None:
    """Every file is linked, and every column is told with its words and its closed list."""
    made: MadeSite = request.getfixturevalue(f"bouw_{name}")
    stad: Stad = request.getfixturevalue(name)
    page = made.pages["data/"]
    site = Site(select_bekend(stad, PEILDATUM), PEILDATUM, made.siteurl)
    linked = {made.resolve("data/", link) for link in page.xpath("//main//a/@href")}
    assert {pad for pad, _ in list_databestanden(site)} <= linked
    for tabel in [*list_tabellen(site), make_wijzigingen(site)]:
        (rows,) = page.xpath(f"//h3[@id='{tabel.naam}']/following-sibling::details[1]//tbody")
        shown = {row.xpath("string(th)"): row.xpath("normalize-space(string(td))") for row in rows.xpath("tr")}
        assert list(tabel.namen) == list(shown)
        for kolom in tabel.kolommen:
            assert kolom.uitleg in shown[kolom.naam]
            assert all(f"{value} {meaning}" in shown[kolom.naam] for value, meaning in kolom.keuzes)


def test_page_says_what_is_known_of_the_licence(bouw_klein: MadeSite, bouw_haag: MadeSite) -> None:
    """A gemeente that chose one gives its name and address; of another the page says that there is none yet."""
    chosen, none = (made.pages["data/"].xpath("//main")[0] for made in (bouw_klein, bouw_haag))
    assert "CC0 1.0" in chosen.text_content()
    assert "https://creativecommons.org/publicdomain/zero/1.0/" in chosen.xpath(".//a/@href")
    assert "nog geen licentie vastgesteld" in none.text_content()
    assert "Creative Commons" not in none.text_content()


def test_every_page_leads_to_the_open_data(bouw_klein: MadeSite) -> None:
    """From the foot of each page that stays."""
    for pad in bouw_klein.pages.keys() - bouw_klein.moved:
        links = {bouw_klein.resolve(pad, link) for link in bouw_klein.pages[pad].xpath("//footer//a/@href")}
        assert "data/" in links, pad


def test_list_pages_name_their_files(site: Site) -> None:
    """A page that shows a list tells machines where it is as a table; those files are made."""
    files = dict(list_databestanden(site))
    pads = [pagina.pad for pagina in [*list_pages(site), make_datapagina(site)]]
    named = {pad: list_datalinks(pad) for pad in pads}
    assert {"voorstellen/", "lotingen/", "adviezen/", "wijkscan/", "organisaties/", "wijken/", "data/"} <= {
        pad for pad, links in named.items() if links
    }
    assert {pad for links in named.values() for _soort, _titel, pad in links} <= files.keys()
