"""The sitemap (sitemaps.org 0.9) and robots.txt."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from xml.etree import ElementTree as ET

from .site import Pagina, Site

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def render_sitemap(site: Site, paginas: Iterable[Pagina], extra: Iterable[tuple[str, date | None]] = ()) -> bytes:
    """Return the sitemap as XML. `extra` holds (path, day of last change) of pages that stand outside `paginas`."""
    found = [(pagina.pad, pagina.gewijzigd) for pagina in paginas if pagina.in_sitemap]
    root = ET.Element("urlset", xmlns=_NAMESPACE)
    for pad, gewijzigd in sorted([*found, *extra], key=lambda item: item[0]):
        url = ET.SubElement(root, "url")
        ET.SubElement(url, "loc").text = site.absoluut(pad)
        if gewijzigd:
            ET.SubElement(url, "lastmod").text = gewijzigd.isoformat()
    ET.indent(root)
    xml: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"


def render_robots(site: Site) -> bytes:
    """Return robots.txt: everybody is welcome everywhere."""
    return f"User-agent: *\nDisallow:\nSitemap: {site.absoluut('sitemap.xml')}\n".encode()
