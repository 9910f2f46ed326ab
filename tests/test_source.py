"""From files to plain data with places, and what bad files give instead."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from wijkdemocratie import source
from wijkdemocratie.problems import Location, Problems
from wijkdemocratie.source import PlacedDict, PlacedList, knopen, list_files, read_document, read_yaml
from wijkdemocratie.source.tekst import check_body

LOADERS = [yaml.BaseLoader, *([yaml.CBaseLoader] if yaml.__with_libyaml__ else [])]


@pytest.fixture(params=LOADERS, ids=lambda loader: loader.__name__)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a test with the C loader and with the one for where libyaml is absent."""
    monkeypatch.setattr(knopen, "_Loader", request.param)


def parse(text: str) -> tuple[PlacedDict | None, list[str]]:
    problems = Problems()
    data = knopen.parse_yaml(text, "a.yaml", problems)
    return data, [f"{problem.where.line}:{problem.where.column} {problem.rule}" for problem in problems]


def explain(text: str) -> str:
    problems = Problems()
    assert knopen.parse_yaml(text, "a.yaml", problems) is None
    (problem,) = problems
    return f"{problem.where.line}:{problem.where.column} {problem.message} | {problem.hint}"


def write(root: Path, path: str, data: str | bytes) -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return file


def read(root: Path, path: str = "a.md") -> tuple[source.Document | None, list[str]]:
    problems = Problems()
    document = read_document(root, path, problems)
    return document, [f"{problem.where.line}:{problem.where.column} {problem.rule}" for problem in problems]


@pytest.mark.usefixtures("loader")
def test_every_scalar_is_text() -> None:
    """Numbers, dates, yes and no stay as they were typed; only nothing is nothing."""
    data, found = parse("a: 010\nb: 2026-11-23\nc: ja\nd: no\ne: 19:30\nf: '1'\ng: null\nh:\ni: ''\nj: {k: }\n")

    assert [] == found
    assert {
        "a": "010",
        "b": "2026-11-23",
        "c": "ja",
        "d": "no",
        "e": "19:30",
        "f": "1",
        "g": "null",
        "h": None,
        "i": "",
        "j": {"k": None},
    } == data


@pytest.mark.usefixtures("loader")
def test_every_value_knows_its_place() -> None:
    """Mappings, lists, keys and values each have a line and a column; nothing stands where its key stands."""
    data, _ = parse("naam: Moerwijk\nbuurten:\n  - slug: oost\n    punt: {lon: '4.3'}\nleeg:\n")
    assert data is not None
    (buurt,) = data["buurten"]

    assert Location("a.yaml", 1, 1) == data.place == data.key_places["naam"]
    assert Location("a.yaml", 1, 7) == data.places["naam"]
    assert Location("a.yaml", 3, 3) == data.places["buurten"] == data["buurten"].place
    assert Location("a.yaml", 3, 5) == data["buurten"].places[0] == buurt.place
    assert Location("a.yaml", 4, 17) == buurt["punt"].places["lon"]
    assert Location("a.yaml", 5, 1) == data.places["leeg"]


