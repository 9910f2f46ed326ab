"""Find a Chromium for the browser tests, or install one.

Run as a program it installs; imported it only looks. First the system's own Chromium, because it brings the
libraries that it needs; then the one that Playwright fetches for itself.
"""

import functools
import os
import shutil
import sys

from setup_programs import APT_OPTIONS, find_reason, find_root_prefix, run

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# The fonts come along because pages without any font measure as empty.
PACKAGE_MANAGERS = {
    "apt-get": (
        ("update", "-qq"),
        ("install", "-qq", "-y", *APT_OPTIONS, "chromium", "fonts-dejavu-core"),
    ),
    "dnf": (("install", "-q", "-y", "chromium", "dejavu-sans-fonts"),),
    "apk": (("add", "-q", "chromium", "font-dejavu"),),
    "pacman": (("-Sy", "--noconfirm", "--needed", "chromium", "ttf-dejavu"),),
}

ASK_PLAYWRIGHT = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


@functools.cache
def find_chromium() -> str | None:
    """Return the path of a Chromium that starts: $CHROMIUM, one on PATH, or Playwright's; None without any.

    When $CHROMIUM is set no other one is taken: who names a browser wants to test with that one.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named) if _starts(named) else None
    on_path = (path for name in NAMES if (path := shutil.which(name)))
    return next((path for path in on_path if _starts(path)), None) or _find_playwrights_own()


def _find_playwrights_own() -> str | None:
    # Asked in a process of its own: Playwright's sync API cannot be started twice in one thread.
    answer = run([sys.executable, "-c", ASK_PLAYWRIGHT])
    path = answer.stdout.strip()
    return path if answer.returncode == 0 and _starts(path) else None


def _starts(path: str) -> bool:
    # A file is not enough: Ubuntu has a stand-in that only names a snap, and libraries may be missing.
    return shutil.which(path) is not None and run([path, "--version"]).returncode == 0


def _install() -> list[str]:
    """Try every way until there is a Chromium; return a line for each way that failed."""
    tried = []
    for command in _list_ways():
        print(f"Chromium installeren voor de browsertests: {' '.join(command)}", flush=True)
        result = run(command)
        find_chromium.cache_clear()
        if find_chromium():
            return []
        if result.returncode:
            tried.append(f"{' '.join(command)}: {find_reason(result.stderr or result.stdout)}")
    return tried


def _list_ways() -> list[list[str]]:
    ways = []
    prefix = find_root_prefix()
    manager = next((name for name in PACKAGE_MANAGERS if shutil.which(name)), None)
    if manager and prefix is not None:
        ways += [[*prefix, manager, *arguments] for arguments in PACKAGE_MANAGERS[manager]]
    elif shutil.which("brew"):
        ways.append(["brew", "install", "--quiet", "--cask", "chromium"])
    ways.append([sys.executable, "-m", "playwright", "install", "--no-shell", "chromium"])
    return ways


def main() -> int:
    """Make sure that there is a Chromium; exit code 1 and a line that says what to do when there is none."""
    if find_chromium():
        return 0
    named = os.environ.get("CHROMIUM")
    if named:
        print(f"fout: de Chromium uit de variabele CHROMIUM start niet: {named}", file=sys.stderr)
        return 1
    tried = _install()
    path = find_chromium()
    if path:
        print(f"Chromium staat klaar: {path}")
        return 0
    for line in tried:
        print(f"  mislukt: {line}", file=sys.stderr)
    print(
        "fout: er is geen Chromium die start, en installeren lukte niet.\n"
        "tip: installeer Chromium zelf (op Debian: sudo apt-get install chromium), "
        "of zet in de variabele CHROMIUM waar uw Chromium staat.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
