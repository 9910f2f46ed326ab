"""The charts of the site: which numbers are drawn, and in which words a chart says what there is to see."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from wijkdemocratie.grafiek import Grafiek, Waarde, make_stapels, make_staven, make_verdeling
from wijkdemocratie.model import Groepstelling, Klokbegin, Uitkomst
from wijkdemocratie.select import Doorlooptijden, Kostenrij, Scandekking
from wijkdemocratie.termijn import Klokstand, compute_uiterste
from wijkdemocratie.text import capitalize, format_aantal, format_euro, format_getal, join_lijst

_TABLE = "Dezelfde cijfers staan in de tabel eronder."


def draw_dekking(dekking: Scandekking) -> Grafiek:
    """Draw how far the scans are in each stadsdeel."""
    total = dekking.stad
    return make_stapels(
        "Hoe ver is de wijkscan per stadsdeel?",
        f"Per stadsdeel één balk, met een stuk voor elke wijk. Samen is de scan klaar in {total.afgerond} van de "
        f"{total.wijken} wijken; {len(total.zonder)} wijken hebben nog geen scan. {_TABLE}",
        ("Stadsdeel", "klaar", "in uitvoering", "gepland", "nog geen scan"),
        [
            (stadsdeel.naam, f"{count.afgerond} van {count.wijken} klaar", count.aantallen)
            for stadsdeel, count in dekking.stadsdelen
        ],
    )


def draw_kosten(rij: Kostenrij) -> Grafiek:
    """Draw the costs per post, one-off and yearly as two bars."""
    return make_staven(
        "Wat kost het, per post?",
        f"Per post twee balken: wat het eenmalig kost, en wat het elk jaar kost. Samen eenmalig "
        f"{format_euro(rij.totaal.eenmalig)} en per jaar {format_euro(rij.totaal.per_jaar)}. {_TABLE}",
        ("Post", "eenmalig", "per jaar"),
        [(capitalize(post.label), bedragen.paar) for post, bedragen in rij.per_post],
        lambda value: format_euro(int(value)),
    )


_SERIES = {Klokstand.OP_TIJD: 0, Klokstand.KLAAR: 3, Klokstand.TE_LAAT: 1, Klokstand.OVER_TIJD: 2}
"""Where a clock goes in the chart of days; one that runs, or has no term and no answer, says nothing yet."""


def draw_dagen(tijden: Doorlooptijden) -> Grafiek | None:
    """Draw how many days the answers took, with each term that holds as a line. None where there is nothing to draw."""
    found = [item for item in (*tijden.beantwoord, *tijden.wachtend) if item.stand.reactie.stand in _SERIES]
    if not found:
        return None
    points = [(item.dagen, _SERIES[item.stand.reactie.stand]) for item in found]
    klokken = [item.stand.reactie for item in found]
    # A term in working days is not always as many days long; then each length is a line of its own. One that waits
    # for the acknowledgement ends for each advice on another day, so it has no line.
    terms = sorted(
        {
            ((compute_uiterste(klok.begin, klok.termijn) - klok.begin).days, klok.termijn.label)
            for klok in klokken
            if klok.begin and klok.termijn and klok.termijn.start is Klokbegin.INDIENING
        }
    )
    stil = any(klok.stil for klok in klokken)
    days = sorted(day for day, _series in points)
    return make_verdeling(
        "Hoeveel dagen duurt een antwoord?",
        f"Per kolom hoeveel adviezen er zo lang op antwoord wachtten. De kortste tijd is "
        f"{format_aantal(days[0], 'dag', 'dagen')}, de langste {format_aantal(days[-1], 'dag', 'dagen')}. Een "
        f"streepjeslijn laat zien waar de termijn eindigt. {'Dagen waarop een termijn stilstond, tellen mee. ' * stil}"
        f"{_TABLE}",
        ("Dagen", "op tijd", "te laat", "te laat, nog open", "zonder termijn"),
        points,
        [(length, f"{label}: {format_aantal(length, 'dag', 'dagen')}") for length, label in terms],
    )


def draw_samenstelling(uitkomst: Uitkomst) -> list[Grafiek]:
    """Draw per criterium who was drawn beside who signed up and who lives in the wijk, in shares.

    A count that is too small to publish is said in words and has no bar. The share in the wijk needs all its groups.
    """
    rows = sorted(uitkomst.groepen, key=lambda rij: rij.criterium.value)
    return [_draw_criterium(uitkomst, list(found)) for _, found in groupby(rows, key=lambda rij: rij.criterium)]


def _draw_criterium(uitkomst: Uitkomst, groepen: Sequence[Groepstelling]) -> Grafiek:
    counts = [rij.wijk for rij in groepen]
    known = [count for count in counts if isinstance(count, int)]
    inhabitants = sum(known) if len(known) == len(counts) > 1 else 0

    def share(count: int | str | None, total: int) -> Waarde:
        if isinstance(count, str):
            return "te klein om te tonen"
        return count / total * 100 if count is not None and total else None

    naam = capitalize(groepen[0].criterium.label)
    # Without all the numbers of the wijk there are two series, and not a third that says nothing.
    series = ("geloot", "aangemeld", "in de wijk")[: 3 if inhabitants else 2]
    return make_staven(
        f"{naam}: {join_lijst(series)}",
        "Per groep een balk voor het deel van de mensen die zijn geloot, en een voor het deel van de mensen die zich "
        f"aanmeldden{', en een voor het deel van de bewoners in de wijk' if inhabitants else ''}. Wat te klein is om "
        f"te tonen heeft geen balk. {_TABLE}",
        ("Groep", *series),
        [
            (
                capitalize(rij.groep),
                (
                    share(rij.panel, uitkomst.geloot),
                    share(rij.pool, uitkomst.aangemeld),
                    share(rij.wijk, inhabitants),
                )[: len(series)],
            )
            for rij in groepen
        ],
        lambda value: f"{format_getal(round(value))}%",
    )
