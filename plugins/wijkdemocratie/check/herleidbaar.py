"""Numbers of people that could point at someone: small ones, and those that can be worked out from others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from wijkdemocratie.model import Criterium, Groepstelling, Loting, Lotingbestanden, Quotum, Stad, Uitkomst
from wijkdemocratie.problems import Location
from wijkdemocratie.read.zinnen import join

from .regel import Bevinding, Zaak, regel
from .verborgen import KLEIN, MINSTE_KEUZE, Cel, Marge, list_lezingen

_Kolom = Literal["pool", "panel", "wijk"]
_TIP = f"voeg twee groepen samen, of schrijf bij nog een groep: {KLEIN}"
_TIP_QUOTA = (
    "maak de bestanden niet openbaar (haal “pool” en “quota” weg), of loot met grotere groepen en ruimere quota"
)


class _Cel(NamedTuple):
    """A count with the place to tell of; no place in another draw, of which only the numbers are looked at."""

    waarde: Cel
    plaats: Location | None


class _Paar(NamedTuple):
    """Two columns of which the first is never more than the second, their totals, and what the difference counts.

    Where a file with quota is published, `quota` says of each row between which numbers the first count lies.
    """

    rijen: Sequence[tuple[_Cel, _Cel]]
    totalen: tuple[int | None, int | None]
    verschil: str
    quota: Sequence[Marge] | None = None

    @property
    def bron(self) -> str:
        """With what the hidden counts can be worked out."""
        return "het totaal, de andere groepen en de quota" if self.quota else "het totaal en de andere groepen"


@regel("te-klein-getal")
def check_te_klein(zaak: Zaak) -> Iterator[Bevinding]:
    """A count under the bound of the gemeente is not published, and cannot be worked out either."""
    bound = zaak.stad.gemeente.ondergrens
    for loting in zaak.stad.lotingen:
        if not loting.uitkomst:
            continue
        yield from _check_published(loting, loting.uitkomst, bound)
        yield from _check_replayable(loting, loting.uitkomst)
        told: set[Location] = set()
        for paar in _list_paren(zaak.stad, loting, loting.uitkomst):
            for bevinding in _check_paar(paar, bound):
                if bevinding.where not in told:
                    told.add(bevinding.where)
                    yield bevinding


def _check_published(loting: Loting, uitkomst: Uitkomst, bound: int) -> Iterator[Bevinding]:
    counts = [
        (getattr(groep, field), ("groepen", index, field))
        for index, groep in enumerate(uitkomst.groepen)
        for field in ("pool", "panel", "wijk")
    ]
    counts += [(item.aantal, ("vervangingen", index, "aantal")) for index, item in enumerate(uitkomst.vervangingen)]
    for count, path in counts:
        if isinstance(count, int) and count < bound:
            yield Bevinding(
                loting.place_of("uitkomst", *path),
                f"een aantal onder {bound} kan naar personen wijzen",
                f"schrijf in plaats van {count}: {KLEIN}",
            )


def _check_replayable(loting: Loting, uitkomst: Uitkomst) -> Iterator[Bevinding]:
    """Who draws again knows the whole panel, so hiding a count of it is no use."""
    werkwijze = uitkomst.werkwijze
    if werkwijze is None or not (werkwijze.is_na_te_spelen or (werkwijze.pool and werkwijze.nummers)):
        return
    for index, groep in enumerate(uitkomst.groepen):
        if groep.panel == KLEIN:
            yield Bevinding(
                loting.place_of("uitkomst", "groepen", index, "panel"),
                "wie deze loting naspeelt, kent dit aantal",
                "loot met grotere groepen, of maak de pool niet openbaar",
            )


def _check_paar(paar: _Paar, bound: int) -> Iterator[Bevinding]:
    """Find hidden counts, and differences, of which a reader is left with too few possible values."""
    values = [(first.waarde, second.waarde) for first, second in paar.rijen]
    tip = _TIP_QUOTA if paar.quota else _TIP
    for lezing in list_lezingen(values, paar.totalen, bound, paar.quota):
        for (first, second), found in zip(paar.rijen, lezing, strict=True):
            safe = True
            for cel, marge in ((first, found.eerste), (second, found.tweede)):
                hidden = cel.waarde == KLEIN or (cel.waarde is None and cel is first and paar.quota)
                if hidden and marge.verraadt(bound):
                    safe = False
                    if where := cel.plaats or first.plaats:
                        yield Bevinding(where, _tell(marge, paar.bron), tip)
            stated = (first.waarde is not None or paar.quota) and second.waarde is not None
            if safe and stated and first.plaats and found.verschil.hoog and found.verschil.verraadt(bound):
                yield Bevinding(
                    first.plaats,
                    f"hieruit volgt {paar.verschil}, en dat zijn er minder dan {bound}",
                    tip if paar.quota else f"voeg twee groepen samen, of schrijf hier: {KLEIN}",
                )


def _tell(marge: Marge, bron: str) -> str:
    if marge.keuzes == 1:
        return f"dit aantal is uit te rekenen met {bron}"
    return f"dit aantal is bijna uit te rekenen met {bron}: er zijn minder dan {MINSTE_KEUZE} mogelijkheden over"


def _list_paren(stad: Stad, loting: Loting, uitkomst: Uitkomst) -> Iterator[_Paar]:
    """Yield all columns that say something of each other, for every criterium."""
    inwoners, bestanden = _count_inwoners(stad, loting), stad.bestanden_van.get(loting.id)
    earlier = [(other, other.uitkomst) for other in _list_earlier(stad, loting) if other.uitkomst]
    for criterium in dict.fromkeys(groep.criterium for groep in uitkomst.groepen):
        own = _list_rijen(uitkomst, criterium)

        def cel(rij: tuple[int, Groepstelling], field: _Kolom) -> _Cel:
            index, groep = rij
            count: Cel = getattr(groep, field)
            if field == "pool" and count == KLEIN and bestanden and groep.criterium in bestanden.criteria:
                # Hidden here, and to be counted in the file that is published beside it.
                count = bestanden.count_groep(groep.criterium, groep.groep) or count
            return _Cel(count, loting.place_of("uitkomst", "groepen", index, field))

        yield _Paar(
            [(cel(rij, "panel"), cel(rij, "pool")) for rij in own],
            (uitkomst.geloot, uitkomst.aangemeld),
            "hoeveel mensen uit deze groep niet zijn geloot",
        )
        if any(groep.wijk is not None for _, groep in own):
            yield _Paar(
                [(cel(rij, "pool"), cel(rij, "wijk")) for rij in own],
                (uitkomst.aangemeld, inwoners),
                "hoeveel mensen uit deze groep zich niet aanmeldden",
            )
        for _, theirs in earlier:
            before = {groep.groep: groep.pool for _, groep in _list_rijen(theirs, criterium)}
            rows = [(cel(rij, "pool"), _Cel(before.pop(rij[1].groep, None), None)) for rij in own]
            # A group that is only in the earlier outcome: nothing is known of it now.
            rows += [(_Cel(None, None), _Cel(count, None)) for count in before.values()]
            yield _Paar(
                rows,
                (uitkomst.aangemeld, theirs.aangemeld),
                "hoeveel mensen uit deze groep sinds een eerdere loting uit de pool gingen",
            )
    if bestanden:
        yield from _list_quotaparen(loting, uitkomst, bestanden)


def _list_quotaparen(loting: Loting, uitkomst: Uitkomst, bestanden: Lotingbestanden) -> Iterator[_Paar]:
    """Yield the drawn and the pool as the files tell of them: of every group, also of those that no row is about."""
    for criterium in bestanden.criteria:
        rows = {groep.groep: (index, groep.panel) for index, groep in _list_rijen(uitkomst, criterium)}
        sizes = {item.groep: bestanden.count_groep(criterium, item.groep) for item in bestanden.quota}
        # A group of which nobody signed up says nothing of anybody, unless a row is about it.
        quota = [
            item
            for item in bestanden.quota
            if item.criterium is criterium and (sizes[item.groep] or item.groep in rows)
        ]

        def cel(quotum: Quotum, rows: Mapping[str, tuple[int, Cel]] = rows) -> _Cel:
            if quotum.groep not in rows:
                return _Cel(None, Location(bestanden.quota_pad, quotum.regel))
            index, panel = rows[quotum.groep]
            return _Cel(panel, loting.place_of("uitkomst", "groepen", index, "panel"))

        yield _Paar(
            [(cel(item), _Cel(sizes[item.groep], None)) for item in quota],
            (uitkomst.geloot, len(bestanden.aanmeldingen)),
            "hoeveel mensen uit deze groep niet zijn geloot",
            [Marge(item.minimum, item.maximum) for item in quota],
        )


def _list_rijen(uitkomst: Uitkomst, criterium: Criterium) -> list[tuple[int, Groepstelling]]:
    return [(index, groep) for index, groep in enumerate(uitkomst.groepen) if groep.criterium is criterium]


def _list_earlier(stad: Stad, loting: Loting) -> list[Loting]:
    """Return the draws from the same pool that were held before this one."""
    pool = _find_pool(stad, loting)
    same = (other for other in stad.lotingen if _find_pool(stad, other) == pool)
    return [other for other in same if (other.trekking, other.id) < (loting.trekking, loting.id)]


def _find_pool(stad: Stad, loting: Loting) -> str:
    """Return the id of the draw for which the people of this pool signed up, however many draws came between."""
    ids = [loting.id]
    while (before := stad.loting.get(ids[-1])) and before.pool_van and before.pool_van not in ids:
        ids.append(before.pool_van)
    return ids[-1]


def _count_inwoners(stad: Stad, loting: Loting) -> int | None:
    """Return how many people live in the wijken of the draw, or None when that is not known of all."""
    groep = stad.klankbordgroep.get(loting.klankbordgroep)
    wijken = [stad.wijk.get(slug) for slug in groep.wijken] if groep else []
    counts = [wijk.inwoners.aantal if wijk and wijk.inwoners else None for wijk in wijken]
    known = [count for count in counts if count is not None]
    return sum(known) if known and len(known) == len(counts) else None


@regel("pool-herleidbaar")
def check_pool(zaak: Zaak) -> Iterator[Bevinding]:
    """Of everybody in a published pool there are enough others with the same groups.

    That also holds beside an earlier pool, and among those whose numbers were drawn, and among the others.
    """
    stad, bound = zaak.stad, zaak.stad.gemeente.ondergrens
    for bestanden in stad.lotingbestanden:
        counts = bestanden.count_combinaties()
        first = {item.groepen: item.regel for item in reversed(bestanden.aanmeldingen)}
        for groepen, line in sorted(first.items(), key=lambda found: found[1]):
            if counts[groepen] < bound:
                yield Bevinding(
                    Location(bestanden.pool_pad, line),
                    f"van “{join(groepen, 'en')}” samen zijn er minder dan {bound} mensen in dit bestand",
                    "voeg groepen samen, of maak dit bestand niet openbaar (haal “pool” en “quota” weg)",
                )
        yield from _check_nummers(stad.loting[bestanden.loting], bestanden, bound)
        for other in _list_earlier(stad, stad.loting[bestanden.loting]):
            if before := stad.bestanden_van.get(other.id):
                yield from _check_beside(bestanden, before, bound)
    for loting in stad.lotingen:
        if loting.id not in stad.bestanden_van:
            yield from _check_losse_nummers(stad, loting)


def _check_beside(bestanden: Lotingbestanden, before: Lotingbestanden, bound: int) -> Iterator[Bevinding]:
    """Hold a pool beside an earlier file of the same people: nobody can be followed, and few are seen to leave."""
    earlier = {item.nummer for item in before.aanmeldingen}
    if same := [item for item in bestanden.aanmeldingen if item.nummer in earlier]:
        yield Bevinding(
            Location(bestanden.pool_pad, same[0].regel),
            f"nummer {same[0].nummer} staat ook in {before.pool_pad}: zo zijn de groepen uit twee bestanden van een "
            "mens bij elkaar te zoeken",
            "geef iedereen bij elke loting een nieuw nummer, in een andere volgorde",
        )
    shared = tuple(criterium for criterium in bestanden.criteria if criterium in before.criteria)
    if not shared:
        return
    counts = bestanden.count_combinaties(shared)
    for groepen, count in sorted(before.count_combinaties(shared).items()):
        if 0 < count - counts[groepen] < bound:
            yield Bevinding(
                Location(bestanden.pool_pad, bestanden.find_regel(shared, groepen) or 1),
                f"naast {before.pool_pad} is te zien dat er van “{join(groepen, 'en')}” samen minder dan "
                f"{bound} mensen uit de pool gingen",
                "maak een van de twee bestanden niet openbaar (haal “pool” en “quota” weg)",
            )


def _check_nummers(loting: Loting, bestanden: Lotingbestanden, bound: int) -> Iterator[Bevinding]:
    """Count what the published numbers and the pool tell together."""
    werkwijze = loting.uitkomst.werkwijze if loting.uitkomst else None
    if werkwijze is None or not werkwijze.nummers:
        return
    tip = "maak de bestanden niet openbaar (haal “pool” en “quota” weg)"
    if not werkwijze.is_na_te_spelen:
        tip += ", of haal “nummers” weg"
    for groepen, what in bestanden.list_kleine_delen(frozenset(werkwijze.nummers), bound):
        yield Bevinding(
            loting.place_of("uitkomst", "werkwijze", "nummers"),
            f"met deze nummers is te tellen dat er van “{join(groepen, 'en')}” samen minder dan {bound} mensen "
            f"{what} zijn geloot",
            tip,
        )


def _check_losse_nummers(stad: Stad, loting: Loting) -> Iterator[Bevinding]:
    """Without a file of their own, drawn numbers can still be looked up in the file of another draw."""
    werkwijze = loting.uitkomst.werkwijze if loting.uitkomst else None
    for bestanden in stad.lotingbestanden if werkwijze and werkwijze.nummers else ():
        if _find_pool(stad, stad.loting[bestanden.loting]) == _find_pool(stad, loting):
            known = {item.nummer for item in bestanden.aanmeldingen}
            for index, nummer in enumerate(werkwijze.nummers if werkwijze else ()):
                if nummer in known:
                    yield Bevinding(
                        loting.place_of("uitkomst", "werkwijze", "nummers", index),
                        f"nummer {nummer} staat ook in {bestanden.pool_pad}: zo is te zien uit welke groep het komt",
                        "haal “nummers” weg, of geef iedereen bij elke loting een nieuw nummer",
                    )
                    break
