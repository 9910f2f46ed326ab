"""Data flows one way: each module imports only what stands above it, and only build.py knows what time it is."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from made_site import TOP

PACKAGE = TOP / "plugins" / "wijkdemocratie"

ORDER = (
    "problems",
    "geheugen",
    "voorraad",
    "werkers",
    "source",
    "model",
    "termijn",
    "text",
    "talen",
    "grafiek",
    "thema",
    "koppen",
    "read",
    "schema",
    "select",
    "events",
    "kaart",
    "adres",
    "check",
    "leesbaar",
    "schrijf",
    "report",
    "arguments",
    "trekking",
    "pages",
    "feed",
    "agenda",
    "opendata",
    "verify",
    "bouw",
    "schrijver",
    "onveranderd",
    "zoekindex",
    "ping",
    "verschil",
    "redactie",
    "adapter",
    "publish",
    "serve",
    "opdrachten",
    "__init__",
)
"""Every room of the library, from the one that knows nothing of the others to the one that knows all."""

FORBIDDEN = {
    "datetime.date.today",
    "datetime.datetime.now",
    "datetime.datetime.today",
    "datetime.datetime.utcnow",
    "time.time",
    "time.localtime",
    "time.gmtime",
    "time.strftime",
    "time.ctime",
    "os.environ",
    "os.getenv",
    "os.getcwd",
    "pathlib.Path.cwd",
    "pathlib.Path.home",
    "locale",
    "random",
    "secrets",
    "uuid",
    "gettext",
}
"""What differs from one machine, folder or moment to the next. Durations (perf_counter, monotonic) are no answer to
“what day is it”, and may be asked."""

ALLOWED = {
    "serve": ("os.environ", "pathlib.Path.cwd"),
    "verschil": ("os.environ",),
    "voorraad": ("os.environ", "pathlib.Path.home"),
}
"""`serve` starts build.py in a process of its own, and names files as the person who typed the command would;
`verschil` starts build.py as well, with a cache folder of its own;
`voorraad` asks where the cache folder of the user is, which changes no answer."""


def list_modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def list_imports(path: Path, source: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the full dotted name of everything that a module of the package imports, wherever."""
    inside = ("wijkdemocratie", *path.relative_to(PACKAGE).parent.parts)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = inside[: len(inside) - node.level + 1] if node.level else ()
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)


def list_faults(path: Path, source: str) -> list[str]:
    """Return each import that goes against the order or the roles, with its place and the rule that it breaks."""
    here = room_of(path)
    faults = []
    for line, name in list_imports(path, source):
        place, parts = f"{path.relative_to(TOP).as_posix()}:{line}", name.split(".")
        if parts[0] == "pelican" and here != "adapter":
            faults.append(f"{place}: {name}: only adapter imports Pelican")
        if parts[0] == "build":
            faults.append(f"{place}: {name}: the library does not know build.py")
        if parts[0] != "wijkdemocratie" or parts[1] == here:
            continue
        if here == "__init__" and parts[1] in ORDER:
            continue
        if ORDER.index(parts[1]) > ORDER.index(here):
            faults.append(f"{place}: {name}: {parts[1]} stands below {here}")
    return faults


def list_clocks(path: Path, source: str) -> list[str]:
    """Return each use of what FORBIDDEN names, whatever name it was imported under."""
    known = {}
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            known |= {alias.asname or alias.name: alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            known |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    allowed = ALLOWED.get(room_of(path), ())
    used = {(name, 1) for name in known.values()}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            written = ast.unparse(node)
            first, _, rest = written.partition(".")
            used.add((f"{known.get(first, first)}.{rest}", node.lineno))
    return [
        f"{path.relative_to(TOP).as_posix()}:{line}: {name}: only build.py asks this"
        for name, line in sorted(used)
        if not name.startswith(allowed) and any(name == word or name.startswith(f"{word}.") for word in FORBIDDEN)
    ]


def test_every_room_has_a_place_in_the_order() -> None:
    """A new module is put into the order on purpose, and one that is gone leaves it."""
    assert set(ORDER) == {room_of(path) for path in list_modules()}


def test_imports_keep_the_order() -> None:
    """No module imports what stands below it."""
    assert [] == [fault for path in list_modules() for fault in list_faults(path, path.read_text("utf-8"))]


def test_only_build_asks_the_clock() -> None:
    """Today, the locale, the environment and the current folder come in as arguments."""
    assert [] == [fault for path in list_modules() for fault in list_clocks(path, path.read_text("utf-8"))]


def test_modules_in_a_room_do_not_go_round() -> None:
    """Within a room, too, no two modules need each other."""
    for room in {path.parent for path in list_modules()} - {PACKAGE}:
        needs: dict[str, set[str]] = {}
        for path in room.glob("*.py"):
            prefix = f"wijkdemocratie.{room.name}."
            names = (name for _, name in list_imports(path, path.read_text("utf-8")) if name.startswith(prefix))
            needs[path.stem] = {name.removeprefix(prefix).split(".")[0] for name in names} - {path.stem}
        while free := [stem for stem, needed in needs.items() if not needed & needs.keys()]:
            for stem in free:
                del needs[stem]
        assert needs == {}, f"these need each other in {room.name}"


def test_library_loads_without_pelican() -> None:
    """`check` and all pure rooms answer without Pelican: only adapter, and what publishes through it, need it."""
    needing = {
        room_of(path)
        for path in list_modules()
        for _, name in list_imports(path, path.read_text("utf-8"))
        if name.startswith(("pelican", "wijkdemocratie.adapter", "wijkdemocratie.publish"))
    }
    assert needing <= {"__init__", "adapter", "publish", "serve"}


@pytest.mark.parametrize(
    ("fault", "path", "source"),
    [
        ("pages stands below select", "select/nu.py", "from wijkdemocratie.pages import Site"),
        ("pages stands below select", "select/nu.py", "from ..pages import Site"),
        ("feed stands below events", "events/loting.py", "def f():\n    import wijkdemocratie.feed"),
        ("feed stands below text", "text.py", "from . import feed"),
        ("only adapter imports Pelican", "pages/site.py", "from pelican.utils import slugify"),
        ("the library does not know build.py", "publish.py", "from build import TOP"),
    ],
)
def test_a_wrong_import_is_named(fault: str, path: str, source: str) -> None:
    """The place and the broken rule are named, also for an import inside a function."""
    assert [fault] == [found.partition(": ")[2].partition(": ")[2] for found in list_faults(PACKAGE / path, source)]


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import date\ndate.today()",
        "import datetime as dt\ndt.datetime.now()",
        "from time import time\ntime()",
        "import os\nos.environ['TZ']",
        "from os import environ",
        "from pathlib import Path\nPath.cwd()",
        "import locale\nlocale.setlocale(locale.LC_ALL)",
    ],
)
def test_a_clock_is_seen_under_any_name(source: str) -> None:
    """It does not matter how the clock was imported."""
    assert list_clocks(PACKAGE / "text.py", source)
    assert not list_clocks(
        PACKAGE / "text.py", "import time\nfrom datetime import date\ntime.monotonic(), date(1, 1, 1)"
    )
