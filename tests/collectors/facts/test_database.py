"""The database's facts, while it is up and while it is down."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy
from support.servers.databases import EmptyDatabase

from collectors.facts.database import packet_facts
from support_packet import DatabaseError
from support_packet.host.discovery.collectors import Collectors
from support_packet.host.hooks.declarations import gather_declarations
from support_packet.host.problems import Kind
from support_packet.host.supervision.deadline import Deadline
from support_packet.mattermost.installation import Mattermost
from support_packet.settings import Settings

MattermostWith = Callable[..., Mattermost]


def test_version_is_that_of_the_schema(
    mattermost_with: MattermostWith, database: EmptyDatabase
) -> None:
    with database.engine.begin() as connection:
        connection.execute(sqlalchemy.text("CREATE TABLE Systems (Name text, Value text)"))
        connection.execute(sqlalchemy.text("INSERT INTO Systems VALUES ('Version', '5.37.0')"))
    settings = {"DriverName": database.driver, "DataSource": database.data_source}

    database_type, version = packet_facts(mattermost_with(SqlSettings=settings))

    assert database_type.collect() == {"database_type": database.driver}
    assert version.collect() == {"database_version": "5.37.0"}


def test_a_replica_that_is_read_instead_of_the_master_is_a_warning(
    mattermost_with: MattermostWith, postgres_database: EmptyDatabase
) -> None:
    with postgres_database.engine.begin() as connection:
        connection.execute(sqlalchemy.text("CREATE TABLE Systems (Name text, Value text)"))
        connection.execute(sqlalchemy.text("INSERT INTO Systems VALUES ('Version', '5.37.0')"))
    settings = {
        "DriverName": "postgres",
        "DataSource": "postgres://u:s3cret@127.0.0.1:1/mattermost",
        "DataSourceReplicas": [postgres_database.data_source],
    }
    mattermost = mattermost_with(SqlSettings=settings)

    _, version = packet_facts(mattermost)
    declared = gather_declarations(mattermost, Collectors((), (), ()), Settings(), Deadline(60))

    assert version.collect() == {"database_version": "5.37.0"}
    [problem] = declared.problems
    assert problem.kind is Kind.DATABASE
    assert re.search(r"DataSource does not respond, .*: nothing is listening", str(problem.why))
    assert "s3cret" not in str(problem)


def test_type_is_known_while_the_database_is_down(
    mattermost_with: MattermostWith, tmp_path: Path
) -> None:
    settings = {"DriverName": "sqlite3", "DataSource": str(tmp_path / "missing.db")}

    database_type, version = packet_facts(mattermost_with(SqlSettings=settings))

    assert database_type.collect() == {"database_type": "sqlite3"}
    with pytest.raises(DatabaseError):
        version.collect()


def test_a_newer_server_reports_the_version_of_its_database_server(
    mattermost_with: MattermostWith, database: EmptyDatabase
) -> None:
    with database.engine.begin() as connection:
        for statement in (
            "CREATE TABLE Systems (Name text, Value text)",
            "INSERT INTO Systems VALUES ('Version', '6.3.0')",
            "CREATE TABLE db_migrations (Version bigint, Name varchar(64))",
            "INSERT INTO db_migrations VALUES (189, 'a'), (190, 'b'), (7, 'c')",
        ):
            connection.execute(sqlalchemy.text(statement))
    settings = {"DriverName": database.driver, "DataSource": database.data_source}

    _, versions = packet_facts(mattermost_with(SqlSettings=settings))
    facts = versions.collect()

    assert facts["database_version"] == "190"
    if database.driver == "sqlite3":
        assert "database_server_version" not in facts
    else:
        assert re.match(r"[0-9]+\.[0-9]+", str(facts["database_server_version"]))


def test_an_empty_table_of_migrations_decides_too(
    mattermost_with: MattermostWith, sqlite_database: EmptyDatabase
) -> None:
    with sqlite_database.engine.begin() as connection:
        for statement in (
            "CREATE TABLE Systems (Name text, Value text)",
            "INSERT INTO Systems VALUES ('Version', '6.3.0')",
            "CREATE TABLE db_migrations (Version bigint, Name varchar(64))",
        ):
            connection.execute(sqlalchemy.text(statement))
    settings = {"DriverName": "sqlite3", "DataSource": sqlite_database.data_source}

    _, versions = packet_facts(mattermost_with(SqlSettings=settings))

    assert versions.collect() == {"database_version": None}
