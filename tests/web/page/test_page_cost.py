"""What loading the page costs Mattermost, and the page while other servers are silent."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy
from falcon.testing import TestClient

from demo.installation import Installation, build_installation
from support_packet.settings import Settings
from support_packet.web.app import create_app
from support_packet.web.download.downloads import Downloads


def client_of(example: Installation) -> TestClient:
    """Return a client of the application in this process, logged in as an admin."""
    app = create_app(Settings(), example.directory, {}, Downloads(1))
    return TestClient(app, headers={"Cookie": f"MMAUTHTOKEN={example.tokens['admin']}"})


@pytest.fixture
def silent_port() -> Iterator[int]:
    """Return a port that accepts connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        yield silent.getsockname()[1]


@pytest.fixture
def connections() -> Iterator[list[object]]:
    """Return the list of all connections to databases that are made during the test."""
    made: list[object] = []

    def note(connection: object, _record: object) -> None:
        made.append(connection)

    sqlalchemy.event.listen(sqlalchemy.pool.Pool, "connect", note)
    yield made
    sqlalchemy.event.remove(sqlalchemy.pool.Pool, "connect", note)


def test_a_page_load_makes_one_connection_to_mattermosts_database(
    installation: Installation, connections: list[object]
) -> None:
    assert client_of(installation).simulate_get("/support_packet").status_code == 200

    assert len(connections) == 1


@pytest.mark.timeout(60)
def test_servers_that_never_answer_cost_only_their_own_lines(
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

    page = client_of(example).simulate_get("/support_packet")

    assert page.status_code == 200
    assert "LDAP information is incomplete" in page.text
    assert "Elasticsearch information is incomplete" in page.text
    assert "Not in the packet" not in page.text
