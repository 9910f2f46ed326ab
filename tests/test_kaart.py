"""Maps: cells that cover the city, borders of two strengths, and the same bytes on every machine."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
import shapely
from lxml import etree
from playwright.sync_api import Browser

from made_site import KLEIN, PEILDATUM, TOP, MadeSite
from wijkdemocratie.check import check_stad
from wijkdemocratie.kaart import draw_kaartje, draw_stad
from wijkdemocratie.kaart.mozaiek import make_mozaiek
from wijkdemocratie.kaart.pad import write_lijnen, write_tiende, write_vlak
from wijkdemocratie.kaart.plattegrond import make_plattegrond
from wijkdemocratie.model import Grens, Stad
from wijkdemocratie.model.gebied import Punt
from wijkdemocratie.pages import Site, list_pages
from wijkdemocratie.problems import Location
from wijkdemocratie.read import load_stad

GRID = [(9000.0 * x, 9000.0 * y + 1000 * x) for y in range(4) for x in range(4)]
LIMIT = 20_000


def with_points(stad: Stad, *places: tuple[float, float]) -> Stad:
    """Return the city with its buurten at these places, in their order."""
    left = iter(places)
    return replace(
        stad,
        wijken=tuple(
            wijk.model_copy(
                update={
                    "buurten": tuple(
                        buurt.model_copy(update={"punt": Punt.model_construct(lon=lon, lat=lat)})
                        for buurt, (lon, lat) in zip(wijk.buurten, left, strict=False)
                    )
                }
            )
            for wijk in stad.wijken
        ),
    )


def digest(stad: Stad) -> str:
    """Return one word for all that is drawn of a city."""
    drawn = [repr(draw_stad(stad))]
    drawn += [repr(draw_kaartje(stad, wijk, buurt)) for wijk in stad.wijken for buurt in (None, *wijk.buurten)]
    return hashlib.sha256("".join(drawn).encode()).hexdigest()


def read_paths(page: etree._Element, query: str) -> list[str]:
    return [str(path) for path in page.xpath(query)]


def list_points(path: str) -> Iterator[list[tuple[float, float]]]:
    """Yield the points of each part of a path as a browser would draw it."""
    assert re.fullmatch(r"(M[-0-9. ]+l[-0-9. ]+z?)*", path)
    for begin, steps in re.findall(r"M([^l]+)l([^Mz]+)z?", path):
        numbers = [float(number) for number in re.findall(r"-?(?:\d+\.\d|\d+|\.\d)", begin + " " + steps)]
        x = y = 0.0
        points = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((round(x, 1), round(y, 1)))
        yield points


def test_cells_cover_the_ground_once() -> None:
    """Each point lies in its own cell; cells do not overlap and leave nothing open between them."""
    cells = make_mozaiek(GRID)
    assert len(cells) == len(GRID)
    for cell, punt in zip(cells, GRID, strict=True):
        assert cell.contains(shapely.Point(punt))
    whole = shapely.union_all(cells)
    assert whole.geom_type == "Polygon"
    assert not whole.interiors
    assert sum(cell.area for cell in cells) == pytest.approx(whole.area)
    # What is nearer to one point than to another is in its cell.
    for (one, here), (other, there) in combinations(zip(cells, GRID, strict=True), 2):
        assert one.intersection(other).area == pytest.approx(0, abs=1)
        for x, y in shapely.get_coordinates(one):
            assert (x - here[0]) ** 2 + (y - here[1]) ** 2 <= (x - there[0]) ** 2 + (y - there[1]) ** 2 + 1


@pytest.mark.parametrize(
    "punten",
    [
        [(0, 0)],
        [(0, 0)] * 2,
        [(0, 0)] * 5,
        [(0, 0), (100, 0), (36_000, 0)],
        [(0, 0), (0, 36_000)],
    ],
)
def test_any_points_give_cells(punten: list[tuple[float, float]]) -> None:
    """One point, points in one place and points in a row have cells too, each with an area."""
    cells = make_mozaiek(punten)
    assert len(cells) == len(punten)
    assert all(cell.area > 0 for cell in cells)


@pytest.mark.parametrize("places", [[(4.1, 52.0)] * 5, [(4.1 + nr / 100, 52.0) for nr in range(5)]])
def test_odd_city_is_drawn(klein: Stad, places: list[tuple[float, float]]) -> None:
    """A city with all points in one place or in a row still has a shape for each wijk, inside the frame."""
    kaart = draw_stad(with_points(klein, *places))
    assert all(vlak.pad for vlak in kaart.vlakken)
    breedte, hoogte = map(float, kaart.kader.split()[2:])
    for vlak in kaart.vlakken:
        for points in list_points(vlak.pad):
            assert all(0 <= x <= breedte and 0 <= y <= hoogte for x, y in points)


def test_shipped_city_is_one_mosaic(haag: Stad) -> None:
    """After rounding neighbours still share their border, and every point lies in its buurt and wijk."""
    grond = make_plattegrond(haag)
    assert grond.schematisch
    shapes = list(grond.wijken.values())
    assert sum(shape.area for shape in shapes) == pytest.approx(shapely.union_all(shapes).area, rel=1e-4)
    for wijk in haag.wijken:
        for buurt in wijk.buurten:
            punt = shapely.Point(grond.punten[buurt.slug])
            assert grond.buurten[buurt.slug].contains(punt)
            assert grond.wijken[wijk.slug].contains(punt)


def test_borders_are_of_two_kinds(klein: Stad) -> None:
    """What two buurten of one wijk share is a thin line; no part of it lies on the border of a wijk."""
    grond = make_plattegrond(klein)
    drawn = draw_stad(klein)
    for wijk in klein.wijken:
        kaartje = draw_kaartje(klein, wijk)
        inner = shapely.MultiLineString([*list_points(kaartje.buurtlijnen)] or None)
        outer = shapely.transform(shapely.boundary(grond.wijken[wijk.slug]), lambda xy: xy / 10)
        assert inner.intersection(outer).length == pytest.approx(0)
        expected = sum(grond.buurten[buurt.slug].length for buurt in wijk.buurten) - grond.wijken[wijk.slug].length
        assert inner.length == pytest.approx(expected / 20, rel=0.01)
        assert bool(kaartje.buurtlijnen) == (len(wijk.buurten) > 1)
        assert kaartje.buurtlijnen in drawn.buurtlijnen or len(wijk.buurten) > 2


def test_number_stands_inside_its_wijk(haag: Stad) -> None:
    """The place for the number is in the wijk, with room around it."""
    grond = make_plattegrond(haag)
    for vlak in draw_stad(haag).vlakken:
        punt = shapely.Point(float(vlak.x) * 10, float(vlak.y) * 10)
        assert grond.wijken[vlak.wijk].contains(punt)
        assert grond.wijken[vlak.wijk].boundary.distance(punt) > 30


def test_last_bit_of_a_number_does_not_show(haag: Stad) -> None:
    """What another machine computes a hair differently gives the same drawing."""
    places = [(buurt.punt.lon, buurt.punt.lat) for wijk in haag.wijken for buurt in wijk.buurten]
    for factor in (1 + 4e-15, 1 - 4e-15):
        assert digest(haag) == digest(with_points(haag, *((lon * factor, lat) for lon, lat in places)))


def test_drawing_does_not_hang_on_the_order_of_a_set() -> None:
    """Two processes that hash words differently write the same bytes."""
    program = (
        "import sys; sys.path[:0] = ['plugins', 'tests']\n"
        "from test_kaart import digest\nfrom made_site import TOP\nfrom wijkdemocratie.read import load_stad\n"
        "print(digest(load_stad(TOP)[0]))"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=TOP,
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


@pytest.mark.parametrize(
    ("number", "written"), [(0, "0"), (5, ".5"), (-5, "-.5"), (10, "1"), (-123, "-12.3"), (3600, "360")]
)
def test_tenths_are_written_short(number: int, written: str) -> None:
    """As SVG reads them, without what it does not need."""
    assert written == write_tiende(number)


def test_a_ring_is_written_one_way() -> None:
    """Where a library begins a ring and which way it goes, makes no difference."""
    ring = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
    ways = [way[start:] + way[:start] for way in (ring, ring[::-1]) for start in range(4)]
    assert {"M0 0l0 1 1 0 0-1z"} == {write_vlak([way]) for way in ways}
    assert write_lijnen([ring]) == write_lijnen([ring[::-1]])
    assert write_vlak([[(0.0, 0.0), (0.2, 0.3), (4.0, 4.0)]]) == ""


@pytest.mark.parametrize("pad", ["", "wijken/"])
def test_map_on_the_page(bouw_haag: MadeSite, pad: str) -> None:
    """It shows each wijk once with what the list says, is small, and cannot be reached with a keyboard."""
    page = bouw_haag.pages[pad]
    (svg,) = page.xpath("//main//*[@class='kaart']/*[local-name()='svg']")
    assert len(etree.tostring(svg)) < LIMIT
    assert svg.get("aria-hidden") == "true"
    links = svg.xpath(".//*[local-name()='a']")
    assert len(links) == 44
    assert {"-1"} == {link.get("tabindex") for link in links}
    assert {"wijken"} == {bouw_haag.resolve(pad, link.get("href")).split("/")[0] for link in links}
    shown = {link.get("href"): link.xpath("string(*[local-name()='title'])") for link in links}
    opened = {link.get("href") for link in links if link.get("class") == "open"}
    listed = {}
    for item in page.xpath("//main//li[(. | h3)/*[@class='label nu']][(. | h3)/a[contains(@href, '/wijken/')]]"):
        (link,) = item.xpath("./a | ./h3/a")
        listed[link.get("href")] = f"{link.text_content()}: {item.xpath('string(.//*[@class])').strip()}"
    assert listed
    assert opened == listed.keys()
    assert listed == {href: shown[href] for href in opened}
    numbers = sorted(svg.xpath(".//*[local-name()='text']/text()"))
    assert numbers == sorted(re.findall(r": (\d+) nu", " ".join(listed.values())))
    caption = page.xpath("string(//*[@class='kaart']/figcaption)")
    assert "Schematische kaart: geen echte grenzen." in caption


def test_map_of_a_wijk_and_a_buurt(bouw_haag: MadeSite) -> None:
    """The head shows where it lies, in words too, and what is marked."""
    for pad, words in (
        ("wijken/moerwijk/", "Gemarkeerd is de wijk Moerwijk."),
        ("wijken/moerwijk/moerwijk-oost/", "Gemarkeerd is de buurt Moerwijk-Oost in de wijk Moerwijk."),
    ):
        page = bouw_haag.pages[pad]
        (svg,) = page.xpath("//main//*[contains(@class, 'kaartje')]/*[local-name()='svg']")
        assert svg.get("role") == "img"
        assert svg.get("aria-label") == f"Kaartje van stadsdeel Escamp. {words}"
        assert len(svg.xpath("./*[contains(@class, 'hier')]")) == 1
        assert len(etree.tostring(svg)) < 4000
        assert "geen echte grenzen" in page.xpath("string(//*[contains(@class, 'kaartje')]/figcaption)")


SHARED = TOP.parent / "shared" / "data"


def read_shared(name: str) -> tuple[Path, str]:
    """Return a file with boundaries that stands beside the repository, and its text."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"er is geen {name} naast deze map: grenzen staan niet in de repository")
    return path, path.read_text(encoding="utf-8")


