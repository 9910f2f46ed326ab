"""The style page shows every macro, and looks as it looked: a colour or a layout that changed is seen.

Machines draw letters a little differently, so each part of the page is compared as a thumbnail, tile by tile.
`--golden` writes the references anew; look at them before you commit.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from made_site import TOP, MadeSite
from stijlblad import TEMPLATES
from wijkdemocratie.check import check_stad
from wijkdemocratie.pages.stijl import DAG, read_stijlstad
from wijkdemocratie.problems import Problems
from wijkdemocratie.read import load_stad
from wijkdemocratie.select import Lotingfase, read_lotingfase
from wijkdemocratie.termijn import Klokstand

Scheme = Literal["light", "dark"]
LOOKS: list[tuple[int, Scheme]] = [(width, scheme) for width in (320, 390, 1280) for scheme in ("light", "dark")]
PARTS = (".kop", "main header", "main .inhoud", *(f"main section:nth-of-type({nr})" for nr in range(1, 9)), ".voet")

# Tiles of 8 by 8 points of a thumbnail; how much one may differ on a scale of 255, and all of them together.
TILE, ALL = 14.0, 1.5

LETTER = ":root { --utrecht-document-font-family: 'DejaVu Sans', sans-serif; }"

THUMBNAILS = """async ([shots, width, height]) => {
    const canvas = new OffscreenCanvas(width * shots.length, height), brush = canvas.getContext('2d');
    brush.imageSmoothingQuality = 'high';
    for (const [at, shot] of shots.entries()) {
        const picture = await createImageBitmap(await (await fetch('data:image/png;base64,' + shot)).blob());
        brush.drawImage(picture, at * width, 0, width, height);
    }
    const bytes = new Uint8Array(await (await canvas.convertToBlob({type: 'image/png'})).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}"""

DIFFERENCE = """async ([one, other]) => {
    const read = async (shot) => {
        const picture = await createImageBitmap(await (await fetch('data:image/png;base64,' + shot)).blob());
        const brush = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
        brush.drawImage(picture, 0, 0);
        return brush.getImageData(0, 0, picture.width, picture.height);
    };
    const [a, b] = [await read(one), await read(other)];
    if (a.width !== b.width || a.height !== b.height) return [255, 255];
    const side = 8, columns = a.width / side, tiles = new Float64Array(columns * a.height / side);
    for (let at = 0; at < a.data.length; at += 4) {
        const point = at / 4, x = point % a.width, y = Math.floor(point / a.width);
        const apart = Math.max(...[0, 1, 2].map((part) => Math.abs(a.data[at + part] - b.data[at + part])));
        tiles[Math.floor(y / side) * columns + Math.floor(x / side)] += apart / (side * side);
    }
    return [Math.max(...tiles), tiles.reduce((sum, tile) => sum + tile) / tiles.length];
}"""


class Camera:
    """Makes pictures of the style page."""

    def __init__(self, browser: Browser, base: str) -> None:
        self.browser, self.base = browser, base
        self.table = browser.new_page()
        self.table.goto("about:blank")

    def shoot(self, width: int, scheme: Scheme, css: str = "") -> bytes:
        """Return the thumbnails of all parts beside each other; `css` is put on top."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce", locale="nl-NL"
        )
        page = context.new_page()
        page.goto(f"{self.base}stijl/")
        page.add_style_tag(content=f"{LETTER} .kolommen > .inhoud {{ position: static }} {css}")
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        shots = [base64.b64encode(page.locator(part).first.screenshot()).decode() for part in PARTS]
        context.close()
        made: str = self.table.evaluate(THUMBNAILS, [shots, 64, 120])
        return base64.b64decode(made)

    def compare(self, one: bytes, other: bytes) -> tuple[float, float]:
        """Return how much the worst tile differs, and the mean of all."""
        pictures = [base64.b64encode(picture).decode() for picture in (one, other)]
        worst, mean = self.table.evaluate(DIFFERENCE, pictures)
        return worst, mean


@pytest.fixture(scope="module")
def camera(browser: Browser, serve_folder: Callable[[Path], str], bouw_stijl: MadeSite) -> Iterator[Camera]:
    """A camera before the page of the tiny city."""
    camera = Camera(browser, serve_folder(bouw_stijl.folder))
    yield camera
    camera.table.close()


@pytest.fixture(scope="module")
def bouw_stijl(tmp_path_factory: pytest.TempPathFactory) -> MadeSite:
    """The tiny city at the top of its host."""
    return MadeSite.build(
        TOP / "tests" / "sites" / "klein", tmp_path_factory.mktemp("stijl") / "site", "https://stijl.example"
    )


def reference(width: int, scheme: Scheme) -> Path:
    return TOP / "tests" / "golden" / f"stijl-{width}-{scheme}.png"


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_page_looks_as_it_did(camera: Camera, request: pytest.FixtureRequest, width: int, scheme: Scheme) -> None:
    """Every part has the colours and the shape of the reference, within what another machine may draw."""
    shot, path = camera.shoot(width, scheme), reference(width, scheme)
    if request.config.getoption("golden"):
        path.write_bytes(shot)
    assert path.stat().st_size < 160_000
    worst, mean = camera.compare(path.read_bytes(), shot)
    assert (worst < TILE, mean < ALL) == (True, True), f"{width} {scheme}: worst {worst:.1f}, mean {mean:.2f}"


