"""A form for who would rather not write YAML: a CMS on this computer that writes the files of this folder."""

from .formulier import make_config
from .server import PROGRAM, serve_redactie

__all__ = ["PROGRAM", "make_config", "serve_redactie"]
