"""Browser assets: Leaflet from its installed packages, our own files from `static`, inlined."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import rcssmin
import rjsmin

from maps.errors import PageError

if TYPE_CHECKING:
    from collections.abc import Sequence

_URL = re.compile(r"url\((?!#)[^)]*\)")
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
_SCRIPT_END = re.compile("</(?=script)", re.IGNORECASE)


def leaflet(name: str) -> str:
    """
    Return `leaflet.js` or `leaflet.css` of the installed XStatic package, fit for inlining.

    Images and source maps are dropped: the page draws its own symbols, and a relative address
    would be a request.

    Raises
    ------
    PageError
        If the package is not installed or lacks the file.
    """
    return _packaged("leaflet", "XStatic-Leaflet", name)


def clusters(name: str) -> str:
    """
    Return a file of the installed Leaflet.markercluster package, fit for inlining.

    Raises
    ------
    PageError
        If the package is not installed or lacks the file.
    """
    return _packaged("leaflet_markercluster", "XStatic-Leaflet-MarkerCluster", name)


@cache
def _packaged(module: str, package: str, name: str) -> str:
    try:
        found = import_module(f"xstatic.pkg.{module}")
    except ImportError as error:
        raise PageError(
            f"需要 Python 包 {package}，但没有找到；请运行 pip install {package}"
        ) from error
    path = Path(found.BASE_DIR) / name
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise PageError(f"{package} 里应有 {name}，但读不到：{path}") from error
    if name.endswith(".css"):
        return _URL.sub("none", text)
    return _SCRIPT_END.sub(r"<\\/", _SOURCE_MAP.sub("", text))


def static(name: str) -> str:
    """Return one of our own files in `maps/static`."""
    return files("maps").joinpath("static", name).read_text(encoding="utf-8")


def static_all(names: Sequence[str]) -> str:
    """Return several of our own files, one after the other."""
    return "\n".join(static(name).rstrip("\n") for name in names)


def scripts(names: Sequence[str]) -> str:
    """Return several of our own scripts without comments and needless blanks."""
    return str(rjsmin.jsmin(static_all(names)))


def styles(names: Sequence[str]) -> str:
    """Return several of our own style sheets without comments and needless blanks."""
    return str(rcssmin.cssmin(static_all(names)))


def template(name: str) -> str:
    """Return one of our templates in `maps/templates`."""
    return files("maps").joinpath("templates", name).read_text(encoding="utf-8")


def csp_hash(content: str) -> str:
    """Return the Content-Security-Policy source that allows exactly this inline text."""
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
