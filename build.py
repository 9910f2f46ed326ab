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

GOOD, FAILED, WRONG, DIFFERENT = 0, 1, 2, 3


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
    commands = {
        "check": run_check,
        "build": run_build,
        "serve": run_serve,
        "new": run_new,
        "rename": run_change,
        "move": run_change,
        "fmt": run_fmt,
        "ping": run_ping,
        "diff": run_diff,
        "redactie": run_redactie,
        "verify-loting": run_verify_loting,
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


def run_new(options: argparse.Namespace) -> int:
    """Write something new: ask for what is missing on a terminal, and name it all elsewhere."""
    from wijkdemocratie.arguments import NEW_OPTIONS
    from wijkdemocratie.schrijf import (
        SOORTEN,
        AntwoordError,
        OpmaakError,
        collect,
        make_ask,
        make_nieuw,
        try_bestanden,
        write_bestanden,
    )

    stad, problems = read_stad(options, Progress(), met_voorbeelden=True)
    if stad is None:
        tell_problems(problems, options.root)
        return FAILED
    soort, word = SOORTEN[options.wat], options.wat
    known = {vraag.naam for vraag in soort.vragen}
    given = {name: value for name in NEW_OPTIONS if (value := getattr(options, name.replace("-", "_")))}
    if wrong := [f"--{name}" for name in given if name not in known]:
        tell(f"fout: {', '.join(wrong)} hoort niet bij {soort.een}")
        return WRONG
    if word in {"stap", "wijkscan"} and options.id:
        given.setdefault("voorstel" if word == "stap" else "wijk", options.id)
    asks = sys.stdin.isatty() and sys.stdout.isatty()
    try:
        answers = collect(soort, given, stad, options.peildatum, make_ask(input, print) if asks else None)
        made = make_nieuw(options.root, stad, options.id, soort, word, answers, voorbeeld=options.voorbeeld)
        # Not written before it is sure that the rules are content with it.
        if faults := try_bestanden(options.root, {made.path: made.tekst}, options.peildatum):
            tell(*(f"fout: {fault.message}" + (f"\n  tip: {fault.hint}" if fault.hint else "") for fault in faults))
            tell("Er is niets geschreven.")
            return FAILED
        write_bestanden(options.root, {made.path: made.tekst}, nieuw=frozenset([made.path] if made.is_bestand else ()))
    except AntwoordError as error:
        tell(*(f"fout: {line}" for line in str(error).split("\n")), *([f"tip: {error.tip}"] if error.tip else []))
        return WRONG
    except (FileExistsError, OpmaakError) as error:
        tell(f"fout: {error}" if isinstance(error, OpmaakError) else f"fout: {made.path} is er al")
        return FAILED
    except EOFError:
        tell("", "Afgebroken. Er is niets geschreven.")
        return FAILED
    print(f"{'Gemaakt' if made.is_bestand else 'Aangevuld'}: {made.path} ({made.id})")
    print("Vul het bestand aan en kijk wat er staat met: make serve")
    return GOOD


def run_change(options: argparse.Namespace) -> int:
    """Give something another address, or another file: all that changes or nothing."""
    from wijkdemocratie.schrijf import (
        AntwoordError,
        OpmaakError,
        move_stuk,
        rename_slug,
        show_verandering,
        try_bestanden,
        write_bestanden,
    )

    stad, problems = read_stad(options, Progress(), met_voorbeelden=True)
    if stad is None or problems.errors:
        tell_problems(problems, options.root)
        tell("Er is niets veranderd. Los eerst deze fouten op.")
        return FAILED
    try:
        if options.command == "rename":
            made = rename_slug(options.root, stad, options.wat, options.oud, options.nieuw)
        else:
            made = move_stuk(options.root, stad, options.wat, options.oud, options.nieuw, alleen=options.alleen)
    except (AntwoordError, OpmaakError) as error:
        tell(f"fout: {error}", *([f"tip: {tip}"] if (tip := getattr(error, "tip", "")) else []))
        return WRONG
    print(*map(report.show_controls, show_verandering(made)), sep="\n")
    if faults := try_bestanden(options.root, made.texts, options.peildatum):
        tell(*(f"fout: {fault.where}: {fault.message}" for fault in faults), "Er is niets veranderd.")
        return FAILED
    if options.proef:
        print("Dit was een proef. Er is niets veranderd.")
        return GOOD
    write_bestanden(options.root, made.texts, nieuw=made.nieuw)
    print(f"Klaar: {len(made.texts) - len(made.verhuisd)} bestanden veranderd. Kijk het na met: git diff")
    return GOOD


def run_fmt(options: argparse.Namespace) -> int:
    """Put files in their fixed form, or with --check say which are not."""
    from wijkdemocratie.schrijf import find_kind, format_bestand, list_bestanden, write_bestanden

    problems, made, good = Problems(), {}, 0
    paths = list_bestanden(options.root, problems)
    if options.bestanden:
        try:
            paths = [name_bestand(file, options.root) for file in options.bestanden]
        except ValueError as error:
            tell(f"fout: {error}")
            return WRONG
        for path in paths:
            if find_kind(path) is None:
                tell(f"fout: {path} heeft geen vaste opmaak; kies een bestand in wijken/ of content/")
                return WRONG
    for path in paths:
        found = format_bestand(options.root, path, problems)
        if found is None:
            continue
        if found[1]:
            good += 1
        else:
            made[path] = found[0].tekst
    # One file for each call: what is wrong with one is no reason to leave the others.
    for path, text in made.items():
        if not options.check:
            write_bestanden(options.root, {path: text})
        print(f"{'niet opgemaakt' if options.check else 'opgemaakt'}: {report.show_controls(path)}")
    tell_problems(problems, options.root)
    word = "anders te maken" if options.check else "opgemaakt"
    print(f"Klaar: {len(made)} {word}, {good} waren al goed.")
    return FAILED if problems.errors or (options.check and made) else GOOD


def name_bestand(file: Path, root: Path) -> str:
    """Return the path of a file below the root, as it is typed: seen from here, or from the root."""
    top = root.absolute()
    for full in (file.absolute(), top / file):
        # Not resolved: a link is named as it stands.
        if full.is_relative_to(top) and ".." not in full.parts and os.path.lexists(full):
            return full.relative_to(top).as_posix()
    raise ValueError(f"het bestand “{file}” is er niet, of het staat niet in {os.path.relpath(top)}/")


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


def run_diff(options: argparse.Namespace) -> int:
    """Say what residents would see change between two versions of the site."""
    from wijkdemocratie.verschil import RENDERERS, compare_sites, make_sites, see_site

    names = (options.oud, options.nieuw)
    try:
        with make_sites(names, root=options.root.resolve(), top=TOP, peildatum=options.peildatum) as folders:
            oud, nieuw = map(see_site, folders)
    except BuildRefusedError as reason:
        tell(*(f"fout: {line}" if not line.startswith(" ") else line for line in reason.lines))
        return FAILED
    verschillen = compare_sites(oud, nieuw)
    print(RENDERERS[options.format](verschillen), end="")
    return DIFFERENT if verschillen and options.exitcode else GOOD


def run_redactie(options: argparse.Namespace) -> int:
    """Show the form on this computer until it is broken off."""
    from wijkdemocratie.redactie import PROGRAM, make_config, serve_redactie

    program = TOP / ".npm" / "node_modules" / PROGRAM
    if not program.is_file():
        tell("fout: het formulier is nog niet geïnstalleerd", "tip: typ make redactie")
        return FAILED
    stad, problems = read_stad(options, Progress(), met_voorbeelden=True)
    tell_problems(problems, options.root)
    if stad is None:
        return FAILED
    serve_redactie(options.port, program, make_config(stad))
    return GOOD


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
    from wijkdemocratie.read import load_stad, open_gelezen

    progress.begin("Bestanden lezen")
    voorraad = open_gelezen(options.root, leeg=getattr(options, "full", False))  # not every command has the flag
    # What is read stays until the end: the collector would go through it again and again, and find nothing.
    gc.disable()
    stad, problems = load_stad(options.root, met_voorbeelden=met_voorbeelden, voorraad=voorraad)
    voorraad.save()
    gc.freeze()
    gc.enable()
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


def render(problems: Problems, root: Path, form: str = "text") -> str:
    """Return the problems in the form asked for."""
    if form == "text":
        where = report.tell_uitleg(problems) if (root / report.UITLEG).is_file() else ""
        return report.render_text(problems, report.make_line_reader(root)) + where
    renderers = {"github": report.render_github, "gitlab": report.render_gitlab, "json": report.render_json}
    return renderers[form](problems)


def tell_problems(problems: Problems, root: Path, form: str = "text") -> None:
    """Print the problems of a build: for a person if there are any, for a program always."""
    if form != "text":
        sys.stdout.write(render(problems, root, form))
    elif len(problems):
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
