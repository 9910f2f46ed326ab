"""A picture that a text shows: a file in `content/beelden/`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath


@dataclass(frozen=True)
class Beeld:
    """One picture: the name of its file, its size in pixels, and its bytes."""

    naam: str
    breedte: int
    hoogte: int
    inhoud: bytes

    @cached_property
    def pad(self) -> str:
        """Its path on the site: another picture under the same name gets another address."""
        name = PurePosixPath(self.naam)
        return f"beelden/{name.stem}.{hashlib.sha256(self.inhoud).hexdigest()[:10]}{name.suffix}"
