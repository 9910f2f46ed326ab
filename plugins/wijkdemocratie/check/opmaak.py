"""The form of a file: it says the same in any order, and is easier to read and to compare in one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from wijkdemocratie.problems import Severity

from .regel import Bevinding, Zaak, regel

_MANY = 20


@regel("bestand-niet-opgemaakt", Severity.HINT, laat=True)
def check_opmaak(zaak: Zaak) -> Iterator[Bevinding]:
    """The keys of a file stand in their fixed order, as in the example files, and two spaces in.

    Told once for each file, when there is nothing worse. Only the places of the keys
    are looked at: that is enough to see it and costs no time.
    """
    stad = zaak.stad
    stukken = chain(stad.wijkscans, stad.voorstellen, stad.adviezen, stad.paginas)
    found = [one for record in chain((stad.gemeente,), stad.wijken, stukken) if (one := record.find_misplaced())]
    # Who never used `fmt` needs no list of all files.
    many = len(found) > _MANY
    for key, where in found[:1] if many else found:
        more = f", en zo zijn er {len(found)} bestanden" if many else ""
        yield Bevinding(
            where,
            f"“{key}” staat hier niet op zijn vaste plaats{more}; de site leest het wel",
            f"typ: build.py fmt{'' if many else f' {where.path}'} (dat verandert alleen de opmaak)",
        )
