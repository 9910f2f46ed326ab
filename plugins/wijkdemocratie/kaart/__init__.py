"""Maps as frozen values: points or boundaries in, the paths of an SVG and the bytes of a picture out.

Without boundaries the map is a mosaic of the points of the buurten, and says so. Numbers have one decimal, so that
every machine writes the same.
"""

from .beeld import BREEDTE, HOOGTE, draw_beeld, render_png
from .tekening import Kaartje, Stadskaart, Wijkvlak, draw_kaartje, draw_stad

__all__ = [
    "BREEDTE",
    "HOOGTE",
    "Kaartje",
    "Stadskaart",
    "Wijkvlak",
    "draw_beeld",
    "draw_kaartje",
    "draw_stad",
    "render_png",
]
