"""The news pages: every feed as an ordinary page, for who has no reader."""

from __future__ import annotations

from collections.abc import Iterator

from wijkdemocratie.events import list_weken

from .site import Pagina, Site
from .volgen import list_agendas, list_feeds

_SHOWN = 50


def list_nieuwspaginas(site: Site) -> Iterator[Pagina]:
    """Yield the news page of every feed."""
    agendas = {agenda.pagina: agenda for agenda in list_agendas(site)}
    for bron in list_feeds(site):
        agenda = agendas.get(bron.pagina)
        found = bron.gebeurtenissen
        yield Pagina(
            bron.nieuws,
            "nieuws.html",
            f"Nieuws: {bron.titel}",
            bron.omschrijving,
            {
                # a Feedbron, its newest events or its weeks, and how many events there are in all
                "bron": bron,
                "gebeurtenissen": () if bron.per_week else found[:_SHOWN],
                "weken": list_weken(found, site.peildatum)[:_SHOWN] if bron.per_week else (),
                "aantal": len(found),
            },
            ((bron.titel, bron.pad),),
            ((f"Agenda: {agenda.gebied}", agenda.pad),) if agenda else (),
            kruimels=(("Volgen", "volgen/"), *(((bron.gebied, bron.pagina),) if bron.pagina else ())),
            gewijzigd=found[0].moment.date() if found else None,
        )
