"""What stands on a long page, for the list of contents at its top. A short page needs none."""

from __future__ import annotations

from datetime import date

from wijkdemocratie.model import Voorstel
from wijkdemocratie.select import Adviesstand

Delen = tuple[tuple[str, str], ...]
"""The parts of a page as (id, name)."""

_LONG = 4
"""From this many parts on a page has a list of contents."""


def list_voorsteldelen(voorstel: Voorstel, peildatum: date, *, met_bijeenkomsten: bool) -> Delen:
    """Return the parts of the page of a proposal."""
    return _select(
        ("stappen", "Waar staat het nu?", True),
        ("feiten", "Over dit voorstel", True),
        ("mandaat", "Wie mag hier wat?", True),
        ("toelichting", "Toelichting", bool(voorstel.tekst)),
        ("adviezen", "Adviezen", True),
        ("bijeenkomsten", "Bijeenkomsten", met_bijeenkomsten),
        ("keten", "Van wijkscan tot besluit", True),
        ("wijzigingen", "Wijzigingen", any(one.datum <= peildatum for one in voorstel.wijzigingen)),
        ("bronnen", "Bronnen", bool(voorstel.bronnen)),
    )


def list_adviesdelen(stand: Adviesstand, peildatum: date) -> Delen:
    """Return the parts of the page of an advice."""
    advies = stand.advies
    return _select(
        ("klokken", "Heeft de gemeente geantwoord?", True),
        ("antwoord", "Het antwoord", stand.reactie.klaar is not None),
        ("punten", "Punt voor punt", bool(advies.punten)),
        ("toelichting", "Meer over dit advies", bool(advies.tekst)),
        ("keten", "Van wijkscan tot besluit", True),
        ("wijzigingen", "Wijzigingen", any(one.datum <= peildatum for one in advies.wijzigingen)),
    )


def _select(*delen: tuple[str, str, bool]) -> Delen:
    shown = tuple((name, title) for name, title, is_there in delen if is_there)
    return shown if len(shown) >= _LONG else ()
