"""What has to be known to write something new: which keys, how to ask for them, and from what one may choose."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from wijkdemocratie.check.verwijzingen import list_known, slugify
from wijkdemocratie.model import (
    Advies,
    Bijeenkomst,
    Deel,
    Keuze,
    Klankbordgroep,
    Loting,
    Organisatie,
    Pagina,
    Stad,
    Voorstel,
    Wijkscan,
)
from wijkdemocratie.model.stukken import Stap
from wijkdemocratie.read.vorm import find_fields, find_kind
from wijkdemocratie.read.zinnen import Fout, explain

Antwoorden = dict[str, str]
"""What was answered, by the name of the option; several values stand behind each other with commas."""

VANDAAG = "vandaag"


@dataclass(frozen=True, slots=True)
class Vraag:
    """One thing to know. `naam` is the option without dashes, `veld` the steps to its key."""

    naam: str
    veld: tuple[str, ...]
    vraag: str
    naar: str = ""
    """The kind of thing that it names, where it is a reference."""
    standaard: str = ""
    """What is meant where nothing is said; VANDAAG is the peildatum."""
    mag_leeg: bool = False
    rij: bool = False
    """Whether there may be several."""
    als: tuple[str, str] = ("", "")
    """Asked only where another option has this value; a value of * is any."""


@dataclass(frozen=True, slots=True)
class Soort:
    """One kind of thing that can be new: what it is called in a sentence, and all there is to ask."""

    kind: type[Deel]
    een: str
    vragen: tuple[Vraag, ...]
    later: tuple[str, ...] = ()
    """Keys that stand in the file as a comment, to fill in when they are known."""


_WIJK = Vraag("wijk", ("wijken",), "Over welke wijk gaat het? Meer wijken: zet er een komma tussen", "wijk", rij=True)
_IN_WIJK = Vraag("wijk", (), "In welke wijk?", "wijk")
_TITEL = Vraag("titel", ("titel",), "Wat is de titel?")
_NAAM = Vraag("naam", ("naam",), "Hoe heet het?")
_KORT = Vraag("samenvatting", ("samenvatting",), "Wat is het, in een of twee zinnen?")
_AANGEKONDIGD = Vraag("aangekondigd-op", ("aangekondigd_op",), "Wanneer werd het bekend?", standaard=VANDAAG)

SOORTEN: dict[str, Soort] = {
    "voorstel": Soort(
        Voorstel,
        "een voorstel",
        (
            _TITEL,
            Vraag("soort", ("soort",), "Wat voor stuk is het?"),
            Vraag("opgenomen-op", ("opgenomen_op",), "Wanneer komt het op de site?", standaard=VANDAAG),
            Vraag("reikwijdte", ("reikwijdte",), "Wat is de reikwijdte?", standaard="onbekend"),
            _WIJK,
            Vraag("beleidsterrein", ("beleidsterrein",), "Welk beleidsterrein?", "beleidsterrein", mag_leeg=True),
            Vraag("bron", ("indeling", "bron"), "Wie zegt dat het over die wijk gaat?", standaard="eigen-lezing"),
            Vraag("fase", ("stappen", "fase"), "Wat is er gebeurd: welke fase?", mag_leeg=True),
            Vraag("datum", ("stappen", "datum"), "Wanneer was dat?", standaard=VANDAAG, als=("fase", "*")),
            _KORT,
        ),
        ("buurten", "aanwijzingsbesluit", "inspraak", "bronnen"),
    ),
    "stap": Soort(
        Stap,
        "een stap",
        (
            Vraag("voorstel", (), "Bij welk voorstel?", "voorstel"),
            Vraag("fase", ("fase",), "Wat is er gebeurd: welke fase?"),
            Vraag("datum", ("datum",), "Wanneer was dat?", standaard=VANDAAG),
            Vraag("ris", ("ris",), "Welk RIS-nummer heeft het stuk?", mag_leeg=True),
            Vraag("toelichting", ("toelichting",), "Wat gebeurde er, in een zin?", mag_leeg=True),
        ),
    ),
    "advies": Soort(
        Advies,
        "een advies",
        (
            _TITEL,
            Vraag("voorstel", ("voorstel",), "Over welk voorstel? (leeg: over iets anders)", "voorstel", mag_leeg=True),
            Vraag("onderwerp", ("onderwerp",), "Over welk onderwerp?", als=("voorstel", "")),
            _WIJK,
            Vraag("van", ("van",), "Welke klankbordgroep of organisatie adviseert?", "adviseur"),
            Vraag("gevraagd-op", ("gevraagd_op",), "Wanneer vroeg de gemeente erom? (leeg: niet)", mag_leeg=True),
            Vraag("ingediend-op", ("ingediend_op",), "Wanneer is het ingediend? (leeg: nog niet)", mag_leeg=True),
            _KORT,
        ),
        ("ontvangstbevestiging", "reactie", "punten"),
    ),
    "wijkscan": Soort(
        Wijkscan,
        "een wijkscan",
        (
            Vraag("wijk", ("wijk",), "Van welke wijk?", "wijk"),
            Vraag("stand", ("stand",), "Hoe staat het ermee?", standaard="gepland"),
            Vraag("begonnen-op", ("begonnen_op",), "Wanneer begon de scan?", als=("stand", "in-uitvoering")),
            Vraag("begonnen-op", ("begonnen_op",), "Wanneer begon de scan?", als=("stand", "afgerond")),
            Vraag("afgerond-op", ("afgerond_op",), "Wanneer was de scan klaar?", als=("stand", "afgerond")),
            Vraag("scenario", ("scenario",), "Wat is de uitkomst?", als=("stand", "afgerond")),
            Vraag("opties", ("opties",), "Welke opties zijn gekozen?", rij=True, als=("stand", "afgerond")),
        ),
        ("gesproken_met", "rollen", "ondersteuning", "kosten", "teruggekoppeld"),
    ),
    "klankbordgroep": Soort(
        Klankbordgroep,
        "een klankbordgroep",
        (
            _IN_WIJK,
            _NAAM,
            Vraag("vorm", ("vorm",), "Hoe is de groep samengesteld?"),
            Vraag("mandaat", ("mandaat",), "Welk mandaat heeft de groep?", standaard="adviseren"),
        ),
        ("zittingstermijn", "partijen", "organisatie", "onderwerp", "toelichting"),
    ),
    "loting": Soort(
        Loting,
        "een loting",
        (
            Vraag("klankbordgroep", ("klankbordgroep",), "Voor welke klankbordgroep?", "klankbordgroep"),
            _NAAM,
            _AANGEKONDIGD,
            Vraag("aanmelden-van", ("aanmelden", "van"), "Vanaf wanneer kunnen bewoners zich aanmelden?"),
            Vraag("aanmelden-tot", ("aanmelden", "tot"), "Tot en met wanneer?"),
            Vraag("trekking", ("trekking",), "Wanneer wordt er geloot? (2026-11-23 19:30)"),
            Vraag("plaatsen", ("plaatsen",), "Hoeveel bewoners worden er geloot?"),
            Vraag("reserve", ("reserve",), "Hoeveel reserveplaatsen zijn er?", mag_leeg=True),
        ),
        ("uitnodiging", "aanmelden_via", "plaats", "criteria", "vergoeding", "uitkomst"),
    ),
    "bijeenkomst": Soort(
        Bijeenkomst,
        "een bijeenkomst",
        (
            _IN_WIJK,
            _NAAM,
            Vraag("soort", ("soort",), "Wat voor bijeenkomst is het?"),
            _AANGEKONDIGD,
            Vraag("begin", ("begin",), "Wanneer begint het? (2026-11-23 19:30)"),
            Vraag("einde", ("einde",), "Wanneer is het klaar? (2026-11-23 21:30)"),
            Vraag("plaats", ("plaats",), "Waar is het?"),
            Vraag("openbaar", ("openbaar",), "Mag iedereen komen? (ja of nee)"),
        ),
        ("klankbordgroep", "voorstel", "toelichting"),
    ),
    "organisatie": Soort(
        Organisatie,
        "een bewonersorganisatie",
        (_IN_WIJK, _NAAM, Vraag("rollen", ("rollen",), "Welke rollen heeft zij?", mag_leeg=True, rij=True)),
        ("website", "grondslag", "toelichting"),
    ),
    "pagina": Soort(
        Pagina,
        "een losse pagina",
        (
            Vraag("titel", ("title",), "Wat is de titel?"),
            Vraag("samenvatting", ("summary",), "Waar gaat de pagina over, in een zin?"),
        ),
    ),
}
"""All that `new` can write."""


class AntwoordError(Exception):
    """An answer that cannot be: the sentence and the way out."""

    def __init__(self, message: str, tip: str = "") -> None:
        super().__init__(message)
        self.tip = tip


def list_keuzes(vraag: Vraag, kind: type[Deel], stad: Stad) -> dict[str, str]:
    """Return what may be answered, with what it means; nothing where any words will do."""
    if vraag.naar:
        known = list_known(stad)[vraag.naar]
        return dict.fromkeys(sorted(set(known.values())), "")
    found = _find_type(kind, vraag.veld)
    if isinstance(found, type) and issubclass(found, Keuze):
        return {keuze.value: keuze.label for keuze in found}
    return {}


def parse_antwoord(vraag: Vraag, kind: type[Deel], stad: Stad, peildatum: date, typed: str) -> str:
    """Return an answer as it will stand in the file. Raises `AntwoordError` for one that cannot be."""
    value = " ".join(typed.split())
    if value.casefold() == VANDAAG and vraag.standaard == VANDAAG:
        return peildatum.isoformat()
    if vraag.rij:
        parts = [part.strip() for part in value.split(",") if part.strip()]
        return ", ".join(dict.fromkeys(_parse_one(vraag, kind, stad, part) for part in parts))
    return _parse_one(vraag, kind, stad, value)


def _parse_one(vraag: Vraag, kind: type[Deel], stad: Stad, value: str) -> str:
    if keuzes := list_keuzes(vraag, kind, stad):
        names = {slugify(name): name for name in keuzes} | {
            slugify(label): name for name, label in keuzes.items() if label
        }
        if vraag.naar:
            names |= list_known(stad)[vraag.naar]
        if slugify(value) in names:
            return names[slugify(value)]
        near = difflib.get_close_matches(slugify(value), names, n=1)
        many = len(keuzes) > 25
        tip = f"bedoelde u {names[near[0]]}?" if near else "" if many else f"kies uit: {', '.join(keuzes)}"
        raise AntwoordError(f"“{value}” kennen we niet", tip)
    _check_value(vraag, kind, value)
    return value


def _check_value(vraag: Vraag, kind: type[Deel], value: str) -> None:
    """Hold a value against the model, which says in Dutch what is wrong with it."""
    *above, _ = _with_lists(kind, vraag.veld)
    key = vraag.veld[-1]
    field = find_fields(kind, above)[key]
    wanted: Any = field.annotation
    for extra in field.metadata:
        wanted = Annotated[wanted, extra]
    try:
        TypeAdapter(wanted).validate_python([value] if vraag.rij else value)
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        zin = explain(detail["type"], Fout(value, key, _find_type(kind, vraag.veld), detail.get("ctx", {})))
        raise AntwoordError(zin.message, zin.hint) from None


def _find_type(kind: type[Deel], veld: tuple[str, ...]) -> Any:
    if not veld:
        return None
    found = find_kind(kind, _with_lists(kind, veld))
    return getattr(found, "__args__", (found,))[0] if getattr(found, "__origin__", None) is tuple else found


def _with_lists(kind: type[Deel], veld: tuple[str, ...]) -> tuple[str | int, ...]:
    """Return the steps to a key with those into a list: `stappen` is one."""
    steps: tuple[str | int, ...] = ()
    for at, step in enumerate(veld):
        steps = (*steps, step)
        if at < len(veld) - 1 and getattr(find_kind(kind, steps), "__origin__", None) is tuple:
            steps = (*steps, 0)
    return steps


def is_asked(vraag: Vraag, answers: Mapping[str, str]) -> bool:
    """Say whether a question matters after what was answered before."""
    other, wanted = vraag.als
    if not other:
        return True
    found = answers.get(other, "")
    return bool(found) if wanted == "*" else found == wanted


def collect(
    soort: Soort,
    given: Mapping[str, str],
    stad: Stad,
    peildatum: date,
    ask: Callable[[Vraag, Mapping[str, str], str], str] | None,
) -> Antwoorden:
    """Return all answers: those that were given, and for the rest what `ask` gets, or what is meant by saying nothing.

    Without `ask` one error names everything that is missing, and everything that cannot be.
    """
    answers: Antwoorden = {}
    faults: list[str] = []
    for vraag in soort.vragen:
        if vraag.naam in answers or not is_asked(vraag, answers):
            continue
        typed = given.get(vraag.naam, "")
        while True:
            if not typed and ask:
                typed = ask(vraag, list_keuzes(vraag, soort.kind, stad), faults[-1] if faults else "")
                faults.clear()
            typed = typed.strip() or vraag.standaard
            if not typed:
                if vraag.mag_leeg:
                    answers[vraag.naam] = ""
                    break
                faults.append(f"--{vraag.naam} ontbreekt: {vraag.vraag}")
            else:
                try:
                    answers[vraag.naam] = parse_antwoord(vraag, soort.kind, stad, peildatum, typed)
                    break
                except AntwoordError as error:
                    tip = f"; {error.tip}" if error.tip else ""
                    faults.append(f"--{vraag.naam}: {error}{tip}")
            typed = ""
            if ask is None:
                break
    faults = faults or list(_list_stray(soort, given, answers))
    if faults:
        raise AntwoordError("\n".join(faults))
    return answers


def _list_stray(soort: Soort, given: Mapping[str, str], answers: Antwoorden) -> Iterator[str]:
    """Yield a sentence for each answer that nothing was done with: a date without the step that it is of."""
    for vraag in soort.vragen:
        if given.get(vraag.naam) and vraag.naam not in answers:
            yield f"--{vraag.naam} hoort bij --{vraag.als[0]}, en dat staat er niet bij"
