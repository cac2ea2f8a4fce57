"""How long a client may take nothing of its packet."""

import socket
from collections.abc import Iterator
from contextlib import closing

import pytest
from falcon.testing import TestClient
from support.serving.program import PATH

from demo.installation import Installation
from support_packet.settings import Settings
from support_packet.web.app import create_app
from support_packet.web.download.client_connection import allow_pauses
from support_packet.web.download.downloads import Downloads


@pytest.fixture
def connection() -> Iterator[socket.socket]:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as client,
        closing(server.accept()[0]) as accepted,
    ):
        yield accepted
        del client


def allowed(connection: socket.socket) -> int:
    """Return for how many milliseconds the system lets the client take nothing; 0 if forever."""
    return connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)


@pytest.mark.parametrize(("hops", "expected"), [("chat-1", 250_000), (None, 60_000)])
def test_another_node_may_pause_for_as_long_as_its_packet_may_take(
    installation: Installation, connection: socket.socket, hops: str | None, expected: int
) -> None:
    """It takes the packets of several nodes in turn; a person's browser has a minute."""
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, 60_000)
    app = create_app(Settings(packet_timeout=250.0), installation.directory, {}, Downloads(1))
    headers = {"Authorization": f"Bearer {installation.tokens['admin']}"}
    headers |= {"Support-Packet-Hops": hops} if hops else {}

    answer = TestClient(app).simulate_get(
        PATH, headers=headers, extras={"gunicorn.socket": connection}
    )

    assert answer.status_code == 200
    assert allowed(connection) == expected


def test_a_client_that_may_not_have_a_packet_gets_no_more_time(
    installation: Installation, connection: socket.socket
) -> None:
    app = create_app(Settings(), installation.directory, {}, Downloads(1))
    headers = {"Authorization": f"Bearer {'x' * 26}", "Support-Packet-Hops": "chat-1"}

    answer = TestClient(app).simulate_get(
        PATH, headers=headers, extras={"gunicorn.socket": connection}
    )

    assert answer.status_code == 401
    assert allowed(connection) == 0


def test_where_there_is_no_such_limit_nothing_is_changed(connection: socket.socket) -> None:
    allow_pauses(None, 300)
    with closing(socket.socket(socket.AF_UNIX)) as local:
        allow_pauses(local, 300)

    allow_pauses(connection, 1e9)
    assert allowed(connection) == 2**31 - 1
