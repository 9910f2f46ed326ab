"""The command line of build.py in Dutch: its options, and argparse's own words."""

from __future__ import annotations

import argparse
import difflib
import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path, PurePath
from typing import Any

FORMATS = ("text", "github", "gitlab", "json")

_COMMANDS = {
    "build": "controleert alles en maakt de site (dit gebeurt ook zonder opdracht)",
    "check": "controleert de bestanden, zonder iets te maken",
    "serve": "toont de site op deze computer en maakt hem opnieuw bij elke wijziging",
    "ping": "vertelt na een bouw een hub welke feeds zijn veranderd",
    "verify-loting": "speelt een gepubliceerde loting na en zegt of de uitkomst klopt",
}

# A served site has links to this computer in its feeds: it must not replace the one that is to be published.
_OUTPUTS = {"build": "output", "serve": ".output-serve"}

_EXIT_CODES = """\
exitcodes:
  0  alles is goed
  1  er zijn fouten gevonden, of de site is niet gemaakt; de oude site staat er dan nog
     (bij ping: niet alles is gemeld; bij verify-loting: de uitkomst volgt niet, of wijst naar te weinig mensen)
  2  de opdracht klopt niet
"""

_WORDS = {
    "usage: ": "gebruik: ",
    "positional arguments": "argumenten",
    "options": "opties",
    "optional arguments": "opties",
    "show this help message and exit": "toont deze hulp en stopt",
    "%(prog)s: error: %(message)s\n": "fout: %(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r kan niet; kies uit %(choices)s",
    "invalid choice: %(value)r, maybe you meant %(suggestion)r? (choose from %(choices)s)": (
        "%(value)r kan niet; bedoelde u %(suggestion)r? (kies uit %(choices)s)"
    ),
    "unknown parser %(parser_name)r (choices: %(choices)s)": ("%(parser_name)r is geen opdracht; kies uit %(choices)s"),
    "invalid %(type)s value: %(value)r": "%(value)r kan hier niet",
    "expected one argument": "hier hoort een waarde achter",
    "expected at most one argument": "hier hoort hoogstens één waarde achter",
    "expected at least one argument": "hier hoort ten minste één waarde achter",
    "ignored explicit argument %r": "hier hoort geen waarde achter (%r)",
    "the following arguments are required: %s": "dit ontbreekt: %s",
    "unrecognized arguments: %s": "onbekend: %s",
    "not allowed with argument %s": "kan niet samen met %s",
    "one of the arguments %s is required": "een van deze is nodig: %s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s kan meer betekenen: %(matches)s",
}


def parse_arguments(arguments: Sequence[str], root: Path) -> argparse.Namespace:
    """Return the options of one call; print help or an error and exit where that is what is due.

    `root` is the folder that is meant where none is given. Without a command, build is meant.
    """
    _speak_dutch()
    parser, parsers = _make_parsers(root)
    words = list(arguments)
    if not words or (words[0].startswith("-") and words[0] not in {"-h", "--help"}):
        words.insert(0, "build")
    elif words[0] not in {*_COMMANDS, "-h", "--help"}:
        parser.error(f"“{words[0]}” is geen opdracht; kies uit {', '.join(_COMMANDS)}" + _make_tip(words[0], _COMMANDS))
    options, unknown = parser.parse_known_args(words)
    if unknown:
        # Asked here, because argparse would answer with the usage of build.py and not of the command.
        known = [f"--{name.replace('_', '-')}" for name in vars(options)]
        parsers[options.command].error(f"onbekend: {' '.join(unknown)}" + _make_tip(unknown[0], known))
    if options.command in {*_OUTPUTS, "ping"}:
        options.output = options.output or options.root / _OUTPUTS.get(options.command, _OUTPUTS["build"])
    if options.command == "build":
        options.vorige = None if options.zonder_vergelijking else options.vorige or options.output
    return options


