"""The stored configuration, in a file and in real databases."""

import json
from pathlib import Path
from urllib.parse import quote

import psycopg.sql
import pytest
from support.distributions.waiting import READ_SECONDS
from support.servers.mariadb import MariadbServer
from support.servers.postgres import PostgresServer

from support_packet.errors import ConfigurationError, DatabaseError, DataSourceError
from support_packet.mattermost.configuration.store import (
    StoredConfig,
    StorePlace,
    read_stored_config,
)
from support_packet.mattermost.sql.connection_pool import ConnectionPool

ACTIVE = {"TeamSettings": {"SiteName": "active"}}
ROWS: list[tuple[object, ...]] = [
    ("a" * 26, '{"TeamSettings": {"SiteName": "old"}}', 1, None),
    ("b" * 26, json.dumps(ACTIVE), 2, True),
    ("c" * 26, '{"TeamSettings": {"SiteName": "older"}}', 0, None),
]
TABLE = (
    "CREATE TABLE Configurations (Id varchar(26) PRIMARY KEY, Value text NOT NULL,"
    " CreateAt bigint NOT NULL, Active boolean NULL UNIQUE)"
)
INSERT = "INSERT INTO Configurations VALUES (%s, %s, %s, %s)"


def make_postgres(server: PostgresServer, name: str, rows: list[tuple[object, ...]]) -> str:
    """Create a database with these configurations, and return its data source."""
    with server.admin() as connection:
        owner = psycopg.sql.Identifier(server.user)
        statement = psycopg.sql.SQL("CREATE DATABASE {} OWNER {}")
        connection.execute(statement.format(psycopg.sql.Identifier(name), owner))
    with server.admin(name) as connection, connection.cursor() as cursor:
        cursor.execute(psycopg.sql.SQL("SET ROLE {}").format(owner))
        cursor.execute(TABLE)
        if rows:
            cursor.executemany(INSERT, rows)
    password = quote(server.password, safe="")
    return f"{server.user}:{password}@127.0.0.1:{server.port}/{name}?sslmode=disable"


def read_config(home: Path, name: str, seconds: float) -> StoredConfig:
    """Read the configuration of the server in `home`."""
    place = StorePlace(home, home.joinpath)
    return read_stored_config(place, name, ConnectionPool(), seconds)


def test_a_file_is_named_by_its_url(tmp_path: Path) -> None:
    path = tmp_path / "config" / "config.json"
    path.parent.mkdir()
    path.write_text(json.dumps(ACTIVE))

    stored = read_stored_config(
        StorePlace(tmp_path, tmp_path.joinpath), "config.json", ConnectionPool(), READ_SECONDS
    )

    assert stored.document == ACTIVE
    assert stored.source == f"file://{path}"
    assert stored.config_dir == path.parent


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_the_active_row_of_postgresql(
    tmp_path: Path, postgres: PostgresServer, scheme: str
) -> None:
    rest = make_postgres(postgres, f"configured_{scheme}", ROWS)

    stored = read_stored_config(
        StorePlace(tmp_path, tmp_path.joinpath),
        f"{scheme}://{rest}",
        ConnectionPool(),
        READ_SECONDS,
    )

    assert stored.document == ACTIVE
    assert stored.source == f"{scheme}://127.0.0.1:{postgres.port}/configured_{scheme}"
    assert stored.config_dir == tmp_path / "config"


def test_without_a_row_it_is_what_a_server_starts_with(
    tmp_path: Path, postgres: PostgresServer
) -> None:
    data_source = "postgres://" + make_postgres(postgres, "unconfigured", [])

    stored = read_stored_config(
        StorePlace(tmp_path, tmp_path.joinpath), data_source, ConnectionPool(), READ_SECONDS
    )

    assert stored.document == {"SqlSettings": {"DriverName": "postgres", "DataSource": data_source}}
    (note,) = map(str, stored.read.notes)
    assert note.startswith(f"{stored.source} has no active configuration. The settings shown are")


def test_an_invalid_row_is_an_error_without_password_and_value(
    tmp_path: Path, postgres: PostgresServer
) -> None:
    rows: list[tuple[object, ...]] = [("a" * 26, '{"a": hunter2}', 1, True)]
    data_source = "postgres://" + make_postgres(postgres, "broken", rows)

    with pytest.raises(ConfigurationError, match="Configurations in postgres://127") as caught:
        read_stored_config(
            StorePlace(tmp_path, tmp_path.joinpath), data_source, ConnectionPool(), READ_SECONDS
        )

    assert "hunter2" not in str(caught.value)
    assert "w?rd" not in str(caught.value)
    assert "w%3Frd" not in str(caught.value)


def test_rows_of_mariadb(tmp_path: Path, mariadb: MariadbServer) -> None:
    with mariadb.admin() as connection, connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE configured")
        cursor.execute("USE configured")
        cursor.execute(TABLE)
    rest = f"{mariadb.user}:{mariadb.password}@tcp(127.0.0.1:{mariadb.port})/configured"

    fresh = read_stored_config(
        StorePlace(tmp_path, tmp_path.joinpath),
        f"mysql://{rest}?charset=utf8mb4",
        ConnectionPool(),
        5,
    )
    with mariadb.admin("configured") as connection, connection.cursor() as cursor:
        cursor.executemany(INSERT, ROWS)
    stored = read_stored_config(
        StorePlace(tmp_path, tmp_path.joinpath), f"mysql://{rest}", ConnectionPool(), READ_SECONDS
    )

    settings = {"DriverName": "mysql", "DataSource": f"{rest}?charset=utf8mb4"}
    assert fresh.document == {"SqlSettings": settings}
    assert stored.document == ACTIVE
    assert stored.source == f"mysql://127.0.0.1:{mariadb.port}/configured"


@pytest.mark.parametrize(
    "data_source", ["postgres://u:hunter2@127.0.0.1:1/db", "mysql://u:hunter2@tcp(127.0.0.1:1)/db"]
)
def test_a_database_that_does_not_respond_is_an_error(tmp_path: Path, data_source: str) -> None:
    with pytest.raises(
        DatabaseError, match=r"^MM_CONFIG: 127\.0\.0\.1:1/db: nothing is listening there"
    ) as caught:
        read_stored_config(
            StorePlace(tmp_path, tmp_path.joinpath), data_source, ConnectionPool(), READ_SECONDS
        )

    assert "hunter2" not in str(caught.value)


def test_an_invalid_data_source_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataSourceError, match=r"^MM_CONFIG: .* no / before the database") as caught:
        read_stored_config(
            StorePlace(tmp_path, tmp_path.joinpath),
            "mysql://u:hunter2@tcp(x",
            ConnectionPool(),
            READ_SECONDS,
        )

    assert "hunter2" not in str(caught.value)
