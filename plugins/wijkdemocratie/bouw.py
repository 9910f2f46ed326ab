"""What a build says while it runs: how far it is, what it made, or why it was refused."""

from __future__ import annotations

import errno
import os
import sys
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress


class BuildRefusedError(Exception):
    """The build stops and the published site stays as it was. Each line is a Dutch sentence."""

    def __init__(self, *lines: str) -> None:
        super().__init__(*lines)
        self.lines = lines


_REASONS = {
    errno.EACCES: "u hebt hier geen rechten",
    errno.EPERM: "u hebt hier geen rechten",
    errno.EROFS: "hier kan niets worden geschreven (alleen lezen)",
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "uw ruimte op de schijf is op",
    errno.EFBIG: "het bestand wordt te groot",
    errno.EMFILE: "er zijn te veel bestanden open",
    errno.ENOENT: "dit bestaat niet",
    errno.EEXIST: "hier staat al een bestand met deze naam",
    errno.ENOTDIR: "een deel van dit pad is geen map",
    errno.EISDIR: "dit is een map",
    errno.ELOOP: "deze link wijst naar zichzelf",
    errno.ENAMETOOLONG: "deze naam is te lang",
    errno.EBUSY: "dit is in gebruik",
    errno.EIO: "de schijf geeft een fout",
    errno.EADDRINUSE: "die is al in gebruik",
}


def explain_oserror(error: OSError) -> str:
    """Return one Dutch line for what the system refused; what is rare stays in the system's own words."""
    reason = _REASONS.get(error.errno or 0, error.strerror or str(error))
    return f"{reason}: {os.fsdecode(error.filename)}" if error.filename else reason


@dataclass(frozen=True, slots=True)
class Opbrengst:
    """What one build made."""

    paginas: int
    feeds: int
    agendas: int

    def __str__(self) -> str:
        paginas, feeds, agendas = (
            f"{number} {one if number == 1 else more}"
            for number, one, more in (
                (self.paginas, "pagina", "pagina's"),
                (self.feeds, "feed", "feeds"),
                (self.agendas, "agenda", "agenda's"),
            )
        )
        return f"{paginas}, {feeds} en {agendas}"


class Progress:
    """Listens to a build and says nothing; the base of what does speak."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the terminal as it was."""

    def begin(self, stage: str) -> None:
        """Tell that a stage begins, such as “Pagina's maken”."""

    def step(self, done: int, total: int) -> None:
        """Tell how far the stage is."""


class PlainProgress(Progress):
    """One line for each stage: for a log, a pipe and a terminal without tricks."""

    def begin(self, stage: str) -> None:
        """Print the stage."""
        print(f"{stage} …", file=sys.stderr, flush=True)


class TerminalProgress(Progress):
    """One line that changes and is gone afterwards."""

    _shown: RichProgress

    def __enter__(self) -> Self:
        # Late, because importing it takes longer than many a check.
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn
        from rich.progress import Progress as RichProgress

        self._shown = RichProgress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=30),
            MofNCompleteColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._shown.add_task("", total=None)
        self._shown.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wipe the line."""
        self._shown.stop()

    def begin(self, stage: str) -> None:
        """Show the stage, of which the length is not known yet."""
        self._shown.reset(self._task, total=None, description=stage)

    def step(self, done: int, total: int) -> None:
        """Move the bar."""
        self._shown.update(self._task, completed=done, total=total)


def make_progress(*, silent: bool) -> Progress:
    """Return what fits where the messages go."""
    if silent:
        return Progress()
    return TerminalProgress() if sys.stderr.isatty() else PlainProgress()
