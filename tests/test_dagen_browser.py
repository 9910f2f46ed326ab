"""Words about days in a real browser with its clock set: right on the day of reading, complete without JavaScript."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from made_site import TOP, MadeSite

WIJK, LOTING = "wijken/moerwijk/", "lotingen/loting-moerwijk-nieuwe-leden/"
CARD = ".kaarten > li:has-text('Loting voor nieuwe leden')"
"""A draw in the shipped site for which signing up ends on 29 November 2026, six days after the site was made."""


@pytest.fixture(scope="module")
def base(serve_folder: Callable[[Path], str], bouw_haag: MadeSite) -> str:
    """Where the shipped site is served, as it was made on 23 November 2026."""
    return serve_folder(bouw_haag.folder)


@pytest.fixture
def read_on(browser: Browser, base: str) -> Iterator[Callable[[str, str], Page]]:
    """Open a page at a moment, for a reader whose own clock stands in New York."""
    with _new_context(browser) as open_page:
        yield lambda pad, moment: open_page(base + pad, moment)


@contextmanager
def _new_context(browser: Browser) -> Iterator[Callable[[str, str], Page]]:
    context = browser.new_context(locale="en-US", timezone_id="America/New_York")

    def open_page(url: str, moment: str) -> Page:
        page = context.new_page()
        page.clock.set_fixed_time(datetime.fromisoformat(moment))
        page.goto(url, wait_until="load")
        return page

    yield open_page
    context.close()


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        # The day of making, and a clock that runs behind: what was written stays.
        ("2026-11-23T12:00+01:00", "Nog 6 dagen, tot en met 29 november 2026"),
        ("2026-11-01T12:00+01:00", "Nog 6 dagen, tot en met 29 november 2026"),
        ("2026-11-28T12:00+01:00", "Nog 1 dag, tot en met 29 november 2026"),
        # It is this day in Amsterdam, and not in New York.
        ("2026-11-29T00:01+01:00", "Alleen vandaag nog, tot en met 29 november 2026"),
        ("2026-11-29T23:59+01:00", "Alleen vandaag nog, tot en met 29 november 2026"),
        ("2026-11-30T00:01+01:00", "Gesloten sinds 30 november 2026"),
        ("2027-06-01T12:00+02:00", "Gesloten sinds 30 november 2026"),
    ],
)
def test_card_tells_the_days_that_are_left(read_on: Callable[[str, str], Page], moment: str, said: str) -> None:
    """A card counts to the last day in Amsterdam, and afterwards says that it is over and asks for nothing."""
    card = read_on(WIJK, moment).locator(CARD)
    assert said == card.locator(".dagen").inner_text()
    is_open = not said.startswith("Gesloten")
    assert is_open == ("Lees hoe u zich aanmeldt" in card.inner_text())
    assert is_open == ("uitnodiging" in card.inner_text())
    # What is only read aloud stays hidden in the link of a card that is open.
    assert is_open == bool(card.locator("a .gehoor").count())
    # The page of the draw can still be reached.
    assert (card.locator("a").get_attribute("href") or "").endswith(LOTING)


def test_page_of_a_draw_is_not_open_after_its_last_day(read_on: Callable[[str, str], Page]) -> None:
    """The message at the top of the draw itself changes too, and so does its row in the list of draws."""
    page = read_on(LOTING, "2026-12-02T12:00+01:00")
    top = page.locator("main .melding.let-op").inner_text()
    assert "Aanmelden is gesloten sinds 30 november 2026." in top
    assert "kan nu" not in page.locator("main").inner_text()
    assert "uitnodiging" not in page.locator("main .feiten div:has-text('Hoe meldt u zich aan?') dd").inner_text()
    for other in (WIJK, "lotingen/", "klankbordgroepen/klankbordgroep-moerwijk/"):
        assert "aanmelden kan nu" not in read_on(other, "2028-01-01T12:00+01:00").locator("main").inner_text().lower()
    assert "nu te doen" not in read_on("wijken/", "2028-01-01T12:00+01:00").locator("main").inner_text()
    assert "Aanmelden kan nu" not in read_on(WIJK, "2026-12-02T12:00+01:00").locator("main").inner_text()


def test_meeting_comes_nearer_and_passes(read_on: Callable[[str, str], Page]) -> None:
    """A meeting on 1 December is so many days away, then today, then over."""
    row = "#inhoud li:has(a[href$='bijeenkomst-plein-inloop/']):has-text('Naar een bijeenkomst')"
    said = [
        read_on(WIJK, f"2026-{day}T09:00+01:00").locator(row).first.inner_text().rsplit("(", 1)[1]
        for day in ("11-23", "11-30", "12-01", "12-02")
    ]
    assert ["over 8 dagen)", "over 1 dag)", "vandaag)", "geweest)"] == said


def test_a_term_that_passed_is_not_called_within_the_term(read_on: Callable[[str, str], Page]) -> None:
    """A year later no clock runs still, and none is called late: what came in since, this page cannot know."""
    page = read_on("adviezen/", "2026-11-23T12:00+01:00")
    links = page.locator("main a[href*='/adviezen/advies-']").evaluate_all("all => all.map(one => one.href)")
    base = page.url.removesuffix("adviezen/")
    running = 0
    for url in sorted(set(links)):
        before = read_on(url.removeprefix(base), "2026-11-23T12:00+01:00").locator("main").inner_text()
        if "Binnen de termijn." in before:
            after = read_on(url.removeprefix(base), "2028-01-01T12:00+01:00").locator("main").inner_text()
            running += 1
            assert "Binnen de termijn." not in after
            assert "Of er antwoord kwam, staat hier nog niet." in after
    assert running


def test_without_javascript_the_page_is_complete(browser: Browser, base: str) -> None:
    """Without the script every card has its last day in full, and the page says of which day it is."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base + WIJK)
    cards = page.locator(".kaarten > li").all_inner_texts()
    assert cards
    assert all("2026" in card or "2027" in card for card in cards)
    assert "23 november 2026" in page.locator("footer").inner_text()
    context.close()


def test_script_is_small() -> None:
    """The script stays under 2 kB, as it goes along with every page."""
    assert len((TOP / "theme/static/js/dagen.js").read_bytes()) < 2000
