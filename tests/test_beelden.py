"""Pictures in texts: read with care, refused with a reason, and shown where they are."""

from __future__ import annotations

import dataclasses
import io
import itertools
import re
import struct
import zlib
from pathlib import Path

import pytest
from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo

from made_site import PEILDATUM, TOP, MadeSite
from wijkdemocratie.check import check_stad
from wijkdemocratie.model import Stad
from wijkdemocratie.pages import Site
from wijkdemocratie.pages.tekst import render_tekst
from wijkdemocratie.problems import Problem, Problems
from wijkdemocratie.read.beelden import FOLDER, read_beelden
from wijkdemocratie.select import list_getoond
from wijkdemocratie.source import check_body, find_beelden
from wijkdemocratie.text import list_doelen

PAGE = "voorstellen/voorbeeld-plein/"
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>52,4.5N</exif:GPSLatitude></x:xmpmeta>'


def draw(form: str, size: tuple[int, int] = (8, 6), **options: object) -> bytes:
    """Return a picture."""
    stream = io.BytesIO()
    Image.new("RGB", size, "green").save(stream, form, **options)
    return stream.getvalue()


def make_exif(*, place: bool = False, orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    if place:
        exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (52.0, 4.0, 0.0)})
    return exif


def make_xmp_png() -> bytes:
    info = PngInfo()
    info.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return draw("PNG", pnginfo=info)


def make_png(kind: bytes, part: bytes) -> bytes:
    """Return a picture with one more part, right before its end."""
    chunk = struct.pack(">I", len(part)) + kind + part + struct.pack(">I", zlib.crc32(kind + part))
    return draw("PNG")[:-12] + chunk + draw("PNG")[-12:]


def make_jpeg(*segments: tuple[int, bytes]) -> bytes:
    """Return a picture with more segments, right behind its beginning."""
    plain = draw("JPEG")
    return (
        plain[:2]
        + b"".join(struct.pack(">BBH", 255, kind, len(part) + 2) + part for kind, part in segments)
        + plain[2:]
    )


def make_odd_exif(tag: int, value: object) -> Image.Exif:
    exif = make_exif()
    exif[tag] = value
    return exif


PLAATS = make_exif(place=True).tobytes()
HIDDEN = {
    "compressed XMP.png": make_png(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(XMP)),
    "raw profile.png": make_png(b"zTXt", b"Raw profile type APP1\0\0" + zlib.compress(PLAATS.hex().encode())),
    "text.png": make_png(b"tEXt", b"Comment\0thuis"),
    "time.png": make_png(b"tIME", bytes(7)),
    "behind.png": draw("PNG") + b"thuis",
    "exif.png": draw("PNG", exif=make_exif(orientation=6)),
    "second exif.jpg": make_jpeg((0xE1, make_exif().tobytes()), (0xE1, make_exif(orientation=3).tobytes())),
    "XMP in UTF-16.jpg": make_jpeg((0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP.decode().encode("utf-16"))),
    "comment.jpg": make_jpeg((0xFE, b"thuis")),
    "parts.jpg": make_jpeg((0xED, b"Photoshop 3.0\0")),
    "second.jpg": draw("JPEG") + draw("JPEG", exif=make_exif(place=True)),
    "film.jpg": draw("JPEG") + b"\0\0\0\x18ftypmp42",
    "maker.jpg": draw("JPEG", exif=make_odd_exif(ExifTags.Base.Make, "Camera")),
    "small.jpg": make_jpeg((0xE0, b"JFXX\0\x10")),
    "broken exif.jpg": make_jpeg((0xE1, b"Exif\0\0MM\0*\0\0\0\x08\0")),
    "xmp.webp": draw("WEBP", xmp=b"<x/>"),
    "maker.webp": draw("WEBP", exif=make_odd_exif(ExifTags.Base.Make, "Camera")),
    "behind.webp": draw("WEBP") + b"thuis",
}
"""What a picture may hold in a place where nobody looks."""


