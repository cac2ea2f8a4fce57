"""A database that sends rows without end costs little memory, and is an error."""

import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
import sqlalchemy
from support.servers.databases import EmptyDatabase
from support.servers.flooding import flooding_mysql, flooding_postgres

from support_packet.errors import DatabaseError
from support_packet.mattermost.sql.connection_limit import ConnectionLimit
from support_packet.mattermost.sql.connections import read_only_connection
from support_packet.mattermost.sql.dsn import parse_data_source
from support_packet.mattermost.sql.tables import rows

READ = """
import resource, sys
from support_packet.errors import DatabaseError
from support_packet.mattermost.sql.connection_limit import ConnectionLimit
from support_packet.mattermost.sql.connections import read_only_connection
from support_packet.mattermost.sql.dsn import parse_data_source
from support_packet.mattermost.sql.tables import rows

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

source = parse_data_source(sys.argv[1], sys.argv[2], {})
before = peak()
try:
    with read_only_connection(source, 60, ConnectionLimit(1)) as connection:
        rows(connection, "SELECT Name FROM Systems")
except DatabaseError as error:
    print(peak() - before, error)
"""
"""Prints how many MiB of memory it took at most, and the error."""

Flooding = Callable[[bytes], AbstractContextManager[int]]


@pytest.mark.parametrize(
    ("driver", "data_source", "flooding"),
    [
        ("postgres", "postgres://u:p@127.0.0.1:{}/d?sslmode=disable", flooding_postgres),
        ("mysql", "u:p@tcp(127.0.0.1:{})/d", flooding_mysql),
    ],
)
@pytest.mark.parametrize("text", [b"x", b"x" * 200])
def test_rows_without_end_take_less_than_100_mb(
    driver: str, data_source: str, flooding: Flooding, text: bytes
) -> None:
    with flooding(text) as port:
        command = [sys.executable, "-c", READ, driver, data_source.format(port)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)

    used, _, error = done.stdout.partition(" ")
    assert "sends more than can be the answer to one statement" in error
    assert int(used) <= 100


def test_a_view_without_end_is_an_error(sqlite_database: EmptyDatabase) -> None:
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
    with sqlite_database.engine.begin() as connection:
        connection.execute(sqlalchemy.text(f"CREATE VIEW Systems AS {endless}"))
    source = parse_data_source("sqlite3", sqlite_database.data_source, {})

    with (
        pytest.raises(DatabaseError, match="more rows than Mattermost's has"),
        read_only_connection(source, 3, ConnectionLimit(1)) as connection,
    ):
        rows(connection, "SELECT x FROM Systems")
