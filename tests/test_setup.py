"""What `make test` sets up: a program that is not there is installed, and what fails is told so that one can act."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import setup_programs

NAME = "leesding"


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine of which only one folder has programs, and on which the tests want one that is not there."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(setup_programs, "_PATH", str(folder))
    monkeypatch.setattr(setup_programs, "PROGRAMS", {NAME: "een lezer"})
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    return folder


def write_program(path: Path, *lines: str) -> None:
    path.write_text("\n".join(["#!/bin/sh", *lines, ""]), encoding="utf-8")
    path.chmod(0o755)


def test_installed_once(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The package manager is asked for what is not there, without a question, and not again when it is there."""
    write_program(
        bare / "apt-get",
        f'echo "$DEBIAN_FRONTEND $*" >>{bare}/asked',
        f'if [ "$1" = install ]; then : >{bare}/{NAME}; /bin/chmod +x {bare}/{NAME}; fi',
    )

    assert (0, 0) == (setup_programs.main(), setup_programs.main())
    update, install = (bare / "asked").read_text(encoding="utf-8").splitlines()
    assert "noninteractive update -qq" == update
    assert install.startswith("noninteractive install -qq -y --no-install-recommends ")
    assert install.endswith(f" {NAME}")
    assert capsys.readouterr().out.count(f"{NAME} installeren voor de tests: apt-get ") == 2


@pytest.mark.parametrize("manager", ["apt-get", ""])
def test_failure_says_what_to_do(bare: Path, capsys: pytest.CaptureFixture[str], manager: str) -> None:
    """A package manager that refuses, or none at all, ends in code 1 and a line that a person can act on."""
    if manager:
        write_program(bare / manager, "echo 'E: Unable to locate package' >&2; exit 100")

    assert 1 == setup_programs.main()
    said = capsys.readouterr().err
    assert f"fout: {NAME} (een lezer) ontbreekt; " in said
    assert f"sudo apt-get install {NAME}" in said
    assert ("E: Unable to locate package" in said) == bool(manager)


def test_server_is_stopped_again(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Debian starts a server that it installs; on a machine of somebody it must not stay."""
    write_program(bare / "apt-get")
    *_, install, stop = setup_programs._list_commands("nginx")[:3]
    assert "nginx-light" == install[-1]
    assert "nginx" in stop
    assert {"stop", "disable"} & set(stop)
    assert [] == setup_programs._list_stops("apt-get", "khal", [])
    assert [] == setup_programs._list_stops("dnf", "nginx", [])
