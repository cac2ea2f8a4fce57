"""Databases for the rows of all access cases, one for each kind and release."""

from pathlib import Path
from typing import Literal

import sqlalchemy
from support.servers.mariadb import MariadbServer
from support.servers.postgres import PostgresServer

Kind = Literal["sqlite", "postgres", "mariadb"]


def sqlite_database(folder: Path, name: str) -> sqlalchemy.URL:
    """Return where the database `name` is; connecting creates it."""
    return sqlalchemy.URL.create("sqlite", database=str(folder / f"{name}.db"))


def postgres_database(server: PostgresServer, name: str) -> sqlalchemy.URL:
    """Create the database `name`."""
    with server.admin() as admin:
        admin.execute(f"CREATE DATABASE {name} OWNER {server.user}")
    return _url("postgresql+psycopg", server, name)


def mariadb_database(server: MariadbServer, name: str) -> sqlalchemy.URL:
    """Create the database `name`."""
    with server.admin() as admin, admin.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    return _url("mysql+pymysql", server, name)


def _url(driver: str, server: PostgresServer | MariadbServer, name: str) -> sqlalchemy.URL:
    return sqlalchemy.URL.create(
        driver, server.user, server.password, "127.0.0.1", server.port, name
    )
