"""The block of data in the head of a page, in a real browser under the strictest policy."""

from __future__ import annotations

import functools
import http.server
import json
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page

from made_site import PEILDATUM, MadeSite
from wijkdemocratie.model import Stad
from wijkdemocratie.pages import Site
from wijkdemocratie.pages.gegevens import render_gegevens

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
BLOCK = "script[type='application/ld+json']"
HOSTILE = "</script><script>document.title='ingebroken'</script><!--<script>"


class _StrictHandler(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        """Send the policy with everything."""
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing."""


@pytest.fixture(scope="module")
def base(bouw_klein: MadeSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the tiny city is served with that policy; the address ends in "/"."""
    # The site is made for a folder of its host, so it is served from one.
    root = tmp_path_factory.mktemp("streng")
    (root / "wijken").symlink_to(bouw_klein.folder)
    handler = functools.partial(_StrictHandler, directory=str(root))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def open_page(browser: Browser, url: str) -> tuple[Page, list[str]]:
    """Open a page, and return it with everything that the console and the policy had to say."""
    page, told = browser.new_page(), list[str]()
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation',"
        " (event) => console.log('violation: ' + event.violatedDirective))"
    )
    page.goto(url, wait_until="load")
    return page, told


@pytest.mark.parametrize("pad", ["", "data/", "bijeenkomsten/open-avond-kade/", "over/"])
def test_policy_lets_the_block_be(browser: Browser, base: str, pad: str) -> None:
    """No violation is told, also not about our own script, and who reads the page finds the data."""
    page, told = open_page(browser, f"{base}wijken/{pad}")
    found = json.loads(page.locator(BLOCK).text_content() or "")
    assert "WebSite" in {node["@type"] for node in found["@graph"]}
    assert [] == told
    page.close()


def test_policy_is_really_there(browser: Browser, base: str) -> None:
    """A script in the same place is stopped, and the console says so: silence above means something."""
    page, told = open_page(browser, f"{base}wijken/")
    page.evaluate(
        """() => {
            const one = document.createElement('script');
            one.textContent = "document.title = 'gedraaid'";
            document.head.append(one);
        }"""
    )
    page.wait_for_timeout(100)
    assert "gedraaid" != page.title()
    assert any("violation: script-src" in line for line in told)
    page.close()


def test_hostile_title_stays_in_the_block(browser: Browser, klein: Stad) -> None:
    """The parser of the browser sees one element, the title in it is as it was typed, and nothing ran."""
    named = replace(klein, gemeente=klein.gemeente.model_copy(update={"sitenaam": HOSTILE}))
    text = render_gegevens(Site(named, PEILDATUM, "https://wijken.example"), "over/", HOSTILE, ())
    page = browser.new_page()
    page.set_content(
        f"<!doctype html><html><head><title>Goed</title><script type='application/ld+json'>{text}</script></head>"
        "<body><p id='na'>Tekst</p></body></html>"
    )
    assert "Goed" == page.title()
    assert 1 == page.locator("script").count()
    assert "Tekst" == page.locator("#na").text_content()
    nodes = json.loads(page.locator(BLOCK).text_content() or "")["@graph"]
    assert HOSTILE == nodes[0]["itemListElement"][-1]["name"] == nodes[1]["name"]
    page.close()
