"""The command line as people use it: each call is a process of its own."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from made_site import KLEIN, PEILDATUM, TOP, read_tree, run_build

DAY = PEILDATUM.isoformat()


def run(*words: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    """Run build.py with these words."""
    settings = {"capture_output": True, "encoding": "utf-8", "stdin": subprocess.DEVNULL, "check": False, **options}
    return subprocess.run([sys.executable, TOP / "build.py", *words], **settings)  # type: ignore[call-overload, no-any-return]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the tiny city."""
    return shutil.copytree(KLEIN, tmp_path / "stad")


def break_one(root: Path) -> str:
    """Put an unknown key in a wijk and return how the problem begins."""
    path = root / "wijken" / "duinrand.yaml"
    path.write_text(f"onzin: ja\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    return "wijken/duinrand.yaml:1:1: fout: "


def test_check_of_a_good_city(root: Path) -> None:
    """A city without errors gives 0, and what it says fits on a line."""
    result = run("check", "--root", root, "--peildatum", DAY)

    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == "geen fouten\n"


def test_check_of_a_faulty_city(root: Path) -> None:
    """The problem is told with its place, line, caret and tip, and counted; the exit code is 1."""
    begin = break_one(root)
    result = run("check", "--root", root, "--peildatum", DAY)

    assert result.returncode == 1
    assert result.stdout.startswith(begin)
    assert "\n    onzin: ja\n    ^\n    tip: " in result.stdout
    assert result.stdout.endswith("1 fout\n")


@pytest.mark.parametrize("form", ["github", "gitlab", "json"])
def test_check_has_forms_for_machines(root: Path, form: str) -> None:
    """The forms are what GitHub, GitLab and other programs read, and nothing else is on the output."""
    break_one(root)
    result = run("check", "--root", root, "--peildatum", DAY, "--format", form)

    assert result.returncode == 1
    if form == "github":
        assert result.stdout.startswith("::error file=wijken/duinrand.yaml,line=1,col=1,")
    else:
        assert "sleutel-onbekend" in json.dumps(json.loads(result.stdout))


def test_strict_counts_warnings(root: Path) -> None:
    """A warning alone fails only where that is asked for."""
    (root / "content" / "los.md").write_text("Een tekst.\n", encoding="utf-8")
    usual = run("check", "--root", root, "--peildatum", DAY)
    strict = run("check", "--root", root, "--peildatum", DAY, "--strict")

    assert "waarschuwing" in usual.stdout
    assert (usual.returncode, strict.returncode) == (0, 1)
    assert usual.stdout == strict.stdout


def test_check_loads_nothing_that_makes_pages(root: Path) -> None:
    """Pelican and all that makes pages stay away, so that the answer comes fast; Markdown it needs, to see links."""
    code = (
        "import sys, build; code = build.main(sys.argv[1:]);"
        "print([name for name in ('pelican', 'feedgen', 'icalendar', 'jinja2', 'lxml', 'rich',"
        " 'wijkdemocratie.pages') if name in sys.modules], code)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, "check", "--root", root, "--peildatum", DAY],
        cwd=TOP,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert result.stdout.splitlines()[-1] == "[] 0"


def test_build_says_what_it_made(root: Path, tmp_path: Path) -> None:
    """The last line counts pages, feeds, calendars and seconds and tells where to look; progress is apart."""
    result = run_build(root, tmp_path / "uit", cwd=tmp_path)

    assert result.returncode == 0, result.stderr
    assert re.fullmatch(
        r"Klaar: \d+ pagina's, \d+ feeds en \d+ agenda's in \d+,\d s\. Kijk in uit/ of typ: make serve\n", result.stdout
    )
    assert result.stderr.splitlines()[0] == "Bestanden lezen …"
    pages = int(result.stdout.split()[1])
    assert pages == len(list((tmp_path / "uit").rglob("*.html")))


def test_build_without_words_goes_to_output_of_the_root(root: Path) -> None:
    """`build` may be left out, and the site comes beside its sources."""
    result = run("--root", root, "--peildatum", DAY, "--stil")

    assert (result.returncode, result.stderr) == (0, "")
    assert (root / "output" / "index.html").is_file()


def test_relative_paths_are_seen_from_the_caller(root: Path) -> None:
    """The folder in which somebody stands decides what a relative path means, and nothing else."""
    result = run_build(Path(root.name), Path("uit"), cwd=root.parent)

    assert result.returncode == 0, result.stderr
    assert (root.parent / "uit" / "over" / "index.html").is_file()


def test_siteurl_is_in_every_absolute_link(root: Path, tmp_path: Path) -> None:
    """A site for another address, below a folder, is made from the same sources."""
    result = run_build(root, tmp_path / "uit", "--siteurl", "https://host.example/wijken/")

    assert result.returncode == 0, result.stderr
    assert b"<loc>https://host.example/wijken/wijken/duinrand/</loc>" in (tmp_path / "uit/sitemap.xml").read_bytes()


def test_examples_can_be_left_out(root: Path, tmp_path: Path) -> None:
    """Without the examples there are fewer pages, and the site is still whole."""
    results = [run_build(root, tmp_path / "uit", *words) for words in ([], ["--zonder-voorbeelden"])]

    assert [result.returncode for result in results] == [0, 0], results[1].stderr
    with_examples, without = (int(result.stdout.split()[1]) for result in results)
    assert without < with_examples


def test_faulty_sources_leave_the_old_site(root: Path, tmp_path: Path) -> None:
    """A build of a faulty city tells the problems as `check` does, gives 1, and changes no file."""
    output = tmp_path / "uit"
    assert run_build(root, output).returncode == 0
    before = read_tree(output)
    begin = break_one(root)
    result = run_build(root, output)

    assert result.returncode == 1
    assert begin in result.stderr
    assert result.stderr.endswith("1 fout\nDe site is niet gemaakt. Wat er stond, staat er nog.\n")
    assert result.stdout == ""
    assert read_tree(output) == before


def test_dead_link_leaves_the_old_site(root: Path, tmp_path: Path) -> None:
    """What only shows in the made site refuses the build too."""
    output = tmp_path / "uit"
    assert run_build(root, output).returncode == 0
    before = read_tree(output)
    with (root / "content" / "paginas" / "over.md").open("a", encoding="utf-8") as page:
        page.write("\n[nergens](../nergens.pdf)\n")
    result = run_build(root, output)

    assert result.returncode == 1
    assert "fout: “../nergens.pdf” bestaat niet (in over/index.html)\n" in result.stderr
    assert read_tree(output) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [".uit-stand", "stad", "uit"]


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("stad/content", "bronnen"),
        ("stad", "bronnen"),
        ("vol", "niet door build.py gemaakt"),
        ("bestand/uit", "hier staat al een bestand met deze naam"),
        ("x" * 300, "deze naam is te lang"),
    ],
)
def test_impossible_output_is_one_dutch_line(root: Path, tmp_path: Path, output: str, words: str) -> None:
    """An output that cannot or may not be written gives 1 and no traceback."""
    (tmp_path / "vol").mkdir()
    (tmp_path / "vol" / "brief.txt").touch()
    (tmp_path / "bestand").touch()
    result = run_build(root, tmp_path / output, "--stil")

    assert result.returncode == 1
    assert result.stderr.startswith("fout: ")
    assert words in result.stderr
    assert len(result.stderr.splitlines()) == 2


