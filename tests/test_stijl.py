"""The stylesheet: small, on tokens with enough contrast, and without rules that nothing uses."""

from __future__ import annotations

import re

import pytest

from stijlblad import STIJL, TEMPLATES, list_classes, measure_contrast, read_stijl, read_tokens
from wijkdemocratie.termijn import Klokstand

PAPER, SURFACE, WARNING = (
    "--utrecht-document-background-color",
    "--utrecht-surface-background-color",
    "--utrecht-alert-warning-background-color",
)
TEXT = [
    *(
        (name, ground)
        for name in ("--utrecht-document-color", "--utrecht-link-color")
        for ground in (PAPER, SURFACE, WARNING)
    ),
    *(("--basis-color-default-color-subtle", ground) for ground in (PAPER, SURFACE, WARNING)),
    *(("--utrecht-feedback-warning-color", ground) for ground in (PAPER, WARNING)),
    ("--utrecht-feedback-success-color", PAPER),
    ("--utrecht-feedback-danger-color", PAPER),
    ("--utrecht-page-header-color", "--utrecht-page-header-background-color"),
    ("--utrecht-button-primary-action-color", "--utrecht-button-primary-action-background-color"),
]
SHAPES = [
    *(("--utrecht-focus-outline-color", ground) for ground in (PAPER, SURFACE, WARNING)),
    *(("--denhaag-step-marker-checked-background-color", ground) for ground in (PAPER, SURFACE)),
    ("--utrecht-form-control-border-color", PAPER),
    ("--utrecht-feedback-danger-color", PAPER),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_enough(scheme: str) -> None:
    """Words have 4.5 with every ground that they stand on, and what must be seen has 3 (WCAG 1.4.3 and 1.4.11)."""
    tokens = read_tokens(scheme)
    low = [
        f"{name} on {ground}: {found:.2f}"
        for least, pairs in ((4.5, TEXT), (3.0, SHAPES))
        for name, ground in pairs
        if (found := measure_contrast(tokens[name], tokens[ground])) < least
    ]
    assert [] == low


def test_every_colour_is_a_token_that_was_measured() -> None:
    """Only the tokens and the paper of a printer name a colour, and each token for a colour stands in a pair above."""
    outside = re.sub(r":root \{[^}]*\}", "", read_stijl())
    assert [] == re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(|hsl\(", outside)
    colours = {name for name, value in read_tokens("light").items() if name.endswith("-color")}
    measured = {name for pair in (*TEXT, *SHAPES) for name in pair}
    # A line between parts is no information: nobody has to see it.
    assert colours - measured == {"--utrecht-separator-color"}
    # And the dark scheme has its own value of each.
    dark = re.findall(r":root \{[^}]*\}", read_stijl())[1]
    assert all(f"{name}:" in dark for name in colours)


def test_tokens_have_names_that_others_know() -> None:
    """The first two blocks hold names of NL Design System only; our short words only lead to those."""
    light, dark, short = re.findall(r":root \{([^}]*)\}", read_stijl())[:3]
    for block in (light, dark):
        assert all(
            name.startswith(("utrecht-", "denhaag-", "nl-", "basis-")) for name in re.findall(r"--([\w-]+):", block)
        )
    lines = [line.strip() for line in short.strip().splitlines()]
    assert all(re.fullmatch(r"--[a-z-]+: var\(--(utrecht|denhaag|nl|basis)-[a-z-]+\);", line) for line in lines), lines


def test_every_word_that_is_used_exists() -> None:
    """A slip in the name of a property would silently take a colour away."""
    css = read_stijl()
    assert set(re.findall(r"var\((--[\w-]+)", css)) <= set(re.findall(r"(--[\w-]+):", css))


def test_no_rule_for_what_nothing_has() -> None:
    """Every class in a selector is given by a template or a script, or is a value that a template shows."""
    html = "\n".join(path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html"))
    given = {word for found in re.findall(r'class="([^"]*)"', html) for word in re.findall(r"[a-z][\w-]*", found)}
    for script in STIJL.parent.parent.rglob("*.js"):
        given |= set(re.findall(r"[a-z][\w-]*", script.read_text(encoding="utf-8")))
    # A state of a clock; of a chart the patterns of its series, and a line that is a bound.
    given |= {stand.value for stand in Klokstand} | {f"reeks-{number}" for number in range(4)} | {"grens"}
    assert [] == sorted(list_classes() - given)


def test_it_is_small() -> None:
    """Who opens a page on a phone does not wait for its dress."""
    assert len(read_stijl().encode()) < 20_000


def test_wishes_of_the_reader_are_heard() -> None:
    """Dark, no motion, own colours and paper each have their rules."""
    css = read_stijl()
    for wish in (
        "(prefers-color-scheme: dark)",
        "(prefers-reduced-motion: no-preference)",
        "(forced-colors: active)",
        "print",
    ):
        assert f"@media {wish} {{" in css
    # Nothing moves outside the block of who did not ask for stillness.
    assert not re.findall(r"\b(?:transition|animation)\b", css)
