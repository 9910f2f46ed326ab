"""The form of a file: it says the same in any order, and is easier to read and to compare in one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from wijkdemocratie.problems import Severity

from .regel import Bevinding, Zaak, regel


@regel("bestand-niet-opgemaakt", Severity.HINT, laat=True)
def check_opmaak(zaak: Zaak) -> Iterator[Bevinding]:
    """The keys of a file stand in their fixed order, as in the example files, and two spaces in.

    Told once for each file, when there is nothing worse. Only the places of the keys
    are looked at: that is enough to see it and costs no time.
    """
    stad = zaak.stad
    stukken = chain(stad.wijkscans, stad.voorstellen, stad.adviezen, stad.paginas)
    for record in chain((stad.gemeente,), stad.wijken, stukken):
        if found := record.find_misplaced():
            key, where = found
            yield Bevinding(
                where,
                f"“{key}” staat hier niet op zijn vaste plaats; de site leest het wel",
                f"typ: build.py fmt {where.path} (dat verandert alleen de opmaak)",
            )
