"""What an editor sees while working: the newest good site, and what is wrong with the newest sources."""

import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from made_site import KLEIN, TOP
from sessie import Session, get
from wijkdemocratie.serve.server import LiveServer
from wijkdemocratie.serve.stand import Stand


@pytest.fixture
def stand() -> Stand:
    """What builds tell to pages."""
    return Stand()


@pytest.fixture
def served(tmp_path: Path, stand: Stand) -> Iterator[LiveServer]:
    """A server of a site of a few files."""
    output = tmp_path / "uit"
    for name, text in {
        "index.html": "<html><body><h1>Thuis</h1></body></html>",
        "over/index.html": "<h1>Over</h1>",
        "404.html": "<body><h1>Niet gevonden</h1></body>",
        "feed.xml": "<rss/>",
        "sitemap.xml": "<urlset/>",
        "agenda.ics": "BEGIN:VCALENDAR",
        "theme/stijl.css": "a{}",
        "theme/favicon.svg": "<svg/>",
        "robots.txt": "x",
        "raar.bestand": "x",
    }.items():
        path = output / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "geheim.txt").write_text("geheim", encoding="utf-8")
    server = LiveServer(0, output, stand)
    server.start()
    yield server
    stand.close()
    server.stop()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/over/", "text/html; charset=utf-8"),
        ("/over/index.html?a=b", "text/html; charset=utf-8"),
        ("/feed.xml", "application/rss+xml; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/agenda.ics", "text/calendar; charset=utf-8"),
        ("/theme/stijl.css", "text/css; charset=utf-8"),
        ("/theme/favicon.svg", "image/svg+xml"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/raar.bestand", "application/octet-stream"),
        ("/-/herladen.js", "text/javascript; charset=utf-8"),
        ("/-/herladen.css", "text/css; charset=utf-8"),
    ],
)
def test_each_file_has_its_type(served: LiveServer, path: str, kind: str) -> None:
    """Files are sent as a real host would send them, and no browser keeps them."""
    answer = get(served.url, path)

    assert answer.status == 200
    assert answer.headers["content-type"] == kind
    assert answer.headers["cache-control"] == "no-store"
    assert answer.body
    head = get(served.url, path, "HEAD")
    assert (head.status, head.body) == (200, "")
    assert head.headers["content-length"] == answer.headers["content-length"]


def test_script_is_in_answers_and_not_in_files(served: LiveServer) -> None:
    """Every page that is sent has the script, before the end of the body; no file has it."""
    shown = get(served.url, "/").body
    assert shown.startswith("<html><body><h1>Thuis</h1><link")
    assert shown.endswith('<script src="/-/herladen.js" data-stand="0" defer></script></body></html>')
    assert get(served.url, "/over/").body.endswith("defer></script>")
    assert not [path for path in served.output.rglob("*.html") if b"herladen" in path.read_bytes()]


def test_missing_page_shows_the_404_page(served: LiveServer) -> None:
    """A wrong address gets the site's own page, with its status."""
    answer = get(served.url, "/weg/")

    assert answer.status == 404
    assert "<h1>Niet gevonden</h1>" in answer.body


@pytest.mark.parametrize(
    "path", ["/../geheim.txt", "/%2e%2e/geheim.txt", "/theme/../../geheim.txt", "/index.html/x", "/theme/", "/%00"]
)
def test_nothing_but_the_site_is_served(served: LiveServer, path: str) -> None:
    """No path leads out of the output, and a folder without a page shows no list."""
    answer = get(served.url, path)

    assert answer.status == 404
    assert "geheim" not in answer.body


def test_folder_without_slash_is_redirected(served: LiveServer) -> None:
    """The address ends in a slash, and a strange one does not lead to another host."""
    assert get(served.url, "/over").headers["location"] == "/over/"
    assert get(served.url, "//over").headers["location"] == "/over/"
    assert get(served.url, "/over").status == 302


def test_problems_are_shown_on_the_old_page(served: LiveServer, stand: Stand) -> None:
    """After a failed build each page says why, escaped, and after a good one no longer."""
    stand.change("wijken/x.yaml:1:1: fout: <script>")
    shown = get(served.url, "/").body
    stand.change("")

    assert "<h1>Thuis</h1>" in shown
    assert "<pre>wijken/x.yaml:1:1: fout: &lt;script&gt;</pre>" in shown
    assert "bouwmelding" not in get(served.url, "/").body


