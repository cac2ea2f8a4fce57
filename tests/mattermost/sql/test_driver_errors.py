"""Explanations of drivers' errors."""

from urllib.parse import quote

import psycopg
import pymysql
import pytest
from sqlalchemy.exc import OperationalError
from support.servers.mariadb import MariadbServer
from support.servers.postgres import PostgresServer
from support.tables import for_each

from support_packet.errors import DatabaseError
from support_packet.mattermost.sql.connection_limit import ConnectionLimit
from support_packet.mattermost.sql.connections import read_only_connection
from support_packet.mattermost.sql.driver_errors import explain
from support_packet.mattermost.sql.dsn import parse_data_source


@for_each(
    ("error", "reason"),
    [
        (TimeoutError(), "no response within 3 seconds"),
        (psycopg.errors.ConnectionTimeout("connection timeout expired"), "no response within 3"),
        (psycopg.errors.QueryCanceled("canceling statement"), "took longer than 3 seconds"),
        (psycopg.errors.UndefinedColumn('column "s3cret"'), "a column is missing"),
        (psycopg.errors.CharacterNotInRepertoire("0xfc 0x6c"), "text that is not valid UTF-8"),
        (psycopg.errors.InsufficientPrivilege("permission denied for table"), "Grant it SELECT"),
        (psycopg.OperationalError("FATAL: sorry, too many clients already"), "no free connection"),
        (psycopg.OperationalError("FATAL: the database system is starting up"), "is starting"),
        (psycopg.OperationalError('FATAL: no pg_hba.conf entry for "s3cret"'), "allow this user"),
        (psycopg.OperationalError("server does not support SSL, but"), "the server doesn't offer"),
        (psycopg.OperationalError("FATAL: Passwort s3cret"), "(OperationalError)"),
        (psycopg.OperationalError("failed to resolve host 's3cret'"), "the host name is unknown"),
        (
            pymysql.OperationalError(2003, "Can't connect to 's3cret' ([Errno -2] Name or"),
            "the host name is unknown",
        ),
        (pymysql.OperationalError(1040, "Too many connections"), "no free connection"),
        (pymysql.OperationalError(1129, "Host is blocked"), "(OperationalError)"),
        (pymysql.OperationalError(2013, "Lost connection (timed out)"), "no response within 3"),
        (pymysql.OperationalError(3024, "maximum execution time exceeded"), "took longer than"),
        (pymysql.OperationalError(3159, "insecure transport"), "requires TLS"),
        (
            pymysql.OperationalError(2059, "Authentication plugin 'b'parsec'' not configured"),
            "by a method that support-packet doesn't know",
        ),
        (
            psycopg.OperationalError('no pg_hba.conf entry for user "s3cret", no encryption'),
            "without TLS. Set sslmode=require",
        ),
        (psycopg.OperationalError("unsupported startup parameter: options"), "run-time parameter"),
        (psycopg.OperationalError("transaction blocks not allowed in"), "Set its pool_mode"),
        (psycopg.OperationalError("received invalid response to SSL negotiation: ["), "DriverName"),
        (pymysql.OperationalError(1045, "Access denied for user"), "that requires TLS is rejected"),
        (pymysql.OperationalError(1698, "Access denied for user"), "account of the same name"),
        (pymysql.OperationalError(1820, "You must SET PASSWORD"), "password has expired"),
        (pymysql.OperationalError(4151, "Access denied, this account is locked"), "is locked"),
        (RuntimeError("'cryptography' package is required"), "needs TLS or the Python package"),
        (ValueError("s3cret"), "(ValueError)"),
    ],
)
def test_an_error_is_explained(error: Exception, reason: str) -> None:
    wrapped = OperationalError("SELECT 's3cret'", {"token": "s3cret"}, error)

    assert reason in explain(error, 3)
    assert explain(wrapped, 3) == explain(error, 3)
    assert "s3cret" not in explain(error, 3)


def refusal(driver: str, data_source: str) -> str:
    """Return the message with which a connection fails."""
    source = parse_data_source(driver, data_source, {})
    with (
        pytest.raises(DatabaseError) as failed,
        read_only_connection(source, 3, ConnectionLimit(1)),
    ):
        pytest.fail("connected")
    return str(failed.value)


@pytest.mark.parametrize(
    ("data_source", "reason"),
    [
        ("mmuser:wrong@{address}/postgres?sslmode=disable", "password was rejected"),
        ("nobody:wrong@{address}/postgres?sslmode=disable", "password was rejected"),
        ("{login}@{address}/nowhere?sslmode=disable", "no such database"),
        ("{login}@127.0.0.1:1/postgres", "nothing is listening there"),
        ("{login}@/postgres?host=/nowhere", "no such Unix socket"),
        ("{login}@{address}/postgres?sslmode=disable&no_such=1", "run-time parameter"),
    ],
)
def test_a_refusing_postgres_is_explained(
    postgres: PostgresServer, data_source: str, reason: str
) -> None:
    login = f"{postgres.user}:{quote(postgres.password, safe='')}"
    filled = data_source.format(login=login, address=f"127.0.0.1:{postgres.port}")

    message = refusal("postgres", f"postgres://{filled}")

    assert reason in message
    assert postgres.password not in message


@pytest.mark.parametrize(
    ("data_source", "reason"),
    [
        ("mmuser:wrong@tcp({address})/mysql", "password was rejected"),
        ("{login}@tcp({address})/nowhere", "no such database"),
        ("{login}@tcp(127.0.0.1:1)/mysql", "nothing is listening there"),
        ("{login}@unix(/nowhere)/mysql", "no such Unix socket"),
        ("encrypted:{password}@tcp({address})/mysql", "password was rejected"),
    ],
)
def test_a_refusing_mariadb_is_explained(
    mariadb: MariadbServer, data_source: str, reason: str
) -> None:
    filled = data_source.format(
        login=f"{mariadb.user}:{mariadb.password}",
        password=mariadb.password,
        address=f"127.0.0.1:{mariadb.port}",
    )

    message = refusal("mysql", filled)

    assert reason in message
    assert mariadb.password not in message
