"""`support-packet check` with a database that does not respond, or is not Mattermost's."""

import re
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from urllib.parse import quote

import pytest
from support.servers.broken import broken_server
from support.servers.databases import EmptyDatabase
from support.servers.mariadb import MariadbServer
from support.servers.postgres import PostgresServer
from support.serving.checking import SECRET, Checked, Checker

from demo import tables
from demo.database import fill_tables
from demo.installation import Installation

QUICK = {"SUPPORT_PACKET_NETWORK_TIMEOUT": "0.5"}


def named(driver: str, data_source: str, **more: str) -> dict[str, str]:
    """Return the variables that name a database."""
    return {
        "MM_SQLSETTINGS_DRIVERNAME": driver,
        "MM_SQLSETTINGS_DATASOURCE": data_source,
        **more,
    }


def the_one_line(checked: Checked) -> str:
    """Return the text about the database, the only one that is missing."""
    assert (checked.status, checked.error) == (1, "")
    [(area, text)] = checked.of("missing")
    assert area == "database"
    return text


@pytest.fixture
def filled(postgres_database: EmptyDatabase) -> EmptyDatabase:
    """Return Mattermost's database in a PostgreSQL."""
    with postgres_database.engine.begin() as connection:
        tables.create_tables(connection)
        fill_tables(connection, round(time.time() * 1000))
    return postgres_database


@pytest.mark.parametrize(
    ("driver", "data_source"),
    [
        ("postgres", f"postgres://u:{SECRET}@127.0.0.1:1/d"),
        ("postgres", f"host=127.0.0.1 port=1 user=u password={SECRET} dbname=d"),
        ("mysql", f"u:{SECRET}@tcp(127.0.0.1:1)/d"),
    ],
)
def test_a_database_that_is_down_is_one_line(
    checker: Checker, example: Installation, driver: str, data_source: str
) -> None:
    assert the_one_line(checker.check(example, **named(driver, data_source))) == (
        "Mattermost's database isn't responding. SqlSettings.DataSource: 127.0.0.1:1/d: nothing is "
        "listening there (connection refused). Is the server running? Without it, we can't "
        "check who may download a packet."
    )


@pytest.mark.parametrize(
    ("server", "reason"),
    [
        (
            lambda: broken_server(hangs=True),
            r"no response within 0\.5 seconds\. Is the server running\?",
        ),
        (lambda: broken_server(hangs=False), r"the connection was lost\. Is the server running\?"),
        (lambda: broken_server(b"220 smtp.example.com ESMTP\r\n", hangs=True), "."),
    ],
    ids=["hangs", "hangs up", "something else"],
)
@pytest.mark.parametrize("driver", ["postgres", "mysql"])
def test_a_server_that_is_not_a_database_is_one_line(
    checker: Checker,
    example: Installation,
    server: Callable[[], AbstractContextManager[int]],
    driver: str,
    reason: str,
) -> None:
    forms = {"postgres": "postgres://u:{}@127.0.0.1:{}/d", "mysql": "u:{}@tcp(127.0.0.1:{})/d"}
    with server() as port:
        data_source = forms[driver].format(SECRET, port)
        line = the_one_line(checker.check(example, **named(driver, data_source), **QUICK))

    assert f"SqlSettings.DataSource: 127.0.0.1:{port}/d: " in line
    assert re.search(reason, line)


@pytest.mark.parametrize(
    ("data_source", "reason"),
    [
        (f"mmuser:{SECRET}@{{address}}/postgres", "the user or the password was rejected. Check"),
        ("{login}@{address}/nowhere", "the server has no such database. Check"),
        ("{login}@{address}/postgres?sslmode=verify-full", "certificate or its key was rejected"),
        ("{login}@{address}/postgres", "has no table Sessions, UserAccessTokens, Users, Bots, R"),
    ],
)
def test_a_refusing_postgres_is_one_line(
    checker: Checker,
    example: Installation,
    postgres: PostgresServer,
    data_source: str,
    reason: str,
) -> None:
    login = f"{postgres.user}:{quote(postgres.password, safe='')}"
    filled_in = data_source.format(login=login, address=f"127.0.0.1:{postgres.port}")

    line = the_one_line(checker.check(example, **named("postgres", f"postgres://{filled_in}")))

    assert reason in line
    assert postgres.password not in line


@pytest.mark.parametrize(
    ("data_source", "reason"),
    [
        (f"mmuser:{SECRET}@tcp({{address}})/mysql", "the user or the password was rejected. Check"),
        ("{login}@tcp({address})/nowhere", "the server has no such database. Check"),
        ("{login}@tcp({address})/mysql?tls=true", "certificate or its key was rejected"),
        ("{login}@tcp({address})/mysql", "has no table Sessions, UserAccessTokens, Users, Bots, R"),
    ],
)
def test_a_refusing_mariadb_is_one_line(
    checker: Checker,
    example: Installation,
    mariadb: MariadbServer,
    data_source: str,
    reason: str,
) -> None:
    login = f"{mariadb.user}:{mariadb.password}"
    filled_in = data_source.format(login=login, address=f"127.0.0.1:{mariadb.port}")

    line = the_one_line(checker.check(example, **named("mysql", filled_in)))

    assert reason in line
    assert mariadb.password not in line


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("DROP TABLE Sessions", "has no table Sessions. Check that SqlSettings.DataSource names"),
        ("ALTER TABLE Users RENAME COLUMN Roles TO Other", "a column is missing"),
        (
            "REVOKE ALL ON Roles FROM mmuser",
            "the user is not allowed to read a table. Grant it SELECT",
        ),
        (
            "REVOKE ALL ON Systems FROM mmuser",
            "the user is not allowed to read a table. Grant it SELECT",
        ),
        ("DELETE FROM Systems WHERE Name = 'Version'", "has no version of Mattermost's schema"),
    ],
)
def test_an_incomplete_database_is_one_line(
    checker: Checker, example: Installation, filled: EmptyDatabase, statement: str, reason: str
) -> None:
    with filled.engine.begin() as connection:
        connection.exec_driver_sql(statement)

    line = the_one_line(checker.check(example, **named("postgres", filled.data_source)))

    assert reason in line


def test_a_dead_master_whose_replica_answers_is_one_line(
    checker: Checker, example: Installation, filled: EmptyDatabase
) -> None:
    master = f"postgres://u:{SECRET}@127.0.0.1:1/d"
    replica = {"MM_SQLSETTINGS_DATASOURCEREPLICAS": filled.data_source}

    checked = checker.check(example, **named("postgres", master, **replica))

    assert (checked.status, checked.of("missing")) == (0, [])
    [(area, text)] = checked.of("note")
    assert area == "database"
    assert text == (
        "postgres, Mattermost 5.37.0, from a replica. SqlSettings.DataSource: "
        "127.0.0.1:1/d: nothing is listening there (connection refused). Is the server running?"
    )
