"""Links and pictures that Markdown makes of a text, and that the search for them in the text itself did not find.

The search knows where a link stands, and reads Markdown nearly as the renderer does. Where the two differ the renderer
is right, as that is what is published.
"""

from __future__ import annotations

from collections.abc import Iterator

from wijkdemocratie.problems import Location
from wijkdemocratie.source import find_beelden, list_links, locate
from wijkdemocratie.text import Doel, list_doelen


def list_gemist(body: str) -> Iterator[tuple[Doel, Location]]:
    """Yield them with their place in the body: where the target is written, or else the first line."""
    doelen = list_doelen(body)
    if not doelen:
        return
    beelden = {plek.doel for plek in find_beelden(body)}
    links = {link for link, _ in list_links(body, "", 1)}
    for doel in doelen:
        if doel.doel not in (beelden if doel.beeld else links):
            yield doel, locate("", body, max(body.find(doel.doel), 0))


def place_gemist(begin: Location, where: Location) -> Location:
    """Return the place in the file of a place in a body that begins at `begin`."""
    return Location(begin.path, begin.line + where.line - 1, where.column)
