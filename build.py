#!/usr/bin/env python3
"""Check, build or show the site: the one command people need. `python build.py --help` tells more.

Only this module asks the clock. What a command needs is imported when it runs: `check` answers without Pelican.
"""

from __future__ import annotations

import argparse
import gc
import os
import signal
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

TOP = Path(__file__).resolve().parent
sys.path.insert(0, str(TOP / "plugins"))

from wijkdemocratie.arguments import parse_arguments  # noqa: E402
from wijkdemocratie.bouw import BuildRefusedError, Progress, explain_oserror, make_progress  # noqa: E402
from wijkdemocratie.opdrachten import nagaan, schrijven  # noqa: E402
from wijkdemocratie.opdrachten.lezen import read_stad  # noqa: E402
from wijkdemocratie.opdrachten.zeggen import FAILED, GOOD, render, tell, tell_problems  # noqa: E402
from wijkdemocratie.problems import Problems  # noqa: E402

if TYPE_CHECKING:
    from wijkdemocratie.model import Stad
    from wijkdemocratie.pages import Site


def main(arguments: list[str]) -> int:
    """Run one command and return its exit code: 0 good, 1 problems or refused. A wrong call exits with 2."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal or a log in another encoding than UTF-8 must not stop us half-way.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    options = parse_arguments(arguments, TOP)
    # serve goes on, and builds in runs of its own; ping reads what was made, and fmt no dates.
    if options.command not in {"serve", "ping", "fmt"}:
        # Asked once, so that one run knows one day, also around midnight.
        options.peildatum = options.peildatum or ask_today()
    commands: dict[str, Callable[[argparse.Namespace], int]] = {
        "check": run_check,
        "build": run_build,
        "serve": run_serve,
        "new": schrijven.run_new,
        "rename": schrijven.run_change,
        "move": schrijven.run_change,
        "fmt": schrijven.run_fmt,
        "redactie": partial(schrijven.run_redactie, top=TOP),
        "ping": nagaan.run_ping,
        "diff": partial(nagaan.run_diff, top=TOP),
        "verify-loting": nagaan.run_verify_loting,
    }
    return commands[options.command](options)


def run_check(options: argparse.Namespace) -> int:
    """Print all problems of the files."""
    stad, problems = read_stad(options, Progress(), met_voorbeelden=True)
    if options.hints and stad is not None:
        from wijkdemocratie.leesbaar import find_hunspell, list_hints

        hunspell = find_hunspell()
        if hunspell is None:
            tell("De spelling is niet nagekeken: hunspell is er niet (pakketten hunspell en hunspell-nl).")
        problems.extend(list_hints(stad, options.root, hunspell=hunspell))
    print(render(problems, options.root, options.format), end="")
    return FAILED if problems.errors or (options.strict and problems.warnings) else GOOD


def run_build(options: argparse.Namespace) -> int:
    """Make the site, or say why not and leave the old one."""
    start = time.perf_counter()
    problems = Problems()
    try:
        with make_progress(silent=options.stil) as progress:
            bronnen = hash_sources(options)
            stad, problems = read_stad(options, progress, met_voorbeelden=not options.zonder_voorbeelden)
            if stad is None or problems.errors:
                raise BuildRefusedError
            progress.begin("Gebeurtenissen verzamelen")
            # Late, because Pelican takes long to load, and is of no use to who made a typing error.
            from wijkdemocratie.publish import build_site

            site = make_site(options, stad)
            gc.freeze()
            made = build_site(
                site,
                root=options.root,
                settings=TOP / "pelicanconf.py",
                output=options.output,
                progress=progress,
                bronnen=bronnen,
                lees_bronnen=partial(hash_sources, options),
                opnieuw=options.full,
            )
    except (BuildRefusedError, OSError) as reason:
        lines = reason.lines if isinstance(reason, BuildRefusedError) else (explain_oserror(reason),)
        tell_problems(problems, options.root, options.format)
        tell(*(f"fout: {line}" for line in lines), "De site is niet gemaakt. Wat er stond, staat er nog.")
        return FAILED
    tell_problems(problems, options.root, options.format)
    seconds = f"{time.perf_counter() - start:.1f}".replace(".", ",")
    done = f"Klaar: {made} in {seconds} s. Kijk in {os.path.relpath(options.output)}/ of typ: make serve"
    # A report for a program has the standard output for itself.
    print(done, file=sys.stdout if options.format == "text" else sys.stderr)
    return GOOD


def hash_sources(options: argparse.Namespace) -> str | None:
    """Return the mark of everything that a build reads, if it can be told; without a change the output may stay."""
    from wijkdemocratie.onveranderd import hash_files

    code = (TOP / name for name in ("plugins", "theme", "build.py", "pelicanconf.py"))
    data = (options.root / name for name in ("wijken", "content"))
    found = hash_files([*code, *data])
    return found and f"{found} {options.zonder_voorbeelden}"


def run_serve(options: argparse.Namespace) -> int:
    """Show the site on this computer until it is broken off."""
    from wijkdemocratie.serve import serve_site

    return serve_site(options, TOP)


def run_tekenaar(arguments: list[str]) -> int:
    """Read and make single pages for `serve`, which starts this with the arguments of the build that follows."""
    from wijkdemocratie.leesbaar import list_hints
    from wijkdemocratie.serve.tekenwerk import Lezing, answer_questions

    options = parse_arguments(arguments, TOP)
    dag = options.peildatum

    def read() -> Lezing:
        options.peildatum = dag or ask_today()  # somebody may write past midnight
        stad, problems = read_stad(options, Progress(), met_voorbeelden=not options.zonder_voorbeelden)
        site = None if stad is None or problems.errors else make_site(options, stad)
        if stad is not None:
            problems.extend(list_hints(stad, options.root))  # without spelling, which takes longer than all the rest
        # Who has to mend an error need not look for it among advice.
        urgent = Problems()
        urgent.extend(problems.errors or problems)
        return Lezing(stad, site, problems, render(urgent, options.root))

    return answer_questions(read, options.root, TOP / "pelicanconf.py")


def make_site(options: argparse.Namespace, stad: Stad) -> Site:
    """Return the site of a city as a build makes it; raises `BuildRefusedError` when a language is not whole."""
    from wijkdemocratie.pages import Site
    from wijkdemocratie.select import select_bekend
    from wijkdemocratie.talen import read_talen
    from wijkdemocratie.thema import read_thema

    talen, fouten = read_talen(TOP / "theme" / "talen")
    if fouten:
        raise BuildRefusedError(*fouten)
    return Site(
        select_bekend(stad, options.peildatum),
        options.peildatum,
        options.siteurl or stad.gemeente.siteurl,
        read_thema(TOP / "theme" / "static", stad.huisstijl),
        met_zoeken=not options.zonder_zoeken,
        talen=talen,
    )


def ask_today() -> date:
    """Return which day it is in the Netherlands."""
    return datetime.now(ZoneInfo("Europe/Amsterdam")).date()


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
