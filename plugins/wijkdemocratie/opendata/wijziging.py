"""All that changed, oldest first: a line for every event, and a tombstone for what does not go on.

A line may come in between: what an editor enters later stands on its own day. So a harvester compares guids, and does
not read on from the last line that it saw: a guid never changes, and no line leaves the list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time

from wijkdemocratie.events import Gebeurtenissoort
from wijkdemocratie.model import TIJDZONE, Advies, Bijeenkomst, Klankbordgroep, Loting, Organisatie, Voorstel, Wijkscan
from wijkdemocratie.pages import Site
from wijkdemocratie.select import Onderwerp
from wijkdemocratie.text import format_datum

from .kolom import JA_NEE, MOMENT, TEKST, WEBADRES, Kolom, codes, list_keuzes
from .tabel import Tabel, read_wijkcodes

GRAFSTEEN = "grafsteen"

TABELLEN: dict[type, str] = {
    Advies: "adviezen",
    Bijeenkomst: "bijeenkomsten",
    Klankbordgroep: "klankbordgroepen",
    Loting: "lotingen",
    Organisatie: "organisaties",
    Voorstel: "voorstellen",
    Wijkscan: "wijkscans",
}
"""In which table a record has its row."""


@dataclass(frozen=True, slots=True)
class Wijziging:
    """One line. `reden` is given for a tombstone."""

    guid: str
    soort: str
    moment: datetime
    titel: str
    record: Onderwerp
    wijkcodes: list[str]
    reden: str | None = None


def make_wijzigingen(site: Site) -> Tabel:
    """Return the table of changes. It has no CSV: its file has one JSON object a line."""
    soorten = (*list_keuzes(Gebeurtenissoort), (GRAFSTEEN, "gaat niet door; het record blijft staan"))
    tabellen = tuple((naam, f"{naam}.csv en {naam}.json") for naam in sorted(TABELLEN.values()))
    return Tabel(
        "wijzigingen",
        "Wijzigingen",
        "Alles wat er gebeurde, de oudste regel eerst. Elke regel is een los JSON-object.",
        (
            Kolom("guid", TEKST, "Het vaste kenmerk, gelijk aan dat in de feeds.", lambda rij: rij.guid),
            Kolom("soort", TEKST, "Wat er gebeurde.", lambda rij: rij.soort, keuzes=soorten),
            Kolom("moment", MOMENT, "Wanneer; een dag begint om middernacht.", lambda rij: rij.moment),
            Kolom("tabel", TEKST, "De tabel met het record.", lambda rij: TABELLEN[type(rij.record)], keuzes=tabellen),
            Kolom("record", TEKST, "De id van het record in die tabel.", lambda rij: _read_id(site, rij.record)),
            Kolom("url", WEBADRES, "Waar het record op de site staat.", lambda rij: site.absoluut(rij.record)),
            codes("wijkcodes", "De wijken waar het over gaat; leeg: de hele stad.", lambda rij: rij.wijkcodes),
            Kolom("titel", TEKST, "Wat er gebeurde, in een zin.", lambda rij: rij.titel),
            Kolom("voorbeeld", JA_NEE, "true als het record verzonnen is.", lambda rij: rij.record.voorbeeld),
            Kolom("reden", TEKST, "Bij een grafsteen: waarom het niet doorgaat.", lambda rij: rij.reden, leeg=True),
        ),
        tuple(sorted((*_list_gebeurtenissen(site), *_list_grafstenen(site)), key=lambda rij: (rij.moment, rij.guid))),
        tuple(TABELLEN),
    )


def _read_id(site: Site, record: Onderwerp) -> str:
    return site.stad.wijk[record.wijk].code if isinstance(record, Wijkscan) else record.id


def _list_gebeurtenissen(site: Site) -> Iterator[Wijziging]:
    for item in site.gebeurtenissen:
        wijkcodes = [] if item.bereik.hele_stad else [site.stad.wijk[slug].code for slug in item.bereik.wijken]
        yield Wijziging(
            item.make_guid(site.stad), str(item.soort.value), item.moment, item.titel, item.record, wijkcodes
        )


def _list_grafstenen(site: Site) -> Iterator[Wijziging]:
    """Yield a tombstone for everything that was withdrawn or cancelled by the peildatum."""
    stad = site.stad
    records: tuple[Voorstel | Loting | Bijeenkomst, ...] = (*stad.voorstellen, *stad.lotingen, *stad.bijeenkomsten)
    for record in records:
        einde = record.ingetrokken if isinstance(record, Voorstel) else record.afgelast
        if einde and einde.datum <= site.peildatum:
            naam = record.titel if isinstance(record, Voorstel) else record.naam
            yield Wijziging(
                f"tag:{stad.gemeente.naamruimte}:{type(record).__name__.lower()}:{record.id}:{GRAFSTEEN}:1",
                GRAFSTEEN,
                datetime.combine(einde.datum, time(), tzinfo=TIJDZONE),
                f"{'Voorbeeld – ' if record.voorbeeld else ''}Gaat niet door sinds {format_datum(einde.datum)}: {naam}",
                record,
                read_wijkcodes(stad, record),
                einde.reden,
            )
