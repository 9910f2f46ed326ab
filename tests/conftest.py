"""Fixtures that more than one test module needs."""

import contextlib
import functools
import http.server
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from made_site import KLEIN, TOP, MadeSite
from setup_browser import find_chromium
from wijkdemocratie.model import Stad
from wijkdemocratie.read import load_stad

# No sandbox because tests run as root in containers; the rest keeps the browser from calling home and makes
# two machines draw the same pixels.
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    "--disable-lcd-text",
    "--hide-scrollbars",
]


def pytest_configure() -> None:
    """Let the programs that tests start hear Ctrl-C, also where the tests were started in the background."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --golden, which writes the golden files instead of comparing with them."""
    parser.addoption("--golden", action="store_true", help="write tests/golden anew; look at the difference in git")


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let no build of a test know what was kept on this computer, or leave anything there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, bytes], None]:
    """A function that holds bytes against a file in tests/golden."""

    def compare(name: str, content: bytes) -> None:
        path = TOP / "tests" / "golden" / name
        if request.config.getoption("golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        assert path.read_bytes().splitlines() == content.splitlines()
        assert path.read_bytes() == content

    return compare


@pytest.fixture
def golden_text(request: pytest.FixtureRequest) -> Callable[[Path, str, str, str], None]:
    """A function that holds a text against what stands in a file between two others."""

    def compare(path: Path, begin: str, content: str, end: str) -> None:
        before, found, rest = path.read_text(encoding="utf-8").partition(begin)
        current, _, after = rest.partition(end)
        assert found
        if request.config.getoption("golden"):
            path.write_text(f"{before}{begin}{content}{end}{after}", encoding="utf-8")
            return
        assert content == current

    return compare


@pytest.fixture(scope="session")
def klein() -> Stad:
    """The tiny city of tests/sites/klein."""
    return _load(KLEIN)


@pytest.fixture(scope="session")
def haag() -> Stad:
    """The city that this project is made for, as it is shipped."""
    return _load(TOP)


def _load(root: Path) -> Stad:
    stad, problems = load_stad(root)
    assert stad is not None
    assert not problems.errors
    return stad


@pytest.fixture(scope="session")
def bouw_klein(tmp_path_factory: pytest.TempPathFactory) -> MadeSite:
    """The tiny city, built once. It stands in a folder of its host, as a site may."""
    return MadeSite.build(KLEIN, tmp_path_factory.mktemp("klein") / "site", "https://waterzande.example/wijken")


@pytest.fixture(scope="session")
def bouw_haag(tmp_path_factory: pytest.TempPathFactory) -> MadeSite:
    """The shipped city, built once."""
    return MadeSite.build(TOP, tmp_path_factory.mktemp("haag") / "site", "https://wijken.example.nl")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for the whole run; each test makes its own context."""
    path = find_chromium()
    if path is None:
        pytest.fail("er is geen Chromium die start; `make test` zet er een klaar (tests/setup_browser.py)")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, headless=True, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def serve_folder() -> Iterator[Callable[[Path], str]]:
    """A function that serves a folder on loopback and returns its URL, which ends in "/"."""
    with contextlib.ExitStack() as stack:

        def serve(folder: Path) -> str:
            handler = functools.partial(_QuietHandler, directory=str(folder))
            server = stack.enter_context(http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler))
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
            thread.start()
            stack.callback(thread.join)
            stack.callback(server.shutdown)
            return f"http://127.0.0.1:{server.server_port}/"

        yield serve


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing: a test that wants a log listens to the browser."""