@pytest.mark.parametrize(
    ("scheme", "css"),
    [
        ("light", ":root { --utrecht-alert-warning-background-color: #e0e0ff }"),
        ("light", ":root { --utrecht-document-background-color: #e8e8e8 }"),
        ("light", ":root { --utrecht-document-color: #a00 }"),
        ("light", ":root { --denhaag-step-marker-checked-background-color: #e00 }"),
        ("dark", ":root { --utrecht-document-background-color: #2b2b2b }"),
        ("dark", ":root { --utrecht-link-color: #f00 }"),
        ("light", ".kaarten { display: block }"),
        ("light", ".feiten > div { display: block }"),
        ("light", ".regels { list-style: disc; padding: 2rem }"),
    ],
)
def test_change_is_found(camera: Camera, scheme: Scheme, css: str) -> None:
    """A token with another value and a layout that is broken are further off than the tolerance."""
    worst, mean = camera.compare(reference(1280, scheme).read_bytes(), camera.shoot(1280, scheme, css))
    assert worst >= TILE or mean >= ALL, f"worst {worst:.1f}, mean {mean:.2f}"


def test_every_macro_is_shown() -> None:
    """A macro that somebody adds gets a place on the page, itself or through one that is there."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (TEMPLATES / "macros").glob("*.html")}
    bodies = {
        name: body
        for text in texts.values()
        for name, body in re.findall(r"\{% macro (\w+)\(.*?%\}(.*?)\{%-? endmacro %\}", text, re.DOTALL)
    }
    base = (TEMPLATES / "base.html").read_text(encoding="utf-8")
    shown: set[str] = set()
    todo = [(TEMPLATES / "stijl.html").read_text(encoding="utf-8"), base]
    while todo:
        text = todo.pop()
        called = set(re.findall(r"\b(\w+)\(", text))
        # Some are called under another name, because a page has a value of that name.
        called |= {name for name, other in re.findall(r"\b(\w+) as (\w+)", text) if other in called}
        new = (called & bodies.keys()) - shown
        shown |= new
        todo += [bodies[name] for name in new]
    assert [] == sorted(bodies.keys() - shown)


def test_every_state_is_shown(bouw_stijl: MadeSite) -> None:
    """Each state of a clock and of a draw, what is open and what is over, what is and what is not."""
    (main,) = bouw_stijl.pages["stijl/"].xpath("//main")
    text = " ".join(main.text_content().split())
    assert {stand.value for stand in Klokstand} == {
        one.get("class").split()[1] for one in main.xpath(".//dl[@class='klokken'][1]/div")[: len(Klokstand)]
    }
    stad = read_stijlstad()
    assert set(Lotingfase) == {read_lotingfase(loting, DAG) for loting in stad.lotingen}
    for words in ("U kunt nu reageren", "U kunt straks reageren", "Reageren kan niet meer", "Nog geen scan", "gestopt"):
        assert words in text, words


def test_made_up_city_is_a_good_one() -> None:
    """It passes every check on its day, and all that can be an example is one."""
    stad, problems = load_stad(TOP / "theme" / "stijl")
    assert stad
    check_stad(stad, problems, DAG)
    # It has no loose pages: the frame leads to those of the real site.
    assert [] == [problem for problem in problems if problem.rule != "pagina-ontbreekt"]
    assert isinstance(problems, Problems)
    records = (*stad.voorstellen, *stad.adviezen, *stad.lotingen, *stad.bijeenkomsten, *stad.klankbordgroepen)
    assert all(record.voorbeeld for record in (*records, *stad.organisaties, *stad.wijkscans))


def test_page_is_not_to_be_found(bouw_stijl: MadeSite) -> None:
    """It is no news: not in the sitemap, not for search engines, and it says that it is made up."""
    page = bouw_stijl.pages["stijl/"]
    assert ["noindex"] == page.xpath("//meta[@name='robots']/@content")
    assert "stijl/" not in bouw_stijl.sitemap
    assert "Dit is een voorbeeld." in page.text_content()
    assert "Voorbeeldstad" not in bouw_stijl.read("index.html").decode()


def test_page_does_not_depend_on_the_day(bouw_stijl: MadeSite, tmp_path: Path) -> None:
    """A year later the same things are shown."""
    later = tmp_path / "later"
    made = MadeSite.build(
        TOP / "tests" / "sites" / "klein", later / "site", "https://stijl.example", "--peildatum", "2027-11-23"
    )
    one, other = (
        " ".join(site.pages["stijl/"].xpath("//main")[0].text_content().split()) for site in (bouw_stijl, made)
    )
    assert one == other


def test_real_city_is_not_touched(bouw_stijl: MadeSite) -> None:
    """The frame is of the real site, and other pages know nothing of the made-up day."""
    frame = bouw_stijl.pages["stijl/"].xpath("//footer")[0].text_content()
    assert "23 november 2026" in frame
    assert "Wijken van Waterzande" in frame
    for pad in ("", "wijken/molenwijk/"):
        assert "15 juni 2026" not in bouw_stijl.pages[pad].text_content()