def test_a_copy_keeps_its_places_and_its_independence() -> None:
    """A reader may fill in values without touching what was read."""
    data, _ = parse("a: 1\nb: [2]\n")
    assert data is not None

    copy, items = data.copy(), data["b"].copy()
    copy["c"] = "3"
    copy.places.clear()
    items.put("4", Location("elders"))

    assert isinstance(copy, PlacedDict)
    assert isinstance(items, PlacedList)
    assert {"a": "1", "b": ["2"]} == data
    assert Location("a.yaml", 1, 4) == data.places["a"]
    assert Location("a.yaml", 2, 5) == items.places[0]
    assert [0] == list(data["b"].places)


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id: a\ntitel:Foo\nsoort: b\n", "2:1 na de dubbele punt ontbreekt een spatie | schrijf: titel: Foo"),
        ("a:\n  - b\n  -c: d\n e: f\n", "3:3 na het streepje ontbreekt een spatie | schrijf: - c: d"),
        ("a:\n  - b\n  -c\nd: e\n", "3:3 na het streepje ontbreekt een spatie | schrijf: - c"),
        ("id: a\ntitel Foo\nsoort: b\n", "2:1 op deze regel ontbreekt een dubbele punt | "),
        ("titel: Foo: bar\n", "1:11 in deze waarde staat een dubbele punt met een spatie erachter | "),
        ("id: a\n  titel: Foo\n", "2:3 deze regel springt niet goed in | "),
        ("a:\n    b: c\n  d: e\n", "3:3 deze regel springt niet goed in | "),
        ('titel: "Foo\nsoort: b\n', '1:8 het aanhalingsteken (") dat hier opent, gaat niet meer dicht | '),
        ('titel: "Foo\nsoort: "b"\n', '1:8 het aanhalingsteken (") dat hier opent, gaat niet meer dicht | '),
        ("titel: 'Foo\nsoort: b\n", "1:8 het aanhalingsteken (') dat hier opent, gaat niet meer dicht | "),
        ('a: ["b, c]\nd: e\n', '1:5 het aanhalingsteken (") dat hier opent, gaat niet meer dicht | '),
        ("titel: 'Foo's plan'\n", "1:13 na het aanhalingsteken staat nog meer tekst | "),
        ('titel: "een \\"woord\\"" x\n', "1:24 na het aanhalingsteken staat nog meer tekst | "),
        (
            "titel: @foo\n",
            '1:8 een waarde kan niet beginnen met “@” | zet de hele waarde tussen aanhalingstekens: titel: "@foo"',
        ),
        ("titel: `foo`\n", "1:8 een waarde kan niet beginnen met “`” | "),
        ("titel: %foo\n", "1:8 een waarde kan niet beginnen met “%” | "),
        ("%foo\na: b\n", "1:1 een waarde kan niet beginnen met “%” | "),
        ("titel: *foo* bar\n", "1:8 een waarde kan niet beginnen met “*” | "),
        ("titel: & foo\n", "1:8 een waarde kan niet beginnen met “&” | "),
        ("titel: !a!b c\n", "1:8 een waarde kan niet beginnen met “!” | "),
        ("titel: > 5\n", "1:8 een waarde kan niet beginnen met “>” | "),
        ("titel: | foo\n", "1:8 een waarde kan niet beginnen met “|” | "),
        ("titel: , foo\n", "1:8 een waarde kan niet beginnen met “,” | "),
        ('titel: "c:\\pad"\n', "1:8 een schuine streep \\ betekent tussen dubbele aanhalingstekens iets bijzonders | "),
        ("a: [b, c\nd: e\n", "1:4 de opsomming die hier begint, gaat niet goed dicht met ] | "),
        ("a: {b: c\nd: e\n", "1:4 de opsomming die hier begint, gaat niet goed dicht met } | "),
        ("a: [b] c\n", "1:8 na ] staat nog meer tekst | "),
        ("a: - b\n", "1:4 een lijst kan niet achter de dubbele punt beginnen | zet het streepje op een nieuwe regel"),
        ("a:\n  - b\n  c: d\n", "3:3 hier loopt de lijst nog, en deze regel begint niet met een streepje | "),
        ("a:\n  - b\n - c\n", "3:2 dit streepje staat niet recht onder de andere streepjes van de lijst | "),
        (": b\n", "1:1 voor de dubbele punt ontbreekt de sleutel | schrijf: sleutel: waarde"),
        (
            "a:\u00a0b\nc: d\n",
            "1:3 na de dubbele punt staat een bijzondere spatie | vervang hem door een gewone spatie",
        ),
        ("titel:Foo\n", "1:1 hier staat losse tekst, en hier horen sleutels met waarden te staan | zet een spatie"),
        ("- a\n", "1:1 hier staat een lijst, en hier horen sleutels met waarden te staan | een regel is"),
        ("# niets\n", "1:1 er staan geen sleutels in | vul de sleutels in"),
        ("a: b\n...\nc: d\n", "2:1 hier begint een tweede deel, en een bestand heeft er één | "),
        ("a: b\n---\nc: d\n", "2:1 hier begint een tweede deel, en een bestand heeft er één | "),
        ("a: &b c\n", "1:4 “&b” is in YAML een anker, en die gebruiken we niet | "),
        ("a: *b\n", "1:4 “*b” is in YAML een verwijzing, en die gebruiken we niet | "),
        ("<<: {a: b}\n", "1:1 “<<” voegt in YAML een ander blok in, en dat gebruiken we niet | "),
        (
            "a: !!python/name:os.system\n",
            "1:4 “!!python/name:os.system” is in YAML een soortnaam, en die gebruiken we niet | ",
        ),
        ("[a]: b\n", "1:1 hier hoort een sleutel te staan: een gewoon woord met een dubbele punt erachter | "),
        ("'a': b\n", "1:1 hier hoort een sleutel te staan: een gewoon woord met een dubbele punt erachter | "),
        ("a: " + "[" * 21 + "]" * 21 + "\n", "1:23 hier zitten meer dan 20 lijsten en blokken in elkaar | "),
        ("a: " + "[" * 50_000 + "\n", "1:23 hier zitten meer dan 20 lijsten en blokken in elkaar | "),
        ("a:\n\tb: c\n", "2:1 hier staat een tab, en tabs kunnen niet in deze regels | "),
    ],
)
def test_a_slip_is_told_where_it_was_made(text: str, expected: str) -> None:
    """Each usual slip in YAML has a place, a Dutch sentence and a tip, the same with both loaders."""
    assert explain(text).startswith(expected)


