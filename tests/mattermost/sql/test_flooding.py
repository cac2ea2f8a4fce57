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
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from support_packet.errors import DatabaseError
from support_packet.mattermost.sql.connection_limit import ConnectionLimit
from support_packet.mattermost.sql.connections import read_only_connection
from support_packet.mattermost.sql.dsn import parse_data_source
from support_packet.mattermost.sql.tables import rows
from support_packet.process.memory import keep_freed_memory

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

source = parse_data_source(sys.argv[1], sys.argv[2], {})
def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() >> 20

def read(source):
    try:
        with read_only_connection(source, 60, limit) as connection:
            rows(connection, "SELECT Name FROM Systems")
    except DatabaseError as error:
        return str(error)

keep_freed_memory()  # as the service does
# What is loaded does not count.
nobody = parse_data_source(sys.argv[1], sys.argv[4], {})
limit, count = ConnectionLimit(4), int(sys.argv[3])
read(nobody)
before, resident_before = peak(), resident()
with ThreadPoolExecutor(count) as threads:
    errors = set(threads.map(read, [source] * count))
print(peak() - before, resident() - resident_before, *errors)
"""
"""Prints how many MiB of memory it took at most, how many stay, and the errors, each once."""

Flooding = Callable[[bytes], AbstractContextManager[int]]


_SERVERS: list[tuple[str, str, Flooding]] = [
    ("postgres", "postgres://u:p@127.0.0.1:{}/d?sslmode=disable", flooding_postgres),
    ("mysql", "u:p@tcp(127.0.0.1:{})/d", flooding_mysql),
]


def _read(driver: str, data_source: str, port: int, count: int) -> tuple[int, int, str]:
    """Read with `count` connections at a time; return the MiB at most and afterwards, and why."""
    of_server, of_nobody = data_source.format(port), data_source.format(1)
    command = [sys.executable, "-c", READ, driver, of_server, str(count), of_nobody]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    peak, resident, errors = done.stdout.split(" ", 2)
    return int(peak), int(resident), errors


@pytest.mark.parametrize(("driver", "data_source", "flooding"), _SERVERS)
@pytest.mark.parametrize("text", [b"x", b"x" * 200])
def test_rows_without_end_take_less_than_100_mb(
    driver: str, data_source: str, flooding: Flooding, text: bytes
) -> None:
    with flooding(text) as port:
        used, _, error = _read(driver, data_source, port, 1)

    assert "sends more than can be the answer to one statement" in error
    assert used <= 100


@pytest.mark.parametrize(("driver", "data_source", "flooding"), _SERVERS)
def test_on_all_connections_together_they_take_little_more_and_it_is_given_back(
    driver: str, data_source: str, flooding: Flooding
) -> None:
    with flooding(b"x") as port:
        used, kept, errors = _read(driver, data_source, port, 4)

    assert "sends more than can be the answer to one statement" in errors
    assert used <= 150
    assert kept <= 30


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
