"""
The service as a WSGI application: the interface, pages of it, map pages and files; reading only.

Answers carry no trace of an error; what went wrong is told to the one who runs the service.
"""

from __future__ import annotations

import gzip
import json
import mimetypes
import re
import threading
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from werkzeug import Request, Response
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import Map, Rule
from werkzeug.utils import redirect, send_file

from maps.serving.api import Answer, FeaturesApi, refused, wants_english
from maps.serving.errors import ServingError
from maps.serving.folder import inside, read_folder, stamp_of
from maps.serving.pages import page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from maps.serving.folder import ServedFolder

SMALL = 1000
"""Bytes; less is not worth packing."""
ADDRESSES = 16
"""By so many addresses the service is known at once."""
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(:\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:\d{1,5})?")
_TYPES = {
    ".geojson": "application/geo+json",
    ".geojsons": "application/geo+json-seq",
    ".gpkg": "application/geopackage+sqlite3",
    ".fgb": "application/flatgeobuf",
    ".parquet": "application/vnd.apache.parquet",
    ".pmtiles": "application/vnd.pmtiles",
    ".kml": "application/vnd.google-earth.kml+xml",
    ".json": "application/json",
    ".xml": "application/xml",
    ".sld": "application/vnd.ogc.sld+xml",
    ".qml": "application/xml",
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".html": "text/html",
}
_ROUTES = {
    "/": "landing",
    "/conformance": "conformance",
    "/openapi": "openapi",
    "/collections": "collections",
    "/collections/<name>": "collection",
    "/collections/<name>/schema": "schema",
    "/collections/<name>/queryables": "queryables",
    "/collections/<name>/items": "items",
    "/collections/<name>/items/<path:item>": "item",
    "/map/": "map",
    "/map/<path:path>": "map",
    "/files/": "files",
    "/files/<path:path>": "files",
}
_SAFETY = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}


