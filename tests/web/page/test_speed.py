"""What loading the page costs."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import monotonic

import pytest
import sqlalchemy
from falcon.testing import TestClient

from demo.installation import Installation, build_installation
from support_packet.settings import Settings
from support_packet.web.app import create_app
from support_packet.web.download.downloads import Downloads
from support_packet.web.download.slots import Slots


def client_of(example: Installation, directory: Path) -> TestClient:
    """Return a client of the application in this process, logged in as an admin."""
    app = create_app(Settings(), example.directory, {}, Downloads(Slots(directory, 1)))
    return TestClient(app, headers={"Cookie": f"MMAUTHTOKEN={example.tokens['admin']}"})


@pytest.fixture
def client(installation: Installation, tmp_path: Path) -> TestClient:
    """Return a client of the example."""
    return client_of(installation, tmp_path)


@pytest.fixture
def silent_port() -> Iterator[int]:
    """Return a port that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        yield silent.getsockname()[1]


@pytest.fixture
def connections() -> Iterator[list[object]]:
    """Return the list of all connections to databases that are made meanwhile."""
    made: list[object] = []

    def note(connection: object, _record: object) -> None:
        made.append(connection)

    sqlalchemy.event.listen(sqlalchemy.pool.Pool, "connect", note)
    yield made
    sqlalchemy.event.remove(sqlalchemy.pool.Pool, "connect", note)


def test_a_page_load_makes_one_connection_to_mattermosts_database(
    client: TestClient, connections: list[object]
) -> None:
    assert client.simulate_get("/support_packet").status_code == 200

    assert len(connections) == 1


def test_a_page_load_takes_little_time(client: TestClient) -> None:
    """A tenth of a second on an idle machine; this one may run other tests beside."""

    def seconds() -> float:
        began = monotonic()
        assert client.simulate_get("/support_packet").status_code == 200
        return monotonic() - began

    assert median(seconds() for _ in range(9)) < 0.5


def test_servers_that_say_nothing_keep_nobody_waiting_for_long(
    silent_port: int, tmp_path: Path
) -> None:
    example = build_installation(tmp_path / "mattermost", log_bytes=10_000)
    document = json.loads(example.config.read_text(encoding="utf-8"))
    document["LdapSettings"] |= {
        "Enable": True,
        "LdapServer": "127.0.0.1",
        "LdapPort": silent_port,
    }
    document["ElasticsearchSettings"] |= {
        "EnableIndexing": True,
        "ConnectionUrl": f"http://127.0.0.1:{silent_port}",
    }
    example.config.write_text(json.dumps(document), encoding="utf-8")
    client = client_of(example, tmp_path)
    began = monotonic()

    page = client.simulate_get("/support_packet")

    assert monotonic() - began < 5
    assert page.status_code == 200
    assert "LDAP information is incomplete" in page.text
    assert "Elasticsearch information is incomplete" in page.text
    assert "This file will be missing." not in page.text
