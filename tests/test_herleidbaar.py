"""What an editor is told about numbers that could point at someone."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from made_site import KLEIN
from wijkdemocratie.check import check_stad
from wijkdemocratie.read import load_stad

PEILDATUM = date(2026, 11, 23)
KOP = (KLEIN / "wijken" / "duinrand.yaml").read_text(encoding="utf-8")
GROEP = """
klankbordgroepen:
  - id: groep
    naam: Klankbordgroep
    vorm: geloot
lotingen:
"""
EXACT = "dit aantal is uit te rekenen met het totaal en de andere groepen"
BIJNA = (
    "dit aantal is bijna uit te rekenen met het totaal en de andere groepen: er zijn minder dan 3 mogelijkheden over"
)
EXACT_QUOTA, BIJNA_QUOTA = (
    told.replace("totaal en de andere groepen", "totaal, de andere groepen en de quota") for told in (EXACT, BIJNA)
)

Rij = tuple[str, str | int, str | int] | tuple[str, str | int, str | int, str | int]


def write_loting(naam: str, month: int, rows: list[Rij], *, aangemeld: int, geloot: int, more: str = "") -> str:
    """Return a draw in YAML; a row is a group with its panel, pool and perhaps wijk. X is a hidden count."""
    lines = [
        f"  - id: {naam}",
        f"    naam: {naam}",
        "    klankbordgroep: groep",
        f"    aangekondigd_op: 2026-{month:02}-01",
        f"    aanmelden: {{van: 2026-{month:02}-02, tot: 2026-{month:02}-20}}",
        f"    trekking: 2026-{month:02}-25 14:00",
        "    plaatsen: 60",
        *([f"    pool_van: {more}"] if more else []),
        "    uitkomst:",
        f"      gepubliceerd_op: 2026-{month:02}-26",
        "      uitgenodigd: 900",
        f"      aangemeld: {aangemeld}",
        f"      geloot: {geloot}",
        "      groepen:",
    ]
    for groep, *counts in rows:
        named = zip(("panel", "pool", "wijk"), counts, strict=False)
        cells = ", ".join(f"{name}: {'te-klein' if count == 'X' else count}" for name, count in named)
        lines.append(f"        - {{criterium: leeftijd, groep: {groep}, {cells}}}")
    return "\n".join(lines) + "\n"


def find(folder: Path, *lotingen: str, after: str = "") -> list[str]:
    """Return what is told about these draws: the field that is pointed at, and the sentence."""
    root = folder / "stad"
    if not root.exists():
        shutil.copytree(KLEIN, root)
    text = KOP + GROEP + "".join(lotingen) + after
    (root / "wijken" / "duinrand.yaml").write_text(text, encoding="utf-8")
    stad, problems = load_stad(root)
    assert stad is not None
    check_stad(stad, problems, PEILDATUM)
    lines = text.split("\n")
    return [
        f"{lines[problem.where.line - 1][: problem.where.column - 1].rpartition(', ')[2].strip()} {problem.message}"
        for problem in problems.errors + problems.warnings
        if problem.where.path == "wijken/duinrand.yaml"
    ]


@pytest.mark.parametrize(("rest", "told"), [(0, EXACT), (1, BIJNA), (2, ""), (6, ""), (7, BIJNA), (8, EXACT), (9, "")])
def test_two_hidden_counts_do_not_give_each_other_away(tmp_path: Path, rest: int, told: str) -> None:
    """Of two hidden counts the rest is not so small or so large that little is left. Past 8 one of them is large."""
    rows: list[Rij] = [("jong", "X", 30), ("midden", "X", 30), ("oud", 20, 40)]

    expected = [f"panel: {told}"] * 2 if told else []
    assert expected == find(tmp_path, write_loting("proef", 3, rows, aangemeld=100, geloot=20 + rest))


def test_a_third_hidden_count_helps(tmp_path: Path) -> None:
    """The tip works: with one more group hidden, what was known is no longer so."""
    rows: list[Rij] = [("jong", "X", 30), ("midden", "X", 30), ("oud", "X", 20), ("ouder", 13, 20)]

    assert [] == find(tmp_path, write_loting("proef", 3, rows, aangemeld=100, geloot=20))


def test_a_large_count_that_is_hidden_too_does_not_always_help(tmp_path: Path) -> None:
    """Who did what the tip says may find that it does not do: 31 are hidden, and two small groups are 4 each."""
    rows: list[Rij] = [("jong", "X", 6), ("midden", "X", 6), ("oud", "X", 23), ("ouder", 20, 65)]

    assert [f"panel: {EXACT}"] * 2 == find(tmp_path, write_loting("proef", 3, rows, aangemeld=100, geloot=51))
    assert [] == find(tmp_path, write_loting("proef", 3, rows, aangemeld=100, geloot=45))


def test_the_pool_tells_of_the_panel(tmp_path: Path) -> None:
    """From a group of which two signed up, and of which that follows, no more than two were drawn."""
    rows: list[Rij] = [("jong", "X", "X"), ("midden", "X", 30), ("oud", 10, 68)]

    # The pool of the first group is 2. Of the panel it is then 0, 1 or 2: that alone would do.
    assert [f"pool: {EXACT}"] == find(tmp_path, write_loting("proef", 3, rows, aangemeld=100, geloot=13))


def test_who_was_not_drawn_is_a_number_too(tmp_path: Path) -> None:
    """Of a group nearly all were drawn: who knows the panel then knows who were not. All or five is fine."""
    told = "hieruit volgt hoeveel mensen uit deze groep niet zijn geloot, en dat zijn er minder dan 5"
    for panel, expected in ((10, []), (9, [f"panel: {told}"]), (6, [f"panel: {told}"]), (5, [])):
        rows: list[Rij] = [("jong", panel, 10), ("oud", 10, 90)]
        assert expected == find(tmp_path, write_loting("proef", 3, rows, aangemeld=100, geloot=10 + panel)), panel


def test_totals_are_free_as_long_as_they_tell_of_no_group(tmp_path: Path) -> None:
    """Three people signed up and two were drawn: that says nothing of anybody, until there is only one group."""
    alone = write_loting("proef", 3, [], aangemeld=3, geloot=2).replace("      groepen:\n", "      reserves: 1\n")
    rows: list[Rij] = [("jong", "X", "X")]

    assert [] == find(tmp_path, alone)
    assert [f"panel: {EXACT}", f"pool: {EXACT}"] == sorted(
        find(tmp_path, write_loting("proef", 3, rows, aangemeld=3, geloot=2))
    )


def test_the_inhabitants_are_a_total(tmp_path: Path) -> None:
    """With the number of inhabitants on the page of the wijk, one hidden group can be known."""
    rows: list[Rij] = [("jong", 10, 40, "X"), ("oud", 10, 60, 996)]
    after = "inwoners: {aantal: 1000, jaar: 2024, bron: Telling}\n"
    small: list[Rij] = [("jong", "X", "X", "X"), ("jonger", "X", "X", "X"), ("oud", 10, 60, 996)]

    # More than 40 people live there who are young, so the totals are not of the same people.
    assert [] == find(tmp_path, write_loting("proef", 3, rows, aangemeld=100, geloot=20), after=after)
    # Six people are left for two groups of the wijk, so each has 2, 3 or 4; with five less than three remain hidden.
    assert [] == find(
        tmp_path, write_loting("proef", 3, small, aangemeld=64, geloot=14), after=after.replace("1000", "1002")
    )
    assert [f"wijk: {BIJNA}"] * 2 == find(
        tmp_path, write_loting("proef", 3, small, aangemeld=64, geloot=14), after=after.replace("1000", "1003")
    )


def test_a_later_draw_from_the_same_pool_gives_nothing_away(tmp_path: Path) -> None:
    """A pool that is two smaller than before shows that two people of that group were drawn the first time."""
    told = (
        "hieruit volgt hoeveel mensen uit deze groep sinds een eerdere loting uit de pool gingen, "
        "en dat zijn er minder dan 5"
    )
    first = write_loting("eerst", 3, [("jong", "X", 30), ("oud", "X", 70)], aangemeld=100, geloot=20)

    def later(*pools: int) -> str:
        rows: list[Rij] = [("jong", 10, pools[0]), ("oud", 10, pools[1])]
        return write_loting("later", 6, rows, aangemeld=sum(pools), geloot=20, more="eerst")

    assert [f"pool: {told}"] == find(tmp_path, first, later(28, 52))
    assert [] == find(tmp_path, first, later(20, 60))
    assert [] == find(tmp_path, first, later(28, 52).replace("    pool_van: eerst\n", ""))


def test_a_replacement_does_not_tell_who(tmp_path: Path) -> None:
    """One person is replaced: the number is not shown. Replacements are numbered, and come after the outcome."""
    base = write_loting("proef", 3, [("jong", 10, 30), ("oud", 10, 70)], aangemeld=100, geloot=20)

    def replaced(count: str, day: str = "2026-05-01", nr: int = 1) -> str:
        return f"{base}      vervangingen:\n        - {{nr: {nr}, reden: verhuisd, datum: {day}, aantal: {count}}}\n"

    assert [] == find(tmp_path, replaced("te-klein"))
    assert [] == find(tmp_path, replaced("5"))
    assert ["aantal: een aantal onder 5 kan naar personen wijzen"] == find(tmp_path, replaced("1"))
    assert ["datum: de vervanging (2026-03-25) ligt voor de uitkomst (2026-03-26)"] == find(
        tmp_path, replaced("te-klein", "2026-03-25")
    )
    assert 1 == len(find(tmp_path, replaced("te-klein", nr=2)))


def test_drawing_again_shows_the_panel(tmp_path: Path) -> None:
    """Hiding a count of the panel is no use when anybody can draw again."""
    rows: list[Rij] = [("jong", "X", 5), ("oud", "X", 7)]
    folder = tmp_path / "stad" / "content" / "lotingen" / "proef"
    shutil.copytree(KLEIN, tmp_path / "stad")
    folder.mkdir(parents=True)
    people = "".join(f"{nr},{'jong' if nr < 6 else 'oud'}\n" for nr in range(1, 13))
    (folder / "pool.csv").write_text("nummer,leeftijd\n" + people, encoding="utf-8")
    quota = "criterium,groep,minimum,maximum\nleeftijd,jong,0,9\nleeftijd,oud,0,9\n"
    (folder / "quota.csv").write_text(quota, encoding="utf-8")
    base = write_loting("proef", 3, rows, aangemeld=12, geloot=5)
    files = f"{base}      werkwijze:\n        procedure: Computer.\n        pool: pool.csv\n        quota: quota.csv\n"

    assert [] == find(tmp_path, files)
    assert ["panel: wie deze loting naspeelt, kent dit aantal"] * 2 == find(tmp_path, files + "        zaad: 7\n")
    (folder / "pool.csv").write_text("nummer,leeftijd\n" + people.replace("5,jong", "5,oud"), encoding="utf-8")
    assert [
        f"pool: uit deze groep meldden zich {told} mensen aan, en in content/lotingen/proef/pool.csv staan er {found}"
        for told, found in ((5, 4), (7, 8))
    ] == find(tmp_path, files)


def write_files(folder: Path, naam: str, people: list[str], quota: list[str], kop: str = "leeftijd") -> str:
    """Write the files of a draw; return what its outcome says of them."""
    root = folder / "stad"
    if not root.exists():
        shutil.copytree(KLEIN, root)
    place = root / "content" / "lotingen" / naam
    place.mkdir(parents=True, exist_ok=True)
    lines = [f"{nr},{groepen}" for nr, groepen in enumerate(people, 1)]
    (place / "pool.csv").write_text("\n".join([f"nummer,{kop}", *lines, ""]), encoding="utf-8")
    (place / "quota.csv").write_text("\n".join(["criterium,groep,minimum,maximum", *quota, ""]), encoding="utf-8")
    return "      werkwijze:\n        procedure: Computer.\n        pool: pool.csv\n        quota: quota.csv\n"


@pytest.mark.parametrize(
    ("quota", "expected"),
    [
        (("2,2", "2,2", "3,3"), [f"panel: {EXACT_QUOTA}"] * 3),
        (("1,2", "0,9", "0,9"), [f"panel: {BIJNA_QUOTA}"]),
        (("4,9", "0,9", "0,9"), [f"panel: {EXACT_QUOTA}"]),
        (("1,3", "0,9", "0,9"), []),
        (("0,9", "0,9", "0,9"), []),
    ],
)
def test_quota_tell_of_the_panel(tmp_path: Path, quota: tuple[str, str, str], expected: list[str]) -> None:
    """A published minimum that is as high as the maximum, or nearly, is the hidden count itself."""
    names = ("jong", "midden", "oud")
    rows: list[Rij] = [("jong", "X", 30), ("midden", "X", 30), ("oud", "X", 20), ("ouder", 13, 20)]
    people = ["jong"] * 30 + ["midden"] * 30 + ["oud"] * 20 + ["ouder"] * 20
    lines = [f"leeftijd,{naam},{both}" for naam, both in zip(names, quota, strict=True)]
    files = write_files(tmp_path, "proef", people, [*lines, "leeftijd,ouder,10,15"])

    assert expected == find(tmp_path, write_loting("proef", 3, rows, aangemeld=100, geloot=20) + files)


def test_quota_tell_of_groups_without_a_row(tmp_path: Path) -> None:
    """A file says of every group how many are drawn: also where the outcome has no table at all."""
    people = ["jong"] * 30 + ["oud"] * 70
    base = write_loting("proef", 3, [], aangemeld=100, geloot=20).replace("      groepen:\n", "")

    for quota, lines in (
        (("2,2", "18,18"), [2]),
        (("0,1", "0,20"), [2]),
        (("0,20", "17,18"), [2]),
        (("0,9", "9,20"), []),
    ):
        files = write_files(tmp_path, "proef", people, [f"leeftijd,jong,{quota[0]}", f"leeftijd,oud,{quota[1]}"])
        (tmp_path / "stad" / "wijken" / "duinrand.yaml").write_text(KOP + GROEP + base + files, encoding="utf-8")
        stad, problems = load_stad(tmp_path / "stad")
        assert stad is not None
        check_stad(stad, problems, PEILDATUM)
        told = [
            (problem.where.path, problem.where.line, problem.rule) for problem in problems.errors + problems.warnings
        ]
        assert [("content/lotingen/proef/quota.csv", line, "te-klein-getal") for line in lines] == told, quota


GELOOT = "met deze nummers is te tellen dat er van “{}” samen minder dan 5 mensen {} zijn geloot"


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        ({"jong,duin": 5, "jong,kust": 5, "oud,duin": 5, "oud,kust": 5}, []),
        ({"jong,duin": 10, "oud,kust": 10}, []),
        (
            {"jong,duin": 4, "jong,kust": 6, "oud,duin": 6, "oud,kust": 4},
            [GELOOT.format("jong en duin", "wel"), GELOOT.format("oud en kust", "wel")],
        ),
        ({"jong,duin": 14, "oud,kust": 6}, [GELOOT.format("jong en duin", "niet")]),
        ({"jong,duin": 15, "oud,kust": 5}, []),
    ],
)
def test_numbers_tell_of_combinations(tmp_path: Path, drawn: dict[str, int], expected: list[str]) -> None:
    """All groups by themselves are large enough; of the combinations too, as many are drawn and are not."""
    people = [groepen for groepen in ("jong,duin", "jong,kust", "oud,duin", "oud,kust") for _ in range(15)]
    quota = ["leeftijd,jong,0,20", "leeftijd,oud,0,20", "woonwijk,duin,0,20", "woonwijk,kust,0,20"]
    base = write_loting("proef", 3, [], aangemeld=60, geloot=20).replace("      groepen:\n", "")
    base += write_files(tmp_path, "proef", people, quota, "leeftijd,woonwijk")
    nummers = [people.index(groepen) + 1 + nr for groepen, count in drawn.items() for nr in range(count)]

    assert [f"nummers: {told}" for told in expected] == find(tmp_path, f"{base}        nummers: {nummers}\n")
    assert [] == find(tmp_path, base)


def test_two_pools_do_not_tell_who_left(tmp_path: Path) -> None:
    """Both files are safe by themselves, and beside each other they show that one person of a group is gone."""
    quota = "criterium,groep,minimum,maximum\nleeftijd,jong,0,30\nleeftijd,oud,0,30\n"
    more = "      werkwijze: {procedure: Computer., pool: pool.csv, quota: quota.csv}\n"
    root = tmp_path / "stad"
    shutil.copytree(KLEIN, root)

    def write(naam: str, young: int, old: int, pool_van: str = "") -> str:
        folder = root / "content" / "lotingen" / naam
        folder.mkdir(parents=True, exist_ok=True)
        first = 1001 if pool_van else 1
        people = "".join(f"{first + nr},{'jong' if nr < young else 'oud'}\n" for nr in range(young + old))
        (folder / "pool.csv").write_text("nummer,leeftijd\n" + people, encoding="utf-8")
        (folder / "quota.csv").write_text(quota, encoding="utf-8")
        month = 6 if pool_van else 3
        return write_loting(naam, month, [], aangemeld=young + old, geloot=6, more=pool_van).replace(
            "      groepen:\n", more
        )

    def told(young: int, old: int) -> list[str]:
        (root / "wijken" / "duinrand.yaml").write_text(
            KOP + GROEP + write("eerst", 20, 30) + write("later", young, old, "eerst"), encoding="utf-8"
        )
        stad, problems = load_stad(root)
        assert stad is not None
        check_stad(stad, problems, PEILDATUM)
        return [f"{problem.where} {problem.rule}: {problem.message}" for problem in problems.errors + problems.warnings]

    assert [] == told(15, 30)
    assert [
        "content/lotingen/later/pool.csv:2:1 pool-herleidbaar: naast content/lotingen/eerst/pool.csv is te zien dat er "
        "van “jong” samen minder dan 5 mensen uit de pool gingen"
    ] == told(19, 25)


def test_numbers_are_of_people_in_the_pool(tmp_path: Path) -> None:
    """Every number stands in the file, and together they are the panel that was published."""
    people, quota = ["jong"] * 50 + ["oud"] * 50, ["leeftijd,jong,5,15", "leeftijd,oud,5,15"]
    files = write_files(tmp_path, "proef", people, quota)
    rows: list[Rij] = [("jong", 5, 50), ("oud", 15, 50)]
    base = write_loting("proef", 3, rows, aangemeld=100, geloot=20) + files

    def told(*nummers: int) -> list[str]:
        return [problem.partition(" uitkomst-telt-niet: ")[2] for problem in tell(tmp_path, base + write(nummers))]

    def write(nummers: tuple[int, ...]) -> str:
        return f"        nummers: {list(nummers)}\n"

    assert [] == told(*range(46, 66))
    assert [f"nummer {nummer} staat niet in content/lotingen/proef/pool.csv" for nummer in (500, 501)] == told(
        *range(46, 64), 500, 501
    )
    assert [
        f"uit deze groep zijn er {panel} geloot, en van de nummers zijn er {count} uit deze groep"
        for panel, count in ((5, 6), (15, 14))
    ] == told(*range(45, 65))
    text = base + write((*range(46, 65), 500))
    where = tell(tmp_path, text)[0].partition(" ")[0]
    line, column = KOP.count("\n") + GROEP.count("\n") + text.count("\n"), text.splitlines()[-1].index("500") + 1
    assert f"wijken/duinrand.yaml:{line}:{column}" == where


def write_pool(
    folder: Path, naam: str, people: list[str], kop: str, *, start: int, pool_van: str = "", month: int
) -> str:
    """Write a draw whose pool has numbers from `start`, with wide quota; return its YAML."""
    columns = [sorted(set(column)) for column in zip(*(groepen.split(",") for groepen in people), strict=True)]
    quota = [f"{name},{groep},0,60" for name, all_ in zip(kop.split(","), columns, strict=True) for groep in all_]
    files = write_files(folder, naam, people, quota, kop)
    path = folder / "stad" / "content" / "lotingen" / naam / "pool.csv"
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    moved = [f"{int(line.split(',')[0]) + start - 1},{line.partition(',')[2]}" for line in lines]
    path.write_text("\n".join([head, *moved, ""]), encoding="utf-8")
    base = write_loting(naam, month, [], aangemeld=len(people), geloot=20, more=pool_van)
    return base.replace("      groepen:\n", "") + files


def tell(folder: Path, *lotingen: str) -> list[str]:
    """Return what is told of these draws, each with its place."""
    (folder / "stad" / "wijken" / "duinrand.yaml").write_text(KOP + GROEP + "".join(lotingen), encoding="utf-8")
    stad, problems = load_stad(folder / "stad")
    assert stad is not None
    check_stad(stad, problems, PEILDATUM)
    assert all(problem.hint for problem in problems)
    return [f"{problem.where} {problem.rule}: {problem.message}" for problem in problems.errors + problems.warnings]


def test_two_pools_are_not_joined_on_a_number(tmp_path: Path) -> None:
    """One file tells the age and the other the place: with the same number in both, somebody is alone in a corner."""
    ages = ["jong"] * 50 + ["oud"] * 50
    places = ["kust"] + ["duin"] * 49 + ["kust"] * 50
    first = write_pool(tmp_path, "een", ages, "leeftijd", start=1, month=3)

    def later(start: int) -> str:
        return write_pool(tmp_path, "twee", places, "woonwijk", start=start, pool_van="een", month=5)

    assert [] == tell(tmp_path, first, later(101))
    assert [
        "content/lotingen/twee/pool.csv:2:1 pool-herleidbaar: nummer 100 staat ook in content/lotingen/een/pool.csv: "
        "zo zijn de groepen uit twee bestanden van een mens bij elkaar te zoeken"
    ] == tell(tmp_path, first, later(100))
    assert [] == tell(tmp_path, first, later(100).replace("    pool_van: een\n", ""))


def test_numbers_are_not_looked_up_in_another_pool(tmp_path: Path) -> None:
    """A later draw has no files of its own, and publishes numbers that stand in the first file."""
    people = ["jong,kust"] * 20 + ["oud,kust"] * 30
    first = write_pool(tmp_path, "een", people, "leeftijd,woonwijk", start=1, month=3)
    later = write_loting("later", 5, [], aangemeld=40, geloot=3, more="een").replace("      groepen:\n", "")
    later += "      werkwijze:\n        procedure: Computer.\n        nummers: "

    assert [] == tell(tmp_path, first, f"{later}[101, 102, 103]\n")
    assert [
        "pool-herleidbaar: nummer 2 staat ook in content/lotingen/een/pool.csv: zo is te zien uit welke groep het komt"
    ] == [told.partition(" ")[2] for told in tell(tmp_path, first, f"{later}[101, 2, 3]\n")]


def test_pools_with_other_criteria_are_held_beside_each_other(tmp_path: Path) -> None:
    """What both files tell is compared, however many draws from the same pool came between."""
    first = write_pool(tmp_path, "een", ["jong,kust"] * 20 + ["oud,kust"] * 30, "leeftijd,woonwijk", start=1, month=3)
    between = write_loting("tussen", 4, [], aangemeld=48, geloot=6, more="een").replace("      groepen:\n", "")

    def later(young: int) -> str:
        people = ["jong"] * young + ["oud"] * 30
        return write_pool(tmp_path, "later", people, "leeftijd", start=101, pool_van="tussen", month=5)

    assert [] == tell(tmp_path, first, between, later(15))
    assert [
        "content/lotingen/later/pool.csv:2:1 pool-herleidbaar: naast content/lotingen/een/pool.csv is te zien dat er "
        "van “jong” samen minder dan 5 mensen uit de pool gingen"
    ] == tell(tmp_path, first, between, later(18))
