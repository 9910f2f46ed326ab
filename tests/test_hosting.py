"""A real nginx serves the site as docs/hosting.md says: the right headers, and 304 for who has it already."""

from __future__ import annotations

import fnmatch
import http.client
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest
from playwright.sync_api import Browser

from later import copy_later
from made_site import KLEIN, PEILDATUM, TOP, MadeSite
from nginx_server import CONFIGURATION, serve_by_nginx
from setup_programs import need_program
from wijkdemocratie.koppen import render_beleid, render_headers, render_nginx
from wijkdemocratie.model import Stad
from wijkdemocratie.pages import Site, list_pages
from wijkdemocratie.thema import read_thema

SITEURL = "https://waterzande.example"
CITY, DUINRAND, MOLENWIJK = "nieuws/feed.xml", "wijken/duinrand/nieuws/feed.xml", "wijken/molenwijk/nieuws/feed.xml"
PAGE, LATER = "public, max-age=60, must-revalidate", "public, max-age=300, must-revalidate"
EVER = "public, max-age=31536000, immutable"
THEMA = read_thema(TOP / "theme" / "static")
STIJL = THEMA.pad("css/stijl.css")

# What is asked for, and what it is served as: its kind, how long it may be kept, and whether other sites may read it.
SERVED = [
    ("", 200, "text/html; charset=utf-8", PAGE, None),
    ("wijken/molenwijk/", 200, "text/html; charset=utf-8", PAGE, None),
    ("wijken/molenwijk/index.html", 200, "text/html; charset=utf-8", PAGE, None),
    (MOLENWIJK, 200, "application/rss+xml; charset=utf-8", LATER, "*"),
    ("agenda.ics", 200, "text/calendar; charset=utf-8", LATER, "*"),
    (STIJL, 200, "text/css; charset=utf-8", EVER, None),
    (THEMA.pad("favicon.svg"), 200, "image/svg+xml", EVER, None),
    (THEMA.pad("js/dagen.js"), 200, "text/javascript; charset=utf-8", EVER, None),
    (THEMA.pad("js/vinden.js"), 200, "text/javascript; charset=utf-8", EVER, None),
    ("vinden/namen.json", 200, "application/json", LATER, "*"),
    ("zoeken/index/pagefind.js", 200, "text/javascript; charset=utf-8", LATER, None),
    ("zoeken/index/wasm.nl.pagefind", 200, "application/octet-stream", LATER, None),
    ("zoeken/", 200, "text/html; charset=utf-8", PAGE, None),
    ("sitemap.xml", 200, "application/xml; charset=utf-8", LATER, "*"),
    ("robots.txt", 200, "text/plain; charset=utf-8", LATER, None),
    ("data/kosten.csv", 200, "text/csv; charset=utf-8", LATER, "*"),
    ("data/kosten.json", 200, "application/json", LATER, "*"),
    ("data/wijzigingen.ndjson", 200, "application/x-ndjson", LATER, "*"),
    ("data/catalog.jsonld", 200, "application/ld+json", LATER, "*"),
    ("data/catalog.ttl", 200, "text/turtle; charset=utf-8", LATER, "*"),
    # A name that is gone: nobody keeps for ever that there is nothing.
    ("theme/css/stijl.0123456789.css", 404, "text/html; charset=utf-8", PAGE, None),
    ("_headers", 404, "text/html; charset=utf-8", PAGE, None),
    ("bestaat-niet/", 404, "text/html; charset=utf-8", PAGE, None),
    ("bestaat-niet.ics", 404, "text/html; charset=utf-8", PAGE, None),
    ("bestaat/niet/feed.xml", 404, "text/html; charset=utf-8", PAGE, None),
    (".wijken-aan-zet", 404, "text/html; charset=utf-8", PAGE, None),
]

SAFE = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; script-src 'self'; connect-src 'self'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
}


# Searching is done with WebAssembly, which nothing else may run.
SEARCHING = SAFE | {
    "Content-Security-Policy": SAFE["Content-Security-Policy"].replace(
        "script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'"
    )
}


