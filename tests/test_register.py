"""The lists of the whole city: what they count, and that they keep to their own area."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from wijkdemocratie.events import gebeurtenissen
from wijkdemocratie.model import Stad, Termijnen
from wijkdemocratie.pages import Pagina, Site, list_pages
from wijkdemocratie.select import Opbrengst, list_acties, read_adviesstand
from wijkdemocratie.termijn import Klokstand

PEILDATUM = date(2026, 11, 23)


def read_pagina(stad: Stad, pad: str) -> Pagina:
    site = Site(stad, PEILDATUM, "https://wijken.example.nl")
    return next(pagina for pagina in list_pages(site) if pagina.pad == pad)


def mark(stad: Stad, *adviezen: str) -> Stad:
    """Return the city with these adviezen as examples."""
    marked = (
        advies.model_copy(update={"voorbeeld": True}) if advies.id in adviezen else advies for advies in stad.adviezen
    )
    return replace(stad, adviezen=tuple(marked))


def without_terms(stad: Stad) -> Stad:
    return replace(stad, gemeente=stad.gemeente.model_copy(update={"termijnen": Termijnen()}))


def test_stadsdeel_shows_what_can_be_done_there_and_no_more(klein: Stad) -> None:
    """The page of a stadsdeel lists what touches one of its wijken; the others are for another page."""
    every, sizes = list_acties(klein, PEILDATUM), set()
    for stadsdeel in klein.gemeente.stadsdelen:
        inside = {wijk.slug for wijk in klein.wijken if wijk.stadsdeel == stadsdeel.slug}
        todo = read_pagina(klein, f"stadsdelen/{stadsdeel.slug}/").context["te_doen"]
        shown = [*todo.nu, *todo.binnenkort, *todo.adviesvragen]
        assert {actie.record.id for actie in every if inside & set(actie.bereik.wijken)} == {
            actie.record.id for actie in shown
        }
        sizes.add(len(shown))
    assert min(sizes) < len(every)


def test_figures_are_about_real_advice(klein: Stad) -> None:
    """Examples do not count as soon as there is real advice; where there is nothing else, the page says so."""
    real = [advies.id for advies in klein.adviezen if not advies.voorbeeld]

    def read(stad: Stad) -> dict[str, Any]:
        return dict(read_pagina(stad, "adviezen/").context)

    before = read(klein)
    assert not before["telt_voorbeelden"]
    assert before["rij"].bevestiging.opbrengst.totaal > 1

    one_left = read(mark(klein, *real[1:]))
    assert not one_left["telt_voorbeelden"]
    assert before["aantal"] == one_left["aantal"]
    stand = read_adviesstand(klein, next(advies for advies in klein.adviezen if advies.id == real[0]), PEILDATUM)
    on_time = int(stand.bevestiging.stand is Klokstand.OP_TIJD)
    assert Opbrengst(on_time, on_time + stand.bevestiging.is_laat) == one_left["rij"].bevestiging.opbrengst

    assert read(mark(klein, *real))["telt_voorbeelden"]


def test_made_up_term_makes_no_real_advice_late(klein: Stad) -> None:
    """A term that is an example holds for example advice, and for nothing else."""
    made_up = {
        name: getattr(klein.gemeente.termijnen, name).model_copy(update={"voorbeeld": True})
        for name in ("bevestiging", "reactie", "advies")
    }
    gemeente = klein.gemeente.model_copy(update={"termijnen": Termijnen(**made_up)})
    advies = next(advies for advies in klein.adviezen if advies.id == "advies-ankerplein")
    stad = replace(klein, gemeente=gemeente)
    assert Klokstand.KLAAR is read_adviesstand(stad, advies, PEILDATUM).reactie.stand
    example = advies.model_copy(update={"voorbeeld": True})
    assert Klokstand.OP_TIJD is read_adviesstand(stad, example, PEILDATUM).reactie.stand


def test_request_without_a_term_can_still_be_answered(klein: Stad) -> None:
    """Advice that was asked stays in the list of things to do, last, without a number of days."""
    asked = next(advies for advies in klein.adviezen if advies.gevraagd_op and not advies.ingediend_op)
    found = list_acties(without_terms(klein), PEILDATUM)
    actie = next(actie for actie in found if actie.record.id == asked.id)
    assert actie.over is None
    assert actie.wanneer.endswith("kan advies geven; er is geen einddatum")
    assert all(other.over is not None for other in found[: found.index(actie)] if other.is_open)


def test_records_with_one_title_differ_in_a_feed(klein: Stad) -> None:
    """Two proposals of one title give items of different titles."""
    first, *others = klein.voorstellen
    twin = first.model_copy(update={"id": "tweeling", "slug": "tweeling"})
    titles = [item.titel for item in gebeurtenissen(replace(klein, voorstellen=(first, twin, *others)), PEILDATUM)]
    assert len(titles) == len(set(titles))
    assert any(title.endswith("(tweeling)") for title in titles)
