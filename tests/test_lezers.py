"""Programs that people use read what we publish: a feed reader, a library that many use, and a calendar program."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import feedparser
import pytest
from icalendar import Calendar
from lxml import etree

from later import CANCELLED, POSTPONED, copy_later
from made_site import KLEIN, MadeSite
from nginx_server import serve_by_nginx
from setup_programs import need_program

SITEURL = "https://wijken.waterzande.example"


def run_quietly(own: Path, *command: str) -> str:
    """Run a program of which `own` is the home; a complaint or another code than 0 is a fault."""
    (own / "home").mkdir(exist_ok=True)
    result = subprocess.run(
        command,
        env={"HOME": str(own / "home"), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
        cwd=own,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert (0, "") == (result.returncode, result.stderr)
    return result.stdout


def read_items(content: bytes) -> dict[str, str]:
    """Return the title of each item of a feed, by its guid."""
    return dict(MadeSite.list_items(content))


class Bericht(NamedTuple):
    """One item as newsboat keeps it."""

    guid: str
    titel: str
    feed: str
    ongelezen: int


@dataclass(frozen=True)
class Newsboat:
    """A newsboat with settings and a cache of its own, that follows some feeds."""

    own: Path

    @classmethod
    def follow(cls, own: Path, urls: list[str]) -> Newsboat:
        """Subscribe to feeds."""
        (own / "urls").write_text("".join(f"{url}\n" for url in urls), encoding="utf-8")
        (own / "config").write_text("reload-threads 4\n", encoding="utf-8")
        return cls(own)

    def reload(self) -> None:
        """Fetch everything; a line in its log at the level of a warning or worse is a fault."""
        files = ("-u", "urls", "-c", "cache.db", "-C", "config", "-d", "log", "-l", "4")
        assert not run_quietly(self.own, need_program("newsboat"), *files, "-x", "reload")
        log = self.own / "log"
        assert "" == (log.read_text(encoding="utf-8") if log.exists() else "")

    def ask(self, question: str) -> list[Any]:
        """Ask its cache, or change something in it."""
        database = sqlite3.connect(self.own / "cache.db")
        try:
            with database:
                return database.execute(question).fetchall()
        finally:
            database.close()

    def list_berichten(self) -> list[Bericht]:
        """Return every item that it knows."""
        return [Bericht(*row) for row in self.ask("SELECT guid, title, feedurl, unread FROM rss_item")]


def test_newsboat_reads_every_feed_of_the_shipped_site(bouw_haag: MadeSite, tmp_path: Path) -> None:
    """It knows every feed and page of an archive by its title, and every item once, however many feeds have it."""
    own = tmp_path / "newsboat"
    own.mkdir()
    (tmp_path / "nginx").mkdir()
    with serve_by_nginx(bouw_haag.folder, tmp_path / "nginx") as url:
        newsboat = Newsboat.follow(own, [url + pad for pad in bouw_haag.feeds])
        newsboat.reload()
    channels = {url + pad: etree.fromstring(feed).find("channel") for pad, feed in bouw_haag.feeds.items()}
    assert len(channels) > 400
    assert {
        (feed, channel.findtext("title"), channel.findtext("link"))
        for feed, channel in channels.items()
        if channel is not None
    } == set(newsboat.ask("SELECT rssurl, title, url FROM rss_feed"))

    items = {url + pad: read_items(feed) for pad, feed in bouw_haag.feeds.items()}
    berichten = newsboat.list_berichten()
    # It keeps one item for each guid, also when many feeds have it: so one event is one message to who follows many.
    assert sorted({guid for feed in items.values() for guid in feed}) == sorted(item.guid for item in berichten)
    assert [] == [item for item in berichten if items[item.feed][item.guid] != item.titel]


@pytest.fixture
def waterzande(tmp_path: Path) -> Iterator[tuple[str, Path, Path]]:
    """The tiny city behind nginx: its address, its output and the log of who asked for what."""
    output, own = tmp_path / "uit" / "site", tmp_path / "nginx"
    own.mkdir()
    MadeSite.build(KLEIN, output, SITEURL)
    with serve_by_nginx(output, own) as url:
        yield url, output, own / "access.log"


def test_newsboat_sees_only_what_is_new(waterzande: tuple[str, Path, Path], tmp_path: Path) -> None:
    """After an update no item is there twice, what was read stays read, and the new items are unread."""
    url, output, log = waterzande
    own = tmp_path / "newsboat"
    own.mkdir()
    pads = sorted(path.relative_to(output).as_posix() for path in output.rglob("feed.xml"))
    newsboat = Newsboat.follow(own, [url + pad for pad in pads])
    newsboat.reload()
    newsboat.ask("UPDATE rss_item SET unread = 0")
    before = newsboat.list_berichten()

    newsboat.reload()
    # Which of the feeds that have an item it is kept with, may change.
    assert sorted(item._replace(feed="") for item in before) == sorted(
        item._replace(feed="") for item in newsboat.list_berichten()
    )
    # Some versions remember the ETag of a feed only from its second visit on.
    asked = len(log.read_text(encoding="utf-8").splitlines())
    newsboat.reload()
    codes = [line.split('"')[2].split()[0] for line in log.read_text(encoding="utf-8").splitlines()[asked:]]
    assert ["304"] * len(pads) == codes

    MadeSite.build(copy_later(tmp_path / "later"), output, SITEURL)
    newsboat.reload()
    after = newsboat.list_berichten()
    published = {guid for pad in pads for guid in read_items((output / pad).read_bytes())}
    old = {item.guid for item in before}
    assert sorted(published) == sorted(item.guid for item in after)
    assert published - old == {item.guid for item in after if item.ongelezen}
    assert old - published == set()
    assert {"loting:loting-molenplein:wijziging:1", "bijeenkomst:open-avond-kade:afgelast:1"} <= {
        guid.partition(":")[2].partition(":")[2] for guid in published - old
    }


def test_feedparser_reads_every_feed_over_http(bouw_haag: MadeSite, tmp_path: Path) -> None:
    """With the headers that it is served with, each feed is well-formed RSS 2.0 in UTF-8, with all its items."""
    with serve_by_nginx(bouw_haag.folder, tmp_path) as url:
        for pad, content in bouw_haag.feeds.items():
            read = feedparser.parse(url + pad, sanitize_html=False, resolve_relative_uris=False)
            assert (200, False, "rss20", "utf-8") == (read.status, read.bozo, read.version, read.encoding), pad
            assert read_items(content) == {entry.id: entry.title for entry in read.entries}
            assert all(entry.published_parsed and entry.link and entry.summary for entry in read.entries)


class Regel(NamedTuple):
    """One entry as khal lists it."""

    uid: str
    begin: str
    status: str
    plaats: str


@dataclass(frozen=True)
class Khal:
    """A khal with settings and one calendar of its own."""

    own: Path

    @classmethod
    def start(cls, own: Path) -> Khal:
        """Make an empty calendar."""
        (own / "vdir").mkdir()
        lines = ["[calendars]", "[[wijk]]", f"path = {own}/vdir", "[sqlite]", f"path = {own}/khal.db", "[locale]"]
        lines += ["local_timezone = Europe/Amsterdam", "default_timezone = Europe/Amsterdam"]
        lines += ["timeformat = %H:%M", *(f"{name}dateformat = %Y-%m-%d" for name in ("", "long"))]
        lines += [f"{name}datetimeformat = %Y-%m-%d %H:%M" for name in ("", "long")]
        (own / "config").write_text("\n".join([*lines, "[default]", "default_calendar = wijk", ""]), encoding="utf-8")
        return cls(own)

    def add(self, *calendars: Path) -> None:
        """Import calendars as a person does, without being asked anything."""
        self._run("import", "--batch", *map(str, calendars))

    def show(self) -> list[Regel]:
        """Return every entry that it lists, each once."""
        form = "{uid}\t{start-long}\t{status}\t{location}"
        said = self._run("list", "--once", "--day-format", "", "--format", form, "2000-01-01", "2040-01-01")
        lines = [line.split("\t") for line in said.splitlines() if line]
        return sorted(Regel(uid, begin, status.strip(), plaats) for uid, begin, status, plaats in lines)

    def read_stored(self, name: str) -> Any:
        """Return what it keeps of one entry."""
        (path,) = (self.own / "vdir").glob(f"{name}@*.ics")
        (event,) = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
        return event

    def _run(self, *words: str) -> str:
        return run_quietly(self.own, need_program("khal"), "-c", "config", *words)


def read_regels(calendars: list[Path]) -> list[Regel]:
    """Return what khal ought to list of some calendars, as the library icalendar reads them."""
    found = set()
    for path in calendars:
        for event in Calendar.from_ical(path.read_bytes()).walk("VEVENT"):
            begin = event.decoded("DTSTART")
            shown = f"{begin:%Y-%m-%d %H:%M}" if isinstance(begin, datetime) else f"{begin:%Y-%m-%d}"
            found.add(Regel(str(event["UID"]), shown, str(event["STATUS"]), str(event.get("LOCATION", ""))))
    return sorted(found)


def test_khal_imports_every_calendar_of_the_shipped_site(bouw_haag: MadeSite, tmp_path: Path) -> None:
    """Imported one over the other, every entry of all calendars is there once, on its own day."""
    khal = Khal.start(tmp_path)
    calendars = [bouw_haag.folder / pad for pad in bouw_haag.agendas]
    khal.add(*calendars)

    shown = khal.show()
    assert read_regels(calendars) == shown
    assert len(shown) == len({regel.uid for regel in shown}) > 50


def test_khal_changes_and_does_not_double(waterzande: tuple[str, Path, Path], tmp_path: Path) -> None:
    """A postponed draw moves and a cancelled meeting says so; everything else stays as it was."""
    _, output, _ = waterzande
    own = tmp_path / "khal"
    own.mkdir()
    khal = Khal.start(own)
    calendars = [output / "agenda.ics", output / "wijken" / "molenwijk" / "agenda.ics"]
    khal.add(*calendars)
    before = {regel.uid.partition("@")[0]: regel for regel in khal.show()}
    assert ("2027-01-15 15:00", "CONFIRMED") == before[POSTPONED][1:3]
    assert ("2026-12-01 19:30", "CONFIRMED") == before[CANCELLED][1:3]
    sequences = {name: int(khal.read_stored(name)["SEQUENCE"]) for name in (POSTPONED, CANCELLED)}

    MadeSite.build(copy_later(tmp_path / "later"), output, SITEURL)
    khal.add(*calendars)
    shown = khal.show()
    after = {regel.uid.partition("@")[0]: regel for regel in shown}
    assert read_regels(calendars) == shown
    assert len(after) == len(shown) == len(before)
    assert ("2027-01-22 16:00", "CONFIRMED") == after[POSTPONED][1:3]
    assert ("2026-12-01 19:30", "CANCELLED") == after[CANCELLED][1:3]
    assert {POSTPONED, CANCELLED} == {name for name in after if after[name] != before[name]}
    for name, sequence in sequences.items():
        assert sequence + 1 == int(khal.read_stored(name)["SEQUENCE"])
    assert "De spreker is verhinderd." in str(khal.read_stored(CANCELLED)["DESCRIPTION"])
