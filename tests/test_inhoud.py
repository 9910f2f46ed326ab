"""The list of contents on long pages: it names the headings that are there, in their order, and no others."""

from __future__ import annotations

import pytest

from made_site import PEILDATUM, MadeSite
from wijkdemocratie.model import Stad
from wijkdemocratie.pages import Site, list_pages


@pytest.mark.parametrize(
    ("template", "is_always_long"),
    [("voorstel.html", False), ("advies.html", False), ("wijk.html", True), ("buurt.html", True)],
)
def test_contents_name_the_parts_of_the_page(
    haag: Stad, bouw_haag: MadeSite, template: str, is_always_long: bool
) -> None:
    """With four parts or more a page lists them all in order; with fewer it has no list."""
    lengths = set()
    for pagina in list_pages(Site(haag, PEILDATUM, bouw_haag.siteurl)):
        if pagina.template == template:
            page = bouw_haag.pages[pagina.pad]
            assert [] == page.xpath("//main//h2[not(@id)]"), pagina.pad
            headings = page.xpath("//main//h2/@id")
            links = [link.removeprefix("#") for link in page.xpath("//nav[@class='inhoud']//a/@href")]
            assert (headings if len(headings) >= 4 else []) == links, pagina.pad
            lengths.add(len(headings) >= 4)
    assert True in lengths
    assert lengths == {True} or not is_always_long
