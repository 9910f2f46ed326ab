"""The server on loopback: the made site as a real host would send it, and a script that only exists here."""

from __future__ import annotations

import re
import sys
import threading
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from socketserver import BaseServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from wijkdemocratie.koppen import OVERAL, render_beleid

from .bron import read_bron
from .kader import BRON, render_bron, render_kader, render_meldingen
from .stand import Stand
from .tekenaar import Tekenaar

_HERE = Path(__file__).parent
_OWN = {f"/-/{name}": _HERE / name for name in ("herladen.js", "herladen.css")}
_EVENTS = "/-/stand"
_HOSTS = {"127.0.0.1", "localhost", "[::1]"}
_HEARTBEAT = 15.0  # seconds; a browser that went away is noticed only by writing to it

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".ics": "text/calendar; charset=utf-8",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".ndjson": "application/x-ndjson",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttl": "text/turtle; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".webp": "image/webp",
    ".xml": "application/xml; charset=utf-8",
}
_FEED = "application/rss+xml; charset=utf-8"

_NOTHING_YET = b"""<!doctype html>
<html lang="nl">
<head><meta charset="utf-8"><title>Nog geen site</title></head>
<body><h1>Er is nog geen site</h1><p>Zodra de site is gemaakt, verschijnt hij hier vanzelf.</p></body>
</html>
"""


