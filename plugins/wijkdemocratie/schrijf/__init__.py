"""Changing the files of an editor: their form, new pieces, and other names. Comments stay.

What the files say is read by `read`; here only their text is changed, at the places that the reader gave.
"""

from .bestand import Bestand, find_kind, format_bestand, list_bestanden, read_bestand
from .gesprek import make_ask
from .nieuw import Nieuw, make_nieuw
from .opmaak import OpmaakError, format_yaml
from .opslag import write_bestanden
from .proef import try_bestanden
from .vragen import SOORTEN, AntwoordError, collect

__all__ = [
    "SOORTEN",
    "AntwoordError",
    "Bestand",
    "Nieuw",
    "OpmaakError",
    "collect",
    "find_kind",
    "format_bestand",
    "format_yaml",
    "list_bestanden",
    "make_ask",
    "make_nieuw",
    "read_bestand",
    "try_bestanden",
    "write_bestanden",
]
