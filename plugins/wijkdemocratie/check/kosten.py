"""Money: what a scan says that its costs are together is what they add up to."""

from __future__ import annotations

from collections.abc import Iterator

from wijkdemocratie.text import format_getal

from .regel import Bevinding, Zaak, regel


@regel("totaal-klopt-niet")
def check_totaal(zaak: Zaak) -> Iterator[Bevinding]:
    """A stated total is the sum of the costs above it, one-off and yearly apart: else one of the two is a slip."""
    for scan in zaak.stad.wijkscans:
        if scan.totaal is None:
            continue
        for field, structureel, naam in (("eenmalig", False, "eenmalige"), ("per_jaar", True, "jaarlijkse")):
            stated: int | None = getattr(scan.totaal, field)
            found = sum(post.bedrag for post in scan.kosten if post.structureel is structureel)
            if stated is not None and stated != found:
                yield Bevinding(
                    scan.place_of("totaal", field),
                    f"de {naam} kosten zijn samen {format_getal(found)} euro, "
                    f"en hier staat {format_getal(stated)} euro",
                    "kijk de bedragen bij kosten en het totaal na, of haal het totaal weg",
                )
