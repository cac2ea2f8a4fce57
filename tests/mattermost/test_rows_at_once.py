"""Rows about the server and roles in one statement, or, where that fails, in several."""

import time

import pytest
import sqlalchemy
from support.servers.databases import EmptyDatabase
from support.serving.databases import fill

from demo.people import PEOPLE
from support_packet.mattermost.access.login import find_token
from support_packet.mattermost.access.users import permissions_of
from support_packet.mattermost.rows_at_once import read_rows_at_once
from support_packet.mattermost.server_rows import read_server_rows
from support_packet.mattermost.sql.connection_limit import ConnectionLimit
from support_packet.mattermost.sql.connections import read_only_connection
from support_packet.mattermost.sql.dsn import parse_data_source

ROLES = {"system_admin", "system_user"}
ADMIN = next(person.token for person in PEOPLE if person.name == "admin")
MIGRATIONS = "CREATE TABLE db_migrations (Version BIGINT PRIMARY KEY)"
SEVERAL = "INSERT INTO db_migrations VALUES (9), (159), (100)"


def change(database: EmptyDatabase, *statements: str) -> None:
    """Fill the database and run the statements."""
    with fill(database).engine.begin() as connection:
        for statement in statements:
            connection.execute(sqlalchemy.text(statement))


@pytest.mark.parametrize(
    "statements",
    [
        (),
        (MIGRATIONS, SEVERAL),
        (MIGRATIONS,),
        ("DROP TABLE Licenses",),
        ("DROP TABLE Systems",),
        ("DELETE FROM Systems",),
        ("UPDATE Systems SET Value = 'gone' WHERE Name = 'ActiveLicenseId'",),
    ],
)
def test_they_say_what_single_statements_say(
    database: EmptyDatabase, statements: tuple[str, ...]
) -> None:
    change(database, *statements)
    source = parse_data_source(database.driver, database.data_source, {})

    with read_only_connection(source, 5, ConnectionLimit(1)) as connection:
        # Twice: the second time it is known what there is.
        found = [read_rows_at_once(connection, ROLES, 5) for _ in range(2)]
        expected = read_server_rows(connection), permissions_of(connection, ROLES)

    assert found == [expected, expected]
    assert expected[1]


def test_an_account_that_may_not_read_migrations_reads_the_rest(
    postgres_database: EmptyDatabase,
) -> None:
    change(postgres_database, MIGRATIONS, SEVERAL, "REVOKE ALL ON db_migrations FROM mmuser")
    source = parse_data_source("postgres", postgres_database.data_source, {})

    with read_only_connection(source, 5, ConnectionLimit(1)) as connection:
        rows, permissions = read_rows_at_once(connection, ROLES, 5)

    assert (rows.has_migrations, rows.schema_version) == (True, None)
    assert rows.active_license
    assert permissions


def test_tables_of_different_collations_are_read(mariadb_database: EmptyDatabase) -> None:
    collations = {
        "Sessions": "unicode_ci",
        "Users": "general_ci",
        "Bots": "bin",
        "Roles": "unicode_ci",
        "Systems": "general_ci",
        "Licenses": "bin",
    }
    convert = "ALTER TABLE {} CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_{}"
    change(mariadb_database, *(convert.format(*pair) for pair in collations.items()))
    source = parse_data_source("mysql", mariadb_database.data_source, {})

    with read_only_connection(source, 5, ConnectionLimit(1)) as connection:
        found = find_token(connection, ADMIN, round(time.time() * 1000))
        rows, permissions = read_rows_at_once(connection, ROLES, 5)

    assert found.session_user
    assert found.session_user.username == "admin"
    assert rows.active_license
    assert permissions
