"""
Errors of serving.

* seeds.errors.ZonemapError
  + ServingError     the folder cannot be served, or not there   (RuntimeError)
"""

from __future__ import annotations

from seeds.errors import ZonemapError


class ServingError(ZonemapError, RuntimeError):
    """A folder cannot be served; one plain Chinese line says why and what to do."""
