"""security.txt (RFC 9116): where somebody who finds a weak spot can tell it."""

from __future__ import annotations

from datetime import date

from .site import Site

PAD = ".well-known/security.txt"
_MONTHS = 11


def render_security(site: Site) -> bytes | None:
    """Return the file, or None when the gemeente named no place. Nobody else can know one."""
    beveiliging = site.stad.gemeente.beveiliging
    if beveiliging is None:
        return None
    lines = [
        ("Contact", beveiliging.meldpunt),
        ("Expires", f"{find_verval(site.peildatum).isoformat()}T00:00:00Z"),
        ("Preferred-Languages", "nl, en"),
        ("Canonical", site.absoluut(PAD)),
    ]
    if beveiliging.beleid:
        lines.append(("Policy", beveiliging.beleid))
    return "".join(f"{name}: {value}\n" for name, value in lines).encode()


def find_verval(peildatum: date) -> date:
    """Return the first of the month, eleven months on: within a year, and the same in every build of a month."""
    years, month = divmod(peildatum.month - 1 + _MONTHS, 12)
    return date(peildatum.year + years, month + 1, 1)
