"""Names where a slug belongs: a second look at the tips, once all wijken and buurten are known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from wijkdemocratie.model import Wijk
from wijkdemocratie.model.bedoeld import mean_slug
from wijkdemocratie.problems import Problem, Problems

_RULE = "slug-ongeldig"
_PROPOSED = re.compile(r"bedoelde u “([a-z0-9-]+)”\?")


def propose_slugs(problems: Problems, wijken: Iterable[Wijk]) -> Problems:
    """Return the problems, where a name that people use for a wijk or buurt is told with its slug in the tip."""
    if not problems.list_places(_RULE):
        return problems
    slugs: dict[str, str] = {}
    gebieden = list(wijken)
    names = [(wijk.slug, (wijk.slug, wijk.naam, *wijk.aliassen, *wijk.vroegere_namen)) for wijk in gebieden]
    names += [(buurt.slug, (buurt.slug, buurt.naam, *buurt.aliassen)) for wijk in gebieden for buurt in wijk.buurten]
    for slug, known in names:
        for name in known:
            slugs.setdefault(mean_slug(name).replace("-", ""), slug)
    made = Problems()
    made.extend(_propose(problem, slugs) if problem.rule == _RULE else problem for problem in problems)
    return made


def _propose(problem: Problem, slugs: dict[str, str]) -> Problem:
    found = _PROPOSED.fullmatch(problem.hint)
    slug = slugs.get(found[1].replace("-", "")) if found else None
    return replace(problem, hint=f"bedoelde u “{slug}”?") if slug else problem
