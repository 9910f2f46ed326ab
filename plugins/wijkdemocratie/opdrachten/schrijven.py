"""The commands with which an editor writes: new, rename, move, fmt, and the form."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from wijkdemocratie import report
from wijkdemocratie.bouw import Progress
from wijkdemocratie.problems import Problems

from .lezen import read_stad
from .zeggen import FAILED, GOOD, WRONG, tell, tell_problems


def run_new(options: argparse.Namespace) -> int:
    """Write something new: ask for what is missing on a terminal, and name it all elsewhere."""
    from wijkdemocratie.arguments import NEW_OPTIONS
    from wijkdemocratie.schrijf import (
        SOORTEN,
        AntwoordError,
        OpmaakError,
        OpslagError,
        collect,
        make_ask,
        make_nieuw,
        read_gelezen,
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
        gelezen = read_gelezen(options.root)
        made = make_nieuw(options.root, stad, options.id, soort, word, answers, voorbeeld=options.voorbeeld)
        # Not written before it is sure that the rules are content with it.
        if faults := try_bestanden(options.root, {made.path: made.tekst}, options.peildatum):
            for fault in faults:
                tell(f"fout: {fault.message}", *([f"  tip: {fault.hint}"] if fault.hint else []))
            tell("Er is niets geschreven.")
            return FAILED
        new = frozenset([made.path] if made.is_bestand else ())
        write_bestanden(options.root, {made.path: made.tekst}, nieuw=new, gelezen=gelezen)
    except AntwoordError as error:
        tell(*(f"fout: {line}" for line in str(error).split("\n")), *([f"tip: {error.tip}"] if error.tip else []))
        return WRONG
    except (FileExistsError, OpmaakError) as error:
        tell(f"fout: {error}" if isinstance(error, OpmaakError) else f"fout: {made.path} is er al")
        return FAILED
    except OpslagError as error:
        tell(f"fout: {error}", f"tip: {error.tip}", "Er is niets geschreven.")
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
        OpslagError,
        move_stuk,
        read_gelezen,
        rename_slug,
        show_verandering,
        try_bestanden,
        write_bestanden,
    )

    gelezen = read_gelezen(options.root)  # before the places of all things are read
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
    try:
        if faults := try_bestanden(options.root, made.texts, options.peildatum):
            tell(*(f"fout: {fault.where}: {fault.message}" for fault in faults), "Er is niets veranderd.")
            return FAILED
        if options.proef:
            print("Dit was een proef. Er is niets veranderd.")
            return GOOD
        write_bestanden(options.root, made.texts, nieuw=made.nieuw, gelezen=gelezen)
    except OpslagError as error:
        tell(f"fout: {error}", f"tip: {error.tip}", "Er is niets veranderd.")
        return FAILED
    print(f"Klaar: {len(made.texts) - len(made.verhuisd)} bestanden veranderd. Kijk het na met: git diff")
    return GOOD


def run_fmt(options: argparse.Namespace) -> int:
    """Put files in their fixed form, or with --check say which are not."""
    from wijkdemocratie.schrijf import OpslagError, find_kind, format_bestand, list_bestanden, write_bestanden

    problems, made, good, refused = Problems(), 0, 0, 0
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
    # One file for each call, right after it was read: what is wrong with one is no reason to leave the others.
    for path in paths:
        found = format_bestand(options.root, path, problems)
        if found is None:
            continue
        text, before = found[0].tekst, found[1]
        if text.encode() == before:
            good += 1
            continue
        try:
            if not options.check:
                write_bestanden(options.root, {path: text}, gelezen={path: before})
        except OpslagError as error:
            tell(f"fout: {error}", f"tip: {error.tip}")
            refused += 1
            continue
        made += 1
        print(f"{'niet opgemaakt' if options.check else 'opgemaakt'}: {report.show_controls(path)}")
    tell_problems(problems, options.root)
    word = "anders te maken" if options.check else "opgemaakt"
    print(f"Klaar: {made} {word}, {good} waren al goed.")
    return FAILED if problems.errors or refused or (options.check and made) else GOOD


def name_bestand(file: Path, root: Path) -> str:
    """Return the path of a file below the root, as it is typed: seen from here, or from the root."""
    top = root.absolute()
    for full in (file.absolute(), top / file):
        # Not resolved: a link is named as it stands.
        if full.is_relative_to(top) and ".." not in full.parts and os.path.lexists(full):
            return full.relative_to(top).as_posix()
    raise ValueError(f"het bestand “{file}” is er niet, of het staat niet in {os.path.relpath(top)}/")


def run_redactie(options: argparse.Namespace, top: Path) -> int:
    """Show the form on this computer until it is broken off."""
    from wijkdemocratie.redactie import PROGRAM, make_config, serve_redactie

    program = top / ".npm" / "node_modules" / PROGRAM
    if not program.is_file():
        tell("fout: het formulier is nog niet geïnstalleerd", "tip: typ make redactie")
        return FAILED
    stad, problems = read_stad(options, Progress(), met_voorbeelden=True)
    tell_problems(problems, options.root)
    if stad is None:
        return FAILED
    serve_redactie(options.port, program, make_config(stad))
    return GOOD
