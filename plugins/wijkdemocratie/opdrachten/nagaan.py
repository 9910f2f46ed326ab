"""The commands about what was made or published: tell the hub, compare, hold a draw again."""

from __future__ import annotations

import argparse
import difflib
from pathlib import Path

from wijkdemocratie.bouw import BuildRefusedError, Progress
from wijkdemocratie.problems import Problems

from .lezen import read_stad
from .zeggen import DIFFERENT, FAILED, GOOD, WRONG, tell, tell_problems


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


def run_diff(options: argparse.Namespace, top: Path) -> int:
    """Say what residents would see change between two versions of the site."""
    from wijkdemocratie.verschil import RENDERERS, compare_sites, make_sites, see_site

    names = (options.oud, options.nieuw)
    try:
        with make_sites(names, root=options.root.resolve(), top=top, peildatum=options.peildatum) as folders:
            oud, nieuw = map(see_site, folders)
    except BuildRefusedError as reason:
        tell(*(f"fout: {line}" if not line.startswith(" ") else line for line in reason.lines))
        return FAILED
    verschillen = compare_sites(oud, nieuw)
    print(RENDERERS[options.format](verschillen), end="")
    return DIFFERENT if verschillen and options.exitcode else GOOD


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