@pytest.mark.usefixtures("loader")
def test_a_key_that_is_there_twice_does_not_hide_the_rest() -> None:
    """The first value counts, every double is told, and reading goes on."""
    data, found = parse("a: 1\nb: 2\na: 3\nc: 4\nb: 5\n")

    assert {"a": "1", "b": "2", "c": "4"} == data
    assert ["3:1 dubbele-sleutel", "5:1 dubbele-sleutel"] == found


@pytest.mark.usefixtures("loader")
def test_text_over_more_lines_is_no_slip() -> None:
    """Folded, literal and quoted text may take more lines, also before a slip elsewhere."""
    data, found = parse("a: >-\n  een\n  twee\nb: \"drie\n  vier\"\nc: 'vijf''s\n  zes' # zo\n")
    assert {"a": "een twee", "b": "drie vier", "c": "vijf's zes"} == data
    assert [] == found

    assert explain('b: "drie\n  vier"\nc: @\n').startswith("3:4 een waarde kan niet beginnen met “@”")


@pytest.mark.parametrize("escape", [r"\0", r"\u202e", r"\x85", r"\ufeff"])
def test_an_escape_cannot_bring_in_a_control_character(escape: str) -> None:
    """What may not stand in a file may not come out of an escape either."""
    data, found = parse(f'a: "b{escape}c"\n')

    assert {"a": "b c"} == data
    assert ["1:4 stuurteken"] == found


@given(st.text(alphabet=st.sampled_from("ab:-[]{}'\"#&*!|>%@`,? \n\\"), max_size=60))
def test_no_text_makes_a_traceback(text: str) -> None:
    """Whatever stands in a file, the answer is data or a problem with a place inside the file."""
    problems = Problems()
    data = knopen.parse_yaml(text, "a.yaml", problems)

    assert data is not None or len(problems)
    for problem in problems:
        assert 1 <= problem.where.line <= text.count("\n") + 1
        assert problem.where.column >= 1


def test_front_matter_keeps_the_lines_of_the_file(tmp_path: Path) -> None:
    """The first key is on line 2, and the body begins at its first line with text."""
    write(tmp_path, "a.md", "---\nid: a\nsoort: b\n---\n\n\nEen *tekst*.\n\nTwee.\n\n")

    document, found = read(tmp_path)

    assert [] == found
    assert document is not None
    assert Location("a.md", 3, 8) == document.kop.places["soort"]
    assert "Een *tekst*.\n\nTwee." == document.body
    assert Location("a.md", 7, 1) == document.body_place


def test_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    """CRLF gives the same text and the same places."""
    write(tmp_path, "a.md", "---\r\nid: a\r\nsoort: @b\r\n---\r\nTekst.\r\n")
    assert ["3:8 yaml-fout"] == read(tmp_path)[1]

    write(tmp_path, "a.md", "---\r\nid: a\r\n---\r\nTekst\r\nhier.\r\n")
    document, _ = read(tmp_path)
    assert document is not None
    assert {"id": "a"} == document.kop
    assert "Tekst\nhier." == document.body


