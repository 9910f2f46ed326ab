"""Tell a WebSub hub which feeds changed, so that readers hear of news at once.

A feed names its own address and its hub, so only the files of a site are read, not what it was made from.
"""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

FEED = "feed.xml"
"""The name of every feed. The pages of its archive are not told: nobody can subscribe to them."""

POGINGEN = 3
WACHT = 10.0
"""How many seconds a hub may take to answer."""
PAUZE = 1.0
"""How many seconds there are before the second try; before each next one there are twice as many."""
STIL = 3
"""After so many feeds in a row for which a hub gave no answer at all, it is left alone."""

_ATOM_LINK = "channel/{http://www.w3.org/2005/Atom}link"
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_LATER = {408, 425, 429, 500, 502, 503, 504}
"""The answers after which it makes sense to ask once more."""


@dataclass(frozen=True, slots=True)
class Melding:
    """One thing to tell: this hub, that this feed has news."""

    hub: str
    feed: str


class PingError(Exception):
    """Something was not told. The text is a Dutch sentence."""


class _NoAnswerError(PingError):
    """The hub did not answer at all, so asking for the next feed is likely in vain as well."""


def list_veranderd(output: Path, vorige: Path | None) -> list[Path]:
    """Return the feeds of `output` that are new or have other bytes than in `vorige`; all of them without `vorige`."""
    if not output.is_dir():
        raise PingError(f"de map {output} bestaat niet; maak eerst de site")
    feeds = sorted(output.rglob(FEED))
    if not feeds:
        raise PingError(f"in de map {output} staan geen feeds; maak eerst de site")
    if vorige is None:
        return feeds
    if vorige.resolve() == output.resolve():
        raise PingError("--vorige en --output zijn dezelfde map; bewaar de oude site voordat u een nieuwe maakt")
    # A folder that is not a site would make every feed seem new.
    if next(vorige.rglob(FEED), None) is None:
        raise PingError(f"in de map {vorige} staan geen feeds; kies een map met een eerdere site, of --alles")
    return [path for path in feeds if not _is_equal(path, vorige / path.relative_to(output))]


def _is_equal(path: Path, other: Path) -> bool:
    return other.is_file() and path.read_bytes() == other.read_bytes()


def plan_meldingen(feeds: list[Path]) -> tuple[list[Melding], list[PingError]]:
    """Return what there is to tell of these feeds, and what is wrong with the others.

    A feed that also stands at an old address names its new one there too, and is told once.
    """
    meldingen: list[Melding] = []
    errors: list[PingError] = []
    without_hub = 0
    for path in feeds:
        try:
            found = _read_meldingen(path)
        except PingError as error:
            errors.append(error)
        else:
            meldingen += found
            without_hub += not found
    if without_hub:
        number = "1 feed noemt" if without_hub == 1 else f"{without_hub} feeds noemen"
        errors.append(PingError(f"{number} geen hub; zet websub_hub in wijken/stad.yaml en maak de site opnieuw"))
    return sorted(set(meldingen), key=lambda melding: (melding.feed, melding.hub)), errors


def _read_meldingen(path: Path) -> list[Melding]:
    """Return what there is to tell of one feed, to each hub that it names."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        links = etree.parse(path, parser).getroot().iterfind(_ATOM_LINK)
    except etree.XMLSyntaxError as error:
        raise PingError(f"{path}: dit is geen goede XML ({error.msg}); maak de site opnieuw") from error
    found = [(link.get("rel", ""), link.get("href", "")) for link in links]
    own = [href for rel, href in found if rel == "self"]
    if len(own) != 1:
        raise PingError(f"{path}: de feed noemt haar eigen webadres niet; maak de site opnieuw")
    return [Melding(href, own[0]) for rel, href in found if rel == "hub"]


def send_meldingen(
    meldingen: list[Melding], sleep: Callable[[float], None] = time.sleep
) -> Iterator[tuple[Melding, PingError | None]]:
    """Tell each thing, and yield how that went. What fails does not stop the rest.

    Only a hub that gave no answer for some feeds in a row is left alone, or a night would go by.
    """
    silent: dict[str, int] = {}
    for melding in meldingen:
        if silent.get(melding.hub, 0) >= STIL:
            yield melding, PingError("niet geprobeerd, want de hub gaf steeds geen antwoord")
            continue
        try:
            _send(melding, sleep)
        except _NoAnswerError as error:
            silent[melding.hub] = silent.get(melding.hub, 0) + 1
            yield melding, error
        except PingError as error:
            silent[melding.hub] = 0
            yield melding, error
        else:
            silent[melding.hub] = 0
            yield melding, None


def _send(melding: Melding, sleep: Callable[[float], None]) -> None:
    """Tell one thing, and try again where that may help."""
    _check_hub(melding.hub)
    for attempt in range(1, POGINGEN + 1):
        try:
            status, reason = _post(melding)
        except (OSError, http.client.HTTPException) as error:
            failure: PingError = _NoAnswerError(f"de hub geeft geen antwoord ({_explain(error)})")
        else:
            if 200 <= status < 300:
                return
            if 300 <= status < 400:
                raise PingError(
                    f"de hub stuurt door naar {reason or 'een ander adres'}, en dat volgen wij niet; "
                    "zet dat adres in wijken/stad.yaml als het klopt"
                )
            failure = PingError(f"de hub antwoordt met {status} ({reason})")
            if status not in _LATER:
                raise failure
        if attempt < POGINGEN:
            sleep(PAUZE * 2 ** (attempt - 1))
    raise failure


def _check_hub(hub: str) -> None:
    """Refuse an address over which somebody else could read along or pretend to be the hub."""
    try:
        parts = urllib.parse.urlsplit(hub)
        host, _port = parts.hostname, parts.port
    except ValueError:
        host, parts = None, urllib.parse.urlsplit("")
    if not host or not (parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)):
        raise PingError(f"het webadres van de hub begint niet met https:// ({hub})")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: object) -> None:
        """Follow nothing: a hub that moved is put into the files by a person."""


def _post(melding: Melding) -> tuple[int, str]:
    """Ask the hub to fetch the feed; return the code of its answer, and a word about it."""
    fields = {"hub.mode": "publish", "hub.url": melding.feed}
    request = urllib.request.Request(  # noqa: S310 - _check_hub lets only http(s) through
        melding.hub,
        data=urllib.parse.urlencode(fields).encode(),
        headers={"User-Agent": "wijken-aan-zet"},
    )
    handlers: list[urllib.request.BaseHandler] = [_NoRedirect()]
    if urllib.parse.urlsplit(melding.hub).hostname in _LOOPBACK:
        handlers.append(urllib.request.ProxyHandler({}))
    try:
        with urllib.request.build_opener(*handlers).open(request, timeout=WACHT) as answer:
            return answer.status, answer.reason
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers.get("Location", "") if 300 <= error.code < 400 else str(error.reason)


def _explain(error: BaseException) -> str:
    reason = getattr(error, "reason", error)
    if isinstance(reason, TimeoutError):
        return f"niet binnen {WACHT:.0f} seconden"
    if isinstance(reason, ConnectionRefusedError):
        return "de verbinding is geweigerd"
    return str(reason) or type(reason).__name__
