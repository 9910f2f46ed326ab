"""The command line speaks Dutch, and a wrong call never begins anything."""

import argparse
from datetime import date
from pathlib import Path

import pytest

from wijkdemocratie.arguments import parse_arguments


@pytest.fixture(autouse=True)
def _own_argparse(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give argparse its own words back after each test."""
    for name in ("_", "ngettext"):
        monkeypatch.setattr(argparse, name, vars(argparse)[name])


def refuse(capsys: pytest.CaptureFixture[str], root: Path, *words: str) -> str:
    """Return what a wrong call prints below its usage; it must exit with 2."""
    with pytest.raises(SystemExit) as stop:
        parse_arguments(words, root)
    assert stop.value.code == 2
    usage, _, rest = capsys.readouterr().err.partition("fout: ")
    assert usage.startswith("gebruik: build.py")
    return rest


def test_no_command_means_build(tmp_path: Path) -> None:
    """`build.py` alone builds, with or without options, into output/ of the root."""
    bare = parse_arguments([], tmp_path)
    other = parse_arguments(["--siteurl", "https://wijken.example.nl/den-haag/"], tmp_path)

    assert (bare.command, bare.root, bare.output) == ("build", tmp_path, tmp_path / "output")
    assert (bare.peildatum, bare.siteurl, bare.zonder_voorbeelden) == (None, None, False)
    assert (other.command, other.siteurl) == ("build", "https://wijken.example.nl/den-haag")


def test_options_have_their_types(tmp_path: Path) -> None:
    """Dates, ports and folders come as what they are."""
    serve = parse_arguments(["serve", "--port", "0", "--peildatum", "2026-11-23"], tmp_path)
    check = parse_arguments(["check", "--strict", "--format", "gitlab", "--root", str(tmp_path)], Path("/"))

    assert (serve.port, serve.peildatum) == (0, date(2026, 11, 23))
    assert (check.strict, check.format, check.root) == (True, "gitlab", tmp_path)


@pytest.mark.parametrize(
    "word",
    ["loting-kade", "content/lotingen/loting-kade/", "./content/lotingen/loting-kade/pool.csv", "/x/loting-kade"],
)
def test_a_draw_is_named_by_its_id_or_its_folder(tmp_path: Path, word: str) -> None:
    """Who stands in the folder of a draw can let the shell complete its name."""
    options = parse_arguments(["verify-loting", word], tmp_path)
    assert ("verify-loting", "loting-kade", tmp_path) == (options.command, options.loting, options.root)


def test_served_site_does_not_replace_the_published_one(tmp_path: Path) -> None:
    """It has links to this computer, so it gets a folder of its own."""
    assert parse_arguments(["serve"], tmp_path).output == tmp_path / ".output-serve"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            ["chek"],
            "“chek” is geen opdracht; kies uit build, check, serve, ping, diff, redactie, verify-loting\n"
            "tip: bedoelde u check?\n",
        ),
        (["xyz"], "“xyz” is geen opdracht; kies uit build, check, serve, ping, diff, redactie, verify-loting\n"),
        (["--outptu", "x"], "onbekend: --outptu x\ntip: bedoelde u --output?\n"),
        (["check", "--output", "x"], "onbekend: --output x\n"),
        (["build", "extra"], "onbekend: extra\n"),
        (["build", "--out", "x"], "onbekend: --out x\ntip: bedoelde u --output?\n"),
        (["verify-loting"], "dit ontbreekt: LOTING\n"),
        (["verify-loting", "loting-kade", "--output", "x"], "onbekend: --output x\n"),
        (["build", "--root"], "--root: hier hoort een waarde achter\n"),
        (["build", "--root", "/bestaat/niet"], "--root: de map “/bestaat/niet” bestaat niet\n"),
        (["check", "--strict=ja"], "--strict: hier hoort geen waarde achter ('ja')\n"),
        (["serve", "--port", "70000"], "--port: “70000” is geen poort; kies een getal tot en met 65535\n"),
        (["serve", "--port", "-1"], "--port: “-1” is geen poort; kies een getal tot en met 65535\n"),
        (
            ["--peildatum", "23-11-2026"],
            "--peildatum: “23-11-2026” is geen datum; schrijf jaar-maand-dag, zoals 2026-11-23\n",
        ),
        (
            ["--peildatum", "2026-02-30"],
            "--peildatum: “2026-02-30” is geen datum; schrijf jaar-maand-dag, zoals 2026-11-23\n",
        ),
    ],
)
def test_wrong_call_is_explained_in_dutch(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, words: list[str], expected: str
) -> None:
    """Every kind of wrong call prints the usage, a Dutch sentence, and a tip where one is near."""
    assert refuse(capsys, tmp_path, *words) == expected


def test_unknown_format_names_the_known_ones(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Each Python quotes the choices in its own way; the sentence is Dutch in all."""
    said = refuse(capsys, tmp_path, "check", "--format", "xml")

    assert said.startswith("--format: 'xml' kan niet; kies uit ")
    assert "gitlab" in said


@pytest.mark.parametrize(
    "url",
    ["wijken.example.nl", "ftp://x.nl", "https://x.nl/?a", "https://x.nl/#a", 'https://x.nl/"><script>', "https://"],
)
def test_siteurl_is_an_address(capsys: pytest.CaptureFixture[str], tmp_path: Path, url: str) -> None:
    """What would break every link, or end an attribute, is refused."""
    assert "is geen webadres" in refuse(capsys, tmp_path, "--siteurl", url)


@pytest.mark.parametrize(
    "words", [["--help"], ["-h"], ["check", "--help"], ["build", "-h"], ["serve", "--help"], ["verify-loting", "-h"]]
)
def test_help_is_dutch_and_tells_the_exit_codes(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, words: list[str]
) -> None:
    """No word of argparse's own English is left, and help is no failure."""
    with pytest.raises(SystemExit) as stop:
        parse_arguments(words, tmp_path)
    said = capsys.readouterr().out

    assert stop.value.code == 0
    assert "exitcodes:\n  0  alles is goed\n" in said
    assert "toont deze hulp en stopt" in said
    assert not [word for word in ("usage", "options", "positional", "show this") if word in said]
