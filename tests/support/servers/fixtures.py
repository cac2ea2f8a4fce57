"""The real servers as fixtures: each is started once in a test process, on first use."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.servers.certificates import CertificateAuthority
from support.servers.databases import (
    EmptyDatabase,
    mariadb_database,
    postgres_database,
    sqlite_database,
)
from support.servers.directory389 import Directory389, directory389_server
from support.servers.mariadb import MariadbServer, mariadb_server
from support.servers.postgres import PostgresServer, postgres_server
from support.servers.process import server_directory
from support.servers.slapd import FOR_USERS, Slapd, slapd_server

VENDOR = {"vendorName": "The OpenLDAP Project", "vendorVersion": "2.6 (ä)"}


@pytest.fixture(scope="session")
def authority() -> Iterator[CertificateAuthority]:
    """Return the certificate authority that signs the servers' certificates."""
    with server_directory("authority") as directory:
        yield CertificateAuthority(directory)


@pytest.fixture(scope="session")
def postgres(authority: CertificateAuthority) -> Iterator[PostgresServer]:
    """Run a PostgreSQL server."""
    with postgres_server(authority) as server:
        yield server


@pytest.fixture(scope="session")
def mariadb(authority: CertificateAuthority) -> Iterator[MariadbServer]:
    """Run a MariaDB server."""
    with mariadb_server(authority) as server:
        yield server


@pytest.fixture(scope="session")
def slapd(authority: CertificateAuthority) -> Iterator[Slapd]:
    """Run an OpenLDAP that reports its vendor to everyone."""
    with slapd_server(authority, VENDOR) as server:
        yield server


@pytest.fixture(scope="session")
def silent_slapd(authority: CertificateAuthority) -> Iterator[Slapd]:
    """Run an OpenLDAP as installed, which does not report its vendor."""
    with slapd_server(authority, {}) as server:
        yield server


@pytest.fixture(scope="session")
def private_slapd(authority: CertificateAuthority) -> Iterator[Slapd]:
    """Run an OpenLDAP that reports its vendor only to its users."""
    with slapd_server(authority, VENDOR, FOR_USERS) as server:
        yield server


@pytest.fixture(scope="session", params=[True, False], ids=["anonymous", "bind"])
def directory389(request: pytest.FixtureRequest) -> Iterator[Directory389]:
    """Run a 389 Directory Server, with and without anonymous access."""
    with directory389_server(anonymous=request.param) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgres", "mariadb"])
def database(request: pytest.FixtureRequest) -> EmptyDatabase:
    """Return an empty database on each of the engines."""
    database: EmptyDatabase = request.getfixturevalue(f"{request.param}_database")
    return database


@pytest.fixture(name="sqlite_database")
def empty_sqlite_database(tmp_path: Path) -> Iterator[EmptyDatabase]:
    """Yield an empty SQLite database."""
    with sqlite_database(tmp_path) as database:
        yield database


@pytest.fixture(name="postgres_database")
def empty_postgres_database(postgres: PostgresServer) -> Iterator[EmptyDatabase]:
    """Yield an empty PostgreSQL database."""
    with postgres_database(postgres) as database:
        yield database


@pytest.fixture(name="mariadb_database")
def empty_mariadb_database(mariadb: MariadbServer) -> Iterator[EmptyDatabase]:
    """Yield an empty MariaDB database."""
    with mariadb_database(mariadb) as database:
        yield database
