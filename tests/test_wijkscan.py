"""All wijken side by side, as a visitor finds them: in any order, by keyboard, and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from made_site import MadeSite
from wijkdemocratie.model import Stad
from wijkdemocratie.select import Scanvolgorde

ORDERS = ["", *(f"op-{volgorde}/" for volgorde in Scanvolgorde if volgorde is not Scanvolgorde.STAND)]


def read_heads(page: Any) -> dict[str, Any]:
    """Return the heads of the table of wijken by what they say."""
    (table,) = page.xpath("//*[@aria-labelledby='wijken']/table")
    return {" ".join(head.text_content().split()).rstrip(" ▲▼"): head for head in table.xpath("./thead//th")}


def read_cells(page: Any) -> list[list[str]]:
    (table,) = page.xpath("//*[@aria-labelledby='wijken']/table")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in table.xpath("./tbody/tr")]


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_has_every_wijk(bouw_haag: MadeSite, haag: Stad, order: str) -> None:
    """44 rows on each page, with the same cells; only their order differs."""
    rows = read_cells(bouw_haag.pages[f"wijkscan/{order}"])
    assert 44 == len(rows)
    assert {wijk.naam for wijk in haag.wijken} == {row[0] for row in rows}
    assert sorted(read_cells(bouw_haag.pages["wijkscan/"])) == sorted(rows)


@pytest.mark.parametrize("order", ORDERS)
def test_order_is_marked_once_and_leads_to_the_others(bouw_haag: MadeSite, order: str) -> None:
    """One head says that the rows are in its order; the others that can be are links to the page that is."""
    pad = f"wijkscan/{order}"
    heads = read_heads(bouw_haag.pages[pad])
    marked = [name for name, head in heads.items() if head.get("aria-sort")]
    linked = {bouw_haag.resolve(pad, head.xpath("./a/@href")[0]) for head in heads.values() if head.xpath("./a")}
    assert 1 == len(marked)
    assert not heads[marked[0]].xpath("./a")
    assert {f"wijkscan/{other}" for other in ORDERS} - {pad} == linked


def test_amounts_go_down_and_what_is_not_known_comes_last(bouw_haag: MadeSite) -> None:
    """By cost per year the highest is first; wijken without costs stand under all with."""
    rows = read_cells(bouw_haag.pages["wijkscan/op-per-jaar/"])
    shown = [row[-1] for row in rows]
    amounts = [int(cell.removeprefix("€ ").replace(".", "")) for cell in shown if cell.startswith("€")]
    assert amounts == sorted(amounts, reverse=True)
    assert len(set(amounts)) > 3
    assert not any(cell.startswith("€") for cell in shown[len(amounts) :])
    assert "Nog geen scan" == shown[-1]


def test_page_tells_the_coverage_and_who_has_none(bouw_klein: MadeSite) -> None:
    """One of three is done; the two without a real scan are named under their stadsdeel."""
    page = bouw_klein.pages["wijkscan/"]
    text = " ".join(page.xpath("//main")[0].text_content().split())
    assert "1 van 3" in text
    assert ["Waterkant (1) Molenwijk", "Zandkant (1) Duinrand"] == [
        " ".join(part.text_content().strip() for part in row)
        for row in page.xpath("//section[h2/@id='zonder']//dl/div")
    ]
    assert "Voorbeelden tellen hier niet mee." in text
    # 4.000 + 1.500 once, 12.500 + 6.000 every year; the made-up 7.777 stands in its row and in no sum.
    assert ["Samen € 5.500 € 18.500", "Hele stad 1 € 0 € 12.500 € 4.000 € 6.000 € 1.500 € 0 € 5.500 € 18.500"] == [
        " ".join(" ".join(cell.text_content().split()) for cell in row)
        for row in page.xpath("//section[h2/@id='kosten']//tfoot/tr")
    ]
    assert "€ 9.000 is bedoeld om de wijkscan te doen" in text
    assert {"€ 7.777"} == {cell for row in read_cells(page) for cell in row if "7.777" in cell}
    assert 1 == text.count("7.777")


def test_order_is_changed_by_keyboard_without_javascript(
    browser: Browser, serve_folder: Callable[[Path], str], bouw_haag: MadeSite
) -> None:
    """Tab to a head, Enter, and the rows are in its order; the title and the marked head say which."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(serve_folder(bouw_haag.folder) + "wijkscan/")
    before = page.locator("[aria-labelledby=wijken] tbody th").all_inner_texts()
    page.locator("[aria-labelledby=wijken] th a", has_text="Per jaar").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/wijkscan/op-per-jaar/#wijken")
    assert "Per jaar" in page.locator("th[aria-sort=descending]").inner_text()
    assert "kosten per jaar" in page.title()
    after = page.locator("[aria-labelledby=wijken] tbody th").all_inner_texts()
    assert before != after
    assert sorted(before) == sorted(after)
    context.close()


def test_wijk_shows_what_its_scan_costs_together(bouw_klein: MadeSite) -> None:
    """On the page of Havenkwartier: 4.000 + 1.500 once, and 12.500 + 6.000 every year."""
    rows = bouw_klein.pages["wijken/havenkwartier/"].xpath("//section[.//h2/@id='wijkscan']//tfoot/tr")
    assert ["Samen eenmalig € 5.500", "Samen elk jaar € 18.500"] == [
        " ".join(" ".join(cell.text_content().split()) for cell in row) for row in rows
    ]