def test_open_page_hears_of_a_build(served: LiveServer, stand: Stand) -> None:
    """A page that waits hears it at once, and one that comes late or asks nonsense hears it too."""
    answers: list[str] = []
    waiting = threading.Thread(target=lambda: answers.append(get(served.url, "/-/stand?na=0").body))
    waiting.start()
    stand.change("")
    waiting.join()

    assert answers == ["data: 1\n\n"]
    assert get(served.url, "/-/stand?na=0").body == "data: 1\n\n"
    assert get(served.url, "/-/stand?na=x").body == "data: 1\n\n"
    assert get(served.url, "/-/stand").headers["content-type"] == "text/event-stream; charset=utf-8"


def test_browser_reloads_by_itself(served: LiveServer, stand: Stand, browser: Browser) -> None:
    """An open page shows a problem and a new text without anybody touching it."""
    page = browser.new_page()
    try:
        page.goto(f"{served.url}/")
        stand.change("wijken/x.yaml:1:1: fout: <b>")
        expect(page.get_by_role("alert")).to_contain_text("wijken/x.yaml:1:1: fout: <b>")
        (served.output / "index.html").write_text("<body><h1>Nieuw</h1></body>", encoding="utf-8")
        stand.change("")
        expect(page.get_by_role("heading", name="Nieuw")).to_be_visible()
        expect(page.get_by_role("alert")).to_have_count(0)
    finally:
        page.close()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the tiny city."""
    return shutil.copytree(KLEIN, tmp_path / "stad")


@pytest.fixture
def start(root: Path) -> Iterator[Callable[[], Session]]:
    """A function that starts a session, which ends with the test."""
    sessions: list[Session] = []

    def begin() -> Session:
        sessions.append(Session(root))
        return sessions[-1]

    yield begin
    for session in sessions:
        if session.process.poll() is None:
            session.stop()


def test_edit_break_and_mend(root: Path, start: Callable[[], Session]) -> None:
    """An edit shows, a mistake shows with the last good page under it, and mending it takes it away."""
    page = root / "content" / "paginas" / "over.md"
    good = page.read_text(encoding="utf-8")
    session = start()
    session.wait_for(lambda: get(session.url, "/over/").status == 200)
    session.wait_for_page("/sitemap.xml", f"{session.url}/over/")

    page.write_text(f"{good}\nEen nieuwe zin.\n", encoding="utf-8")
    session.wait_for_page("/over/", "Een nieuwe zin.")

    page.write_text(good.replace("title:", "titel:"), encoding="utf-8")
    shown = session.wait_for_page("/over/", "bouwmelding")
    assert "Een nieuwe zin." in shown
    assert "content/paginas/over.md:2:1: fout: " in shown
    session.wait_for(lambda: any("content/paginas/over.md:2:1: fout: " in line for line in session.said))

    page.write_text(f"{good}\nWeer goed.\n", encoding="utf-8")
    session.wait_for_page("/over/", "Weer goed.")
    session.wait_for(lambda: "bouwmelding" not in get(session.url, "/over/").body)

    assert session.stop() == 0
    assert session.said[-1] == "Gestopt."
    assert not [line for line in session.said if "Traceback" in line]
    # The note of what was made is written after it was put in its place, so it may not be there yet.
    names = {path.name for path in root.iterdir()} - {".output-serve-stand"}
    assert names == {".output-serve", "content", "wijken"}


def test_faulty_city_is_served_once_it_is_mended(root: Path, start: Callable[[], Session]) -> None:
    """Without any site yet the problem stands on an empty page, and the site follows by itself."""
    path = root / "wijken" / "stad.yaml"
    good = path.read_text(encoding="utf-8")
    path.write_text("naam: [\n", encoding="utf-8")
    session = start()
    session.wait_for_page("/", "bouwmelding")
    assert get(session.url, "/").status == 503
    assert "Er is nog geen site" in get(session.url, "/").body

    path.write_text(good, encoding="utf-8")
    session.wait_for(lambda: get(session.url, "/").status == 200)
    session.wait_for(lambda: "bouwmelding" not in get(session.url, "/over/").body)
    assert session.stop() == 0


def test_port_in_use_is_told(root: Path) -> None:
    """A second server on one port says so and gives 1."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        result = subprocess.run(
            [sys.executable, TOP / "build.py", "serve", "--root", root, "--port", str(port)],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    assert result.returncode == 1
    assert result.stderr == (f"fout: poort {port}: die is al in gebruik\ntip: kies een andere: --port {port + 1}\n")
