"""Changing the files of an editor: their form, new pieces, and other names. Comments stay.

What the files say is read by `read`; here only their text is changed, at the places that the reader gave.
"""

from .bestand import Bestand, find_kind, format_bestand, list_bestanden, read_bestand
from .opmaak import OpmaakError, format_yaml
from .opslag import write_bestanden

__all__ = [
    "Bestand",
    "OpmaakError",
    "find_kind",
    "format_bestand",
    "format_yaml",
    "list_bestanden",
    "read_bestand",
    "write_bestanden",
]
