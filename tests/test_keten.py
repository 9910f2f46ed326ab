"""The chain from scan to decision, seen from every record in it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from made_site import PEILDATUM, MadeSite
from wijkdemocratie.model import Reikwijdte, Stad, Voorstel, Wijkscan
from wijkdemocratie.pages import Site
from wijkdemocratie.select import Ketenrecord, Schakel, Schakelsoort, Verbanden, make_keten, select_bekend

HAVEN = ["loting-havenkwartier-2026", "loting-scheepswerf"]

CHAINS = [
    # from, scans, who advises, draws, proposals, advice, answers, decisions
    pytest.param(
        *("voorstel", "ris900001", ["havenkwartier"], ["klankbordgroep-havenkwartier"], HAVEN),
        *(["ris900001"], ["advies-ankerplein"], ["advies-ankerplein"], [("ris900001", "2026-10-20")]),
        id="a proposal with everything",
    ),
    pytest.param(
        *("voorstel", "nieuwe-kade", ["havenkwartier"]),
        *(["klankbordgroep-havenkwartier", "wijkraad-waterkant"], HAVEN, ["nieuwe-kade"], ["advies-kade"], [], []),
        id="a running proposal: the group of the wijk has a voice, and an organisation was asked",
    ),
    pytest.param(
        *("voorstel", "ris900002", [], ["wijkraad-waterkant"], [], ["ris900002"]),
        *(["advies-windmolens"], ["advies-windmolens"], [("ris900002", "2025-11-13")]),
        id="stedelijk: only who gave advice",
    ),
    pytest.param("voorstel", "ris900004", [], [], [], ["ris900004"], [], [], [], id="nothing hangs on it yet"),
    pytest.param(
        *("klankbordgroep", "klankbordgroep-havenkwartier", ["havenkwartier"], ["klankbordgroep-havenkwartier"]),
        *(HAVEN, ["nieuwe-kade", "ris900001"], ["advies-ankerplein"], ["advies-ankerplein"]),
        *([("ris900001", "2026-10-20")],),
        id="a group",
    ),
    pytest.param(
        *("klankbordgroep", "klankbordgroep-kade", ["havenkwartier", "molenwijk"], ["klankbordgroep-kade"]),
        *(["loting-kade"], [], [], [], []),
        id="a group for one subject: nothing before it was asked",
    ),
    pytest.param(
        *("loting", "loting-scheepswerf", ["havenkwartier"], ["klankbordgroep-havenkwartier"]),
        *(["loting-scheepswerf"], ["nieuwe-kade", "ris900001"], ["advies-ankerplein"], ["advies-ankerplein"]),
        *([("ris900001", "2026-10-20")],),
        id="a draw: without the other draws of its group",
    ),
    pytest.param(
        *("advies", "advies-molenplein", ["molenwijk"], ["klankbordgroep-molenplein"], ["loting-molenplein"]),
        *(["molenplein"], ["advies-molenplein"], [], []),
        id="an advice that was asked",
    ),
    pytest.param(
        *("advies", "oversteek-kade", [], ["wijkberaad-havenkwartier"], [], [], ["oversteek-kade"], [], []),
        id="unasked, and about no proposal",
    ),
    pytest.param(
        *("organisatie", "wijkraad-waterkant", [], ["wijkraad-waterkant"], [], ["nieuwe-kade", "ris900002"]),
        *(["advies-kade", "advies-windmolens", "zonnedak-werf"], ["advies-windmolens"], [("ris900002", "2025-11-13")]),
        id="an organisation",
    ),
    pytest.param(
        *("wijkscan", "havenkwartier", ["havenkwartier"], ["klankbordgroep-havenkwartier", "klankbordgroep-kade"]),
        *([*HAVEN, "loting-kade"], ["nieuwe-kade", "ris900001"], ["advies-ankerplein"], ["advies-ankerplein"]),
        *([("ris900001", "2026-10-20")],),
        id="a scan",
    ),
    pytest.param(
        *("wijkscan", "molenwijk", ["molenwijk"], ["klankbordgroep-kade", "klankbordgroep-molenplein"]),
        *(["loting-kade", "loting-molenplein"], ["molenplein"], ["advies-molenplein"], [], []),
        id="a scan that is not done",
    ),
]


def find(stad: Stad, soort: str, name: str) -> Ketenrecord:
    """Return a record by its kind and id."""
    return {
        "wijkscan": stad.wijkscan,
        "klankbordgroep": stad.klankbordgroep,
        "organisatie": stad.organisatie,
        "loting": stad.loting,
        "voorstel": stad.voorstel,
        "advies": {advies.id: advies for advies in stad.adviezen},
    }[soort][name]


def name_of(record: Ketenrecord) -> str:
    return record.wijk if isinstance(record, Wijkscan) else record.id


def list_kettingrecords(stad: Stad) -> Iterator[Ketenrecord]:
    """Yield every record that has a chain."""
    yield from (*stad.wijkscans, *stad.klankbordgroepen, *stad.organisaties)
    yield from (*stad.lotingen, *stad.voorstellen, *stad.adviezen)


def key_of(record: Ketenrecord) -> tuple[str, str]:
    return type(record).__name__, name_of(record)


@pytest.mark.parametrize(
    ("soort", "name", "scans", "adviseurs", "lotingen", "voorstellen", "adviezen", "reacties", "besluiten"), CHAINS
)
def test_chain_of_the_tiny_city(
    klein: Stad,
    soort: str,
    name: str,
    scans: list[str],
    adviseurs: list[str],
    lotingen: list[str],
    voorstellen: list[str],
    adviezen: list[str],
    reacties: list[str],
    besluiten: list[tuple[str, str]],
) -> None:
    """What hangs together, held against what was worked out by hand."""
    chain = make_keten(Verbanden(klein, PEILDATUM), find(klein, soort, name))
    found = {schakel.soort: sorted(name_of(deel.record) for deel in schakel.delen) for schakel in chain}
    assert list(Schakelsoort) == list(found)
    assert {
        Schakelsoort.WIJKSCAN: scans,
        Schakelsoort.ADVISEUR: adviseurs,
        Schakelsoort.LOTING: sorted(lotingen),
        Schakelsoort.VOORSTEL: voorstellen,
        Schakelsoort.ADVIES: adviezen,
        Schakelsoort.REACTIE: reacties,
        Schakelsoort.BESLUIT: [name for name, _ in besluiten],
    } == found
    assert [day for _, day in besluiten] == [str(deel.wanneer) for deel in chain[-1].delen]


def test_you_are_in_one_place(klein: Stad) -> None:
    """The record itself is marked, once, in the link of its kind; and every empty link says what that means."""
    verbanden = Verbanden(klein, PEILDATUM)
    for record in list_kettingrecords(klein):
        chain = make_keten(verbanden, record)
        here = [deel.record for schakel in chain for deel in schakel.delen if deel.hier]
        assert [record] == here
        assert [True] == [schakel.hier for schakel in chain if any(deel.hier for deel in schakel.delen)]
        assert all(schakel.nog_niet.endswith(".") for schakel in chain)


def stretch(klein: Stad) -> Stad:
    """Return the tiny city where a group of two wijken advised on a proposal of one of them."""
    advies = next(one for one in klein.adviezen if one.id == "advies-ankerplein")
    other = advies.model_copy(update={"id": "advies-twee", "slug": "advies-twee", "van": "klankbordgroep-kade"})
    return replace(klein, adviezen=(*klein.adviezen, other))


def test_a_scan_shows_only_what_is_of_its_wijk(klein: Stad) -> None:
    """The group speaks for the Molenwijk too, but this advice and this proposal are of the Havenkwartier."""
    chain = make_keten(Verbanden(stretch(klein), PEILDATUM), klein.wijkscan["molenwijk"])
    found = {schakel.soort: [name_of(deel.record) for deel in schakel.delen] for schakel in chain}
    assert ["molenplein"] == found[Schakelsoort.VOORSTEL]
    assert ["advies-molenplein"] == found[Schakelsoort.ADVIES]


def test_links_go_both_ways(klein: Stad, haag: Stad) -> None:
    """If one shows another, the other shows the one: whatever the day."""
    for stad in (klein, haag, stretch(klein)):
        for dag in (date(2026, 1, 1), PEILDATUM, date(2030, 1, 1)):
            verbanden = Verbanden(select_bekend(stad, dag), dag)
            shown = {
                key_of(record): {
                    key_of(deel.record) for schakel in make_keten(verbanden, record) for deel in schakel.delen
                }
                for record in list_kettingrecords(verbanden.stad)
            }
            one_way = [(here, there) for here, links in shown.items() for there in links if here not in shown[there]]
            assert [] == one_way


def test_parts_stand_in_the_order_of_time(haag: Stad) -> None:
    """Oldest first, so that the chain reads as it went."""
    verbanden = Verbanden(haag, PEILDATUM)
    for record in list_kettingrecords(haag):
        for schakel in make_keten(verbanden, record):
            days = [deel.wanneer for deel in schakel.delen if isinstance(deel.wanneer, date)]
            assert days == sorted(days)


def _chain(stad: Stad, voorstel: Voorstel, peildatum: date = PEILDATUM) -> dict[Schakelsoort, Schakel]:
    changed = tuple(voorstel if one.id == voorstel.id else one for one in stad.voorstellen)
    city = replace(stad, voorstellen=changed)
    return {schakel.soort: schakel for schakel in make_keten(Verbanden(city, peildatum), voorstel)}


def test_what_is_not_there_says_whether_it_comes(klein: Stad) -> None:
    """A decision that will never come is not promised; one that is planned says so."""
    kade = klein.voorstel["nieuwe-kade"]
    assert "Nog geen besluit." == _chain(klein, kade)[Schakelsoort.BESLUIT].nog_niet
    gone = klein.voorstel["werf-woningen"]
    assert "ingetrokken" in _chain(klein, gone)[Schakelsoort.BESLUIT].nog_niet
    budget = _chain(klein, klein.voorstel["ris900004"])
    assert "Of er een besluit is, staat niet in onze bronnen." == budget[Schakelsoort.BESLUIT].nog_niet
    assert "Op deze site staat geen advies over dit voorstel." == budget[Schakelsoort.ADVISEUR].nog_niet
    assert "Er is geen advies om op te antwoorden." == budget[Schakelsoort.REACTIE].nog_niet
    assert "Nog geen antwoord." == _chain(klein, kade)[Schakelsoort.REACTIE].nog_niet
    running = klein.voorstel["molenplein"].model_copy(update={"id": "other", "reikwijdte": Reikwijdte.ONBEKEND})
    asked_nobody = {
        schakel.soort: schakel.nog_niet
        for schakel in make_keten(Verbanden(replace(klein, voorstellen=(running,)), PEILDATUM), running)
    }
    assert "Er is nog aan niemand advies gevraagd." == asked_nobody[Schakelsoort.ADVISEUR]
    early = _chain(klein, klein.voorstel["ris900001"], date(2026, 10, 19))
    assert ["besluit van het college (gepland)"] == [deel.stand for deel in early[Schakelsoort.BESLUIT].delen]


# --- on the pages ---


def read_navs(site: MadeSite) -> dict[str, set[str]]:
    """Return the addresses in the chain of every page that has one, the page itself as where you are."""
    found = {}
    for pad, page in site.pages.items():
        navs = page.xpath("//nav[@aria-labelledby='keten']")
        assert len(navs) <= 1
        for nav in navs:
            assert 1 == len(nav.xpath(".//*[@aria-current='page']")), pad
            assert 1 == nav.text_content().count("u bent hier"), pad
            links = {site.resolve(pad, link) for link in nav.xpath(".//a/@href")}
            found[pad] = {link for link in links if link is not None} - {pad}
    return found


@pytest.mark.parametrize("city", ["klein", "haag"])
def test_every_kind_of_page_has_its_chain(city: str, request: pytest.FixtureRequest) -> None:
    """Proposals, draws, groups, organisations, advice and the wijken with a scan; and links go both ways there too."""
    stad: Stad = select_bekend(request.getfixturevalue(city), PEILDATUM)
    made: MadeSite = request.getfixturevalue(f"bouw_{city}")
    site = Site(stad, PEILDATUM, "https://x.example")
    expected = {site.adres(record)[1:].partition("#")[0] for record in list_kettingrecords(stad)}
    found = read_navs(made)
    # The one on the style page is of a made-up city.
    del found["stijl/"]
    assert expected == set(found)
    assert [] == [(pad, link) for pad, links in found.items() for link in links if pad not in found[link]]
