"""What loading the page costs."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import monotonic

import pytest
import sqlalchemy
from falcon.testing import TestClient

from demo.installation import Installation
from support_packet.settings import Settings
from support_packet.web.app import create_app
from support_packet.web.downloads import Downloads
from support_packet.web.slots import Slots


@pytest.fixture
def client(installation: Installation, tmp_path: Path) -> TestClient:
    """Return a client of the application in this process, logged in as an admin."""
    downloads = Downloads(Slots(tmp_path, 1))
    app = create_app(Settings(), installation.directory, {}, downloads)
    return TestClient(app, headers={"Cookie": f"MMAUTHTOKEN={installation.tokens['admin']}"})


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
