"""The lives of records, for the generator of histories: every version that an editor committed, and when."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from redacteur import Leven, Redacteur, at_evening, move_window
from wijkdemocratie.model import (
    Bijeenkomst,
    Klankbordgroep,
    Loting,
    Voorstel,
    Wijkscan,
)

BEGIN = date(2026, 1, 5)


@st.composite
def lotingen(draw: st.DrawFn, naam: str) -> Leven:
    """A draw: announced, entered in time or late, moved, cancelled or held; then some may be replaced."""
    announced = BEGIN + timedelta(days=draw(st.integers(0, 20)))
    van = announced + timedelta(days=draw(st.integers(0, 12)))
    tot = van + timedelta(days=draw(st.integers(0, 20)))
    data = {
        "id": naam,
        "naam": naam,
        "klankbordgroep": "groep",
        "aangekondigd_op": announced,
        "aanmelden": {"van": van, "tot": tot},
        "trekking": at_evening(tot + timedelta(days=draw(st.integers(1, 8)))),
        "plaats": "De Haven",
        "plaatsen": 12,
    }
    editor = Redacteur(draw, Loting, announced + timedelta(days=draw(st.integers(0, 12))), data)

    def move() -> None:
        window, held = data["aanmelden"], data["trekking"].date()
        van, tot, was = move_window(editor, window["van"], window["tot"])
        if held <= max(tot, editor.dag) or editor.maybe():
            held = editor.days(max(tot, editor.dag), 1, 8)
        moved = {"trekking": data["trekking"]} if held != data["trekking"].date() else {}
        places = {"plaats": data["plaats"]} if not (was or moved) or editor.maybe() else {}
        editor.note("uitgesteld" if was or moved else "verplaatst", was={**was, **moved, **places})
        place = f"zaal {len(data['wijzigingen'])}" if places else data["plaats"]
        editor.commit(aanmelden={"van": van, "tot": tot}, trekking=at_evening(held), plaats=place)

    def publish() -> bool:
        held = data["trekking"].date()
        if held > editor.dag:
            return False
        told = editor.days(held, 0, (editor.dag - held).days)
        uitkomst = {"gepubliceerd_op": told, "uitgenodigd": 90, "aangemeld": 30, "geloot": 12, "vervangingen": []}
        editor.commit(uitkomst=uitkomst)
        for nr in range(1, editor.number(0, 2) + 1):
            editor.dag = editor.days(editor.dag, 0, 9)
            replaced = {"nr": nr, "datum": editor.dag, "aantal": "te-klein", "reden": "verhuisd"}
            uitkomst = {**uitkomst, "vervangingen": [*uitkomst["vervangingen"], replaced]}
            editor.commit(uitkomst=uitkomst)
        return True

    editor.commit()
    return editor.live(5, move=move, postpone=move, correct=editor.correct, cancel=editor.cancel, publish=publish)


@st.composite
def bijeenkomsten(draw: st.DrawFn, naam: str) -> Leven:
    """A meeting: announced, moved to another day or place, for another wijk too, cancelled."""
    announced = BEGIN + timedelta(days=draw(st.integers(0, 20)))
    begin = at_evening(announced + timedelta(days=draw(st.integers(0, 20))))
    data = {
        "id": naam,
        "naam": naam,
        "wijken": ["haven"],
        "soort": "informatie",
        "aangekondigd_op": announced,
        "begin": begin,
        "einde": begin + timedelta(hours=2),
        "plaats": "De Haven",
        "openbaar": True,
    }
    editor = Redacteur(draw, Bijeenkomst, announced + timedelta(days=draw(st.integers(0, 12))), data)

    def move() -> None:
        begin = at_evening(editor.days(editor.dag, 0, 20))
        if editor.maybe() and begin != data["begin"]:
            editor.note("uitgesteld", was={"begin": data["begin"], "einde": data["einde"]})
            editor.commit(begin=begin, einde=begin + timedelta(hours=2))
        else:
            editor.note("verplaatst", was={"plaats": data["plaats"]})
            editor.commit(plaats=f"zaal {len(data['wijzigingen'])}")

    editor.commit()
    return editor.live(4, move=move, add_wijk=editor.add_wijk, correct=editor.correct, cancel=editor.cancel)


@st.composite
def voorstellen(draw: st.DrawFn, naam: str) -> Leven:
    """A proposal: on the site, steps taken and planned, inspraak, moved, for another wijk too, withdrawn."""
    begin = BEGIN + timedelta(days=draw(st.integers(0, 20)))
    data: dict[str, Any] = {
        "id": naam,
        "titel": naam,
        "soort": "plan",
        "reikwijdte": "wijkspecifiek",
        "beleidsterrein": "groen",
        "wijken": ["haven"],
        "buurten": draw(st.sampled_from(([], ["haven-1"]))),
        "samenvatting": "Een plan.",
        "indeling": {"bron": "besluit"},
        **({"opgenomen_op": begin} if draw(st.booleans()) else {"stappen": [make_stap(1, begin)]}),
    }
    editor = Redacteur(draw, Voorstel, begin + timedelta(days=draw(st.integers(0, 9))), data)

    def add_stap() -> None:
        """Add what was done, or what is planned; a month when the day is not known."""
        stappen = data.get("stappen", [])
        stap = make_stap(len(stappen) + 1, editor.days(editor.dag, -9, 15), month=editor.number(0, 4) == 0)
        editor.commit(stappen=sorted([*stappen, stap], key=find_einde))

    def move_stap() -> None:
        """Move a step that is still to come: nobody has been told that it was taken."""
        stappen = [dict(stap) for stap in data.get("stappen", [])]
        for stap in stappen:
            if find_einde(stap) > editor.dag:
                stap["datum"] = str(editor.days(editor.dag, 0, 15))
        editor.commit(stappen=sorted(stappen, key=find_einde))

    def open_inspraak() -> None:
        if "inspraak" not in data:
            van = max(begin, editor.days(editor.dag, -9, 12))
            editor.commit(inspraak={"van": van, "tot": editor.days(van, 0, 20), "hoe": "Schrijf de gemeente."})
            return
        van, tot, was = move_window(editor, data["inspraak"]["van"], data["inspraak"]["tot"])
        if was:
            editor.note("uitgesteld", was=was)
        editor.commit(inspraak={**data["inspraak"], "van": van, "tot": tot})

    def withdraw() -> bool:
        if data.get("stappen") and find_einde(data["stappen"][0]) > editor.dag:
            return False
        editor.commit(ingetrokken={"datum": editor.dag, "reden": "Er komt een ander plan."})
        return True

    editor.commit()
    steps = {
        "stap": add_stap,
        "another": add_stap,
        "move": move_stap,
        "inspraak": open_inspraak,
        "again": open_inspraak,
    }
    return editor.live(7, **steps, add_wijk=editor.add_wijk, correct=editor.correct, withdraw=withdraw)


def make_stap(nr: int, dag: date, *, month: bool = False) -> dict[str, Any]:
    return {"nr": nr, "fase": "document", "datum": f"{dag:%Y-%m}" if month else str(dag)}


def find_einde(stap: dict[str, Any]) -> date:
    year, month, *day = map(int, stap["datum"].split("-"))
    return date(year, month, day[0]) if day else date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


@st.composite
def groepen(draw: st.DrawFn, naam: str) -> Leven:
    """A klankbordgroep: it is there, it gets a term, and that is made longer before it ends."""
    data: dict[str, Any] = {"id": naam, "naam": naam, "wijken": ["haven"], "vorm": "geloot"}
    editor = Redacteur(draw, Klankbordgroep, BEGIN, data)

    def extend() -> None:
        term = data.get("zittingstermijn") or {"van": editor.days(editor.dag, -5, 9), "tot": date.max}
        if term["tot"] > editor.dag:
            editor.commit(zittingstermijn={**term, "tot": editor.days(max(editor.dag, term["van"]), 1, 30)})

    editor.commit()
    return editor.live(3, extend=extend)


@st.composite
def scans(draw: st.DrawFn, wijk: str) -> Leven:
    """A wijkscan: planned, begun, done, told to the council."""
    editor = Redacteur(draw, Wijkscan, BEGIN, {"wijk": wijk, "stand": "gepland"})
    editor.commit()
    outcome = {"stand": "afgerond", "scenario": "B", "opties": ["B1"]}
    last = BEGIN
    for field_, more in (("begonnen_op", {"stand": "in-uitvoering"}), ("afgerond_op", outcome), ("teruggekoppeld", {})):
        if editor.maybe():
            break
        editor.dag = editor.days(editor.dag, 0, 20)
        last = editor.days(last, 0, (editor.dag - last).days)
        editor.commit(**{field_: {"datum": last} if field_ == "teruggekoppeld" else last}, **more)
    return editor.leven