@pytest.fixture(scope="module")
def klein_served(bouw_klein: MadeSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the tiny city, served by nginx."""
    with serve_by_nginx(bouw_klein.folder, tmp_path_factory.mktemp("nginx")) as url:
        yield url


@pytest.fixture(scope="module")
def haag_served(bouw_haag: MadeSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the shipped city, which stands at the top of its host."""
    with serve_by_nginx(bouw_haag.folder, tmp_path_factory.mktemp("nginx")) as url:
        yield url


def ask(url: str, **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
    """Ask for one address, and follow nothing."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    try:
        connection.request(
            "GET", parts.path, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize(("pad", "status", "kind", "kept", "readers"), SERVED)
def test_headers(klein_served: str, pad: str, status: int, kind: str, kept: str, readers: str | None) -> None:
    """Everything says what it is, how long it may be kept and who may read it, also where nothing is found."""
    code, headers, _ = ask(klein_served + pad)

    assert (status, kind, kept, readers) == (
        code,
        headers["Content-Type"],
        headers["Cache-Control"],
        headers["Access-Control-Allow-Origin"],
    )
    assert (SEARCHING if pad.startswith("zoeken/") else SAFE) == {name: headers[name] for name in SAFE}
    assert "nginx" == headers["Server"]


@pytest.mark.parametrize("pad", ["bestaat-niet/", "bestaat-niet.ics", "bestaat/niet/feed.xml"])
def test_nothing_found_is_our_own_page(klein_served: str, bouw_klein: MadeSite, pad: str) -> None:
    """Who has a wrong address reads our page, in a browser and in a reader."""
    for wanted in ("text/html", "*/*"):
        assert (404, bouw_klein.read("404.html")) == ask(klein_served + pad, Accept=wanted)[::2]


def test_address_without_slash_leads_on(klein_served: str) -> None:
    """The place to go to names no host and no port, because nginx may stand behind another server."""
    status, headers, _ = ask(f"{klein_served}wijken/molenwijk")
    assert (301, "/wijken/molenwijk/") == (status, headers["Location"])


def test_archive_of_a_feed_is_a_feed(bouw_haag: MadeSite, haag_served: str) -> None:
    """A page of an archive (RFC 5005) has the kind of the feed that it belongs to."""
    pad = next(pad for pad in bouw_haag.feeds if "archief" in pad)
    assert "application/rss+xml; charset=utf-8" == ask(haag_served + pad)[1]["Content-Type"]


def test_text_is_compressed(klein_served: str) -> None:
    """Pages, feeds, calendars and styles are sent small to who can read that; a cache keeps the two apart."""
    for pad in ("", MOLENWIJK, "agenda.ics", STIJL):
        _, headers, small = ask(klein_served + pad, Accept_Encoding="gzip")
        _, _, large = ask(klein_served + pad)
        assert "gzip" == headers["Content-Encoding"]
        assert "Accept-Encoding" in (headers.get_all("Vary") or [])
        assert len(small) < len(large) / 2


def test_browser_shows_a_feed_in_its_own_style(browser: Browser, haag_served: str) -> None:
    """To a browser a feed is XML with our stylesheet; to a reader it is RSS, and caches keep the two apart."""
    page = browser.new_page()
    answer = page.goto(haag_served + CITY)
    assert answer
    assert "application/xml; charset=utf-8" == answer.headers["content-type"]
    assert "Accept" in (ask(haag_served + CITY)[1].get_all("Vary") or [])
    assert "block" == page.evaluate("getComputedStyle(document.querySelector('item > title')).display")
    page.close()


def test_pages_keep_to_the_policy(browser: Browser, haag: Stad, bouw_haag: MadeSite, haag_served: str) -> None:
    """A browser that enforces the headers finds nothing on any kind of page that they forbid."""
    pages = {pagina.template: pagina.pad for pagina in list_pages(Site(haag, PEILDATUM, bouw_haag.siteurl))}
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    for pad in pages.values():
        if "404" not in pad:
            page.goto(haag_served + pad)
    assert len(pages) > 10
    assert [] == said
    # And it does enforce them.
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    assert [line for line in said if "Content Security Policy" in line]
    page.close()


@pytest.mark.parametrize("how", ["etag", "modified"])
def test_reader_is_told_that_nothing_is_new(klein_served: str, how: str) -> None:
    """A reader that comes back with the ETag or the date of what it has gets 304 and no items."""
    for pad in (CITY, DUINRAND, MOLENWIJK):
        first = feedparser.parse(klein_served + pad)
        again = feedparser.parse(klein_served + pad, **{how: first[how]})
        assert (200, False, 304, []) == (first.status, first.bozo, again.status, again.entries)


def test_rebuild_sends_only_what_changed(tmp_path: Path) -> None:
    """An unchanged rebuild is 304 for everything; one changed record is 200 for its wijk and 304 for another."""
    output = tmp_path / "uit" / "site"
    MadeSite.build(KLEIN, output, SITEURL)
    (tmp_path / "nginx").mkdir()
    with serve_by_nginx(output, tmp_path / "nginx") as url:
        had = {pad: feedparser.parse(url + pad) for pad in (CITY, DUINRAND, MOLENWIJK)}
        times = {path.relative_to(output): path.stat().st_mtime_ns for path in output.rglob("*") if path.is_file()}

        def come_back(pad: str) -> feedparser.FeedParserDict:
            return feedparser.parse(url + pad, etag=had[pad].etag, modified=had[pad].modified)

        MadeSite.build(KLEIN, output, SITEURL)
        assert times == {path: (output / path).stat().st_mtime_ns for path in times}
        assert [304, 304, 304] == [come_back(pad).status for pad in had]
        status, *_ = ask(f"{url}agenda.ics", If_None_Match=ask(f"{url}agenda.ics")[1]["ETag"])
        assert 304 == status

        MadeSite.build(copy_later(tmp_path / "later"), output, SITEURL)
        city, duinrand, molenwijk = (come_back(pad) for pad in (CITY, DUINRAND, MOLENWIJK))
    assert (200, 304, 200) == (city.status, duinrand.status, molenwijk.status)
    new = {entry.id for entry in molenwijk.entries} - {entry.id for entry in had[MOLENWIJK].entries}
    assert ["tag:wijken.waterzande.example,2026:loting:loting-molenplein:wijziging:1"] == sorted(
        guid for guid in new if "loting-molenplein" in guid
    )


def test_reader_behind_compression_gets_304_too(klein_served: str) -> None:
    """The tag of a compressed answer is another kind of tag, and is still known."""
    _, headers, _ = ask(klein_served + MOLENWIJK, Accept_Encoding="gzip")
    status, again, body = ask(klein_served + MOLENWIJK, Accept_Encoding="gzip", If_None_Match=headers["ETag"])
    assert (304, b"", LATER) == (status, body, again["Cache-Control"])


def test_other_date_than_was_given_gets_everything(klein_served: str) -> None:
    """A reader that names a later date of its own is sent the feed: it may hold news that was put there since."""
    given = parsedate_to_datetime(ask(klein_served + MOLENWIJK)[1]["Last-Modified"])
    dates = (given, given + timedelta(days=1), given - timedelta(days=1))
    answers = [ask(klein_served + MOLENWIJK, If_Modified_Since=format_datetime(date, usegmt=True)) for date in dates]
    assert [304, 200, 200] == [status for status, *_ in answers]


def test_nginx_has_nothing_to_say(bouw_klein: MadeSite, tmp_path: Path) -> None:
    """The configuration gives no warning when it is read, and none when it is used."""
    with serve_by_nginx(bouw_klein.folder, tmp_path) as url:
        for pad, status, *_ in SERVED:
            if status == 200:
                ask(url + pad)
        ask(f"{url}wijken")
    log = (tmp_path / "error.log").read_text(encoding="utf-8")
    assert [] == [line for line in log.splitlines() if "[notice]" not in line]


@pytest.mark.parametrize("how", ["the test fails", "the tests are killed"])
def test_nginx_never_stays(bouw_klein: MadeSite, tmp_path: Path, how: str) -> None:
    """Whatever becomes of the tests, no server stays behind on the machine."""
    lines = (
        "import os, sys, pathlib, nginx_server",
        "with nginx_server.serve_by_nginx(*map(pathlib.Path, sys.argv[1:])) as url:",
        "    print(url, flush=True)",
        f"    {'raise AssertionError' if how == 'the test fails' else 'os.kill(os.getpid(), 9)'}",
    )
    result = subprocess.run(
        [sys.executable, "-c", "\n".join(lines), str(bouw_klein.folder), str(tmp_path)],
        env=os.environ | {"PYTHONPATH": str(TOP / "tests")},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert result.returncode
    end = time.monotonic() + 10
    while time.monotonic() < end:
        try:
            ask(result.stdout.strip())
        except ConnectionRefusedError:
            return
        time.sleep(0.05)
    pytest.fail("nginx is still there")


def read_static_rules() -> list[tuple[str, dict[str, str]]]:
    """Return (pattern, headers) of each block of `_headers`."""
    rules: list[tuple[str, dict[str, str]]] = []
    for line in render_headers(met_script=THEMA.heeft_script).decode().splitlines():
        if line.startswith("/"):
            rules.append((line, {}))
        elif line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            rules[-1][1][name] = value
        else:
            assert not line or line.startswith("#")
    return rules


@pytest.mark.parametrize(
    ("pad", "kind", "kept", "readers"), [(pad, *rest) for pad, status, *rest in SERVED if status == 200]
)
def test_static_host_says_what_nginx_says(pad: str, kind: str, kept: str, readers: str | None) -> None:
    """The file for static hosts gives the same headers, each from one rule only: two would be joined by a comma."""
    given: dict[str, str] = {}
    for pattern, headers in read_static_rules():
        assert 1 == pattern.count("*")
        if fnmatch.fnmatchcase(f"/{pad}", pattern):
            # `! name` takes away what a rule above it gave.
            for name in headers:
                if name.startswith("! "):
                    del given[name.removeprefix("! ")]
            own = {name: value for name, value in headers.items() if not name.startswith("! ")}
            assert not given.keys() & own.keys()
            given |= own
    assert {name: given[name] for name in SAFE if name != "Content-Security-Policy"}.items() <= given.items()
    assert (
        render_beleid(met_script=True, pad="zoeken/" if pad.startswith("zoeken/") else "")
        == (given["Content-Security-Policy"])
    )
    assert "max-age=31536000" == given["Strict-Transport-Security"]
    assert readers == given.get("Access-Control-Allow-Origin")
    assert kind == given.get("Content-Type", kind)
    told = ("application/ld", "application/rss", "application/x-", "text/calendar", "text/csv", "text/turtle")
    assert ("Content-Type" in given) == kind.startswith(told)
    # Such a host lets everything be asked for again each time, unless it is told otherwise.
    assert given.get("Cache-Control", PAGE) == kept or pad == "robots.txt"


def test_made_site_brings_its_headers(bouw_klein: MadeSite) -> None:
    """The file for static hosts is in every build, at its top."""
    assert render_headers(met_script=THEMA.heeft_script) == bouw_klein.read("_headers")


def test_nginx_is_as_the_table_says(golden_text: Callable[[Path, str, str, str], None]) -> None:
    """What is made stands in the file between two lines; `--golden` puts it there anew."""
    made = render_nginx(met_script=THEMA.heeft_script)
    golden_text(CONFIGURATION, "een test houdt het gelijk.\n", made, "# Einde van wat is gemaakt.\n")


def test_scripts_are_let_through_only_when_there_are_any(bouw_klein: MadeSite, tmp_path: Path) -> None:
    """With a script in the theme pages may load it and ask for files of the site; one page may do a little more."""
    without, with_script = (render_beleid(met_script=met_script) for met_script in (False, True))
    assert "script-src" not in without
    assert "connect-src" not in without
    assert "script-src 'self'; connect-src 'self'" in with_script
    there = CONFIGURATION.read_text(encoding="utf-8")
    changed = tmp_path / "changed.conf"
    changed.write_text(
        there.replace(render_nginx(met_script=THEMA.heeft_script), render_nginx(met_script=True)), encoding="utf-8"
    )
    (tmp_path / "nginx").mkdir()
    with serve_by_nginx(bouw_klein.folder, tmp_path / "nginx", changed) as url:
        given = {
            pad: ask(url + pad)[1]["Content-Security-Policy"] for pad in ("", "wijken/", "zoeken/bestaat-niet.css")
        }
    assert with_script == given[""] == given["wijken/"]
    # Nothing found is the page 404.html, which needs no more than others.
    assert with_script == given["zoeken/bestaat-niet.css"]
    assert "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'" in render_beleid(met_script=True, pad="zoeken/")
    assert all("unsafe" not in policy for policy in (without, with_script))
    lines = render_headers(met_script=True).decode().splitlines()
    at = lines.index("/zoeken/*")
    assert "  ! Content-Security-Policy" == lines[at + 1]
    assert f"  Content-Security-Policy: {render_beleid(met_script=True, pad='zoeken/')}" == lines[at + 2]


def test_site_in_a_folder_of_its_host(bouw_klein: MadeSite, tmp_path: Path) -> None:
    """Where the site stands in a folder, only the address of the 404 page is another one."""
    own, root = tmp_path / "nginx", tmp_path / "www"
    own.mkdir()
    root.mkdir()
    (root / "wijken").symlink_to(bouw_klein.folder)
    there = CONFIGURATION.read_text(encoding="utf-8")
    assert 2 == there.count("error_page 404 /404.html;")
    changed = tmp_path / "changed.conf"
    changed.write_text(there.replace("404 /404.html", "404 /wijken/404.html"), encoding="utf-8")
    with serve_by_nginx(root, own, changed) as url:
        assert "application/rss+xml; charset=utf-8" == ask(f"{url}wijken/{CITY}")[1]["Content-Type"]
        assert (404, bouw_klein.read("404.html")) == ask(f"{url}wijken/bestaat/niet/feed.xml")[::2]
        assert (404, bouw_klein.read("404.html")) == ask(f"{url}wijken/bestaat-niet/")[::2]


def test_docs_show_what_is_tested() -> None:
    """The page about hosting leads to both files, and shows a server block that takes this one in."""
    said = (TOP / "docs" / "hosting.md").read_text(encoding="utf-8")
    assert "(hosting/nginx.conf)" in said
    assert "include /etc/nginx/wijken-aan-zet.conf;" in said
    assert CONFIGURATION.is_file()


def test_missing_program_is_told_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test without its program fails, in a line that a person can act on."""
    monkeypatch.setattr(shutil, "which", lambda *_args, **_named: None)
    with pytest.raises(AssertionError, match=r"`make test` zet het klaar .* sudo apt-get install nginx-light"):
        need_program("nginx")
