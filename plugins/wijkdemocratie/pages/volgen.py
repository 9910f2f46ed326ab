"""What can be followed: every feed and calendar of the site, with the page that shows the same.

One rule gives the addresses: a news page stands in `nieuws/` under what it is about, and its feed is the file
`feed.xml` in that folder.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from wijkdemocratie.events import Gebeurtenis
from wijkdemocratie.geheugen import remember
from wijkdemocratie.model import Advies, Klankbordgroep, Loting, Organisatie, Voorstel, Wijk, Wijkscan

from .adres import pad_van
from .site import Agendabron, Feedbron, Site

_SOORTEN: tuple[tuple[str, str, tuple[type, ...]], ...] = (
    ("voorstellen", "voorstellen", (Voorstel,)),
    ("lotingen", "lotingen en klankbordgroepen", (Loting, Klankbordgroep)),
    ("adviezen", "adviezen", (Advies,)),
    ("wijkscans", "de wijkscan", (Wijkscan,)),
)


@remember
def list_feeds(site: Site) -> tuple[Feedbron, ...]:
    """Return every feed: of an area first the one with everything, then what is less."""
    found = [*_list_stadsfeeds(site), *_list_recordfeeds(site)]
    for wijk in site.stad.wijken:
        found += _list_wijkfeeds(site, wijk)
    # A reader lists feeds by their titles, and two proposals may well be called the same.
    counts = Counter(bron.titel for bron in found)
    return tuple(
        bron if counts[bron.titel] == 1 else replace(bron, titel=f"{bron.titel} ({bron.nieuws.strip('/')})")
        for bron in found
    )


def list_agendas(site: Site) -> list[Agendabron]:
    """Return the calendar of the city, of every stadsdeel and of every wijk, in the order of their paths."""
    stad, naam = site.stad, site.stad.gemeente.naam

    def make(pagina: str, gebied: str, wijken: Iterable[str] | None) -> Agendabron:
        return Agendabron(
            f"{pagina}agenda.ics",
            f"{gebied}: wijken aan zet",
            f"Bijeenkomsten, lotingen en laatste dagen in {gebied}.",
            pagina,
            gebied,
            None if wijken is None else frozenset(wijken),
        )

    found = [make("", naam, None)]
    for stadsdeel in stad.gemeente.stadsdelen:
        inside = [wijk.slug for wijk in stad.wijken if wijk.stadsdeel == stadsdeel.slug]
        found.append(make(pad_van(stad, stadsdeel), f"stadsdeel {stadsdeel.naam}", inside))
    found += [make(pad_van(stad, wijk), wijk.naam, [wijk.slug]) for wijk in stad.wijken]
    return sorted(found, key=lambda bron: bron.pad)


def _list_stadsfeeds(site: Site) -> Iterator[Feedbron]:
    """Yield the feeds of the whole city: everything, per kind, per stadsdeel and per beleidsterrein."""
    stad, naam = site.stad, site.stad.gemeente.naam
    yield Feedbron("nieuws/", "", "stad", naam, f"{naam}: alles uit de wijken", _tell(naam), site.gebeurtenissen)
    yield from _list_per_soort(site.gebeurtenissen, "nieuws/", "", "stad", naam)
    for stadsdeel in stad.gemeente.stadsdelen:
        inside = {wijk.slug for wijk in stad.wijken if wijk.stadsdeel == stadsdeel.slug}
        gebied = f"stadsdeel {stadsdeel.naam}"
        pagina = pad_van(stad, stadsdeel)
        yield Feedbron(
            f"{pagina}nieuws/",
            pagina,
            f"stadsdeel-{stadsdeel.slug}",
            gebied,
            f"Stadsdeel {stadsdeel.naam}, {naam}",
            _tell(gebied),
            tuple(item for item in site.gebeurtenissen if inside.intersection(item.bereik.wijken)),
        )
    for terrein in stad.gemeente.beleidsterreinen:
        yield Feedbron(
            f"nieuws/onderwerpen/{terrein.slug}/",
            "voorstellen/",
            f"terrein-{terrein.slug}",
            "Voorstellen",
            f"{terrein.naam}, {naam}",
            f"Elke stap in voorstellen over: {terrein.naam.lower()}.",
            tuple(
                item
                for item in site.gebeurtenissen
                if isinstance(item.record, Voorstel) and item.record.beleidsterrein == terrein.slug
            ),
        )


def _list_wijkfeeds(site: Site, wijk: Wijk) -> Iterator[Feedbron]:
    """Yield the feeds of a wijk: everything, per week, per kind, and of its buurten."""
    naam, pagina = site.stad.gemeente.naam, pad_van(site.stad, wijk)
    here = site.gebeurtenissen_van(wijk.slug)
    kenmerk = wijk.code.lower()
    yield Feedbron(f"{pagina}nieuws/", pagina, kenmerk, wijk.naam, f"{wijk.naam}, {naam}", _tell(wijk.naam), here)
    yield Feedbron(
        f"{pagina}nieuws/per-week/",
        pagina,
        kenmerk,
        wijk.naam,
        f"{wijk.naam}, {naam}: één bericht per week",
        f"Een keer per week alles wat er in {wijk.naam} gebeurde. Geen bericht als er niets gebeurde.",
        here,
        per_week=True,
    )
    yield from _list_per_soort(here, f"{pagina}nieuws/", pagina, kenmerk, wijk.naam, f", {naam}")
    for buurt in wijk.buurten:
        pad = pad_van(site.stad, buurt)
        yield Feedbron(
            f"{pad}nieuws/",
            pad,
            buurt.code.lower(),
            buurt.naam,
            f"{buurt.naam} (buurt in {wijk.naam}), {naam}",
            _tell(f"de buurt {buurt.naam}"),
            tuple(item for item in here if item.bereik.raakt(site.stad, wijk.slug, buurt.slug)),
        )


def _list_per_soort(
    here: tuple[Gebeurtenis, ...], nieuws: str, pagina: str, kenmerk: str, gebied: str, achter: str = ""
) -> Iterator[Feedbron]:
    for slug, wat, types in _SOORTEN:
        yield Feedbron(
            f"{nieuws}{slug}/",
            pagina,
            f"{kenmerk}-{slug}",
            gebied,
            f"{gebied}{achter}: alleen {wat}",
            f"Elke stap in {wat} in {gebied}, en niets anders.",
            tuple(item for item in here if isinstance(item.record, types)),
        )


def _list_recordfeeds(site: Site) -> Iterator[Feedbron]:
    """Yield the feeds of one thing: a proposal, a klankbordgroep, an organisation."""
    stad = site.stad
    for voorstel in stad.voorstellen:
        pagina = pad_van(stad, voorstel)
        titel = f"{voorstel.titel} ({voorstel.ris})" if voorstel.ris else voorstel.titel
        yield Feedbron(
            f"{pagina}nieuws/",
            pagina,
            f"voorstel-{voorstel.id}",
            voorstel.titel,
            f"{titel}: de stappen",
            f"Elke stap in “{titel}”, en elk advies erover.",
            site.gebeurtenissen_over("voorstel", voorstel.id),
        )
    adviseurs: tuple[Klankbordgroep | Organisatie, ...] = (*stad.klankbordgroepen, *stad.organisaties)
    for adviseur in adviseurs:
        yield _make_adviseurfeed(site, adviseur.id, adviseur.naam, pad_van(stad, adviseur))


def _make_adviseurfeed(site: Site, adviseur: str, naam: str, pagina: str) -> Feedbron:
    return Feedbron(
        f"{pagina}nieuws/",
        pagina,
        f"adviseur-{adviseur}",
        naam,
        f"{naam}, {site.stad.gemeente.naam}",
        f"Elk advies van {naam} met wat ermee is gedaan, en nieuws over de groep zelf.",
        site.gebeurtenissen_over("adviseur", adviseur),
    )


def _tell(gebied: str) -> str:
    return f"Elke stap in wat er in {gebied} wordt besloten, geloot en geadviseerd."


@dataclass(frozen=True)
class Volgbronnen:
    """All feeds and calendars in the order of the page that lists them: by wijk first."""

    wijken: tuple[tuple[Wijk, tuple[Feedbron, ...], Agendabron, tuple[Feedbron, ...]], ...]
    """Per wijk, by name: its feeds, its calendar, and the feeds of its buurten."""
    stadsdelen: tuple[tuple[Feedbron, Agendabron], ...]
    stad: tuple[Feedbron, ...]
    stadsagenda: Agendabron
    onderwerpen: tuple[Feedbron, ...]
    adviseurs: tuple[Feedbron, ...]
    voorstellen: tuple[Feedbron, ...]
    webcal: str
    """What a calendar address begins with so that a phone offers to subscribe to it."""


def gather_volgbronnen(site: Site) -> Volgbronnen:
    """Return everything that can be followed, for the page `/volgen/`."""
    stad = site.stad
    per_pagina: dict[str, list[Feedbron]] = {}
    for bron in list_feeds(site):
        per_pagina.setdefault(bron.pagina, []).append(bron)
    agenda = {bron.pagina: bron for bron in list_agendas(site)}

    def starting(prefix: str) -> tuple[Feedbron, ...]:
        found = (bron for brons in per_pagina.values() for bron in brons if bron.kenmerk.startswith(prefix))
        return tuple(sorted(found, key=lambda bron: (bron.titel.lower(), bron.pad)))

    stadsdelen = [pad_van(stad, stadsdeel) for stadsdeel in stad.gemeente.stadsdelen]
    return Volgbronnen(
        wijken=tuple(
            (
                wijk,
                tuple(per_pagina[pad_van(stad, wijk)]),
                agenda[pad_van(stad, wijk)],
                tuple(per_pagina[pad_van(stad, buurt)][0] for buurt in wijk.buurten),
            )
            for wijk in sorted(stad.wijken, key=lambda wijk: (wijk.naam.lower(), wijk.slug))
        ),
        stadsdelen=tuple((per_pagina[pad][0], agenda[pad]) for pad in stadsdelen),
        stad=tuple(per_pagina[""]),
        stadsagenda=agenda[""],
        onderwerpen=starting("terrein-"),
        adviseurs=starting("adviseur-"),
        voorstellen=starting("voorstel-"),
        webcal=urlsplit(site.siteurl)._replace(scheme="webcal").geturl().rstrip("/") + "/",
    )
