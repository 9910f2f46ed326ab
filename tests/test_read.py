"""From a folder to a city, and pydantic's errors in Dutch."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from wijkdemocratie.model import Advies, Deel, Gemeente, Loting, Record, Stad, Voorstel, Wijk, Wijkscan
from wijkdemocratie.problems import Location, Problem, Problems
from wijkdemocratie.read import load_stad
from wijkdemocratie.read.pagina import RESERVED, Pagina
from wijkdemocratie.read.record import make_record
from wijkdemocratie.read.vorm import find_kind
from wijkdemocratie.read.zinnen import SENTENCES, Fout, explain
from wijkdemocratie.source import PlacedDict, knopen, read_document, read_yaml

SITES = Path(__file__).parent / "sites"
TOP = Path(__file__).parent.parent
VOORSTEL = "id: a\ntitel: A\nsoort: plan\nreikwijdte: onbekend\nindeling:\n  bron: besluit\nsamenvatting: A.\n"
AANMELDEN = "aanmelden:\n  van: 2026-01-02\n  tot: 2026-01-09\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the small city to break."""
    return Path(shutil.copytree(SITES / "klein", tmp_path / "stad"))


def load(root: Path, *, met_voorbeelden: bool = True) -> Stad:
    stad, problems = load_stad(root, met_voorbeelden=met_voorbeelden)
    assert [] == list(problems)
    assert stad is not None
    return stad


def make(kind: type[Deel], text: str) -> tuple[Deel | None, list[Problem]]:
    problems = Problems()
    data = knopen.parse_yaml(text, "a.yaml", problems)
    assert data is not None
    return make_record(kind, data, problems), list(problems)


def tell(kind: type[Deel], text: str) -> list[str]:
    record, problems = make(kind, text)
    assert record is None
    return [f"{one.where.line}:{one.where.column} {one.message} | {one.hint} [{one.rule}]" for one in problems]


def test_the_small_city_is_read_whole() -> None:
    """Every kind of record comes in, in an order that does not hang on the file system."""
    stad = load(SITES / "klein")

    assert "Waterzande" == stad.gemeente.naam
    assert ["havenkwartier", "molenwijk", "duinrand"] == [wijk.slug for wijk in stad.wijken]
    assert ["havenkwartier", "molenwijk"] == [scan.wijk for scan in stad.wijkscans]
    for records in (stad.voorstellen, stad.adviezen, stad.lotingen, stad.bijeenkomsten, stad.organisaties):
        ids = [record.id for record in records]
        assert ids
        assert sorted(ids) == ids


def test_a_wijk_is_filled_in_where_its_file_leaves_it_out() -> None:
    """In the file of a wijk an organisation, a klankbordgroep and a meeting are of that wijk, unless they say else."""
    stad = load(SITES / "klein")

    assert ("havenkwartier",) == stad.organisatie["wijkberaad-havenkwartier"].werkgebied.wijken
    assert ("havenkwartier",) == stad.klankbordgroep["klankbordgroep-havenkwartier"].wijken
    assert ("havenkwartier", "molenwijk") == stad.klankbordgroep["klankbordgroep-kade"].wijken
    assert {("havenkwartier",), ("havenkwartier", "molenwijk")} == {one.wijken for one in stad.bijeenkomsten}


def test_the_body_goes_to_its_field_and_has_a_place() -> None:
    """The text below the front matter is `tekst`, and of a scan `samenvatting`."""
    stad = load(SITES / "klein")

    assert stad.voorstel["molenplein"].tekst == "Dit is een voorbeeld."
    assert Location("content/voorstellen/molenplein.md", 22, 1) == stad.voorstel["molenplein"].place_of("tekst")
    assert stad.wijkscan["molenwijk"].samenvatting.startswith("We spreken")
    assert "" == stad.voorstel["ris900004"].tekst


def test_without_examples_nothing_hangs_on_one() -> None:
    """Every example is left out; what is real stays, and all that it names is still there."""
    stad = load(SITES / "klein", met_voorbeelden=False)

    assert ["havenkwartier"] == [scan.wijk for scan in stad.wijkscans]
    assert {"molenplein", "advies-molenplein", "klankbordgroep-molenplein", "loting-molenplein"}.isdisjoint(
        {*stad.voorstel, *stad.klankbordgroep, *stad.loting, *(advies.id for advies in stad.adviezen)}
    )
    assert {"ris900001", "nieuwe-kade"} <= {*stad.voorstel}
    assert 3 == len(stad.lotingen)
    text = (SITES / "klein" / "wijken" / "havenkwartier.yaml").read_text(encoding="utf-8").splitlines()
    line = text.index("    aanmelden:", text.index("  - id: loting-kade")) + 2
    assert Location("wijken/havenkwartier.yaml", line, 7) == stad.loting["loting-kade"].place_of("aanmelden")