def copy_city(folder: Path, text: str) -> Path:
    """Return a copy of the shipped city that names a file with boundaries."""
    shutil.copytree(TOP / "wijken", folder / "wijken")
    shutil.copytree(TOP / "content", folder / "content")
    stad = folder / "wijken" / "stad.yaml"
    stad.write_text(stad.read_text("utf-8").replace("# kaart: grenzen", "kaart: grenzen"), encoding="utf-8")
    (folder / "wijken" / "grenzen.geojson").write_text(text, encoding="utf-8")
    return folder


def load_city(root: Path) -> tuple[Stad, list[str]]:
    stad, problems = load_stad(root)
    assert stad is not None
    check_stad(stad, problems, PEILDATUM)
    return stad, [f"{problem.where.path}: {problem.rule}" for problem in problems]


@pytest.mark.parametrize("name", ["buurten.geojson", "buurten.small.geojson", "wijken.geojson", "wijken.small.geojson"])
def test_boundaries_are_drawn(name: str, tmp_path: Path) -> None:
    """Borders stay shared, every point lies in its own area, the map is small and is not called schematic."""
    stad, problems = load_city(copy_city(tmp_path, read_shared(name)[1]))
    assert problems == []
    grond = make_plattegrond(stad)
    assert not grond.schematisch
    shapes = list((grond.buurten or grond.wijken).values())
    # Rounding may lay one over another by a sliver, and no more.
    assert sum(shape.area for shape in shapes) == pytest.approx(shapely.union_all(shapes).area, rel=2e-3)
    assert bool(grond.buurten) == name.startswith("buurten")
    inside = [
        grond.wijken[wijk.slug].buffer(20).contains(shapely.Point(grond.punten[buurt.slug]))
        for wijk in stad.wijken
        for buurt in wijk.buurten
    ]
    assert all(inside)
    site = Site(stad, PEILDATUM, "https://wijken.example.nl")
    kaart = next(pagina for pagina in list_pages(site) if pagina.pad == "wijken/").context["kaart"]
    # What the template puts around a path, with the longest address there is.
    around = 200 * len(kaart.plekken)
    assert sum(len(plek.vlak.pad) for plek in kaart.plekken) + len(kaart.tekening.buurtlijnen) + around < LIMIT + 2000
    kaartje = draw_kaartje(stad, stad.wijk["moerwijk"], stad.buurt["moerwijk-oost"])
    assert bool(kaartje.buurt) == bool(grond.buurten)
    assert bool(kaartje.punt) != bool(grond.buurten)


