"""Every address of the site, and which page shows what."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from lxml import etree

from made_site import PEILDATUM, TOP
from wijkdemocratie.model import Stad
from wijkdemocratie.pages import (
    Pagina,
    Site,
    list_agendas,
    list_feeds,
    list_oude_paden,
    list_pages,
    pad_van,
    render_robots,
    render_sitemap,
    template_globals,
)

SITEURL = "https://waterzande.example/wijken-aan-zet"
HIDDEN = {"404.html", "poster.html", "stijl.html", "verhuisd.html"}


@pytest.fixture(scope="module")
def site(klein: Stad) -> Site:
    """The tiny city, at an address with a folder in it."""
    return Site(klein, PEILDATUM, SITEURL)


@pytest.fixture(scope="module")
def pages(site: Site) -> dict[str, Pagina]:
    """Every page by its address."""
    return {pagina.pad: pagina for pagina in list_pages(site)}


def test_every_page_of_the_tiny_city(pages: dict[str, Pagina]) -> None:
    """These and no others: nothing is forgotten, and nothing is made that nobody meant."""
    assert (
        """\

        404.html
        adviezen/
        adviezen/advies-ankerplein/
        adviezen/advies-kade/
        adviezen/advies-molenplein/
        adviezen/advies-windmolens/
        adviezen/cijfers/
        adviezen/cijfers/adviseur-klankbordgroep-havenkwartier/
        adviezen/cijfers/adviseur-klankbordgroep-molenplein/
        adviezen/cijfers/adviseur-wijkberaad-havenkwartier/
        adviezen/cijfers/adviseur-wijkraad-waterkant/
        adviezen/cijfers/jaar-2025/
        adviezen/cijfers/jaar-2026/
        adviezen/cijfers/stad/
        adviezen/cijfers/stadsdeel-waterkant/
        adviezen/cijfers/wijk-havenkwartier/
        adviezen/cijfers/wijk-molenwijk/
        adviezen/oversteek/
        adviezen/veilige-oversteek/
        adviezen/zonnedak-werf/
        bijeenkomsten/
        bijeenkomsten/klankbordgroep-havenkwartier-2026-10/
        bijeenkomsten/open-avond-kade/
        bijeenkomsten/wijkagenda-havenkwartier/
        klankbordgroepen/kade/
        klankbordgroepen/klankbordgroep-havenkwartier/
        klankbordgroepen/klankbordgroep-kademuur/
        klankbordgroepen/klankbordgroep-molenplein/
        lotingen/
        lotingen/loting-havenkwartier-2026/
        lotingen/loting-kade/
        lotingen/loting-molenplein/
        lotingen/loting-scheepswerf/
        organisaties/
        organisaties/wijkberaad-haven/
        organisaties/wijkberaad-havenkwartier/
        organisaties/wijkraad-waterkant/
        stadsdelen/waterkant/
        stadsdelen/zandkant/
        stijl/
        verantwoording/
        voorstellen/
        voorstellen/2023/
        voorstellen/2025/
        voorstellen/2026/
        voorstellen/kade-oost/
        voorstellen/molenplein/
        voorstellen/nieuwe-kade/
        voorstellen/ris900001/
        voorstellen/ris900002/
        voorstellen/ris900004/
        voorstellen/werf-woningen/
        wijken/
        wijken/duinrand/
        wijken/duinrand/duinrand-dorp/
        wijken/duinrand/poster/
        wijken/havenkwartier/
        wijken/havenkwartier/de-werf/
        wijken/havenkwartier/oude-haven/
        wijken/havenkwartier/poster/
        wijken/havenkwartier/scheepswerf/
        wijken/molenwijk/
        wijken/molenwijk/molenwijk-noord/
        wijken/molenwijk/molenwijk-zuid/
        wijken/molenwijk/poster/
        wijken/visserswijk/
        wijken/visserswijk/de-werf/
        wijken/visserswijk/oude-haven/
        wijken/visserswijk/poster/
        wijken/visserswijk/scheepswerf/
        wijkscan/
        wijkscan/op-eenmalig/
        wijkscan/op-naam/
        wijkscan/op-per-jaar/
        wijkscan/op-stadsdeel/
        wijkscan/op-uitkomst/
        zoeken/""".replace(" ", "").split("\n")
        == [pad for pad in pages if "nieuws/" not in pad]
    )


def test_every_news_page_of_the_tiny_city(site: Site, pages: dict[str, Pagina]) -> None:
    """For every area, for city and wijk each kind, per week, and for each subject, adviser and proposal."""
    stad = site.stad
    kinds = ("", "voorstellen/", "lotingen/", "adviezen/", "wijkscans/")
    expected = {f"nieuws/{kind}" for kind in kinds}
    expected |= {f"nieuws/onderwerpen/{terrein.slug}/" for terrein in stad.gemeente.beleidsterreinen}
    expected |= {f"stadsdelen/{stadsdeel.slug}/nieuws/" for stadsdeel in stad.gemeente.stadsdelen}
    for wijk in stad.wijken:
        expected |= {f"wijken/{wijk.slug}/nieuws/{kind}" for kind in (*kinds, "per-week/")}
        expected |= {f"wijken/{wijk.slug}/{buurt.slug}/nieuws/" for buurt in wijk.buurten}
    expected |= {f"voorstellen/{voorstel.slug}/nieuws/" for voorstel in stad.voorstellen}
    expected |= {f"klankbordgroepen/{groep.slug}/nieuws/" for groep in stad.klankbordgroepen}
    expected |= {f"organisaties/{organisatie.slug}/nieuws/" for organisatie in stad.organisaties}
    assert expected == {pad for pad, pagina in pages.items() if pagina.template == "nieuws.html"}
    assert {f"{pad}feed.xml" for pad in expected} == {bron.pad for bron in list_feeds(site)}


@pytest.mark.parametrize("peildatum", [date(2000, 1, 1), PEILDATUM, date(2040, 1, 1)])
def test_addresses_stay_whatever_the_day(klein: Stad, pages: dict[str, Pagina], peildatum: date) -> None:
    """Time moves nothing: on any day every page, feed and calendar has the address that it had."""
    other = Site(klein, peildatum, SITEURL)
    assert list(pages) == [pagina.pad for pagina in list_pages(other)]
    today = Site(klein, PEILDATUM, SITEURL)
    assert [bron.pad for bron in list_feeds(today)] == [bron.pad for bron in list_feeds(other)]
    assert [bron.pad for bron in list_agendas(today)] == [bron.pad for bron in list_agendas(other)]


def test_addresses_are_unique_and_plain(site: Site, pages: dict[str, Pagina]) -> None:
    """One page to an address, in small letters, that ends in a slash; the files do not clash with one another."""
    found = list_pages(site)
    files = [pagina.bestand for pagina in found]
    files += [bron.pad for bron in list_feeds(site)] + [bron.pad for bron in list_agendas(site)]
    assert len(pages) == len(found)
    assert len(set(files)) == len(files)
    assert all(re.fullmatch(r"([a-z0-9-]+/)*|404\.html", pad) for pad in pages)


def test_file_of_a_page(pages: dict[str, Pagina]) -> None:
    """An address that ends in a slash is a folder with an index; the page for what is not there is a file."""
    assert "index.html" == pages[""].bestand
    assert "wijken/havenkwartier/oude-haven/index.html" == pages["wijken/havenkwartier/oude-haven/"].bestand
    assert "404.html" == pages["404.html"].bestand


def test_words_about_a_page(pages: dict[str, Pagina]) -> None:
    """Every page has a title of its own, and says in a sentence what is on it."""
    assert len({pagina.titel for pagina in pages.values()}) == len(pages)
    assert all(len(pagina.omschrijving) > 10 for pagina in pages.values())
    shown = [pagina.omschrijving for pagina in pages.values() if pagina.in_sitemap]
    assert len(set(shown)) == len(shown)


def test_templates_are_in_the_theme(pages: dict[str, Pagina]) -> None:
    """Each page names a template that there is, and each template is for some page."""
    used = {pagina.template for pagina in pages.values()}
    there = {path.name for path in (TOP / "theme" / "templates").glob("*.html")}
    assert used <= there
    # For the loose pages, the page of the open data and other languages, and shared by the others.
    elsewhere = {"page.html", "data.html", "taal.html"}
    assert elsewhere <= there - used <= elsewhere | {"base.html", "gebied.html"}


def test_what_a_page_points_at_exists(site: Site, pages: dict[str, Pagina]) -> None:
    """Feeds, calendars and the way back up are addresses that are made."""
    feeds, agendas = {bron.pad for bron in list_feeds(site)}, {bron.pad for bron in list_agendas(site)}
    for pagina in pages.values():
        assert {pad for _, pad in pagina.feeds} <= feeds
        assert {pad for _, pad in pagina.agendas} <= agendas
        # These two are loose pages, that Pelican makes.
        assert {pad.partition("#")[0] for _, pad in pagina.kruimels} <= {*pages, "over/", "volgen/"}
        assert len({titel for titel, _ in pagina.feeds}) == len(pagina.feeds)


@pytest.mark.parametrize(
    ("pad", "kruimel"),
    [
        ("wijken/havenkwartier/nieuws/", ("Havenkwartier", "wijken/havenkwartier/")),
        ("organisaties/wijkraad-waterkant/nieuws/", ("Wijkraad Waterkant", "organisaties/wijkraad-waterkant/")),
        ("klankbordgroepen/kade/nieuws/", ("Klankbordgroep Kade", "klankbordgroepen/kade/")),
        ("voorstellen/nieuwe-kade/nieuws/", ("Een nieuwe kade met een fietspad", "voorstellen/nieuwe-kade/")),
        ("nieuws/onderwerpen/energie/", ("Voorstellen", "voorstellen/")),
    ],
)
def test_news_leads_back_by_the_right_name(pages: dict[str, Pagina], pad: str, kruimel: tuple[str, str]) -> None:
    """The way back from a news page is called what that page is called, and not after the city."""
    assert kruimel == pages[pad].kruimels[-1]


def test_area_leads_to_its_own_feed_first(pages: dict[str, Pagina]) -> None:
    """Who follows a page of a wijk or buurt from a reader gets that wijk or buurt."""
    for pad in ("wijken/havenkwartier/", "wijken/havenkwartier/oude-haven/", "wijken/duinrand/"):
        assert f"{pad}nieuws/feed.xml" == pages[pad].feeds[0][1]
    assert [("Agenda van Havenkwartier", "wijken/havenkwartier/agenda.ics")] == [
        *pages["wijken/havenkwartier/oude-haven/"].agendas
    ]


def test_feeds_and_calendars(site: Site) -> None:
    """One calendar for the city, each stadsdeel and each wijk; every feed has a title of its own."""
    wijken = [f"wijken/{slug}/" for slug in ("duinrand", "havenkwartier", "molenwijk")]
    stadsdelen = ["stadsdelen/waterkant/", "stadsdelen/zandkant/"]
    expected = sorted(f"{pad}agenda.ics" for pad in ["", *stadsdelen, *wijken])
    assert expected == [bron.pad for bron in list_agendas(site)]
    assert len({bron.titel for bron in list_feeds(site)}) == len(list_feeds(site))


def test_address_of_everything(site: Site) -> None:
    """A record has a page, or a place on a page; an older slug gives the address it had."""
    stad = site.stad
    wijk = stad.wijk["havenkwartier"]
    for expected, target in (
        ("", ""),
        ("feed.xml", "feed.xml"),
        ("wijken/havenkwartier/", wijk),
        ("wijken/havenkwartier/oude-haven/", wijk.buurten[0]),
        ("wijken/havenkwartier/#wijkscan", stad.wijkscan["havenkwartier"]),
        ("stadsdelen/waterkant/", stad.gemeente.stadsdelen[0]),
        ("voorstellen/ris900001/", stad.voorstel["ris900001"]),
        ("adviezen/veilige-oversteek/", next(advies for advies in stad.adviezen if advies.id == "oversteek-kade")),
        ("klankbordgroepen/kade/", stad.klankbordgroep["klankbordgroep-kade"]),
        ("lotingen/loting-kade/", stad.loting["loting-kade"]),
        ("bijeenkomsten/open-avond-kade/", stad.bijeenkomsten[1]),
        ("organisaties/wijkraad-waterkant/", stad.organisatie["wijkraad-waterkant"]),
    ):
        assert expected == pad_van(stad, target)
        assert f"/wijken-aan-zet/{expected}" == site.adres(target)
        assert f"{SITEURL}/{expected}" == site.absoluut(target)
    assert "wijken/visserswijk/" == pad_van(stad, wijk, "visserswijk")
    assert "wijken/havenkwartier/de-werf/" == pad_van(stad, wijk.buurten[1], "de-werf")


@pytest.mark.parametrize("siteurl", ["https://x.example", "https://x.example/"])
def test_site_at_the_root_of_a_host(klein: Stad, siteurl: str) -> None:
    """With or without a slash at the end of its address, a link has one slash."""
    site = Site(klein, PEILDATUM, siteurl)
    assert ("/", "https://x.example/") == (site.adres(""), site.absoluut(""))
    assert ("/feed.xml", "https://x.example/feed.xml") == (site.adres("feed.xml"), site.absoluut("feed.xml"))


def test_old_addresses_lead_to_the_new(pages: dict[str, Pagina]) -> None:
    """Whatever stood somewhere else has a page there that leads on; the buurten of a wijk move along."""
    assert {
        "adviezen/oversteek/": "adviezen/veilige-oversteek/",
        "klankbordgroepen/klankbordgroep-kademuur/": "klankbordgroepen/kade/",
        "organisaties/wijkberaad-haven/": "organisaties/wijkberaad-havenkwartier/",
        "voorstellen/kade-oost/": "voorstellen/nieuwe-kade/",
        "wijken/havenkwartier/de-werf/": "wijken/havenkwartier/scheepswerf/",
        "wijken/visserswijk/": "wijken/havenkwartier/",
        "wijken/visserswijk/oude-haven/": "wijken/havenkwartier/oude-haven/",
        "wijken/visserswijk/de-werf/": "wijken/havenkwartier/scheepswerf/",
        "wijken/visserswijk/scheepswerf/": "wijken/havenkwartier/scheepswerf/",
        "wijken/visserswijk/poster/": "wijken/havenkwartier/poster/",
    } == {pad: doel for pad, doel in list_moved(pages).items() if "nieuws/" not in pad}


def test_old_addresses_of_news_lead_to_the_new(site: Site, pages: dict[str, Pagina]) -> None:
    """A news page moves with what it is about, and so do the file of its feed and of its calendar."""
    moved = {pad: doel for pad, doel in list_moved(pages).items() if "nieuws/" in pad}

    assert "wijken/havenkwartier/scheepswerf/nieuws/" == moved["wijken/visserswijk/de-werf/nieuws/"]
    assert "wijken/havenkwartier/nieuws/per-week/" == moved["wijken/visserswijk/nieuws/per-week/"]
    assert {"nieuws.html"} == {pages[doel].template for doel in moved.values()}
    assert ["voorstellen/kade-oost/nieuws/feed.xml"] == list_oude_paden(site, "voorstellen/nieuwe-kade/nieuws/feed.xml")
    assert ["wijken/visserswijk/agenda.ics"] == list_oude_paden(site, "wijken/havenkwartier/agenda.ics")
    assert [] == list_oude_paden(site, "nieuws/feed.xml")


def list_moved(pages: dict[str, Pagina]) -> dict[str, str]:
    return {pad: pagina.context["doel"] for pad, pagina in pages.items() if pagina.template == "verhuisd.html"}


def read_sitemap(content: bytes) -> dict[str, str]:
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    urls = etree.fromstring(content).findall("s:url", space)
    return {url.findtext("s:loc", "", space): url.findtext("s:lastmod", "", space) for url in urls}


def test_sitemap(site: Site, pages: dict[str, Pagina]) -> None:
    """The sitemap has every page that is meant to be found, and no page that only leads on."""
    found = read_sitemap(render_sitemap(site, list_pages(site), [("over/", None), ("privacy/", date(2026, 1, 5))]))
    assert list(found) == sorted(found)
    assert {
        *(f"{SITEURL}/{pad}" for pad, pagina in pages.items() if pagina.template not in HIDDEN),
        *(f"{SITEURL}/over/", f"{SITEURL}/privacy/"),
    } == found.keys()
    assert ("", "2026-01-05") == (found[f"{SITEURL}/over/"], found[f"{SITEURL}/privacy/"])


@pytest.mark.parametrize(
    ("day", "pad"),
    [
        ("2026-11-22", ""),
        ("2026-11-22", "wijken/molenwijk/"),
        ("2026-09-30", "wijken/duinrand/"),
        ("2026-10-20", "voorstellen/ris900001/"),
        ("2026-10-20", "adviezen/veilige-oversteek/"),
        ("2026-11-18", "bijeenkomsten/open-avond-kade/"),
        ("", "wijkscan/"),
    ],
)
def test_last_change_is_the_newest_content(site: Site, day: str, pad: str) -> None:
    """`lastmod` is the day of the newest event on the page, and never that of the build."""
    assert day == read_sitemap(render_sitemap(site, list_pages(site)))[f"{SITEURL}/{pad}"]


def test_robots(site: Site) -> None:
    """Everybody may look everywhere, and is told where the sitemap is."""
    assert render_robots(site).decode().splitlines() == [
        *("User-agent: *", "Disallow:", f"Sitemap: {SITEURL}/sitemap.xml")
    ]


def test_examples_are_announced_only_where_there_are_any(klein: Stad, site: Site) -> None:
    """The word at the top of every page is there as long as one record is an example."""
    assert site.toont_voorbeelden

    def drop(records: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(record for record in records if not record.voorbeeld)

    wijken = tuple(
        wijk.model_copy(
            update={
                "klankbordgroepen": drop(wijk.klankbordgroepen),
                "lotingen": drop(wijk.lotingen),
                "bijeenkomsten": drop(wijk.bijeenkomsten),
            }
        )
        for wijk in klein.wijken
    )
    real = replace(
        klein,
        wijken=wijken,
        wijkscans=drop(klein.wijkscans),
        voorstellen=drop(klein.voorstellen),
        adviezen=drop(klein.adviezen),
    )
    assert not Site(real, PEILDATUM, SITEURL).toont_voorbeelden


def test_what_templates_may_use(site: Site) -> None:
    """Every template, also that of a loose page, has the site, the day and the two ways to write an address."""
    words = template_globals(site)
    assert f"{SITEURL}/voorstellen/ris900001/" == words["absoluut"](site.stad.voorstel["ris900001"])
    assert "/wijken-aan-zet/voorstellen/" == words["adres"]("voorstellen/")
    assert (site.stad, PEILDATUM) == (words["stad"], words["peildatum"])


def test_city_without_records_has_all_its_pages(klein: Stad) -> None:
    """An empty city is a site all the same: the areas and the lists are there, with nothing in them."""
    empty = {"organisaties": (), "klankbordgroepen": (), "lotingen": (), "bijeenkomsten": (), "vroeger": ()}
    wijken = tuple(wijk.model_copy(update=empty) for wijk in klein.wijken)
    site = Site(replace(klein, wijken=wijken, wijkscans=(), voorstellen=(), adviezen=()), PEILDATUM, SITEURL)
    found = [pagina.pad for pagina in list_pages(site)]
    assert {"", "voorstellen/", "lotingen/", "adviezen/", "wijkscan/", "wijken/duinrand/duinrand-dorp/"} <= set(found)
    assert not any(pad.startswith("voorstellen/") for pad in found if pad != "voorstellen/")
