"""
Errors of the maps.

* seeds.errors.ZonemapError
  + PageError       a page or picture cannot be made   (RuntimeError)
"""

from __future__ import annotations

from seeds.errors import ZonemapError


class PageError(ZonemapError, RuntimeError):
    """A page or picture cannot be made: an asset, a zone or a font is missing."""
