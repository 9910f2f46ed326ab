"""What a rule is, and the list of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from wijkdemocratie.model import Stad
from wijkdemocratie.problems import Location, Severity


class Bekend(NamedTuple):
    """One message that was published: its tag URI, title, day and wijken, and whether it was about an example.

    `wijkcodes` is empty where it is about the whole city, or about no wijk that is known.
    """

    guid: str
    titel: str
    dag: date
    voorbeeld: bool
    wijkcodes: frozenset[str]

    @property
    def delen(self) -> list[str]:
        """The parts of what follows the namespace: kind of record, id, kind of event and number."""
        return self.guid.split(":")[2:]


Datums = dict[tuple[str, str], dict[str, str]]
"""What a published site shows of a record (its kind and id), by column of its tables."""


class Zaak(NamedTuple):
    """What a rule looks at. `onleesbaar` holds the files with an error, as their records may be missing from `stad`.

    `bekend` holds the messages that stand on the site that is published now, as far as anybody told us, and `datums`
    the dates and places on it.
    """

    stad: Stad
    peildatum: date
    onleesbaar: frozenset[str] = frozenset()
    bekend: tuple[Bekend, ...] = ()
    datums: Datums = {}  # noqa: RUF012  # a NamedTuple has no state of its class; nobody changes it


class Bevinding(NamedTuple):
    """One thing that a rule found: the place, the sentence and the tip."""

    where: Location
    message: str
    hint: str


Toets = Callable[[Zaak], Iterator[Bevinding]]


@dataclass(frozen=True, slots=True)
class Regel:
    """A rule across records. A rule that is `vast` cannot be waived: without it the site cannot be made.

    A rule that is `laat` looks at what follows from all records together, so it waits until there are no errors.
    """

    id: str
    severity: Severity
    vast: bool
    laat: bool
    toets: Toets

    @property
    def uitleg(self) -> str:
        """What the rule asks."""
        return (self.toets.__doc__ or "").strip()


REGELS: dict[str, Regel] = {}
"""All rules across records, by their id."""


def regel(
    id_: str, severity: Severity = Severity.FOUT, *, vast: bool = False, laat: bool = False
) -> Callable[[Toets], Toets]:
    """Put a function in the list of rules."""

    def keep(toets: Toets) -> Toets:
        if id_ in REGELS:
            raise ValueError(f"two rules are called {id_}")
        REGELS[id_] = Regel(id_, severity, vast, laat, toets)
        return toets

    return keep
