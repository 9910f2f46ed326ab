"""Look over a made site before anybody sees it: every link arrives, every file can be read, nothing calls out."""

from .boom import verify_tree

__all__ = ["verify_tree"]
