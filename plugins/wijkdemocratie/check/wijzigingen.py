"""Changes of what was already published: a reader is told each once, in order, and never before its record is there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from wijkdemocratie.model import Advies, Bijeenkomst, Loting, Stad, Voorstel

from .regel import Bevinding, Zaak, regel
from .volgorde import check_numbers

Veranderlijk = Voorstel | Advies | Loting | Bijeenkomst


def list_veranderlijk(stad: Stad) -> list[Veranderlijk]:
    """Return every record that keeps a list of its own changes."""
    return [*stad.voorstellen, *stad.adviezen, *stad.lotingen, *stad.bijeenkomsten]


@regel("wijzigingen-nummering")
def check_wijzigingen(zaak: Zaak) -> Iterator[Bevinding]:
    """What changes a record is numbered from 1 without gaps, changes in the order of their dates; none comes twice."""
    for advies in zaak.stad.adviezen:
        yield from check_numbers(advies, "opschortingen", [stop.nr for stop in advies.opschortingen])
    for loting in zaak.stad.lotingen:
        if uitkomst := loting.uitkomst:
            yield from check_numbers(uitkomst, "vervangingen", [item.nr for item in uitkomst.vervangingen])
    for record in list_veranderlijk(zaak.stad):
        yield from check_numbers(record, "wijzigingen", [wijziging.nr for wijziging in record.wijzigingen])
        by_number = sorted(enumerate(record.wijzigingen), key=lambda pair: pair[1].nr)
        for (_, first), (index, then) in pairwise(by_number):
            if then.datum < first.datum:
                yield Bevinding(
                    record.place_of("wijzigingen", index, "datum"),
                    f"wijziging {then.nr} ({then.datum}) ligt voor wijziging {first.nr} ({first.datum})",
                    f"kies de dag waarop u deze wijziging op de site zet, op zijn vroegst {first.datum}",
                )


@regel("gebeurtenis-te-vroeg")
def check_te_vroeg(zaak: Zaak) -> Iterator[Bevinding]:
    """Nothing happens to a record before the record is there: a reader would find the message in the past."""
    for record in list_veranderlijk(zaak.stad):
        begin = _find_begin(record)
        found: list[tuple[str, date, tuple[str | int, ...]]] = [
            (f"wijziging {wijziging.nr}", wijziging.datum, ("wijzigingen", index, "datum"))
            for index, wijziging in enumerate(record.wijzigingen)
        ]
        if isinstance(record, Voorstel) and record.inspraak:
            found.append(("de inspraak", record.inspraak.van, ("inspraak", "van")))
        # With steps, the rule of their order asks more of a withdrawal.
        if isinstance(record, Voorstel) and record.ingetrokken and not record.stappen:
            found.append(("de intrekking", record.ingetrokken.datum, ("ingetrokken", "datum")))
        for naam, dag, path in found:
            if begin and dag < begin:
                yield Bevinding(
                    record.place_of(*path),
                    f"{naam} ({dag}) ligt voor de dag waarop dit bekend werd ({begin})",
                    f"kies een dag vanaf {begin}, of zet de dag waarop het bekend werd eerder",
                )
    for advies in zaak.stad.adviezen:
        # Unasked advice may well come before the proposal that follows from it.
        voorstel = zaak.stad.voorstel.get(advies.voorstel or "")
        begin = _find_begin(voorstel) if voorstel else None
        if begin and advies.gevraagd_op and advies.gevraagd_op < begin:
            yield Bevinding(
                advies.place_of("gevraagd_op"),
                f"de vraag om advies ({advies.gevraagd_op}) ligt voor de dag waarop het voorstel bekend werd ({begin})",
                f"kies een dag vanaf {begin}, of zet in het voorstel “opgenomen_op” of een stap eerder",
            )


def _find_begin(record: Veranderlijk) -> date | None:
    """Return the day from which a record is known, if it says so; other rules ask for a date where it must."""
    match record:
        case Voorstel():
            known = [stap.datum.begin for stap in record.stappen] + [dag for dag in (record.opgenomen_op,) if dag]
            return min(known, default=None)
        case Advies():
            return record.gevraagd_op or record.ingediend_op
        case _:
            return record.aangekondigd_op
