"""Installations on SQLite, PostgreSQL and MariaDB, with a server that runs, or does not."""

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy
from support.servers.postgres import PostgresServer
from support_packet.testing import Author, Installation

pytest_plugins = ["support.servers.fixtures"]

Execute = Callable[..., None]
BecomeReader = Callable[..., None]


@pytest.fixture(params=["sqlite3", "postgres", "mysql"])
def driver(request: pytest.FixtureRequest) -> str:
    """Return the kind of the database; a test that needs one kind sets it as its parameter."""
    return str(request.param)


@pytest.fixture
def installation(driver: str, request: pytest.FixtureRequest, tmp_path: Path) -> Installation:
    """Return an installation whose database is a real one, and whose services are off."""
    made = Installation(tmp_path / "mattermost")
    if driver != "sqlite3":
        made.use_database(driver, request.getfixturevalue(_EMPTY[driver]).data_source)
    # Nobody listens there: no test depends on what else this machine runs.
    made.set("ServiceSettings", ListenAddress="127.0.0.1:1")
    made.set("EmailSettings", SendPushNotifications=False, SendEmailNotifications=False)
    return made  # Never closed: its directory and its database are removed whole.


_EMPTY = {"postgres": "postgres_database", "mysql": "mariadb_database"}


@pytest.fixture
def engine(
    installation: Installation, driver: str, request: pytest.FixtureRequest
) -> sqlalchemy.Engine:
    """Return an engine that may write into the database of the installation."""
    if driver != "sqlite3":
        engine: sqlalchemy.Engine = request.getfixturevalue(_EMPTY[driver]).engine
        return engine
    url = f"sqlite:///{installation.directory}/mattermost.db"
    return sqlalchemy.create_engine(url, poolclass=sqlalchemy.NullPool)


@pytest.fixture
def execute(installation: Installation, engine: sqlalchemy.Engine) -> Execute:
    """Return what runs statements in the database of the installation, as its owner."""
    installation.mattermost()  # creates the first tables

    def execute(*statements: str) -> None:
        with engine.begin() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)

    return execute


@pytest.fixture
def become_reader(
    installation: Installation, execute: Execute, postgres: PostgresServer
) -> BecomeReader:
    """Return what makes the program log in to PostgreSQL as an account that may read little.

    Call it with the names of the tables that the account may read, after the last row.
    """

    def become(*tables: str) -> None:
        installation.table("Licenses")
        granted = ", ".join(("Systems", "db_migrations", "Licenses", *tables))
        execute(f"GRANT SELECT ON {granted} TO certified")
        source = installation.mattermost().config.text("SqlSettings.DataSource")
        changed = source.replace(f"://{postgres.user}:", "://certified:")
        installation.set("SqlSettings", DataSource=changed)

    return become


@pytest.fixture
def running(installation: Installation) -> Iterator[int]:
    """Run a process that looks like the server's own and does nothing; return its number."""
    program = installation.directory / "bin" / "mattermost"
    program.parent.mkdir()
    shutil.copy("/bin/sleep", program)
    with subprocess.Popen([program, "600"]) as process:
        end = time.monotonic() + 10
        # Until it has become the program, it is a copy of this one.
        while Path(f"/proc/{process.pid}/exe").readlink() != program:
            assert time.monotonic() < end
        yield process.pid
        process.terminate()


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Set the time zone of this process, an hour ahead of UTC in winter."""
    monkeypatch.setenv("TZ", "CET-1")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def jobs(author: Author) -> Author:
    """Return the author of `jobs.yaml` alone; likewise the others."""
    return author.use("jobs_yaml")


@pytest.fixture
def stats(author: Author) -> Author:
    """Return the author of `stats.yaml` alone."""
    return author.use("stats_yaml")


@pytest.fixture
def permissions(author: Author) -> Author:
    """Return the author of `permissions.yaml` alone."""
    return author.use("permissions_yaml")


@pytest.fixture
def metadata(author: Author) -> Author:
    """Return the author of `metadata.yaml` alone."""
    return author.use("metadata_yaml")


@pytest.fixture
def schema(author: Author) -> Author:
    """Return the author of `database_schema.yaml` alone."""
    return author.use("database_schema_yaml")


@pytest.fixture
def diagnostics(author: Author) -> Author:
    """Return the author of `diagnostics.yaml` alone; the facts that it asks for are there."""
    return author.use("diagnostics_yaml")
