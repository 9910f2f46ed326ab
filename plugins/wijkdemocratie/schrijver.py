"""The files of a site on their way into the empty folder of a build."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from wijkdemocratie.bouw import BuildRefusedError


@dataclass(frozen=True, slots=True)
class Schrijver:
    """Writes files below `folder`. Several workers may write at once, each its own files."""

    folder: Path

    def write(self, pad: str, content: bytes) -> None:
        """Write one file. Raises `BuildRefusedError` when something else has the same address."""
        path = f"{self.folder}/{pad}"
        try:
            stream = open(path, "xb")  # noqa: SIM115, PTH123  # of thousands of files a Path for each takes its time
        except FileNotFoundError:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            self.write(pad, content)
            return
        except FileExistsError:
            raise BuildRefusedError(f"er zijn twee onderdelen voor het adres /{pad}") from None
        with stream:
            stream.write(content)
