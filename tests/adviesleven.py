"""The life of an advice, for the generator of histories: asked, given, acknowledged, answered, and stopped clocks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from hypothesis import strategies as st

from levens import BEGIN
from redacteur import Leven, Redacteur
from wijkdemocratie.model import Advies, Antwoord

TERMIJNEN = {"advies": 20, "bevestiging": 5, "reactie": 15}
"""The terms of the city, in days."""
WACHTER = "wijkraad"
"""The adviser whose clock for the reaction starts when its advice is acknowledged."""


@st.composite
def adviezen(draw: st.DrawFn, naam: str, voorstel: tuple[str, date, date] | None) -> Leven:
    """An advice: asked or not, given, acknowledged and answered, in time or late, and entered late.

    `voorstel` is the proposal that it is about, with the day on which that is there, and on which it is withdrawn.
    Readers know by then that a request that is still open is off: advice that is entered later is of a later day.
    """
    begin = BEGIN + timedelta(days=draw(st.integers(0, 20)))
    begin = max(begin, voorstel[1]) if voorstel else begin
    over = {"voorstel": voorstel[0]} if voorstel else {"onderwerp": "Groen"}
    asked = {"gevraagd_op": begin} if draw(st.booleans()) else {"ongevraagd": True, "ingediend_op": begin}
    editor = make_editor(draw, naam, begin + timedelta(days=draw(st.integers(0, 9))), {**over, **asked})

    def give() -> None:
        if not {"ontvangstbevestiging", "reactie", "opschortingen"} & editor.data.keys():
            since = editor.data.get("gevraagd_op", begin)
            if voorstel and editor.data.get("ingediend_op", editor.dag) > voorstel[2]:
                since = max(since, voorstel[2] + timedelta(days=1))
            answer(editor, ingediend_op=any_day(editor, since))

    editor.commit()
    return editor.live(7, **make_steps(editor), give=give, correct=editor.correct, add_wijk=editor.add_wijk)


@st.composite
def stilstaand(draw: st.DrawFn, naam: str) -> Leven:
    """An advice whose clocks stand still: once for sure, and then again, until known or not, answered or not."""
    begin = BEGIN + timedelta(days=draw(st.integers(0, 20)))
    asked = {"ongevraagd": True, "ingediend_op": begin, "onderwerp": "Groen"}
    editor = make_editor(draw, naam, begin + timedelta(days=draw(st.integers(0, 3))), asked)
    editor.commit()
    editor.dag = editor.days(editor.dag, 0, 2)
    suspend(editor)
    steps = make_steps(editor)
    return editor.live(7, **steps, resume_again=steps["resume"], again=steps["suspend"])


def make_editor(draw: st.DrawFn, naam: str, dag: date, data: dict[str, Any]) -> Redacteur:
    van = draw(st.sampled_from(("groep", WACHTER)))
    base = {"id": naam, "titel": naam, "wijken": ["haven"], "van": van, "samenvatting": "Advies."}
    return Redacteur(draw, Advies, dag, {**base, **data})


def make_steps(editor: Redacteur) -> dict[str, Callable[[], None]]:
    """Return what may happen to any advice."""
    steps = {"acknowledge": acknowledge, "react": react, "suspend": suspend, "resume": resume}
    wait = {"wait": lambda: None, "longer": lambda: None}
    return {**{name: partial(step, editor) for name, step in steps.items()}, **wait}


def answer(editor: Redacteur, **changes: Any) -> None:
    """Enter an answer; say so when there was another one, or when it was wrong to tell that it is late."""
    is_other = any(name in editor.data and editor.data[name] != value for name, value in changes.items())
    wrong = [antwoord for antwoord in Antwoord if is_told(editor.data, antwoord, editor.dag)]
    editor.data.update(changes)
    wrong = [antwoord for antwoord in wrong if not is_told(editor.data, antwoord, editor.dag)]
    if wrong or is_other:
        editor.note("gecorrigeerd", onterecht=wrong)
    editor.commit()


def any_day(editor: Redacteur, since: date) -> date:
    """Return a day from then up to today."""
    return editor.days(since, 0, max(0, (editor.dag - since).days))


def find_first(data: dict[str, Any]) -> date:
    """Return the first day on which an answer may have come: a clock that was stopped had none yet."""
    return max([data["ingediend_op"], *(stop["van"] for stop in data.get("opschortingen", []))])


def acknowledge(editor: Redacteur) -> None:
    """Enter the acknowledgement; a clock that runs since the one that is there, and was stopped, holds it fast."""
    if "ingediend_op" in editor.data and not {"ontvangstbevestiging", "opschortingen"} <= editor.data.keys():
        answer(editor, ontvangstbevestiging=any_day(editor, find_first(editor.data)))


def react(editor: Redacteur) -> None:
    if "ingediend_op" in editor.data:
        answer(editor, reactie={"datum": any_day(editor, find_first(editor.data)), "motivering": "Daarom."})


def suspend(editor: Redacteur) -> None:
    """Stop clocks of an advice from today, if they run, with or without a last day."""
    klokken = editor.draw(st.sampled_from((["reactie"], ["bevestiging"], ["reactie", "bevestiging"])))
    if all(may_stop(editor.data, Antwoord(klok), editor.dag) for klok in klokken):
        before = editor.data.get("opschortingen", [])
        tot = {"tot": editor.days(editor.dag, 0, 9)} if editor.maybe() else {}
        stop = {"nr": len(before) + 1, "van": editor.dag, **tot, "reden": "Er loopt onderzoek.", "klokken": klokken}
        editor.commit(opschortingen=[*before, stop])


def resume(editor: Redacteur) -> None:
    """Tell when the clocks that stand still without an end run again: today, or within some days."""
    yesterday, stops = editor.dag - timedelta(days=1), editor.data.get("opschortingen", [])
    if any("tot" not in stop for stop in stops):
        ends = [
            stop if "tot" in stop else {**stop, "tot": editor.days(max(stop["van"], yesterday), 0, 5)} for stop in stops
        ]
        editor.commit(opschortingen=ends)


def is_told(data: dict[str, Any], antwoord: Antwoord, dag: date) -> bool:
    """Say whether readers were told by the end of a day that this answer is late."""
    uiterste = find_uiterste(data, antwoord)
    return uiterste is not None and uiterste < dag and all(day > uiterste for day in list_answers(data, antwoord))


def list_answers(data: dict[str, Any], antwoord: Antwoord) -> list[date]:
    """Return the days that count as this answer."""
    answers = [data["reactie"]["datum"]] if data.get("reactie") else []
    if antwoord is Antwoord.BEVESTIGING and data.get("ontvangstbevestiging"):
        answers.append(data["ontvangstbevestiging"])
    return answers


def may_stop(data: dict[str, Any], antwoord: Antwoord, dag: date) -> bool:
    """Say whether a clock runs on a day, so that it can be stopped; that one waits in vain is known the day after."""
    start = find_start(data, antwoord)
    if start is None or start > dag - timedelta(days=does_wait(data, antwoord)) or list_answers(data, antwoord):
        return False
    stops = [stop for stop in data.get("opschortingen", []) if antwoord.value in stop["klokken"]]
    uiterste = find_uiterste(data, antwoord)
    return uiterste is not None and uiterste >= dag and all(stop["tot"] < dag for stop in stops)


def does_wait(data: dict[str, Any], antwoord: Antwoord) -> bool:
    """Say whether a clock waits for the acknowledgement."""
    return antwoord is Antwoord.REACTIE and data["van"] == WACHTER


def find_start(data: dict[str, Any], antwoord: Antwoord) -> date | None:
    """Return the day on which a clock starts: where it waits that of the acknowledgement, or the last one for it."""
    if not data.get("ingediend_op") or not does_wait(data, antwoord):
        return data.get("ingediend_op")
    acknowledged = min(list_answers(data, Antwoord.BEVESTIGING), default=None)
    last = find_uiterste(data, Antwoord.BEVESTIGING)
    return min((dag for dag in (acknowledged, last) if dag), default=None)


def find_uiterste(data: dict[str, Any], antwoord: Antwoord) -> date | None:
    """Count the days of a term one by one, without those on which its clock stood still; None where that has no end."""
    dag, left = find_start(data, antwoord), TERMIJNEN[antwoord.value]
    while dag and left:
        dag += timedelta(days=1)
        stops = data.get("opschortingen", [])
        still = [stop for stop in stops if antwoord.value in stop["klokken"] and stop["van"] <= dag]
        if any(stop.get("tot") is None for stop in still):
            return None
        left -= not any(dag <= stop["tot"] for stop in still)
    return dag
