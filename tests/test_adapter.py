"""Pelican, and what it would only have logged or passed over in silence: each refuses the build with a sentence."""

import shutil
from pathlib import Path

import pytest

from made_site import KLEIN, TOP, run_build


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the tiny city."""
    return shutil.copytree(KLEIN, tmp_path / "stad")


@pytest.fixture
def top(tmp_path: Path) -> Path:
    """A copy of the program with a theme and settings of its own."""
    top = tmp_path / "programma"
    shutil.copytree(TOP / "theme", top / "theme")
    for name in ("build.py", "pelicanconf.py"):
        shutil.copy(TOP / name, top)
    (top / "plugins").symlink_to(TOP / "plugins")
    return top


def refuse(root: Path, top: Path = TOP) -> list[str]:
    """Return what a build says that must be refused without leaving anything."""
    result = run_build(root, root.parent / "uit", "--stil", top=top)
    assert result.returncode == 1
    assert not (root.parent / "uit").exists()
    assert not [path.name for path in root.parent.iterdir() if path.name.startswith(".")]
    lines = result.stderr.splitlines()
    assert lines[-1] == "De site is niet gemaakt. Wat er stond, staat er nog."
    return lines[:-1]


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def write_page(root: Path, slug: str, body: str) -> None:
    head = f"---\ntitle: Pagina {slug}\nslug: {slug}\nsummary: Over {slug} & meer.\n---\n"
    (root / "content" / "paginas" / f"{slug}.md").write_text(f"{head}{body}\n", encoding="utf-8")


def test_unknown_word_in_a_template_is_placed(root: Path, top: Path) -> None:
    """A slip in a template is no empty spot on a page, but a sentence with file and line."""
    replace(top / "theme/templates/home.html", "<h1>", "<h1>\n{{ onbekend }}")
    line = 1 + (top / "theme/templates/home.html").read_text(encoding="utf-8").split("{{ onbekend")[0].count("\n")

    assert refuse(root, top) == [f"fout: theme/templates/home.html:{line}: UndefinedError: 'onbekend' is undefined"]


def test_faulty_template_is_placed(root: Path, top: Path) -> None:
    """A template that cannot be read is named with its line."""
    replace(top / "theme/templates/home.html", "<h1>", "{% if %}<h1>")

    (said,) = refuse(root, top)
    assert said.startswith("fout: theme/templates/home.html:")
    assert "TemplateSyntaxError" in said


@pytest.mark.parametrize("name", ["page.html", "home.html", "base.html"])
def test_missing_template_is_not_taken_from_pelican(root: Path, top: Path, name: str) -> None:
    """Pelican's own theme has a page.html and a base.html too; they never stand in for ours."""
    (top / "theme/templates" / name).unlink()

    (said,) = refuse(root, top)
    assert "NotFound" in said
    assert name.removesuffix(".html") in said


def test_warning_of_pelican_refuses(root: Path, top: Path) -> None:
    """What Pelican would only log is told and counts as a failure."""
    replace(top / "pelicanconf.py", 'TIMEZONE = "Europe/Amsterdam"\n', "")

    (said,) = refuse(root, top)
    assert said.startswith("fout: Pelican meldt: No timezone information specified")


@pytest.mark.parametrize("plugins", ["[]", '["bestaat-niet"]'])
def test_site_without_our_pages_is_refused(root: Path, top: Path, plugins: str) -> None:
    """Pelican goes on without a plugin that it cannot load; the build does not."""
    replace(top / "pelicanconf.py", '["wijkdemocratie"]', plugins)

    said = refuse(root, top)
    assert said[-1] == "fout: de plugin wijkdemocratie is niet geladen; kijk PLUGINS in pelicanconf.py na"
    assert (len(said) == 2) == ("bestaat-niet" in plugins)


def test_two_pages_for_one_address_are_refused(root: Path) -> None:
    """A loose page cannot take the place of a page of the site, or the other way round."""
    write_page(root, "wijken", "Tekst.")

    assert "wijken" in refuse(root)[0]


def test_hidden_and_example_files_are_not_published(root: Path, top: Path) -> None:
    """What begins with a dot or a line, and what stands deeper than loose pages do, is not on the site."""
    (top / "theme/static/.geheim").write_text("x", encoding="utf-8")
    (top / "theme/static/oud.css~").write_text("x", encoding="utf-8")
    write_page(root, "extra", "Tekst.")
    page = root / "content/paginas/extra.md"
    for name in ("_voorbeeld.md", ".verborgen.md", "dieper/extra.md"):
        path = page.parent / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(page.read_text(encoding="utf-8"), encoding="utf-8")
    page.unlink()
    output = root.parent / "uit"
    result = run_build(root, output, top=top)

    assert result.returncode == 0, result.stderr
    names = {path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()}
    assert not [name for name in names if "geheim" in name or "oud.css" in name or "extra" in name]


def test_loose_page_is_text_and_nothing_else(root: Path) -> None:
    """Its Markdown becomes HTML, its summary does not, and a link cannot publish a file."""
    write_page(root, "extra", "**Vet** en [bestand]({static}/voorstellen/molenplein.md).")

    assert any("[link-kapot]" in line for line in refuse(root))

    write_page(root, "extra", "**Vet** en [over](../over/).")
    output = root.parent / "uit"
    assert run_build(root, output).returncode == 0
    page = (output / "extra/index.html").read_text(encoding="utf-8")
    assert "<strong>Vet</strong>" in page
    assert 'content="Over extra &amp; meer."' in page
    assert b"/extra/</loc>" in (output / "sitemap.xml").read_bytes()
