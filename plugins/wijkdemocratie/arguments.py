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
DIFF_FORMATS = ("text", "markdown", "json")

COMMANDS = {
    "build": "controleert alles en maakt de site (dit gebeurt ook zonder opdracht)",
    "check": "controleert de bestanden, zonder iets te maken",
    "serve": "toont de site op deze computer en maakt hem opnieuw bij elke wijziging",
    "new": "maakt een nieuw voorstel, advies, of iets anders, en vraagt wat daarvoor nodig is",
    "rename": "geeft iets een ander webadres; het oude blijft werken, en wat ernaar verwijst gaat mee",
    "move": "zet iets uit het bestand van een wijk in dat van een andere wijk",
    "fmt": "zet bestanden in hun vaste opmaak; wat er staat, blijft hetzelfde",
    "ping": "vertelt na een bouw een hub welke feeds zijn veranderd",
    "diff": "zegt wat bewoners zien veranderen tussen twee versies van de site",
    "redactie": "toont een formulier waarmee u voorstellen, adviezen en wijkscans schrijft",
    "verify-loting": "speelt een gepubliceerde loting na en zegt of de uitkomst klopt",
}

RENAME = ("wijk", "buurt", "voorstel", "advies", "klankbordgroep", "loting", "bijeenkomst", "organisatie")
MOVE = ("klankbordgroep", "loting", "bijeenkomst", "organisatie")
NEW = {
    "voorstel": "een voorstel: NAAM is het RIS-nummer of een korte naam",
    "stap": "een stap in een voorstel: NAAM is de id van het voorstel",
    "advies": "een advies",
    "wijkscan": "een wijkscan: NAAM is de wijk",
    "klankbordgroep": "een klankbordgroep, in het bestand van de wijk",
    "loting": "een loting, in het bestand van de wijk",
    "bijeenkomst": "een bijeenkomst, in het bestand van de wijk",
    "organisatie": "een bewonersorganisatie, in het bestand van de wijk",
    "pagina": "een losse pagina",
}
NEW_OPTIONS = {
    "wijk": "de wijk; meer wijken met een komma ertussen",
    "titel": "de titel",
    "naam": "de naam",
    "samenvatting": "een of twee zinnen",
    "soort": "wat voor stuk of bijeenkomst het is",
    "reikwijdte": "de reikwijdte van een voorstel",
    "beleidsterrein": "een beleidsterrein uit stad.yaml",
    "bron": "de bron van de indeling",
    "opgenomen-op": "de dag waarop een voorstel op de site komt",
    "fase": "de fase van een stap",
    "datum": "de dag van een stap",
    "ris": "het RIS-nummer van een stap",
    "toelichting": "een zin over een stap",
    "voorstel": "de id van een voorstel",
    "onderwerp": "het onderwerp, als er geen voorstel is",
    "van": "wie adviseert",
    "gevraagd-op": "wanneer om het advies is gevraagd",
    "ingediend-op": "wanneer het advies is ingediend",
    "stand": "de stand van een wijkscan",
    "begonnen-op": "wanneer een scan begon",
    "afgerond-op": "wanneer een scan klaar was",
    "scenario": "de uitkomst van een scan",
    "opties": "de gekozen opties, met een komma ertussen",
    "vorm": "hoe een groep is samengesteld",
    "mandaat": "het mandaat van een groep",
    "klankbordgroep": "de id van een klankbordgroep",
    "aangekondigd-op": "wanneer het bekend werd",
    "aanmelden-van": "de eerste dag van aanmelden",
    "aanmelden-tot": "de laatste dag van aanmelden",
    "trekking": "dag en tijd van de loting",
    "plaatsen": "hoeveel er worden geloot",
    "reserve": "hoeveel reserveplaatsen er zijn",
    "begin": "dag en tijd van het begin",
    "einde": "dag en tijd van het einde",
    "plaats": "waar het is",
    "openbaar": "ja of nee",
    "rollen": "de rollen van een organisatie, met een komma ertussen",
}
"""All that `new` may be told; what belongs to what is for `schrijf`."""

# A served site has links to this computer in its feeds: it must not replace the one that is to be published.
_OUTPUTS = {"build": "output", "serve": ".output-serve"}

_EXIT_CODES = """\
exitcodes:
  0  alles is goed
  1  er zijn fouten gevonden, of de site is niet gemaakt; de oude site staat er dan nog
     (bij ping: niet alles is gemeld; bij fmt: een bestand heeft een fout, of --check vond er een dat anders hoort;
     bij verify-loting: de uitkomst volgt niet, of wijst naar te weinig mensen)
  2  de opdracht klopt niet
  3  alleen bij diff --exitcode: bewoners zien een verschil
"""

