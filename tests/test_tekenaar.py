"""Pages made one by one while somebody writes: the same as a build makes, and no failure there stops the server."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from made_site import KLEIN, PEILDATUM, TOP, read_tree, run_build
from sessie import Session, get
from wijkdemocratie.serve import _START_TEKENAAR
from wijkdemocratie.serve.server import LiveServer
from wijkdemocratie.serve.stand import Gelezen, Stand
from wijkdemocratie.serve.tekenaar import Antwoord, Tekenaar

URL = "http://127.0.0.1:9"


def make_tekenaar(root: Path, patience: float = 60.0) -> Tekenaar:
    """Return the real one, for a city."""
    arguments = ["build", "--stil", "--zonder-vergelijking", "--zonder-zoeken", "--siteurl", URL]
    arguments += ["--root", str(root), "--output", str(root / "uit"), "--peildatum", PEILDATUM.isoformat()]
    return Tekenaar([sys.executable, "-c", _START_TEKENAAR, str(TOP), *arguments], patience)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the tiny city."""
    return shutil.copytree(KLEIN, tmp_path / "stad")


def test_each_page_is_the_one_of_a_build(root: Path, tmp_path: Path) -> None:
    """Every page, also a loose one, and every file of the theme has the same bytes, also after reading again."""
    made = run_build(root, tmp_path / "uit", "--stil", "--zonder-zoeken", "--siteurl", URL)
    assert made.returncode == 0, made.stderr
    tree = read_tree(tmp_path / "uit")
    tekenaar = make_tekenaar(root)
    try:
        for _ in range(2):
            told = tekenaar.lees()
            assert told
            assert told["goed"]
            wanted = [name for name in tree if name.endswith(".html") or name.startswith("theme/")]
            assert len(wanted) > 50
            for name in [*wanted, "wijken/havenkwartier/kaart.png"]:
                pad = name.removesuffix("index.html")
                assert tekenaar.make(pad) == Antwoord(tree[name]), name
        assert tekenaar.make("wijken/bestaat-niet/") == Antwoord()
        assert tekenaar.make("../stad.yaml") == Antwoord()
    finally:
        tekenaar.stop()


def test_bad_sources_leave_the_pages_as_they_were(root: Path) -> None:
    """What is wrong is told with its place and tip; pages stay those of the last good sources."""
    page = root / "content/paginas/over.md"
    good = page.read_text(encoding="utf-8")
    tekenaar = make_tekenaar(root)
    try:
        before = tekenaar.make("over/")
        page.write_text(good.replace("title:", "titel:"), encoding="utf-8")
        told = tekenaar.lees()
        assert told
        assert not told["goed"]
        assert "content/paginas/over.md:2:1: fout: " in told["tekst"]
        assert ("content/paginas/over.md", 2, "fout") in [
            (one["pad"], one["regel"], one["ernst"]) for one in told["meldingen"]
        ]
        assert before is not None
        assert tekenaar.make("over/") == before
        page.write_text(f"{good}\nEen nieuwe zin.\n", encoding="utf-8")
        assert tekenaar.lees()
        after = tekenaar.make("over/")
        assert after
        assert b"Een nieuwe zin." in (after.inhoud or b"")
    finally:
        tekenaar.stop()


def test_killed_process_is_started_again(root: Path) -> None:
    """Whoever ends it, the next question is answered; one that keeps dying is left alone until something changes."""
    tekenaar = make_tekenaar(root)
    try:
        for _ in range(3):
            assert tekenaar.make("over/")
            assert tekenaar._process
            os.kill(tekenaar._process.pid, signal.SIGKILL)
            tekenaar._process.wait()
        assert tekenaar.make("over/") is None
        assert tekenaar.lees()
        assert tekenaar.make("over/")
    finally:
        tekenaar.stop()


@pytest.mark.parametrize(
    "program",
    ["import time; time.sleep(600)", "raise SystemExit(1)", "print('onzin', flush=True); import time; time.sleep(600)"],
)
def test_one_that_does_not_answer_is_ended(program: str) -> None:
    """Hanging, stopping at once and talking nonsense all give nothing, and leave no process behind."""
    tekenaar = Tekenaar([sys.executable, "-c", program], patience=1.0)

    assert tekenaar.lees() is None
    assert tekenaar._process is None
    assert tekenaar.make("over/") is None


def test_nobody_waits_long_for_one_that_hangs() -> None:
    """While one question hangs, another is sent away; who stops the process ends the waiting."""
    tekenaar = Tekenaar([sys.executable, "-c", "import time; time.sleep(600)"], patience=600.0, turn=0.1)
    asking = threading.Thread(target=tekenaar.lees)
    asking.start()
    while tekenaar._process is None:
        pass

    assert tekenaar.make("over/") is None
    tekenaar.stop()
    asking.join(30)
    assert not asking.is_alive()


class _Nep(Tekenaar):
    """Answers from a dict."""

    def __init__(self, answers: dict[str, Antwoord | None]) -> None:
        super().__init__([])
        self.answers = answers

    def make(self, pad: str) -> Antwoord | None:
        return self.answers.get(pad, Antwoord())


