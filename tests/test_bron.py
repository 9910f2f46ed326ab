"""What only a served page has: where its text comes from and what could be better there. Sources show, nothing else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from made_site import KLEIN, PEILDATUM, run_build
from sessie import get
from wijkdemocratie.model import Stad
from wijkdemocratie.pages import Site, list_pages
from wijkdemocratie.read import load_stad
from wijkdemocratie.serve.bron import find_bronnen, is_bron, map_bronnen, read_bron
from wijkdemocratie.serve.server import LiveServer
from wijkdemocratie.serve.stand import Gelezen, Melding, Stand

VOORSTEL = "content/voorstellen/ris900001.md"
HINT = Melding(VOORSTEL, 3, "hint", "zin-lang", "de zin <is> lang", "maak er twee zinnen van")
FOUT = Melding("content/adviezen/advies-kade.md", 2, "fout", "waarde-leeg", "hier ontbreekt iets", "")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the tiny city."""
    return shutil.copytree(KLEIN, tmp_path / "stad")


@pytest.fixture
def served(tmp_path: Path, root: Path) -> Iterator[LiveServer]:
    """A server of one made page, with the sources of the tiny city."""
    stad, _ = load_stad(root)
    assert stad is not None
    page = tmp_path / "uit" / "voorstellen" / stad.voorstellen[0].slug / "index.html"
    for path in (page, tmp_path / "uit" / "404.html", tmp_path / "uit" / "index.html"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            '<!doctype html><html lang="nl"><head><title>Een pagina</title></head>'
            "<body><main><h1>Een pagina</h1></main></body></html>",
            encoding="utf-8",
        )
    (tmp_path / "uit" / "favicon.ico").write_bytes(b"")
    stand = Stand()
    stand.change("", gelezen=Gelezen(goed=True, tekst="", meldingen=(HINT, FOUT), bronnen=map_bronnen(stad)))
    server = LiveServer(0, tmp_path / "uit", stand, root)
    server.start()
    yield server
    stand.close()
    server.stop()


def test_each_record_knows_its_file(klein: Stad) -> None:
    """The page of a record, its news and its poster have the file of the record; a list of records has none."""
    bronnen = map_bronnen(klein)
    wijk = klein.wijk["havenkwartier"]
    own = ["wijken/havenkwartier.yaml", "content/wijkscans/havenkwartier.md"]

    for pad in ("wijken/havenkwartier/", "wijken/havenkwartier/nieuws/", "wijken/havenkwartier/poster/"):
        assert [path for path, _ in find_bronnen(bronnen, pad)] == own
    ((path, line),) = find_bronnen(bronnen, f"wijken/havenkwartier/{wijk.buurten[-1].slug}/")
    assert path == own[0]
    assert wijk.buurten[-1].code in (KLEIN / path).read_text("utf-8").split("\n")[line - 1]
    assert [path for path, _ in find_bronnen(bronnen, "")] == ["wijken/stad.yaml"]
    assert [path for path, _ in find_bronnen(bronnen, "over/")] == ["content/paginas/over.md"]
    assert not find_bronnen(bronnen, "voorstellen/")


def test_every_page_of_a_record_has_a_source(klein: Stad) -> None:
    """Of all pages only lists and such have no file of their own; each file that is told can be looked at."""
    bronnen = map_bronnen(klein)
    without = {
        pagina.pad.split("/")[0]
        for pagina in list_pages(Site(klein, PEILDATUM, "https://x.example"))
        if not find_bronnen(bronnen, pagina.pad) and pagina.template != "verhuisd.html" and pagina.pad.count("/") > 1
    }

    assert without <= {"adviezen", "nieuws", "voorstellen", "wijkscan"}  # figures, a year, a question of the scan
    assert all(read_bron(KLEIN, path) for found in bronnen.values() for path, _ in found)


def test_page_tells_its_source_and_what_could_be_better(served: LiveServer) -> None:
    """The box has the link, and of all that was found only what is about its own files, escaped."""
    found, _ = load_stad(KLEIN)
    assert found is not None
    pad = next(pad for pad, its in map_bronnen(found).items() if its[0][0] == VOORSTEL)
    (served.output / pad).mkdir(parents=True, exist_ok=True)
    shutil.copy(served.output / "404.html", served.output / pad / "index.html")
    box = get(served.url, f"/{pad}").body.partition("<aside")[2].partition("</aside>")[0]

    assert f'bron: <a href="/-/bron/{VOORSTEL}#r' in box
    assert f'<strong>hint</strong> <a href="/-/bron/{VOORSTEL}#r3">{VOORSTEL}:3</a>: de zin &lt;is&gt; lang' in box
    assert "tip: maak er twee zinnen van" in box
    assert "(1 hint)" in box
    assert "hier ontbreekt iets" not in box
    assert "Alle meldingen (2)" in box
    assert "hier ontbreekt iets" in get(served.url, "/-/bron/").body


