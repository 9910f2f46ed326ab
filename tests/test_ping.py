"""A hub on loopback hears of the feeds that changed and of no other, and its faults end in a clear line."""

from __future__ import annotations

import http.server
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs

import pytest

import build
from later import copy_later
from made_site import KLEIN, MadeSite
from wijkdemocratie import ping

SITEURL = "https://wijken.waterzande.example"
HUB = "https://hub.example/"


@dataclass
class Hub:
    """What a hub was told, and how it answers: a code for each call in turn, the last one from then on."""

    url: str = ""
    answers: list[int] = field(default_factory=lambda: [204])
    told: list[dict[str, list[str]]] = field(default_factory=list)
    kinds: set[str | None] = field(default_factory=set)

    @property
    def feeds(self) -> list[str]:
        assert all(call["hub.mode"] == ["publish"] for call in self.told)
        return [feed.removeprefix(f"{SITEURL}/") for call in self.told for feed in call["hub.url"]]


@pytest.fixture
def hub() -> Iterator[Hub]:
    """A hub on loopback."""
    made = Hub()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            made.told.append(parse_qs(body, strict_parsing=True))
            made.kinds.add(self.headers["Content-Type"])
            code = made.answers.pop(0) if len(made.answers) > 1 else made.answers[0]
            if code:
                self.send_response(code)
                if 300 <= code < 400:
                    self.send_header("Location", f"{made.url}elders")
                self.end_headers()
            else:
                self.close_connection = True

        do_GET = do_POST  # noqa: N815 - the base class names it so

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.url = f"http://127.0.0.1:{server.server_port}/"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The tiny city with a hub, and the same some days later."""
    folder = tmp_path_factory.mktemp("ping")
    before, after = Path(shutil.copytree(KLEIN, folder / "before")), copy_later(folder / "after")
    for root in (before, after):
        stad = root / "wijken" / "stad.yaml"
        text = "".join(
            line
            for line in stad.read_text(encoding="utf-8").splitlines(keepends=True)
            if not line.startswith("websub_hub:")
        )
        stad.write_text(f"websub_hub: {HUB}\n{text}", encoding="utf-8")
        MadeSite.build(root, folder / f"site-{root.name}", SITEURL)
    return folder / "site-before", folder / "site-after"


@pytest.fixture
def call(
    sites: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """A function that runs `build.py ping` on copies of both sites whose feeds name another hub."""
    monkeypatch.setattr(ping, "PAUZE", 0.0)

    def run(url: str, *arguments: str, edit: Callable[[Path], object] = str) -> tuple[int, str, str]:
        for source, name in zip(sites, ("vorige", "output"), strict=True):
            for path in Path(shutil.copytree(source, tmp_path / name)).rglob("*.xml"):
                path.write_bytes(path.read_bytes().replace(HUB.encode(), url.encode()))
        edit(tmp_path)
        words = arguments or ("--vorige", str(tmp_path / "vorige"))
        code = build.main(["ping", "--root", str(KLEIN), "--output", str(tmp_path / "output"), *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def list_changed(sites: tuple[Path, Path]) -> list[str]:
    """Return the feeds that differ, found in another way than ping finds them; a copy at an old address is no feed."""
    before, after = ({str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*.xml")} for site in sites)
    feeds = {name for name in after if name.endswith("/feed.xml") and f"/{name}".encode() in after[name]}
    return sorted(name for name in feeds if before.get(name) != after[name])


def test_hub_hears_only_of_what_changed(
    hub: Hub, sites: tuple[Path, Path], call: Callable[..., tuple[int, str, str]]
) -> None:
    """The feeds of both wijken of the change are told once each, by a form; those of the third wijk are not."""
    code, out, err = call(hub.url)

    assert (0, "") == (code, err)
    assert list_changed(sites) == sorted(hub.feeds)
    assert {"nieuws/feed.xml", "wijken/molenwijk/nieuws/feed.xml"} <= set(hub.feeds)
    assert not [feed for feed in hub.feeds if feed.startswith("wijken/duinrand/")]
    assert {"application/x-www-form-urlencoded"} == hub.kinds
    assert out.endswith(f"Klaar: {len(hub.feeds)} van {len(hub.feeds)} meldingen gedaan.\n")
    assert f"Gemeld aan {hub.url}: {SITEURL}/nieuws/feed.xml\n" in out


def test_nothing_changed(hub: Hub, call: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    """Where every feed is as it was, the hub hears nothing, and all is well."""

    def put_back(folder: Path) -> None:
        shutil.rmtree(folder / "output")
        shutil.copytree(folder / "vorige", folder / "output")

    assert (0, "Klaar: geen feed is veranderd.\n", "") == call(hub.url, edit=put_back)
    assert [] == hub.told


def test_new_feed_is_told(hub: Hub, call: Callable[..., tuple[int, str, str]], sites: tuple[Path, Path]) -> None:
    """A feed that was not there before is told; one that is gone has nobody to tell."""
    pads = ("wijken/duinrand/nieuws/feed.xml", "wijken/duinrand/nieuws/oud/feed.xml")

    def change(folder: Path) -> None:
        (folder / "vorige" / pads[1]).parent.mkdir()
        (folder / "vorige" / pads[0]).rename(folder / "vorige" / pads[1])

    assert 0 == call(hub.url, edit=change)[0]
    assert sorted([*list_changed(sites), pads[0]]) == sorted(hub.feeds)


def test_all_and_trial(hub: Hub, call: Callable[..., tuple[int, str, str]], sites: tuple[Path, Path]) -> None:
    """--alles takes every feed and no page of an archive; --proef shows them and tells nobody."""
    code, out, err = call(hub.url, "--alles", "--proef")

    paths = {str(path.relative_to(sites[1])): path for path in sites[1].rglob("feed.xml")}
    feeds = sorted(name for name, path in paths.items() if f"/{name}".encode() in path.read_bytes())
    assert (0, "", []) == (code, err, hub.told)
    assert [f"Zou melden aan {hub.url}: {SITEURL}/{feed}" for feed in feeds] == out.splitlines()


def test_hub_that_falters_is_asked_again(
    hub: Hub, call: Callable[..., tuple[int, str, str]], sites: tuple[Path, Path]
) -> None:
    """An error of the hub, and an answer that breaks off, are tried again; then all is well."""
    hub.answers = [500, 503, 204, 0, 202]
    code, _, err = call(hub.url)

    assert (0, "") == (code, err)
    assert len(hub.told) == len(list_changed(sites)) + 3


def test_hub_that_fails_on_one_feed(
    hub: Hub, call: Callable[..., tuple[int, str, str]], sites: tuple[Path, Path]
) -> None:
    """After three tries the feed is named, and the others are told."""
    hub.answers = [500, 500, 500, 204]
    code, out, err = call(hub.url)

    changed = list_changed(sites)
    assert 1 == code
    assert f"fout: {SITEURL}/{changed[0]}: de hub antwoordt met 500 (Internal Server Error)\n" == err
    assert changed[1:] == hub.feeds[3:]
    assert f"Klaar: {len(changed) - 1} van {len(changed)} meldingen gedaan.\n" in out


@pytest.mark.parametrize("answer", [400, 403, 404])
def test_refusal_is_not_asked_again(
    hub: Hub, call: Callable[..., tuple[int, str, str]], sites: tuple[Path, Path], answer: int
) -> None:
    """A hub that says no gets each feed once."""
    hub.answers = [answer]
    code, _, err = call(hub.url)

    assert 1 == code
    assert len(hub.told) == len(list_changed(sites)) == err.count(f"de hub antwoordt met {answer} (")


@pytest.mark.parametrize("answer", [301, 302, 303, 307, 308])
def test_redirect_is_not_followed(
    hub: Hub, call: Callable[..., tuple[int, str, str]], sites: tuple[Path, Path], answer: int
) -> None:
    """Where a hub sends us on, the place is named and nobody is asked there."""
    hub.answers = [answer]
    code, _, err = call(hub.url)

    assert 1 == code
    assert len(hub.told) == len(list_changed(sites)) == err.count(f"de hub stuurt door naar {hub.url}elders, en dat ")


def test_hub_that_is_not_there(call: Callable[..., tuple[int, str, str]], sites: tuple[Path, Path]) -> None:
    """A refused connection is told; after three feeds the hub is left alone, and each feed is named."""
    with socket.socket() as taken:  # bound and not listening: nobody else gets it, and it refuses
        taken.bind(("127.0.0.1", 0))
        code, out, err = call(f"http://127.0.0.1:{taken.getsockname()[1]}/")

    lines = err.splitlines()
    assert 1 == code
    assert len(lines) == len(list_changed(sites)) > 3
    assert all("de hub geeft geen antwoord (de verbinding is geweigerd)" in line for line in lines[:3])
    assert all("niet geprobeerd, want de hub gaf steeds geen antwoord" in line for line in lines[3:])
    assert out.startswith("Klaar: 0 van ")


def test_hub_that_never_answers(
    call: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch, sites: tuple[Path, Path]
) -> None:
    """A hub that takes the call and says nothing costs a few time-outs, not one for each feed."""
    monkeypatch.setattr(ping, "WACHT", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as server:
        code, _, err = call(f"http://127.0.0.1:{server.getsockname()[1]}/")

    assert 1 == code
    assert 3 == err.count("de hub geeft geen antwoord (niet binnen 0 seconden)")


@pytest.mark.parametrize("url", ["http://hub.example/", "ftp://127.0.0.1/", "file:///etc/hostname", "https://", "hub"])
def test_hub_without_https_is_refused(call: Callable[..., tuple[int, str, str]], url: str) -> None:
    """Only on this computer a hub may do without https."""
    code, out, err = call(url)

    assert 1 == code
    assert all(f"het webadres van de hub begint niet met https:// ({url})" in line for line in err.splitlines())
    assert "Klaar: 0 van " in out


def test_no_hub(bouw_klein: MadeSite, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a hub in the feeds one line says what to do."""
    hubs = [path for path in bouw_klein.folder.rglob("feed.xml") if b'rel="hub"' in path.read_bytes()]
    assert [] == hubs
    assert 1 == build.main(["ping", "--root", str(KLEIN), "--output", str(bouw_klein.folder), "--alles"])
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("fout: ")
    assert line.endswith(" feeds noemen geen hub; zet websub_hub in wijken/stad.yaml en maak de site opnieuw")