class Site:
    """
    The application.

    Parameters
    ----------
    folder
        What is served.
    url
        The address by which readers reach it; blank takes the one that each reader used.
    local
        Whether only names of this machine are answered to, so that no page from elsewhere can
        reach the service under a name of its own.
    warn
        Told of what went wrong inside.
    """

    def __init__(
        self, folder: ServedFolder, *, url: str, local: bool, warn: Callable[[object], None]
    ) -> None:
        self.folder = folder
        self._url = url.rstrip("/")
        self._local = local
        self._warn = warn
        self._apis: dict[str, FeaturesApi] = {}
        self._lock = threading.Lock()
        self._unreadable: tuple[int, ...] = ()
        self._routes = Map(
            [Rule(path, endpoint=kind, methods=["GET"]) for path, kind in _ROUTES.items()],
            strict_slashes=False,
            merge_slashes=False,
        )

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Answer one request."""
        request = Request(environ)
        response = self._answer(request)
        for name, value in _SAFETY.items():
            response.headers.setdefault(name, value)
        return response(environ, start_response)

    def _answer(self, request: Request) -> Response:
        try:
            url = self._address(request)
            if not url:
                return self._shown(refused(400, "InvalidHost", "unknown host"), request, "")
            self._refresh()
            kind, args = self._routes.bind_to_environ(request.environ).match()
            if kind in ("map", "files"):
                return self._file(kind, args.get("path", ""), request, url)
            answer = self._api(url).ask(kind, request, args.get("name", ""), args.get("item", ""))
            return self._shown(answer, request, url)
        except HTTPException as error:
            return self._refused(error, request)
        except Exception as error:  # noqa: BLE001 - whatever it is, the service goes on
            self._warn(f"{request.path}：内部错误（{type(error).__name__}: {error}）")
            return self._shown(refused(500, "ServerError", "internal error"), request, "")

    def _refused(self, error: HTTPException, request: Request) -> Response:
        if error.response is not None:  # a redirection
            return Response(headers=error.response.headers, status=error.response.status_code)
        answer = refused(error.code or 500, error.name.replace(" ", ""), error.name)
        response = self._shown(answer, request, self._address(request))
        if allowed := getattr(error, "valid_methods", None):
            response.headers["Allow"] = ", ".join(sorted({*allowed, "HEAD"}))
        return response

    def _address(self, request: Request) -> str:
        """Return the address by which the reader reaches the service; blank if it may not."""
        if self._url:
            return self._url
        host = request.environ.get("HTTP_HOST", "")
        if not _HOST.fullmatch(host):
            return ""
        if self._local and (urlsplit(f"//{host}").hostname or "") not in LOOPBACK:
            return ""
        return f"http://{host.lower()}"

    def _api(self, url: str) -> FeaturesApi:
        """Return the interface as it is seen from an address."""
        with self._lock:
            if url not in self._apis:
                known = next(iter(self._apis.values()), None)
                if len(self._apis) >= ADDRESSES:
                    self._apis.pop(next(reversed(self._apis)))
                openapi = None if known is None else known.openapi
                self._apis[url] = FeaturesApi(self.folder, url, openapi)
            return self._apis[url]

    def _refresh(self) -> None:
        """Read the folder anew where another edition has taken its place."""
        stamp = stamp_of(self.folder.root)
        if stamp in (self.folder.stamp, self._unreadable):
            return
        with self._lock:
            if stamp in (self.folder.stamp, self._unreadable):
                return
            old = self.folder
            try:
                self.folder = read_folder(old.root, name=old.name, name_en=old.name_en)
            except ServingError as error:
                self._unreadable = stamp
                self._warn(f"文件夹变了，但读不出来，仍用原来的数据（{error}）")
            else:
                self._apis.clear()
                self._warn("文件夹里是新的一版，已重新读取")

    def prepare(self, url: str) -> None:
        """Make everything that the first request from an address would wait for."""
        self._api(url)

    def _file(self, kind: str, path: str, request: Request, url: str) -> Response:
        if not path:
            if kind == "map":
                pages = self.folder.pages
                if not pages:
                    raise NotFound
                return _as_response(redirect(f"{url}/map/{pages[0]}"))
            files = [{"path": name, "bytes": size} for name, size in self.folder.files()]
            answer = Answer(200, "files", "application/json", {"files": files}, {})
            return self._shown(answer, request, url)
        found = inside(self.folder.maps, path) if kind == "map" else None
        found = found or inside(self.folder.root, path)  # pages of a build link to the layers
        if found is None:
            raise NotFound
        guessed = _TYPES.get(found.suffix.lower()) or mimetypes.guess_type(found.name)[0]
        return _as_response(
            send_file(
                found,
                request.environ,
                mimetype=guessed or "application/octet-stream",
                conditional=True,
                etag=True,
            )
        )

    def _shown(self, answer: Answer, request: Request, url: str) -> Response:
        """Return an answer as JSON or as a page, whichever is asked for."""
        wants = request.args.get("f") or (
            "html" if request.accept_mimetypes.best_match(_BOTH, "") == "text/html" else "json"
        )
        english = wants_english(request)
        headers = {**answer.headers, "Cache-Control": "no-cache"}
        headers["Vary"] = "Accept, Accept-Language, Accept-Encoding"
        headers["Content-Language"] = "en" if english else "zh-CN"
        if wants == "html":
            text, policy = page(answer, self.folder, url, request, english=english)
            headers |= {"Content-Type": "text/html; charset=utf-8"}
            headers |= {"Content-Security-Policy": policy}
        else:
            text = json.dumps(answer.document, ensure_ascii=False, separators=(",", ":"))
            headers["Content-Type"] = answer.media_type
        content = text.encode("utf-8", errors="replace")
        if len(content) > SMALL and request.accept_encodings.quality("gzip"):
            content = gzip.compress(content, compresslevel=3, mtime=0)
            headers["Content-Encoding"] = "gzip"
        return Response(content, status=answer.status, headers=headers)


_BOTH = ("application/json", "application/geo+json", "application/schema+json", "text/html")


def _as_response(response: Any) -> Response:  # noqa: ANN401 - werkzeug's base class
    assert isinstance(response, Response)
    return response