@pytest.fixture
def served(tmp_path: Path) -> Iterator[LiveServer]:
    """A server of a made site, and of newer pages."""
    for name in ("index.html", "weg/index.html", "stuk/index.html", "traag/index.html", "404.html"):
        path = tmp_path / "uit" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("<body><h1>Oud</h1></body>", encoding="utf-8")
    server = LiveServer(0, tmp_path / "uit", Stand())
    nieuw = Antwoord(b"<body><h1>Nieuw</h1></body>")
    stuk = Antwoord(fout="theme/templates/x.html:3: TemplateSyntaxError: <oei>")
    server.tekenaar = _Nep(
        {"": nieuw, "erbij/": nieuw, "404.html": nieuw, "stuk/": stuk, "traag/": None, "theme/x.css": Antwoord(b"a{}")}
    )
    server.stand.change("", gelezen=Gelezen(goed=True, tekst=""), is_bezig=True, is_voor=True)
    server.start()
    yield server
    server.stand.close()
    server.stop()


def test_newer_page_goes_before_the_made_one(served: LiveServer) -> None:
    """Until the whole site is made: a new page, one that is gone, and a file that the new page needs."""
    assert "<h1>Nieuw</h1>" in get(served.url, "/").body
    assert "Deze pagina is al nieuw" in get(served.url, "/index.html").body
    assert get(served.url, "/erbij").headers["location"] == "/erbij/"
    assert get(served.url, "/erbij/").status == 200
    assert get(served.url, "/weg/").status == 404
    assert get(served.url, "/theme/x.css").headers["content-type"] == "text/css; charset=utf-8"
    served.stand.finish()
    assert "<h1>Oud</h1>" in get(served.url, "/").body
    assert "bouwbezig" not in get(served.url, "/").body
    assert get(served.url, "/weg/").status == 200


def test_no_page_is_silently_old(served: LiveServer) -> None:
    """A page that could not be made anew, or not yet, says so; a site that could not be made as well."""
    stuk, traag = get(served.url, "/stuk/"), get(served.url, "/traag/")

    assert (stuk.status, traag.status) == (200, 200)
    assert "Deze pagina kon niet opnieuw worden gemaakt. U ziet de vorige." in stuk.body
    assert "x.html:3: TemplateSyntaxError: &lt;oei&gt;" in stuk.body
    assert "U ziet de vorige versie van deze pagina." in traag.body
    served.stand.change("fout: een link is stuk")
    assert "De hele site kon niet worden gemaakt. Deze pagina is al nieuw." in get(served.url, "/").body
    assert "De site is niet opnieuw gemaakt. U ziet de vorige." in get(served.url, "/traag/").body


def test_open_page_hears_that_all_is_done(served: LiveServer, browser: Browser) -> None:
    """The bar goes without loading the page again, so that nobody loses the place; a later change still loads it."""
    page = browser.new_page()
    try:
        page.goto(served.url)
        bar = page.get_by_role("status")
        expect(bar).to_be_visible()
        page.evaluate("window.gebleven = true")
        served.stand.finish()
        expect(bar).to_have_count(0)
        assert page.evaluate("window.gebleven")
        served.stand.change("")
        expect(page.get_by_role("heading", name="Oud")).to_be_visible()
    finally:
        page.close()


@pytest.fixture
def start(root: Path) -> Iterator[Callable[[Path], Session]]:
    """A function that starts a session, which ends with the test."""
    sessions: list[Session] = []

    def begin(top: Path) -> Session:
        sessions.append(Session(root, top))
        return sessions[-1]

    yield begin
    for session in sessions:
        if session.process.poll() is None:
            session.stop()


def find_tekenaar(session: Session) -> int | None:
    """Return the number of the process that makes single pages."""
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((path / "stat").read_text("utf-8").rpartition(")")[2].split()[1])
            command = (path / "cmdline").read_bytes()
        except OSError:
            continue
        if parent == session.process.pid and b"run_tekenaar" in command:
            return int(path.name)
    return None


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds the process where Linux tells of it")
def test_server_survives_a_killed_process(root: Path, start: Callable[[Path], Session]) -> None:
    """Ended or stopped half-way, the next edit shows all the same, and nothing is left when the server ends."""
    page = root / "content/paginas/over.md"
    good = page.read_text(encoding="utf-8")
    session = start(TOP)
    session.wait_for_page("/over/", "/-/bron/content/paginas/over.md")
    first = find_tekenaar(session)
    assert first
    os.kill(first, signal.SIGKILL)
    page.write_text(f"{good}\nEen nieuwe zin.\n", encoding="utf-8")

    session.wait_for_page("/over/", "Een nieuwe zin.")
    session.wait_for(lambda: find_tekenaar(session) not in {None, first})
    second = find_tekenaar(session)
    assert session.stop() == 0
    assert not Path(f"/proc/{second}").exists()


def test_faulty_template_and_faulty_code(root: Path, tmp_path: Path, start: Callable[[Path], Session]) -> None:
    """A slip in a template or in code is told on the page that stays, and goes when it is mended."""
    top = tmp_path / "programma"
    shutil.copytree(TOP / "theme", top / "theme")
    shutil.copytree(TOP / "plugins", top / "plugins", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("build.py", "pelicanconf.py"):
        shutil.copy(TOP / name, top)
    session = start(top)
    session.wait_for_page("/sitemap.xml", "/over/")  # the whole site is there
    for path, slip in (
        (top / "theme/templates/page.html", "{% if %}"),
        (top / "plugins/wijkdemocratie/events/week.py", "def (:\n"),
    ):
        good = path.read_text(encoding="utf-8")
        path.write_text(f"{slip}{good}", encoding="utf-8")
        shown = session.wait_for_page("/over/", "bouwmelding")
        assert "<h1>" in shown
        assert path.name in session.wait_for_page("/over/", "SyntaxError")
        path.write_text(good, encoding="utf-8")
        session.wait_for(lambda: "bouwmelding" not in get(session.url, "/over/").body)
        assert get(session.url, "/over/").status == 200
    assert session.stop() == 0