def test_a_rule_in_the_body_is_not_the_end_of_the_front_matter(tmp_path: Path) -> None:
    """Only the first line with three dashes closes the front matter."""
    write(tmp_path, "a.md", "---\nid: a\n---\nBoven.\n\n---\n\nOnder.\n")

    document, found = read(tmp_path)

    assert [] == found
    assert document is not None
    assert "Boven.\n\n---\n\nOnder." == document.body


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"---\nid: a\n", "1:1 kopregels-open"),
        (b"id: a\n", "1:1 kopregels-ontbreken"),
        (b"", "1:1 bestand-leeg"),
        (b" \n\n", "1:1 bestand-leeg"),
        (b"---\n---\n", "2:1 bestand-leeg"),
        (b"---\nid: a\ntitel: caf\xe9\n---\n", "3:11 codering-onjuist"),
        ("---\nid: één ".encode() + b"\xe9\n---\n", "2:9 codering-onjuist"),
        ("---\nid: a\n---\n".encode("utf-16"), "1:1 codering-onjuist"),
        (b"---\nid: a\n---\n" + b"x" * source.MAX_BYTES, "1:1 bestand-te-groot"),
        (b"---\nid: a\n---\nnul \0 hier\n", "4:5 stuurteken"),
        ("---\nid: a\n---\nom\u202egekeerd\n".encode(), "4:3 stuurteken"),
        ("---\nid: a\u2028b: c\n---\n".encode(), "2:6 stuurteken"),
    ],
)
def test_a_file_that_is_no_text_is_told_apart(data: bytes, expected: str, tmp_path: Path) -> None:
    """Each thing that can be wrong with the bytes has its own rule and a place."""
    write(tmp_path, "a.md", data)

    assert expected == read(tmp_path)[1][0]


def test_a_bom_does_not_hide_the_rest(tmp_path: Path) -> None:
    """The BOM is told, and the file is read as if it were not there."""
    write(tmp_path, "a.md", "\ufeff---\nid: a\n---\n")

    document, found = read(tmp_path)

    assert ["1:1 codering-bom"] == found
    assert document is not None
    assert {"id": "a"} == document.kop


def test_a_link_is_followed_only_inside_the_tree(tmp_path: Path) -> None:
    """A link to a file of the city is fine; one that leaves it, loops, or leads nowhere is not opened."""
    root = tmp_path / "stad"
    write(root, "echt.md", "---\nid: a\n---\n")
    write(tmp_path, "elders.md", "---\nid: b\n---\n")
    (root / "binnen.md").symlink_to("echt.md")
    (root / "buiten.md").symlink_to("../elders.md")
    (root / "lus.md").symlink_to("lus.md")
    (root / "nergens.md").symlink_to("weg.md")
    (root / "map").symlink_to("..")

    assert [] == read(root, "binnen.md")[1]
    for path in ("buiten.md", "lus.md", "nergens.md", "map/elders.md"):
        assert (None, ["1:1 koppeling-buiten-map"]) == read(root, path)


def test_a_city_behind_a_link_is_read(tmp_path: Path) -> None:
    """The root itself may be a link: only leaving it counts."""
    write(tmp_path, "stad/a.md", "---\nid: a\n---\n")
    (tmp_path / "link").symlink_to("stad")

    assert [] == read(tmp_path / "link")[1]


def test_a_folder_or_a_missing_file_is_told(tmp_path: Path) -> None:
    """What cannot be opened has a rule of its own, and a name with a null byte does not stop the run."""
    (tmp_path / "map.md").mkdir()

    assert ["1:1 bestand-bijzonder"] == read(tmp_path, "map.md")[1]
    assert ["1:1 bestand-ontbreekt"] == read(tmp_path, "weg.md")[1]
    problems = Problems()
    assert read_yaml(tmp_path, "weg.yaml", problems) is None
    assert "wijken" not in {problem.rule for problem in problems}


