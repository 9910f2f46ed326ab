"""An editor who looks after one record, for the generator of histories."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st

from wijkdemocratie.model import TIJDZONE, Deel

Leven = list[tuple[date, Deel]]
"""Every version of one record, with the day on which it was committed."""


@dataclass
class Redacteur:
    """The editor of one record: keeps its data, and every version that was committed."""

    draw: st.DrawFn
    kind: type[Deel]
    dag: date
    data: dict[str, Any]
    leven: Leven = field(default_factory=list)

    def number(self, low: int, high: int) -> int:
        return self.draw(st.integers(low, high))

    def maybe(self) -> bool:
        return self.draw(st.booleans())

    def days(self, dag: date, low: int, high: int) -> date:
        return dag + timedelta(days=self.number(low, high))

    def commit(self, **changes: Any) -> None:
        """Commit what changed, and change the words and the web address with it."""
        self.data |= changes
        words = {"titel", "naam", "samenvatting"} & self.data.keys()
        told = {name: f"{self.data[name].partition(' – ')[0]} – versie {len(self.leven) + 1}" for name in words}
        slug = {"slug": f"{self.data['id']}-{len(self.leven) + 1}"} if "id" in self.data and self.maybe() else {}
        self.leven.append((self.dag, self.kind.model_validate({**self.data, **told, **slug})))

    def note(self, soort: str, **more: Any) -> None:
        """Write down a change in the list of the record itself."""
        before = self.data.get("wijzigingen", [])
        text = f"Op {self.dag} veranderde er iets."
        entry = {"nr": len(before) + 1, "datum": self.dag, "soort": soort, "toelichting": text, **more}
        self.data["wijzigingen"] = [*before, entry]

    def add_wijk(self) -> None:
        if self.data["wijken"] != ["haven", "molen"]:
            added = "molen" if self.data["wijken"] == ["haven"] else "haven"
            self.data["wijken"] = ["haven", "molen"]
            self.note("wijk-toegevoegd", wijken=[added])
        self.commit()

    def live(self, most: int, **steps: Any) -> Leven:
        """Let days pass, and do something every time, until a step returns True: nothing more can happen then."""
        for _ in range(self.number(0, most)):
            self.dag = self.days(self.dag, 0, 9)
            step = steps[self.draw(st.sampled_from(sorted(steps)))]
            if step():
                break
        return self.leven

    def correct(self) -> None:
        self.note("gecorrigeerd")
        self.commit()

    def cancel(self) -> bool:
        self.commit(afgelast={"datum": self.dag, "reden": "Het gaat niet door."})
        return True


def at_evening(dag: date) -> datetime:
    return datetime.combine(dag, time(19, 30), tzinfo=TIJDZONE)


def move_window(editor: Redacteur, van: date, tot: date) -> tuple[date, date, dict[str, date]]:
    """Return a later or an earlier window that does not begin before today, unless it began, and what it was."""
    first, last = van, tot
    if editor.maybe():
        van = editor.days(editor.dag, 0, 12)
    if editor.maybe() or tot < max(van, editor.dag):
        tot = editor.days(max(van, editor.dag), 0, 20)
    return van, tot, {name: old for name, old, new in (("van", first, van), ("tot", last, tot)) if old != new}
