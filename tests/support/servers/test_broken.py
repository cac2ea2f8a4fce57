"""Broken servers end with their block, whatever their clients do."""

import socket
from typing import Any

import pytest
from support.servers.broken import broken_server, slow_server


@pytest.mark.timeout(30)
def test_a_client_that_reads_nothing_does_not_keep_a_slow_server() -> None:
    with slow_server(b"x", b"x" * 1_000_000, seconds=0) as port:
        client = socket.create_connection(("127.0.0.1", port))
        client.sendall(b"ask")

    client.close()


@pytest.mark.timeout(30)
def test_a_client_that_sends_nothing_does_not_keep_a_server() -> None:
    with broken_server(hangs=True) as port, slow_server(b"x", b"x", seconds=60) as slow_port:
        clients = [socket.create_connection(("127.0.0.1", each)) for each in (port, slow_port)]

    for client in clients:
        client.close()


def test_connections_are_counted() -> None:
    connections: list[Any] = []

    with broken_server(hangs=False, connections=connections) as port:
        for _ in range(3):
            with socket.create_connection(("127.0.0.1", port)) as client:
                client.recv(1)

    assert len(connections) == 3