def read_one(root: Path, name: str, data: bytes) -> tuple[list[tuple[str, int, int]], list[str]]:
    """Return the pictures as (name, width, height), and the rules that were broken."""
    (root / FOLDER).mkdir(parents=True)
    (root / FOLDER / name).write_bytes(data)
    problems = Problems()
    found = [(beeld.naam, beeld.breedte, beeld.hoogte) for beeld in read_beelden(root, problems)]
    return found, [problem.rule for problem in problems]


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.jpg", draw("JPEG")), ("a-2.jpeg", draw("JPEG")), ("a.png", draw("PNG")), ("a.webp", draw("WEBP"))],
)
def test_ordinary_pictures_are_read(tmp_path: Path, name: str, data: bytes) -> None:
    """JPEG, PNG and WebP, each with its size."""
    assert ([(name, 8, 6)], []) == read_one(tmp_path, name, data)


def test_picture_that_lies_on_its_side(tmp_path: Path) -> None:
    """A camera turns by a mark in the file, and a browser follows it: the size is the one that is seen."""
    assert ([("a.jpg", 6, 8)], []) == read_one(tmp_path, "a.jpg", draw("JPEG", exif=make_exif(orientation=6)))


@pytest.mark.parametrize(
    ("name", "data", "rule"),
    [
        ("Plein.jpg", draw("JPEG"), "beeld-onjuist"),
        ("plein 1.png", draw("PNG"), "beeld-onjuist"),
        ("plein.gif", draw("GIF"), "beeld-onjuist"),
        ("plein.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "beeld-onjuist"),
        ("plein.png", draw("JPEG"), "beeld-onjuist"),
        ("plein.jpg", b"", "beeld-onjuist"),
        ("plein.jpg", draw("JPEG", (400, 400))[:300], "beeld-onjuist"),
        ("plein.png", draw("PNG")[:40], "beeld-onjuist"),
        ("plein.png", draw("PNG", (9000, 9000)), "beeld-onjuist"),
        ("plein.jpg", draw("JPEG", exif=make_exif(place=True)), "beeld-met-plaats"),
        ("plein.png", draw("PNG", exif=make_exif(place=True)), "beeld-met-plaats"),
        ("plein.webp", draw("WEBP", exif=make_exif(place=True)), "beeld-met-plaats"),
        ("plein.jpg", draw("JPEG", xmp=XMP), "beeld-met-plaats"),
        ("plein.png", make_xmp_png(), "beeld-met-plaats"),
    ],
)
def test_what_cannot_be_shown_is_refused(tmp_path: Path, name: str, data: bytes, rule: str) -> None:
    """One reason for each, and the picture is not there."""
    assert ([], [rule]) == read_one(tmp_path, name, data)


@pytest.mark.parametrize("name", HIDDEN)
def test_nothing_goes_along_with_a_picture(tmp_path: Path, name: str) -> None:
    """Only what is needed to show it may be in the file: nothing is looked for, so nothing is missed."""
    suffix = name.rpartition(".")[2]
    assert ([], ["beeld-met-gegevens"]) == read_one(tmp_path, f"plein.{suffix}", HIDDEN[name])


@pytest.mark.parametrize("order", [(False, True), (True, False)])
def test_a_place_in_any_block_is_a_place(tmp_path: Path, order: tuple[bool, bool]) -> None:
    """Of two blocks with data about the picture both are read."""
    data = make_jpeg(*((0xE1, make_exif(place=place).tobytes()) for place in order))
    assert ([], ["beeld-met-plaats"]) == read_one(tmp_path, "plein.jpg", data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jpg", draw("JPEG", progressive=True, icc_profile=bytes(70_000))),
        ("a.jpg", draw("JPEG", (300, 200), restart_marker_rows=1, dpi=(72, 72))),
        ("a.png", draw("PNG", dpi=(72, 72), icc_profile=bytes(200))),
        ("a.webp", draw("WEBP", lossless=True, icc_profile=bytes(201), exif=make_exif())),
        ("a.webp", draw("WEBP", save_all=True, append_images=[Image.new("RGB", (8, 6), "red")])),
    ],
)
def test_all_that_shows_a_picture_may_be_in_it(tmp_path: Path, name: str, data: bytes) -> None:
    """Colours, resolution, frames and how it is packed."""
    found, rules = read_one(tmp_path, name, data)
    assert ([name], []) == ([one[0] for one in found], rules)


def read_problem(root: Path, data: bytes) -> Problem:
    (root / FOLDER).mkdir(parents=True)
    (root / FOLDER / "plein.jpg").write_bytes(data)
    problems = Problems()
    list(read_beelden(root, problems))
    [found] = problems
    return found


