"""The files of the theme, under names that change with their content: a browser may then keep them for ever."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from wijkdemocratie.model import Huisstijl

FOLDER = "theme/"
"""Where they stand on the site. All that stands there has a hash in its name; `koppen` counts on it."""

_DIGITS = 10
_FAMILY = "--utrecht-document-font-family"
_CSS_COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)
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


def read_thema(folder: Path, huisstijl: Huisstijl | None = None) -> Thema:
    """Return the files below `folder`, and what the city adds or puts in the place of one of them.

    What begins with a dot or ends with a ~ was left by an editor. The comments of our own stylesheets are for who
    changes them, and are not sent to every reader.
    """
    found = {
        path.relative_to(folder).as_posix(): _read_file(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not _is_left_behind(path.relative_to(folder).parts)
    }
    if huisstijl:
        found |= {f"letter/{letter.naam}": letter.inhoud for letter in huisstijl.letters}
        if huisstijl.woordmerk:
            found["woordmerk.svg"] = huisstijl.woordmerk.inhoud
        if huisstijl.icoon:
            found["favicon.svg"] = huisstijl.icoon
        found["css/stijl.css"] += render_huisstijl(huisstijl, found["css/stijl.css"].decode("utf-8")).encode("utf-8")
    return make_thema(found)


def _read_file(path: Path) -> bytes:
    content = path.read_bytes()
    if path.suffix != ".css":
        return content
    return _CSS_COMMENT.sub("", content.decode("utf-8")).encode("utf-8")


def render_huisstijl(huisstijl: Huisstijl, css: str) -> str:
    """Return the lines that come after our own stylesheet: of a whole set of tokens only those that it uses.

    A colour for light does not count in dark: there ours stays, until the city has one for dark too.
    """
    faces = "".join(
        f'@font-face {{ font-family: huisstijl; src: url("../letter/{letter.naam}") format("woff2"); '
        f"font-weight: {700 if letter.vet else 400}; font-style: {'italic' if letter.cursief else 'normal'}; "
        "font-display: swap; }\n"
        for letter in huisstijl.letters
    )
    licht = [token for token in huisstijl.licht if f"{token[0]}:" in css]
    if huisstijl.letters and _FAMILY not in dict(licht):
        licht.insert(0, (_FAMILY, "huisstijl, system-ui, sans-serif"))
    colours = [token for token in licht if token[0].endswith("-color")]
    blocks = (
        (":root {{ {} }}", [token for token in licht if token not in colours]),
        ("@media not all and (prefers-color-scheme: dark) {{ :root {{ {} }} }}", colours),
        (
            "@media (prefers-color-scheme: dark) {{ :root {{ {} }} }}",
            [token for token in huisstijl.donker if f"{token[0]}:" in css],
        ),
    )
    return f"\n{faces}" + "".join(
        form.format(" ".join(f"{name}: {value};" for name, value in tokens)) + "\n" for form, tokens in blocks if tokens
    )


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
