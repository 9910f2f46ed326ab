"""Find your buurt: by name, with a slip, by another name or one of before; with the keyboard; without JavaScript.

A real nginx serves the pages with the headers of docs/hosting, so that a script that these forbid does not run.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from made_site import KLEIN, TOP, MadeSite
from nginx_server import serve_by_nginx
from wijkdemocratie.model import Stad
from wijkdemocratie.select import Naamsoort, list_namen

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def served(bouw_haag: MadeSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the shipped city."""
    with serve_by_nginx(bouw_haag.folder, tmp_path_factory.mktemp("nginx")) as url:
        yield url


@pytest.fixture
def page(browser: Browser, served: str) -> Iterator[Page]:
    """The home page on a phone; whatever the console says fails the test."""
    context = browser.new_context(locale="nl-NL", reduced_motion="reduce", viewport={"width": 390, "height": 844})
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(served)
    yield page
    context.close()
    assert [] == said


def find(page: Page, typed: str) -> list[tuple[str, str]]:
    """Type in the field and return (text, path) of the links that come, when the answer is there."""
    page.get_by_label("Uw wijk").fill("")
    expect(page.get_by_role("status")).to_be_empty()
    page.get_by_label("Uw wijk").fill(typed)
    expect(page.get_by_role("status")).not_to_be_empty()
    links = page.locator(".vinden li a")
    return [(link.inner_text(), (link.get_attribute("href") or "").strip("/")) for link in links.all()]


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("moerwijk-oost", "wijken/moerwijk/moerwijk-oost"),
        ("Moerwijk Oost", "wijken/moerwijk/moerwijk-oost"),
        ("scheveinngen", "wijken/scheveningen"),  # two letters swapped
        ("lijenburg", "wijken/leyenburg"),
        ("mariahoove", "wijken/mariahoeve-en-marlot"),
        ("Léyenburg", "wijken/leyenburg"),
        ("marlot", "wijken/mariahoeve-en-marlot/marlot"),
        ("Schilderswijk", "wijken/schildersbuurt"),
        ("schilderswjik", "wijken/schildersbuurt"),
        ("rivierenbuurt", "wijken/stationsbuurt"),
        ("kraayenstein en de uithof", "wijken/kraayenstein-en-vroondaal"),
    ],
)
def test_a_name_leads_to_its_area(page: Page, typed: str, path: str) -> None:
    """The area that is meant comes first: with slips, without accents, under another name and one of before."""
    assert path == find(page, typed)[0][1]


def test_results_follow_what_is_typed(page: Page) -> None:
    """The number is told, at most eight show, nothing fits nonsense, and an empty field is quiet again."""
    many = find(page, "en")
    assert 1 < len(many) <= 8
    assert [] == find(page, "qqqxxxzz")
    expect(page.get_by_role("status")).to_have_text("Niets gevonden. Kijk in de lijst van A tot Z.")
    page.get_by_label("Uw wijk").fill("duindorp")
    expect(page.get_by_role("status")).to_contain_text("gevonden")
    expect(page.locator(".vinden li").first).to_contain_text("Duindorp")
    page.get_by_label("Uw wijk").fill("")
    expect(page.get_by_role("status")).to_be_empty()
    expect(page.locator(".vinden li")).to_have_count(0)


