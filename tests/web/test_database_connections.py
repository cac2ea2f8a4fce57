"""A request takes one connection to Mattermost's database, and leaves none behind."""

from collections.abc import Callable
from pathlib import Path

import pytest
from distributions.waiting import eventually
from servers.databases import EmptyDatabase
from servers.mariadb import MariadbServer
from servers.postgres import PostgresServer
from serving.databases import fill, served
from serving.program import PATH

from demo.installation import Installation, build_installation

REQUESTS = [
    (PATH, "admin"),
    (PATH, "user"),
    (PATH, "former"),
    ("/support_packet", "admin"),
    ("/support_packet", "user"),
    ("/support_packet?preview=mattermost.log", "admin"),
    ("/support_packet/collectors", "admin"),
]


@pytest.fixture
def example(tmp_path: Path) -> Installation:
    """Return an installation whose database a test replaces."""
    return build_installation(tmp_path / "mattermost", log_bytes=10_000)


def connections(
    example: Installation, folder: Path, database: EmptyDatabase, count: Callable[[], int]
) -> dict[tuple[str, str], int]:
    """Return how many connections each request took, as `count` counts them all."""
    taken = {}
    with served(example, folder, database.driver, database.data_source) as program:
        for path, person in REQUESTS:
            before = count()
            program.request("GET", path, Authorization=f"Bearer {example.tokens[person]}")
            taken[path, person] = count() - before
    return taken


def test_postgres(
    example: Installation,
    tmp_path: Path,
    postgres_database: EmptyDatabase,
    postgres: PostgresServer,
) -> None:
    fill(postgres_database)
    name = postgres_database.engine.url.database
    with postgres.admin() as admin:

        def asked(query: bytes) -> int:
            [(number,)] = admin.execute(query, (name,)).fetchall()
            return int(number)

        def count() -> int:
            still_open = b"SELECT count(*) FROM pg_stat_activity WHERE datname = %s"
            assert eventually(lambda: asked(still_open) == 0)
            return asked(b"SELECT sessions FROM pg_stat_database WHERE datname = %s")

        taken = connections(example, tmp_path, postgres_database, count)

    assert taken == dict.fromkeys(REQUESTS, 1)


def test_mariadb(
    example: Installation,
    tmp_path: Path,
    mariadb_database: EmptyDatabase,
    mariadb: MariadbServer,
) -> None:
    name = str(fill(mariadb_database).engine.url.database)
    with mariadb.admin() as admin, admin.cursor() as cursor:

        def asked(query: str, value: str) -> int:
            cursor.execute(query, (value,))
            return int(next(iter(cursor))[-1])

        def count() -> int:
            still_open = "SELECT COUNT(*) FROM information_schema.processlist WHERE db = %s"
            assert eventually(lambda: asked(still_open, name) == 0)
            return asked("SHOW GLOBAL STATUS LIKE %s", "Connections")

        taken = connections(example, tmp_path, mariadb_database, count)

    assert taken == dict.fromkeys(REQUESTS, 1)