_DIFF_RUNS = """\
let op:
  van een commit wordt een site gemaakt met de build.py uit die commit; die code draait op uw computer, met uw rechten.
  Noem dus alleen een commit van iemand die u vertrouwt, of vergelijk twee mappen met een gemaakte site.
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
    elif words[0] not in {*COMMANDS, "-h", "--help"}:
        parser.error(f"“{words[0]}” is geen opdracht; kies uit {', '.join(COMMANDS)}" + _make_tip(words[0], COMMANDS))
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
    for name, purpose in COMMANDS.items():
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
        if name in {"ping", "fmt"}:
            continue  # these ask no day: they read what was made, or look at the form alone
        made.add_argument(
            "--peildatum",
            type=_parse_dag,
            metavar="JJJJ-MM-DD",
            help="de dag die telt als vandaag (anders: de dag van nu in Nederland)",
        )

    for name in ("check", *_OUTPUTS):
        parsers[name].add_argument(
            "--full", action="store_true", help="leest en maakt alles opnieuw, ook wat niet veranderde"
        )
    for name in ("check", "build"):
        parsers[name].add_argument(
            "--format", choices=FORMATS, default=FORMATS[0], help=f"vorm van het verslag (anders: {FORMATS[0]})"
        )
    parsers["check"].add_argument("--strict", action="store_true", help="een waarschuwing telt ook als fout")
    parsers["check"].add_argument(
        "--hints", action="store_true", help="zegt ook wat in de teksten beter kan; een hint houdt niets tegen"
    )
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
    parsers["build"].add_argument("--stil", action="store_true", help="toont geen voortgang")
    for name, port in (("serve", 8000), ("redactie", 8001)):
        parsers[name].add_argument(
            "--port",
            type=_parse_port,
            default=port,
            metavar="POORT",
            help=f"poort op deze computer (anders: {port})",
        )
    _add_new(parsers["new"])
    _add_rename(parsers["rename"], parsers["move"])
    _add_fmt(parsers["fmt"])
    _add_ping(parsers["ping"])
    _add_diff(parsers["diff"])
    parsers["verify-loting"].add_argument(
        "loting", type=_parse_loting, metavar="LOTING", help="de id van de loting, of haar map in content/lotingen"
    )
    return parser, parsers


def _add_new(new: argparse.ArgumentParser) -> None:
    known = "\n".join(f"  {name:15} {text}" for name, text in NEW.items())
    new.epilog = f"soorten:\n{known}\n\n{_EXIT_CODES}"
    new.add_argument("wat", choices=NEW, metavar="SOORT", help="wat u wilt maken; zie hieronder")
    new.add_argument("id", nargs="?", default="", metavar="NAAM", help="hoe het heet (anders: naar de titel of naam)")
    for name, text in NEW_OPTIONS.items():
        new.add_argument(f"--{name}", default="", metavar="WAARDE", help=text)
    new.add_argument("--voorbeeld", action="store_true", help="het is een verzonnen voorbeeld")


def _add_rename(rename: argparse.ArgumentParser, move: argparse.ArgumentParser) -> None:
    rename.add_argument("wat", choices=RENAME, metavar="SOORT", help=f"kies uit {', '.join(RENAME)}")
    rename.add_argument("oud", metavar="OUD", help="de slug of id van nu")
    rename.add_argument("nieuw", metavar="NIEUW", help="het nieuwe stuk van het webadres")
    move.add_argument("wat", choices=MOVE, metavar="SOORT", help=f"kies uit {', '.join(MOVE)}")
    move.add_argument("oud", metavar="NAAM", help="de slug of id")
    move.add_argument("nieuw", metavar="WIJK", help="de wijk; voor een organisatie kan ook: stad")
    move.add_argument(
        "--alleen", action="store_true", help="gaat daarna alleen over die wijk; voor wat nog niet op de site stond"
    )
    for parser in (rename, move):
        parser.add_argument("--proef", action="store_true", help="toont wat er zou veranderen, en verandert niets")


def _add_fmt(fmt: argparse.ArgumentParser) -> None:
    fmt.add_argument(
        "bestanden", nargs="*", type=Path, metavar="BESTAND", help="alleen deze bestanden (anders: alle bestanden)"
    )
    fmt.add_argument(
        "--check", action="store_true", help="verandert niets, en zegt welke bestanden anders zouden worden"
    )


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


def _add_diff(diff: argparse.ArgumentParser) -> None:
    diff.epilog = f"{_DIFF_RUNS}\n{_EXIT_CODES}"
    diff.add_argument("oud", metavar="OUD", help="een commit (ook een tak of label), of een map met een gemaakte site")
    diff.add_argument("nieuw", nargs="?", metavar="NIEUW", help="ook zo; weggelaten: de bestanden zoals ze nu zijn")
    diff.add_argument(
        "--format",
        choices=DIFF_FORMATS,
        default=DIFF_FORMATS[0],
        help=f"vorm van het verslag (anders: {DIFF_FORMATS[0]})",
    )
    diff.add_argument("--exitcode", action="store_true", help="eindigt met 3 als bewoners een verschil zien")


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
