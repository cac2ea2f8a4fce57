"""What the database says of the server, on every engine and in every release's tables."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace

import pytest
import sqlalchemy
from support.servers.databases import EmptyDatabase

from support_packet.mattermost.server_rows import ServerRows, read_server_rows

SYSTEMS = "CREATE TABLE Systems (Name VARCHAR(64) PRIMARY KEY, Value VARCHAR(1024))"
MIGRATIONS = "CREATE TABLE db_migrations (Version BIGINT PRIMARY KEY, Name VARCHAR(64))"
LICENSES = "CREATE TABLE Licenses (Id VARCHAR(26) PRIMARY KEY, CreateAt BIGINT, Bytes TEXT)"
NUMBER = "9" * 78
OLD, NEW, EMPTY = "o" * 26, "n" * 26, "e" * 26
STORED = (
    "INSERT INTO Licenses VALUES ('oooooooooooooooooooooooooo', 1, 'old text'),"
    " ('nnnnnnnnnnnnnnnnnnnnnnnnnn', 2, 'new text'), ('eeeeeeeeeeeeeeeeeeeeeeeeee', 3, NULL)"
)


def fill(database: EmptyDatabase, *statements: str, systems: Mapping[str, str | None]) -> None:
    """Create tables, and rows of `Systems`."""
    with database.engine.begin() as connection:
        for statement in statements:
            connection.execute(sqlalchemy.text(statement))
        for name, value in systems.items():
            insert = sqlalchemy.text("INSERT INTO Systems VALUES (:name, :value)")
            connection.execute(insert, {"name": name, "value": value})


def read(database: EmptyDatabase) -> ServerRows:
    """Read the rows."""
    with database.engine.connect() as connection:
        return read_server_rows(connection)


def test_an_empty_database_says_nothing(database: EmptyDatabase) -> None:
    found = read(database)

    assert replace(found, server_version=None) == ServerRows()
    asked = re.match(r"[0-9]+\.[0-9]+", found.server_version or "")
    assert bool(asked) == (database.driver != "sqlite3")


def test_old_servers_keep_their_version_in_systems(database: EmptyDatabase) -> None:
    fill(database, SYSTEMS, systems={"Version": "5.37.0", "DiagnosticId": "d" * 26})

    found = read(database)

    assert (found.schema_version, found.diagnostic_id) == ("5.37.0", "d" * 26)


@pytest.mark.parametrize("systems", [{}, {"Version": ""}, {"Version": None}])
def test_new_servers_count_migrations(
    database: EmptyDatabase, systems: dict[str, str | None]
) -> None:
    several = "INSERT INTO db_migrations VALUES (9, 'a'), (159, 'b'), (100, 'c')"
    fill(database, SYSTEMS, MIGRATIONS, several, systems=systems)

    assert read(database).schema_version == "159"


def test_without_migrations_there_is_no_version(database: EmptyDatabase) -> None:
    fill(database, MIGRATIONS, systems={})

    assert read(database).schema_version is None


def test_the_active_license_is_the_one_that_systems_names(database: EmptyDatabase) -> None:
    fill(database, SYSTEMS, LICENSES, STORED, systems={"ActiveLicenseId": OLD})

    assert read(database).active_license == "old text"


@pytest.mark.parametrize("active", ["", None, "gone", NEW + "n", NEW[1:] + "-"])
def test_a_removed_license_does_not_count(database: EmptyDatabase, active: str | None) -> None:
    fill(database, SYSTEMS, LICENSES, STORED, systems={"ActiveLicenseId": active})

    assert read(database).active_license is None


@pytest.mark.parametrize("active", [NEW.upper(), EMPTY, "g" * 26])
def test_a_license_whose_row_is_missing_has_no_text(database: EmptyDatabase, active: str) -> None:
    fill(database, SYSTEMS, LICENSES, STORED, systems={"ActiveLicenseId": active})

    assert read(database).active_license == ""


def test_nor_does_a_license_without_its_table(database: EmptyDatabase) -> None:
    fill(database, SYSTEMS, systems={"ActiveLicenseId": NEW})

    assert read(database).active_license is None


def test_secret_rows_and_the_secrets_in_their_json(database: EmptyDatabase) -> None:
    key = f'{{"ecdsa_key": {{"curve": "P-256", "x": {NUMBER}, "d": {NUMBER}1}}}}'
    cookie = json.dumps({"key": "c29tZSBzZWNyZXQgb2YgYSBjb29raWU="})
    systems = {
        "AsymmetricSigningKey": key,
        "PostActionCookieSecret": cookie,
        "ClusterEncryptionKey": "gossip-gossip-gossip",
        "LicenseRenewalToken": "",
        "InstallationDate": "1600000000000",
        "migration_system_console_subsection_permissions": "true",
    }
    fill(database, SYSTEMS, systems=systems)

    assert read(database).secrets == {
        key,
        NUMBER,
        f"{NUMBER}1",
        cookie,
        "c29tZSBzZWNyZXQgb2YgYSBjb29raWU=",
        "gossip-gossip-gossip",
    }


def test_broken_json_is_a_secret_as_a_whole(sqlite_database: EmptyDatabase) -> None:
    nested = "[" * 100_000
    fill(
        sqlite_database,
        SYSTEMS,
        systems={"AsymmetricSigningKey": nested, "PostActionCookieSecret": '{"key":'},
    )

    assert read(sqlite_database).secrets == {nested, '{"key":'}


def test_secrets_and_license_are_not_shown() -> None:
    found = ServerRows("5.37.0", "LICENSE", frozenset({"s3cret"}), "id")

    assert "LICENSE" not in repr(found)
    assert "s3cret" not in repr(found)