def test_what_hangs_on_an_example_goes_with_it(root: Path) -> None:
    """A draw for an example group, a draw from its pool and an advice on an example are left out with it."""
    haven = root / "wijken" / "havenkwartier.yaml"
    text = haven.read_text(encoding="utf-8")
    text = text.replace(
        "id: klankbordgroep-havenkwartier\n", "id: klankbordgroep-havenkwartier\n    voorbeeld: ja\n", 1
    )
    haven.write_text(text, encoding="utf-8")

    stad = load(root, met_voorbeelden=False)

    assert ["loting-kade"] == [loting.id for loting in stad.lotingen]
    assert "advies-ankerplein" not in {advies.id for advies in stad.adviezen}
    assert "klankbordgroep-havenkwartier-2026-10" not in {one.id for one in stad.bijeenkomsten}


def test_an_example_term_is_left_out(root: Path) -> None:
    """A made-up term is an example too, of the city and of an organisation."""
    file = root / "wijken" / "stad.yaml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("    aantal: 5\n", "    aantal: 5\n    voorbeeld: ja\n")
    file.write_text(
        text.replace("        aantal: 40\n", "        aantal: 40\n        voorbeeld: ja\n"), encoding="utf-8"
    )

    stad = load(root, met_voorbeelden=False)

    assert stad.gemeente.termijnen.bevestiging is None
    assert stad.gemeente.termijnen.reactie is not None
    assert stad.organisatie["wijkraad-waterkant"].termijnen.advies is None


def test_all_files_are_read_before_anything_is_given_up(root: Path) -> None:
    """One run tells what is wrong in every file, sorted by place, and gives the rest of the city."""
    (root / "wijken" / "duinrand.yaml").write_text("code: WK1\nslug: duinrand\n")
    (root / "content" / "adviezen" / "advies-kade.md").write_text("Tekst\n")
    (root / "content" / "paginas" / "over.md").write_text("---\ntitle: Over\n---\n")

    stad, problems = load_stad(root)

    assert stad is not None
    assert "duinrand" not in stad.wijk
    assert ["content/adviezen/advies-kade.md", "content/paginas/over.md", "wijken/duinrand.yaml"] == sorted(
        {problem.where.path for problem in problems}
    )


def test_without_stad_there_is_no_city(root: Path) -> None:
    """A bad stad.yaml gives no city, and still all problems of the other files."""
    (root / "wijken" / "stad.yaml").write_text("naam: Waterzande\n")
    (root / "wijken" / "duinrand.yaml").write_text("code: WK1\n")

    stad, problems = load_stad(root)

    assert stad is None
    assert {"wijken/duinrand.yaml", "wijken/stad.yaml"} == {problem.where.path for problem in problems}


def test_an_empty_folder_gives_one_problem(tmp_path: Path) -> None:
    """A wrong --root is told of once, and not for everything that is not there."""
    stad, problems = load_stad(tmp_path)

    assert stad is None
    assert ["bestand-ontbreekt"] == [problem.rule for problem in problems]


def test_stray_files_are_told_of(root: Path) -> None:
    """A file that is not read although it looks like it is a warning; examples and system files are passed over."""
    for path in (
        *("wijken/havenkwartier.yml", "wijken/_voorbeeld.yaml", "wijken/.wijk.swp", "content/voorstellen/plan.txt"),
        *("content/los.md", "content/voorstel/plan.md", "content/beeld/plein.png", "content/_oud/plan.md"),
    ):
        file = root / path
        file.parent.mkdir(exist_ok=True)
        file.write_text("x\n")

    _, problems = load_stad(root)

    assert [] == problems.errors
    assert ["content/los.md", "content/voorstel", "content/voorstellen/plan.txt", "wijken/havenkwartier.yml"] == [
        problem.where.path for problem in problems
    ]
    assert "bedoelde u “content/voorstellen”?" in {problem.hint for problem in problems}


def test_a_loose_page_may_not_take_an_address_of_the_site(root: Path) -> None:
    """The first step of every address of the site is kept free, and a page with that name is an error."""
    from wijkdemocratie.pages import pad_van

    stad = load(root)
    records = (
        *(stad.wijken[0], stad.gemeente.stadsdelen[0], stad.voorstellen[0], stad.adviezen[0], stad.lotingen[0]),
        *(stad.bijeenkomsten[0], stad.klankbordgroepen[0], stad.organisaties[0]),
    )
    assert RESERVED >= {pad_van(stad, record).split("/")[0] for record in records}

    (root / "content" / "paginas" / "wijken.md").write_text("---\ntitle: A\nslug: wijken\nsummary: A.\n---\n")
    _, problems = load_stad(root)
    assert ["dubbele-id"] == [problem.rule for problem in problems]


