"""The way of a proposal as steps: which are taken, where it stands now, and what is still to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wijkdemocratie.model import Keuze, Stap, Voorstel

from .stand import Voortgang, read_stap_nu, read_voortgang


class Stapstand(Keuze):
    """How one step stands. A proposal that no longer runs stands nowhere: its last step is only the last we know."""

    GEDAAN = "gedaan", "gedaan"
    NU = "nu", "hier staat het nu"
    LAATSTE = "laatste", "laatste stap die wij kennen"
    KOMT = "komt", "nog te komen"
    VERVALLEN = "vervallen", "gaat niet door"


@dataclass(frozen=True, slots=True)
class Tijdstap:
    """One step with its number, counted from 1, and how it stands."""

    nr: int
    stap: Stap
    stand: Stapstand


@dataclass(frozen=True, slots=True)
class Tijdlijn:
    """All steps of a proposal that are known, oldest first."""

    stappen: tuple[Tijdstap, ...]

    @property
    def nu(self) -> Tijdstap | None:
        """The step at which the proposal stands, or the last one we know; None before the first."""
        return next((one for one in self.stappen if one.stand in (Stapstand.NU, Stapstand.LAATSTE)), None)

    @property
    def volgende(self) -> Tijdstap | None:
        """The first step that is still to come."""
        return next((one for one in self.stappen if one.stand is Stapstand.KOMT), None)


def make_tijdlijn(voorstel: Voorstel, peildatum: date) -> Tijdlijn:
    """Return the steps of a proposal, each with how it stands on the peildatum."""
    voortgang, here = read_voortgang(voorstel, peildatum), read_stap_nu(voorstel, peildatum)

    def read(stap: Stap) -> Stapstand:
        if stap is here:
            return Stapstand.NU if voortgang is Voortgang.LOOPT else Stapstand.LAATSTE
        if stap.datum.einde <= peildatum:
            return Stapstand.GEDAAN
        return Stapstand.VERVALLEN if voortgang is Voortgang.INGETROKKEN else Stapstand.KOMT

    return Tijdlijn(tuple(Tijdstap(nr, stap, read(stap)) for nr, stap in enumerate(voorstel.stappen, start=1)))
