"""From a shape to the `d` of an SVG path: whole tenths, in an order that no library or machine chooses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Tiende = tuple[int, int]
"""A point in tenths of a unit."""


def write_vlak(rings: Iterable[Sequence[tuple[float, float]]]) -> str:
    """Write closed rings of points in tenths. Each begins at its smallest point and goes round one fixed way."""
    written = sorted(_order_ring([(round(x), round(y)) for x, y in ring]) for ring in rings)
    return "".join(f"{_write(ring)}z" for ring in written if len(ring) > 2)


def write_lijnen(lines: Iterable[Sequence[tuple[float, float]]]) -> str:
    """Write open lines of points in tenths, each in one fixed direction, sorted."""
    rounded = ([(round(x), round(y)) for x, y in line] for line in lines)
    return "".join(_write(line) for line in sorted(min(line, line[::-1]) for line in rounded))


def write_tiende(number: int) -> str:
    """Write tenths as SVG reads them: 1.5, 12, -.3."""
    whole, tenth = divmod(abs(number), 10)
    sign = "-" if number < 0 else ""
    return f"{sign}{whole or ''}.{tenth}" if tenth else f"{sign}{whole}"


def _order_ring(ring: list[Tiende]) -> list[Tiende]:
    points = [point for point, after in zip(ring, [*ring[1:], ring[0]], strict=True) if point != after]
    if not points:
        return []
    start = points.index(min(points))
    turned = points[start:] + points[:start]
    return min(turned, [turned[0], *turned[:0:-1]])


def _write(points: Sequence[Tiende]) -> str:
    """Write where to begin, and of each next point how far on it is: that takes the fewest bytes."""
    (x, y), steps = points[0], []
    for a, b in points[1:]:
        steps += [a - x, b - y]
        x, y = a, b
    return f"M{_join(points[0])}l{_join(steps)}"


def _join(numbers: Sequence[int]) -> str:
    """Put numbers behind each other; a minus sign parts them as well as a space does."""
    words = [write_tiende(number) for number in numbers]
    return "".join(word if not nr or word.startswith("-") else f" {word}" for nr, word in enumerate(words))
