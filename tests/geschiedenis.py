"""Whole small cities with whole histories, for hypothesis: what editors committed, day after day.

A history is the sequence of states of one city. Records appear, get steps, are moved, corrected, cancelled, withdrawn
and answered, in time or late; texts and web addresses change at every turn. The editors keep to the rules of the
page for editors: each state passes `check`, a change is dated on the day that it is committed, and what readers have
seen is not taken back (a date that has passed is not moved, a message that was wrong is corrected).
"""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from adviesleven import TERMIJNEN, WACHTER, adviezen, stilstaand
from levens import bijeenkomsten, groepen, lotingen, scans, voorstellen
from redacteur import Leven
from wijkdemocratie.model import (
    Advies,
    Bijeenkomst,
    Deel,
    Gemeente,
    Klankbordgroep,
    Loting,
    Stad,
    Voorstel,
    Wijk,
    Wijkscan,
)

EINDE = date(2028, 1, 3)
"""By this day everything in a history has happened."""

GEMEENTE = Gemeente.model_validate(
    {
        "naam": "Waterzande",
        "code": "GM9999",
        "sitenaam": "Wijken van Waterzande",
        "omschrijving": "Een verzonnen gemeente.",
        "siteurl": "https://wijken.waterzande.example",
        "naamruimte": "wijken.waterzande.example,2026",
        "stadsdelen": [{"slug": "kant", "naam": "Waterkant"}],
        "wijken": ["haven", "molen"],
        "beleidsterreinen": [{"slug": "groen", "naam": "Groen", "wijkspecifiek": True}],
        "termijnen": {
            soort: {"aantal": aantal, "eenheid": "dagen", "bron": "Spelregels van Waterzande"}
            for soort, aantal in TERMIJNEN.items()
        },
        "organisaties": [
            {
                "id": WACHTER,
                "naam": "Wijkraad",
                "werkgebied": {"stadsdeel": "kant"},
                "termijnen": {
                    "reactie": {
                        "aantal": TERMIJNEN["reactie"],
                        "eenheid": "dagen",
                        "start": "bevestiging",
                        "bron": "Spelregels van de wijkraad",
                    }
                },
            }
        ],
    }
)
WIJKEN = tuple(
    Wijk.model_validate(
        {
            "code": f"WK99990{number}",
            "slug": slug,
            "naam": slug.capitalize(),
            "stadsdeel": "kant",
            "buurten": [
                {
                    "code": f"BU99990{number}0{buurt}",
                    "slug": f"{slug}-{buurt}",
                    "naam": f"{slug.capitalize()} {buurt}",
                    "punt": {"lon": 4.1 + buurt / 100, "lat": 52.0 + number / 100},
                }
                for buurt in (1, 2)
            ],
        }
    )
    for number, slug in enumerate(("haven", "molen"), 1)
)


class Geschiedenis:
    """The states of one city, each with the day on which it was committed; one state a day, in order.

    No dataclass, because hypothesis prints those in full.
    """

    def __init__(self, standen: tuple[tuple[date, Stad], ...]) -> None:
        self.standen = standen

    def __repr__(self) -> str:
        """Tell per day what was committed: the states themselves would fill a screen each."""
        lines, before = [], dict[tuple[str, str], Any]()
        for dag, stad in self.standen:
            kinds = (stad.klankbordgroepen, stad.lotingen, stad.bijeenkomsten, stad.voorstellen, stad.adviezen)
            for record in (record for records in (*kinds, stad.wijkscans) for record in records):
                key = (type(record).__name__, getattr(record, "id", ""))
                if record is not before.get(key):
                    told = {name: value for name, value in record if value != getattr(before.get(key), name, None)}
                    lines.append(f"{dag} {' '.join(key)} {sorted(told)}")
                before[key] = record
        return "\n".join(lines)

    def find(self, dag: date, *, ochtend: bool = False) -> Stad:
        """Return what was committed by the end of a day, or by its morning."""
        known = [stad for committed, stad in self.standen if committed < dag or (committed == dag and not ochtend)]
        return known[-1] if known else Stad(GEMEENTE, WIJKEN, (), (), ())


@st.composite
def geschiedenissen(draw: st.DrawFn) -> Geschiedenis:
    """A city of two wijken, with some of every kind of record, and all that editors did to them."""

    def some(kind: Any, name: str, most: int, *more: Any) -> list[Leven]:
        return [draw(kind(f"{name}-{number}", *more)) for number in range(draw(st.integers(0, most)))]

    plans = some(voorstellen, "voorstel", 2)
    about = ("voorstel-0", plans[0][0][0], find_ingetrokken(plans[0])) if plans and draw(st.booleans()) else None
    lives = [draw(groepen("groep")), *some(lotingen, "loting", 2), *some(bijeenkomsten, "bijeenkomst", 2), *plans]
    lives += [*some(adviezen, "advies", 2, about), *([draw(scans("haven"))] if draw(st.booleans()) else [])]
    lives += some(stilstaand, "stilstaand", 1)
    days = sorted({dag for leven in lives for dag, _ in leven})
    return Geschiedenis(tuple((dag, _assemble(lives, dag)) for dag in days))


def find_ingetrokken(leven: Leven) -> date:
    """Return the day on which a proposal is withdrawn; the last of all days where it never is."""
    ingetrokken = leven[-1][1].ingetrokken  # type: ignore[attr-defined]
    return ingetrokken.datum if ingetrokken else date.max


def _assemble(lives: list[Leven], dag: date) -> Stad:
    now = [[record for committed, record in leven if committed <= dag] for leven in lives]
    last = [known[-1] for known in now if known]

    def pick(kind: type[Deel]) -> tuple[Any, ...]:
        return tuple(record for record in last if isinstance(record, kind))

    own = {"klankbordgroepen": Klankbordgroep, "lotingen": Loting, "bijeenkomsten": Bijeenkomst}
    haven = WIJKEN[0].model_copy(update={name: pick(kind) for name, kind in own.items()})
    return Stad(GEMEENTE, (haven, WIJKEN[1]), pick(Wijkscan), pick(Voorstel), pick(Advies))
