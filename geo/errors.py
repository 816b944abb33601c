"""
Errors of the locating layer.

* seeds.errors.ZonemapError
  + GazetteerError        a gazetteer table cannot be used                (ValueError)
  + QueryError            a file of names to locate cannot be used        (ValueError)
  + TruthError            a file of known positions cannot be used        (ValueError)
"""

from __future__ import annotations

from seeds.errors import ZonemapError


class GazetteerError(ZonemapError, ValueError):
    """A gazetteer folder or one of its tables is missing or malformed."""


class QueryError(ZonemapError, ValueError):
    """A table of names to locate is malformed."""


class TruthError(ZonemapError, ValueError):
    """A table of known positions is malformed."""
