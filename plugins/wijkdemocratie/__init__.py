"""Wijken aan Zet: from YAML and Markdown to a participation site for every wijk.

The package is a plain library; only `adapter` knows Pelican, and `register` imports it late, so that the library
loads without it.
"""

from __future__ import annotations


def register() -> None:
    """Connect to Pelican; Pelican calls this for every plugin it is told to use."""
    from wijkdemocratie.adapter import connect

    connect()
