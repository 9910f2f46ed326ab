"""The server of the form, on loopback. It only gives: three files, and writes nothing.

The form reads and writes through the browser, in the folder that the editor points out and allows. So there is no
request with which another site could change a file.
"""

from __future__ import annotations

import json
import re
import signal
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PROGRAM = Path("@sveltia/cms/dist/sveltia-cms.js")
"""The form, in the folder with packages of npm."""

# Nothing from elsewhere and no eval. The program sets styles on its elements, which cannot be told by a hash.
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self' data: blob:; manifest-src 'self' blob:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# Where the program would fetch its Dutch words, its letters and its icons, and look for a newer version of itself.
_PACKAGES = b"https://unpkg.com/@sveltia/cms"
_STATUS = b"https://www.githubstatus.com/api/v2/status.json"
_LETTERS = re.compile(rb"https://cdn\.jsdelivr\.net/fontsource/fonts/([a-z0-9-]+)(?::vf)?@[0-9.]+/[a-z0-9-]+\.woff2")
_FONTS = {
    "source-sans-3.woff2": "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2",
    "noto-mono.woff2": "@fontsource/noto-mono/files/noto-mono-latin-400-normal.woff2",
    "material-symbols-outlined.woff2": (
        "@fontsource-variable/material-symbols-outlined/files/material-symbols-outlined-latin-wght-normal.woff2"
    ),
}

_PAGE = """<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Redactie</title>
</head>
<body>
<script src="sveltia-cms.js"></script>
</body>
</html>
"""


def _bring_home(program: bytes) -> bytes:
    """Let the program fetch from here what it would fetch from others."""
    return _LETTERS.sub(rb"/fonts/\1.woff2", program.replace(_PACKAGES, b"").replace(_STATUS, b"/package.json"))


class RedactieServer(ThreadingHTTPServer):
    """Serves the form with a configuration. `port` 0 takes any free one."""

    daemon_threads = True

    def __init__(self, port: int, program: Path, config: Mapping[str, Any]) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        packages = program.parents[3]
        self.files: dict[str, tuple[str, bytes]] = {
            "/": ("text/html; charset=utf-8", _PAGE.encode()),
            # JSON is YAML too.
            "/config.yml": ("text/yaml; charset=utf-8", json.dumps(config).encode()),
            "/sveltia-cms.js": ("text/javascript; charset=utf-8", _bring_home(program.read_bytes())),
            "/locales/nl.json": ("application/json", (program.parents[1] / "locales" / "nl.json").read_bytes()),
            "/package.json": ("application/json", (program.parents[1] / "package.json").read_bytes()),
            **{f"/fonts/{name}": ("font/woff2", (packages / path).read_bytes()) for name, path in _FONTS.items()},
        }
        self.hosts = {f"127.0.0.1:{self.server_port}", f"localhost:{self.server_port}"}
        self.url = f"http://127.0.0.1:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    server: RedactieServer

    def do_GET(self) -> None:
        """Give one of the files, to who asks for this computer by its own name."""
        # The program asks for the words of its own version: /@0.1.2/locales/nl.json.
        found = self.server.files.get(re.sub(r"^/@[0-9.]+/", "/", urlsplit(self.path).path))
        # Another name that leads here is how a site elsewhere would get in.
        if self.headers.get("Host", "") not in self.server.hosts:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        elif found is None:
            self.send_error(HTTPStatus.NOT_FOUND)
        else:
            kind, body = found
            self.send_response(HTTPStatus.OK)
            for name, value in (
                ("Content-Type", kind),
                ("Content-Length", str(len(body))),
                ("Content-Security-Policy", CSP),
                ("X-Content-Type-Options", "nosniff"),
                ("Referrer-Policy", "no-referrer"),
                ("Cross-Origin-Resource-Policy", "same-origin"),
                ("Cache-Control", "no-store"),
            ):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing: nobody reads along."""


def serve_redactie(port: int, program: Path, config: Mapping[str, Any]) -> None:
    """Serve the form until Ctrl-C."""
    # Who starts it from a script in the background has it ignore Ctrl-C, and ends it with SIGTERM.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    with RedactieServer(port, program, config) as server:
        print(f"Open {server.url} in Chrome of Edge, en kies deze map (Ctrl-C stopt)", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print("\nGestopt.", flush=True)
