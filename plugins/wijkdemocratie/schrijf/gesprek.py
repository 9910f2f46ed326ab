"""Asking on a terminal: one question at a time, with what may be answered, and again after a slip."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .vragen import Vraag

_SHOWN = 30  # choices; more than this fill the screen


def make_ask(read: Callable[[str], str], show: Callable[[str], None]) -> Callable[[Vraag, Mapping[str, str], str], str]:
    """Return the function that asks one question. `read` gives the line that was typed, `show` prints one."""

    def ask(vraag: Vraag, keuzes: Mapping[str, str], fault: str) -> str:
        if fault:
            show(f"  {fault}")
        else:
            show("")
            if keuzes and len(keuzes) <= _SHOWN:
                for name, label in keuzes.items():
                    show(f"  {name}" + (f"  ({label})" if label and label != name else ""))
        end = f" [{vraag.standaard}]" if vraag.standaard else " (leeg mag)" if vraag.mag_leeg else ""
        typed = read(f"{vraag.vraag}{end} ").strip()
        return typed or ("" if not (vraag.mag_leeg or vraag.standaard) else vraag.standaard or _LEEG)

    return ask


_LEEG = " "
"""Stands for an empty answer that was meant."""