def _make_parsers(root: Path) -> tuple[argparse.ArgumentParser, dict[str, argparse.ArgumentParser]]:
    """Return the parser, and that of each command."""
    manner: dict[str, Any] = {"formatter_class": argparse.RawDescriptionHelpFormatter, "allow_abbrev": False}
    parser = argparse.ArgumentParser(
        "build.py",
        description="Maakt van YAML en Markdown een participatiesite, met een pagina voor elke wijk.",
        epilog=f"{_EXIT_CODES}\nmeer over een opdracht: build.py OPDRACHT --help",
        **manner,
    )
    commands = parser.add_subparsers(dest="command", metavar="OPDRACHT", title="opdrachten")
    parsers = {}
    for name, purpose in _COMMANDS.items():
        description = f"{purpose.capitalize()}."
        made = commands.add_parser(name, help=purpose, description=description, epilog=_EXIT_CODES, **manner)
        made.add_argument(
            "--root",
            type=_parse_folder,
            default=root,
            metavar="MAP",
            help="map met wijken/ en content/ (anders: de map van build.py)",
        )
        parsers[name] = made
        if name == "ping":
            continue  # it reads what was made, and asks no day
        made.add_argument(
            "--peildatum",
            type=_parse_dag,
            metavar="JJJJ-MM-DD",
            help="de dag die telt als vandaag (anders: de dag van nu in Nederland)",
        )

    parsers["check"].add_argument(
        "--format", choices=FORMATS, default=FORMATS[0], help=f"vorm van het verslag (anders: {FORMATS[0]})"
    )
    parsers["check"].add_argument("--strict", action="store_true", help="een waarschuwing telt ook als fout")
    for name, output in _OUTPUTS.items():
        parsers[name].add_argument(
            "--output",
            type=Path,
            metavar="MAP",
            help=f"waar de site komt (anders: {output} in de map van --root)",
        )
        parsers[name].add_argument(
            "--zonder-voorbeelden", action="store_true", help="laat alles weg wat een voorbeeld is"
        )
    parsers["build"].add_argument(
        "--siteurl",
        type=_parse_siteurl,
        metavar="URL",
        help="webadres waarop de site komt te staan (anders: dat in wijken/stad.yaml)",
    )
    for name, otherwise in (("check", "niets"), ("build", "de map van --output")):
        parsers[name].add_argument(
            "--vorige",
            type=_parse_folder,
            metavar="MAP",
            help=f"de site die nu is gepubliceerd; geen bericht daarvan mag verdwijnen (anders: {otherwise})",
        )
    parsers["build"].add_argument(
        "--zonder-vergelijking", action="store_true", help="vergelijkt niet met wat er al was; voor een proef"
    )
    parsers["build"].add_argument(
        "--zonder-zoeken", action="store_true", help="maakt geen zoekindex; de pagina Zoeken zegt dat dan"
    )
    parsers["build"].add_argument(
        "--volledig", action="store_true", help="maakt alles opnieuw, ook als er niets is veranderd"
    )
    parsers["build"].add_argument("--stil", action="store_true", help="toont geen voortgang")
    parsers["serve"].add_argument(
        "--port",
        type=_parse_port,
        default=8000,
        metavar="POORT",
        help="poort op deze computer (anders: 8000)",
    )
    _add_ping(parsers["ping"])
    parsers["verify-loting"].add_argument(
        "loting", type=_parse_loting, metavar="LOTING", help="de id van de loting, of haar map in content/lotingen"
    )
    return parser, parsers


def _add_ping(ping: argparse.ArgumentParser) -> None:
    which = ping.add_mutually_exclusive_group(required=True)
    which.add_argument(
        "--vorige", type=_parse_folder, metavar="MAP", help="een eerdere site: meldt alleen de feeds die anders zijn"
    )
    which.add_argument("--alles", action="store_true", help="meldt alle feeds")
    ping.add_argument(
        "--output", type=Path, metavar="MAP", help="waar de site staat (anders: output in de map van --root)"
    )
    ping.add_argument("--proef", action="store_true", help="toont wat er gemeld zou worden, en meldt niets")


def _make_tip(typed: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(typed.partition("=")[0], list(known), n=1)
    return f"\ntip: bedoelde u {near[0]}?" if near else ""


def _parse_dag(value: str) -> date:
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"“{value}” is geen datum; schrijf jaar-maand-dag, zoals 2026-11-23")


def _parse_folder(value: str) -> Path:
    folder = Path(value)
    if not folder.is_dir():
        raise argparse.ArgumentTypeError(f"de map “{value}” bestaat niet")
    return folder


def _parse_loting(value: str) -> str:
    """Return the id of a draw; of a path to its folder, or to a file in it, that is the name of the folder."""
    path = PurePath(value)
    return (path.parent if path.suffix == ".csv" else path).name


def _parse_siteurl(value: str) -> str:
    """Return the address without a slash at the end; anything that would not be one in a link is refused."""
    if not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?(/[A-Za-z0-9._~-]+)*/?", value):
        raise argparse.ArgumentTypeError(f"“{value}” is geen webadres; schrijf bijvoorbeeld https://wijken.example.nl")
    return value.rstrip("/")


def _parse_port(value: str) -> int:
    """Return a port; 0 means any that is free."""
    if not re.fullmatch(r"\d{1,5}", value, re.ASCII) or int(value) > 65535:
        raise argparse.ArgumentTypeError(f"“{value}” is geen poort; kies een getal tot en met 65535")
    return int(value)


def _speak_dutch() -> None:
    """Replace argparse's own words.

    It takes them through gettext, which wants compiled catalogues in a folder per language and looks at the
    locale of whoever calls. What a later Python adds stays in English, and nothing breaks.
    """

    def translate(words: str) -> str:
        return _WORDS.get(words, words)

    def translate_number(one: str, more: str, number: int) -> str:
        return translate(one if number == 1 else more)

    vars(argparse).update(_=translate, ngettext=translate_number)
