"""The server itself: waitress, which is made for being left running, until it is told to end."""

from __future__ import annotations

import contextlib
import errno
import ipaddress
import signal
import socket
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maps.serving.errors import ServingError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from maps.serving.folder import ServedFolder

THREADS = 4
IDLE_SECONDS = 60
ANYWHERE = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 - compared with, not bound
_REASONS = {
    errno.EADDRINUSE: "已被别的程序占用；请换一个端口（--port 0 自动选一个空闲的）",
    errno.EACCES: "没有使用这个端口的权限；请换一个大于 1023 的端口",
    errno.EADDRNOTAVAIL: "不是这台机器的地址；请改用 127.0.0.1",
}


@dataclass(frozen=True)
class Service:
    """
    A service that is bound to its port and not yet running.

    Attributes
    ----------
    server
        Of waitress.
    url
        The address that is told to people, no slash at the end.
    own
        The address by which this machine reaches it.
    """

    server: Any
    url: str
    own: str

    def run(self) -> None:
        """Answer until the process is interrupted or told to end."""
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        with contextlib.suppress(KeyboardInterrupt):
            self.server.run()  # ends by itself on a KeyboardInterrupt
        self.server.close()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Answer in another thread for as long as the block lasts."""
        thread = threading.Thread(target=self.server.run, daemon=True)
        thread.start()
        yield


def is_loopback(host: str) -> bool:
    """Tell whether only this machine reaches what is bound to a host."""
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"


def bound(
    folder: ServedFolder, *, host: str, port: int, url: str, warn: Callable[[object], None]
) -> Service:
    """
    Return a service that holds its port and is ready to answer.

    Parameters
    ----------
    folder
        What is served.
    host, port
        Where to listen; port 0 takes any that is free.
    url
        The address by which readers reach it, where a proxy stands before it; may be blank.
    warn
        Told of what goes wrong later.

    Raises
    ------
    ServingError
        If the extra is not installed or the port cannot be had.
    """
    try:
        from pygeoapi import api as _  # noqa: F401, PLC0415 - heavy
        from waitress import create_server  # noqa: PLC0415

        from maps.serving.site import Site  # noqa: PLC0415 - needs werkzeug
    except ModuleNotFoundError as error:
        raise ServingError(
            f'提供服务需要可选组件（缺 {error.name}）：pip install "zonemap[serve]"'
        ) from None
    site = Site(folder, url=url, local=is_loopback(host), warn=warn)
    try:
        server = create_server(
            site,
            host=host,
            port=port,
            threads=THREADS,
            ident="zonemap",
            channel_timeout=IDLE_SECONDS,
            expose_tracebacks=False,
        )
    except (OSError, UnicodeError, ValueError) as error:
        reason = _REASONS.get(getattr(error, "errno", None) or 0, "不能监听；请检查地址和端口")
        raise ServingError(f"{host}:{port} {reason}") from error
    own = f"http://{_shown(host)}:{_port(server)}"
    site.prepare(url or own)
    return Service(server, url or own, own)


def _port(server: Any) -> int:  # noqa: ANN401 - waitress has no types
    """Return the port that was got; a name with two addresses has one server for both."""
    several = getattr(server, "effective_listen", None)
    return int(several[0][1] if several else server.effective_port)


def _shown(host: str) -> str:
    """Return a host as it stands in an address that others can use."""
    if host in ANYWHERE:
        host = _own_address()
    return f"[{host}]" if ":" in host else host


def _own_address() -> str:
    """Return the address by which the network knows this machine; nothing is sent."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # an address of documentation
        return str(probe.getsockname()[0])
    return "127.0.0.1"