def test_broken_feed_does_not_stop_the_rest(
    hub: Hub, call: Callable[..., tuple[int, str, str]], sites: tuple[Path, Path]
) -> None:
    """A feed that is no XML, or that says not where it is, is named; the others are told."""

    def damage(folder: Path) -> None:
        (folder / "output" / "nieuws" / "feed.xml").write_text("<rss>", encoding="utf-8")
        (folder / "output" / "wijken" / "duinrand" / "nieuws" / "feed.xml").write_text("<rss/>", encoding="utf-8")

    code, _, err = call(hub.url, edit=damage)

    assert 1 == code
    assert sorted(set(list_changed(sites)) - {"nieuws/feed.xml"}) == sorted(hub.feeds)
    one, other = err.splitlines()
    assert "output/nieuws/feed.xml: dit is geen goede XML (" in one
    assert "output/wijken/duinrand/nieuws/feed.xml: de feed noemt haar eigen webadres niet; " in other


def test_folders_that_are_no_site(tmp_path: Path, sites: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    """An empty folder, one that is not there and the same one twice are refused before anything is told."""
    site, nothing = str(sites[1]), str(tmp_path / "niets")
    for output, words, expected in (
        (site, ("--vorige", str(tmp_path)), "staan geen feeds; kies een map met een eerdere site, of --alles"),
        (site, ("--vorige", site), "--vorige en --output zijn dezelfde map"),
        (str(tmp_path), ("--alles",), "staan geen feeds; maak eerst de site"),
        (nothing, ("--alles",), "bestaat niet; maak eerst de site"),
    ):
        assert 1 == build.main(["ping", "--output", output, *words])
        assert expected in capsys.readouterr().err


def test_longer_pauses() -> None:
    """Between the tries there is a pause that doubles, and after the last there is none."""
    pauses: list[float] = []
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        melding = ping.Melding(f"http://127.0.0.1:{taken.getsockname()[1]}/", f"{SITEURL}/nieuws/feed.xml")
        ((_, failure),) = ping.send_meldingen([melding], pauses.append)
    assert failure
    assert [ping.PAUZE, 2 * ping.PAUZE] == pauses
