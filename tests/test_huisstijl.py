"""A city's own look: it changes colours, letters and marks, and nothing that the folder holds can do more."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from made_site import KLEIN, TOP, MadeSite, run_build
from stijlblad import read_stijl
from wijkdemocratie.model import Huisstijl
from wijkdemocratie.problems import Problems
from wijkdemocratie.read import load_stad
from wijkdemocratie.thema import read_thema, render_huisstijl

# A made-up one: the colours and the mark are of nobody.
TOKENS = """\
/* Waterzande } :root { */
:root {
  --utrecht-link-color: #7a0055;
  --utrecht-button-border-radius: 0;
  --utrecht-onbekend-color: red;
}
@media (prefers-color-scheme: dark) {
  :root { --utrecht-link-color: #ffb0dd; }
}
"""
MERK = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><path fill="#fff" d="M0 0h60v20H0z"/></svg>'
ICOON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><circle fill="#7a0055" cx="10" cy="10" r="9"/></svg>'
)
FILES = {
    "tokens.css": TOKENS.encode(),
    "woordmerk.svg": MERK.encode(),
    "favicon.svg": ICOON.encode(),
    "tekst.woff2": b"wOF2 made up",
    "tekst_vet.woff2": b"wOF2 bold",
}


def dress(folder: Path, files: dict[str, bytes]) -> Path:
    """Return a copy of the tiny city with a folder huisstijl."""
    root = folder / "stad"
    shutil.copytree(KLEIN, root)
    with (root / "wijken" / "stad.yaml").open("a", encoding="utf-8") as stream:
        stream.write("\nhuisstijl: huisstijl\n")
    if files:
        (root / "huisstijl").mkdir()
    for name, content in files.items():
        (root / "huisstijl" / name).write_bytes(content)
    return root


def read(folder: Path, files: dict[str, bytes]) -> tuple[Huisstijl | None, Problems]:
    stad, problems = load_stad(dress(folder, files))
    assert stad
    return stad.huisstijl, problems


@pytest.fixture(scope="module")
def dressed(tmp_path_factory: pytest.TempPathFactory) -> MadeSite:
    """The tiny city in its own colours."""
    folder = tmp_path_factory.mktemp("huisstijl")
    return MadeSite.build(dress(folder, FILES), folder / "site", "https://waterzande.example")


def test_it_is_read(tmp_path: Path) -> None:
    """Tokens for light and for dark, letters by their names, the mark with its measure."""
    found, problems = read(tmp_path, FILES)
    assert found
    assert [] == list(problems)
    assert ("--utrecht-link-color", "#7a0055") in found.licht
    assert (("--utrecht-link-color", "#ffb0dd"),) == found.donker
    assert [(False, b"wOF2 made up"), (True, b"wOF2 bold")] == [(one.vet, one.inhoud) for one in found.letters]
    assert found.woordmerk
    assert 3 == found.woordmerk.verhouding


def test_site_wears_it(dressed: MadeSite) -> None:
    """The mark stands in every page with the name of the gemeente, and the letters come from the site itself."""
    css = next(path for path in (dressed.folder / "theme/css").iterdir() if path.name.startswith("stijl"))
    text = css.read_text(encoding="utf-8")
    assert 2 == text.count("@font-face")
    assert "onbekend" not in text
    for letter in (dressed.folder / "theme/letter").iterdir():
        assert f'url("../letter/{letter.name}")' in text
    for pad in ("", "wijken/molenwijk/"):
        (mark,) = dressed.pages[pad].xpath("//header//img")
        assert ("Waterzande", "120", "40") == (mark.get("alt"), mark.get("width"), mark.get("height"))
        assert (dressed.folder / mark.get("src").removeprefix("/")).read_bytes() == MERK.encode()
        (icon,) = dressed.pages[pad].xpath("//link[@rel='icon']/@href")
        assert (dressed.folder / icon.removeprefix("/")).read_bytes() == ICOON.encode()


def test_browser_shows_it(browser: Browser, serve_folder: Callable[[Path], str], dressed: MadeSite) -> None:
    """A link has the city's colour, in light and in dark; what it did not choose stays ours; all comes from us."""
    base = serve_folder(dressed.folder)
    asked: list[str] = []
    seen = {}
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(base)
        seen[scheme] = page.evaluate(
            "[getComputedStyle(document.querySelector('footer a')).color,"
            " getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).fontFamily]"
        )
        context.close()
    assert seen["light"][:2] == ["rgb(122, 0, 85)", "rgb(255, 255, 255)"]
    assert seen["dark"][:2] == ["rgb(255, 176, 221)", "rgb(17, 23, 26)"]
    assert seen["light"][2].startswith("huisstijl")
    assert all(url.startswith(base) for url in asked)
    assert any(".woff2" in url for url in asked)


def test_colour_for_light_stays_out_of_the_dark() -> None:
    """Who chose colours for light only keeps ours in the dark, where their contrast was measured."""
    css = "a{--utrecht-link-color: x; --utrecht-button-border-radius: y}"
    made = render_huisstijl(
        Huisstijl((("--utrecht-link-color", "red"), ("--utrecht-button-border-radius", "0"), ("--nl-x-color", "red"))),
        css,
    )
    assert made.splitlines() == [
        "",
        ":root { --utrecht-button-border-radius: 0; }",
        "@media not all and (prefers-color-scheme: dark) { :root { --utrecht-link-color: red; } }",
    ]


def test_without_one_nothing_changes() -> None:
    """The stylesheet of who has no huisstijl is ours, without what it says to its maintainers."""
    thema = read_thema(TOP / "theme" / "static")
    made = thema.bestanden[thema.pad("css/stijl.css")].decode()
    assert "/*" not in made
    assert read_stijl().split() == made.split()


@pytest.mark.parametrize(
    ("css", "place", "words"),
    [
        ("body { color: red }", "1:1", "“body { color: red }” mag hier niet"),
        (":root { --utrecht-link-color: red }\n\n a { color: red }", "3:2", "“a { color: red }” mag hier niet"),
        ("@import 'x.css';", "1:1", "mag hier niet"),
        ("/* ja */\n@font-face { src: url(x) }", "2:1", "mag hier niet"),
        (":root { color: red; }", "1:9", "“color” is geen token"),
        (":root {\n  --eigen: 1px;\n}", "2:3", "“--eigen” is geen token"),
        (":root { --utrecht-x: url(https://e.example/x) }", "1:9", "een token haalt niets op"),
        (":root { --utrecht-x: URL('x') }", "1:9", "een token haalt niets op"),
        (":root { --utrecht-x: image-set('x' 1x) }", "1:9", "een token haalt niets op"),
        (":root { --utrecht-x: u\\72l(x) }", "1:9", "een token haalt niets op"),
        (":root { --utrecht-x: <!-- }", "1:9", "een token haalt niets op"),
        (":root { --utrecht-x }", "1:9", "een token haalt niets op"),
        (":root { --utrecht-link-color: red", "1:1", "mag hier niet"),
        ("@media (prefers-color-scheme: dark) { :root { --nl-x: red } a { color: red } }", "1:59", "ontbreekt een }"),
        ("@media print { :root { --utrecht-link-color: red } }", "1:1", "mag hier niet"),
    ],
)
def test_only_tokens_get_through(tmp_path: Path, css: str, place: str, words: str) -> None:
    """A rule, an address or a name of another kind is refused, with its line and column and a way out."""
    _, problems = read(tmp_path, {"tokens.css": css.encode()})
    (problem,) = problems
    assert f"huisstijl/tokens.css:{place}" == str(problem.where)
    assert words in problem.message
    assert problem.hint


HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"'


@pytest.mark.parametrize(
    "svg",
    [
        f"{HEAD}>\n<script>alert(1)</script></svg>",
        f'{HEAD}>\n<path onclick="x()"/></svg>',
        f'{HEAD}>\n<image href="https://e.example/x.png"/></svg>',
        f'{HEAD}>\n<use xlink:href="https://e.example/x.svg#a"/></svg>',
        f'{HEAD}>\n<path fill="url(https://e.example/x.svg#a)"/></svg>',
        f'{HEAD}>\n<path style="background: image(x)"/></svg>',
        f"{HEAD}>\n<style>@import 'x'</style></svg>",
        f'{HEAD}>\n<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject></svg>',
        f'{HEAD}>\n<a href="javascript:x()"><path/></a></svg>',
        f"<?xml-stylesheet href='x.css'?>{HEAD}></svg>",
        f"<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>{HEAD}><text>&x;</text></svg>",
        '<svg xmlns="http://www.w3.org/2000/svg"><path/></svg>',
        '<p viewBox="0 0 9 9"/>',
        f"{HEAD}>",
        "geen xml",
    ],
)
@pytest.mark.parametrize("name", ["woordmerk.svg", "favicon.svg"])
def test_only_shapes_get_through(tmp_path: Path, name: str, svg: str) -> None:
    """A drawing that runs, asks or embeds is refused, and is then not there."""
    found, problems = read(tmp_path, {name: svg.encode()})
    assert found
    assert found.woordmerk is None
    assert found.icoon is None
    assert problems.errors
    assert all(problem.rule == "huisstijl-onjuist" and problem.where.path.endswith(name) for problem in problems)


def test_inner_references_are_fine(tmp_path: Path) -> None:
    """A drawing may use its own parts."""
    svg = f"{HEAD}><defs><linearGradient id='a'/></defs><path fill='url(#a)'/><use href='#b'/><!-- x --></svg>"
    found, problems = read(tmp_path, {"woordmerk.svg": svg.encode()})
    assert found
    assert found.woordmerk
    assert [] == list(problems)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, "de map “huisstijl” is er niet"),
        ({"tekst.woff2": b"OTTO"}, "geen lettertype in de vorm WOFF2"),
        ({"extra.js": b"x"}, "“extra.js” hoort hier niet"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, files: dict[str, bytes], words: str) -> None:
    """A folder that is not there, a letter that is none and a file of another kind are told."""
    _, problems = read(tmp_path, files)
    (problem,) = problems
    assert words in problem.message


def test_faulty_one_stops_the_build(tmp_path: Path) -> None:
    """The site is not made with half a dress."""
    result = run_build(dress(tmp_path, {"tokens.css": b"body {}"}), tmp_path / "site", "--stil")
    assert 1 == result.returncode
    assert "[huisstijl-onjuist]" in result.stderr
    assert not (tmp_path / "site").exists()


def test_docs_name_every_token_and_file() -> None:
    """Who makes one finds each name that counts."""
    said = (TOP / "docs" / "huisstijl.md").read_text(encoding="utf-8")
    css = (TOP / "theme" / "static" / "css" / "stijl.css").read_text(encoding="utf-8")
    block = css.split(":root {")[1].split("}")[0]
    names = [line.split(":")[0].strip() for line in block.splitlines() if line.strip().startswith("--")]
    assert len(names) > 15
    assert [] == [name for name in names if f"`{name}`" not in said]
    assert [] == [name for name in FILES if f"`{name}`" not in said]
