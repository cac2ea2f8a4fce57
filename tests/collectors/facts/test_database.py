"""The database's facts, while it is up and while it is down."""

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy
from support.servers.databases import EmptyDatabase

from collectors.facts.database import packet_facts
from support_packet import DatabaseError, Mattermost

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
    _, version = packet_facts(mattermost_with(SqlSettings=settings))

    with pytest.warns(UserWarning, match=r"DataSource does not answer, .*: nothing is") as told:
        assert version.collect() == {"database_version": "5.37.0"}

    assert len(told) == 1
    assert "s3cret" not in str(told[0].message)


def test_type_is_known_while_the_database_is_down(
    mattermost_with: MattermostWith, tmp_path: Path
) -> None:
    settings = {"DriverName": "sqlite3", "DataSource": str(tmp_path / "missing.db")}

    database_type, version = packet_facts(mattermost_with(SqlSettings=settings))

    assert database_type.collect() == {"database_type": "sqlite3"}
    with pytest.raises(DatabaseError):
        version.collect()
