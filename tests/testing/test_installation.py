"""The fixture `installation`: what a test puts in, a collector reads."""

from pathlib import Path

import pytest
import sqlalchemy
from support.servers.databases import EmptyDatabase

from support_packet import DatabaseError
from support_packet.testing import Installation

JOB = {"Id": "a", "Type": "ldap_sync", "Progress": 100, "Data": {"error": 'it\'s "down"'}}


@pytest.fixture
def on_server(database: EmptyDatabase, tmp_path: Path) -> Installation:
    """Return an installation on each kind of database, of real servers."""
    installation = Installation(tmp_path / "mattermost")
    if database.driver != "sqlite3":
        installation.use_database(database.driver, database.data_source)
    return installation


def test_it_is_in_its_own_directory(installation: Installation, tmp_path: Path) -> None:
    assert (installation.directory / "config" / "config.json").is_file()
    assert not installation.directory.is_relative_to(tmp_path)


def test_settings_are_set_one_after_the_other(installation: Installation) -> None:
    installation.set("LdapSettings", Enable=True)
    installation.set("LdapSettings", LdapPort=636)
    installation.set("MessageExportSettings.GlobalRelaySettings", CustomerType="A9")

    config = installation.mattermost().config
    assert config.flag("LdapSettings.Enable")
    assert config.number("LdapSettings.LdapPort") == 636
    assert config.text("MessageExportSettings.GlobalRelaySettings.CustomerType") == "A9"


def test_a_misspelt_setting_is_a_warning(installation: Installation) -> None:
    with pytest.warns(UserWarning, match=r"Did you mean LdapSettings\.Enable\?") as warned:
        installation.set("LdapSetings", Enable=True)

    assert warned[0].filename == __file__


def test_variables_override_settings(installation: Installation) -> None:
    installation.environment["MM_LDAPSETTINGS_ENABLE"] = "true"

    assert installation.mattermost().config.flag("LdapSettings.Enable")


def test_rows_are_read_as_they_were_inserted(on_server: Installation) -> None:
    on_server.table("Jobs", JOB, {"Id": "b", "Type": "migrations"})
    on_server.table("Jobs", {"Id": "c", "Type": "migrations"})

    mattermost = on_server.mattermost()
    rows = mattermost.query("SELECT Id, Progress FROM Jobs WHERE Type = :type", type="ldap_sync")
    assert [tuple(row) for row in rows] == [("a", 100)]
    assert mattermost.query("SELECT COUNT(*) FROM Jobs")[0][0] == 3
    assert "down" in str(mattermost.query("SELECT Data FROM Jobs WHERE Id = 'a'")[0][0])
    on_server.close()


def test_every_known_table_can_be_created(on_server: Installation) -> None:
    for table in ("Commands", "Users", "PluginKeyValueStore", "Preferences", "OAuthAccessData"):
        on_server.table(table)

    assert "trigger" in on_server.mattermost().columns("Commands")
    on_server.close()


def test_nothing_is_left_in_the_database_of_a_server(
    on_server: Installation, database: EmptyDatabase
) -> None:
    on_server.table("Jobs", JOB)
    on_server.close()

    with database.engine.connect() as connection:
        assert database.engine.dialect.get_table_names(connection) == []


@pytest.mark.parametrize("database", ["postgres", "mariadb"], indirect=True)
def test_a_database_that_has_tables_is_refused(
    on_server: Installation, database: EmptyDatabase
) -> None:
    with database.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE precious (a integer)")

    with pytest.raises(ValueError, match="has tables already, such as precious"):
        on_server.table("Jobs", JOB)


def test_a_database_is_chosen_before_it_is_filled(installation: Installation) -> None:
    installation.table("Jobs")

    with pytest.raises(ValueError, match="comes before the first table"):
        installation.use_database("postgres", "postgres://localhost/mattermost")


def test_an_old_release_has_its_own_columns(installation: Installation) -> None:
    installation.release = "5.37"
    installation.table("Users")

    mattermost = installation.mattermost()
    assert "lastlogin" not in mattermost.columns("Users")
    assert mattermost.server.schema_version == "5.37.0"
    with pytest.raises(DatabaseError):
        mattermost.query("SELECT Version FROM db_migrations")


def test_a_column_that_is_not_known_is_a_warning(installation: Installation) -> None:
    with pytest.warns(UserWarning, match=r"Jobs\.Statuss .* Did you mean Status\?") as warned:
        installation.table("Jobs", {"Id": "a", "Statuss": "error"})

    assert warned[0].filename == __file__
    assert installation.mattermost().query("SELECT Statuss FROM Jobs")[0][0] == "error"


def test_an_unknown_table_has_the_columns_of_its_rows(installation: Installation) -> None:
    installation.table("posts_by_team_day", {"teamid": None, "num": 7, "ratio": 0.5})

    assert installation.mattermost().query("SELECT num + ratio FROM posts_by_team_day")[0][0] == 7.5


def test_an_unknown_table_without_rows_is_refused(installation: Installation) -> None:
    with pytest.raises(ValueError, match=r"with a row that names its columns\. Did you mean Jobs"):
        installation.table("Job")


def test_logs_grow(installation: Installation) -> None:
    installation.log("mattermost.log", "one")
    path = installation.log("mattermost.log", "two", "three")

    assert path.read_text(encoding="utf-8") == "one\ntwo\nthree\n"
    log = installation.mattermost().log("mattermost.log", "LogSettings")
    assert b"".join(log) == b"one\ntwo\nthree\n"


def test_plugins_are_enabled_or_not(installation: Installation) -> None:
    installation.plugin({"id": "com.example.on", "version": "1.0.0"})
    installation.plugin({"id": "com.example.off", "version": "1.0.0"}, enabled=False)

    manifests = installation.mattermost().manifests
    assert [manifest.id for manifest in manifests.active] == ["com.example.on"]
    assert [manifest.id for manifest in manifests.inactive] == ["com.example.off"]


def test_a_copy_has_its_own_files_and_rows(installation: Installation, tmp_path: Path) -> None:
    installation.table("Jobs", JOB)
    copied = installation.copied(tmp_path / "copy")
    copied.table("Jobs", {"Id": "b"})
    copied.set("LdapSettings", Enable=True)
    copied.log("mattermost.log", "only here")

    count = "SELECT COUNT(*) FROM Jobs"
    assert copied.mattermost().query(count)[0][0] == 2
    assert installation.mattermost().query(count)[0][0] == 1
    assert not installation.mattermost().config.flag("LdapSettings.Enable")
    assert (installation.directory / "logs" / "mattermost.log").read_bytes() == b""


def test_a_table_that_the_test_dropped_does_not_fail_its_end(
    on_server: Installation, database: EmptyDatabase
) -> None:
    on_server.table("Jobs", JOB)
    file = f"sqlite:///{on_server.directory}/mattermost.db"
    url = file if database.driver == "sqlite3" else database.engine.url
    engine = sqlalchemy.create_engine(url, poolclass=sqlalchemy.NullPool)
    with engine.begin() as connection:
        folded = "jobs" if database.driver == "postgres" else "Jobs"
        connection.exec_driver_sql(f"DROP TABLE {folded}")

    on_server.close()

    assert not on_server.directory.exists()