def test_site_with_boundaries(tmp_path: Path) -> None:
    """The whole site is made of them: the map fits in its budget, and nobody reads that it is schematic."""
    root = copy_city(tmp_path / "stad", read_shared("wijken.geojson")[1])
    made = MadeSite.build(root, tmp_path / "site", "https://wijken.example.nl")
    for pad in ("", "wijken/", "wijken/moerwijk/", "wijken/moerwijk/moerwijk-oost/"):
        assert "geen echte grenzen" not in made.read(pad).decode()
        (svg,) = made.pages[pad].xpath("//main//*[contains(@class, 'kaart')]/*[local-name()='svg']")
        assert len(etree.tostring(svg)) < LIMIT
    assert not list(made.folder.rglob("*.geojson"))


def test_boundaries_of_another_year(tmp_path: Path) -> None:
    """Codes that do not fit are told of once, with what to look at."""
    text = read_shared("wijken.geojson")[1].replace("WK0518", "WK0519")
    _, problems = load_city(copy_city(tmp_path, text))
    assert ["wijken/grenzen.geojson: kaart-code-onbekend", "wijken/stad.yaml: kaart-onvolledig"] == problems


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("4.02, 52.0", "NaN, 52.0"),
        ("4.02, 52.0", "true, 52.0"),
        ("4.02, 52.0", "4.02"),
        ("[4.02, 52.0]", '"x"'),
        ("[[[4.02", "[[4.02"),
        ('"WK999903"', "3"),
        ('"Polygon"', '"Point"'),
        ('"features"', '"dingen"'),
        ("{", "[" * 100_000),
        ("4.02, 52.0", "1" * 5000 + ", 52.0"),
        ("[4.03, 52.0], [4.03, 52.01], [4.02, 52.01], ", ""),
        ('"coordinates"', '"punten"'),
    ],
)
def test_any_fault_in_the_file_is_told(old: str, new: str, tmp_path: Path) -> None:
    """Whatever is in the file, it is a problem with a place, and no area of it is used."""
    root = tmp_path / "stad"
    shutil.copytree(KLEIN, root)
    shutil.copytree(KLEIN.parent / "fout" / "kaart-onvolledig", root, dirs_exist_ok=True)
    path = root / "wijken" / "grenzen.geojson"
    text = (KLEIN.parent / "fout" / "kaart-code-onbekend" / "wijken" / "grenzen.geojson").read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    stad, problems = load_stad(root)
    assert stad is not None
    assert stad.grenzen == ()
    assert {"kaart-onleesbaar"} == {problem.rule for problem in problems}


