"""The file with boundaries that stad.yaml names: GeoJSON (RFC 7946), of which only codes and polygons are read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wijkdemocratie.model import Gemeente, Grens, Ring
from wijkdemocratie.problems import Location, Problems
from wijkdemocratie.source import list_files, locate, read_text

MISSING, UNREADABLE, OUTSIDE = "kaart-ontbreekt", "kaart-onleesbaar", "kaart-buiten-nederland"
LIMIT = 5_000_000
"""How large the file may be, in bytes: several times what the boundaries of a large city take."""

_WEST, _EAST, _SOUTH, _NORTH = 3.0, 7.5, 50.5, 54.0
_SMALLEST = 1e-10
"""The least area of a ring, in square degrees: about a square metre."""
_VORM = "bewaar de grenzen als GeoJSON: een FeatureCollection, elk gebied met “code” en een Polygon of MultiPolygon"


class _FaultyError(Exception):
    """What is wrong with an area: rule, sentence, tip."""


def path_of(gemeente: Gemeente) -> str:
    """Return the path of the file that a gemeente names, or nothing."""
    return f"wijken/{gemeente.kaart}" if gemeente.kaart else ""


def read_grenzen(root: Path, gemeente: Gemeente, problems: Problems) -> tuple[Grens, ...]:
    """Return the areas of the file, in its order; none when any of them is not right."""
    path = path_of(gemeente)
    if not path:
        return ()
    if path not in list_files(root, "wijken", Problems()):
        problems.add(
            gemeente.place_of("kaart"),
            MISSING,
            f"het bestand “{path}” is er niet",
            "zet het bestand in de map wijken, of haal de regel met “kaart” weg",
        )
        return ()
    text = read_text(root, path, problems, LIMIT)
    if text is None:
        return ()
    before = len(problems.errors)
    found = list(_read_features(path, text, problems))
    return tuple(found) if len(problems.errors) == before else ()


def _read_features(path: str, text: str, problems: Problems) -> Iterator[Grens]:
    try:
        data = json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        problems.add(Location(path, error.lineno, error.colno), UNREADABLE, "hier is dit geen goede JSON meer", _VORM)
        return
    except (ValueError, RecursionError):
        problems.add(Location(path), UNREADABLE, "dit is geen JSON die we kunnen lezen", _VORM)
        return
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list) or not features:
        problems.add(Location(path), UNREADABLE, "in dit bestand staan geen gebieden (“features”)", _VORM)
        return
    for number, feature in enumerate(features, start=1):
        code = _read_code(feature)
        where = _find_place(path, text, code)
        if not code:
            message = f"gebied {number} van dit bestand heeft geen “code”"
            problems.add(where, UNREADABLE, message, "geef elk gebied bij “properties” zijn CBS-code, zoals WK051836")
            continue
        try:
            yield Grens(code, tuple(_read_vlakken(feature, code)), where)
        except _FaultyError as fault:
            problems.add(where, *fault.args)


def _refuse(word: str) -> None:
    raise ValueError(word)  # NaN and Infinity are no JSON


def _read_code(feature: Any) -> str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    code = properties.get("code") if isinstance(properties, dict) else None
    return code[:20] if isinstance(code, str) else ""


def _find_place(path: str, text: str, code: str) -> Location:
    found = re.search(rf'"code"\s*:\s*"{re.escape(code)}', text) if code else None
    return locate(path, text, found.start()) if found else Location(path)


def _read_vlakken(feature: dict[str, Any], code: str) -> Iterator[tuple[Ring, ...]]:
    geometry = feature.get("geometry")
    kind, parts = (geometry.get("type"), geometry.get("coordinates")) if isinstance(geometry, dict) else ("", None)
    if kind == "Polygon":
        parts = [parts]
    if kind not in {"Polygon", "MultiPolygon"} or not isinstance(parts, list) or not parts:
        raise _FaultyError(UNREADABLE, f"het gebied {code} is geen vlak", _VORM)
    for rings in parts:
        if not isinstance(rings, list) or not rings:
            raise _FaultyError(UNREADABLE, f"het gebied {code} is geen vlak", _VORM)
        yield tuple(_read_ring(ring, code) for ring in rings)


def _read_ring(ring: Any, code: str) -> Ring:
    if not isinstance(ring, list) or not all(isinstance(point, list) and _is_number(*point[:2]) for point in ring):
        raise _FaultyError(UNREADABLE, f"van het gebied {code} zijn de punten geen getallen", _VORM)
    points = tuple((float(point[0]), float(point[1])) for point in ring)
    for lon, lat in points:
        if not (_WEST <= lon <= _EAST and _SOUTH <= lat <= _NORTH):
            raise _FaultyError(
                OUTSIDE,
                f"het gebied {code} heeft een punt buiten Nederland: {lon:g}, {lat:g}",
                "de punten horen in graden te zijn (WGS 84), eerst de lengte en dan de breedte; niet in RD-meters",
            )
    if len(set(points)) < 3 or abs(_measure(points)) < _SMALLEST:
        raise _FaultyError(UNREADABLE, f"het gebied {code} heeft een rand zonder oppervlakte", _VORM)
    return points


def _measure(points: Ring) -> float:
    """Return the area within a ring, in square degrees."""
    x, y = points[0]
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return sum((a[0] - x) * (b[1] - y) - (b[0] - x) * (a[1] - y) for a, b in pairs) / 2


def _is_number(*values: Any) -> bool:
    return len(values) == 2 and all(isinstance(value, int | float) and not isinstance(value, bool) for value in values)
