"""A body as it stands on a page: the pictures lead to their files, and keep their place while they load."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from markupsafe import Markup

from wijkdemocratie.text import FILTERS, render_markdown

from .site import Site

_IMAGE = re.compile(r'<img (?P<voor>[^>]*)src="\.\./beelden/(?P<naam>[^"/]+)"(?P<na>[^>]*>)')


def render_tekst(site: Site, source: str, level: int = 2, *, named: bool = False) -> Markup:
    """Return safe HTML for a body; `level` and `named` are about its headings, see `render_markdown`."""
    html = render_markdown(source, level, named=named)
    if "<img " not in html:
        return html
    return Markup(_IMAGE.sub(partial(_place_beeld, site), html))  # noqa: S704  # cleaned by render_markdown


def _place_beeld(site: Site, found: re.Match[str]) -> str:
    beeld = site.stad.beeld.get(found["naam"])
    if beeld is None:  # `check` tells of it; a page has no picture rather than a broken one
        return ""
    size = f'width="{beeld.breedte}" height="{beeld.hoogte}"'
    return f'<img {found["voor"]}src="{site.adres(beeld.pad)}" {size} loading="lazy"{found["na"]}'


def template_filters(site: Site) -> Mapping[str, Callable[..., Any]]:
    """Return the filters of every template."""
    return {**FILTERS, "markdown": partial(render_tekst, site)}
