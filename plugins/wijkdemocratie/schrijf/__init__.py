"""Changing the files of an editor: their form, new pieces, and other names. Comments stay.

What the files say is read by `read`; here only their text is changed, at the places that the reader gave.
"""

from .bestand import Bestand, find_kind, format_bestand, list_bestanden, read_bestand, read_gelezen
from .gesprek import make_ask
from .hernoem import MAPPEN_VAN_ADRES, Verandering, rename_slug, show_verandering
from .nieuw import Nieuw, make_nieuw
from .opmaak import OpmaakError, format_yaml
from .opslag import OpslagError, write_bestanden
from .proef import try_bestanden
from .verhuis import LISTS, move_stuk
from .vragen import SOORTEN, AntwoordError, collect

__all__ = [
    "LISTS",
    "MAPPEN_VAN_ADRES",
    "SOORTEN",
    "AntwoordError",
    "Bestand",
    "Nieuw",
    "OpmaakError",
    "OpslagError",
    "Verandering",
    "collect",
    "find_kind",
    "format_bestand",
    "format_yaml",
    "list_bestanden",
    "make_ask",
    "make_nieuw",
    "move_stuk",
    "read_bestand",
    "read_gelezen",
    "rename_slug",
    "show_verandering",
    "try_bestanden",
    "write_bestanden",
]
