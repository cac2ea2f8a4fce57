"""A real MySQL, the newest that Debian has: MariaDB stands in for it in the other tests."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from support.chroots.mysql import MysqlServer, mysql_server
from support.servers.databases import EmptyDatabase, mariadb_database
from support.serving.checking import Checker
from support.serving.databases import BUILT_IN_FILES, fill, served, served_without_file

from demo.installation import Installation, build_installation
from support_packet.errors import DatabaseError
from support_packet.mattermost.installation import Mattermost
from support_packet.mattermost.sql.connection_pool import ConnectionPool
from support_packet.mattermost.sql.dsn import parse_data_source
from support_packet.mattermost.sql.tables import rows

COLUMNS = ", ".join(f"information_schema.COLUMNS AS c{number}" for number in range(5))
SLOW = f"SELECT COUNT(*) FROM {COLUMNS}"
"""More than any server can count in half a second."""


@pytest.fixture(scope="module")
def mysql() -> Iterator[MysqlServer]:
    """Return a running server."""
    with mysql_server() as server:
        yield server


@pytest.fixture
def database(mysql: MysqlServer) -> Iterator[EmptyDatabase]:
    """Return Mattermost's database, with the rows of the example."""
    with mariadb_database(mysql) as database:
        yield fill(database)


@pytest.fixture
def example(tmp_path: Path) -> Installation:
    """Return an installation whose database a test replaces."""
    return build_installation(tmp_path / "mattermost", log_bytes=10_000)


def test_an_admin_gets_a_whole_packet(
    example: Installation, tmp_path: Path, database: EmptyDatabase
) -> None:
    with served(example, tmp_path, database.driver, database.data_source) as program:
        files = program.packet(example.tokens["admin"]).files
        refused = program.packet(example.tokens["user"]).status

    facts = yaml.safe_load(files["support_packet.yaml"])
    assert list(files) == BUILT_IN_FILES
    assert (facts["database_type"], facts["database_version"]) == ("mysql", "5.37.0")
    assert refused == 403


def test_a_configuration_in_the_database_is_enough(
    example: Installation, tmp_path: Path, database: EmptyDatabase
) -> None:
    with served_without_file(example, tmp_path, database) as program:
        files = program.packet(example.tokens["admin"]).files

    assert list(files) == BUILT_IN_FILES
    assert json.loads(files["sanitized_config.json"])["TeamSettings"]["SiteName"] == "Example Chat"
    assert not any(secret in text for secret in example.secrets for text in files.values())


@pytest.mark.parametrize(
    ("account", "form"),
    [
        ("mmuser", "{login}@tcp(127.0.0.1:{port})/"),
        ("mmuser", "{login}@tcp(127.0.0.1:{port})/?tls=skip-verify"),
        ("mmuser", "{login}@tcp(127.0.0.1:{port})/?tls=preferred"),
        ("mmuser", "{login}@unix({socket})/"),
        ("encrypted", "{login}@tcp(127.0.0.1:{port})/?tls=skip-verify"),
    ],
)
def test_every_way_to_its_usual_login_connects(mysql: MysqlServer, account: str, form: str) -> None:
    """`caching_sha2_password`, from which a first login needs TLS or the server's public key."""
    login = f"{account}:{mysql.password}"
    text = form.format(login=login, port=mysql.port, socket=mysql.socket)
    with mysql.admin() as connection, connection.cursor() as cursor:
        cursor.execute("FLUSH PRIVILEGES")

    with ConnectionPool().acquire(parse_data_source("mysql", text, {}), 10) as connected:
        assert rows(connected, "SELECT 1") == [(1,)]


def test_what_it_refuses_is_explained(mysql: MysqlServer) -> None:
    place = f"tcp(127.0.0.1:{mysql.port})"
    said = {}
    for text in (
        f"mmuser:wrong@{place}/?tls=skip-verify",
        f"encrypted:{mysql.password}@{place}/",
        f"mmuser:{mysql.password}@{place}/nowhere?tls=skip-verify",
    ):
        with pytest.raises(DatabaseError) as caught:
            rows_of(text)
        said[text.partition("@")[2].rpartition("/")[2]] = str(caught.value)
        assert mysql.password not in str(caught.value)

    assert "the server has no such database" in said["nowhere?tls=skip-verify"]
    assert "the user or the password was rejected" in said["?tls=skip-verify"]
    assert "the user or the password was rejected" in said[""]


def rows_of(text: str) -> None:
    """Connect and ask for a row."""
    with ConnectionPool().acquire(parse_data_source("mysql", text, {}), 5) as connected:
        rows(connected, "SELECT 1")


def test_a_query_that_takes_too_long_is_ended(
    example: Installation, database: EmptyDatabase
) -> None:
    mattermost = opened(example, database)

    with pytest.raises(DatabaseError, match=r"took longer than 0\.5 seconds"):
        mattermost.query(SLOW, seconds=0.5)

    assert [tuple(row) for row in mattermost.query("SELECT 1")] == [(1,)]


def test_nothing_can_be_written(example: Installation, database: EmptyDatabase) -> None:
    with pytest.raises(DatabaseError):
        opened(example, database).query("INSERT INTO Systems VALUES ('a', 'b')")


@pytest.fixture
def checker(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Checker:
    """Return the command `check`."""
    return Checker(capfd, monkeypatch)


def test_check_says_that_a_right_is_missing(
    checker: Checker, example: Installation, mysql: MysqlServer, database: EmptyDatabase
) -> None:
    name = database.engine.url.database
    with mysql.admin() as connection, connection.cursor() as cursor:
        cursor.execute("CREATE USER IF NOT EXISTS few@'%%' IDENTIFIED BY %s", ("few-Zq81",))
        cursor.execute(f"GRANT SELECT ON {name}.Systems TO few@'%'")
    source = f"few:few-Zq81@tcp(127.0.0.1:{mysql.port})/{name}?tls=skip-verify"

    checked = checker.check(
        example, MM_SQLSETTINGS_DRIVERNAME="mysql", MM_SQLSETTINGS_DATASOURCE=source
    )

    [said] = [text for area, text in checked.of("missing") if area == "database"]
    assert "the user is not allowed to read a table. Grant it SELECT." in said
    assert "few-Zq81" not in " ".join(line.text for line in checked.lines) + checked.error


def opened(example: Installation, database: EmptyDatabase) -> Mattermost:
    """Return the example with this database."""
    variables = {
        "MM_SQLSETTINGS_DRIVERNAME": database.driver,
        "MM_SQLSETTINGS_DATASOURCE": database.data_source,
    }
    return Mattermost(example.directory, variables)
