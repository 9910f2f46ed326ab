"""RSS 2.0 by feedgen, from events (RSS Best Practices Profile; identity by RFC 4151; paging by RFC 5005)."""

from .bericht import Bericht, list_berichten
from .kanaal import LIMIET, list_bestanden, render_feed, render_items

__all__ = ["LIMIET", "Bericht", "list_berichten", "list_bestanden", "render_feed", "render_items"]
