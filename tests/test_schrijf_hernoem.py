"""Other addresses: the site before and after beside each other, so that no link, feed or message is lost."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from made_site import KLEIN, PEILDATUM, TOP, read_tree, run_build
from wijkdemocratie.read import load_stad

SITEURL = "https://waterzande.example"


def run(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(TOP / "build.py"), *words, "--root", str(root), "--peildatum", PEILDATUM.isoformat()]
    return subprocess.run(command, capture_output=True, check=False, encoding="utf-8", stdin=subprocess.DEVNULL)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the small city, with a link in a text and comments where things change."""
    copy = Path(shutil.copytree(KLEIN, tmp_path / "stad"))
    page = copy / "content" / "paginas" / "over.md"
    page.write_text(
        page.read_text("utf-8")
        + "\nZie [de kade](../voorstellen/nieuwe-kade/), [de wijk](/wijken/havenkwartier/nieuws/) en "
        + "[iets anders](../voorstellen/nieuwe-kade-2/). Het pad voorstellen/nieuwe-kade blijft in gewone tekst.\n",
        "utf-8",
    )
    page.write_text(page.read_text("utf-8").replace("(../voorstellen/nieuwe-kade-2/)", "(../data/)"), "utf-8")
    wijk = copy / "wijken" / "havenkwartier.yaml"
    text = wijk.read_text("utf-8").replace("slug: havenkwartier", "slug: havenkwartier  # adres", 1)
    wijk.write_text(f"# Boven alles.\n\n{text}", "utf-8")
    return copy


RENAMES = [
    ("wijk", "havenkwartier", "haven"),
    ("buurt", "oude-haven", "oudste-haven"),
    ("voorstel", "nieuwe-kade", "kade-nieuw"),
    ("advies", "advies-kade", "kade-advies"),
    ("klankbordgroep", "klankbordgroep-havenkwartier", "klankbordgroep-haven"),
    ("loting", "loting-kade", "loting-nieuwe-kade"),
    ("bijeenkomst", "open-avond-kade", "avond-kade"),
    ("organisatie", "wijkberaad-havenkwartier", "wijkberaad-haven"),
]


def test_every_kind_that_is_renamed_keeps_its_feeds_and_addresses(root: Path, tmp_path: Path) -> None:
    """Build, rename one of every kind, build against what was published: nothing is refused and nothing is gone."""
    before = tmp_path / "voor"
    assert run_build(root, before, "--siteurl", SITEURL, "--zonder-zoeken").returncode == 0
    for soort, old, new in RENAMES:
        result = run(root, "rename", soort, old, new)
        assert result.returncode == 0, (soort, result.stdout + result.stderr)
    assert run(root, "check", "--strict", "--vorige", str(before)).returncode == 0

    after = tmp_path / "na"
    built = run_build(root, after, "--siteurl", SITEURL, "--zonder-zoeken", "--vorige", str(before))
    assert built.returncode == 0, built.stderr
    old, new = read_tree(before), read_tree(after)
    gone = {path for path in old if path not in new and not path.startswith("theme/")}
    # What follows from a wijk and nobody keeps: its picture, figures, and the older part of a feed, to which the feed
    # at the old address leads at its new one.
    assert not {path for path in gone if not re.search(r"/kaart\.png|/cijfers/|feed-archief-", path)}
    moved = [path for path in new if path.endswith("index.html") and path in old and b"verhuisd" in new[path]]
    for address in ("wijken/havenkwartier/", "wijken/havenkwartier/oude-haven/", "voorstellen/nieuwe-kade/"):
        assert f"{address}index.html" in moved
    for path in (path for path in old if path.endswith("feed.xml")):
        guids = set(re.findall(rb"<guid[^>]*>([^<]+)", old[path]))
        assert guids <= set(re.findall(rb"<guid[^>]*>([^<]+)", new[path])), path