def test_a_large_picture_is_no_large_text(tmp_path: Path) -> None:
    """Up to three megabytes is heavy; above it the tip is about pictures."""
    noise = Image.effect_noise((1700, 1000), 90)
    stream = io.BytesIO()
    noise.save(stream, "JPEG", quality=95)
    heavy = stream.getvalue()
    assert 1_000_000 < len(heavy) < 3_000_000
    assert read_problem(tmp_path / "a", heavy).rule == "beeld-zwaar"
    found = read_problem(tmp_path / "b", heavy + bytes(3_000_000))
    assert (found.rule, "3 MB" in found.message) == ("bestand-te-groot", True)
    assert "tekst" not in found.message + found.hint
    assert "bewaar haar kleiner" in found.hint


def test_a_picture_of_more_parts_says_what_to_do(tmp_path: Path) -> None:
    """Many phones write such a file under the name of a JPEG."""
    stream = io.BytesIO()
    Image.new("RGB", (8, 6)).save(stream, "MPO", save_all=True, append_images=[Image.new("RGB", (8, 6), "red")])
    found = read_problem(tmp_path, stream.getvalue())
    assert (found.rule, found.hint) == ("beeld-onjuist", "bewaar haar opnieuw als gewone JPEG")


def test_only_ordinary_files(tmp_path: Path) -> None:
    """A link that leads outside is refused as everywhere; what begins with a mark is of nobody's concern."""
    (tmp_path / FOLDER).mkdir(parents=True)
    (tmp_path / "buiten.png").write_bytes(draw("PNG"))
    root = tmp_path / "stad"
    (root / FOLDER).mkdir(parents=True)
    (root / FOLDER / "a.png").symlink_to(tmp_path / "buiten.png")
    (root / FOLDER / ".DS_Store").write_bytes(b"x")
    problems = Problems()
    assert [] == list(read_beelden(root, problems))
    assert ["koppeling-buiten-map"] == [problem.rule for problem in problems]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("![Een plein](../beelden/a.png)", [("Een plein", "../beelden/a.png", 1, 14)]),
        ("Zie.\n\n[![b](c.png)](https://d.example)", [("b", "c.png", 3, 7)]),
        ("![plein][p]\n\n[p]: ../beelden/a.png", [("plein", "../beelden/a.png", 3, 6)]),
        ("![Plein [noord]](b.png)", [("Plein [noord]", "b.png", 1, 18)]),
        ("![a](&#98;.png)", [("a", "b.png", 1, 6)]),
        ("`![a](b.png)` en\n\n    ![a](b.png)", []),
    ],
)
def test_pictures_of_a_text(body: str, expected: list[tuple[str, str, int, int]]) -> None:
    """Every way in which Markdown shows a picture, with its place; code shows none."""
    assert expected == [tuple(plek) for plek in find_beelden(body)]


def test_page_shows_the_picture(bouw_haag: MadeSite, haag: Stad) -> None:
    """It keeps its place while it loads, says what it shows, and stands under a name that changes with it."""
    [image] = bouw_haag.pages[PAGE].xpath("//main//img")
    beeld = haag.beeld["voorbeeld-plein.png"]
    assert image.get("src").endswith(f"/{beeld.pad}")
    assert (image.get("width"), image.get("height")) == (str(beeld.breedte), str(beeld.hoogte))
    assert "schommel" in image.get("alt")
    assert (bouw_haag.folder / beeld.pad).read_bytes() == (TOP / FOLDER / beeld.naam).read_bytes()


def test_only_what_is_shown_is_published(haag: Stad) -> None:
    """A picture of an example goes with it."""
    assert ["voorbeeld-plein.png"] == [beeld.naam for beeld in list_getoond(haag)]
    bare = Stad(haag.gemeente, haag.wijken, (), (), (), beelden=haag.beelden)
    assert [] == list_getoond(bare)


def check_tekst(stad: Stad, tekst: str) -> list[str]:
    """Return what `check` says when the first voorstel has this text: line within it, and rule."""
    voorstel = stad.voorstellen[0]
    changed = voorstel.model_copy(update={"tekst": tekst})
    problems = Problems()
    check_body(tekst, "tekst.md", voorstel.place_of("tekst").line, problems)
    made = dataclasses.replace(stad, voorstellen=(changed, *stad.voorstellen[1:]))
    check_stad(made, problems, PEILDATUM)
    first = voorstel.place_of("tekst").line
    rules = {"link-onveilig", "link-kapot", "beeld-ontbreekt", "beeld-van-elders"}
    return [f"{one.where.line - first + 1} {one.rule}" for one in problems.errors if one.rule in rules]


