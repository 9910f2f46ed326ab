"""Every rule: the smallest input that breaks it, what an editor then reads, and where that is explained.

A folder in `sites/fout` is called after a rule. It holds only what differs from `sites/klein`, in `verwacht.txt` what
`check` says, and in `uitleg.md` what the page with all rules tells about it (see `test_naslag`). What git cannot hold
well, such as a pipe, is made by a function here.
"""

import ast
import json
import os
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from wijkdemocratie import check, read, source
from wijkdemocratie.check import check_stad, read_bekend, read_datums
from wijkdemocratie.events import gebeurtenissen
from wijkdemocratie.problems import Problems
from wijkdemocratie.read import load_stad
from wijkdemocratie.report import make_line_reader, render_text
from wijkdemocratie.select import Bereik, select_bekend

SITES = Path(__file__).parent / "sites"
PLUGIN = Path(source.__file__).parent.parent
PEILDATUM = date(2026, 11, 23)
RULES = sorted({*source.RULES, *read.RULES, *check.REGELS})


_TOLD = shutil.ignore_patterns("verwacht.txt", "uitleg.md")
"""What a folder of `sites/fout` says about itself."""


def make_pipe(root: Path) -> None:
    os.mkfifo(root / "content" / "paginas" / "proef.md")


def make_file_for_folder(root: Path) -> None:
    shutil.rmtree(root / "content" / "wijkscans")
    (root / "content" / "wijkscans").write_text("Dit is geen map.\n")


def remove_stad(root: Path) -> None:
    (root / "wijken" / "stad.yaml").unlink()


def remove_pagina(root: Path) -> None:
    (root / "content" / "paginas" / "privacy.md").unlink()


def publish_klein(root: Path, *more: tuple[str, str]) -> None:
    """Write what the small city told, as its published site lists it; `more` are (kenmerk, title) that it lost."""
    stad, _problems = load_stad(SITES / "klein")
    assert stad is not None
    told = [
        (item.make_guid(stad), item.titel, item.moment.isoformat(), item.voorbeeld, item.bereik)
        for item in gebeurtenissen(select_bekend(stad, PEILDATUM), PEILDATUM)
    ]
    lost = Bereik(("havenkwartier",))
    space = f"tag:{stad.gemeente.naamruimte}"
    told += [(f"{space}:{kenmerk}", titel, "2026-11-02T00:00:00+01:00", False, lost) for kenmerk, titel in more]
    rows = [
        {
            "guid": guid,
            "soort": guid.split(":")[4],
            "titel": titel,
            "moment": moment,
            "voorbeeld": voorbeeld,
            "wijkcodes": [] if bereik.hele_stad else [stad.wijk[slug].code for slug in bereik.wijken],
        }
        for guid, titel, moment, voorbeeld, bereik in told
    ]
    (root / "vorige" / "data").mkdir(parents=True)
    text = "".join(f"{json.dumps(row)}\n" for row in rows)
    (root / "vorige" / "data" / "wijzigingen.ndjson").write_text(text, encoding="utf-8")


def publish_moved(root: Path) -> None:
    publish_klein(root)
    plaats, einde = "Wijkcentrum De Haven", "2026-12-01T21:30:00+01:00"
    row = {"id": "open-avond-kade", "voorbeeld": False, "begin": "2026-12-01T19:00:00+01:00", "einde": einde}
    table = json.dumps({"rijen": [row | {"plaats": plaats}]})
    (root / "vorige" / "data" / "bijeenkomsten.json").write_text(table, encoding="utf-8")


def publish_more(root: Path) -> None:
    publish_klein(
        root,
        ("voorstel:ris900001:stap:9", "Oude Haven: Het Ankerplein – behandeld in de raadscommissie"),
        ("voorstel:speeltuin:stap:1", "Havenkwartier: Een nieuwe speeltuin – ingediend"),
        ("bijeenkomst:open-dag:bijeenkomst:1", "Havenkwartier: Open dag op 20 november 2026"),
    )


def make_huge_file(root: Path) -> None:
    (root / "content" / "paginas" / "proef.md").write_text("---\ntitle: Proef\n---\n" + "Lang. " * 200_000)


def make_link_outside(root: Path) -> None:
    (root.parent / "elders.md").write_text("---\ntitle: Elders\n---\n")
    (root / "content" / "paginas" / "proef.md").symlink_to("../../../elders.md")


MAKERS: dict[str, Callable[[Path], None]] = {
    "bericht-ongemerkt": publish_klein,
    "bericht-verdwenen": publish_more,
    "bestand-bijzonder": make_pipe,
    "bestand-onleesbaar": make_file_for_folder,
    "bestand-ontbreekt": remove_stad,
    "bestand-te-groot": make_huge_file,
    "pagina-ontbreekt": remove_pagina,
    "verzet-zonder-wijziging": publish_moved,
    "koppeling-buiten-map": make_link_outside,
}


def make_site(folder: Path, rule: str) -> Path:
    """Return a copy of the small city with the fault in it."""
    root = folder / "stad"
    shutil.copytree(SITES / "klein", root)
    shutil.copytree(SITES / "fout" / rule, root, dirs_exist_ok=True, ignore=_TOLD)
    if rule in MAKERS:
        MAKERS[rule](root)
    return root


def find_problems(root: Path) -> Problems:
    stad, problems = load_stad(root)
    if stad is not None:
        # A fault that only shows beside what was published brings that along.
        vorige = root / "vorige"
        bekend, datums = read_bekend(vorige, met_voorbeelden=True), read_datums(vorige, met_voorbeelden=True)
        check_stad(stad, problems, PEILDATUM, bekend, datums)
    return problems


@pytest.mark.parametrize("rule", RULES)
def test_a_fault_is_told_at_its_place(rule: str, tmp_path: Path) -> None:
    """The smallest input that breaks a rule gives exactly the text in `verwacht.txt`."""
    root = make_site(tmp_path, rule)
    expected = SITES / "fout" / rule / "verwacht.txt"

    problems = find_problems(root)

    assert expected.read_text(encoding="utf-8") == render_text(problems, make_line_reader(root))
    assert {rule} == {problem.rule for problem in problems}
    assert all(problem.hint for problem in problems)


def test_every_folder_is_of_a_rule() -> None:
    """No folder is left behind when a rule goes away or gets another name."""
    assert sorted(path.name for path in (SITES / "fout").iterdir()) == RULES


def test_the_code_uses_no_other_rule_ids() -> None:
    """Every word in the code that looks like a rule id is in a list of rules, and so is tested above."""
    files = [*(PLUGIN / "source").glob("*.py"), *(PLUGIN / "read").glob("*.py"), *(PLUGIN / "model").glob("*.py")]
    words = {
        node.value
        for file in files
        if file.name != "soorten.py"  # the values of the closed lists
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    found = {word for word in words if re.fullmatch(r"[a-z]+(-[a-z]+)+", word)}

    assert {*source.RULES, *read.RULES} >= found - {"te-klein"}


def test_the_small_city_has_no_problems() -> None:
    """Everything that the golden files stand on passes, warnings included."""
    assert list(find_problems(SITES / "klein")) == []
