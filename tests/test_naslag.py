"""No rule, key, command or option that a page does not tell an editor about."""

import argparse
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

import naslag
from made_site import TOP
from wijkdemocratie import arguments, text

COMMANDOS = (TOP / "docs" / "commandos.md").read_text(encoding="utf-8")


def hold(path: Path, content: str, request: pytest.FixtureRequest) -> None:
    """Compare a page with what it is made from; --golden writes it anew."""
    if request.config.getoption("golden"):
        path.write_text(content, encoding="utf-8")
    assert content == path.read_text(encoding="utf-8")


def test_the_page_of_rules_is_current(request: pytest.FixtureRequest) -> None:
    """It holds what the folders of the rules say, so that a rule is explained in one place."""
    hold(naslag.PAGINAS / "regels.md", naslag.render_regels(), request)


def test_the_page_of_keys_is_current(request: pytest.FixtureRequest) -> None:
    """It holds what the models say."""
    hold(naslag.PAGINAS / "sleutels.md", naslag.render_sleutels(), request)


def test_every_rule_has_a_heading_to_link_to() -> None:
    """Each rule is a heading with its id as address, has a why, a wrong and a right example; and nothing else has."""
    page = (naslag.PAGINAS / "regels.md").read_text(encoding="utf-8").partition("\n---\n")[2]
    tree = html.fragment_fromstring(str(text.render_markdown(page, named=True)), create_parent="div")

    assert naslag.RULES == tree.xpath("//h2/@id")
    for rule, told in re.findall(r"^## ([a-z-]+)\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL):
        why, wrong, right = re.split(r"^(?:Fout|Goed):", told, flags=re.MULTILINE)
        assert all(part.strip() for part in (why, wrong, right)), rule


def test_every_key_is_told() -> None:
    """Each key of each model that a file can hold stands on the page of keys, with a sentence."""
    told = dict(re.findall(r"^`(\w+)`.*\n:   (.*)$", (naslag.PAGINAS / "sleutels.md").read_text("utf-8"), re.MULTILINE))
    keys = {
        f"{kind.__name__}.{name}": told.get(name, "").strip()
        for kind, name in naslag.list_sleutels()
        if name != "tekst" and (kind.__name__, name) != ("Wijkscan", "samenvatting")
    }

    assert len(keys) > 150
    assert [] == [key for key, sentence in keys.items() if not sentence]


def list_commands(monkeypatch: pytest.MonkeyPatch) -> dict[str, argparse.ArgumentParser]:
    """Return the parser of each command."""
    made: dict[str, argparse.ArgumentParser] = {}
    add: Callable[..., argparse.ArgumentParser] = argparse._SubParsersAction.add_parser

    def keep(self: object, name: str, **manner: object) -> argparse.ArgumentParser:
        made[name] = add(self, name, **manner)
        return made[name]

    monkeypatch.setattr(argparse._SubParsersAction, "add_parser", keep)
    arguments.parse_arguments(["check"], TOP)
    return made


def test_every_command_and_option_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command has a line in docs/commandos.md, and each option one that names the command."""
    rows = [re.split(r"(?<!\\)\|", line)[1:-1] for line in COMMANDOS.splitlines() if line.startswith("|")]
    commands = list_commands(monkeypatch)

    assert {"build", "check", "serve"} <= commands.keys()
    missing = [name for name in commands if not any(f"build.py {name}" in row[0] for row in rows)]
    for name, parser in commands.items():
        for action in parser._actions:
            for option in action.option_strings:
                if option in {"-h", "--help"}:
                    continue
                told = [row[1] for row in rows if len(row) == 3 and re.search(rf"`{option}[ `]", row[0])]
                if not any(told_for(name, words) for words in told):
                    missing.append(f"{name} {option}")
    assert [] == missing


def told_for(command: str, words: str) -> bool:
    """Say whether “alle, niet ping” or “check, build” is about a command."""
    said, _, not_said = words.partition("niet ")
    return command not in not_said and ("alle" in said or re.search(rf"\b{command}\b", said) is not None)
