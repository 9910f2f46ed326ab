"""The files of a draw: what gets in, what is refused, and what is published."""

from __future__ import annotations

import csv
import io
import shutil
from datetime import date
from pathlib import Path

import pytest

from made_site import TOP, MadeSite
from wijkdemocratie.model import Stad
from wijkdemocratie.pages import Site, list_lotingbestanden, list_pages
from wijkdemocratie.problems import Problems
from wijkdemocratie.read import load_stad
from wijkdemocratie.read.lotingbestand import read_lotingbestanden
from wijkdemocratie.select import select_bekend

LOTING = "loting-scheveningen-verkeer-2025"
FOLDER = f"content/lotingen/{LOTING}"
POOL = f"{FOLDER}/pool.csv"
QUOTA = f"{FOLDER}/quota.csv"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with the files of the example."""
    shutil.copytree(TOP / FOLDER, tmp_path / FOLDER)
    return tmp_path


def read(root: Path, stad: Stad) -> list[str]:
    """Return what is told about the files, each with its place."""
    problems = Problems()
    found = list(read_lotingbestanden(root, stad.wijken, problems))
    assert bool(found) == (not problems.errors)
    assert all(problem.hint for problem in problems)
    return [f"{problem.where.path}:{problem.where.line} {problem.rule}: {problem.message}" for problem in problems]


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_example_is_read(root: Path, haag: Stad) -> None:
    """Everybody who signed up is there, in the order of the file."""
    assert [] == read(root, haag)
    bestanden = haag.bestanden_van[LOTING]
    assert list(range(1, 121)) == [item.nummer for item in bestanden.aanmeldingen]
    assert (62, 64) == tuple(
        bestanden.count_groep(criterium, groep)
        for criterium, groep in zip(bestanden.criteria, ("16 tot en met 44 jaar", "Buurten aan zee"), strict=True)
    )


@pytest.mark.parametrize("kolom", ["naam", "geboortedatum", "postcode", "adres", "e-mail", "Leeftijd", ""])
def test_another_column_is_refused(root: Path, haag: Stad, kolom: str) -> None:
    """Nothing that could say who somebody is gets in; not even one column that nobody would look at."""
    edit(root, POOL, "nummer,leeftijd,woonwijk", f"nummer,leeftijd,{kolom}")
    told = f"de kolom “{kolom}” mag hier niet staan: alleen een nummer en de groepen van de loting"
    assert f"{POOL}:1 lotingbestand-onjuist: {told}" in read(root, haag)


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (POOL, "nummer,", "bsn,", "1 lotingbestand-onjuist: de eerste kolom hoort “nummer” te zijn"),
        (POOL, "nummer,leeftijd,woonwijk", "nummer;leeftijd;woonwijk", "2 lotingbestand-onjuist: hier staan 3 waarden"),
        (POOL, "leeftijd,woonwijk", "leeftijd,leeftijd", "1 lotingbestand-onjuist: de kolom “leeftijd” staat er twee"),
        (POOL, "\n7,", "\n6,", "8 lotingbestand-onjuist: dit nummer is geen getal, of het staat er al"),
        (POOL, "\n7,", "\n123456782,", "8 lotingbestand-onjuist: dit nummer is geen getal"),
        (POOL, "\n7,", "\njan,", "8 lotingbestand-onjuist: dit nummer is geen getal"),
        (POOL, "\n7,", '\n"7,', " lotingbestand-onjuist: deze regel is geen CSV"),
        (POOL, "Buurten aan zee\n", "buurten aan zee\n", "lotingbestand-onjuist: “buurten aan zee” is geen groep van"),
        (QUOTA, "minimum", "min", "1 lotingbestand-onjuist: de kolommen kloppen niet"),
        (QUOTA, "woonwijk,Buurten", "buurt,Buurten", "4 lotingbestand-onjuist: “buurt” is geen kolom van het bestand"),
        (QUOTA, "Andere buurten", "BUURTEN aan zee", "5 lotingbestand-onjuist: de groep “BUURTEN aan zee” staat er"),
        (QUOTA, "Andere buurten", "=1+1", "5 lotingbestand-onjuist: dit is geen naam van een groep"),
        (QUOTA, "Andere buurten", "<b>", "5 lotingbestand-onjuist: dit is geen naam van een groep"),
        (QUOTA, "11,13", "13,11", "2 lotingbestand-onjuist: minimum en maximum zijn geen goed paar"),
        (QUOTA, "11,13", "-1,13", "2 lotingbestand-onjuist: minimum en maximum zijn geen goed paar"),
    ],
)
def test_a_wrong_file_is_told_at_its_line(root: Path, haag: Stad, path: str, old: str, new: str, expected: str) -> None:
    """Each fault has its own sentence, and the draw has no files then."""
    edit(root, path, old, new)
    assert any(told.startswith(f"{path}:") and expected in told for told in read(root, haag))


def test_a_file_that_is_not_there_or_leads_outside_is_told(root: Path, haag: Stad) -> None:
    """The files are read with the same care as all others."""
    (root / POOL).unlink()
    assert [f"{POOL}:1 bestand-ontbreekt: het bestand “{POOL}” is er niet"] == read(root, haag)
    (root / POOL).symlink_to("/etc/hostname")
    assert [f"{POOL}:1 koppeling-buiten-map: dit is een koppeling naar iets buiten deze map"] == read(root, haag)


@pytest.mark.parametrize("name", ["../pool.csv", "/etc/pool.csv", "pool", "POOL.csv", "a/b.csv", ".csv", "pool.csv\n"])
def test_only_a_name_is_a_name(tmp_path: Path, name: str) -> None:
    """A path in the place of a name is refused before anything is opened."""
    for folder in ("wijken", "content"):
        shutil.copytree(TOP / folder, tmp_path / folder)
    edit(tmp_path, "wijken/scheveningen.yaml", "pool: pool.csv", f"pool: {name!r}".replace("'", '"'))

    _, problems = load_stad(tmp_path)

    assert ["waarde-ongeldig"] == [problem.rule for problem in problems.errors]


def test_a_folder_that_no_draw_names_is_told(root: Path, haag: Stad) -> None:
    """A slip in the name of the folder would otherwise leave a draw without files, and nobody would know."""
    (root / "content" / "lotingen" / "loting-x").mkdir()
    (root / "content" / "lotingen" / "_klad").mkdir()
    assert [
        "content/lotingen/loting-x:1 los-bestand: “loting-x” wordt niet gelezen, want geen loting noemt deze bestanden"
    ] == read(root, haag)


def test_the_files_are_published_as_they_are_drawn_from(haag: Stad) -> None:
    """A visitor gets the same rows in the same order, beside the page of the draw, which links to them."""
    site = Site(select_bekend(haag, date(2026, 11, 23)), date(2026, 11, 23), "https://wijken.example.nl")
    found = dict(list_lotingbestanden(site))

    assert [f"lotingen/{LOTING}/pool.csv", f"lotingen/{LOTING}/quota.csv"] == sorted(found)
    for pad, content in found.items():
        source = (TOP / FOLDER / pad.rpartition("/")[2]).read_text(encoding="utf-8")
        assert list(csv.reader(io.StringIO(source))) == list(csv.reader(io.StringIO(content.decode("utf-8"))))
    page = next(page for page in list_pages(site) if page.pad == f"lotingen/{LOTING}/")
    assert f"make verify-loting ARGS={LOTING}" == page.context["naspelen"].opdracht


def test_the_files_come_with_the_outcome_and_go_with_the_examples(haag: Stad) -> None:
    """The day before the outcome nobody can fetch the pool; a site without examples has none of it."""
    for day, count in ((date(2025, 7, 6), 0), (date(2025, 7, 7), 2)):
        assert count == len(list(list_lotingbestanden(Site(select_bekend(haag, day), day, "https://x.nl")))), day
    real, problems = load_stad(TOP, met_voorbeelden=False)
    assert real is not None
    assert ((), []) == (real.lotingbestanden, problems.errors)


def read_main(made: MadeSite, pad: str) -> str:
    """Return the words of a page, with single spaces."""
    return " ".join(" ".join(made.pages[pad].xpath("//main")[0].itertext()).split())


def test_the_page_tells_all_of_a_draw_that_was_held(bouw_haag: MadeSite) -> None:
    """How many, who was replaced, how was drawn, and where the files are."""
    pad = f"lotingen/{LOTING}/"
    said = read_main(bouw_haag, pad)
    for words in (
        "aangemeld 120 geloot 24 reserves 12",
        "Er zijn 2 keer mensen vervangen door reserves.",
        "2 februari 2026 Zelf gestopt minder dan 5",
        "Wie keek mee? Een notaris en een lid van de bewonersorganisatie",
        "Zaad 41625336 De cijfers van acht dobbelstenen",
        f"make verify-loting ARGS={LOTING}",
    ):
        assert words in said
    links = bouw_haag.pages[pad].xpath("//main//a/@href")
    assert {f"/{pad}pool.csv", f"/{pad}quota.csv"} <= set(links)
    assert (bouw_haag.folder / pad / "pool.csv").is_file()


@pytest.mark.parametrize("loting", ["loting-bezuidenhout-2027", "loting-ypenburg-2027"])
def test_the_page_says_how_to_sign_up(bouw_haag: MadeSite, loting: str) -> None:
    """Before and while residents can sign up, without a web address of the gemeente."""
    words = "Bewoners die zijn uitgenodigd, lezen in hun uitnodiging hoe zij zich aanmelden. Op deze site kan het niet."
    assert f"Hoe meldt u zich aan? {words}" in read_main(bouw_haag, f"lotingen/{loting}/")
