"""The files of the theme, under names that change with their content: a browser may then keep them for ever."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

FOLDER = "theme/"
"""Where they stand on the site. All that stands there has a hash in its name; `koppen` counts on it."""

_DIGITS = 10
# A name in url(), without a scheme and without a slash in front: a file that stands beside the stylesheet.
_CSS_URL = re.compile(r"""(url\(\s*["']?)([^"':/)#][^"':)#]*)""")


@dataclass(frozen=True)
class Thema:
    """`bestanden` holds what is written, by its path on the site; `paden` the path of each file, by its own name."""

    bestanden: Mapping[str, bytes] = field(default_factory=dict)
    paden: Mapping[str, str] = field(default_factory=dict)

    def pad(self, naam: str) -> str:
        """Return the path of a file of the theme, such as `css/stijl.css`.

        Without files, as where only the data of a site are asked for, it is the plain name.
        """
        return self.paden[naam] if self.paden else f"{FOLDER}{naam}"

    @property
    def heeft_script(self) -> bool:
        """Whether a page may load a script."""
        return any(naam.endswith(".js") for naam in self.paden)


def read_thema(folder: Path, extra: Mapping[str, bytes] | None = None, stijl: bytes = b"") -> Thema:
    """Return the files below `folder`, and what the city adds or puts in the place of one of them.

    `stijl` comes after our own rules in the stylesheet. What begins with a dot or ends with a ~ was left by an editor.
    """
    found = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not _is_left_behind(path.relative_to(folder).parts)
    }
    found |= extra or {}
    if stijl:
        found["css/stijl.css"] = found["css/stijl.css"] + b"\n" + stijl
    return make_thema(found)


def make_thema(files: Mapping[str, bytes]) -> Thema:
    """Give each file its name. Stylesheets come last, because their hash depends on the names of other files."""
    paden: dict[str, str] = {}
    bestanden: dict[str, bytes] = {}
    for naam in sorted(files, key=lambda naam: (naam.endswith(".css"), naam)):
        content = files[naam]
        if naam.endswith(".css"):
            content = _lead_on(naam, content, paden)
        path = PurePosixPath(naam)
        digest = hashlib.sha256(content).hexdigest()[:_DIGITS]
        paden[naam] = f"{FOLDER}{path.with_name(f'{path.stem}.{digest}{path.suffix}')}"
        bestanden[paden[naam]] = content
    return Thema(bestanden, paden)


def _lead_on(naam: str, content: bytes, paden: Mapping[str, str]) -> bytes:
    """Let url() in a stylesheet name the file as it is called on the site."""
    folder = PurePosixPath(naam).parent

    def name_it(match: re.Match[str]) -> str:
        target = _join(folder, match[2])
        return (
            match[1] + _walk(folder, PurePosixPath(paden[target].removeprefix(FOLDER))) if target in paden else match[0]
        )

    return _CSS_URL.sub(name_it, content.decode("utf-8")).encode("utf-8")


def _join(folder: PurePosixPath, link: str) -> str:
    parts = list(folder.parts)
    for part in link.strip().split("/"):
        if part == ".." and parts:
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _walk(folder: PurePosixPath, target: PurePosixPath) -> str:
    """Return the way from a folder to a file."""
    return "../" * len(folder.parts) + target.as_posix()


def _is_left_behind(parts: Iterable[str]) -> bool:
    return any(part.startswith((".", "#")) or part.endswith("~") for part in parts)
