"""What the stylesheet says, read by a parser of our own that is just good enough for it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from made_site import TOP

STIJL = TOP / "theme" / "static" / "css" / "stijl.css"
TEMPLATES = TOP / "theme" / "templates"

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ROOT = re.compile(r":root \{(.*?)\}", re.DOTALL)
_TOKEN = re.compile(r"(--[a-z-]+):\s*([^;]+);")
_VAR = re.compile(r"var\((--[a-z-]+)\)")


def read_stijl() -> str:
    """Return the stylesheet without comments."""
    return _COMMENT.sub("", STIJL.read_text(encoding="utf-8"))


def read_tokens(scheme: str) -> dict[str, str]:
    """Return every custom property with its value, `light` or `dark`; what leads to another one is followed."""
    light, dark, short = _ROOT.findall(read_stijl())[:3]
    found = dict(_TOKEN.findall(light + short))
    if scheme == "dark":
        found |= dict(_TOKEN.findall(dark))
    return {name: _follow(value, found) for name, value in found.items()}


def _follow(value: str, tokens: Mapping[str, str]) -> str:
    while match := _VAR.fullmatch(value):
        value = tokens[match[1]]
    return value


def measure_contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2.2, contrast ratio)."""
    dark, light = sorted((_read_luminance(one), _read_luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _read_luminance(colour: str) -> float:
    digits = colour if len(colour) > 4 else "#" + "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def list_classes() -> set[str]:
    """Return every class that a selector names."""
    selectors = re.findall(r"([^{}]+)\{", read_stijl())
    return {name for selector in selectors if "@" not in selector for name in re.findall(r"\.([a-z][\w-]*)", selector)}
