"""The picture that goes with a shared link (Open Graph): a PNG of the map, without a word in it.

Which fonts there are differs by machine, and a picture must not. Edges are hard: that keeps the file small, and leaves
no shade that two machines could mix differently.
"""

from __future__ import annotations

from resvg_py import svg_to_bytes

from wijkdemocratie.model import Stad, Wijk

from .tekening import draw_kaartje, draw_stad

BREEDTE, HOOGTE = 1200, 630
"""The size that the sites where people share links ask for."""

_GROND, _VLAK, _LIJN, _HIER = "#0f4c5c", "#e8ebea", "#7d8a8f", "#f3a985"
"""A picture does not know the style of the page that it is shown on, so it brings its own four colours."""
_RAND = 45
"""The room around a map."""


def draw_beeld(stad: Stad, wijk: Wijk | None = None) -> str:
    """Return the SVG of the city, or of a wijk: the city with the wijk in it, and beside it the wijk up close."""
    kaart = draw_stad(stad)
    here = wijk.slug if wijk else ""
    city = [(vlak.pad, _HIER if vlak.wijk == here else _VLAK) for vlak in kaart.vlakken]
    if wijk is None:
        parts = [_place(kaart.kader, _RAND, BREEDTE - 2 * _RAND, city, kaart.buurtlijnen)]
    else:
        near = draw_kaartje(stad, wijk)
        parts = [
            _place(kaart.kader, _RAND, 620, city, ""),
            _place(near.kader, 710, 445, [(near.rest, _VLAK), (near.wijk, _HIER)], near.buurtlijnen),
        ]
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {BREEDTE} {HOOGTE}">{"".join(parts)}</svg>'


def render_png(svg: str) -> bytes:
    """Return the PNG of a drawing, in the size that is asked for."""
    return bytes(svg_to_bytes(svg_string=svg, background=_GROND, skip_system_fonts=True, shape_rendering="crisp_edges"))


def _place(kader: str, x: int, breedte: int, vlakken: list[tuple[str, str]], lijnen: str) -> str:
    """Place a map in the middle of its part of the picture, with lines that are as thick whatever its scale.

    A group and not an `<svg>` in the `<svg>`: that would be clipped, which takes five times as long.
    """
    left, top, width, height = (float(number) for number in kader.split())
    scale = min(breedte / width, (HOOGTE - 2 * _RAND) / height)
    dx, dy = x + (breedte - scale * width) / 2 - scale * left, (HOOGTE - scale * height) / 2 - scale * top
    shapes = "".join(f'<path d="{pad}" fill="{fill}"/>' for pad, fill in vlakken)
    inner = f'<path d="{lijnen}" fill="none" stroke="{_LIJN}"/>' if lijnen else ""
    return (
        f'<g transform="matrix({scale:.3f} 0 0 {scale:.3f} {dx:.1f} {dy:.1f})" stroke="{_GROND}"'
        f' stroke-width="{1.5 / scale:.2f}">{shapes}{inner}</g>'
    )