MISSED = [
    ("![Plein [noord]](../beelden/nope.jpg)", ["1 beeld-ontbreekt"]),
    ("![Plein [[noord]]](../beelden/nope.jpg)", ["1 beeld-ontbreekt"]),
    ("Zie\n\n![a](../beelden/&#110;ope.jpg)", ["3 beeld-ontbreekt"]),
    ("~~~\n![a](../beelden/nope.jpg)\n~~~", []),
    ("```\n\n[klik](//boef.example/x)\n\n```", []),
    ("  ```\n\n[klik](//boef.example/x)\n\n  ```", ["3 link-onveilig"]),
    ("```\n\n[klik](//boef.example/x)", ["3 link-onveilig"]),
    ("![a][b]\n\n[b]:\n  ../beelden/nope.jpg", ["4 beeld-ontbreekt"]),
    ("![a][b]\n\n[b]:\n  https://elders.example/nope.jpg", ["4 beeld-van-elders"]),
    ("[a [b [c]]](//boef.example/x)", ["1 link-onveilig"]),
    ("[a [b [c]]](javascript:boef)", ["1 link-onveilig"]),
    ("[a [b [c]]](../../wijken/nergens/)", ["1 link-kapot"]),
    ("[a [b [c]]](../../wijken/) en <https://gemeente.example/>", []),
    ("Een `half\n# kop\n[a](//boef.example/x) en `meer", ["3 link-onveilig"]),
    ("1. een\n\n    twee\n\nDrie\n\n    ![a](../beelden/nope.jpg)", []),
    ("[a](/\\boef.example/x)", ["1 link-kapot", "1 link-onveilig"]),
]


@pytest.mark.parametrize(("tekst", "expected"), MISSED)
def test_what_is_published_is_what_was_checked(klein: Stad, tekst: str, expected: list[str]) -> None:
    """A link or picture is told of however it is written, and no page of such a text leads there or breaks."""
    assert expected == [*dict.fromkeys(check_tekst(klein, tekst))]
    shown = render_tekst(Site(klein, PEILDATUM, klein.gemeente.siteurl), tekst)
    assert "<img" not in shown
    assert "//boef.example" not in re.sub(r"<code>.*?</code>", "", shown, flags=re.DOTALL)
    assert "javascript" not in shown


_AROUND = (
    "{}",
    "```\n{}",
    "~~~\n\n{}\n\n~~~ x",
    "    {}",
    "- a\n\n    {}",
    "> ```\n> {}",
    "`a\n# b\n{} `",
    "1. ~~~\n\n{}",
)
_LINKS = (
    "![a]({})",
    "[a]({})",
    "[a [b [c]]]({})",
    "![a [b [c]]](<{}> 'd')",
    "[a][b]\n\n[b]:\n {}",
    "[b]\n\n[b]: {}",
    "<{}>",
)
_GOALS = ("//boef.example/x", "../beelden/nope.jpg", "&#47;/boef.example/x", "../beelden/n\\ope.jpg", "javascript:boef")


@pytest.mark.parametrize("around", _AROUND)
def test_no_way_of_writing_slips_through(klein: Stad, around: str) -> None:
    """Whatever the renderer makes a link or picture of is told of, also where the search reads it as something else."""
    for link, goal in itertools.product(_LINKS, _GOALS):
        tekst = around.format(link.format(goal))
        # A link to a file is known to who makes it.
        if any(doel.beeld or not doel.doel.endswith(".jpg") for doel in list_doelen(tekst)):
            assert check_tekst(klein, tekst), tekst
        shown = render_tekst(Site(klein, PEILDATUM, klein.gemeente.siteurl), tekst)
        assert not re.search(r'<img|href="(?:[/\\\\]{2}|javascript)', shown), tekst


def test_a_picture_that_only_the_renderer_finds_is_published(haag: Stad) -> None:
    """What is shown is there."""
    voorstel = haag.voorstellen[0].model_copy(update={"tekst": "![a [b [c]]](../beelden/voorbeeld-plein.png)"})
    stad = Stad(haag.gemeente, haag.wijken, (), (voorstel,), (), beelden=haag.beelden)
    assert ["voorbeeld-plein.png"] == [beeld.naam for beeld in list_getoond(stad)]
