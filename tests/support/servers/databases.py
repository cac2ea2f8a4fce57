"""Fresh, empty databases for Mattermost's tables."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import sqlalchemy
from support.servers.mariadb import MariadbServer
from support.servers.postgres import PostgresServer


@dataclass(frozen=True)
class EmptyDatabase:
    """A database as `SqlSettings` names it, and an engine that may write into it."""

    driver: str
    data_source: str
    engine: sqlalchemy.Engine


@contextmanager
def sqlite_database(directory: Path) -> Iterator[EmptyDatabase]:
    """Yield a database in a file in `directory`."""
    path = directory / "mattermost.db"
    path.touch()
    url = sqlalchemy.URL.create("sqlite", database=str(path))
    with _engine(url) as engine:
        yield EmptyDatabase("sqlite3", str(path), engine)


@contextmanager
def postgres_database(server: PostgresServer) -> Iterator[EmptyDatabase]:
    """Yield a database of `server`, with a data source as in Mattermost's manuals."""
    name = _new_name()
    with server.admin() as admin:
        admin.execute(f"CREATE DATABASE {name} OWNER {server.user}".encode())
    login = f"{server.user}:{quote(server.password, safe='')}@127.0.0.1:{server.port}"
    options = "sslmode=disable&connect_timeout=10&binary_parameters=yes"
    url = sqlalchemy.URL.create(
        "postgresql+psycopg", server.user, server.password, "127.0.0.1", server.port, name
    )
    with _engine(url) as engine:
        yield EmptyDatabase("postgres", f"postgres://{login}/{name}?{options}", engine)
    with server.admin() as admin:
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@contextmanager
def mariadb_database(server: MariadbServer) -> Iterator[EmptyDatabase]:
    """Yield a database of `server`, with a data source as in Mattermost's manuals."""
    name = _new_name()
    with server.admin() as admin, admin.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} CHARACTER SET utf8mb4")
    login = f"{server.user}:{server.password}@tcp(127.0.0.1:{server.port})"
    options = "charset=utf8mb4,utf8&readTimeout=30s&writeTimeout=30s"
    url = sqlalchemy.URL.create(
        "mysql+pymysql", server.user, server.password, "127.0.0.1", server.port, name
    )
    with _engine(url) as engine:
        yield EmptyDatabase("mysql", f"{login}/{name}?{options}", engine)
    with server.admin() as admin, admin.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name}")


@contextmanager
def _engine(url: sqlalchemy.URL) -> Iterator[sqlalchemy.Engine]:
    engine = sqlalchemy.create_engine(url, poolclass=sqlalchemy.NullPool)
    yield engine
    engine.dispose()


def _new_name() -> str:
    return f"mattermost_{uuid.uuid4().hex}"
