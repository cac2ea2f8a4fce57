"""How often the packets of a worker wait for Mattermost's database, and on which connections."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import falcon.testing
import pytest
import sqlalchemy
from support.distributions.waiting import eventually
from support.servers.databases import EmptyDatabase
from support.servers.round_trips import RoundTrips, counted_round_trips
from support.serving.databases import fill
from support.serving.program import serving

from demo.installation import Installation
from support_packet.errors import DatabaseDownError
from support_packet.mattermost.installation import Mattermost
from support_packet.mattermost.reading_limits import ReadingLimits
from support_packet.mattermost.sql.connection_limit import ConnectionLimit
from support_packet.settings import Settings
from support_packet.web.access.authorizer import Authorizer
from support_packet.web.access.connecting_ahead import connect_ahead
from support_packet.web.app import PACKET_PATHS, application_maker
from support_packet.web.download.downloads import Downloads

LOGIN = {"postgres": 3, "mariadb": 2}
"""The name, and two steps of SCRAM; or the name, and the character set."""

LIMITS = {"postgres": 1, "mariadb": 2}
"""With the beginning of the transaction; or those of the session, then that it only reads."""

LIMITS_OF_SESSION = {"postgres": 0, "mariadb": 2}
"""Those that do not come with each transaction."""

AHEAD = "connect ahead"
"""The name of the thread."""

TOKEN_AND_ROWS = 2
BEGIN = 1
END = 1
"""Of the transaction, after the answer."""


@pytest.fixture(params=["postgres", "mariadb"])
def engine(request: pytest.FixtureRequest) -> str:
    """Return each kind of server in turn."""
    kind: str = request.param
    return kind


@pytest.fixture
def trips(
    engine: str, example: Installation, request: pytest.FixtureRequest
) -> Iterator[RoundTrips]:
    """Let the example's database be in this server, behind a proxy that counts."""
    database = fill(request.getfixturevalue(f"{engine}_database"))
    with database.engine.begin() as connection:
        connection.execute(sqlalchemy.text("CREATE TABLE db_migrations (Version BIGINT)"))
        connection.execute(sqlalchemy.text("INSERT INTO db_migrations VALUES (129)"))
    port = request.getfixturevalue(engine).port
    with counted_round_trips(port) as counted:
        there = database.data_source.replace(f":{port}", f":{counted.port}")
        configure(example, EmptyDatabase(database.driver, there, database.engine))
        yield counted


def configure(example: Installation, database: EmptyDatabase) -> None:
    """Let the database be Mattermost's."""
    document = json.loads(example.config.read_text(encoding="utf-8"))
    own = {"DriverName": database.driver, "DataSource": database.data_source}
    document["SqlSettings"] |= own
    example.config.write_text(json.dumps(document), encoding="utf-8")


def download(client: falcon.testing.TestClient, token: str) -> None:
    """Download a packet, to its end."""
    answer = client.simulate_get(PACKET_PATHS[0], headers={"Authorization": f"Bearer {token}"})

    assert answer.status_code == 200
    assert answer.content.startswith(b"PK")


def test_a_packet_takes_few_round_trips(
    example: Installation, trips: RoundTrips, engine: str
) -> None:
    authorizer = Authorizer(Settings(), example.directory, {})
    app = application_maker(authorizer, Settings(), {}, Downloads(1))()
    client = falcon.testing.TestClient(app)
    cold = LOGIN[engine] + LIMITS[engine] + TOKEN_AND_ROWS + END

    download(client, example.tokens["admin"])

    assert eventually(lambda: trips.count == cold), trips
    assert trips.connections == 1

    def is_warm() -> bool:
        # One that is quicker than the thread that keeps the connection opens another one.
        before = trips.count, trips.connections
        download(client, example.tokens["admin"])
        eventually(lambda: trips.count >= before[0] + BEGIN + TOKEN_AND_ROWS + END, 5)
        return (trips.count, trips.connections) == (
            before[0] + BEGIN + TOKEN_AND_ROWS + END,
            before[1],
        )

    assert eventually(is_warm)


def test_the_first_request_gets_the_connection_that_was_opened_ahead(
    example: Installation, trips: RoundTrips, engine: str
) -> None:
    authorizer = Authorizer(Settings(), example.directory, {})
    app = application_maker(authorizer, Settings(), {}, Downloads(1))()

    connect_ahead(authorizer.installation)

    ahead = LOGIN[engine] + LIMITS_OF_SESSION[engine]
    assert eventually(lambda: trips.count == ahead), trips
    client = falcon.testing.TestClient(app)

    def is_used() -> bool:
        # Until its thread has stored it, a request does not find it.
        before = trips.connections
        download(client, example.tokens["admin"])
        return trips.connections == before

    assert eventually(is_used)


def test_the_program_connects_when_it_starts(
    example: Installation, tmp_path: Path, trips: RoundTrips, engine: str
) -> None:
    with serving(example.directory, tmp_path):
        ahead = LOGIN[engine] + LIMITS_OF_SESSION[engine]
        assert eventually(lambda: trips.count == ahead), trips

    assert trips.connections == 1


def test_what_is_opened_ahead_counts(example: Installation, trips: RoundTrips) -> None:
    limit = ConnectionLimit(1, idle_seconds=30)
    limits = ReadingLimits(network_timeout=0.2)
    limit.acquire(30)

    connect_ahead(lambda: Mattermost(example.directory, {}, limits, limit))

    assert eventually(lambda: AHEAD not in {each.name for each in threading.enumerate()})
    assert trips.connections == 0


def test_a_database_that_is_down_is_left_to_the_first_request(
    example: Installation, caplog: pytest.LogCaptureFixture
) -> None:
    source = "postgres://mmuser:secret@127.0.0.1:1/mattermost?sslmode=disable"
    document = json.loads(example.config.read_text(encoding="utf-8"))
    document["SqlSettings"] |= {"DriverName": "postgres", "DataSource": source}
    example.config.write_text(json.dumps(document), encoding="utf-8")
    tried: list[Mattermost] = []

    def installation() -> Mattermost:
        tried.append(Mattermost(example.directory, {}))
        return tried[-1]

    connect_ahead(installation)

    assert eventually(lambda: bool(tried and tried[-1].database_failures))
    assert caplog.records == []
    with pytest.raises(DatabaseDownError), Mattermost(example.directory, {}).connect():
        pass
