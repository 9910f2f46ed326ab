"""Open data under `/data/`: tables as CSV and JSON, changes as NDJSON, schemas, and a catalogue in DCAT-AP-NL.

Every file follows from one description of the columns: see `kolom`.
"""

from .lijst import list_databestanden, list_tabellen
from .pagina import make_datapagina

__all__ = ["list_databestanden", "list_tabellen", "make_datapagina"]
