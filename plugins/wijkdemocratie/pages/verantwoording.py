"""The one page for the council: coverage, outcomes, costs, how advice was answered, and what changed since a day."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from wijkdemocratie.events.gebeurtenis import Gebeurtenissoort
from wijkdemocratie.model import Stad
from wijkdemocratie.select import (
    count_uitkomsten,
    list_getelde_standen,
    make_adviescijfers,
    make_kostenstaat,
    make_scandekking,
    read_streefdata,
)

from .gebied import STADSFEED
from .grafieken import draw_dagen, draw_dekking, draw_kosten
from .site import Pagina, Site

_NEWEST = 100
"""How many events the page shows: enough for a quarter, and still a report that can be printed."""


def make_verantwoording(site: Site) -> Pagina:
    """Make the page."""
    stad = site.stad
    dekking, kosten = make_scandekking(stad), make_kostenstaat(stad)
    return Pagina(
        "verantwoording/",
        "verantwoording.html",
        "Verantwoording aan de raad",
        "Op één bladzijde, ook om af te drukken: de wijkscans, de kosten, de adviezen en wat er veranderde.",
        {
            "dekking": dekking,
            "dekkingsgrafiek": draw_dekking(dekking),
            "uitkomsten": count_uitkomsten(stad),
            "streefdata": read_streefdata(stad, site.peildatum),
            "kosten": kosten,
            "kostengrafiek": draw_kosten(kosten.stad) if kosten.stad.wijken else None,
            "adviezen": read_adviescijfers(stad, site.peildatum),
            "veranderd": _read_veranderd(site),
        },
        (STADSFEED,),
    )


def read_adviescijfers(stad: Stad, peildatum: date) -> dict[str, Any]:
    """Return the figures about advice: this is the only place of this page that counts advice."""
    standen, cijfers = list_getelde_standen(stad, peildatum), make_adviescijfers(stad, peildatum)
    late = [stand for stand in standen if stand.is_open_te_laat]
    return {
        "aantal": len(standen),
        "voorbeelden": cijfers.telt_voorbeelden,
        # a Cijferrij: on time / (closed + open overdue)
        "rij": cijfers.stad,
        "grafiek": draw_dagen(cijfers.stad.doorlooptijden),
        # list of Adviesstand, the oldest first
        "te_laat": sorted(late, key=lambda stand: (stand.advies.ingediend_op, stand.advies.id)),
    }


def find_sinds(stad: Stad, peildatum: date) -> date:
    """Return the day since when changes are told: that of the gemeente, else the begin of the quarter before this."""
    if stad.gemeente.verantwoording_sinds:
        return stad.gemeente.verantwoording_sinds
    quarter = (peildatum.month - 1) // 3
    return date(peildatum.year, quarter * 3 - 2, 1) if quarter else date(peildatum.year - 1, 10, 1)


def _read_veranderd(site: Site) -> dict[str, Any]:
    sinds = find_sinds(site.stad, site.peildatum)
    events = [item for item in site.gebeurtenissen if item.moment.date() >= sinds]
    counted = [item for item in events if not item.voorbeeld] or events
    counts = Counter(item.soort for item in counted)
    return {
        "sinds": sinds,
        "aantal": len(counted),
        "gebeurtenissen": counted[:_NEWEST],
        "voorbeelden": any(item.voorbeeld for item in counted),
        # list of (Gebeurtenissoort, how often), in the order of the kinds
        "aantallen": [(soort, counts[soort]) for soort in Gebeurtenissoort if counts[soort]],
    }
