"""Which files a page is made from, so that who reads a page finds the line to change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from wijkdemocratie.adres import pad_van
from wijkdemocratie.model import Advies, Bijeenkomst, Deel, Klankbordgroep, Loting, Organisatie, Stad, Voorstel
from wijkdemocratie.problems import Problems
from wijkdemocratie.source import read_text

_FOLDERS = ("wijken", "content")
_ENDINGS = {".csv", ".md", ".yaml", ".yml"}
_LIMIT = 5_000_000  # bytes; of a larger table nobody reads the lines here


def map_bronnen(stad: Stad) -> dict[str, list[tuple[str, int]]]:
    """Return by the address of each page of a record the files that it is made from, each with a line."""
    found: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for pad, deel in _list_delen(stad):
        if (place := deel.place_of()).path:
            found[pad].append((place.path, place.line))
    return dict(found)


def _list_delen(stad: Stad) -> Iterator[tuple[str, Deel]]:
    yield "", stad.gemeente
    yield from ((f"{pagina.slug}/", pagina) for pagina in stad.paginas)
    yield from ((pad_van(stad, stadsdeel), stadsdeel) for stadsdeel in stad.gemeente.stadsdelen)
    yield from ((pad_van(stad, wijk), wijk) for wijk in stad.wijken)
    yield from ((pad_van(stad, buurt), buurt) for wijk in stad.wijken for buurt in wijk.buurten)
    yield from ((pad_van(stad, stad.wijk[scan.wijk]), scan) for scan in stad.wijkscans if scan.wijk in stad.wijk)
    records: list[Advies | Bijeenkomst | Klankbordgroep | Loting | Organisatie | Voorstel] = [*stad.voorstellen]
    records += [*stad.adviezen, *stad.lotingen, *stad.bijeenkomsten, *stad.klankbordgroepen, *stad.organisaties]
    yield from ((pad_van(stad, record), record) for record in records)


def find_bronnen(bronnen: Mapping[str, Sequence[tuple[str, int]]], pad: str) -> Sequence[tuple[str, int]]:
    """Return the sources of a page; a page below one of a record, such as its news, has those of the record."""
    folder = pad.removesuffix("index.html")
    while folder and folder not in bronnen:
        folder = folder.rstrip("/").rpartition("/")[0]
        folder += "/" if folder else ""
    # Only home itself is made from what stands at home: a list of all proposals has no file of its own.
    return bronnen.get(folder, ()) if folder or pad in {"", "index.html"} else ()


def is_bron(pad: str) -> bool:
    """Say whether a path may be that of a source: text below `wijken/` or `content/`, spelled in the one plain way."""
    path = PurePosixPath(pad)
    return (
        len(path.parts) > 1
        and path.as_posix() == pad
        and path.parts[0] in _FOLDERS
        and path.suffix in _ENDINGS
        and not any(part.startswith(".") for part in path.parts)
    )


def read_bron(root: Path, pad: str) -> str | None:
    """Return the text of a source; None for anything else.

    A symbolic link is refused also where it leads to another source, so that the path says what is shown. One that is
    put there while we read is caught by `read_text`, which follows it and looks where it ends.
    """
    if not is_bron(pad):
        return None
    try:
        here = root
        for part in PurePosixPath(pad).parts:
            here /= part
            if here.is_symlink():
                return None
        return read_text(root, pad, Problems(), _LIMIT) if here.is_file() else None
    except (OSError, ValueError):  # gone meanwhile, or a name that cannot be one
        return None
