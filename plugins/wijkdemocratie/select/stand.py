"""How a proposal, a draw and an advice stand on a peildatum. What is dated later has not happened yet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from wijkdemocratie.geheugen import remember
from wijkdemocratie.model import Advies, Fase, Keuze, Kloksoort, Loting, Puntuitkomst, Stad, Stap, Voorstel
from wijkdemocratie.model.stukken import Ingetrokken, Punt
from wijkdemocratie.termijn import Klok, Klokstand, read_klokken


class Voortgang(Keuze):
    """Whether a proposal is still being decided."""

    LOOPT = "loopt", "loopt nu"
    BESLOTEN = "besloten", "besloten of in uitvoering"
    EERDER = "eerder", "eerder behandeld; hoe het verderging staat niet in onze bron"
    INGETROKKEN = "ingetrokken", "ingetrokken"


_LOPEND = {
    Fase.VOORNEMEN,
    Fase.PARTICIPATIE,
    Fase.INSPRAAK,
    Fase.ADVISERING,
    Fase.COLLEGEBESLUIT,
    Fase.COMMISSIE,
}
_BESLOTEN = {Fase.RAADSBESLUIT, Fase.UITVOERING, Fase.EVALUATIE, Fase.AFGEROND}


def read_stap_nu(voorstel: Voorstel, peildatum: date) -> Stap | None:
    """Return the last step that has been taken."""
    taken = [stap for stap in voorstel.stappen if stap.datum.einde <= peildatum]
    return taken[-1] if taken else None


def read_voortgang(voorstel: Voorstel, peildatum: date) -> Voortgang:
    """Return whether the proposal is still being decided; a planned step means that it is."""
    if voorstel.ingetrokken and voorstel.ingetrokken.datum <= peildatum:
        return Voortgang.INGETROKKEN
    stap = read_stap_nu(voorstel, peildatum)
    if stap and stap.fase in _BESLOTEN:
        return Voortgang.BESLOTEN
    planned = any(stap.datum.einde > peildatum for stap in voorstel.stappen)
    return Voortgang.LOOPT if planned or (stap and stap.fase in _LOPEND) else Voortgang.EERDER


def jaar_van(voorstel: Voorstel) -> int:
    """Return the year under which a proposal is listed: of its first step, so that it never moves to another list."""
    if voorstel.stappen:
        return voorstel.stappen[0].datum.jaar
    if voorstel.opgenomen_op is None:
        raise ValueError(f"{voorstel.id} has no date; rule voorstel-zonder-datum refuses that")
    return voorstel.opgenomen_op.year


class Lotingfase(Keuze):
    """Where a draw stands."""

    AANGEKONDIGD = "aangekondigd", "aangekondigd, aanmelden kan nog niet"
    AANMELDEN = "aanmelden", "aanmelden kan nu"
    GESLOTEN = "gesloten", "aanmelden is gesloten, er moet nog worden geloot"
    GELOOT = "geloot", "geloot, de uitkomst volgt nog"
    UITKOMST = "uitkomst", "geloot, de uitkomst is bekend"
    AFGELAST = "afgelast", "afgelast"


def read_lotingfase(loting: Loting, peildatum: date) -> Lotingfase:
    """Return the phase of a draw."""
    if loting.afgelast and loting.afgelast.datum <= peildatum:
        return Lotingfase.AFGELAST
    if loting.uitkomst and loting.uitkomst.gepubliceerd_op <= peildatum:
        return Lotingfase.UITKOMST
    if loting.trekking.date() < peildatum:
        return Lotingfase.GELOOT
    if peildatum > loting.aanmelden.tot:
        return Lotingfase.GESLOTEN
    return Lotingfase.AANMELDEN if peildatum >= loting.aanmelden.van else Lotingfase.AANGEKONDIGD


class Adviesfase(Keuze):
    """Where an advice stands."""

    GEVRAAGD = "gevraagd", "gevraagd, nog niet gegeven"
    WACHT_OP_BEVESTIGING = "wacht-op-bevestiging", "wacht op een ontvangstbevestiging"
    WACHT_OP_REACTIE = "wacht-op-reactie", "wacht op een reactie"
    BEANTWOORD = "beantwoord", "beantwoord"
    VERVALLEN = "vervallen", "vervallen, want het voorstel is ingetrokken"


@dataclass(frozen=True, slots=True)
class Adviesstand:
    """An advice with its phase and its three clocks on a peildatum."""

    advies: Advies
    fase: Adviesfase
    vraag: Klok
    bevestiging: Klok
    reactie: Klok

    @property
    def is_open_te_laat(self) -> bool:
        """Whether the gemeente has let a term pass and has still not answered."""
        return Klokstand.OVER_TIJD in (self.bevestiging.stand, self.reactie.stand)

    @property
    def ingediend(self) -> date | None:
        """The day on which the advice was given, if that has come; the reaction clock may start later."""
        return self.bevestiging.begin

    def count_dagen(self, tot: date) -> int:
        """Return how many days passed since the advice was given: in charts, tables and medians alike."""
        return (tot - self.ingediend).days if self.ingediend else 0


def find_intrekking(stad: Stad, advies: Advies, peildatum: date) -> Ingetrokken | None:
    """Return the withdrawal of the proposal by which a request for advice is off on a day.

    Advice that was given by then is not off, and its clocks go on: who gave it is owed an answer.
    """
    voorstel = stad.voorstel.get(advies.voorstel or "")
    einde = voorstel.ingetrokken if voorstel else None
    if einde is None or einde.datum > peildatum or advies.gevraagd_op is None:
        return None
    return None if advies.ingediend_op and advies.ingediend_op <= einde.datum else einde


def read_adviesstand(stad: Stad, advies: Advies, peildatum: date) -> Adviesstand:
    """Return how an advice stands."""
    klokken = read_klokken(stad, advies, peildatum)
    vraag, bevestiging, reactie = (klokken[soort] for soort in Kloksoort)
    einde = find_intrekking(stad, advies, peildatum)
    if reactie.klaar:
        fase = Adviesfase.BEANTWOORD
    elif bevestiging.klaar:
        fase = Adviesfase.WACHT_OP_REACTIE
    elif bevestiging.begin:
        fase = Adviesfase.WACHT_OP_BEVESTIGING
    elif einde:
        fase = Adviesfase.VERVALLEN
        # As it was on that day: no day counts any more.
        vraag = read_klokken(stad, advies, einde.datum)[Kloksoort.ADVIES]
        vraag = replace(vraag, stand=Klokstand.VERVALLEN, over=None, nu_stil=None)
    else:
        fase = Adviesfase.GEVRAAGD
    return Adviesstand(advies, fase, vraag, bevestiging, reactie)


@remember
def map_adviesstanden(stad: Stad, peildatum: date) -> dict[str, Adviesstand]:
    """Return how every advice of the city stands, by its id and in the order of the advices."""
    return {advies.id: read_adviesstand(stad, advies, peildatum) for advies in stad.adviezen}


class Puntstand(Keuze):
    """What is to be told about one point of an advice."""

    BEANTWOORD = "beantwoord", "beantwoord"
    WACHT = "wacht", "Nog geen antwoord op dit punt."
    IN_GEHEEL = "in-geheel", "De gemeente antwoordde op het hele advies, en niet apart op dit punt."
    OVERGESLAGEN = "overgeslagen", "De gemeente ging niet in op dit punt."


@dataclass(frozen=True, slots=True)
class Puntrij:
    """One point of an advice with its answer beside it; `nr` counts from 1."""

    nr: int
    punt: Punt
    stand: Puntstand


def list_punten(stand: Adviesstand) -> tuple[Puntrij, ...]:
    """Return the points of an advice, each with what became of it on the peildatum."""
    punten = stand.advies.punten
    per_point = any(punt.uitkomst for punt in punten)

    def read(punt: Punt) -> Puntstand:
        if not stand.reactie.klaar:
            return Puntstand.WACHT
        if punt.uitkomst and punt.uitkomst is not Puntuitkomst.NIET_BEANTWOORD:
            return Puntstand.BEANTWOORD
        return Puntstand.OVERGESLAGEN if per_point else Puntstand.IN_GEHEEL

    return tuple(Puntrij(nr, punt, read(punt)) for nr, punt in enumerate(punten, start=1))