@pytest.mark.parametrize("path", ["wijken/_voorbeeld.yaml", "wijken/stad.yaml"])
def test_the_yaml_to_copy_can_be_read(path: str) -> None:
    """The example that editors copy holds keys that exist, with values that can be."""
    problems = Problems()
    data = read_yaml(TOP, path, problems)
    assert data is not None
    kind = Gemeente if path.endswith("stad.yaml") else Wijk
    for key in ("klankbordgroepen", "bijeenkomsten"):
        for record in data.get(key, ()):
            record.setdefault("wijken", ["voorbeeldwijk"])

    assert make_record(kind, data, problems) is not None
    assert [] == list(problems)


@pytest.mark.parametrize(("folder", "kind"), [("voorstellen", Voorstel), ("adviezen", Advies), ("wijkscans", Wijkscan)])
def test_the_markdown_to_copy_can_be_read(folder: str, kind: type[Deel]) -> None:
    """The example that editors copy holds every key that there is, with values that can be."""
    problems = Problems()
    document = read_document(TOP, f"content/{folder}/_voorbeeld.md", problems)
    assert document is not None
    record = make_record(kind, document.kop, problems)

    assert [] == list(problems)
    assert record is not None
    body = {"samenvatting"} if kind is Wijkscan else {"tekst"}
    assert set(kind.model_fields) - body == set(document.kop)


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (
            Voorstel,
            VOORSTEL.replace("reikwijdte", "reikwijte"),
            "4:1 “reikwijte” is hier geen bekende sleutel | bedoelde u “reikwijdte”? [sleutel-onbekend]",
        ),
        (
            Voorstel,
            VOORSTEL.replace("  bron: besluit", "  bron: besluit\n  xyz: b"),
            "7:3 “xyz” is hier geen bekende sleutel | "
            "hier kunnen staan: bron, datum, ris of toelichting [sleutel-onbekend]",
        ),
        (
            Voorstel,
            VOORSTEL.replace("titel: A\n", ""),
            "1:1 “titel” ontbreekt | voeg de sleutel “titel” toe: de titel. [sleutel-ontbreekt]",
        ),
        (
            Voorstel,
            VOORSTEL.replace("  bron: besluit", "  ris: RIS310824"),
            "6:3 “bron” ontbreekt | voeg de sleutel “bron” toe: de bron van de indeling. [sleutel-ontbreekt]",
        ),
        (
            Voorstel,
            VOORSTEL.replace("besluit", "beslut"),
            "6:9 “beslut” kan niet bij “bron” | bedoelde u “besluit”? "
            "U kunt kiezen uit: haagse-oplegger, besluit of eigen-lezing [keuze-onbekend]",
        ),
        (
            Voorstel,
            VOORSTEL.replace("titel: A", "titel: [A]"),
            "2:8 bij “titel” staat een lijst, en hier hoort één waarde | "
            "schrijf de waarde zonder streepje en zonder [ ]: titel: A [waarde-soort]",
        ),
        (
            Voorstel,
            VOORSTEL + "wijken: a\n",
            "8:9 bij “wijken” hoort een lijst te staan, ook als het er één is | schrijf: wijken: [a] [waarde-soort]",
        ),
        (
            Voorstel,
            VOORSTEL + "wijken:\n  -a\n",
            "9:3 bij “wijken” hoort een lijst te staan, ook als het er één is | "
            "zet een spatie na elk streepje [waarde-soort]",
        ),
        (
            Voorstel,
            VOORSTEL + "stappen:\n  nr: 1\n",
            "9:3 bij “stappen” hoort een lijst te staan, ook als het er één is | zet voor de eerste sleutel "
            "een streepje en een spatie, en zet de andere sleutels daaronder: - nr: 1 [waarde-soort]",
        ),
        (
            Voorstel,
            VOORSTEL.replace("  bron: besluit", "  bron:besluit"),
            "6:3 bij “indeling” hoort een blok met sleutels te staan | "
            "zet een spatie na de dubbele punt: bron: besluit [waarde-soort]",
        ),
        (
            Voorstel,
            VOORSTEL.replace("titel: A", "titel:"),
            "2:1 “titel” is leeg | vul een waarde in, of haal de regel weg [waarde-leeg]",
        ),
        (Voorstel, VOORSTEL + "ris:\n", "8:1 “ris” is leeg | vul een waarde in, of haal de regel weg [waarde-leeg]"),
        (Voorstel, VOORSTEL + "ris: ''\n", "8:6 “ris” is leeg | vul een waarde in, of haal de regel weg [waarde-leeg]"),
        (
            Voorstel,
            VOORSTEL + "wijken:\n  -\n",
            "9:4 “wijken” is leeg | vul een waarde in, of haal de regel weg [waarde-leeg]",
        ),
        (
            Voorstel,
            VOORSTEL + "stappen:\n  - nr: 1\n    fase: plan\n    datum:\n      jaar: 2026\n",
            "10:11 “plan” kan niet bij “fase” | kies uit: ",
        ),
    ],
)
def test_an_error_of_pydantic_is_told_in_dutch(kind: type[Deel], text: str, expected: str) -> None:
    """Each slip is told once, where it stands, with what to do about it."""
    told = tell(kind, text)

    assert told[0].startswith(expected)
    assert 1 == len([line for line in told if line.split()[0] == expected.split()[0]])


