"""Markup in the text of an editor: refused with a place, and harmless where it would get through all the same."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any, get_type_hints

import pytest
import yaml
from icalendar import Calendar
from lxml import etree, html

from hostile_build import is_regel
from made_site import KLEIN, TOP, MadeSite
from wijkdemocratie.model import Advies, Deel, Gemeente, Voorstel, Wijk, Wijkscan
from wijkdemocratie.read import load_stad

SCRIPT = "<script>alert(1)</script>"
# The scripts of the site itself: each a file, with nothing in the page.
_OWN_SCRIPT = re.compile(rb'<script src="[a-z/.:-]*/theme/js/[a-z]+\.[0-9a-f]{10}\.js" defer></script>')
HOSTILE = SCRIPT + "\"'><b onclick=alert(1)>{{1234*5678}} &lt;i&gt; ]]> {% raw %}"
BODY = f"Gewone tekst. <img src=x onerror=alert(1)>{SCRIPT}"
SITEURL = "https://wijken.waterzande.example"

KINDS: list[tuple[type[Deel], str]] = [
    (Gemeente, "wijken/stad.yaml"),
    (Wijk, "wijken/havenkwartier.yaml"),
    (Wijk, "wijken/molenwijk.yaml"),
    (Wijkscan, "content/wijkscans/havenkwartier.md"),
    (Voorstel, "content/voorstellen/ris900001.md"),
    (Voorstel, "content/voorstellen/ris900002.md"),
    (Voorstel, "content/voorstellen/nieuwe-kade.md"),
    (Voorstel, "content/voorstellen/werf-woningen.md"),
    (Advies, "content/adviezen/advies-ankerplein.md"),
    (Advies, "content/adviezen/oversteek-kade.md"),
    (Advies, "content/adviezen/zonnedak-werf.md"),
]
"""Files that between them use every field of free text but those of a waiver."""


def infect(kind: Any, data: Any) -> tuple[Any, list[str]]:
    """Return data with markup in every field of free text, and the names of those fields."""
    if isinstance(data, list):
        parts = [infect(kind, item) for item in data]
        return [part for part, _ in parts], [name for _, names in parts for name in names]
    model = next((part for part in _list_parts(kind) if isinstance(data, dict)), None)
    if model is None:
        return data, []
    found: list[str] = []
    changed = {}
    hints = get_type_hints(model, include_extras=True)
    for name, value in data.items():
        label = f"{model.__name__}.{name}"
        if is_regel(hints[name]):
            lines = [SCRIPT for _ in value] if isinstance(value, list) else SCRIPT
            changed[name], names = lines, [label] * (len(value) if isinstance(value, list) else 1)
        else:
            changed[name], names = infect(hints[name], value)
        found += names
    return changed, found


def _list_parts(kind: Any) -> Iterator[type[Deel]]:
    if isinstance(kind, type) and issubclass(kind, Deel):
        yield kind
    for part in getattr(kind, "__args__", ()):
        yield from _list_parts(part)


def infect_file(kind: type[Deel], path: Path) -> list[str]:
    """Rewrite a file with markup in every field of free text, one to a line; return the names of the fields."""
    head, body = path.read_text("utf-8"), ""
    if path.suffix == ".md":
        _, head, body = head.split("---\n", 2)
    data, fields = infect(kind, yaml.load(head, yaml.CBaseLoader))
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000)
    path.write_text(f"---\n{text}---\n{body}" if path.suffix == ".md" else text, "utf-8")
    return fields


@pytest.mark.parametrize(("kind", "path"), KINDS, ids=[path for _, path in KINDS])
def test_markup_is_refused_in_every_field(kind: type[Deel], path: str, tmp_path: Path) -> None:
    """A script in a field of plain text is an error at the line where it stands, for every field there is."""
    shutil.copytree(KLEIN, tmp_path, dirs_exist_ok=True)
    fields = infect_file(kind, tmp_path / path)
    lines = (tmp_path / path).read_text("utf-8").split("\n")
    expected = {number for number, line in enumerate(lines, start=1) if SCRIPT in line}
    _, problems = load_stad(tmp_path)
    told = {
        problem.where.line
        for problem in problems
        if problem.where.path == path and problem.rule == "opmaak-in-tekst" and problem.hint
    }
    assert len(expected) == len(fields)
    assert expected == told


def test_markup_is_refused_in_a_loose_page(tmp_path: Path) -> None:
    """The title and the summary of a loose page are plain text too."""
    shutil.copytree(KLEIN, tmp_path, dirs_exist_ok=True)
    (tmp_path / "content/paginas/over.md").write_text(f"---\ntitle: {SCRIPT}\nslug: over\nsummary: {SCRIPT}\n---\n")
    _, problems = load_stad(tmp_path)
    assert [("content/paginas/over.md", 2), ("content/paginas/over.md", 4)] == [
        (problem.where.path, problem.where.line) for problem in problems if problem.rule == "opmaak-in-tekst"
    ]


def test_every_field_of_free_text_is_tried(tmp_path: Path) -> None:
    """The files above leave no field out, so that a new field is tried as well."""
    shutil.copytree(KLEIN, tmp_path, dirs_exist_ok=True)
    tried = {field for kind, path in KINDS for field in infect_file(kind, tmp_path / path)}
    models: set[type[Deel]] = set()
    todo: list[Any] = [kind for kind, _ in KINDS]
    while todo:
        for model in set(_list_parts(todo.pop())) - models:
            models.add(model)
            todo += get_type_hints(model, include_extras=True).values()
    there = {
        f"{model.__name__}.{name}"
        for model in models
        for name, hint in get_type_hints(model, include_extras=True).items()
        if name in model.model_fields and is_regel(hint)
    }
    # What may be the name of a file of boundaries says `_parse_kaartnaam`; it is never shown.
    assert {field for field in there if not field.startswith("Ontheffing.")} - {"Gemeente.kaart"} == tried


def build(output: Path, text: str, body: str) -> MadeSite:
    path = os.pathsep.join([str(TOP / "plugins"), str(TOP / "tests")])
    result = subprocess.run(
        [sys.executable, str(TOP / "tests" / "hostile_build.py"), str(output), text, body],
        env=os.environ | {"PYTHONPATH": path},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert result.returncode == 0, result.stderr
    return MadeSite(output, SITEURL)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> MadeSite:
    """The tiny city with dull words in every field."""
    return build(tmp_path_factory.mktemp("plain") / "site", "Gewone tekst", "Gewone tekst. ")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> MadeSite:
    """The same city with markup in every field, put in behind the back of the models."""
    return build(tmp_path_factory.mktemp("hostile") / "site", HOSTILE, BODY)


def skeleton(page: Any) -> list[tuple[Any, ...]]:
    """Return what a page is made of without its words: elements and the names of their attributes, in order."""
    return [(element.tag, *sorted(element.attrib)) for element in page.iter()]


def test_markup_changes_no_page(plain: MadeSite, hostile: MadeSite) -> None:
    """Whatever the words are, each page has the same elements with the same attributes: text stays text."""
    assert plain.pages.keys() == hostile.pages.keys()
    assert [] == [pad for pad in plain.pages if skeleton(plain.pages[pad]) != skeleton(hostile.pages[pad])]


def test_markup_is_shown_as_it_was_typed(hostile: MadeSite) -> None:
    """The words are all there, and nothing in them was carried out or taken away."""
    page = hostile.pages["voorstellen/ris900001/"]
    assert HOSTILE in " ".join(page.xpath("//main")[0].text_content().split())
    for pad in hostile.pages:
        content = _OWN_SCRIPT.sub(b"", hostile.read(pad))
        assert b"<script" not in content.replace(b'<script type="application/ld+json">', b"")
        assert b"<img" not in content
        assert b"7006652" not in content, pad


def test_markup_stays_text_in_feeds(plain: MadeSite, hostile: MadeSite) -> None:
    """The XML has the same elements; the HTML in a description too, once a reader has read it."""
    assert plain.feeds.keys() == hostile.feeds.keys()
    for pad, content in hostile.feeds.items():
        ours, theirs = etree.fromstring(plain.feeds[pad]), etree.fromstring(content)
        assert skeleton(ours) == skeleton(theirs)
        assert b"<script" not in content
        for one, other in zip(ours.iter("description"), theirs.iter("description"), strict=True):
            if (one.text or "").startswith(("<p>", "<ul>")):
                assert skeleton(html.fragment_fromstring(one.text, "div")) == skeleton(
                    html.fragment_fromstring(other.text, "div")
                )
    assert HOSTILE in unescape(hostile.feeds["nieuws/feed.xml"].decode())


def test_markup_stays_text_in_calendars(plain: MadeSite, hostile: MadeSite) -> None:
    """The same entries with the same properties, and the words as they were typed."""
    for pad, content in hostile.agendas.items():
        ours, theirs = (Calendar.from_ical(calendar).walk() for calendar in (plain.agendas[pad], content))
        assert [sorted(component) for component in ours] == [sorted(component) for component in theirs]
    events = Calendar.from_ical(hostile.agendas["agenda.ics"]).walk("VEVENT")
    assert all(HOSTILE in str(event["SUMMARY"]) for event in events)
