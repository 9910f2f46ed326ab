"""The languages beside Dutch: what a catalog in `theme/talen` says, and dates and numbers as a language writes them."""

from .catalogus import BERICHTEN, read_talen
from .taal import NEDERLANDS, OnvertaaldError, Taal

__all__ = ["BERICHTEN", "NEDERLANDS", "OnvertaaldError", "Taal", "read_talen"]
