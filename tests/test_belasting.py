"""How much is asked of who gives advice, and the page of an organisation."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from made_site import PEILDATUM, MadeSite
from wijkdemocratie.model import Advies, Stad
from wijkdemocratie.model.stukken import Ingetrokken
from wijkdemocratie.pages import Site, list_feeds, list_pages
from wijkdemocratie.select import Belasting, list_belasting


def ask(stad: Stad, name: str, van: str, gevraagd_op: date, **fields: Any) -> Advies:
    """Return a request for advice that nobody answered."""
    advies = next(one for one in stad.adviezen if one.id == "advies-molenplein")
    return advies.model_copy(update={"id": name, "slug": name, "van": van, "gevraagd_op": gevraagd_op, **fields})


def busy(klein: Stad) -> Stad:
    """Return the tiny city with four more requests: terms of six weeks, and of forty days for the wijkraad."""
    more = (
        ask(klein, "een", "wijkraad-waterkant", date(2026, 10, 20)),  # till 29 November
        ask(klein, "twee", "wijkraad-waterkant", date(2026, 11, 23)),  # till 2 January
        ask(klein, "drie", "wijkraad-waterkant", date(2026, 9, 1)),  # till 11 October: over
        ask(klein, "vier", "klankbordgroep-kade", date(2026, 10, 26)),  # till 7 December: in fourteen days
    )
    return replace(klein, adviezen=(*klein.adviezen, *more))


def row(item: Belasting) -> tuple[str, list[str], date | None, int, int]:
    """Return a row as it is shown."""
    return (
        item.adviseur.id,
        [stand.advies.id for stand in item.open],
        item.eerste,
        item.binnenkort,
        item.voorbij,
    )


def test_load_of_everybody(klein: Stad) -> None:
    """Most asked first, then whose time is shortest; what is over counts as open, and not as soon."""
    assert [
        ("wijkraad-waterkant", ["drie", "een", "twee"], date(2026, 11, 29), 1, 1),
        ("klankbordgroep-molenplein", ["advies-molenplein"], date(2026, 11, 30), 1, 0),
        ("klankbordgroep-kade", ["vier"], date(2026, 12, 7), 1, 0),
        ("klankbordgroep-havenkwartier", [], None, 0, 0),
        ("wijkberaad-havenkwartier", [], None, 0, 0),
    ] == [row(item) for item in list_belasting(busy(klein), PEILDATUM)]


@pytest.mark.parametrize(
    ("dag", "binnenkort"),
    [(date(2026, 11, 22), 1), (date(2026, 11, 23), 2), (date(2026, 11, 29), 2), (date(2026, 11, 30), 1)],
)
def test_soon_is_fourteen_days(klein: Stad, dag: date, binnenkort: int) -> None:
    """The fourteenth day counts, and so does the last day itself."""
    two = (
        ask(klein, "een", "wijkraad-waterkant", date(2026, 10, 20)),  # till 29 November
        ask(klein, "twee", "wijkraad-waterkant", date(2026, 10, 28)),  # till 7 December
    )
    load = list_belasting(replace(klein, adviezen=two), dag)[0]
    assert ("wijkraad-waterkant", binnenkort) == (load.adviseur.id, load.binnenkort)


def test_a_request_ends(klein: Stad) -> None:
    """Advice that came, or a proposal that went, is no load; without a term there is no last day."""
    came = replace(
        klein, adviezen=(ask(klein, "een", "wijkraad-waterkant", date(2026, 10, 20), ingediend_op=date(2026, 11, 2)),)
    )
    assert not any(item.open for item in list_belasting(came, PEILDATUM))
    assert ["een"] == [stand.advies.id for item in list_belasting(came, date(2026, 11, 1)) for stand in item.open]
    gone = Ingetrokken(datum=date(2026, 11, 10), reden="Er is geen geld.")
    voorstellen = tuple(one.model_copy(update={"ingetrokken": gone}) for one in klein.voorstellen)
    assert not any(item.open for item in list_belasting(replace(klein, voorstellen=voorstellen), PEILDATUM))
    without = klein.gemeente.model_copy(update={"termijnen": type(klein.gemeente.termijnen)()})
    load = list_belasting(replace(klein, gemeente=without), PEILDATUM)[0]
    assert ("klankbordgroep-molenplein", ["advies-molenplein"], None, 0, 0) == row(load)


def test_unasked_advice_is_no_load(klein: Stad) -> None:
    """Who gives advice of its own accord was not asked for anything."""
    loads = {item.adviseur.id: item for item in list_belasting(klein, PEILDATUM)}
    assert () == loads["wijkberaad-havenkwartier"].open


# --- on the pages ---


def test_table_of_the_load(klein: Stad, bouw_klein: MadeSite) -> None:
    """The table has who was asked, with the figures; the others are counted in a sentence."""
    page = bouw_klein.pages["organisaties/"]
    rows = [
        [" ".join(cell.text_content().split()) for cell in tr.xpath("th|td")]
        for tr in page.xpath("//div[@aria-labelledby='gevraagd']//tbody/tr")
    ]
    assert [["Klankbordgroep Molenplein Voorbeeld", "1", "30 november 2026", "1", "0"]] == rows
    assert "Van 4 andere organisaties en klankbordgroepen" in page.text_content()


def test_page_of_an_organisation(klein: Stad) -> None:
    """Open requests, advice newest first, and what else runs in its area."""
    pages = {pagina.pad: pagina for pagina in list_pages(Site(busy(klein), PEILDATUM, "https://x.example"))}
    context = pages["organisaties/wijkraad-waterkant/"].context
    assert ["drie", "een", "twee"] == [stand.advies.id for stand in context["belasting"].open]
    assert ["advies-kade", "zonnedak-werf", "advies-windmolens"] == [stand.advies.id for stand in context["adviezen"]]
    # It was asked about the kade and (here) the Molenplein already.
    assert ["ris900001"] == [rij.voorstel.id for rij in context["voorstellen"]]
    assert [wijk.slug for wijk in context["wijken"]] == ["havenkwartier", "molenwijk"]


def test_an_organisation_that_stopped_has_nothing_to_advise_on(klein: Stad) -> None:
    """Its page stays, with what it gave."""
    stopped = tuple(org.model_copy(update={"actief": False}) for org in klein.gemeente.organisaties)
    stad = replace(klein, gemeente=klein.gemeente.model_copy(update={"organisaties": stopped}))
    pages = {pagina.pad: pagina for pagina in list_pages(Site(stad, PEILDATUM, "https://x.example"))}
    context = pages["organisaties/wijkraad-waterkant/"].context
    assert () == context["voorstellen"]
    assert 3 == len(context["adviezen"])


def test_the_feed_of_an_organisation_stays_where_it_was(klein: Stad) -> None:
    """Whoever followed it before it had a page still does: the same address and the same name for ever."""
    feeds = {bron.kenmerk: bron for bron in list_feeds(Site(klein, PEILDATUM, "https://x.example"))}
    bron = feeds["adviseur-wijkraad-waterkant"]
    assert "organisaties/wijkraad-waterkant/nieuws/feed.xml" == bron.pad
    assert "organisaties/wijkraad-waterkant/" == bron.pagina


def test_every_request_is_on_the_page_of_who_was_asked(haag: Stad, bouw_haag: MadeSite) -> None:
    """And every advice is on the page of who gave it."""
    for advies in haag.adviezen:
        folder = "organisaties" if advies.van in haag.organisatie else "klankbordgroepen"
        pad = f"{folder}/{haag.adviseur[advies.van].slug}/"
        assert f"adviezen/{advies.slug}/" in bouw_haag.links[pad], (pad, advies.id)
