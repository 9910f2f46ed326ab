"""The schemas that editors' programs read: current, true to the models, and of use in a real language server.

`make test ARGS="-k schema --golden"` writes them anew.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from made_site import KLEIN, TOP
from taalserver import Taalserver
from wijkdemocratie.read import load_stad
from wijkdemocratie.schema import FILES, render_schema

SETTINGS = json.loads((TOP / ".vscode" / "settings.json").read_text("utf-8"))
MOERWIJK = (TOP / "wijken" / "moerwijk.yaml").read_text("utf-8")


def make_validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(render_schema(name)))


def list_files(root: Path, name: str) -> list[Path]:
    """Return the files of a kind that are records, by the patterns of their schema."""
    wanted = [pattern for pattern in FILES[name][2] if not pattern.startswith("!")]
    unwanted = {root / pattern[1:] for pattern in FILES[name][2] if pattern.startswith("!")}
    found = {path for pattern in wanted for path in root.glob(pattern)} - unwanted
    return sorted(path for path in found if path.suffix != ".md" or path.name[0] != ".")


def read_kop(path: Path) -> Any:
    """Return the YAML of a file as YAML 1.2 reads it, which is how a language server does."""
    text = path.read_text("utf-8")
    return parse(text.split("---\n")[1] if path.suffix == ".md" else text)


def parse(text: str) -> Any:
    yaml = YAML(typ="safe", pure=True)
    # ruamel makes dates of what YAML 1.2 leaves as text.
    yaml.constructor.add_constructor(
        "tag:yaml.org,2002:timestamp", lambda constructor, node: constructor.construct_scalar(node)
    )
    return yaml.load(text)


@pytest.mark.parametrize("name", sorted(FILES))
def test_the_committed_schema_is_current(name: str, request: pytest.FixtureRequest) -> None:
    """What is in the repository follows from the models as they are now."""
    path = TOP / "schema" / f"{name}.schema.json"
    if request.config.getoption("golden"):
        path.write_text(render_schema(name), encoding="utf-8")
    assert render_schema(name) == path.read_text("utf-8")


def test_no_schema_is_left_over() -> None:
    """A kind of file that is gone takes its schema with it."""
    assert {f"{name}.schema.json" for name in FILES} == {path.name for path in (TOP / "schema").iterdir()}


@pytest.mark.parametrize("name", sorted(FILES))
def test_it_is_a_schema_and_every_key_is_explained(name: str) -> None:
    """The schema keeps to its own standard, is closed, and has words beside every key that an editor can write."""
    schema = json.loads(render_schema(name))
    Draft202012Validator.check_schema(schema)
    for block in (schema, *schema.get("$defs", {}).values()):
        if block["type"] == "object":
            assert block["additionalProperties"] is False
            assert [key for key, value in block["properties"].items() if not value.get("description")] == []
        elif "enum" in block:
            assert len(block["enum"]) == len(block["enumDescriptions"])
        assert "description" not in block, "the docstring of a class is English"


@pytest.mark.parametrize("root", [TOP, KLEIN], ids=["haag", "klein"])
@pytest.mark.parametrize("name", sorted(FILES))
def test_what_passes_check_validates(name: str, root: Path) -> None:
    """Every shipped file, the examples to copy, and every file of the small city, none of which has an error."""
    assert not load_stad(root)[1].errors
    files = list_files(root, name)
    assert files
    validator = make_validator(name)
    faults = [f"{path.name}: {error.message}" for path in files for error in validator.iter_errors(read_kop(path))]
    assert faults == []


VOORSTEL = (
    "id: proef\ntitel: Proef\nsoort: plan\nreikwijdte: wijkspecifiek\nwijken: [moerwijk]\nindeling:\n"
    "  bron: besluit\nstappen:\n  - nr: 1\n    fase: voornemen\n    datum: 2026\nsamenvatting: Een proef.\n"
)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("reikwijdte: wijkspecifiek", "reikwijdte: wijkspecifik"),
        ("reikwijdte: wijkspecifiek", "reikwijte: wijkspecifiek"),
        ("titel: Proef", "titel: Een <b>proef</b>"),
        ("titel: Proef", "titel: [Proef]"),
        ("titel: Proef", "titel:"),
        ("titel: Proef\n", ""),
        ("titel: Proef", "titel: Proef\ntekst: Deze hoort onder de kopregels."),
        ("titel: Proef", "titel: Proef\nvoorbeeld: misschien"),
        ("titel: Proef", "titel: Proef\nris: 123456"),
        ("titel: Proef", "titel: Proef\nopgenomen_op: 23-11-2026"),
        ("id: proef", "id: Proef Een"),
        ("datum: 2026", "datum: 26-11"),
        ("datum: 2026", "datum: 3026"),
        ("nr: 1", "nr: een"),
        ("nr: 1", "nr: -1"),
        ("wijken: [moerwijk]", "wijken: moerwijk"),
        ("  bron: besluit", "  bron: besluit\n  webadres: https://example.nl"),
        ("titel: Proef", "titel: Proef\nbronnen:\n  - naam: Raad\n    webadres: http://example.nl"),
    ],
)
def test_what_is_wrong_does_not(right: str, wrong: str, tmp_path: Path) -> None:
    """A slip that `check` finds in one value is seen by the schema too, and the file without it is seen as good."""
    validator = make_validator("voorstel")
    assert right in VOORSTEL
    assert validator.is_valid(parse(VOORSTEL))
    text = VOORSTEL.replace(right, wrong)
    assert not validator.is_valid(parse(text))
    folder = tmp_path / "content" / "voorstellen"
    shutil.copytree(KLEIN / "wijken", tmp_path / "wijken")
    folder.mkdir(parents=True)
    (folder / "proef.md").write_text(f"---\n{text}---\n", encoding="utf-8")
    assert load_stad(tmp_path)[1].errors


@pytest.mark.parametrize(
    "line", ["voorbeeld: ja", "voorbeeld: true", "titel: 2026", "slug: 2026", "opgenomen_op: 2026-11-23"]
)
def test_every_way_to_write_it_is_good(line: str) -> None:
    """YAML makes numbers and booleans of what is text to us."""
    key = line.partition(":")[0]
    text = "".join(one for one in VOORSTEL.splitlines(keepends=True) if not one.startswith(f"{key}:"))
    assert make_validator("voorstel").is_valid(parse(f"{line}\n{text}"))


def test_settings_name_the_schemas_by_the_same_patterns() -> None:
    """What the settings of the editor say is what `FILES` says, for the files that are YAML as a whole."""
    told = {f"./schema/{name}.schema.json": list(files) for name, (_, _, files) in FILES.items() if name in YAML_FILES}
    assert SETTINGS["yaml.schemas"] == told


YAML_FILES = ("stad", "wijk")


@pytest.fixture(scope="module")
def server() -> Iterator[Taalserver]:
    with Taalserver(TOP, SETTINGS) as server:
        yield server


def test_the_server_finds_nothing_in_good_files(server: Taalserver) -> None:
    """A file of a wijk and stad.yaml, each against its own schema."""
    assert server.open("wijken/moerwijk.yaml", MOERWIJK) == []
    assert server.open("wijken/stad.yaml", (TOP / "wijken" / "stad.yaml").read_text("utf-8")) == []


def test_the_server_underlines_a_wrong_value_on_its_line(server: Taalserver) -> None:
    """The value itself is underlined, with our own words where we have them."""
    lines = MOERWIJK.splitlines()
    row = next(index for index, line in enumerate(lines) if line.strip().startswith("mandaat:"))
    indent, _, value = lines[row].partition("mandaat: ")
    lines[row] = f"{indent}mandaat: adviseer"
    (found,) = server.open("wijken/moerwijk-keuze.yaml", "\n".join(lines))
    start = len(indent) + len("mandaat: ")
    assert value
    assert found["range"]["start"] == {"line": row, "character": start}
    assert found["range"]["end"] == {"line": row, "character": start + len("adviseer")}
    assert found["message"] == "kies uit: raadplegen, adviseren, meebesluiten of zelf-besluiten"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("slug: Moer Wijk", "gebruik alleen kleine letters, cijfers en losse streepjes, zoals: laak-centraal"),
        ("inwonners: 12", "Property inwonners is not allowed."),
    ],
)
def test_the_server_tells_a_slip(line: str, message: str, server: Taalserver) -> None:
    """A value of a wrong form and a key with a typing error; the words for a key are those of the server."""
    key = line.partition(":")[0]
    kept = [one for one in MOERWIJK.splitlines() if not one.startswith(f"{key}:")]
    found = server.open(f"wijken/fout-{key}.yaml", "\n".join([*kept, line, ""]))
    assert [(one["range"]["start"]["line"], one["message"]) for one in found] == [(len(kept), message)]


def test_the_server_completes_keys_and_choices_with_their_words(server: Taalserver) -> None:
    """An editor who types nothing yet is told what can stand here, and what it means."""
    text = "code: WK051836\n\nlotingen:\n  - id: proef\n    \nklankbordgroepen:\n  - vorm: \n"
    server.open("wijken/proef.yaml", text)
    keys = server.complete("wijken/proef.yaml", 1, 0)
    assert "De slug van het stadsdeel." in keys["stadsdeel"]
    assert "code" not in keys
    assert "Hoeveel bewoners er worden geloot." in server.complete("wijken/proef.yaml", 4, 4)["plaatsen"]
    assert "geloot voor één project" in server.complete("wijken/proef.yaml", 6, 10)["project"]
