"""Everything that happened, as one sorted list: every feed is a filter of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import chain

from wijkdemocratie.model import Stad

from .advies import list_adviesgebeurtenissen
from .gebeurtenis import Gebeurtenis, Gebeurtenissoort
from .groep import list_groepsgebeurtenissen
from .loting import list_bijeenkomstgebeurtenissen, list_lotinggebeurtenissen
from .voorstel import list_voorstelgebeurtenissen
from .week import Week, list_weken
from .wijkscan import list_scangebeurtenissen

__all__ = ["Gebeurtenis", "Gebeurtenissoort", "Week", "gebeurtenissen", "list_weken"]


def gebeurtenissen(stad: Stad, peildatum: date) -> tuple[Gebeurtenis, ...]:
    """Return all that had happened by `peildatum`, newest first; the same day is ordered by `kenmerk`.

    A later peildatum only adds: nothing that was once in the list leaves it.
    """
    every = list(_find(stad))
    counts = Counter(item.titel for item in every)
    happened = [
        # Two records may be called the same; in a reader their items must still differ.
        item if counts[item.titel] == 1 else replace(item, titel=f"{item.titel} ({item.kenmerk.split(':')[1]})")
        for item in every
        if item.moment.date() <= peildatum
    ]
    return tuple(sorted(happened, key=lambda item: (item.moment, item.kenmerk), reverse=True))


def _find(stad: Stad) -> Iterator[Gebeurtenis]:
    return chain(
        chain.from_iterable(list_voorstelgebeurtenissen(stad, record) for record in stad.voorstellen),
        chain.from_iterable(list_adviesgebeurtenissen(stad, record) for record in stad.adviezen),
        chain.from_iterable(list_scangebeurtenissen(stad, record) for record in stad.wijkscans),
        chain.from_iterable(list_groepsgebeurtenissen(stad, record) for record in stad.klankbordgroepen),
        chain.from_iterable(list_lotinggebeurtenissen(stad, record) for record in stad.lotingen),
        chain.from_iterable(list_bijeenkomstgebeurtenissen(stad, record) for record in stad.bijeenkomsten),
    )
