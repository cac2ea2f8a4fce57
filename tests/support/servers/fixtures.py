"""The real servers as fixtures, each started once a worker, when it is first asked for."""

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
    """Run an OpenLDAP that tells everybody what it is."""
    with slapd_server(authority, VENDOR) as server:
        yield server


@pytest.fixture(scope="session")
def silent_slapd(authority: CertificateAuthority) -> Iterator[Slapd]:
    """Run an OpenLDAP as it is after its installation: it does not tell what it is."""
    with slapd_server(authority, {}) as server:
        yield server


@pytest.fixture(scope="session")
def private_slapd(authority: CertificateAuthority) -> Iterator[Slapd]:
    """Run an OpenLDAP that tells only its users what it is."""
    with slapd_server(authority, VENDOR, FOR_USERS) as server:
        yield server


@pytest.fixture(scope="session", params=[True, False], ids=["anonymous", "bind"])
def directory389(request: pytest.FixtureRequest) -> Iterator[Directory389]:
    """Run a 389 Directory Server, one that may be asked by anybody and one that may not."""
    with directory389_server(anonymous=request.param) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgres", "mariadb"])
def database(request: pytest.FixtureRequest) -> EmptyDatabase:
    """Lend an empty database on each of the engines."""
    lent: EmptyDatabase = request.getfixturevalue(f"{request.param}_database")
    return lent


@pytest.fixture(name="sqlite_database")
def lend_sqlite_database(tmp_path: Path) -> Iterator[EmptyDatabase]:
    """Lend an empty SQLite database."""
    with sqlite_database(tmp_path) as lent:
        yield lent


@pytest.fixture(name="postgres_database")
def lend_postgres_database(postgres: PostgresServer) -> Iterator[EmptyDatabase]:
    """Lend an empty PostgreSQL database."""
    with postgres_database(postgres) as lent:
        yield lent


@pytest.fixture(name="mariadb_database")
def lend_mariadb_database(mariadb: MariadbServer) -> Iterator[EmptyDatabase]:
    """Lend an empty MariaDB database."""
    with mariadb_database(mariadb) as lent:
        yield lent
