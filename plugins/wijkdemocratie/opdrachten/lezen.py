"""What most commands begin with: read and check all files."""

from __future__ import annotations

import argparse
import gc
import os
from typing import TYPE_CHECKING

from wijkdemocratie.bouw import Progress
from wijkdemocratie.problems import Problems

from .zeggen import tell

if TYPE_CHECKING:  # loading the models takes longer than many a command
    from wijkdemocratie.model import Stad


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
