"""A real nginx on loopback with the configuration that docs/hosting.md shows."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from made_site import TOP
from setup_programs import need_program

CONFIGURATION = TOP / "docs" / "hosting" / "nginx.conf"

# One process in the foreground, that ends with the test and writes only in its own folder.
_WRAPPER = """
daemon off;
master_process off;
pid "{own}/pid";
error_log "{own}/error.log" notice;
events {{ }}
http {{
    access_log "{own}/access.log";
    client_body_temp_path "{own}/body";
    proxy_temp_path "{own}/proxy";
    fastcgi_temp_path "{own}/fastcgi";
    uwsgi_temp_path "{own}/uwsgi";
    scgi_temp_path "{own}/scgi";
    server {{
        listen 127.0.0.1:{port};
        root "{folder}";
        include "{configuration}";
    }}
}}
"""

# It ends when its input does: at the end of the block, and also when the process that runs the tests is killed.
_GUARD = 'exec 3<&0; "$@" & nginx=$!; (cat <&3 >/dev/null; kill $nginx) & exec 3<&-; wait $nginx'

_PATIENCE = 10.0


@contextlib.contextmanager
def serve_by_nginx(folder: Path, own: Path, configuration: Path = CONFIGURATION) -> Iterator[str]:
    """Serve a folder until the block ends and give its URL, which ends in "/". `own` is an empty folder for nginx."""
    program = need_program("nginx")
    port = _find_free_port()
    path = own / "nginx.conf"
    path.write_text(_WRAPPER.format(own=own, port=port, folder=folder, configuration=configuration), encoding="utf-8")
    command = [program, "-p", str(own), "-e", str(own / "error.log"), "-c", str(path)]
    with subprocess.Popen(
        ["sh", "-c", _GUARD, "sh", *command], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    ) as server:
        _wait_for(server, port, own / "error.log")
        yield f"http://127.0.0.1:{port}/"


def _find_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while server.poll() is None and time.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.02)
    raise AssertionError(f"nginx start niet:\n{log.read_text(encoding='utf-8') if log.exists() else ''}")
