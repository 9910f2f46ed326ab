"""Who may do what about a proposal: derived from its reikwijdte, its field of policy and the mandates (§4.4.1, §4.4.2).

What follows from the proposal of the council, in one place:

- a klankbordgroep has its own mandate on what is wijkspecifiek, and must be asked there in the fields that are so;
- on what is wijkoverstijgend it advises, asked or not, and no more than that;
- on what is stedelijk it has no task of its own;
- a bewonersorganisatie may always give advice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wijkdemocratie.model import (
    Advies,
    Begrip,
    Beleidsterrein,
    Fase,
    Keuze,
    Klankbordgroep,
    Mandaat,
    Organisatie,
    Reikwijdte,
    Stad,
    Stuksoort,
    Voorstel,
    Wijk,
    find_begrip,
)

from .bereik import bereik_van


class Beslisser(Keuze):
    """Who decides in the end."""

    RAAD = "raad", "de gemeenteraad"
    COLLEGE = "college", "het college van burgemeester en wethouders"
    ONBEKEND = "onbekend", "nog niet bekend"


class Adviesplicht(Keuze):
    """Whether the gemeente has to ask the klankbordgroep."""

    ALTIJD = "altijd", "de gemeente moet altijd advies vragen"
    ONDUIDELIJK = "onduidelijk", "of de gemeente advies moet vragen, staat niet vast"
    MAG = "mag", "de gemeente mag advies vragen"
    GEEN_TAAK = "geen-taak", "een klankbordgroep heeft hier geen eigen taak"
    ONBEKEND = "onbekend", "dat kan nog niemand zeggen"


_BY_FASE = (
    (Fase.RAADSBESLUIT, Beslisser.RAAD),
    (Fase.COLLEGEBESLUIT, Beslisser.COLLEGE),
)
_VAN_DE_RAAD = {
    Stuksoort.RAADSVOORSTEL,
    Stuksoort.INITIATIEFVOORSTEL,
    Stuksoort.RAADSBESLUIT,
    Stuksoort.MOTIE,
    Stuksoort.BEGROTING,
    Stuksoort.BESTEMMINGSPLAN,
    Stuksoort.OMGEVINGSPLAN,
}
"""Papers on which nobody but the council can decide."""

_PLICHT = {
    Reikwijdte.WIJKOVERSTIJGEND: Adviesplicht.MAG,
    Reikwijdte.STEDELIJK: Adviesplicht.GEEN_TAAK,
    Reikwijdte.ONBEKEND: Adviesplicht.ONBEKEND,
}
_TREDEN = tuple(Mandaat)


@dataclass(frozen=True, slots=True)
class Groepsrecht:
    """What one klankbordgroep may do here. `trede` is None where it has no task, or nobody knows yet.

    `is_beperkt` says that the step is lower than the group's own mandate. `advies` is the advice that it was asked
    for or gave.
    """

    groep: Klankbordgroep
    trede: Mandaat | None
    is_beperkt: bool
    advies: Advies | None
    begint: date | None
    """The day on which the group begins, where that is still to come."""


@dataclass(frozen=True, slots=True)
class Gebruikt:
    """The version of a definition that a proposal is shown with: the one of the day on which it was mapped."""

    begrip: Begrip
    ingedeeld_op: date | None
    is_later: bool
    """Whether the proposal is older than the first version."""
    nieuwste: Begrip | None
    """The version that holds now, where that is another."""


@dataclass(frozen=True, slots=True)
class Wiemagwat:
    """Everything under the heading “Wie mag hier wat?”."""

    voorstel: Voorstel
    beslisser: Beslisser
    plicht: Adviesplicht
    gebruikt: Gebruikt | None
    terrein: Beleidsterrein | None
    terrein_is_herzien: bool
    """Whether that has been decided otherwise since."""
    groepen: tuple[Groepsrecht, ...]
    zonder: tuple[Wijk, ...]
    """The wijken without a klankbordgroep that sits or is to begin."""
    organisaties: tuple[Organisatie, ...]

    @property
    def trap(self) -> tuple[tuple[Mandaat, tuple[Groepsrecht, ...]], ...]:
        """The steps from high to low, as a stair is seen, each with the groups that stand on it here."""
        return tuple(
            (trede, tuple(recht for recht in self.groepen if recht.trede is trede)) for trede in reversed(_TREDEN)
        )

    @property
    def beslist_mee(self) -> bool:
        """Whether a group has more to say than advice; one for a single subject only where it has a part in this."""
        return any(
            recht.trede in (Mandaat.MEEBESLUITEN, Mandaat.ZELF_BESLUITEN)
            and (recht.advies is not None or not recht.groep.onderwerp)
            for recht in self.groepen
        )


def read_mandaat(stad: Stad, voorstel: Voorstel, peildatum: date) -> Wiemagwat:
    """Return who may do what about a proposal on a day."""
    dag = voorstel.ingedeeld_op
    terrein = next((item for item in stad.gemeente.beleidsterreinen if item.slug == voorstel.beleidsterrein), None)
    counts = terrein is not None and terrein.is_wijkspecifiek_op(dag)
    plicht = _PLICHT.get(voorstel.reikwijdte, Adviesplicht.ALTIJD if counts else Adviesplicht.ONDUIDELIJK)
    wijken = bereik_van(stad, voorstel).wijken
    groepen = {groep.id: groep for slug in wijken for groep in stad.klankbordgroepen_in[slug]}
    organisaties = {org.id: org for slug in wijken for org in stad.organisaties_in[slug] if org.actief}
    asked = {advies.van: advies for advies in stad.adviezen_over.get(voorstel.id, ())}
    rights = [
        _read_recht(groep, plicht, asked.get(groep.id), peildatum)
        for groep in groepen.values()
        if not has_ended(groep, peildatum) or groep.id in asked
    ]
    served = {slug for recht in rights for slug in recht.groep.wijken if not has_ended(recht.groep, peildatum)}
    return Wiemagwat(
        voorstel,
        read_beslisser(voorstel),
        plicht,
        _read_gebruikt(stad, voorstel, peildatum),
        terrein,
        terrein is not None and counts != terrein.is_wijkspecifiek_op(peildatum),
        tuple(sorted(rights, key=lambda recht: (recht.advies is None, recht.groep.naam, recht.groep.id))),
        tuple(stad.wijk[slug] for slug in wijken if slug not in served),
        tuple(sorted(organisaties.values(), key=lambda org: (org.id not in asked, org.naam, org.id))),
    )


def has_ended(groep: Klankbordgroep, peildatum: date) -> bool:
    """Say whether the term of a klankbordgroep is over."""
    return groep.zittingstermijn is not None and groep.zittingstermijn.tot < peildatum


def read_beslisser(voorstel: Voorstel) -> Beslisser:
    """Return who decides: as its steps say, those to come too, else as follows from what kind of paper it is."""
    fasen = {stap.fase for stap in voorstel.stappen}
    by_fase = next((beslisser for fase, beslisser in _BY_FASE if fase in fasen), None)
    return by_fase or (Beslisser.RAAD if voorstel.soort in _VAN_DE_RAAD else Beslisser.ONBEKEND)


def _read_recht(groep: Klankbordgroep, plicht: Adviesplicht, advies: Advies | None, peildatum: date) -> Groepsrecht:
    """Return the step on which a group stands here: above advising only where the proposal is surely of the wijk."""
    trede: Mandaat | None = groep.mandaat
    if plicht in (Adviesplicht.GEEN_TAAK, Adviesplicht.ONBEKEND):
        trede = None
    elif plicht is not Adviesplicht.ALTIJD:
        trede = min(groep.mandaat, Mandaat.ADVISEREN, key=_TREDEN.index)
    begin = groep.zittingstermijn.van if groep.zittingstermijn else None
    return Groepsrecht(
        groep,
        trede,
        trede is not None and trede is not groep.mandaat,
        advies,
        begin if begin and begin > peildatum else None,
    )


def _read_gebruikt(stad: Stad, voorstel: Voorstel, peildatum: date) -> Gebruikt | None:
    dag, begrippen = voorstel.ingedeeld_op, stad.gemeente.begrippen
    begrip = find_begrip(begrippen, voorstel.reikwijdte.value, dag)
    if begrip is None:
        return None
    now = find_begrip(begrippen, voorstel.reikwijdte.value, peildatum)
    return Gebruikt(
        begrip,
        dag,
        bool(dag and begrip.vanaf and begrip.vanaf.begin > dag),
        None if now is begrip else now,
    )
