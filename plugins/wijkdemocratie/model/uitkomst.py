"""What came of a draw: numbers only, how was drawn, and how anybody may do it again."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import StringConstraints

from .datums import Dag
from .soorten import Algoritme, Criterium, Vervangingsreden
from .velden import Deel, Geheel, Regel, Telling, Vorm, make_fault, quote, whole

_CSV_NAAM = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.csv")


def _parse_csv_naam(value: Any) -> Any:
    if isinstance(value, str) and not _CSV_NAAM.fullmatch(value):
        raise make_fault(
            "waarde-ongeldig",
            f"{quote(value)} is niet de naam van een CSV-bestand",
            "schrijf alleen de naam, zonder map, zoals: pool.csv",
        )
    return value


def _parse_zaad(value: Any) -> Any:
    # The library takes 0 for “no seed”, and would then draw another panel every time.
    if isinstance(value, str) and re.fullmatch(r"0+", value):
        raise make_fault("waarde-ongeldig", "het zaad is 0, en daarmee is niets na te spelen", "kies een getal vanaf 1")
    return value


CsvNaam = Annotated[str, Vorm(_parse_csv_naam, {"pattern": whole(_CSV_NAAM)}), StringConstraints(max_length=80)]
"""The name of a CSV file in the folder of the draw."""
Zaad = Annotated[Geheel, Vorm(_parse_zaad, {"minimum": 1}, wrong="0")]
"""A seed: a whole number from 1."""


class Groepstelling(Deel):
    """One row of an outcome: a group in the pool, in the panel and in the wijk."""

    criterium: Criterium
    """Het criterium waar de rij over gaat."""
    groep: Regel
    """De groep, zoals “16 tot en met 24 jaar”."""
    pool: Telling
    """Hoeveel mensen uit deze groep zich aanmeldden, of te-klein."""
    panel: Telling
    """Hoeveel er op de dag van de loting zijn geloot, of te-klein. Verander dit niet na een vervanging."""
    wijk: Telling | None = None
    """Hoeveel er in de wijk wonen, of te-klein."""


class Vervanging(Deel):
    """Drawn people whose places went to reserves. It never tells from which group they came."""

    nr: Geheel
    """1 voor de eerste vervanging, 2 voor de tweede, enzovoort."""
    datum: Dag
    """De dag waarop u de vervanging op de site zet."""
    aantal: Telling
    """Hoeveel mensen er zijn vervangen, of te-klein."""
    reden: Vervangingsreden
    """Het soort reden. Schrijf nooit op wat er met iemand is."""


class Werkwijze(Deel):
    """How was drawn. With a seed and the two files anybody can draw again, and find the same outcome."""

    procedure: Regel
    """Hoe er is geloot, in een zin."""
    getuige: Regel | None = None
    """De functie van wie erbij was, zoals “een notaris”. Nooit een naam."""
    zaad: Zaad | None = None
    """Het getal waarmee de loting begon, als de gemeente dat bekendmaakt."""
    zaad_bron: Regel | None = None
    """Waar dat getal vandaan kwam, zodat niemand het kon kiezen."""
    algoritme: Algoritme | None = None
    """Met welke methode de computer lootte."""
    pool: CsvNaam | None = None
    """De naam van het bestand met de anonieme aanmeldingen, in content/lotingen/<id>/."""
    quota: CsvNaam | None = None
    """De naam van het bestand met hoeveel mensen er uit elke groep moesten komen, in dezelfde map."""
    nummers: tuple[Geheel, ...] = ()
    """De nummers uit het bestand met aanmeldingen die zijn geloot."""

    @property
    def is_na_te_spelen(self) -> bool:
        """Whether everything is published that drawing again takes."""
        return bool(self.zaad and self.pool and self.quota)


class Uitkomst(Deel):
    """What came of a draw, in numbers only."""

    gepubliceerd_op: Dag
    """De dag waarop de uitkomst bekend werd."""
    uitgenodigd: Geheel
    """Hoeveel mensen een uitnodiging kregen."""
    aangemeld: Geheel
    """Hoeveel mensen zich aanmeldden."""
    geloot: Geheel
    """Hoeveel mensen zijn geloot."""
    reserves: Geheel | None = None
    """Hoeveel mensen daarnaast als reserve zijn geloot. Weggelaten: niet bekend."""
    groepen: tuple[Groepstelling, ...] = ()
    """Per criterium: pool, panel en wijk, op de dag van de loting."""
    vervangingen: tuple[Vervanging, ...] = ()
    """Wie daarna door een reserve is vervangen, in aantallen."""
    werkwijze: Werkwijze | None = None
    """Hoe er is geloot, en waarmee u dat kunt naspelen."""
