"""The files of the theme are called after what is in them, and everything that names them follows."""

from __future__ import annotations

from pathlib import Path

import pytest

from made_site import TOP, MadeSite
from wijkdemocratie.thema import Thema, make_thema, read_thema

FILES = {
    "css/stijl.css": b'@font-face { src: url("../letter/tekst.woff2") } a { background: url(ster.svg) }'
    b" b { cursor: url(#x) }",
    "css/ster.svg": b"<svg/>",
    "letter/tekst.woff2": b"wOF2",
}


def test_name_changes_with_the_content() -> None:
    """Another byte is another name; the same bytes are the same name."""
    one, same = make_thema(FILES), make_thema(dict(reversed(FILES.items())))
    other = make_thema(FILES | {"css/ster.svg": b"<svg />"})
    assert one == same
    assert one.pad("css/ster.svg") != other.pad("css/ster.svg")
    assert one.pad("letter/tekst.woff2") == other.pad("letter/tekst.woff2")
    # The stylesheet names the star, so it is another one too.
    assert one.pad("css/stijl.css") != other.pad("css/stijl.css")


def test_stylesheet_names_files_as_they_are_called() -> None:
    """An address in a stylesheet leads to the file with the hash, from where the stylesheet stands."""
    thema = make_thema(FILES)
    css = thema.bestanden[thema.pad("css/stijl.css")].decode()
    for name, way in (("letter/tekst.woff2", "../letter/"), ("css/ster.svg", "../css/")):
        assert f"{way}{Path(thema.pad(name)).name}" in css
    assert "url(#x)" in css
    assert "tekst.woff2" not in css.replace(Path(thema.pad("letter/tekst.woff2")).name, "")


def test_every_file_of_the_theme_has_a_hash() -> None:
    """All of `theme/` may be kept for ever, so no name there stays the same; what an editor left is not on the site."""
    thema = read_thema(TOP / "theme" / "static")
    assert {"css/stijl.css", "css/feed.css", "favicon.svg"} <= set(thema.paden)
    assert all(name.count(".") == 2 and name.startswith("theme/") for name in thema.bestanden)
    assert not Thema().paden
    assert "theme/css/stijl.css" == Thema().pad("css/stijl.css")


def test_unknown_file_is_no_link(tmp_path: Path) -> None:
    """A slip in the name of a file stops the build, as an unknown word does."""
    (tmp_path / "a.css").write_text("a{}", encoding="utf-8")
    (tmp_path / ".a.css.swp").write_text("x", encoding="utf-8")
    thema = read_thema(tmp_path)
    assert ["a.css"] == list(thema.paden)
    with pytest.raises(KeyError):
        thema.pad("b.css")


def test_pages_and_feeds_name_them(bouw_klein: MadeSite) -> None:
    """Each page and each feed leads to the file that is there, and no other file stands in the folder."""
    names = {path.relative_to(bouw_klein.folder).as_posix() for path in (bouw_klein.folder / "theme").rglob("*.*")}
    thema = read_thema(TOP / "theme" / "static")
    assert names == set(thema.bestanden)
    here = "/wijken/"
    for page in bouw_klein.pages.values():
        for link in page.xpath("//link[@rel='stylesheet' or @rel='icon']/@href"):
            assert link.removeprefix(here) in names
    for feed in bouw_klein.feeds.values():
        assert f'href="{here}{thema.pad("css/feed.css")}"'.encode() in feed
