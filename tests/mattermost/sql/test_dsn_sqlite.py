"""SQLite files are opened for reading, and never made."""

from pathlib import Path

import pytest

from support_packet.errors import DatabaseError, DataSourceError
from support_packet.mattermost.sql.connection_limit import ConnectionLimit
from support_packet.mattermost.sql.connections import read_only_connection
from support_packet.mattermost.sql.dsn_sqlite import sqlite_data_source
from support_packet.mattermost.sql.tables import rows


@pytest.fixture
def installation(tmp_path: Path) -> Path:
    """Make a directory with an empty database, whose name has to be quoted in a URI."""
    directory = tmp_path / "matter most?#%41"
    directory.mkdir()
    directory.joinpath("a b?c=d&mode=rwc.db").touch()
    return directory


@pytest.mark.parametrize(
    "form",
    [
        "{name}",
        "{directory}/{name}",
        "../{parent}/{name}",
        "file:{quoted}",
        "file:{quoted}?mode=rwc&cache=shared",
        "file://{quoted_directory}/{quoted}",
        "file://localhost{quoted_directory}/{quoted}",
    ],
)
def test_a_database_is_found(installation: Path, form: str) -> None:
    name = "a b?c=d&mode=rwc.db"
    path = form.format(
        name=name,
        directory=installation,
        parent=installation.name,
        quoted="a%20b%3Fc=d&mode=rwc.db",
        quoted_directory=str(installation)
        .replace("%", "%25")
        .replace("?", "%3F")
        .replace("#", "%23"),
    )

    source = sqlite_data_source(path, installation.joinpath)

    with read_only_connection(source, 3, ConnectionLimit(1)) as connection:
        assert rows(connection, "SELECT 1") == [(1,)]
    assert source.endpoint.endswith(f"/{name}")


@pytest.mark.parametrize(
    "data_source", ["missing.db", ":memory:", "file:missing.db?mode=memory", "file::memory:", "."]
)
def test_a_missing_database_is_an_error_and_not_made(tmp_path: Path, data_source: str) -> None:
    with pytest.raises(DataSourceError, match="not the path of a database file"):
        sqlite_data_source(data_source, tmp_path.joinpath)

    assert list(tmp_path.iterdir()) == []


def test_a_path_that_cannot_be_looked_up_says_why(tmp_path: Path) -> None:
    with pytest.raises(DataSourceError, match=r"cannot be found: File name too long\."):
        sqlite_data_source("s3cret" * 100, tmp_path.joinpath)


def test_a_file_of_another_host_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataSourceError, match="another host"):
        sqlite_data_source("file://elsewhere/mattermost.db", tmp_path.joinpath)


def test_a_file_that_is_not_a_database_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "mattermost.db"
    path.write_bytes(b"no database\n" * 1000)

    with (
        pytest.raises(DatabaseError, match="not a SQLite database"),
        read_only_connection(
            sqlite_data_source("mattermost.db", tmp_path.joinpath), 3, ConnectionLimit(1)
        ) as connection,
    ):
        rows(connection, "SELECT * FROM Systems")
