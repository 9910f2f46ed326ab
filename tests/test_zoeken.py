"""Searching: the index is the same each time, holds what it should, and is searched under the real headers."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from made_site import KLEIN, MadeSite, read_tree
from nginx_server import serve_by_nginx
from wijkdemocratie.bouw import BuildRefusedError
from wijkdemocratie.zoekindex import decode, encode, make_zoekindex

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The word stands only in the text of that example.
WOORD, VOORSTEL = "stoplichten", "Een doorgaande fietsroute tussen wijken"


@pytest.fixture(scope="module")
def served(bouw_haag: MadeSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the shipped city, with the headers of docs/hosting."""
    with serve_by_nginx(bouw_haag.folder, tmp_path_factory.mktemp("nginx")) as url:
        yield url


@pytest.fixture
def page(browser: Browser, served: str) -> Iterator[Page]:
    """An empty page on a phone; whatever the console says or another site is asked fails the test."""
    context = browser.new_context(locale="nl-NL", reduced_motion="reduce", viewport={"width": 390, "height": 844})
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(served) else said.append(request.url))
    yield page
    context.close()
    assert [] == said


def find(page: Page) -> list[str]:
    """Return the titles that were found, when the number of them has been told."""
    expect(page.get_by_role("status")).to_contain_text("evonden")
    return page.locator("#gevonden li a").all_inner_texts()


def test_word_in_the_body_is_found(page: Page, served: str) -> None:
    """A word of the text of one proposal leads to it, marked in its excerpt, with its kind; the count is told."""
    page.goto(f"{served}zoeken/")
    page.get_by_label("Waar zoekt u naar?").fill(WOORD)
    found = find(page)
    assert [VOORSTEL] == found
    expect(page.get_by_role("status")).to_have_text("1 gevonden")
    item = page.locator("#gevonden li").first
    expect(item.locator("mark")).to_contain_text(WOORD)
    expect(item).to_contain_text("Voorstel · ")
    expect(item.locator(".label")).to_have_text("Voorbeeld")
    item.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(VOORSTEL)


def test_click_on_a_result_is_not_lost(page: Page, served: str) -> None:
    """Leaving the field asks the same again; the link under the finger has to stay the one that was pressed."""
    page.goto(f"{served}zoeken/")
    page.get_by_label("Waar zoekt u naar?").press_sequentially(WOORD)
    find(page)
    page.evaluate("window.pressed = document.querySelector('#gevonden li a')")
    page.get_by_label("Waar zoekt u naar?").blur()
    page.wait_for_timeout(500)
    assert page.evaluate("window.pressed.isConnected")


def test_other_form_of_a_word_is_found(page: Page, served: str) -> None:
    """The index knows Dutch: a singular finds the plural."""
    page.goto(f"{served}zoeken/?q={WOORD.removesuffix('en')}")
    assert VOORSTEL in find(page)


def test_filters_by_wijk_and_kind(page: Page, served: str) -> None:
    """Choosing a wijk and a kind leaves what is both, and the address says what was chosen."""
    page.goto(f"{served}zoeken/?q=bomen")
    everything = int(page.get_by_role("status").inner_text().split()[0]) if find(page) else 0
    page.get_by_label("Wijk", exact=True).select_option("Moerwijk")
    expect(page.get_by_role("status")).not_to_have_text(f"{everything} gevonden")
    page.get_by_label("Soort").select_option("Voorstel")
    expect(page).to_have_url(f"{served}zoeken/?q=bomen&wijk=Moerwijk&soort=Voorstel")
    expect(page.locator("#gevonden li p.stil", has_not_text="Voorstel · ")).to_have_count(0)
    for line in page.locator("#gevonden li p.stil").all_inner_texts():
        assert "Moerwijk" in line or "wijken" in line
    assert 0 < page.locator("#gevonden li").count() < everything


def test_address_can_be_shared(page: Page, served: str) -> None:
    """What stands in the address is filled in and searched; what is no choice is passed over."""
    page.goto(f"{served}zoeken/?q={quote('bomen')}&wijk=Moerwijk&soort=Onzin")
    assert find(page)
    expect(page.get_by_label("Waar zoekt u naar?")).to_have_value("bomen")
    expect(page.get_by_label("Wijk", exact=True)).to_have_value("Moerwijk")
    expect(page.get_by_label("Soort")).to_have_value("")


def test_keyboard_and_more_results(page: Page, served: str) -> None:
    """Ten come first; the button brings ten more and puts you on the first of those. All with the keyboard."""
    page.goto(f"{served}zoeken/")
    expect(page.locator("#meer")).to_be_hidden()  # there is nothing yet to have more of
    page.get_by_label("Waar zoekt u naar?").focus()
    page.keyboard.type("wijk")
    page.keyboard.press("Enter")
    assert 10 == len(find(page))
    page.get_by_role("button", name="Meer resultaten").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#gevonden li")).to_have_count(20)
    expect(page.locator("#gevonden li a").nth(10)).to_be_focused()


