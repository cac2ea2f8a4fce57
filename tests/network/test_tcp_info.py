"""The bytes of a TCP connection are those that have passed, and unknown elsewhere."""

import socket

import pytest
from support.distributions.waiting import eventually

from support_packet.network.tcp_info import acknowledged_bytes, received_bytes

pytestmark = pytest.mark.skipif(not hasattr(socket, "TCP_INFO"), reason="only Linux counts them")


def test_both_ends_count_what_has_passed() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        socket.create_connection(listener.getsockname()) as client,
    ):
        connection, _ = listener.accept()
        with connection:
            connection.sendall(b"x" * 1000)
            client.recv(1000, socket.MSG_WAITALL)

            assert received_bytes(client) == 1000
            assert received_bytes(connection) == 0
            assert eventually(lambda: acknowledged_bytes(connection) == 1000)


def test_of_other_sockets_it_is_unknown() -> None:
    one, other = socket.socketpair()
    with one, other:
        assert received_bytes(one) is None
    assert acknowledged_bytes(other) is None
