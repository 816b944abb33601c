"""The guard of conftest.py: no test reaches beyond this machine."""

from __future__ import annotations

import socket

import pytest


def test_connection_off_this_machine_is_refused() -> None:
    with (
        socket.socket() as outside,
        pytest.raises(AssertionError, match=r"tried to reach .*192\.0\.2\.1"),
    ):
        outside.connect(("192.0.2.1", 80))  # an address reserved for documentation


def test_look_up_of_a_name_is_refused() -> None:
    with pytest.raises(AssertionError, match=r"tried to look up 'example\.org'"):
        socket.create_connection(("example.org", 80))


def test_loopback_is_open() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as client,
    ):
        client.sendall(b"x")
        peer, _ = server.accept()
        with peer:
            assert peer.recv(1) == b"x"
