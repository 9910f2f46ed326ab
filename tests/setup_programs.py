"""Find the programs that a test starts as a visitor's or a host's own, or install them with the system's packages.

Run as a program it installs; imported it only looks.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

# The lock: a machine that has just started often still updates itself.
APT_OPTIONS = ("--no-install-recommends", "-o", "DPkg::Lock::Timeout=120")

PROGRAMS = {
    "nginx": "een webserver",
    "newsboat": "een feedlezer",
    "khal": "een agendaprogramma",
    "hunspell": "een spellingcontrole",
}

PACKAGE_MANAGERS = {
    "apt-get": ("install", "-qq", "-y", *APT_OPTIONS),
    "dnf": ("install", "-q", "-y"),
    "apk": ("add", "-q"),
    "pacman": ("-Sy", "--noconfirm", "--needed"),
    "brew": ("install", "--quiet"),
}

OTHER_NAMES = {("apt-get", "nginx"): "nginx-light"}
"""A package that is not called like its program."""

COMPANIONS = {"hunspell": "hunspell-nl"}
"""What a program cannot do its work without, and that is a package of its own."""

TRIES = {"hunspell": ("-d", "nl_NL", "-l")}
"""How a program shows that it has all it needs; without input it has nothing to do."""

# Debian keeps servers where only root looks for programs.
_PATH = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/local/sbin", "/usr/sbin", "/sbin"])


def find_program(name: str) -> str | None:
    """Return the path of a program; None without it."""
    return shutil.which(name, path=_PATH)


def is_ready(name: str) -> bool:
    """Say whether a program is there, with all it needs."""
    path = find_program(name)
    return path is not None and (name not in TRIES or run([path, *TRIES[name]]).returncode == 0)


def need_program(name: str) -> str:
    """Return the path of a program that a test cannot do without."""
    path = find_program(name)
    if path is None:
        raise AssertionError(
            f"{name} ({PROGRAMS[name]}) ontbreekt; `make test` zet het klaar (tests/setup_programs.py), "
            f"of installeer het zelf (op Debian: sudo apt-get install {OTHER_NAMES.get(('apt-get', name), name)})"
        )
    return path


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a command that asks nothing, and return what it said."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        return subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        return subprocess.CompletedProcess(command, returncode=127, stdout="", stderr=str(error))


def find_reason(words: str) -> str:
    """Return the one line of a failed installation that says why."""
    lines = [line.strip() for line in words.strip().splitlines()] or ["zonder uitleg"]
    return next((line for line in lines if line.startswith(("E:", "Error", "ERROR"))), lines[-1])


def find_root_prefix() -> list[str] | None:
    """Return the words before a command that only root may run; None for who cannot become root."""
    if not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return []
    may_sudo = shutil.which("sudo") and run(["sudo", "-n", "true"]).returncode == 0
    # sudo forgets the environment, so the one word that keeps apt from asking goes along.
    return ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"] if may_sudo else None


def _list_commands(name: str) -> list[list[str]]:
    """Return what installs a program here, in order; nothing where there is no way."""
    manager = next((one for one in PACKAGE_MANAGERS if shutil.which(one)), None)
    prefix = [] if manager == "brew" else find_root_prefix()
    if manager is None or prefix is None:
        return []
    package = OTHER_NAMES.get((manager, name), name)
    commands = [["update", "-qq"]] if manager == "apt-get" else []
    companion = [COMPANIONS[name]] if name in COMPANIONS else []
    commands.append([*PACKAGE_MANAGERS[manager], package, *companion])
    return [[*prefix, manager, *arguments] for arguments in commands] + _list_stops(manager, name, prefix)


def _list_stops(manager: str, name: str, prefix: list[str]) -> list[list[str]]:
    """Return what stops a server again that Debian starts when it is installed, now and when the machine starts."""
    if (manager, name) != ("apt-get", "nginx"):
        return []
    if Path("/run/systemd/system").is_dir():
        return [[*prefix, "systemctl", "disable", "--quiet", "--now", "nginx"]]
    return [[*prefix, "service", "nginx", "stop"], [*prefix, "update-rc.d", "nginx", "disable"]]


def _install(name: str) -> list[str]:
    """Install a program; return a line for each command that failed."""
    failed = []
    for command in _list_commands(name):
        print(f"{name} installeren voor de tests: {' '.join(command)}", flush=True)
        result = run(command)
        if result.returncode:
            failed.append(f"{' '.join(command)}: {find_reason(result.stderr or result.stdout)}")
    return failed


def main() -> int:
    """Make sure that every program is there; exit code 1 and a line that says what to do for one that is not."""
    code = 0
    for name in PROGRAMS:
        if is_ready(name):
            continue
        failed = _install(name)
        if is_ready(name):
            continue
        code = 1
        for line in failed:
            print(f"  mislukt: {line}", file=sys.stderr)
        try:
            need_program(name)
        except AssertionError as reason:
            print(f"fout: {reason}", file=sys.stderr)
        else:
            print(f"fout: {name} mist iets; installeer ook {COMPANIONS[name]}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
