"""What a request costs Mattermost's database before its packet begins: statements, round trips."""

import itertools
import json
from collections.abc import Iterator

import falcon.testing
import pytest
import sqlalchemy
from support.distributions.waiting import eventually
from support.servers.databases import EmptyDatabase
from support.servers.postgres import PostgresServer
from support.servers.round_trips import counted_round_trips
from support.serving.databases import fill

from demo.installation import Installation
from support_packet.settings import Settings
from support_packet.web.app import PACKET_PATHS, create_app
from support_packet.web.download.downloads import Downloads
from support_packet.web.page.routes import ROOT

RIGHT = ("admin", "script", "bot")
"""A session, a personal access token, and that of a bot."""

WRONG = ("lapsed", "revoked", "former")
NEVER_ISSUED = "w" * 26
SHAPELESS = ("é" * 10, "w" * 27, "w w")
PACKET = PACKET_PATHS[0]
_ADDRESSES = itertools.count(1)


def client_of(example: Installation, database: EmptyDatabase) -> falcon.testing.TestClient:
    """Return a client of the program, its database being this one."""
    document = json.loads(example.config.read_text(encoding="utf-8"))
    document["SqlSettings"] |= {
        "DriverName": database.driver,
        "DataSource": database.data_source,
    }
    example.config.write_text(json.dumps(document), encoding="utf-8")
    app = create_app(Settings(), example.directory, {}, Downloads(1))
    return falcon.testing.TestClient(app)


def ask(client: falcon.testing.TestClient, token: str, path: str = f"{ROOT}/collectors") -> int:
    """Request what needs only the user from the database, and return the status."""
    # Each of another address, so that none is stopped for its many attempts.
    headers = {"Authorization": f"Bearer {token}", "X-Forwarded-For": f"10.0.0.{next(_ADDRESSES)}"}
    status: int = client.simulate_get(path, headers=headers).status_code
    return status


@pytest.fixture
def selects() -> Iterator[list[str]]:
    """Return the queries sent to any database; transactions and limits are not counted."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith(("SELECT", "PRAGMA", "DESCRIBE", "SHOW")):
            sent.append(statement)

    sqlalchemy.event.listen(sqlalchemy.Engine, "before_cursor_execute", note)
    yield sent
    sqlalchemy.event.remove(sqlalchemy.Engine, "before_cursor_execute", note)


@pytest.mark.parametrize("engine", ["postgres", "mariadb"])
def test_statements_of_every_kind_of_token(
    example: Installation, request: pytest.FixtureRequest, selects: list[str], engine: str
) -> None:
    client = client_of(example, fill(request.getfixturevalue(f"{engine}_database")))
    assert ask(client, example.tokens["admin"]) == 200

    counts: dict[str, int] = {}
    for person in (*RIGHT, *WRONG):
        selects.clear()
        ask(client, example.tokens[person])
        counts[person] = len([sent for sent in selects if "SHOW SESSION" not in sent])

    assert max(counts[person] for person in RIGHT) <= 3
    assert {person: counts[person] for person in WRONG} == dict.fromkeys(WRONG, 1)


def test_a_token_that_cannot_be_one_costs_no_statement(
    example: Installation, sqlite_database: EmptyDatabase, selects: list[str]
) -> None:
    client = client_of(example, fill(sqlite_database))

    assert [ask(client, token, PACKET) for token in SHAPELESS] == [401] * 3
    assert selects == []
    assert [ask(client, NEVER_ISSUED, PACKET) for _ in range(2)] == [401, 401]
    assert len(selects) == 1


@pytest.mark.parametrize("migrations", [True, False])
def test_round_trips_on_a_kept_connection(
    example: Installation,
    postgres_database: EmptyDatabase,
    postgres: PostgresServer,
    *,
    migrations: bool,
) -> None:
    """A transaction with its limits, the token, the rows, and the end of the transaction.

    An old release, which has no table of migrations, is asked for it with the token.
    """
    filled = fill(postgres_database)
    with filled.engine.begin() as connection:
        if migrations:
            connection.execute(sqlalchemy.text("CREATE TABLE db_migrations (Version BIGINT)"))
    with counted_round_trips(postgres.port) as trips:
        there = filled.data_source.replace(f":{postgres.port}/", f":{trips.port}/")
        client = client_of(example, EmptyDatabase("postgres", there, filled.engine))

        def taken(token: str) -> int:
            before = trips.count
            ask(client, token)
            assert no_transaction_is_open(filled)
            return trips.count - before

        # The first one connects; so does one that is quicker than the thread that keeps it.
        assert eventually(lambda: taken(example.tokens["admin"]) == 4)
        assert eventually(lambda: taken(f"{next(_ADDRESSES):026}") == 3)


def no_transaction_is_open(database: EmptyDatabase) -> bool:
    """Wait until the thread that ends a request's transaction has done so."""
    open_ones = sqlalchemy.text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND state LIKE 'idle in%'"
    )

    def none_is_open() -> bool:
        with database.engine.connect() as connection:
            return bool(connection.execute(open_ones).scalar_one() == 0)

    return eventually(none_is_open)
