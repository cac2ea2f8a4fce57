"""Files of the configuration that are in the database with it: those with log targets only."""

import json
from pathlib import Path

import pytest
import sqlalchemy
from support.servers.databases import EmptyDatabase

from support_packet.mattermost.installation import Mattermost

TABLES = (
    "CREATE TABLE Configurations (Id varchar(26), Value text, CreateAt bigint, Active boolean)",
    "CREATE TABLE ConfigurationFiles (Name varchar(64) PRIMARY KEY, Data text NOT NULL)",
)
TARGETS = json.dumps({"ldap": {"Type": "file", "Options": {"Filename": "logs/ldap.log"}}})


@pytest.fixture(params=["postgres", "mariadb"])
def database(request: pytest.FixtureRequest) -> EmptyDatabase:
    """Return an empty database on each engine that may contain a configuration."""
    database: EmptyDatabase = request.getfixturevalue(f"{request.param}_database")
    return database


def stored(database: EmptyDatabase, home: Path, document: object, **variables: str) -> Mattermost:
    """Return the server in `home`, whose configuration is in the database with two files."""
    (home / "logs").mkdir()
    row = "INSERT INTO Configurations VALUES ('a', :value, 1, TRUE)"
    file = "INSERT INTO ConfigurationFiles VALUES (:name, :data)"
    files = {"Logging.json": "not this one", "logging.json": TARGETS, "saml.key": "a private key"}
    with database.engine.begin() as connection:
        for statement in TABLES:
            connection.execute(sqlalchemy.text(statement))
        connection.execute(sqlalchemy.text(row), {"value": json.dumps(document)})
        for name, data in files.items():
            # MySQL takes the first two for the same.
            if database.driver == "postgres" or name != "Logging.json":
                connection.execute(sqlalchemy.text(file), {"name": name, "data": data})
    scheme = "" if database.driver == "postgres" else "mysql://"
    return Mattermost(home, {"MM_CONFIG": scheme + database.data_source, **variables})


def targets(mattermost: Mattermost) -> list[Path]:
    """Return the files of its targets."""
    return [each.path for each in mattermost.config.log_targets()]


def test_targets_may_be_in_a_file_in_the_database(database: EmptyDatabase, tmp_path: Path) -> None:
    mattermost = stored(
        database, tmp_path, {"LogSettings": {"AdvancedLoggingConfig": "logging.json"}}
    )

    assert targets(mattermost) == [tmp_path / "logs/ldap.log"]
    assert "private" not in str(mattermost.config.files)


def test_a_variable_may_name_it(database: EmptyDatabase, tmp_path: Path) -> None:
    variable = {"MM_EXPERIMENTALAUDITSETTINGS_ADVANCEDLOGGINGCONFIG": "logging.json"}
    mattermost = stored(database, tmp_path, {}, **variable)

    assert targets(mattermost) == [tmp_path / "logs/ldap.log"]


def test_a_name_in_another_case_is_another_file(database: EmptyDatabase, tmp_path: Path) -> None:
    mattermost = stored(
        database, tmp_path, {"LogSettings": {"AdvancedLoggingConfig": "LOGGING.json"}}
    )

    with pytest.warns(UserWarning, match="names log targets that can't be read"):
        assert targets(mattermost) == []


def test_without_the_right_to_read_it_the_rest_of_the_configuration_counts(
    postgres_database: EmptyDatabase, tmp_path: Path
) -> None:
    document = {
        "LogSettings": {"AdvancedLoggingConfig": "logging.json"},
        "TeamSettings": {"SiteName": "x"},
    }
    mattermost = stored(postgres_database, tmp_path, document)
    with postgres_database.engine.begin() as connection:
        connection.execute(sqlalchemy.text("REVOKE ALL ON ConfigurationFiles FROM mmuser"))

    with mattermost.one_connection():
        assert mattermost.config.text("TeamSettings.SiteName") == "x"
        with pytest.warns(UserWarning, match="names log targets that can't be read"):
            assert targets(mattermost) == []
