"""What a page may cost, and the way by keyboard from home to where one signs up, in a real browser."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from made_site import PEILDATUM, MadeSite
from wijkdemocratie.model import TIJDZONE

FULL, DRAW = "wijken/moerwijk/", "lotingen/loting-moerwijk-nieuwe-leden/"
MOST_BYTES, MOST_REQUESTS = 60_000, 8

FOCUS = """() => {
    const one = document.activeElement;
    const box = one.getBoundingClientRect(), style = getComputedStyle(one);
    return {
        is_body: one === document.body,
        text: one.innerText.trim(), href: one.href || '',
        x: box.x + scrollX, y: box.y + scrollY,
        seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
            && box.width > 0 && box.height > 0,
        outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
        same: style.outlineColor === style.backgroundColor,
    };
}"""


@pytest.fixture(scope="module")
def base(serve_folder: Callable[[Path], str], bouw_haag: MadeSite) -> str:
    """Where the shipped site is served."""
    return serve_folder(bouw_haag.folder)


@pytest.fixture(params=[(390, 844), (1280, 900)], ids=["phone", "wide"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page in an empty browser, on a phone and on a wide screen."""
    width, height = request.param
    context = browser.new_context(viewport=ViewportSize(width=width, height=height), reduced_motion="reduce")
    page = context.new_page()
    page.clock.set_fixed_time(datetime.combine(PEILDATUM, time(12), TIJDZONE))
    yield page
    context.close()


def test_full_wijk_keeps_to_the_budget(page: Page, base: str) -> None:
    """The fullest page of a wijk with all that it needs: small, few requests, nobody else, and nothing kept."""
    bodies: dict[str, bytes] = {}
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("requestfinished", lambda request: bodies.update({request.url: _read_body(request)}))
    page.goto(base + FULL, wait_until="networkidle")
    # A browser without a window fetches no icon.
    for icon in page.locator("link[rel=icon]").evaluate_all("all => all.map(one => one.href)"):
        requests.append(icon)
        bodies[icon] = page.request.get(icon).body()
    assert base + FULL in bodies
    assert any(url.endswith(".css") for url in bodies)
    assert len(requests) <= MOST_REQUESTS, requests
    assert [] == [url for url in requests if not url.startswith(base)]
    sizes = {url.removeprefix(base): len(gzip.compress(body)) for url, body in bodies.items()}
    assert sum(sizes.values()) <= MOST_BYTES, sizes
    kept = "[localStorage.length, sessionStorage.length, document.cookie]"
    assert [0, 0, ""] == page.evaluate(kept)
    assert [] == page.context.cookies()
    assert [] == page.evaluate("indexedDB.databases()")
    assert [] == page.evaluate("caches.keys()")


def _read_body(request: Any) -> bytes:
    response = request.response()
    assert response is not None
    assert response.ok, request.url
    return bytes(response.body())


def walk_to(page: Page, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """Press Tab until the focus is where it has to be; on the way every focus is seen and goes down the page."""
    before: dict[str, Any] | None = None
    for _ in range(200):
        page.keyboard.press("Tab")
        focus: dict[str, Any] = page.evaluate(FOCUS)
        assert not focus["is_body"], "the focus left the page"
        assert focus["seen"], focus
        assert focus["outline"] >= 2, focus
        assert not focus["same"], focus
        if before and "Naar de inhoud" != before["text"]:
            # In the order of reading: not back up, or else further to the right, in a next column.
            assert focus["y"] >= before["y"] - 8 or focus["x"] > before["x"], (before, focus)
        if wanted(focus):
            return focus
        before = focus
    raise AssertionError("not reached")


def follow(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_keyboard_goes_from_home_to_where_one_signs_up(page: Page, base: str) -> None:
    """Only Tab and Enter: home, the wijk, the card of the draw, and the page that tells how to sign up for it."""
    page.goto(base)
    walk_to(page, lambda focus: focus["href"].endswith("/" + FULL))
    follow(page)
    assert page.url == base + FULL
    button = walk_to(page, lambda focus: focus["href"].endswith("/" + DRAW))
    assert button["text"].startswith("Lees hoe u zich aanmeldt")
    follow(page)
    assert page.url == base + DRAW
    said = page.locator("main").inner_text()
    assert "Aanmelden kan nu: nog 6 dagen." in said
    assert "uitnodiging" in said


def test_walk_sees_a_focus_that_is_not_shown(page: Page, base: str) -> None:
    """The walk is no yes-man: a page without outlines does not pass."""
    page.goto(base)
    page.evaluate(
        "for (const one of document.querySelectorAll('a')) one.style.setProperty('outline', 'none', 'important')"
    )
    with pytest.raises(AssertionError, match="0 >= 2"):
        walk_to(page, lambda focus: focus["href"].endswith("/" + FULL))
