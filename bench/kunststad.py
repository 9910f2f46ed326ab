"""A made-up city of any size, in the real files: the areas of the shipped city, and everything in them invented.

`make bench N=5000` measures with it. One number gives one city: the same bytes on every computer. No record is one of
the shipped ones, all say `voorbeeld: ja`, and none has a RIS number.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import yaml

from wijkdemocratie.model import Bijeenkomst, Klankbordgroep, Loting, Wijk
from wijkdemocratie.schrijf.bestand import MAPPEN

TOP = Path(__file__).resolve().parent.parent
PEILDATUM = date(2026, 11, 23)
"""The day for which the city is made: its youngest records run now, and some steps are still to come."""

_FIRST = date(2007, 1, 8)
_OF_WIJK = ("code", "slug", "naam", "stadsdeel", "aliassen", "vroegere_namen", "vroeger", "inwoners", "buurten")
_PLANNEN = (
    *("Meer bomen", "Nieuwe bankjes", "Een veilige oversteek", "Een speelplek", "Betere verlichting", "Een buurttuin"),
    *("Minder zwerfafval", "Een fietsenstalling", "Een hondenveld", "Een ontmoetingsplek", "Ander parkeren"),
    *("Een schoolzone", "Groene daken", "Een breder voetpad", "Een sportveld", "Water in de straat"),
)
_REDENEN = (
    "Bewoners vroegen hier in gesprekken met de gemeente om.",
    "De plek is oud en moet toch worden opgeknapt.",
    "In de zomer is het hier te heet, en bij veel regen blijft het water staan.",
    "Kinderen moeten hier veilig naar school kunnen lopen.",
    "Ouderen willen hier een plek om te zitten en elkaar te spreken.",
)
# What may follow one another; talks with the wijk only where it is also asked for advice.
_ZONDER_ADVIES = ("voornemen", "document", "inspraak", "collegebesluit", "raadsbesluit", "uitvoering")
_MET_ADVIES = ("voornemen", "participatie", "advisering", "collegebesluit", "raadsbesluit", "uitvoering")


@dataclass(frozen=True)
class _Plan:
    """What an advice or a meeting has to know of the proposal that it is about."""

    id: str
    titel: str
    wijken: tuple[str, ...]
    begin: date


def make_kunststad(root: Path, voorstellen: int) -> None:
    """Write a city with this many proposals below `root`, an empty folder."""
    random = Random(voorstellen)  # noqa: S311  # the same each time is the point
    wijken = _copy_wijken(root)
    shutil.copytree(TOP / "content" / "paginas", root / "content" / "paginas")
    for folder in ("voorstellen", "adviezen", "wijkscans"):
        (root / "content" / folder).mkdir()
    plannen = []
    for number in range(1, voorstellen + 1):
        advised = number % 3 == 0
        kop, tekst, plan = _make_voorstel(random, number, wijken, advised=advised)
        _write_stuk(root, "voorstellen", kop["id"], kop, tekst)
        plannen.append(plan)
        if advised:
            advies = _make_advies(random, plan)
            _write_stuk(root, "adviezen", advies["id"], advies, f"{random.choice(_REDENEN)} Daarom dit advies.")
    for number, wijk in enumerate(wijken):
        _add_groepen(random, wijk, number)
        if number % 2 == 0:
            _write_stuk(root, "wijkscans", wijk["slug"], _make_scan(random, wijk["slug"]), random.choice(_REDENEN))
    for number, plan in enumerate(plannen[:: max(1, len(plannen) // max(10, len(plannen) // 8))]):
        wijk = next(wijk for wijk in wijken if wijk["slug"] == (plan.wijken or (wijken[0]["slug"],))[0])
        wijk["bijeenkomsten"].append(_make_bijeenkomst(random, number, plan))
    for wijk in wijken:
        _write_yaml(root / "wijken" / f"{wijk['slug']}.yaml", wijk)


def _copy_wijken(root: Path) -> list[dict[str, Any]]:
    """Copy what is true of the shipped city, and return its wijken without what happens in them."""
    (root / "wijken").mkdir(parents=True)
    stad = yaml.safe_load((TOP / "wijken" / "stad.yaml").read_text(encoding="utf-8"))
    stad.pop("ontheffingen", None)  # they name files of the shipped city
    _write_yaml(root / "wijken" / "stad.yaml", stad)
    found = []
    for slug in stad["wijken"]:
        wijk = yaml.safe_load((TOP / "wijken" / f"{slug}.yaml").read_text(encoding="utf-8"))
        found.append({key: wijk[key] for key in _OF_WIJK if key in wijk})
    return found


def _make_voorstel(
    random: Random, number: int, wijken: list[dict[str, Any]], *, advised: bool
) -> tuple[dict[str, Any], str, _Plan]:
    kop: dict[str, Any] = {"id": f"voorbeeld-plan-{number:05}", "voorbeeld": "ja"}
    where = random.random()
    # An advice needs a wijk that gives it.
    if advised or where < 0.75:
        chosen = random.sample(wijken, 1 if where < 0.75 else random.randint(2, 4))
    else:
        chosen = [] if where > 0.95 else random.sample(wijken, random.randint(2, 4))
    plek = chosen[0]["naam"] if chosen else "de hele stad"
    kop["titel"] = f"{random.choice(_PLANNEN)} in {plek}, plan {number}"
    kop["soort"] = random.choice(("voorstel-college", "raadsvoorstel", "plan", "brief-wethouder"))
    begin = _FIRST + timedelta(days=random.randrange((PEILDATUM - _FIRST).days))
    kop["reikwijdte"] = "wijkspecifiek" if len(chosen) == 1 else "wijkoverstijgend" if chosen else "stedelijk"
    if chosen:
        kop["wijken"] = [wijk["slug"] for wijk in chosen]
        if len(chosen) == 1 and random.random() < 0.5:
            kop["buurten"] = [random.choice(chosen[0]["buurten"])["slug"]]
        kop["beleidsterrein"] = random.choice(("openbare-buitenruimte", "welzijn", "wijkveiligheid"))
    else:
        kop["hele_stad"] = "ja"
        kop["aanwijzingsbesluit"] = {"datum": begin, "titel": f"Aanwijzing van plan {number} als zaak van de stad"}
    kop["indeling"] = {"bron": "haagse-oplegger", "datum": begin}
    kop |= dict(_list_stappen(random, begin, _MET_ADVIES if advised else _ZONDER_ADVIES))
    kop["samenvatting"] = f"{random.choice(_REDENEN)} Het gaat om {plek}."
    tekst = "\n\n".join(random.sample(_REDENEN, random.randint(1, 3)))
    return kop, tekst, _Plan(kop["id"], kop["titel"], tuple(wijk["slug"] for wijk in chosen), begin)


def _list_stappen(random: Random, begin: date, fasen: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """Yield the steps of a proposal, its inspraak if it comes to that, and how it was changed or withdrawn."""
    stappen: list[dict[str, Any]] = []
    dag = begin
    for number, fase in enumerate(fasen[: random.randint(2, 6)], 1):
        stap = {"nr": number, "fase": fase, "datum": dag}
        stappen.append(stap | ({"toelichting": random.choice(_REDENEN)} if random.random() < 0.4 else {}))
        if fase == "inspraak":
            hoe = "Schrijf een brief aan de gemeente, of kom naar de avond in de wijk."
            yield "inspraak", {"van": dag, "tot": dag + timedelta(days=random.randint(14, 42)), "hoe": hoe}
        dag += timedelta(days=random.randint(20, 120))
    yield "stappen", stappen
    last = stappen[-1]["datum"]
    if random.random() < 0.05:
        toelichting = "In de tekst stond eerst een verkeerde straat."
        yield "wijzigingen", [{"nr": 1, "datum": last, "soort": "gecorrigeerd", "toelichting": toelichting}]
    if random.random() < 0.03:
        yield "ingetrokken", {"datum": last, "reden": "Er is geen geld voor dit plan."}


def _make_advies(random: Random, plan: _Plan) -> dict[str, Any]:
    """Make an advice that was given, acknowledged and answered as far as it came: in time, late or not at all."""
    gevraagd = plan.begin + timedelta(days=random.randint(10, 40))
    wijk = plan.wijken[0]
    advies: dict[str, Any] = {
        "id": plan.id.replace("plan", "advies"),
        "voorbeeld": "ja",
        "titel": f"Advies over {plan.titel[:1].lower()}{plan.titel[1:]}",
        "voorstel": plan.id,
        "wijken": list(plan.wijken),
        "van": f"klankbordgroep-{wijk}",
        "gevraagd_op": gevraagd,
    }
    done = random.random()
    punten: list[dict[str, Any]] = [{"tekst": "Begin met de plek waar de meeste mensen komen."}]
    if done > 0.1:
        advies["ingediend_op"] = ingediend = gevraagd + timedelta(days=random.randint(7, 50))
        if done > 0.2:
            advies["ontvangstbevestiging"] = ingediend + timedelta(days=random.randint(1, 25))
        if done > 0.35:
            motivering = random.choice(_REDENEN)
            advies["reactie"] = {"datum": ingediend + timedelta(days=random.randint(20, 90)), "motivering": motivering}
            punten[0]["uitkomst"] = random.choice(("overgenomen", "deels-overgenomen", "niet-overgenomen"))
            punten[0]["motivering"] = motivering
    return advies | {"punten": punten, "samenvatting": f"{random.choice(_REDENEN)} De groep is het ermee eens."}


def _make_scan(random: Random, wijk: str) -> dict[str, Any]:
    begin = date(2025, 1, 6) + timedelta(days=random.randrange(300))
    klaar = begin + timedelta(days=random.randint(40, 90))
    return {
        "wijk": wijk,
        "voorbeeld": "ja",
        "stand": "afgerond",
        "begonnen_op": begin,
        "afgerond_op": klaar,
        "scenario": "B",
        "opties": ["B1"],
    }


def _add_groepen(random: Random, wijk: dict[str, Any], number: int) -> None:
    """Add a klankbordgroep, which gives the advice of its wijk, and the draw for it; some are still to come."""
    slug, naam = wijk["slug"], wijk["naam"]
    groep = f"klankbordgroep-{slug}"
    wijk["klankbordgroepen"] = [
        {"id": groep, "voorbeeld": "ja", "naam": f"Klankbordgroep {naam}", "vorm": "deels-geloot"},
    ]
    van = PEILDATUM + timedelta(days=7 * (number % 20 - 16))
    tot = van + timedelta(days=28)
    trekking = tot + timedelta(days=10)
    loting = {
        "id": f"loting-{slug}",
        "voorbeeld": "ja",
        "naam": f"Loting in {naam}",
        "klankbordgroep": groep,
        "aangekondigd_op": van - timedelta(days=14),
        "aanmelden": {"van": van, "tot": tot},
        "trekking": f"{trekking} 19:30",
        "plaats": "Een zaal in de wijk",
        "plaatsen": 24,
    }
    if trekking < PEILDATUM:
        aantallen = {"uitgenodigd": 4000, "aangemeld": 100 + random.randrange(200), "geloot": 24}
        loting["uitkomst"] = {"gepubliceerd_op": trekking + timedelta(days=5), **aantallen}
    wijk["lotingen"] = [loting]
    wijk["bijeenkomsten"] = []


def _make_bijeenkomst(random: Random, number: int, plan: _Plan) -> dict[str, Any]:
    dag = plan.begin + timedelta(days=random.randint(10, 90))
    return {
        "id": f"bijeenkomst-{number:05}",
        "voorbeeld": "ja",
        "naam": f"Avond {number} over een plan in de wijk",
        "soort": "informatie",
        "aangekondigd_op": plan.begin,
        "voorstel": plan.id,
        "openbaar": "ja",
        "begin": f"{dag} 19:30",
        "einde": f"{dag} 21:30",
        "plaats": "Een zaal in de wijk",
    }


def _write_stuk(root: Path, folder: str, name: str, kop: dict[str, Any], tekst: str) -> None:
    path = root / "content" / folder / f"{name}.md"
    # In the order of the model, as the fixed form of a file has it.
    kop = {key: kop[key] for key in MAPPEN[folder].model_fields if key in kop}
    path.write_text(f"---\n{_dump(kop)}---\n{tekst}\n", encoding="utf-8", newline="\n")


def _write_yaml(path: Path, data: dict[str, Any]) -> None:
    for name, kind in (("klankbordgroepen", Klankbordgroep), ("lotingen", Loting), ("bijeenkomsten", Bijeenkomst)):
        if name in data:
            data[name] = [{key: item[key] for key in kind.model_fields if key in item} for item in data[name]]
    if path.name != "stad.yaml":
        data = {key: data[key] for key in Wijk.model_fields if key in data}
    path.write_text(_dump(data), encoding="utf-8", newline="\n")


def _dump(data: dict[str, Any]) -> str:
    """Return YAML as an editor writes it: keys in their own order, letters as they are."""
    dumped: str = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    return dumped


class _Dumper(yaml.SafeDumper):
    """Writes no anchors."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        """Indent lists too, as the fixed form of a file does."""
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, _data: Any) -> bool:
        """Write a value again where it stands twice: the reader of the site refuses an anchor."""
        return True
