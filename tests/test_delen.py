"""What is shown of a link that somebody shares: title, description and a picture of the map."""

from __future__ import annotations

import struct
from dataclasses import replace

import pytest

from made_site import TOP, UNLISTED, MadeSite, read_tree
from wijkdemocratie.kaart import draw_beeld, render_png
from wijkdemocratie.model import Stad

LIMIT = 25_000


def read_og(made: MadeSite, pad: str) -> dict[str, str]:
    """Return the Open Graph of a page; a property that is there twice is a fault."""
    found = made.pages[pad].xpath("/html/head/meta[starts-with(@property, 'og:')]")
    pairs = {meta.get("property"): meta.get("content") for meta in found}
    assert len(pairs) == len(found)
    return pairs


@pytest.mark.parametrize(
    ("pad", "beeld"),
    [
        ("", "kaart.png"),
        ("over/", "kaart.png"),
        ("voorstellen/ris314990/", "kaart.png"),
        ("voorstellen/voorbeeld-fietsroute/", "kaart.png"),
        ("voorstellen/voorbeeld-plein/", "wijken/moerwijk/kaart.png"),
        ("lotingen/loting-moerwijk-2026/", "wijken/moerwijk/kaart.png"),
        ("wijken/", "kaart.png"),
        ("wijken/moerwijk/", "wijken/moerwijk/kaart.png"),
        ("wijken/moerwijk/nieuws/", "wijken/moerwijk/kaart.png"),
        ("wijken/moerwijk/moerwijk-oost/", "wijken/moerwijk/kaart.png"),
    ],
)
def test_shared_link_has_words_and_a_picture(bouw_haag: MadeSite, pad: str, beeld: str) -> None:
    """All addresses are whole, as another site reads them, and the words are those of the page."""
    found = read_og(bouw_haag, pad)
    page = bouw_haag.pages[pad]
    assert found["og:url"] == page.xpath("string(//link[@rel='canonical']/@href)") == f"{bouw_haag.siteurl}/{pad}"
    assert found["og:image"] == f"{bouw_haag.siteurl}/{beeld}"
    assert page.findtext(".//title") == f"{found['og:title']} – {found['og:site_name']}"
    assert found["og:description"] == page.xpath("string(//meta[@name='description']/@content)")
    assert (found["og:image:width"], found["og:image:height"]) == ("1200", "630")
    assert ("Moerwijk" in found["og:image:alt"]) == ("moerwijk" in beeld)


def test_every_page_has_a_picture_that_is_there(bouw_haag: MadeSite) -> None:
    """Only a page that leads on, the one for what is not there and the one of the style have none."""
    for pad in bouw_haag.pages.keys() - bouw_haag.moved - UNLISTED:
        image = bouw_haag.resolve(pad, read_og(bouw_haag, pad)["og:image"])
        assert image
        assert (bouw_haag.folder / image).is_file()


def test_pictures_are_small_and_of_the_right_size(bouw_haag: MadeSite) -> None:
    """One for each wijk and one of the city, each another picture."""
    pictures = {name: png for name, png in read_tree(bouw_haag.folder).items() if name.endswith("kaart.png")}
    assert len(pictures) == len(set(pictures.values())) == 45
    for name, png in pictures.items():
        assert png.startswith(b"\x89PNG\r\n")
        assert struct.unpack(">II", png[16:24]) == (1200, 630)
        assert len(png) < LIMIT, name


def test_picture_has_no_words(haag: Stad) -> None:
    """A name cannot change it, as no font is asked for one; the same city gives the same bytes."""
    wijk = haag.wijk["moerwijk"]
    other = wijk.model_copy(update={"naam": "Andersland"})
    renamed = replace(haag, wijken=tuple(other if one is wijk else one for one in haag.wijken))
    assert render_png(draw_beeld(haag, wijk)) == render_png(draw_beeld(renamed, other))
    assert "<text" not in (TOP / "plugins" / "wijkdemocratie" / "kaart" / "beeld.py").read_text(encoding="utf-8")