def test_what_names_a_wijk_follows(root: Path) -> None:
    """Lists, the scan, stad.yaml, links; words in a text and comments stay."""
    result = run(root, "rename", "wijk", "havenkwartier", "haven")
    assert result.returncode == 0, result.stderr
    text = (root / "wijken" / "haven.yaml").read_text("utf-8")
    assert text.startswith("# Boven alles.\n\n")
    assert "slug: haven  # adres\n" in text
    assert "vroeger: [havenkwartier, visserswijk]\n" in text
    assert not (root / "wijken" / "havenkwartier.yaml").exists()
    assert "wijk: haven\n" in (root / "content" / "wijkscans" / "haven.md").read_text("utf-8")
    assert "(/wijken/haven/nieuws/)" in (root / "content" / "paginas" / "over.md").read_text("utf-8")
    stad, problems = load_stad(root)
    assert stad is not None
    assert not problems.errors
    assert "havenkwartier" not in {slug for voorstel in stad.voorstellen for slug in voorstel.wijken}


def test_links_follow_and_words_do_not(root: Path) -> None:
    """Only the target of a link is an address."""
    assert run(root, "rename", "voorstel", "nieuwe-kade", "kade-nieuw").returncode == 0
    text = (root / "content" / "paginas" / "over.md").read_text("utf-8")
    assert "(../voorstellen/kade-nieuw/)" in text
    assert "Het pad voorstellen/nieuwe-kade blijft" in text
    assert (root / "content" / "voorstellen" / "nieuwe-kade.md").is_file()  # named by its id, which stays


def test_links_to_other_websites_stay(root: Path) -> None:
    """The same path at somebody else's is another page; with our own address in front it is ours."""
    page = root / "content" / "paginas" / "over.md"
    stay = [
        "[a](https://elders.example/wijken/molenwijk)",
        "[c](<HTTPS://elders.example/wijken/molenwijk>)",
        "[d](https://wijken.waterzande.example.elders.example/wijken/molenwijk/)",
        "[e]: https://elders.example/wijken/molenwijk",
    ]
    follow = [
        "[f](https://wijken.waterzande.example/wijken/molenwijk/)",
        "[g](/wijken/molenwijk/)",
        "[h](../wijken/molenwijk/nieuws/)",
        "[i]: /wijken/molenwijk/",
    ]
    page.write_text(page.read_text("utf-8") + "\n" + "\n\n".join([*stay, *follow]) + "\n", "utf-8")
    assert run(root, "rename", "wijk", "molenwijk", "molenbuurt").returncode == 0
    lines = page.read_text("utf-8").splitlines()
    assert [line for line in stay if line not in lines] == []
    assert [line for line in follow if line.replace("molenwijk", "molenbuurt") not in lines] == []


@pytest.mark.parametrize(
    "vroeger",
    [
        *("[]", "[ ]", "[\n    ]", "[molen-oud]", "[ molen-oud ]", "[\n      molen-oud,\n      molen-ouder\n    ]"),
        *("[  # oude adressen\n      molen-oud]", "\n      - molen-oud", "\n    - molen-oud\n    - molen-ouder"),
    ],
)
def test_every_list_of_older_addresses_takes_one_more(root: Path, vroeger: str) -> None:
    """However it is written, also when it is empty."""
    wijk = root / "wijken" / "molenwijk.yaml"
    slug = "    slug: molenwijk-noord\n"
    wijk.write_text(wijk.read_text("utf-8").replace(slug, f"{slug}    vroeger: {vroeger}\n", 1), "utf-8")
    result = run(root, "rename", "buurt", "molenwijk-noord", "molen-noord")
    assert result.returncode == 0, result.stdout + result.stderr
    stad, problems = load_stad(root)
    assert stad is not None
    assert not problems.errors
    assert set(stad.buurt["molen-noord"].vroeger) == {"molenwijk-noord", *re.findall("molen-oud(?:er)?", vroeger)}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("slug: molenwijk\n", 'slug: "molen\\u0077ijk"\n', "wijken/molenwijk.yaml:2:7: “molenwijk” staat hier anders"),
        ("slug: molenwijk\n", "slug: molenwijk\nvroeger:\n", "vroeger"),
    ],
)
def test_what_is_written_in_another_way_is_refused(root: Path, old: str, new: str, said: str) -> None:
    """A word that YAML makes of other signs is not found in the text: the message says where, and what to do."""
    wijk = root / "wijken" / "molenwijk.yaml"
    wijk.write_text(wijk.read_text("utf-8").replace(old, new, 1), "utf-8")
    before = read_tree(root)
    result = run(root, "rename", "wijk", "molenwijk", "molenbuurt")
    assert result.returncode in (1, 2)
    assert said in result.stderr
    assert "tip: " in result.stderr
    assert "Traceback" not in result.stderr
    assert read_tree(root) == before


