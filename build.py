#!/usr/bin/env python3
"""Check, build or show the site: the one command people need. `python build.py --help` tells more.

Only this module asks the clock. What a command needs is imported when it runs: `check` answers without Pelican.
"""

from __future__ import annotations

import argparse
import difflib
import gc
import os
import signal
import sys
import time
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

TOP = Path(__file__).resolve().parent
sys.path.insert(0, str(TOP / "plugins"))

from wijkdemocratie import report  # noqa: E402
from wijkdemocratie.arguments import parse_arguments  # noqa: E402
from wijkdemocratie.bouw import BuildRefusedError, Progress, explain_oserror, make_progress  # noqa: E402
from wijkdemocratie.problems import Problems  # noqa: E402

if TYPE_CHECKING:
    from wijkdemocratie.model import Stad
    from wijkdemocratie.pages import Site

GOOD, FAILED, WRONG = 0, 1, 2


def main(arguments: list[str]) -> int:
    """Run one command and return its exit code: 0 good, 1 problems or refused. A wrong call exits with 2."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal or a log in another encoding than UTF-8 must not stop us half-way.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    options = parse_arguments(arguments, TOP)
    # serve goes on, and builds in runs of its own; ping reads what was made.
    if options.command not in {"serve", "ping"}:
        # Asked once, so that one run knows one day, also around midnight.
        options.peildatum = options.peildatum or ask_today()
    commands = {
        "check": run_check,
        "build": run_build,
        "serve": run_serve,
        "ping": run_ping,
        "verify-loting": run_verify_loting,
    }
    return commands[options.command](options)


def run_check(options: argparse.Namespace) -> int:
    """Print all problems of the files."""
    _, problems = read_stad(options, Progress(), met_voorbeelden=True)
    print(render(problems, options.root, options.format), end="")
    return FAILED if problems.errors or (options.strict and problems.warnings) else GOOD


def run_build(options: argparse.Namespace) -> int:
    """Make the site, or say why not and leave the old one."""
    start = time.perf_counter()
    problems = Problems()
    try:
        with make_progress(silent=options.stil) as progress:
            stad, problems = read_stad(options, progress, met_voorbeelden=not options.zonder_voorbeelden)
            if stad is None or problems.errors:
                raise BuildRefusedError
            progress.begin("Gebeurtenissen verzamelen")
            # Late, because Pelican takes long to load, and is of no use to who made a typing error.
            from wijkdemocratie.publish import build_site

            site = make_site(options, stad)
            # What was read stays until the end, so the collector need not go through it again and again.
            gc.freeze()
            made = build_site(
                site,
                root=options.root,
                settings=TOP / "pelicanconf.py",
                output=options.output,
                progress=progress,
            )
    except (BuildRefusedError, OSError) as reason:
        lines = reason.lines if isinstance(reason, BuildRefusedError) else (explain_oserror(reason),)
        tell_problems(problems, options.root)
        tell(*(f"fout: {line}" for line in lines), "De site is niet gemaakt. Wat er stond, staat er nog.")
        return FAILED
    tell_problems(problems, options.root)
    seconds = f"{time.perf_counter() - start:.1f}".replace(".", ",")
    print(f"Klaar: {made} in {seconds} s. Kijk in {os.path.relpath(options.output)}/ of typ: make serve")
    return GOOD


def run_serve(options: argparse.Namespace) -> int:
    """Show the site on this computer until it is broken off."""
    from wijkdemocratie.serve import serve_site

    return serve_site(options, TOP)


def run_tekenaar(arguments: list[str]) -> int:
    """Read and make single pages for `serve`, which starts this with the arguments of the build that follows."""
    from wijkdemocratie.serve.tekenwerk import Lezing, answer_questions

    options = parse_arguments(arguments, TOP)
    dag = options.peildatum

    def read() -> Lezing:
        options.peildatum = dag or ask_today()  # somebody may write past midnight
        stad, problems = read_stad(options, Progress(), met_voorbeelden=not options.zonder_voorbeelden)
        site = None if stad is None or problems.errors else make_site(options, stad)
        return Lezing(stad, site, problems, render(problems, options.root))

    return answer_questions(read, options.root, TOP / "pelicanconf.py")


def run_ping(options: argparse.Namespace) -> int:
    """Tell the hub which feeds changed; what fails does not stop the rest."""
    from wijkdemocratie.ping import PingError, list_veranderd, plan_meldingen, send_meldingen

    try:
        feeds = list_veranderd(options.output, options.vorige)
    except PingError as error:
        tell(f"fout: {error}")
        return FAILED
    meldingen, errors = plan_meldingen(feeds)
    tell(*(f"fout: {error}" for error in errors))
    if options.proef:
        for melding in meldingen:
            print(f"Zou melden aan {melding.hub}: {melding.feed}")
        return FAILED if errors else GOOD
    told = 0
    for melding, failure in send_meldingen(meldingen):
        if failure:
            tell(f"fout: {melding.feed}: {failure}")
        else:
            print(f"Gemeld aan {melding.hub}: {melding.feed}", flush=True)
            told += 1
    print(f"Klaar: {told} van {len(meldingen)} meldingen gedaan." if feeds else "Klaar: geen feed is veranderd.")
    return FAILED if errors or told < len(meldingen) else GOOD


def run_verify_loting(options: argparse.Namespace) -> int:
    """Hold a published draw again, and say whether the published outcome follows."""
    stad, problems = read_stad(options, Progress(), met_voorbeelden=True)
    if stad is None:
        tell_problems(problems, options.root)
        return FAILED
    loting = stad.loting.get(options.loting)
    if loting is None:
        near = difflib.get_close_matches(options.loting, list(stad.loting), n=1)
        tell(f"fout: er is geen loting “{options.loting}”", *(f"tip: bedoelde u {name}?" for name in near))
        return WRONG
    # What is wrong elsewhere is no business of who came to see this one draw.
    folder, own = f"content/lotingen/{loting.id}/", Problems()
    own.extend(problem for problem in problems.errors if problem.where.path.startswith(folder))
    own.extend(problem for problem in problems.errors if problem.where.path == loting.place_of().path)
    if own.errors:
        tell_problems(own, options.root)
        return FAILED
    from wijkdemocratie.trekking import replay_loting

    try:
        found = replay_loting(loting, stad.bestanden_van.get(loting.id), stad.gemeente.ondergrens)
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("wijkdemocratie"):
            raise
        tell(f"fout: het pakket {error.name} ontbreekt; typ: make verify-loting ARGS={loting.id}")
        return FAILED
    print(f"{loting.naam} ({loting.id})", *found.regels, sep="\n")
    return GOOD if found.volgt and found.veilig else FAILED


def read_stad(
    options: argparse.Namespace, progress: Progress, *, met_voorbeelden: bool
) -> tuple[Stad | None, Problems]:
    """Read and check all files."""
    from wijkdemocratie.check import check_stad, read_bekend, read_datums
    from wijkdemocratie.read import load_stad

    progress.begin("Bestanden lezen")
    stad, problems = load_stad(options.root, met_voorbeelden=met_voorbeelden)
    progress.begin("Bestanden controleren")
    if stad is not None:
        vorige = getattr(options, "vorige", None)  # not every command compares with what was published
        bekend = read_bekend(vorige, met_voorbeelden=met_voorbeelden) if vorige else ()
        datums = read_datums(vorige, met_voorbeelden=met_voorbeelden) if vorige else {}
        # Without being asked nobody expects a comparison: a first build has nothing to compare with.
        if vorige and not bekend and vorige != getattr(options, "output", None):
            tell(f"Niet vergeleken: in {os.path.relpath(vorige)}/ staat nog geen gepubliceerde site.")
        check_stad(stad, problems, options.peildatum, bekend, datums)
    return stad, problems


def make_site(options: argparse.Namespace, stad: Stad) -> Site:
    """Return the site of a city as the options of a build ask for it."""
    from wijkdemocratie.pages import Site
    from wijkdemocratie.select import select_bekend
    from wijkdemocratie.thema import read_thema

    return Site(
        select_bekend(stad, options.peildatum),
        options.peildatum,
        options.siteurl or stad.gemeente.siteurl,
        read_thema(TOP / "theme" / "static", stad.huisstijl),
        met_zoeken=not options.zonder_zoeken,
    )


def ask_today() -> date:
    """Return which day it is in the Netherlands."""
    return datetime.now(ZoneInfo("Europe/Amsterdam")).date()


def render(problems: Problems, root: Path, form: str = "text") -> str:
    """Return the problems in the form asked for."""
    if form == "text":
        where = report.tell_uitleg(problems) if (root / report.UITLEG).is_file() else ""
        return report.render_text(problems, report.make_line_reader(root)) + where
    renderers = {"github": report.render_github, "gitlab": report.render_gitlab, "json": report.render_json}
    return renderers[form](problems)


def tell_problems(problems: Problems, root: Path) -> None:
    """Print the problems of a build, if there are any."""
    if len(problems):
        sys.stderr.write(render(problems, root))


def tell(*lines: str) -> None:
    """Print lines that are not the answer itself. They may quote a file name with anything in it."""
    sys.stderr.writelines(f"{report.show_controls(line)}\n" for line in lines)


def run() -> int:
    """Run the command line, and turn what stops a program from outside into one Dutch line."""
    try:
        code = main(sys.argv[1:])
        sys.stdout.flush()
    except KeyboardInterrupt:
        tell("", "Afgebroken. Wat er stond, staat er nog.")
        return 128 + signal.SIGINT
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("wijkdemocratie"):
            raise
        tell(f"fout: het pakket {error.name} ontbreekt", "tip: typ make site, of start met .venv/bin/python")
        return FAILED
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except OSError as error:
        tell(f"fout: {explain_oserror(error)}")
        return FAILED
    return code


if __name__ == "__main__":
    sys.exit(run())
