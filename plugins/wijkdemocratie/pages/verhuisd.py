"""What stood at another address: the old one keeps working, for who has it in a bookmark, a reader or a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from wijkdemocratie.geheugen import remember
from wijkdemocratie.model import Advies, Bijeenkomst, Klankbordgroep, Loting, Organisatie, Stad, Voorstel

from .adres import pad_van
from .poster import pad_van_poster
from .site import Pagina, Site
from .talen import list_taalversies
from .volgen import list_feeds


def list_verhuisd(site: Site) -> Iterator[Pagina]:
    """Yield a page at every old address (`vroeger`) that leads to the new one; also of pages with news."""
    moved = [(old, new, naam) for new, (naam, olds) in _map_verhuizingen(site).items() for old in olds]
    for bron in list_feeds(site):
        moved += [(old, bron.nieuws, f"Nieuws: {bron.titel}") for old in list_oude_paden(site, bron.nieuws)]
    for wijk in site.stad.wijken:
        below = [(pad_van_poster(site, wijk), f"Poster van {wijk.naam}")]
        below += [(versie.pad, f"{wijk.naam} ({versie.code})") for versie in list_taalversies(site, wijk)[1:]]
        moved += [(old, new, naam) for new, naam in below for old in list_oude_paden(site, new)]
    for old, new, naam in moved:
        yield Pagina(
            old,
            "verhuisd.html",
            f"{naam} is verhuisd ({old})",
            f"De pagina over {naam} staat nu op een ander adres.",
            {"doel": new, "naam": naam},
            in_sitemap=False,
        )


def list_oude_paden(site: Site, pad: str) -> list[str]:
    """Return where a file or a page below a record stood before, under each older slug of what it stands under.

    A feed reader or a calendar program cannot be sent on by a page, so its file is written there as well.
    """
    moved = _map_verhuizingen(site)
    steps = [index + 1 for index, sign in enumerate(pad[:-1]) if sign == "/"]
    found = {f"{old}{pad[step:]}" for step in steps if (known := moved.get(pad[:step])) for old in known[1]}
    return sorted(found)


@remember
def _map_verhuizingen(site: Site) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return by its address what has moved: its name, and its old addresses."""
    stad = site.stad
    records: list[Advies | Bijeenkomst | Klankbordgroep | Loting | Organisatie | Voorstel] = [*stad.voorstellen]
    records += [*stad.adviezen, *stad.klankbordgroepen, *stad.organisaties, *stad.lotingen, *stad.bijeenkomsten]
    found = {
        pad_van(stad, record): (
            record.titel if isinstance(record, Advies | Voorstel) else record.naam,
            tuple(pad_van(stad, record, slug) for slug in record.vroeger),
        )
        for record in records
        if record.vroeger
    }
    return found | dict(_list_gebieden(stad))


def _list_gebieden(stad: Stad) -> Iterator[tuple[str, tuple[str, tuple[str, ...]]]]:
    """Yield the wijken and buurten that moved. A buurt moved when its own slug did, that of its wijk, or both."""
    for wijk in stad.wijken:
        name_wijk = partial(pad_van, stad, wijk)
        folders = [name_wijk(), *(name_wijk(slug) for slug in wijk.vroeger)]
        if wijk.vroeger:
            yield folders[0], (wijk.naam, tuple(folders[1:]))
        for buurt in wijk.buurten:
            pads = [f"{folder}{slug}/" for folder in folders for slug in (buurt.slug, *buurt.vroeger)]
            if len(pads) > 1:
                yield pads[0], (buurt.naam, tuple(pads[1:]))
