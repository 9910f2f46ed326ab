"""iCalendar by icalendar (RFC 5545): meetings, draws, and the days on which something opens or closes."""

from .afspraak import Afspraak, list_afspraken
from .kalender import render_agenda

__all__ = ["Afspraak", "list_afspraken", "render_agenda"]
