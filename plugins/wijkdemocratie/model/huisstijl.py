"""How a city dresses the site: what its folder `huisstijl/` holds, as far as it is there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letter:
    """One file of the city's own letter."""

    naam: str
    vet: bool
    cursief: bool
    inhoud: bytes


@dataclass(frozen=True, slots=True)
class Woordmerk:
    """The word mark: an SVG, and how much wider than high it is."""

    inhoud: bytes
    verhouding: float


@dataclass(frozen=True, slots=True)
class Huisstijl:
    """Tokens as (name, value), for light and for dark, with the letters, the word mark and the icon."""

    licht: tuple[tuple[str, str], ...] = ()
    donker: tuple[tuple[str, str], ...] = ()
    letters: tuple[Letter, ...] = ()
    woordmerk: Woordmerk | None = None
    icoon: bytes | None = None
