"""The shipped site in a real browser: on a phone and a wide screen, in light and dark, with and without JavaScript."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from made_site import PEILDATUM, TOP, MadeSite
from wijkdemocratie.model import TIJDZONE, Stad
from wijkdemocratie.opendata import make_datapagina
from wijkdemocratie.pages import Site, list_pages

Scheme = Literal["light", "dark"]
Visits = Iterator["Visit"]

AXE = Axe()
AXE_OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
    "preload": False,
}
PHONE, WIDE, NARROW = (
    ViewportSize(width=width, height=height) for width, height in ((390, 844), (1280, 900), (320, 640))
)
SIZES = (PHONE, WIDE, NARROW)
SCHEMES: tuple[Scheme, ...] = ("light", "dark")

# Everything that folds is opened first: it has to fit too.
OVERFLOW = """() => {
    for (const one of document.querySelectorAll('details')) one.open = true;
    const scrolls = (element) => element && (
        ['auto', 'scroll'].includes(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    const wide = [...document.querySelectorAll('main *, footer *, header *')].filter((element) =>
        element.getBoundingClientRect().right > innerWidth + 1 && !scrolls(element.parentElement));
    return [document.documentElement.scrollWidth, wide.map((element) => element.outerHTML.slice(0, 120))];
}"""

TEMPLATES = sorted(
    path.name
    for path in (TOP / "theme" / "templates").glob("*.html")
    # The first three are frames of others; the last leads on before anything can be seen of it.
    if path.name not in {"base.html", "gebied.html", "page.html", "verhuisd.html"}
)
LOOSE = sorted(f"{path.stem}/" for path in (TOP / "content" / "paginas").glob("[!_]*.md"))
LABELS = [*TEMPLATES, "wijk.html, half", "wijk.html, leeg", *LOOSE]


@pytest.fixture(scope="module")
def addresses(haag: Stad, bouw_haag: MadeSite) -> dict[str, str]:
    """The address of one page for each label: the fullest of its kind, and two more of wijken."""
    by_template = defaultdict(list)
    site = Site(haag, PEILDATUM, bouw_haag.siteurl)
    for pagina in [*list_pages(site), make_datapagina(site)]:
        by_template[pagina.template].append(pagina.pad)
    by_size = {
        template: sorted(pads, key=lambda pad: (len(bouw_haag.read(pad)), pad))
        for template, pads in by_template.items()
    }
    wijken = by_size["wijk.html"]
    return {
        **{template: pads[-1] for template, pads in by_size.items()},
        "wijk.html, half": wijken[-6],
        "wijk.html, leeg": wijken[0],
        **{pad: pad for pad in LOOSE},
    }


@dataclass
class Visit:
    """One page in the browser, with all that it asked for and all that went wrong."""

    page: Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Findings:
    """What one page gave to see, gathered in one go because opening and judging a page takes long."""

    address: str
    requests: list[str]
    errors: list[str]
    stored: Any
    violations: dict[str, list[str]]
    overflow: dict[int, Any]
    text: tuple[str, str]
    text_without_scripts: tuple[str, str]


class Visitor:
    """Opens pages in contexts that are kept, so that the stylesheet is read once."""

    def __init__(self, browser: Browser, base: str) -> None:
        self.browser, self.base = browser, base
        self.contexts: dict[bool, BrowserContext] = {}
        self.known: dict[str, Findings] = {}

    @contextmanager
    def open(self, pad: str, size: ViewportSize = PHONE, scheme: Scheme = "light", *, scripts: bool = True) -> Visits:
        """Open a page at a size; `scripts` says whether JavaScript is on."""
        if scripts not in self.contexts:
            self.contexts[scripts] = self.browser.new_context(
                java_script_enabled=scripts, locale="nl-NL", reduced_motion="reduce", viewport=PHONE
            )
        visit = Visit(self.contexts[scripts].new_page())
        # The day on which the site was made: on another one the words about days differ, as they should.
        visit.page.clock.set_fixed_time(datetime.combine(PEILDATUM, time(12), TIJDZONE))
        visit.page.on("request", lambda request: visit.requests.append(request.url))
        visit.page.on("requestfailed", lambda request: visit.errors.append(f"failed: {request.url}"))
        visit.page.on("pageerror", lambda error: visit.errors.append(str(error)))
        visit.page.on(
            "console",
            lambda message: visit.errors.append(message.text) if message.type in {"error", "warning"} else None,
        )
        visit.page.set_viewport_size(size)
        visit.page.emulate_media(color_scheme=scheme)
        visit.page.goto(self.base + pad, wait_until="load")
        yield visit
        visit.page.close()

    def look(self, pad: str) -> Findings:
        """Look a page over: on a phone, wide and very narrow, in light and dark, and without JavaScript."""
        if pad not in self.known:
            with self.open(pad) as visit:
                page, requests, errors = visit.page, [*visit.requests], [*visit.errors]
                stored = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
                stored.append(page.context.cookies())
                text = read_text(page)
                page.evaluate(AXE.axe_script)
                violations, overflow = {}, {}
                for size in SIZES:
                    page.set_viewport_size(size)
                    for scheme in SCHEMES:
                        page.emulate_media(color_scheme=scheme)
                        violations[f"{size['width']}, {scheme}"] = list_violations(page)
                    # Opens what folds, so that from the second size on that is judged too.
                    overflow[size["width"]] = page.evaluate(OVERFLOW)
            with self.open(pad, scripts=False) as visit:
                bare = read_text(visit.page)
            self.known[pad] = Findings(pad, requests, errors, stored, violations, overflow, text, bare)
        return self.known[pad]


@pytest.fixture(scope="module")
def visitor(browser: Browser, serve_folder: Callable[[Path], str], bouw_haag: MadeSite) -> Iterator[Visitor]:
    """A visitor of the shipped site."""
    visitor = Visitor(browser, serve_folder(bouw_haag.folder))
    yield visitor
    for context in visitor.contexts.values():
        context.close()


@pytest.fixture(params=LABELS)
def findings(request: pytest.FixtureRequest, visitor: Visitor, addresses: dict[str, str]) -> Findings:
    """What each kind of page gives to see, in turn."""
    return visitor.look(addresses[request.param])


def list_violations(page: Page) -> list[str]:
    """Return what axe has against a page as it stands: rule, element and what to mend."""
    found = page.evaluate("options => axe.run(options).then(results => results.violations)", AXE_OPTIONS)
    return [
        f"{violation['id']}: {node['target']}: {node['html'][:160]}: {node['failureSummary']}"
        for violation in found
        for node in violation["nodes"]
    ]


def read_text(page: Page) -> tuple[str, str]:
    return page.title(), page.locator("body").inner_text()


def test_every_template_is_looked_at(addresses: dict[str, str]) -> None:
    """No kind of page is left out, so that a new template is looked at too."""
    assert set(LABELS) == addresses.keys() - {"verhuisd.html"}
    assert {"home.html", "wijk.html", "buurt.html", "voorstel.html", "loting.html", "advies.html"} <= set(TEMPLATES)


def test_axe_finds_nothing(findings: Findings) -> None:
    """WCAG 2.2 A and AA and good practice hold at every width, in light and in dark."""
    assert len(findings.violations) == len(SIZES) * len(SCHEMES)
    assert not {where: found for where, found in findings.violations.items() if found}, findings.address


def test_axe_sees_what_is_wrong(visitor: Visitor) -> None:
    """Axe is no yes-man: a picture without words and text without contrast are named."""
    with visitor.open("404.html") as visit:
        visit.page.evaluate(
            """() => {
                const main = document.querySelector('main');
                main.append(document.createElement('img'));
                main.querySelector('p').style.color = '#999';
            }"""
        )
        visit.page.evaluate(AXE.axe_script)
        assert {"image-alt", "color-contrast"} <= {fault.split(":")[0] for fault in list_violations(visit.page)}


def test_page_fits_the_screen(findings: Findings) -> None:
    """At no width, down to 320 pixels, scrolls anything sideways but a table in its frame, and nothing is cut off."""
    assert {size["width"]: [size["width"], []] for size in SIZES} == findings.overflow, findings.address


def test_page_asks_nobody_else(findings: Findings, visitor: Visitor) -> None:
    """Every request is for this site, nothing is kept in the browser, and the console stays empty."""
    assert visitor.base + findings.address in findings.requests
    assert [] == [url for url in findings.requests if not url.startswith(visitor.base)]
    assert [] == findings.errors
    assert [0, 0, "", []] == findings.stored


def test_page_says_the_same_without_javascript(findings: Findings) -> None:
    """No word of a page hangs on a script."""
    assert len(findings.text[1]) > 200
    assert findings.text == findings.text_without_scripts


@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "wide"])
def test_keyboard_gets_past_the_menu(visitor: Visitor, size: ViewportSize) -> None:
    """The first Tab shows a link to the content, and using it puts the reader there."""
    with visitor.open("", size) as visit:
        visit.page.keyboard.press("Tab")
        link = visit.page.locator("a.sprong")
        box = link.bounding_box()
        assert link.evaluate("element => element === document.activeElement")
        assert box is not None
        assert box["x"] >= 0
        assert box["y"] >= 0
        visit.page.keyboard.press("Enter")
        assert "inhoud" == visit.page.evaluate("document.activeElement.id")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_focus_is_seen(visitor: Visitor, addresses: dict[str, str], scheme: Scheme) -> None:
    """Whatever has the focus has an outline of two pixels or more."""
    with visitor.open(addresses["wijk.html"], WIDE, scheme) as visit:
        for _ in range(25):
            visit.page.keyboard.press("Tab")
            style, width, shown = visit.page.evaluate(
                """() => {
                    const style = getComputedStyle(document.activeElement);
                    return [style.outlineStyle, parseFloat(style.outlineWidth), document.activeElement.outerHTML];
                }"""
            )
            assert style != "none", shown
            assert width >= 2, shown


def test_dark_is_dark(visitor: Visitor) -> None:
    """Who asks the system for dark gets it, and it is not the same page with the same colours."""
    colours = {}
    schemes: tuple[Scheme, Scheme] = ("light", "dark")
    for scheme in schemes:
        with visitor.open("", WIDE, scheme) as visit:
            colours[scheme] = visit.page.evaluate(
                "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
            )
    assert colours["light"][0] != colours["dark"][0]
    assert colours["light"][1] != colours["dark"][1]