def test_a_slip_in_a_key_is_one_problem() -> None:
    """The key that was meant is not told to be missing as well."""
    assert 1 == len(tell(Voorstel, VOORSTEL.replace("samenvatting", "samenvating")))


def test_an_id_that_is_wrong_is_told_once() -> None:
    """The slug that is made of it does not repeat the error."""
    assert ["1:5 “A” kan niet in een webadres staan"] == [
        line.partition(" |")[0] for line in tell(Voorstel, VOORSTEL.replace("id: a", "id: A"))
    ]


def test_a_count_that_is_a_list_is_told_once() -> None:
    """A field that may be a number or a word gives two errors in pydantic, and one here."""
    groep = "  groepen:\n  - criterium: leeftijd\n    groep: A\n    pool: [1]\n    panel: te-klein\n"
    text = (
        f"id: a\nnaam: A\nklankbordgroep: b\naangekondigd_op: 2026-01-01\n{AANMELDEN}trekking: 2026-01-10 12:00\n"
        f"plaatsen: 1\nuitkomst:\n  gepubliceerd_op: 2026-01-11\n  uitgenodigd: 9\n  aangemeld: 8\n  geloot: 1\n{groep}"
    )

    assert ["18:11 bij “pool” staat een lijst, en hier hoort één waarde"] == [
        line.partition(" |")[0] for line in tell(Loting, text)
    ]


def test_an_error_that_nobody_foresaw_is_still_dutch() -> None:
    """A type of error that a later pydantic brings has a sentence that is always true."""
    zin = explain("brand_new", Fout("x", "titel", str, {}))

    assert ("waarde-ongeldig", "de waarde van “titel” kan hier niet") == zin[:2]


VALUES: tuple[Any, ...] = (
    *("", " ", "x", "-", "<b>", "x" * 2000, "2026-11-23", "2026-13", "9" * 12, "ja"),
    *(knopen.parse_yaml(f"a: {flow}", "a.yaml", Problems())["a"] for flow in ("[]", "[x]", "[[x]]", "{}", "{x: y}")),
)


def walk_fields(kind: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[tuple[type[BaseModel], str]]:
    if kind in seen:
        return
    seen.add(kind)
    for name in kind.model_fields:
        yield kind, name
        inner = find_kind(kind, [name])
        if getattr(inner, "__origin__", None) is tuple:
            inner = find_kind(kind, [name, 0])
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from walk_fields(inner, seen)


def test_every_error_that_a_file_can_cause_has_a_sentence() -> None:
    """Each field of each record is fed each kind of value; what pydantic then says is foreseen, and all of that."""
    seen: set[type[BaseModel]] = set()
    found = set()
    for top in (Gemeente, Wijk, Wijkscan, Voorstel, Advies, Pagina):
        for kind, name in walk_fields(top, seen):
            for value in VALUES:
                data = PlacedDict(Location("a.yaml"))
                data.put(name, value, data.place, data.place)
                try:
                    kind.model_validate(data)
                except ValidationError as error:
                    found |= {detail["type"] for detail in error.errors() if "hint" not in detail.get("ctx", {})}

    assert {*SENTENCES, "missing", "extra_forbidden"} == found
    assert {Record, Deel}.isdisjoint(seen)
    assert len(seen) > 20


def test_no_sentence_is_english() -> None:
    """Whatever is wrong with a field, no word of pydantic reaches the editor."""
    for kind in (Gemeente, Wijk, Wijkscan, Voorstel, Advies, Pagina):
        for name in kind.model_fields:
            for value in VALUES:
                problems = Problems()
                data = PlacedDict(Location("a.yaml"))
                data.put(name, value, data.place, data.place)
                make_record(kind, data, problems)
                for problem in problems:
                    words = set(re.findall(r"[a-z]+", problem.message.replace(str(value), "")))
                    assert words.isdisjoint({"should", "input", "valid", "field", "value", "string"}), problem