def test_source_shows_as_text(served: LiveServer, root: Path) -> None:
    """Each line has its number as an anchor, markup in it is text, and what is wrong stands below its line."""
    (root / VOORSTEL).write_text("---\n<b>een</b>\n\tdrie\n\n\u202ezes\n", encoding="utf-8")
    answer = get(served.url, f"/-/bron/{VOORSTEL}")

    assert answer.status == 200
    assert '<li id="r2"><code>&lt;b&gt;een&lt;/b&gt;</code></li>' in answer.body
    assert "drie</code>" in answer.body.partition('id="r3"')[2].partition("<li")[0]
    assert "de zin &lt;is&gt; lang" in answer.body.partition('id="r3"')[2].partition('id="r4"')[0]
    assert "\u202e" not in answer.body
    assert 'id="r6"' not in answer.body
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "pad",
    [
        *("../geheim.md", "wijken/../../geheim.md", "content/../wijken/stad.yaml", "/etc/passwd", "wijken//stad.yaml"),
        *("./wijken/stad.yaml", "wijken/./stad.yaml", "wijken/stad.yaml/", "wijken", "content/", "geheim.md"),
        *(".git/config.md", "content/.geheim.md", "wijken/geheim.txt", "wijken/\x00.md", "content\\..\\geheim.md"),
        *("wijken/koppeling.md", "content/map/geheim.md", "content/intern.md", "content/pijp.md", "wijken/weg.yaml"),
        "content/" + "x" * 5000 + ".md",
    ],
)
def test_only_sources_can_be_looked_at(served: LiveServer, root: Path, pad: str) -> None:
    """No path leads out of the sources: not with dots, another spelling, a link, a pipe or a strange name."""
    for path in (
        root / "geheim.md",
        root.parent / "geheim.md",
        root / "wijken/geheim.txt",
        root / "content/.geheim.md",
    ):
        path.write_text("geheim", encoding="utf-8")
    (root / "wijken/koppeling.md").symlink_to(root.parent / "geheim.md")
    (root / "content/map").symlink_to(root.parent)
    (root / "content/intern.md").symlink_to(root / VOORSTEL)
    os.mkfifo(root / "content/pijp.md")
    spelled = "".join(f"%{byte:02x}" for byte in pad.encode())

    assert read_bron(root, pad) is None
    for way in (spelled, spelled.replace("%2f", "/")):
        answer = get(served.url, f"/-/bron/{way}")
        assert answer.status == 404
        assert "geheim" not in answer.body
    assert is_bron("wijken/stad.yaml")
    assert read_bron(root, "wijken/stad.yaml")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:80", "localhost.evil.example", "", "[::2]"])
def test_page_elsewhere_cannot_read_along(served: LiveServer, host: str) -> None:
    """A name of somebody else that leads to this computer gets nothing, whatever it asks for."""
    for path in ("/", "/-/bron/wijken/stad.yaml", "/-/bron/", "/-/stand?na=x"):
        answer = get(served.url, path, headers={"Host": host})
        assert answer.status == 421
        assert "slug" not in answer.body


@pytest.mark.parametrize("host", ["localhost:8000", "LOCALHOST", "127.0.0.1", "[::1]:9"])
def test_own_computer_may_read(served: LiveServer, host: str) -> None:
    """Under each name of this computer, also through a tunnel from another port."""
    assert get(served.url, "/", headers={"Host": host}).status == 200


@pytest.mark.parametrize("size", [(390, 844), (1280, 900)])
def test_box_with_keyboard_and_axe(served: LiveServer, browser: Browser, size: tuple[int, int]) -> None:
    """The box is closed, opens by key, leads to the line; axe and the policy find nothing in what we add."""
    pad = next(path.parent.name for path in (served.output / "voorstellen").glob("*/index.html"))
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page, errors = context.new_page(), list[str]()
    page.on("console", lambda message: errors.append(message.text))
    page.on("pageerror", lambda error: errors.append(str(error)))
    options = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}}
    try:
        page.goto(f"{served.url}/voorstellen/{pad}/")
        link = page.get_by_role("link", name="content/voorstellen/").first
        expect(link).to_be_hidden()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(link).to_be_visible()
        assert Axe().run(page, options=options).response["violations"] == []
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/-/bron/content/voorstellen/**#r*")
        expect(page.locator("li:target")).to_be_visible()
        page.goto("about:blank")  # what is open would load itself again
        served.stand.change("wijken/stad.yaml:1:1: fout: iets")
        page.goto(f"{served.url}/-/bron/{VOORSTEL}#r3")
        assert Axe().run(page, options=options).response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.goto(f"{served.url}/voorstellen/{pad}/")
        expect(page.get_by_role("alert")).to_be_visible()
        assert Axe().run(page, options=options).response["violations"] == []
        assert errors == []
    finally:
        context.close()


def test_public_site_has_nothing_of_it(root: Path, tmp_path: Path) -> None:
    """A build writes no box, no path of a source and none of our scripts."""
    assert run_build(root, tmp_path / "publiek", "--stil").returncode == 0
    for path in (tmp_path / "publiek").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "bouwbron" not in text
        assert "/-/" not in text
        assert "voorstellen/ris900001.md" not in text
