"""What residents would see change between two versions of the site: for whoever reviews a proposed change."""

from .bron import make_sites
from .tonen import RENDERERS
from .vergelijk import Verschil, compare_sites
from .zien import Gezien, see_site

__all__ = ["RENDERERS", "Gezien", "Verschil", "compare_sites", "make_sites", "see_site"]
