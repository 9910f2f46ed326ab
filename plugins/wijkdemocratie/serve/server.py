"""The server on loopback: the made site as a real host would send it, and a script that only exists here."""

from __future__ import annotations

import re
import sys
import threading
from html import escape
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import BaseServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from .stand import Stand

_HERE = Path(__file__).parent
_OWN = {f"/-/{name}": _HERE / name for name in ("herladen.js", "herladen.css")}
_EVENTS = "/-/stand"
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
    """Serves one folder, which may be exchanged for another at any moment. `port` 0 takes any free one."""

    daemon_threads = True

    def __init__(self, port: int, output: Path, stand: Stand) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.output = output
        self.stand = stand
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

    def __init__(self, request: Any, client_address: Any, server: BaseServer) -> None:
        assert isinstance(server, LiveServer)  # noqa: S101 - for the type checker
        super().__init__(request, client_address, server, directory=str(server.output))

    def do_GET(self) -> None:
        """Answer with a file, a redirect to the folder, or the 404 page of the site."""
        path = urlsplit(self.path).path
        if path == _EVENTS:
            self._send_events()
        elif path in _OWN:
            self._send(HTTPStatus.OK, path, _OWN[path].read_bytes())
        else:
            self._send_site(path)

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing: the console is for the builds."""

    def _send_site(self, path: str) -> None:
        target = Path(self.translate_path(path))
        try:
            is_folder = target.is_dir()
            if is_folder:
                target /= "index.html"
            content = target.read_bytes()
        except (OSError, ValueError):  # not there, or a name that no file can have
            self._send_missing()
            return
        if is_folder and not path.endswith("/"):
            self._redirect(f"/{path.strip('/')}/")
        else:
            self._send(HTTPStatus.OK, target.name, content)

    def _send_missing(self) -> None:
        try:
            page = (self.server.output / "404.html").read_bytes()
        except OSError:
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, "index.html", _NOTHING_YET)
        else:
            self._send(HTTPStatus.NOT_FOUND, "404.html", page)

    def _redirect(self, target: str) -> None:
        self.send_response(HTTPStatus.FOUND)  # not for ever: the next build may have a file there
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: HTTPStatus, name: str, content: bytes) -> None:
        kind = _FEED if name == "feed.xml" else _TYPES.get(Path(name).suffix, "application/octet-stream")
        if kind.startswith("text/html"):
            content = _inject(content, self.server.stand)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _send_events(self) -> None:
        """Keep the connection open until there is another build, and say so (Server-Sent Events)."""
        asked = parse_qs(urlsplit(self.path).query).get("na", [""])[0]
        number = int(asked) if re.fullmatch(r"\d{1,9}", asked, re.ASCII) else -1
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.end_headers()
        if self.command == "HEAD":
            return
        while (news := self.server.stand.wait_after(number, _HEARTBEAT)) is False:
            self.wfile.write(b": leeft\n\n")
        if news:
            self.wfile.write(f"data: {self.server.stand.number}\n\n".encode())

    def end_headers(self) -> None:
        """Let no browser keep anything: the next build may change it."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


def _inject(page: bytes, stand: Stand) -> bytes:
    """Add the script that reloads, and what is wrong with the newest sources, to one page."""
    extra = f'<script src="/-/herladen.js" data-stand="{stand.number}" defer></script>'
    if stand.problems:
        extra += (
            '<link rel="stylesheet" href="/-/herladen.css"><section id="bouwmelding" role="alert">'
            "<h2>De site is niet opnieuw gemaakt. U ziet de vorige.</h2>"
            f"<pre>{escape(stand.problems)}</pre></section>"
        )
    before, mark, after = page.rpartition(b"</body>")
    return before + extra.encode() + mark + after if mark else page + extra.encode()
