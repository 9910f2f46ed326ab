"""Coverage and costs, recomputed by hand from tests/sites/klein.

Waterzande has three wijken: Havenkwartier and Molenwijk in Waterkant, Duinrand in Zandkant. Havenkwartier has a real
scan, that is done; the scan of Molenwijk is an example, with a made-up amount; Duinrand has none.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from made_site import PEILDATUM
from wijkdemocratie.model import Kostenpost, Scanstand, Scenario, Stad
from wijkdemocratie.select import (
    Bedragen,
    Kostenrij,
    Scantelling,
    Scanvolgorde,
    count_uitkomsten,
    make_kostenstaat,
    make_scandekking,
    make_scanrijen,
    read_streefdata,
    sort_scanrijen,
)
from wijkdemocratie.text import fold_naam


def only_examples(stad: Stad) -> Stad:
    return replace(stad, wijkscans=tuple(scan.model_copy(update={"voorbeeld": True}) for scan in stad.wijkscans))


def test_costs_by_hand(klein: Stad) -> None:
    """Havenkwartier alone counts: the 7.777 euro of Molenwijk is made up, and is added to nothing real."""
    staat = make_kostenstaat(klein)
    city = Kostenrij(
        wijken=1,
        per_post=(
            # An assistant of 12.500 every year.
            (Kostenpost.BEHOEFTE_WIJK, Bedragen(eenmalig=0, per_jaar=12500)),
            # The first draw, 4.000 once; hours for answers, 6.000 every year.
            (Kostenpost.INBEDDING_STADHUIS, Bedragen(eenmalig=4000, per_jaar=6000)),
            # Help at the start, 1.500 once.
            (Kostenpost.INBEDDING_STADSDEEL, Bedragen(eenmalig=1500, per_jaar=0)),
        ),
        # 4.000 + 1.500 once, and 12.500 + 6.000 every year.
        totaal=Bedragen(eenmalig=5500, per_jaar=18500),
    )
    assert city == staat.stad
    assert not staat.voorbeelden
    nothing = tuple((post, Bedragen(0, 0)) for post in Kostenpost)
    assert [("waterkant", city), ("zandkant", Kostenrij(0, nothing, Bedragen(0, 0)))] == [
        (stadsdeel.slug, rij) for stadsdeel, rij in staat.stadsdelen
    ]


def test_costs_of_examples_alone(klein: Stad) -> None:
    """Where every scan is an example they are added up, and it is said that they are examples."""
    staat = make_kostenstaat(only_examples(klein))
    # 5.500 of Havenkwartier and 7.777 of Molenwijk.
    assert Bedragen(13277, 18500) == staat.stad.totaal
    assert (2, True) == (staat.stad.wijken, staat.voorbeelden)


def test_stadsdelen_add_up_to_the_city(haag: Stad) -> None:
    """No euro is lost or counted twice between the wijken, the stadsdelen, the posts and the city."""
    staat = make_kostenstaat(haag)
    every = [item for scan in haag.wijkscans for item in scan.kosten]
    for pick in ("eenmalig", "per_jaar"):
        total = getattr(staat.stad.totaal, pick)
        assert total == sum(item.bedrag for item in every if item.structureel is (pick == "per_jaar"))
        assert total == sum(getattr(bedragen, pick) for _, bedragen in staat.stad.per_post)
        assert total == sum(getattr(rij.totaal, pick) for _, rij in staat.stadsdelen)
    assert staat.voorbeelden
    assert staat.stad.wijken == sum(rij.wijken for _, rij in staat.stadsdelen) > 5


def test_coverage_by_hand(klein: Stad) -> None:
    """Done in one of three wijken: in one of the two of Waterkant, and not in the only one of Zandkant."""
    dekking = make_scandekking(klein)
    molenwijk, duinrand = klein.wijk["molenwijk"], klein.wijk["duinrand"]
    assert Scantelling(1, 0, 0, (duinrand, molenwijk)) == dekking.stad
    assert 3 == dekking.stad.wijken
    assert [("Waterkant", Scantelling(1, 0, 0, (molenwijk,))), ("Zandkant", Scantelling(0, 0, 0, (duinrand,)))] == [
        (stadsdeel.naam, telling) for stadsdeel, telling in dekking.stadsdelen
    ]
    assert not dekking.voorbeelden
    # Both are examples now: one done, one running, and Duinrand has none.
    examples = make_scandekking(only_examples(klein))
    assert Scantelling(1, 1, 0, (duinrand,)) == examples.stad
    assert examples.voorbeelden


def test_coverage_of_a_city_without_scans(klein: Stad) -> None:
    """Nothing is done, every wijk is named, and nothing is called an example."""
    dekking = make_scandekking(replace(klein, wijkscans=()))
    assert (0, 0, 0, 3) == dekking.stad.aantallen
    assert not dekking.voorbeelden
    assert not make_kostenstaat(replace(klein, wijkscans=())).voorbeelden


def test_coverage_names_44_wijken(haag: Stad) -> None:
    """Each wijk is counted once, in one of the four columns of its stadsdeel."""
    dekking = make_scandekking(haag)
    assert 44 == dekking.stad.wijken == sum(telling.wijken for _, telling in dekking.stadsdelen)
    stands = [scan.stand for scan in haag.wijkscans]
    assert dekking.stad.aantallen[:3] == tuple(
        stands.count(stand) for stand in (Scanstand.AFGEROND, Scanstand.IN_UITVOERING, Scanstand.GEPLAND)
    )
    assert {wijk.slug for wijk in dekking.stad.zonder} == {wijk.slug for wijk in haag.wijken} - haag.wijkscan.keys()


def test_outcomes_by_hand(klein: Stad) -> None:
    """Havenkwartier came out at B, with B1 and B2; what nobody chose is there with nought."""
    found = count_uitkomsten(klein)
    assert [("A", 0), ("B", 1), ("C", 0)] == [(item.value, count) for item, count in found.scenarios]
    assert {"B1": 1, "B2": 1} == {item.value: count for item, count in found.opties if count}
    assert {"organisator": 1, "verbinder": 1} == {item.value: count for item, count in found.rollen if count}
    assert {"juridisch": 1, "communicatief": 1} == {item.value: count for item, count in found.ondersteuning if count}


@pytest.mark.parametrize(
    ("peildatum", "afgerond", "verteld"),
    [
        # The scan of Havenkwartier is done on the very day of the first target, and told on 14 September.
        (date(2026, 6, 29), (False, 0, 0), (False, 0, 0)),
        (date(2026, 6, 30), (False, 1, 1), (False, 0, 0)),
        (date(2026, 7, 1), (True, 1, 1), (False, 0, 0)),
        (PEILDATUM, (True, 1, 1), (False, 1, 1)),
        (date(2027, 1, 1), (True, 1, 1), (True, 1, 1)),
    ],
)
def test_target_dates(
    klein: Stad, peildatum: date, afgerond: tuple[bool, int, int], verteld: tuple[bool, int, int]
) -> None:
    """A target is past on the day after it, and counts what was there on the day and what is there now."""
    assert [afgerond, verteld] == [
        (stand.is_voorbij, stand.op_de_dag, stand.nu) for stand in read_streefdata(klein, peildatum)
    ]


def test_target_that_was_met_late(klein: Stad) -> None:
    """What is done after the day does not count for the day."""
    late = tuple(
        scan.model_copy(update={"afgerond_op": date(2026, 7, 1)}) if scan.wijk == "havenkwartier" else scan
        for scan in klein.wijkscans
    )
    first = read_streefdata(replace(klein, wijkscans=late), PEILDATUM)[0]
    assert (True, 0, 1) == (first.is_voorbij, first.op_de_dag, first.nu)


def test_examples_say_nothing_of_a_real_target(klein: Stad) -> None:
    """Made-up scans neither meet nor miss a date."""
    assert [(None, None)] * 2 == [
        (stand.op_de_dag, stand.nu) for stand in read_streefdata(only_examples(klein), PEILDATUM)
    ]


def test_draft_dates_of_den_haag_claim_nothing(haag: Stad) -> None:
    """Both dates are called targets of a draft, and no count stands beside them as there is no real scan."""
    found = read_streefdata(haag, PEILDATUM)
    assert [date(2025, 12, 31), date(2026, 3, 31)] == [stand.streefdatum.uiterlijk for stand in found]
    assert not any(stand.streefdatum.vastgesteld for stand in found)
    assert {None} == {stand.nu for stand in found}
    assert all("concept" in stand.streefdatum.bron for stand in found)


def sort_names(stad: Stad, volgorde: Scanvolgorde) -> list[str]:
    return [rij.wijk.slug for rij in sort_scanrijen(make_scanrijen(stad), volgorde)]


def test_orders_by_hand(klein: Stad) -> None:
    """Every order of three rows; what is empty comes last, also where it would be first by its letter."""
    assert {
        # Done, running, none.
        "stand": ["havenkwartier", "molenwijk", "duinrand"],
        "naam": ["duinrand", "havenkwartier", "molenwijk"],
        # Waterkant, Waterkant, Zandkant.
        "stadsdeel": ["havenkwartier", "molenwijk", "duinrand"],
        # B, and two without: by name.
        "uitkomst": ["havenkwartier", "duinrand", "molenwijk"],
        # 7.777, 5.500, none.
        "eenmalig": ["molenwijk", "havenkwartier", "duinrand"],
        # 18.500, 0, none: nothing every year is known, and comes before what is not known.
        "per-jaar": ["havenkwartier", "molenwijk", "duinrand"],
    } == {volgorde.value: sort_names(klein, volgorde) for volgorde in Scanvolgorde}


def test_outcomes_are_in_the_order_of_their_letter(haag: Stad) -> None:
    """A before B before C, and then everything without an outcome."""
    scenarios = [
        rij.scan.scenario if rij.scan else None for rij in sort_scanrijen(make_scanrijen(haag), Scanvolgorde.UITKOMST)
    ]
    known = [scenario for scenario in scenarios if scenario]
    assert known == sorted(known)
    assert set(Scenario) == set(known)
    assert scenarios[len(known) :] == [None] * (44 - len(known))


def test_names_in_dutch_order() -> None:
    """Capitals, accents and marks do not count; a number counts by its value."""
    names = ["'s-Gravenzande", "Wijk 10", "wijk 9", "Één", "eend", "Zand", "aan zee", "Aandorp", "IJsselstein"]
    assert [
        *("aan zee", "Aandorp", "Één", "eend", "IJsselstein", "'s-Gravenzande", "wijk 9", "Wijk 10", "Zand")
    ] == sorted(names, key=fold_naam)