def test_back_to_an_older_address_swaps_them(root: Path) -> None:
    """There and back gives a file that is right, and that knows both addresses."""
    assert run(root, "rename", "voorstel", "nieuwe-kade", "kade-nieuw").returncode == 0
    assert run(root, "rename", "voorstel", "kade-nieuw", "nieuwe-kade").returncode == 0
    stad, _ = load_stad(root)
    assert stad is not None
    kade = stad.voorstel["nieuwe-kade"]
    assert (kade.slug, kade.vroeger) == ("nieuwe-kade", ("kade-nieuw", "kade-oost"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("rename", "voorstel", "nieuwe-kaade", "x"), "bedoelde u nieuwe-kade?"),
        (("rename", "voorstel", "nieuwe-kade", "Nieuwe Kade"), "kan niet in een webadres staan"),
        (("rename", "voorstel", "nieuwe-kade", "nieuwe-kade"), "het heet al"),
        (("rename", "voorstel", "nieuwe-kade", "ris900001"), "is er al"),
        (("rename", "wijk", "havenkwartier", "molenwijk"), "is er al"),
        (("move", "loting", "loting-kade", "stad"), "altijd bij een wijk"),
        (("move", "loting", "loting-kade", "havenkwartier"), "dit staat al in"),
    ],
)
def test_what_cannot_be_changes_nothing(root: Path, words: tuple[str, ...], said: str) -> None:
    """A refusal says why, and every file is as it was."""
    before = read_tree(root)
    result = run(root, *words)
    assert result.returncode in (1, 2)
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert read_tree(root) == before


def test_a_trial_shows_and_changes_nothing(root: Path) -> None:
    """What would change stands there line by line."""
    before = read_tree(root)
    result = run(root, "rename", "buurt", "oude-haven", "oudste-haven", "--proef")
    assert result.returncode == 0
    assert "+     vroeger: [oude-haven]" in result.stdout
    assert read_tree(root) == before


@pytest.mark.parametrize(
    ("soort", "name"),
    [
        ("klankbordgroep", "klankbordgroep-havenkwartier"),
        ("loting", "loting-kade"),
        ("bijeenkomst", "open-avond-kade"),
        ("organisatie", "wijkberaad-havenkwartier"),
    ],
)
def test_what_moves_keeps_its_feed(root: Path, tmp_path: Path, soort: str, name: str) -> None:
    """The wijk that it came from loses no message, and the file that it left is right."""
    before = tmp_path / "voor"
    assert run_build(root, before, "--siteurl", SITEURL, "--zonder-zoeken").returncode == 0
    result = run(root, "move", soort, name, "molenwijk")
    assert result.returncode == 0, result.stdout + result.stderr
    assert f"- id: {name}\n" in (root / "wijken" / "molenwijk.yaml").read_text("utf-8")
    assert f"- id: {name}\n" not in (root / "wijken" / "havenkwartier.yaml").read_text("utf-8")
    checked = run(root, "check", "--vorige", str(before))
    assert checked.returncode == 0, checked.stdout
    assert "hint" not in checked.stdout


def test_a_comment_above_a_piece_moves_along(root: Path) -> None:
    """And what stands above the next piece stays with that."""
    wijk = root / "wijken" / "havenkwartier.yaml"
    text = wijk.read_text("utf-8")
    wijk.write_text(
        text.replace("  - id: open-avond-kade\n", "  # Over deze avond.\n  - id: open-avond-kade\n"), "utf-8"
    )
    assert run(root, "move", "bijeenkomst", "open-avond-kade", "molenwijk").returncode == 0
    assert "  # Over deze avond.\n  - id: open-avond-kade\n" in (root / "wijken" / "molenwijk.yaml").read_text("utf-8")
    assert "Over deze avond" not in wijk.read_text("utf-8")