def test_nothing_found_is_told(page: Page, served: str) -> None:
    """Nonsense gives a sentence and no links."""
    page.goto(f"{served}zoeken/?q=qqxxzzqq")
    assert [] == find(page)
    expect(page.get_by_role("status")).to_contain_text("Niets gevonden")


def test_axe_finds_nothing_with_results_open(page: Page, served: str) -> None:
    """The page with results has no fault either."""
    page.goto(f"{served}zoeken/?q=bomen")
    assert find(page)
    page.evaluate(Axe().axe_script)
    found = page.evaluate(
        "tags => axe.run({runOnly: {type: 'tag', values: tags}, preload: false}).then(found => found.violations)",
        AXE_TAGS,
    )
    assert [] == [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found]


def test_other_pages_may_not_run_webassembly(browser: Browser, served: str) -> None:
    """What searching needs is allowed there alone."""
    ask = "() => WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(() => true, () => false)"
    page = browser.new_page()
    allowed = {}
    for pad in ("", "wijken/", "zoeken/"):
        page.goto(served + pad)
        allowed[pad] = page.evaluate(ask)
    page.close()
    assert {"": False, "wijken/": False, "zoeken/": True} == allowed


def test_without_javascript_the_lists_lead_on(browser: Browser, served: str) -> None:
    """The page leads to the list from A to Z and to the lists of records."""
    context = browser.new_context(java_script_enabled=False, locale="nl-NL")
    page = context.new_page()
    page.goto(f"{served}zoeken/")
    page.get_by_role("link", name="Wijken en buurten van A tot Z").click()
    expect(page.get_by_role("heading", name="Alle namen van A tot Z")).to_be_visible()
    context.close()


def test_index_holds_the_right_pages(bouw_haag: MadeSite) -> None:
    """Every area and record is in it; news, old addresses, other orders and the frame of pages are not."""
    fragments = [
        json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        for path in (bouw_haag.folder / "zoeken" / "index" / "fragment").iterdir()
    ]
    kinds = {fragment["url"].lstrip("/"): fragment["filters"]["soort"] for fragment in fragments}
    assert ["Wijk"] == kinds["wijken/moerwijk/"]
    assert ["Buurt"] == kinds["wijken/moerwijk/moerwijk-oost/"]
    assert ["Uitleg"] == kinds["over/"]
    assert ["Overzicht"] == kinds["wijkscan/"]
    assert not [pad for pad in kinds if "nieuws/" in pad or "/op-" in pad or pad in bouw_haag.moved]
    assert not {"", "wijken/", "zoeken/", "404.html"} & kinds.keys()
    assert {pad for pad, page in bouw_haag.pages.items() if page.xpath("//main[@data-pagefind-body]")} == kinds.keys()
    assert not [fragment["url"] for fragment in fragments if "Deze pagina staat op" in fragment["content"]]


def test_index_is_the_same_each_time(bouw_klein: MadeSite, tmp_path: Path) -> None:
    """Pagefind mixes the order of its filters; what we publish does not differ."""
    made = read_tree(bouw_klein.folder / "zoeken" / "index")
    assert any(name.startswith("filter/") for name in made)
    assert not [name for name in made if "ui" in name or "highlight" in name]
    for number in range(3):
        again = tmp_path / str(number)
        for name, content in read_tree(bouw_klein.folder).items():
            if name.endswith(".html"):
                (again / name).parent.mkdir(parents=True, exist_ok=True)
                (again / name).write_bytes(content)
        with make_zoekindex(again, "zoeken/index/"):
            pass
        assert made == read_tree(again / "zoeken" / "index")


@pytest.mark.parametrize("value", [[], [0, 23, 24, 255, 256, 65536, 2**32], ["", "é" * 30, ["x" * 300, [1] * 30]]])
def test_what_is_written_is_read_back(value: list[object]) -> None:
    """Numbers, texts and lists of every size survive."""
    assert (value, len(encode(value))) == decode(encode(value), 0)


def test_failing_program_refuses_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that is gone or fails is told in words, and no site is published without the index it promises."""
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\necho het ging mis; exit 3\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr("pagefind.service.get_executable", lambda: program)
    with (
        pytest.raises(BuildRefusedError, match="kon de zoekindex niet maken") as refusal,
        make_zoekindex(tmp_path, "zoeken/index/"),
    ):
        pass
    assert "het ging mis" in refusal.value.lines
    monkeypatch.setattr("pagefind.service.get_executable", lambda: None)
    with pytest.raises(BuildRefusedError, match="ontbreekt"), make_zoekindex(tmp_path, "zoeken/index/"):
        pass


def test_site_without_index_says_so(tmp_path: Path) -> None:
    """Left out on request, as `serve` does: the page says it, loads no script, and still leads to the lists."""
    site = MadeSite.build(KLEIN, tmp_path / "uit", "https://waterzande.example", "--zonder-zoeken")
    assert not (site.folder / "zoeken" / "index").exists()
    page = site.pages["zoeken/"]
    assert "gemaakt zonder zoekindex" in page.text_content()
    assert [] == page.xpath("//script[contains(@src, '/zoeken.')] | //form")
    assert "wijken/" in site.links["zoeken/"]