class LiveServer(ThreadingHTTPServer):
    """Serves one folder, which may be exchanged for another at any moment. `port` 0 takes any free one.

    `root` is where the sources stand that may be looked at. With a `tekenaar` it also serves what is newer than the
    folder, as long as the stand says that there is.
    """

    daemon_threads = True

    def __init__(self, port: int, output: Path, stand: Stand, root: Path | None = None) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.output = output
        self.stand = stand
        self.root = root
        self.tekenaar: Tekenaar | None = None
        self.url = f"http://127.0.0.1:{self.server_port}"
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.1})

    def start(self) -> None:
        """Answer from now on, in a thread of its own."""
        self._thread.start()

    def stop(self) -> None:
        """Stop answering and free the port."""
        if self._thread.is_alive():
            self.shutdown()
            self._thread.join()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that left half-way; a mistake of ours does show."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(SimpleHTTPRequestHandler):
    server: LiveServer
    number = 0

    def __init__(self, request: Any, client_address: Any, server: BaseServer) -> None:
        assert isinstance(server, LiveServer)  # noqa: S101 - for the type checker
        super().__init__(request, client_address, server, directory=str(server.output))

    def do_GET(self) -> None:
        """Answer with a file, a redirect to the folder, or the 404 page of the site."""
        try:
            path, self.number = urlsplit(self.path).path, self.server.stand.number
        except ValueError:  # no address at all
            self.send_error(HTTPStatus.BAD_REQUEST)
            return
        # A page elsewhere may give its own name our address, and would then read along (DNS rebinding).
        if re.sub(r":\d+$", "", self.headers.get("Host", "").lower()) not in _HOSTS:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        elif path == _EVENTS:
            self._send_events()
        elif path in _OWN:
            self._send(HTTPStatus.OK, path, _OWN[path].read_bytes())
        elif path.startswith(BRON):
            self._send_bron(unquote(path.removeprefix(BRON)))
        else:
            self._send_site(path)

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing: the console is for the builds."""

    def _send_site(self, path: str) -> None:
        pad = unquote(path).lstrip("/").removesuffix("index.html")
        fout = ""
        if self.server.stand.is_voor and self.server.tekenaar and (not pad or pad.endswith(("/", ".html"))):
            antwoord = self.server.tekenaar.make(pad)
            if antwoord and antwoord.inhoud is not None:
                self._send_page(HTTPStatus.OK, pad, antwoord.inhoud, is_nieuw=True)
                return
            if antwoord and not antwoord.fout:
                self._send_missing()
                return
            fout = antwoord.fout if antwoord else ""
        target = Path(self.translate_path(path))
        try:
            is_folder = target.is_dir()
            if is_folder:
                target /= "index.html"
            content = target.read_bytes()
        except (OSError, ValueError):  # not there, or a name that no file can have
            self._send_new_file(path, pad, fout)
            return
        if is_folder and not path.endswith("/"):
            self._redirect(f"/{path.strip('/')}/")
        elif target.suffix == ".html":
            self._send_page(HTTPStatus.OK, pad, content, fout=fout)
        else:
            self._send(HTTPStatus.OK, target.name, content)

    def _send_new_file(self, path: str, pad: str, fout: str) -> None:
        """Send a file that the made site does not have yet, such as a picture or the stylesheet of a new page."""
        if self.server.stand.is_voor and self.server.tekenaar and pad and not pad.endswith("/"):
            antwoord = self.server.tekenaar.make(pad)
            if antwoord and antwoord.inhoud is not None:
                self._send(HTTPStatus.OK, PurePosixPath(pad).name, antwoord.inhoud)
                return
            antwoord = self.server.tekenaar.make(f"{pad}/") if "." not in pad else None
            if antwoord and antwoord.inhoud is not None:
                self._redirect(f"/{path.strip('/')}/")
                return
        self._send_missing(fout)

    def _send_missing(self, fout: str = "") -> None:
        server, pad = self.server, "404.html"
        antwoord = server.tekenaar.make(pad) if server.stand.is_voor and server.tekenaar and not fout else None
        if antwoord and antwoord.inhoud is not None:
            self._send_page(HTTPStatus.NOT_FOUND, pad, antwoord.inhoud, is_nieuw=True)
            return
        try:
            page = (server.output / pad).read_bytes()
        except OSError:
            self._send_page(HTTPStatus.SERVICE_UNAVAILABLE, pad, _NOTHING_YET, fout=fout)
        else:
            self._send_page(HTTPStatus.NOT_FOUND, pad, page, fout=fout)

    def _send_bron(self, pad: str) -> None:
        """Show a source with what is wrong in it, or without a path what is wrong in all."""
        stand, root = self.server.stand, self.server.root
        if not pad:
            self._send(HTTPStatus.OK, "meldingen.html", render_meldingen(stand).encode())
            return
        text = read_bron(root, pad) if root else None
        if text is None:
            self._send(HTTPStatus.NOT_FOUND, "bron.txt", b"Dit bestand is er niet, of het is geen bron.\n")
        else:
            self._send(HTTPStatus.OK, "bron.html", render_bron(stand, pad, text).encode())

    def _redirect(self, target: str) -> None:
        self.send_response(HTTPStatus.FOUND)  # not for ever: the next build may have a file there
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send_page(self, status: HTTPStatus, pad: str, page: bytes, *, is_nieuw: bool = False, fout: str = "") -> None:
        """Send a page of the site with what only a served page has."""
        extra = render_kader(self.server.stand, self.number, pad, is_nieuw=is_nieuw, fout=fout).encode()
        before, mark, after = page.rpartition(b"</body>")
        self._send(status, "index.html", before + extra + mark + after if mark else page + extra, pad)

    def _send(self, status: HTTPStatus, name: str, content: bytes, pad: str = "") -> None:
        kind = _FEED if name == "feed.xml" else _TYPES.get(Path(name).suffix, "application/octet-stream")
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Security-Policy", render_beleid(met_script=True, pad=pad))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _send_events(self) -> None:
        """Keep the connection open until there is something else to see, and say so (Server-Sent Events).

        A page that told that the site is being made hears once that it is done, and goes on listening.
        """
        asked = parse_qs(urlsplit(self.path).query)
        told = asked.get("na", [""])[0]
        number = int(told) if re.fullmatch(r"\d{1,9}", told, re.ASCII) else -1
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.end_headers()
        if self.command == "HEAD":
            return
        until_done = "bezig" in asked
        while (news := self.server.stand.wait_after(number, _HEARTBEAT, until_done=until_done)) is not None:
            if news == "stand":
                self.wfile.write(f"data: {self.server.stand.number}\n\n".encode())
                return
            self.wfile.write(b"event: klaar\ndata: \n\n" if news else b": leeft\n\n")
            until_done = until_done and not news

    def end_headers(self) -> None:
        """Let no browser keep anything: the next build may change it."""
        self.send_header("Cache-Control", "no-store")
        for name, value in OVERAL.items():
            self.send_header(name, value)
        super().end_headers()
