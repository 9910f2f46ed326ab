"""How a proposal, a draw and an advice stand on a peildatum. What is dated later has not happened yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wijkdemocratie.geheugen import remember
from wijkdemocratie.model import Advies, Fase, Keuze, Loting, Organisatie, Stad, Stap, Termijn, Voorstel
from wijkdemocratie.termijn import Klok, Klokstand, read_klok


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


def read_adviesstand(stad: Stad, advies: Advies, peildatum: date) -> Adviesstand:
    """Return how an advice stands: a reaction also acknowledges, as nobody can answer what did not arrive."""
    ingediend, reactie = advies.ingediend_op, advies.reactie.datum if advies.reactie else None
    bevestigd = min((dag for dag in (advies.ontvangstbevestiging, reactie) if dag), default=None)
    clocks = {
        "vraag": read_klok(advies.gevraagd_op, ingediend, termijn_voor(stad, advies, "advies"), peildatum),
        "bevestiging": read_klok(ingediend, bevestigd, termijn_voor(stad, advies, "bevestiging"), peildatum),
        "reactie": read_klok(ingediend, reactie, termijn_voor(stad, advies, "reactie"), peildatum),
    }
    if clocks["reactie"].klaar:
        fase = Adviesfase.BEANTWOORD
    elif clocks["bevestiging"].klaar:
        fase = Adviesfase.WACHT_OP_REACTIE
    elif clocks["reactie"].begin:
        fase = Adviesfase.WACHT_OP_BEVESTIGING
    else:
        fase = Adviesfase.GEVRAAGD
    return Adviesstand(advies, fase, **clocks)


@remember
def map_adviesstanden(stad: Stad, peildatum: date) -> dict[str, Adviesstand]:
    """Return how every advice of the city stands, by its id and in the order of the advices."""
    return {advies.id: read_adviesstand(stad, advies, peildatum) for advies in stad.adviezen}


def termijn_voor(stad: Stad, advies: Advies, soort: str) -> Termijn | None:
    """Return the term that holds for this advice: that of the adviser where it has its own, else the city's.

    A made-up term says nothing about a real advice, so it holds for examples alone.
    """
    adviseur = stad.adviseur[advies.van]
    own: Termijn | None = getattr(adviseur.termijnen, soort) if isinstance(adviseur, Organisatie) else None
    general: Termijn | None = getattr(stad.gemeente.termijnen, soort)
    return next((term for term in (own, general) if term and (advies.voorbeeld or not term.voorbeeld)), None)


@dataclass(frozen=True, slots=True)
class Opbrengst:
    """How many clocks were on time, of all that are closed or should have been."""

    op_tijd: int
    totaal: int


def count_op_tijd(klokken: Iterable[Klok]) -> Opbrengst:
    """Count on time / (closed + open overdue): an open overdue clock counts against, a running one not yet."""
    stands = [klok.stand for klok in klokken]
    op_tijd = stands.count(Klokstand.OP_TIJD)
    return Opbrengst(op_tijd, op_tijd + stands.count(Klokstand.TE_LAAT) + stands.count(Klokstand.OVER_TIJD))
