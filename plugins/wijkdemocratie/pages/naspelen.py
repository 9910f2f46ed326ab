"""What a visitor gets to hold a draw again: the two files, and the command."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wijkdemocratie.model import Loting, Lotingbestanden, Stad

from .adres import pad_van
from .site import Site


@dataclass(frozen=True, slots=True)
class Naspelwijzer:
    """Where the files of a draw stand, and what to type; no `opdracht` when the gemeente gave no seed."""

    pool: str
    quota: str
    opdracht: str | None


def make_naspelwijzer(stad: Stad, loting: Loting) -> Naspelwijzer | None:
    """Return what the page of a draw says about holding it again, or None when there are no files."""
    found = _find_bestanden(stad, loting)
    if found is None or loting.uitkomst is None or loting.uitkomst.werkwijze is None:
        return None
    again = loting.uitkomst.werkwijze.is_na_te_spelen
    pool, quota = (f"{pad_van(stad, loting)}{pad.rpartition('/')[2]}" for pad in (found.pool_pad, found.quota_pad))
    return Naspelwijzer(pool, quota, f"make verify-loting ARGS={loting.id}" if again else None)


def list_lotingbestanden(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the content of every file of a draw whose outcome is known.

    They are written anew from what was read, so that nothing else than numbers and groups can be in them.
    """
    for loting in site.stad.lotingen:
        found, wijzer = _find_bestanden(site.stad, loting), make_naspelwijzer(site.stad, loting)
        if found is None or wijzer is None:
            continue
        kop = ["nummer", *(criterium.value for criterium in found.criteria)]
        yield wijzer.pool, _render_csv(kop, ([str(item.nummer), *item.groepen] for item in found.aanmeldingen))
        yield (
            wijzer.quota,
            _render_csv(
                ["criterium", "groep", "minimum", "maximum"],
                ([item.criterium.value, item.groep, str(item.minimum), str(item.maximum)] for item in found.quota),
            ),
        )


def _find_bestanden(stad: Stad, loting: Loting) -> Lotingbestanden | None:
    """Return the files of a draw; before its outcome is known they are not there."""
    werkwijze = loting.uitkomst.werkwijze if loting.uitkomst else None
    return stad.bestanden_van.get(loting.id) if werkwijze and werkwijze.pool else None


def _render_csv(kop: list[str], rows: Iterable[list[str]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)  # RFC 4180: lines end in CRLF
    writer.writerow(kop)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")
