"""What the server and open pages want to know: which sources were read, what is wrong, and whether a build runs."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Melding:
    """One problem as a page shows it: `ernst` is fout, waarschuwing or hint; `tip` may be empty."""

    pad: str
    regel: int
    ernst: str
    regelnaam: str
    zin: str
    tip: str


@dataclass(frozen=True, slots=True)
class Gelezen:
    """What came of reading the sources: all problems, the same as text, and the sources of each page.

    `bronnen` has, by the address of a page, the files that it is made from and the line where its part begins.
    """

    goed: bool
    tekst: str
    meldingen: tuple[Melding, ...] = ()
    bronnen: Mapping[str, Sequence[tuple[str, int]]] = field(default_factory=dict)

    @classmethod
    def from_json(cls, data: Mapping[str, Any], before: Gelezen) -> Gelezen:
        """Return what the process that reads told. Where no city could be read, the pages stay as they were."""
        meldingen = tuple(Melding(**one) for one in data["meldingen"])
        return cls(data["goed"], data["tekst"], meldingen, data["bronnen"] or before.bronnen)


class Stand:
    """Shared by the thread that builds and those that answer browsers."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._closed = False
        self.number = 0
        """How often what pages show became something else."""
        self.problems = ""
        """Why the site could not be made; empty when it could."""
        self.gelezen = Gelezen(goed=False, tekst="")
        self.is_bezig = False
        """Whether the whole site is being made now."""
        self.is_voor = False
        """Whether pages can be had that are newer than the made site."""

    def change(
        self,
        problems: str,
        *,
        gelezen: Gelezen | None = None,
        is_bezig: bool = False,
        is_voor: bool | None = None,
    ) -> None:
        """Tell everybody that there is something else to see; `problems` is empty when all went well."""
        with self._changed:
            self.number += 1
            self.problems = problems
            self.gelezen = gelezen or self.gelezen
            self.is_bezig = is_bezig
            self.is_voor = self.is_voor if is_voor is None else is_voor
            self._changed.notify_all()

    def finish(self) -> None:
        """Tell that the site is whole, and has what pages showed already."""
        with self._changed:
            self.is_bezig = self.is_voor = False
            self._changed.notify_all()

    def close(self) -> None:
        """Let everybody who waits go."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def wait_after(self, number: int, seconds: float, *, until_done: bool = False) -> str | None:
        """Wait for something else than `number`, or `until_done` for the end of the build.

        Returns “stand” or “klaar” for what there is to tell, nothing after `seconds`, and None at the end.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._tell(number, until_done), seconds)
            return None if self._closed else self._tell(number, until_done)

    def _tell(self, number: int, until_done: bool) -> str:
        if self.number != number:
            return "stand"
        return "klaar" if until_done and not self.is_bezig else ""
