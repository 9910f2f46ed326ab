"""What `build.py diff` says of two versions: commits of a repository of its own, made sites, and loose files."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from made_site import KLEIN, PEILDATUM, TOP, MadeSite, read_tree
from wijkdemocratie.bouw import BuildRefusedError
from wijkdemocratie.verschil import RENDERERS, Gezien, Verschil, compare_sites, make_sites, see_site
from wijkdemocratie.verschil.zien import Ding, Link

STAP = "  - nr: 6\n    fase: participatie\n    datum: 2026-11-16\n"


class Repo(NamedTuple):
    folder: Path
    eerst: str
    daarna: str


def git(folder: Path, *arguments: str) -> str:
    """Run git as nobody, whatever this machine has set."""
    names = {f"GIT_{who}_{what}": "proef@example.nl" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = os.environ | names | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments], env=environment, capture_output=True, check=True, text=True
    )
    return done.stdout.strip()


def commit(folder: Path, message: str) -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)
    return git(folder, "rev-parse", "HEAD")


def change(folder: Path, path: str, old: str, new: str) -> None:
    file = folder / path
    text = file.read_text("utf-8")
    assert text.count(old) >= 1
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def run_diff(repo: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            *(sys.executable, str(TOP / "build.py"), "diff", *arguments),
            *("--root", str(repo), "--peildatum", PEILDATUM.isoformat()),
        ],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """The small city in git: as it is, and with a new step and other words about a meeting."""
    folder = tmp_path_factory.mktemp("repo") / "stad"
    shutil.copytree(KLEIN, folder)
    git(folder.parent, "init", "-q", str(folder))
    eerst = commit(folder, "Zoals het was")
    change(folder, "content/voorstellen/ris900001.md", "  - nr: 5\n", f"{STAP}  - nr: 5\n")
    change(folder, "wijken/havenkwartier.yaml", "U hoort wat er met de kade gebeurt", "U hoort alles over de kade")
    return Repo(folder, eerst, commit(folder, "Er komt een stap bij"))


def test_two_commits_differ_by_what_residents_see(repo: Repo) -> None:
    """A new step is one message, in its own wijk; a meeting that two wijken share changes in the calendar of both."""
    done = run_diff(repo.folder, repo.eerst, repo.daarna)
    assert done.returncode == 0, done.stderr
    blocks = {block.partition(":")[0]: block for block in done.stdout.strip().split("\n\n")}
    haven = blocks["Havenkwartier"]
    assert haven.startswith("Havenkwartier: 1 nieuw bericht, ")
    assert "  + nieuw bericht: Oude Haven: Nieuwe inrichting van het Ankerplein (RIS900001)" in haven
    assert "  ~ veranderde pagina: Nieuwe inrichting van het Ankerplein (/voorstellen/ris900001/)" in haven
    for wijk in ("Havenkwartier", "Molenwijk"):
        assert "1 veranderd agendapunt" in blocks[wijk].splitlines()[0]
        assert "  ~ veranderd agendapunt: " in blocks[wijk]
    assert "Duinrand" not in blocks


def test_a_made_site_and_its_commit_do_not_differ(repo: Repo, bouw_klein: MadeSite) -> None:
    """Another address of the site and a search index are no difference for residents."""
    done = run_diff(repo.folder, str(bouw_klein.folder), repo.eerst, "--exitcode")
    assert (done.returncode, done.stdout) == (0, "Bewoners zien geen verschil.\n"), done.stderr


def test_files_that_are_not_committed_count_and_stay_as_they_are(repo: Repo) -> None:
    """Without a second name the working copy is meant; nothing in it changes, also not what git says of it."""
    path = "content/voorstellen/ris900002.md"
    before = (repo.folder / path).read_text("utf-8")
    (repo.folder / path).write_text(before.replace("titel: Windmolens", "titel: Molens"), encoding="utf-8")
    try:
        tree, status = read_tree(repo.folder), git(repo.folder, "status", "--porcelain")
        assert path in status
        done = run_diff(repo.folder, "HEAD", "--format", "json", "--exitcode")
        assert (done.returncode, done.stderr) == (3, "")
        assert read_tree(repo.folder) == tree
        assert git(repo.folder, "status", "--porcelain") == status
    finally:
        (repo.folder / path).write_text(before, encoding="utf-8")
    rows = json.loads(done.stdout)["verschillen"]
    page = next(row for row in rows if row["pad"] == "/voorstellen/ris900002/" and row["wat"] == "pagina")
    assert page["soort"] == "veranderd"
    assert page["naam"].startswith("Molens")
    assert page["groepen"] == ["Havenkwartier", "Duinrand"]
    assert {row["soort"] for row in rows} == {"veranderd"}


def test_a_commit_that_cannot_be_built_says_why(repo: Repo) -> None:
    """What the build said is told, and the exit code says that nothing was compared."""
    path = repo.folder / "content" / "voorstellen" / "kapot.md"
    path.write_text("---\nid: kapot\n---\n", encoding="utf-8")
    try:
        done = run_diff(repo.folder, repo.eerst, "--exitcode")
    finally:
        path.unlink()
    assert done.returncode == 1
    assert "van de bestanden zoals ze nu zijn is geen site te maken" in done.stderr
    assert "titel" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_commit_is_built_by_its_own_code_and_leaves_nothing(repo: Repo, tmp_path: Path) -> None:
    """What its build.py keeps for a next time goes away with it; help and guide say whose code is run."""
    folder = tmp_path / "stad"
    git(tmp_path, "clone", "-q", str(repo.folder), str(folder))
    (folder / "build.py").write_text(
        "import os, pathlib, sys\n"
        "out = pathlib.Path(sys.argv[sys.argv.index('--output') + 1])\n"
        "out.mkdir(parents=True)\n"
        "(out / 'cache.txt').write_text(os.environ['XDG_CACHE_HOME'])\n",
        encoding="utf-8",
    )
    name = commit(folder, "Een eigen build.py")
    with make_sites([name], root=folder, top=TOP, peildatum=PEILDATUM) as [site]:
        cache = Path((site / "cache.txt").read_text("utf-8"))
        assert cache.is_relative_to(site.parent)
    assert not site.parent.exists()
    told = subprocess.run(
        [sys.executable, str(TOP / "build.py"), "diff", "--help"], capture_output=True, check=True, encoding="utf-8"
    )
    for text in (told.stdout, (TOP / "docs" / "werkplek.md").read_text("utf-8")):
        assert "met uw rechten" in " ".join(text.split())


@pytest.mark.parametrize("name", ["geen-commit", "--output=/tmp/x", "", "HEAD:content"])
def test_what_is_no_commit_is_named(name: str, repo: Repo) -> None:
    """A slip in the name of a commit is one line, and no name is an option to git."""
    with (
        pytest.raises(BuildRefusedError, match="geen commit"),
        make_sites([name], root=repo.folder, top=TOP, peildatum=PEILDATUM),
    ):
        pass


def test_a_folder_without_a_site_is_named(tmp_path: Path) -> None:
    """A folder that holds no site of ours is not taken for a commit."""
    with (
        pytest.raises(BuildRefusedError, match="geen site"),
        make_sites([str(tmp_path)], root=tmp_path, top=TOP, peildatum=PEILDATUM),
    ):
        pass
    with pytest.raises(BuildRefusedError, match="geen site"):
        see_site(tmp_path)


def make_gezien(**parts: Any) -> Gezien:
    empty: dict[str, Any] = {"paginas": {}, "berichten": {}, "agendapunten": {}, "omlijsting": (), "thema": frozenset()}
    return Gezien(**(empty | parts))


def make_ding(naam: str, *inhoud: str, groep: str = "Moerwijk") -> Ding:
    return Ding(naam, (groep,), (naam, *inhoud))


def test_messages_are_counted_by_wijk() -> None:
    """The line that a reviewer looks for."""
    oud = make_gezien(berichten={"1": make_ding("Een"), "2": make_ding("Twee", "oud")})
    nieuw = make_gezien(
        berichten={
            "2": make_ding("Twee", "nieuw"),
            **{name: make_ding(name) for name in ("3", "4", "5")},
            "6": make_ding("Zes", groep="Laak"),
        }
    )
    text = RENDERERS["text"](compare_sites(oud, nieuw)).split("\n\n")
    assert text[0] == "Laak: 1 nieuw bericht\n  + nieuw bericht: Zes"
    assert text[1].splitlines()[0] == "Moerwijk: 3 nieuwe berichten, 1 verdwenen bericht, 1 veranderd bericht"
    assert "  - verdwenen bericht: Een" in text[1]


def test_a_page_that_came_went_or_changed_is_told() -> None:
    """Pages are known by their address and told by their heading."""
    oud = make_gezien(paginas={"a/": make_ding("A"), "b/": make_ding("B", "oud"), "d/": make_ding("D")})
    nieuw = make_gezien(paginas={"b/": make_ding("B", "nieuw"), "c/": make_ding("C"), "d/": make_ding("D")})
    found = [(one.soort, one.naam) for one in compare_sites(oud, nieuw)]
    assert found == [("nieuw", "C"), ("verdwenen", "A"), ("veranderd", "B")]


def test_a_change_of_the_theme_is_told_once() -> None:
    """Other words in a template, another file of the theme, and another footer: three lines for 900 pages."""
    oud = make_gezien(
        paginas={f"{number}/": make_ding(f"P{number}", "Wat nu kan", str(number)) for number in range(900)},
        omlijsting=("Menu",),
        thema=frozenset({"theme/css/stijl.aaaaaaaaaa.css", "theme/js/dagen.cccccccccc.js"}),
    )
    nieuw = make_gezien(
        paginas={f"{number}/": make_ding(f"P{number}", "Wat kan nu", str(number)) for number in range(900)},
        omlijsting=("Keuzes",),
        thema=frozenset({"theme/css/stijl.bbbbbbbbbb.css", "theme/js/dagen.cccccccccc.js"}),
    )
    assert [one.naam for one in compare_sites(oud, nieuw)] == [
        "op 900 pagina's: weg “Wat nu kan” en erbij “Wat kan nu”",
        "de kop of voet van elke pagina: weg “Menu” en erbij “Keuzes”",
        "bestanden van het thema: stijl.css",
    ]


def test_a_link_that_leads_elsewhere_is_told() -> None:
    """No word of the page changes, and yet residents end up somewhere else."""
    oud = make_ding("A")._replace(
        links=(Link("klik", "https://goed.example/"), Link("Een plein", "/beelden/a.png", True))
    )
    other = make_ding("A")._replace(links=(Link("klik", "https://boef.example/"), oud.links[1]))
    photo = make_ding("A")._replace(links=(oud.links[0], Link("Een plein", "/beelden/b.png", True)))

    def tell(ding: Ding) -> list[str]:
        return [
            one.uitleg for one in compare_sites(make_gezien(paginas={"a/": oud}), make_gezien(paginas={"a/": ding}))
        ]

    assert [] == tell(oud)
    assert ["de link “klik” leidt nu naar https://boef.example/ en eerst naar https://goed.example/"] == tell(other)
    assert ["de afbeelding “Een plein” is een andere"] == tell(photo)
    assert ["weg is de link “klik”"] == tell(oud._replace(links=oud.links[1:]))
    everywhere = [make_gezien(paginas={f"{number}/": ding for number in range(9)}) for ding in (oud, other)]
    [one] = compare_sites(*everywhere)
    assert one.naam.startswith("op 9 pagina's: de link “klik” leidt nu naar https://boef.example/")
    frames = [make_gezien(omlijstingslinks=ding.links) for ding in (oud, other)]
    assert "https://boef.example/" in compare_sites(*frames)[0].naam


def test_links_and_pictures_of_a_made_site_are_seen(bouw_haag: MadeSite, tmp_path: Path) -> None:
    """They count without the address of the site itself; a link or picture in one page that is another is found."""
    folder = tmp_path / "site"
    shutil.copytree(bouw_haag.folder, folder)
    page = folder / "voorstellen" / "voorbeeld-plein" / "index.html"
    source = page.read_text("utf-8")
    picture = re.search(r"/(beelden/voorbeeld-plein\.[^\"]+)\"", source)
    assert picture is not None
    oud = see_site(folder)
    assert f"/{picture[1]}" in [link.doel for link in oud.paginas["voorstellen/voorbeeld-plein/"].links]
    page.write_text(source.replace(picture[1], "beelden/voorbeeld-plein.0123456789.png"), encoding="utf-8")
    [one] = compare_sites(oud, see_site(folder))
    assert (one.pad, one.soort) == ("/voorstellen/voorbeeld-plein/", "veranderd")
    assert one.uitleg.startswith("de afbeelding “")
    assert one.uitleg.endswith("” is een andere")


def test_markdown_shows_a_title_as_it_is() -> None:
    """A title cannot close the block, make a link or call somebody."""
    found = [Verschil(("Moerwijk",), "nieuw", "bericht", "</details> [x](https://example.nl) @iemand `a`", "/a/")]
    shown = RENDERERS["markdown"](found)
    assert "&lt;/details&gt;" in shown.replace("\\>", "&gt;")
    assert shown.count("</details>") == 1
    assert "[x](" not in shown
    assert " @iemand" not in shown
    assert json.loads(RENDERERS["json"](found))["verschillen"][0]["naam"] == found[0].naam
