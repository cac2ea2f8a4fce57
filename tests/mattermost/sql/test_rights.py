"""How little an account needs: to read a few tables, and of the users no password."""

import time
from pathlib import Path

from support.servers.databases import EmptyDatabase
from support.servers.mariadb import MariadbServer
from support.servers.postgres import PostgresServer
from support.serving.databases import fill

from demo.people import PEOPLE, Person
from support_packet.mattermost.access.authentication import authenticate, check_access_tables
from support_packet.mattermost.configuration.config import Config
from support_packet.mattermost.server_rows import read_server_rows
from support_packet.mattermost.sql.connection_limit import ConnectionLimit
from support_packet.mattermost.sql.connections import read_only_connection
from support_packet.mattermost.sql.dsn import parse_data_source

DOCUMENT = Path(__file__).parents[3] / "docs/admins.md"
PASSWORD = "reader"
ADMITTED = [person for person in PEOPLE if person.status == 200]
CONFIG = Config(
    {"ServiceSettings": {"EnableUserAccessTokens": True}}, "config.json", Path(), Path()
)


def rights(account: str) -> list[str]:
    """Return the statements that, so the document for admins says, grant what is needed."""
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    granting = [line for line in lines if line.startswith("GRANT SELECT")]
    return [line.replace("support_packet;", account) for line in granting]


def read_all(driver: str, data_source: str) -> list[Person]:
    """Read as a request does and return the user who is recognized."""
    with read_only_connection(
        parse_data_source(driver, data_source, {}), 3, ConnectionLimit(1)
    ) as connection:
        check_access_tables(connection)
        assert read_server_rows(connection).schema_version == "5.37.0"
        now = round(time.time() * 1000)
        return [
            person
            for person in ADMITTED
            if authenticate(connection, person.token, CONFIG, None, now).username == person.name
        ]


def test_postgres(postgres: PostgresServer, postgres_database: EmptyDatabase) -> None:
    name = str(fill(postgres_database).engine.url.database)
    create = f"CREATE ROLE {name} LOGIN PASSWORD '{PASSWORD}'"
    with postgres.admin(name) as admin:
        for statement in (create, *rights(name)):
            admin.execute(statement.encode())

    login = f"{name}:{PASSWORD}@127.0.0.1:{postgres.port}"

    assert read_all("postgres", f"postgres://{login}/{name}?sslmode=disable") == ADMITTED


def test_mariadb(mariadb: MariadbServer, mariadb_database: EmptyDatabase) -> None:
    name = str(fill(mariadb_database).engine.url.database)
    create = f"CREATE USER {name} IDENTIFIED BY '{PASSWORD}'"
    with mariadb.admin(name) as admin, admin.cursor() as cursor:
        for statement in (create, *rights(name)):
            cursor.execute(statement)

    login = f"{name}:{PASSWORD}@tcp(127.0.0.1:{mariadb.port})"

    assert read_all("mysql", f"{login}/{name}") == ADMITTED