def test_keyboard_alone_is_enough(page: Page) -> None:
    """Type, Enter puts you on the first link, Enter again takes you there."""
    page.get_by_label("Uw wijk").focus()
    page.keyboard.type("moerwyk")
    page.keyboard.press("Enter")
    expect(page.locator(".vinden li a").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Moerwijk")


def test_axe_finds_nothing_with_results_open(page: Page) -> None:
    """The field with its links has no fault either."""
    assert find(page, "moerwijk")
    page.evaluate(Axe().axe_script)
    found = page.evaluate(
        "tags => axe.run({runOnly: {type: 'tag', values: tags}, preload: false}).then(found => found.violations)",
        AXE_TAGS,
    )
    assert [] == [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found]


def test_what_is_typed_stays_here(page: Page, served: str) -> None:
    """One list is asked for, once, and not before somebody comes to the field; nothing holds what was typed."""
    asked: list[str] = []
    page.on("request", lambda request: None if "favicon" in request.url else asked.append(request.url))
    page.wait_for_load_state("networkidle")
    assert [] == asked
    find(page, "laak")
    find(page, "transvaal")
    assert [f"{served}vinden/namen.json"] == asked


def test_without_javascript_the_list_leads_on(browser: Browser, served: str) -> None:
    """The form leads to the list from A to Z and sends nothing; from there a plain link leads on."""
    context = browser.new_context(java_script_enabled=False, locale="nl-NL")
    page = context.new_page()
    page.goto(served)
    page.get_by_label("Uw wijk").fill("2531 AB")
    page.get_by_role("button", name="Zoek").click()
    assert f"{served}wijken/?#a-z" == page.url
    page.locator("#az-s + ul").get_by_role("link", name="Schilderswijk").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Schildersbuurt")
    context.close()


@pytest.fixture(scope="module")
def with_postcodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the tiny city with a made-up list of postcodes, in a folder of its host."""
    top = tmp_path_factory.mktemp("postcodes")
    root = shutil.copytree(KLEIN, top / "stad")
    rows = [
        "PC6;Huisnummer;Buurt2025",
        "9999XA;1;99990301",
        "9999XB;1;99990101",
        "9999XB;2;99990301",
        "9999XB;3;99990301",
    ]
    (root / "wijken" / "postcodes.csv").write_text("\n".join(rows), encoding="utf-8")
    MadeSite.build(root, top / "www" / "wijken", "https://waterzande.example/wijken", "--zonder-zoeken")
    (top / "nginx").mkdir()
    with serve_by_nginx(top / "www", top / "nginx") as url:
        yield f"{url}wijken/"


def test_postcode_leads_to_its_buurt(browser: Browser, with_postcodes: str) -> None:
    """One buurt, several to choose from, one that is not known; only the file of the four digits is asked for."""
    page = browser.new_page(locale="nl-NL")
    asked: set[str] = set()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(with_postcodes)
    page.wait_for_load_state("networkidle")
    page.on("request", lambda request: asked.add(f"{request.method} {request.url} {request.post_data}"))
    dorp = ("Duinrand-Dorp", "wijken/wijken/duinrand/duinrand-dorp")
    assert [dorp] == find(page, "9999XA")
    assert [dorp] == find(page, "9999 xa")
    assert [dorp, ("Oude Haven", "wijken/wijken/havenkwartier/oude-haven")] == find(page, "9999XB")
    expect(page.get_by_role("status")).to_have_text("Deze postcode ligt in 2 buurten. Kies de uwe.")
    assert [] == find(page, "9999ZZ")
    expect(page.get_by_role("status")).to_contain_text("Deze postcode kennen wij niet")
    assert [] == find(page, "9999")
    expect(page.get_by_role("status")).to_contain_text("Typ uw hele postcode")
    assert ("Molenwijk", "wijken/wijken/molenwijk") == find(page, "molenwijk")[0]
    files = [f"GET {with_postcodes}vinden/{name} None" for name in ("namen.json", "postcode/9999.json")]
    assert files == sorted(line for line in asked if "favicon" not in line)
    page.get_by_label("Uw wijk, buurt of postcode").fill("9999XA")
    page.keyboard.press("Enter")
    expect(page.locator(".vinden li a")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Duinrand-Dorp")
    assert "9999" not in page.url
    assert [] == said
    page.close()


def test_without_the_list_nobody_hears_of_postcodes(bouw_klein: MadeSite, bouw_haag: MadeSite) -> None:
    """The label and the explanation speak of postcodes only where they can be looked up."""
    for site in (bouw_klein, bouw_haag):
        for pad in ("", "wijken/"):
            (form,) = site.pages[pad].xpath("//form")
            assert "ostcode" not in form.text_content()
            assert form.get("data-postcodes") is None
        assert not (site.folder / "vinden" / "postcode").exists()


def test_list_has_every_name(haag: Stad, bouw_haag: MadeSite) -> None:
    """44 wijken, 114 buurten, and each other name stand under their letter, and in the small file."""
    namen = list_namen(haag)
    own = [naam for naam in namen if naam.soort is Naamsoort.EIGEN]
    assert len(haag.wijken) + sum(len(wijk.buurten) for wijk in haag.wijken) == len(own) == 44 + 114
    assert {"Schilderswijk", "Nieuw-Waldeck", "Kraayenstein en de Uithof"} <= {naam.naam for naam in namen} - {
        naam.naam for naam in own
    }
    rows = json.loads(bouw_haag.read("vinden/namen.json"))
    assert [naam.naam for naam in namen] == [row[0] for row in rows]
    assert len(bouw_haag.read("vinden/namen.json")) < 25_000
    page = bouw_haag.pages["wijken/"]
    shown = page.xpath("//div[@class='az']//li/a")
    assert [naam.naam for naam in namen] == [link.text for link in shown]
    assert [f"/{row[1]}" for row in rows] == [link.get("href") for link in shown]


def test_scripts_are_small_and_only_where_used(bouw_haag: MadeSite) -> None:
    """Each script is under 4 kB, and a page that has no use for it does not load it."""
    scripts = list((TOP / "theme" / "static" / "js").glob("*.js"))
    assert scripts
    assert all(path.stat().st_size < 4_000 for path in scripts)
    loading = {pad for pad, page in bouw_haag.pages.items() if page.xpath("//script[contains(@src, '/vinden.')]")}
    assert {"", "stijl/", "wijken/"} == loading
    for page in bouw_haag.pages.values():
        assert all(script.get("defer") is not None for script in page.xpath("//script[@src]"))


def test_script_runs_nothing_from_text() -> None:
    """No script makes markup or code out of text."""
    for path in (TOP / "theme" / "static" / "js").glob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert not any(word in text for word in ("innerHTML", "eval(", "Function(", "document.write", "localStorage"))
