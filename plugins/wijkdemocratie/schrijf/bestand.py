"""A file as it is written: its YAML, what stands round that, and the kind of record that it holds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from wijkdemocratie.model import Advies, Deel, Gemeente, Pagina, Voorstel, Wijk, Wijkscan
from wijkdemocratie.problems import Problems
from wijkdemocratie.read import FOLDERS, STAD
from wijkdemocratie.source import list_files, parse_yaml, read_bytes, read_document, read_text

from .opmaak import OpmaakError, format_yaml

MAPPEN: dict[str, type[Deel]] = {
    "adviezen": Advies,
    "paginas": Pagina,
    "voorstellen": Voorstel,
    "wijkscans": Wijkscan,
}
"""What each folder in content/ holds."""

_LINE = "---"


@dataclass(frozen=True, slots=True)
class Bestand:
    """A file without faults of spelling. `kop` is its YAML, of which the first line is `lijn` of the file."""

    path: str
    kind: type[Deel]
    voor: str
    kop: str
    na: str

    @property
    def tekst(self) -> str:
        """The whole text."""
        return self.voor + self.kop + self.na

    @property
    def lijn(self) -> int:
        """The line of the file on which its YAML begins, from 1."""
        return 1 + self.voor.count("\n")

    def replace_kop(self, kop: str) -> Bestand:
        """Return the file with other YAML."""
        return Bestand(self.path, self.kind, self.voor, kop, self.na)

    def format(self) -> Bestand:
        """Return the file in its fixed form. Raises `OpmaakError` where that cannot be done safely."""
        na = self.na.rstrip()
        return Bestand(self.path, self.kind, self.voor, format_yaml(self.kind, self.kop), f"{na}\n" if na else "")


def find_kind(path: str) -> type[Deel] | None:
    """Return what a file below the root holds; None for one that the site does not read."""
    match PurePosixPath(path).parts:
        case ("wijken", name) if name.endswith(".yaml"):
            return Gemeente if path == STAD else Wijk
        case ("content", folder, name) if folder in FOLDERS and name.endswith(".md"):
            return MAPPEN[folder]
    return None


def list_bestanden(root: Path, problems: Problems) -> list[str]:
    """Return the paths of all files that have a fixed form, also of the examples to copy from, sorted."""
    folders = ["wijken", *(f"content/{folder}" for folder in FOLDERS)]
    found = [path for folder in folders for path in list_files(root, folder, problems)]
    return sorted(path for path in found if find_kind(path) and not PurePosixPath(path).name.startswith("."))


def read_gelezen(root: Path) -> dict[str, bytes]:
    """Return what all files hold now, by path: with it `write_bestanden` sees what somebody saves meanwhile."""
    found = {path: read_bytes(root, path, Problems()) for path in list_bestanden(root, Problems())}
    return {path: data for path, data in found.items() if data is not None}


def read_bestand(root: Path, path: str, problems: Problems) -> Bestand | None:
    """Return a file as it stands, or None after telling what is wrong with its text or YAML."""
    kind = find_kind(path)
    own = Problems()
    if kind is None:
        raise ValueError(f"{path} holds no record")
    text = read_text(root, path, own)
    made = None
    if text is not None and path.endswith(".md"):
        if read_document(root, path, own) is not None:
            made = _split(path, kind, text)
    elif text is not None and parse_yaml(text, path, own) is not None:
        made = Bestand(path, kind, "", text, "")
    problems.extend(own)
    return None if own.errors else made


def _split(path: str, kind: type[Deel], text: str) -> Bestand:
    lines = text.split("\n")
    end = next(index for index, line in enumerate(lines[1:], 1) if line.rstrip() == _LINE)
    body = "\n".join(lines[end + 1 :])
    return Bestand(path, kind, f"{_LINE}\n", "\n".join(lines[1:end]) + "\n", f"{_LINE}\n{body}")


def format_bestand(root: Path, path: str, problems: Problems) -> tuple[Bestand, bytes] | None:
    """Return a file in its fixed form and what it held; None after telling what is wrong with it."""
    # Read first: what is saved after this is seen when the file is written.
    data = read_bytes(root, path, Problems())
    found = read_bestand(root, path, problems)
    if found is None or data is None:
        return None
    try:
        return found.format(), data
    except OpmaakError as error:
        problems.add(*error.tell(path, found.lijn))
        return None
