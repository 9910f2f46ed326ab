"""The page of a wijk in another language: one short summary, with the way to the Dutch page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from wijkdemocratie.geheugen import remember
from wijkdemocratie.model import Wijk
from wijkdemocratie.select import Actiesoort, make_overzicht
from wijkdemocratie.talen import NEDERLANDS, Taal

from .adres import pad_van
from .beelden import find_beeld
from .gegevens import render_gegevens
from .site import Pagina, Site, Taalversie


def list_taalversies(site: Site, wijk: Wijk) -> tuple[Taalversie, ...]:
    """Return the page of a wijk in each language, the Dutch one first; nothing where there is only that one."""
    return tuple(_make_versie(site, wijk, taal) for taal in (NEDERLANDS, *site.talen)) if site.talen else ()


def _make_versie(site: Site, wijk: Wijk, taal: Taal) -> Taalversie:
    pad = pad_van(site.stad, wijk)
    # Translators: this is the link to the page in your language, such as “In English”.
    naam = taal.gettext("In het Nederlands").unescape()
    return Taalversie(taal.code, taal.richting, naam, pad if taal.is_nederlands else f"{pad}{taal.code}/")


def list_taalpaginas(site: Site, nederlands: Pagina, wijk: Wijk) -> Iterator[Pagina]:
    """Yield the summary of a wijk in every language but Dutch; `nederlands` is the page that it leads to."""
    versies = {versie.code: versie for versie in nederlands.talen}
    overzicht = make_overzicht(site.stad, site.peildatum, wijk)
    acties = (*overzicht.te_doen.nu, *overzicht.te_doen.binnenkort)
    for taal in site.talen:
        wijken = taal.gettext("Wijken").unescape()
        yield Pagina(
            versies[taal.code].pad,
            "taal.html",
            taal.gettext("%(wijk)s: wat kunt u nu doen?", wijk=wijk.naam).unescape(),
            taal.gettext(
                "Een samenvatting van %(wijk)s, wijk in %(stad)s: wat er nu open is, tot wanneer, en hoe u meedoet.",
                wijk=wijk.naam,
                stad=site.stad.gemeente.naam,
            ).unescape(),
            {
                # a Gebiedsoverzicht
                "overzicht": overzicht,
                "lotingen": [actie for actie in acties if actie.soort is Actiesoort.AANMELDEN],
                # (title, path) of the feed and the calendar of the wijk itself
                "feed": nederlands.feeds[0],
                "agenda": nederlands.agendas[0],
            },
            kruimels=((wijken, "wijken/"), *nederlands.kruimels[1:], (wijk.naam, nederlands.pad)),
            gewijzigd=nederlands.gewijzigd,
            talen=nederlands.talen,
            woorden=_make_woorden(site, taal),
        )


@remember
def _make_woorden(site: Site, taal: Taal) -> Mapping[str, Any]:
    """Return what templates know by another value; all pages of a language share it, as they share its templates."""
    return {
        "taal": taal,
        "gettext": taal.gettext,
        "ngettext": taal.ngettext,
        "deelbeeld": partial(find_beeld, site, taal=taal),
        "gegevens": partial(render_gegevens, site, voorpagina=taal.gettext("Voorpagina").unescape()),
    }
