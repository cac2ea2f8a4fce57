"""A request takes one connection to Mattermost's database, and leaves none behind."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.distributions.waiting import eventually
from support.servers.databases import EmptyDatabase
from support.servers.mariadb import MariadbServer
from support.servers.postgres import PostgresServer
from support.serving.databases import BREAK_GLASS, fill, served, served_without_file
from support.serving.program import PATH, Program

from demo.installation import Installation, build_installation

REQUESTS = [
    (PATH, "admin"),
    (PATH, "user"),
    (PATH, "former"),
    (PATH, "break-glass"),
    ("/support_packet", "admin"),
    ("/support_packet", "user"),
    ("/support_packet", "former"),
    ("/support_packet?preview=mattermost.log", "admin"),
    ("/support_packet/collectors", "admin"),
]

NONE_KEPT = {"SUPPORT_PACKET_DATABASE_IDLE_SECONDS": "0"}
"""Each request begins without a connection that the one before has left."""


@dataclass(frozen=True)
class Counted:
    """The example's database, and how many connections were made to it so far."""

    database: EmptyDatabase
    count: Callable[[], int]


@pytest.fixture
def example(tmp_path: Path) -> Installation:
    """Return an installation whose database a test replaces."""
    return build_installation(tmp_path / "mattermost", log_bytes=10_000)


@pytest.fixture(params=["in_postgres", "in_mariadb"])
def counted(request: pytest.FixtureRequest) -> Counted:
    """Return the database in each of the real servers."""
    found: Counted = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def in_postgres(postgres_database: EmptyDatabase, postgres: PostgresServer) -> Iterator[Counted]:
    """Return the database, with all its connections ended whenever they are counted."""
    name = fill(postgres_database).engine.url.database
    with postgres.admin() as admin:

        def number_of(query: bytes) -> int:
            [(number,)] = admin.execute(query, (name,)).fetchall()
            return int(number)

        def count() -> int:
            still_open = b"SELECT count(*) FROM pg_stat_activity WHERE datname = %s"
            assert eventually(lambda: number_of(still_open) == 0)
            return number_of(b"SELECT sessions FROM pg_stat_database WHERE datname = %s")

        yield Counted(postgres_database, count)


@pytest.fixture
def in_mariadb(mariadb_database: EmptyDatabase, mariadb: MariadbServer) -> Iterator[Counted]:
    """Return the database, with all its connections ended whenever they are counted."""
    name = str(fill(mariadb_database).engine.url.database)
    with mariadb.admin() as admin, admin.cursor() as cursor:

        def number_of(query: str, value: str) -> int:
            cursor.execute(query, (value,))
            return int(next(iter(cursor))[-1])

        def count() -> int:
            still_open = "SELECT COUNT(*) FROM information_schema.processlist WHERE db = %s"
            assert eventually(lambda: number_of(still_open, name) == 0)
            return number_of("SHOW GLOBAL STATUS LIKE %s", "Connections")

        yield Counted(mariadb_database, count)


def connections(
    program: Program, tokens: Mapping[str, str], count: Callable[[], int]
) -> dict[tuple[str, str], int]:
    """Return how many connections each request took."""
    known = {**tokens, "break-glass": BREAK_GLASS}
    taken = {}
    for path, person in REQUESTS:
        before = count()
        program.request("GET", path, Authorization=f"Bearer {known[person]}")
        taken[path, person] = count() - before
    return taken


def test_a_request_takes_one(example: Installation, tmp_path: Path, counted: Counted) -> None:
    database = counted.database
    with served(example, tmp_path, database.driver, database.data_source, **NONE_KEPT) as program:
        taken = connections(program, example.tokens, counted.count)

    assert taken == dict.fromkeys(REQUESTS, 1)


def test_a_configuration_in_the_database_takes_the_same_one(
    example: Installation, tmp_path: Path, counted: Counted
) -> None:
    with served_without_file(example, tmp_path, counted.database, **NONE_KEPT) as program:
        taken = connections(program, example.tokens, counted.count)

    assert taken == dict.fromkeys(REQUESTS, 1)


def test_unauthenticated_requests_share_one_for_a_while(
    example: Installation, tmp_path: Path, counted: Counted
) -> None:
    with served_without_file(example, tmp_path, counted.database, **NONE_KEPT) as program:
        before = counted.count()
        pages = [program.request("GET", "/support_packet") for _ in range(5)]
        taken = counted.count() - before

    assert [page.status for page in pages] == [401] * 5
    assert taken == 1
