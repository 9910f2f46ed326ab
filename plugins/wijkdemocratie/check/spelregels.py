"""The rules of the game: what the council proposal asks of a voorstel, an advies and a wijkscan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from wijkdemocratie.model import (
    Advies,
    Bijeenkomst,
    Fase,
    Puntuitkomst,
    Reikwijdte,
    Scanstand,
    Voorstel,
    Was,
    Wijzigingsoort,
)
from wijkdemocratie.problems import Severity
from wijkdemocratie.read.zinnen import join

from .regel import Bevinding, Zaak, regel
from .wijzigingen import Veranderlijk, list_veranderlijk

_RECENT = timedelta(days=2 * 365)


@regel("aanwijzingsbesluit-ontbreekt")
def check_aanwijzingsbesluit(zaak: Zaak) -> Iterator[Bevinding]:
    """A stedelijk voorstel names the decision that makes it so (§4.4.1)."""
    for voorstel in zaak.stad.voorstellen:
        if voorstel.reikwijdte is Reikwijdte.STEDELIJK and not voorstel.aanwijzingsbesluit:
            yield Bevinding(
                voorstel.place_of("reikwijdte"),
                "dit voorstel is stedelijk, en het besluit dat dit bepaalt ontbreekt",
                "vul “aanwijzingsbesluit” in met datum en titel; is er geen besluit, kies dan een andere reikwijdte",
            )


@regel("aanwijzingsbesluit-overbodig")
def check_aanwijzing_overbodig(zaak: Zaak) -> Iterator[Bevinding]:
    """Only a stedelijk voorstel has a decision that makes it so (§4.4.1): else the page would contradict itself."""
    for voorstel in zaak.stad.voorstellen:
        if voorstel.aanwijzingsbesluit and voorstel.reikwijdte is not Reikwijdte.STEDELIJK:
            yield Bevinding(
                voorstel.place_of("aanwijzingsbesluit"),
                f"hier staat een besluit dat dit voorstel stedelijk maakt, en de reikwijdte is “{voorstel.reikwijdte}”",
                "kies “reikwijdte: stedelijk”, of haal “aanwijzingsbesluit” weg",
            )


@regel("advies-op-stedelijk")
def check_advies_op_stedelijk(zaak: Zaak) -> Iterator[Bevinding]:
    """A klankbordgroep does not advise on a stedelijk voorstel (§4.4.1); a bewonersorganisatie may."""
    for advies in zaak.stad.adviezen:
        voorstel = zaak.stad.voorstel.get(advies.voorstel or "")
        if voorstel and voorstel.reikwijdte is Reikwijdte.STEDELIJK and advies.van in zaak.stad.klankbordgroep:
            yield Bevinding(
                advies.place_of("van"),
                f"een klankbordgroep kan niet adviseren over een stedelijk voorstel ({voorstel.id})",
                "is het advies van een bewonersorganisatie? Zet die bij “van”",
            )


@regel("reactie-zonder-motivering")
def check_reactie(zaak: Zaak) -> Iterator[Bevinding]:
    """An answer has reasons: as a whole or per point, and each point that got an outcome its own (§4.4.2)."""
    for advies in zaak.stad.adviezen:
        per_point = any(punt.uitkomst for punt in advies.punten)
        reasons = any(punt.uitkomst and punt.motivering for punt in advies.punten)
        if advies.reactie and not advies.reactie.motivering and not reasons:
            yield Bevinding(
                advies.place_of("reactie"),
                "de gemeente antwoordt zonder te zeggen waarom",
                "vul “motivering” in bij de reactie, of een uitkomst met motivering bij elk punt",
            )
        for index, punt in enumerate(advies.punten if advies.reactie else ()):
            if per_point and not punt.uitkomst:
                yield Bevinding(
                    advies.place_of("punten", index),
                    "andere punten hebben een uitkomst en dit punt niet",
                    "vul “uitkomst” en “motivering” in; ging de gemeente hier niet op in: uitkomst: niet-beantwoord",
                )
            elif punt.uitkomst not in (None, Puntuitkomst.NIET_BEANTWOORD) and not punt.motivering:
                yield Bevinding(
                    advies.place_of("punten", index, "uitkomst"),
                    "dit punt heeft een uitkomst, en waarom staat er niet",
                    "vul bij dit punt “motivering” in; gaf de gemeente geen reden, schrijf dat dan op",
                )


@regel("advies-onvolledig")
def check_advies_volledig(zaak: Zaak) -> Iterator[Bevinding]:
    """An advice is about something, and was either asked for or given unasked."""
    for advies in zaak.stad.adviezen:
        if not advies.voorstel and not advies.onderwerp:
            yield Bevinding(advies.place_of(), "dit advies gaat nergens over", "vul “voorstel” of “onderwerp” in")
        if not advies.gevraagd_op and not advies.ongevraagd:
            yield Bevinding(
                advies.place_of(),
                "of de gemeente om dit advies vroeg, staat er niet",
                "vul “gevraagd_op” in, of zet “ongevraagd: ja”",
            )
        if advies.gevraagd_op and advies.ongevraagd:
            yield Bevinding(
                advies.place_of("ongevraagd"), "dit advies is gevraagd en ongevraagd", "haal een van de twee weg"
            )
        if advies.ongevraagd and not advies.ingediend_op:
            yield Bevinding(
                advies.place_of("ongevraagd"),
                "een ongevraagd advies dat niet is ingediend, is er nog niet",
                "vul “ingediend_op” in",
            )


@regel("voorstel-zonder-datum")
def check_datum(zaak: Zaak) -> Iterator[Bevinding]:
    """A voorstel has a date, as the lists are per year."""
    for voorstel in zaak.stad.voorstellen:
        if not voorstel.stappen and not voorstel.opgenomen_op:
            yield Bevinding(voorstel.place_of(), "dit voorstel heeft geen datum", "vul een stap in, of “opgenomen_op”")


@regel("stad-en-wijk", Severity.WAARSCHUWING)
def check_stad_en_wijk(zaak: Zaak) -> Iterator[Bevinding]:
    """A voorstel is about the whole city or about wijken, not both."""
    for voorstel in zaak.stad.voorstellen:
        if voorstel.hele_stad and (voorstel.wijken or voorstel.buurten):
            yield Bevinding(
                voorstel.place_of("wijken" if voorstel.wijken else "buurten"),
                "dit voorstel gaat over de hele stad en noemt ook wijken of buurten",
                "haal “hele_stad” weg, of haal de wijken en buurten weg",
            )


@regel("wijken-ontbreken", Severity.WAARSCHUWING)
def check_wijken_ontbreken(zaak: Zaak) -> Iterator[Bevinding]:
    """A voorstel shows on the page of a wijk; one that shows on none says why."""
    for voorstel in zaak.stad.voorstellen:
        if not (voorstel.hele_stad or voorstel.wijken or voorstel.indeling.toelichting):
            yield Bevinding(
                voorstel.place_of("indeling"),
                "dit voorstel staat bij geen enkele wijk",
                "vul “wijken” in of zet “hele_stad: ja”; weet u het niet, leg dat uit in “toelichting” van de indeling",
            )


@regel("terrein-niet-wijkspecifiek", Severity.WAARSCHUWING)
def check_terrein(zaak: Zaak) -> Iterator[Bevinding]:
    """A wijkspecifiek voorstel is in a field of policy that is wijkspecifiek (§4.4.1)."""
    terreinen = {terrein.slug: terrein for terrein in zaak.stad.gemeente.beleidsterreinen}
    for voorstel in zaak.stad.voorstellen:
        terrein = terreinen.get(voorstel.beleidsterrein or "")
        # A redefinition does not rewrite what was mapped before it.
        no = terrein is not None and not terrein.is_wijkspecifiek_op(voorstel.ingedeeld_op)
        if voorstel.reikwijdte is Reikwijdte.WIJKSPECIFIEK and no:
            yield Bevinding(
                voorstel.place_of("beleidsterrein"),
                f"dit voorstel is wijkspecifiek, en het beleidsterrein “{voorstel.beleidsterrein}” is dat niet",
                "kijk na of de reikwijdte en het beleidsterrein kloppen",
            )


@regel("advies-niet-gevraagd", Severity.WAARSCHUWING)
def check_gevraagd(zaak: Zaak) -> Iterator[Bevinding]:
    """The wijk is asked for advice on a wijkspecifiek voorstel; old council papers are left in peace."""
    advised = {advies.voorstel for advies in zaak.stad.adviezen}
    for voorstel in zaak.stad.voorstellen:
        if voorstel.reikwijdte is not Reikwijdte.WIJKSPECIFIEK or voorstel.id in advised or voorstel.ingetrokken:
            continue
        index = _find_step_after_participatie(voorstel, zaak.peildatum)
        if index is not None:
            yield Bevinding(
                voorstel.place_of("stappen", index, "fase"),
                "dit wijkspecifieke voorstel ging verder, en niemand in de wijk is om advies gevraagd",
                "is er wel advies gevraagd? Zet het in content/adviezen; anders is dit een vraag aan de indiener",
            )


def _find_step_after_participatie(voorstel: Voorstel, peildatum: date) -> int | None:
    """Return the index of the newest step that was taken after the talks with the wijk, if that is not long ago."""
    seen, found = False, None
    for index, stap in enumerate(voorstel.stappen):
        if seen and stap.fase is not Fase.PARTICIPATIE and peildatum - _RECENT <= stap.datum.einde <= peildatum:
            found = index
        seen = seen or stap.fase is Fase.PARTICIPATIE
    return found


@regel("wijziging-onvolledig")
def check_wijziging(zaak: Zaak) -> Iterator[Bevinding]:
    """A change that adds wijken names them, and the record does too."""
    stad = zaak.stad
    records: list[Voorstel | Advies | Bijeenkomst] = [*stad.voorstellen, *stad.adviezen, *stad.bijeenkomsten]
    for record in records:
        for index, wijziging in enumerate(record.wijzigingen):
            added = wijziging.soort is Wijzigingsoort.WIJK_TOEGEVOEGD
            if added != bool(wijziging.wijken):
                yield Bevinding(
                    record.place_of("wijzigingen", index),
                    "er zijn wijken toegevoegd, en welke staat er niet"
                    if added
                    else "deze wijziging noemt wijken, en de soort is niet “wijk-toegevoegd”",
                    "vul “wijken” in bij de wijziging" if added else "haal de wijken weg, of verander de soort",
                )
            if absent := [slug for slug in wijziging.wijken if slug not in record.wijken]:
                yield Bevinding(
                    record.place_of("wijzigingen", index, "wijken"),
                    f"{join(absent, 'en')} staat niet bij de wijken zelf",
                    "zet de toegevoegde wijk ook bij “wijken”",
                )
    for loting in stad.lotingen:
        for index, wijziging in enumerate(loting.wijzigingen):
            if wijziging.wijken or wijziging.soort is Wijzigingsoort.WIJK_TOEGEVOEGD:
                yield Bevinding(
                    loting.place_of("wijzigingen", index),
                    "een loting heeft zelf geen wijken: die volgen uit de klankbordgroep",
                    "haal de wijken weg, en kies een andere soort wijziging",
                )


@regel("oude-datum-ontbreekt")
def check_was(zaak: Zaak) -> Iterator[Bevinding]:
    """A move tells what it was before, so that what readers have seen keeps its number in the feeds."""
    for record in list_veranderlijk(zaak.stad):
        for index, wijziging in enumerate(record.wijzigingen):
            if wijziging.is_verzet and not (wijziging.was and wijziging.was.model_dump(exclude_none=True)):
                yield Bevinding(
                    record.place_of("wijzigingen", index),
                    "er is iets uitgesteld of verplaatst, en wat het eerst was staat er niet",
                    "vul “was” in met de oude datum, tijd of plaats",
                )
            elif wijziging.was and not wijziging.is_verzet and not _is_openbaar(record, wijziging.was):
                yield Bevinding(
                    record.place_of("wijzigingen", index, "was"),
                    "“was” hoort alleen bij uitgesteld of verplaatst (en “openbaar” bij een bijeenkomst)",
                    "haal “was” weg, of verander de soort",
                )


def _is_openbaar(record: Veranderlijk, was: Was) -> bool:
    """Say whether a change tells no more than that a meeting was open to everybody, or was not."""
    return isinstance(record, Bijeenkomst) and was.model_dump(exclude_none=True).keys() == {"openbaar"}


@regel("scan-onvolledig")
def check_scan_volledig(zaak: Zaak) -> Iterator[Bevinding]:
    """A finished scan has a date, a scenario and options."""
    for scan in zaak.stad.wijkscans:
        fields = {"afgerond_op": scan.afgerond_op, "scenario": scan.scenario, "opties": scan.opties}
        absent = [f"“{field}”" for field, value in fields.items() if not value]
        if scan.stand is Scanstand.AFGEROND and absent:
            yield Bevinding(
                scan.place_of("stand"),
                f"de wijkscan is afgerond, en {join(absent, 'en')} ontbreekt",
                "vul het in, of kies de stand “in-uitvoering”",
            )


@regel("optie-past-niet")
def check_optie(zaak: Zaak) -> Iterator[Bevinding]:
    """An option belongs to the scenario of the scan (§4.2, §4.3)."""
    for scan in zaak.stad.wijkscans:
        for index, optie in enumerate(scan.opties):
            if not scan.scenario or optie.value[0] != scan.scenario.value:
                said = f"het scenario is {scan.scenario.value}" if scan.scenario else "er is geen scenario"
                yield Bevinding(
                    scan.place_of("opties", index),
                    f"optie {optie.value} hoort bij scenario {optie.value[0]}, en {said}",
                    "kies een optie met dezelfde letter, of een ander scenario",
                )


@regel("werkgebied-ontbreekt")
def check_werkgebied(zaak: Zaak) -> Iterator[Bevinding]:
    """An organisation works somewhere: in wijken or in a stadsdeel, not both."""
    for organisatie in zaak.stad.organisaties:
        werkgebied = organisatie.werkgebied
        if bool(werkgebied.wijken) == bool(werkgebied.stadsdeel):
            yield Bevinding(
                organisatie.place_of("werkgebied"),
                "het werkgebied noemt wijken en een stadsdeel"
                if werkgebied.stadsdeel
                else f"waar {organisatie.naam} werkt, staat er niet",
                "vul bij “werkgebied” de wijken in, of het stadsdeel",
            )