def test_wrong_call_gives_2(tmp_path: Path) -> None:
    """A call that cannot be understood is told apart from a faulty city."""
    assert run("chek").returncode == 2
    assert run("check", "--root", tmp_path / "weg").returncode == 2


@pytest.mark.parametrize("command", ["check", "build"])
def test_empty_root_is_told(tmp_path: Path, command: str) -> None:
    """A folder in which there is no city at all gives problems and no traceback."""
    result = run(command, "--root", tmp_path)

    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "wijken/stad.yaml" in result.stdout + result.stderr


def test_narrow_encoding_does_not_stop_it(root: Path) -> None:
    """Where a quote cannot be written, it is written otherwise."""
    break_one(root)
    result = run("check", "--root", root, env=os.environ | {"PYTHONIOENCODING": "ascii"})

    assert result.returncode == 1
    assert r"\u201conzin\u201d" in result.stdout


def test_reader_that_goes_away_does_not_stop_it(root: Path) -> None:
    """The end of a pipe that closes early, as `head` does, gives no traceback."""
    break_one(root)
    receiver, sender = os.pipe()
    os.close(receiver)
    result = run("check", "--root", root, capture_output=False, stdout=sender, stderr=subprocess.PIPE)
    os.close(sender)

    assert (result.returncode, result.stderr) == (1, "")


def test_missing_package_is_told() -> None:
    """Who starts it with a bare Python hears what to do."""
    result = subprocess.run(
        [sys.executable, "-S", TOP / "build.py", "check"], capture_output=True, encoding="utf-8", check=False
    )

    assert result.returncode == 1
    assert re.fullmatch(r"fout: het pakket \w+ ontbreekt\ntip: .*make site.*\n", result.stderr)


def test_same_city_gives_the_same_bytes(root: Path, tmp_path: Path) -> None:
    """Neither time zone, language, hash seed, folder nor age of the files can be seen in the site."""
    other = shutil.copytree(root, tmp_path / "elders" / "kopie", copy_function=shutil.copyfile)
    here = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "1"}
    there = {"TZ": "America/New_York", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "2"}

    assert run_build(root, tmp_path / "een", environment=here, cwd=tmp_path).returncode == 0
    assert run_build(other, tmp_path / "elders" / "twee", environment=there, cwd=other).returncode == 0
    assert read_tree(tmp_path / "een") == read_tree(tmp_path / "elders" / "twee")


def test_broken_off_build_leaves_nothing(root: Path, tmp_path: Path) -> None:
    """Ctrl-C in the middle of a build is one line, and what it was making is cleared away."""
    output = tmp_path / "uit"
    with subprocess.Popen(
        [sys.executable, TOP / "build.py", "--root", root, "--output", output, "--peildatum", DAY, "--stil"],
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        while not (tmp_path / ".uit-bouw").exists():
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        _, said = process.communicate()

    assert process.returncode == 130
    assert said == "\nAfgebroken. Wat er stond, staat er nog.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["stad"]
