"""Which files are records, and which only look like it."""

from __future__ import annotations

import difflib
from pathlib import Path

from wijkdemocratie.problems import Location, Problems
from wijkdemocratie.source import list_files

FOLDERS = ("adviezen", "paginas", "voorstellen", "wijkscans")
"""The folders of records in `content/`."""

_TABLES = ("wijken/postcodes.csv",)  # read elsewhere

_MARKUP = (".md", ".yaml", ".yml")


def list_records(root: Path, folder: str, suffix: str, problems: Problems, apart: str = "") -> list[str]:
    """Return the paths of the records in a folder, sorted, and warn about files that will not be read.

    A name that begins with `_` is an example to copy and one that begins with `.` is of the system: both are
    passed over in silence, and so is `apart`, which another reader takes.
    """
    found = []
    for path in list_files(root, folder, problems):
        name = path.rpartition("/")[2]
        if name.startswith(("_", ".")) or path == apart or path in _TABLES:
            continue
        if name.endswith(suffix):
            found.append(path)
            continue
        problems.warn(
            Location(path),
            "los-bestand",
            f"“{name}” wordt niet gelezen, want de naam eindigt niet op {suffix}",
            _tell_name(name, suffix),
        )
    return found


def _tell_name(name: str, suffix: str) -> str:
    """Return the tip for a file with another end to its name."""
    stem, _, end = name.partition(".")
    if end.lower() in {"docx", "doc", "odt", "rtf", "pdf"}:
        return f"kopieer de tekst in een nieuw bestand {stem}{suffix}; een bestand van Word of een pdf lezen we niet"
    if stem and end.lower() in {"txt", "yml", "yaml", "md", "markdown", "md.txt", "yaml.txt", "yml.txt"}:
        return f"noem het {stem}{suffix}, of haal het weg"
    return f"geef het een naam die op {suffix} eindigt, of haal het weg"


def warn_unknown_folders(root: Path, problems: Problems) -> None:
    """Warn about texts in `content/` that stand in no folder that is read, such as one with a slip in its name."""
    for path in list_files(root, "content", problems):
        name = path.rpartition("/")[2]
        if name.startswith(("_", ".")) or name in FOLDERS:
            continue
        if (root / path).is_dir():
            if any(file.endswith(_MARKUP) for file in list_files(root, path, problems)):
                near = difflib.get_close_matches(name, FOLDERS, n=1)
                hint = f"bedoelde u “content/{near[0]}”?" if near else f"kies uit: {', '.join(FOLDERS)}"
                problems.warn(Location(path), "los-bestand", f"de map “{name}” wordt niet gelezen", hint)
        elif name.endswith(_MARKUP):
            problems.warn(
                Location(path),
                "los-bestand",
                f"“{name}” wordt niet gelezen, want het staat in geen van de mappen",
                f"zet het in een van deze mappen: {', '.join(FOLDERS)}",
            )