def test_file_is_read_up_to_its_own_bound(tmp_path: Path) -> None:
    """Boundaries may be larger than a text, but not endless."""
    root = tmp_path / "stad"
    shutil.copytree(KLEIN, root)
    shutil.copytree(KLEIN.parent / "fout" / "kaart-onvolledig", root, dirs_exist_ok=True)
    path = root / "wijken" / "grenzen.geojson"
    text = path.read_text(encoding="utf-8")
    for size, rules in ((2_000_000, set()), (5_000_001, {"bestand-te-groot"})):
        path.write_text(text + " " * (size - len(text)), encoding="utf-8")
        assert rules == {problem.rule for problem in load_stad(root)[1]}


def test_area_too_small_to_see_is_still_there(klein: Stad) -> None:
    """An area of a few metres in a city of kilometres gets a mark, so that it can be pointed at."""
    place = Location("wijken/grenzen.geojson")

    def make(code: str, x: float, size: float) -> Grens:
        ring = ((x, 52.0), (x + size, 52.0), (x + size, 52.0 + size), (x, 52.0))
        return Grens(code, ((ring,),), place)

    sizes = dict(zip([wijk.code for wijk in klein.wijken], (0.1, 0.00001, 0.2), strict=True))
    stad = replace(
        klein, grenzen=tuple(make(code, 4.0 + nr / 2, size) for nr, (code, size) in enumerate(sizes.items()))
    )
    assert all(vlak.pad for vlak in draw_stad(stad).vlakken)


def test_map_is_for_the_pointer(browser: Browser, serve_folder: Callable[[Path], str], bouw_haag: MadeSite) -> None:
    """A click on a wijk leads to its page; Tab goes from the lists to the lists, and never into the map."""
    base = serve_folder(bouw_haag.folder)
    page = browser.new_page()
    page.goto(f"{base}wijken/")
    focused = "document.activeElement.closest('.kaart') !== null"
    page.locator("nav[aria-label='Op deze pagina'] a").last.focus()
    for _ in range(3):
        page.keyboard.press("Tab")
        assert not page.evaluate(focused)
    assert page.evaluate("document.activeElement.closest('.deel') !== null")
    page.locator(".kaart a[href='/wijken/moerwijk/'] path").click()
    page.wait_for_url(f"{base}wijken/moerwijk/")
    page.close()
