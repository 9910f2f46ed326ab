"""How much is asked of who gives advice: open requests with their last days (§2.2 of the proposal calls it a burden).

It counts what the gemeente asked, and says nothing about who is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wijkdemocratie.model import Klankbordgroep, Organisatie, Stad

from .stand import Adviesfase, Adviesstand, map_adviesstanden

BINNENKORT = 14
"""How many days ahead still count as soon."""


@dataclass(frozen=True, slots=True)
class Belasting:
    """What one body was asked and has not given yet: by last day, what has none at the end."""

    adviseur: Klankbordgroep | Organisatie
    open: tuple[Adviesstand, ...]

    @property
    def eerste(self) -> date | None:
        """The first last day that is not over."""
        return min((stand.vraag.uiterste for stand in self._list_lopend() if stand.vraag.uiterste), default=None)

    @property
    def binnenkort(self) -> int:
        """How many have to be there within two weeks."""
        return sum(stand.vraag.over is not None and stand.vraag.over <= BINNENKORT for stand in self._list_lopend())

    @property
    def voorbij(self) -> int:
        """How many have a last day that is over."""
        return len(self.open) - len(self._list_lopend())

    def _list_lopend(self) -> list[Adviesstand]:
        return [stand for stand in self.open if stand.vraag.over is None or stand.vraag.over >= 0]


def list_belasting(stad: Stad, peildatum: date) -> tuple[Belasting, ...]:
    """Return what is asked of each body that advises: who was asked most comes first, then whose time is shortest."""
    asked: dict[str, list[Adviesstand]] = {name: [] for name in stad.adviseur}
    for stand in map_adviesstanden(stad, peildatum).values():
        if stand.fase is Adviesfase.GEVRAAGD and stand.vraag.begin:
            asked[stand.advies.van].append(stand)
    found = [
        Belasting(stad.adviseur[name], tuple(sorted(standen, key=_by_last_day))) for name, standen in asked.items()
    ]
    return tuple(
        sorted(
            found,
            key=lambda item: (-len(item.open), item.eerste or date.max, item.adviseur.naam.lower(), item.adviseur.id),
        )
    )


def _by_last_day(stand: Adviesstand) -> tuple[date, str]:
    return (stand.vraag.uiterste or date.max, stand.advies.id)
