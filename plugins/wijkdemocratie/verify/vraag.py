"""Questions to a parsed document, compiled once and answered in C."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from lxml import etree

if TYPE_CHECKING:
    Strings = Callable[[Any], list[str]]
    Elements = Callable[[Any], list[Any]]
    Text = Callable[[Any], str]
    Number = Callable[[Any], float]
    Truth = Callable[[Any], bool]


def ask_strings(path: str) -> Strings:
    """Return a question for attributes or pieces of text."""
    return cast("Strings", etree.XPath(path, smart_strings=False))


def ask_elements(path: str) -> Elements:
    """Return a question for elements or processing instructions."""
    return cast("Elements", etree.XPath(path))


def ask_text(path: str) -> Text:
    """Return a question for one text, which is empty where there is none."""
    return cast("Text", etree.XPath(f"string({path})", smart_strings=False))


def ask_count(path: str) -> Number:
    """Return a question for how many there are."""
    return cast("Number", etree.XPath(f"count({path})"))


def ask_whether(path: str) -> Truth:
    """Return a question for whether there is one."""
    return cast("Truth", etree.XPath(f"boolean({path})"))
