"""Probes: answered while every thread for requests waits."""

import select
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from support.distributions.waiting import eventually
from support.servers.broken import broken_server
from support.servers.process import free_port
from support.serving.databases import served
from support.serving.program import PATH

from demo.installation import Installation, build_installation

CONNECTIONS = 64
MORE_THAN_THREADS = 100
REQUEST = f"GET {PATH} HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer %026d\r\n\r\n".encode()


@pytest.fixture
def example(tmp_path: Path) -> Installation:
    """Return an installation whose database a test replaces."""
    return build_installation(tmp_path / "mattermost", log_bytes=1000)


def test_probes_are_answered_while_all_others_wait_for_the_database(
    example: Installation, tmp_path: Path
) -> None:
    connections: list[object] = []
    metrics = free_port()
    settings = {
        "SUPPORT_PACKET_DATABASE_CONNECTIONS": str(CONNECTIONS),
        "SUPPORT_PACKET_NETWORK_TIMEOUT": "60",
        "SUPPORT_PACKET_METRICS_BIND": f"127.0.0.1:{metrics}",
    }
    with ExitStack() as stack:
        port = stack.enter_context(broken_server(hangs=True, connections=connections))
        source = f"postgres://mmuser:x@127.0.0.1:{port}/mattermost?sslmode=disable"
        program = stack.enter_context(served(example, tmp_path, "postgres", source, **settings))
        waiting = [stack.enter_context(program.connect()) for _ in range(MORE_THAN_THREADS)]
        for number, client in enumerate(waiting):
            client.sendall(REQUEST % number)
        # All threads have a request, and more requests are in line for them.
        assert eventually(lambda: len(connections) >= CONNECTIONS)

        statuses = [
            program.request("GET", "/healthz").status,
            program.request("HEAD", "/healthz").status,
            replace(program, port=metrics).request("GET", "/metrics").status,
        ]

        assert statuses == [200] * 3
        assert select.select(waiting, [], [], 0)[0] == []