def test_files_are_listed_in_one_order_everywhere(tmp_path: Path) -> None:
    """The order is that of the characters; a folder that is not there holds nothing."""
    for name in ("b.md", "a.md", "Z.md"):
        write(tmp_path, f"content/{name}", "x")
    problems = Problems()

    assert ["content/Z.md", "content/a.md", "content/b.md"] == list_files(tmp_path, "content", problems)
    assert [] == list_files(tmp_path, "weg", problems)
    assert 0 == len(problems)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Een <b>woord</b>.", ["5:5 opmaak-in-tekst", "5:13 opmaak-in-tekst"]),
        ("Een\nregel <script>", ["6:7 opmaak-in-tekst"]),
        ("<!-- weg -->", ["5:1 opmaak-in-tekst"]),
        ("<a href=x\nonclick=y>", ["5:1 opmaak-in-tekst"]),
        (r"\<b>", ["5:2 opmaak-in-tekst"]),
        ("- punt\n\n    <b>in een punt</b>", ["7:5 opmaak-in-tekst", "7:19 opmaak-in-tekst"]),
        ("3 < 4 en a<5", []),
        ("`<b>` en ``<b> ` <i>`` en `twee\nregels <b>`", []),
        ("`open <b>\n\nen` <i>", ["5:7 opmaak-in-tekst", "7:5 opmaak-in-tekst"]),
        ("```\n<b>\n```\n<i>", ["8:1 opmaak-in-tekst"]),
        ("~~~ html\n<b>\n```\n~~~", []),
        ("Code:\n\n    <b>\n    <i>\n", []),
        ("Geen code:\n    <b>\n", ["6:5 opmaak-in-tekst"]),
        ("<https://gemeente.example/> en <info@gemeente.example>", []),
        ("[a](https://b.example) [c](/wijken/) [d](../e/) [f](mailto:info@g.example) [h](i.md)", []),
        ("[a](javascript:alert(1))", ["5:5 link-onveilig"]),
        ("[a](JaVaScRiPt:alert(1))", ["5:5 link-onveilig"]),
        ("[a](java&#115;cript:alert)", ["5:5 link-onveilig"]),
        ("[a](<data:text/html,x>)", ["5:5 opmaak-in-tekst", "5:6 link-onveilig"]),
        ("[a][b]\n\n[b]: vbscript:x", ["7:6 link-onveilig"]),
        ("![a](https://b.example/c.png)", ["5:6 beeld-van-elders"]),
        ("![a](//b.example/c.png)", ["5:6 beeld-van-elders"]),
        ("![a](data:image/png;base64,AA)", ["5:6 beeld-van-elders"]),
        ("![a][b]\n\n[b]: https://c.example/d.png", ["7:6 beeld-van-elders"]),
        ("![a](/beeld/plein.png)", []),
        ("[![b](//c.example/c.png)](https://d.example)", ["5:7 beeld-van-elders"]),
        ("[a](//b.example/c) [d](#e)", ["5:5 link-onveilig", "5:24 link-onveilig"]),
    ],
)
def test_a_body_holds_markdown_and_nothing_that_runs(body: str, expected: list[str]) -> None:
    """Raw HTML, links that run code and images of other hosts are told where they stand; code may show them."""
    problems = Problems()
    check_body(body, "a.md", 5, problems)

    assert expected == [f"{problem.where.line}:{problem.where.column} {problem.rule}" for problem in problems]


@pytest.mark.parametrize(
    ("text", "tip"),
    [
        ("id: a\n", "begin met een regel met alleen ---, dan de sleutels, en dan weer een regel met alleen ---"),
        ("\n\n---\nid: a\n---\n", "haal de lege regels boven --- (regel 3) weg"),
        ("    ---\n    id: a\n    ---\n", "haal de spaties weg die voor elke regel staan"),
        ("Een zin.\n\n---\nid: a\n---\n", "zet wat boven regel 3 staat onder de tweede regel met ---"),
    ],
)
def test_front_matter_that_does_not_begin_is_looked_for(tmp_path: Path, text: str, tip: str) -> None:
    """The dashes are often there, only not where they should be."""
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    problems = Problems()
    assert read_document(tmp_path, "a.md", problems) is None
    assert [tip] == [problem.hint for problem in problems]
