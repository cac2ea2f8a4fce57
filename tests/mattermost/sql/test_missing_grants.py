"""Which `GRANT`s an account lacks, asked of real servers."""

import pytest
import sqlalchemy
from support.servers.databases import EmptyDatabase
from support.servers.mariadb import MariadbServer
from support.servers.postgres import PostgresServer
from support.serving.databases import fill

from support_packet.mattermost.sql.rights import missing_grants

TABLES = ["Systems", "Sessions", "NoSuchTable", "Users"]
PASSWORD = "reader"


def test_postgres(postgres: PostgresServer, postgres_database: EmptyDatabase) -> None:
    name = str(fill(postgres_database).engine.url.database)
    with postgres.admin(name) as admin:
        for statement in (
            f"CREATE ROLE {name} LOGIN PASSWORD '{PASSWORD}'",
            f"GRANT SELECT ON Systems TO {name}",
            f"GRANT SELECT (Id) ON Users TO {name}",
        ):
            admin.execute(statement.encode())
    url = f"postgresql+psycopg://{name}:{PASSWORD}@127.0.0.1:{postgres.port}/{name}"
    engine = sqlalchemy.create_engine(url, poolclass=sqlalchemy.NullPool)

    with engine.connect() as connection:
        grants = missing_grants(connection, TABLES)

    assert grants == {"Sessions": f'GRANT SELECT ON Sessions TO "{name}";'}


def test_an_account_that_owns_the_tables_lacks_none(postgres_database: EmptyDatabase) -> None:
    with fill(postgres_database).engine.connect() as connection:
        assert missing_grants(connection, TABLES) == {}


def test_mariadb(mariadb: MariadbServer, mariadb_database: EmptyDatabase) -> None:
    engine = fill(mariadb_database).engine
    name = str(engine.url.database)
    with mariadb.admin() as admin, admin.cursor() as cursor:
        cursor.execute(f"CREATE USER {name}@'%' IDENTIFIED BY '{PASSWORD}'")
        cursor.execute(f"GRANT SELECT ON {name}.Systems TO {name}@'%'")
    account = engine.url.set(username=name, password=PASSWORD)

    with sqlalchemy.create_engine(account, poolclass=sqlalchemy.NullPool).connect() as connection:
        grants = missing_grants(connection, ["Systems", "Sessions"])

    assert grants == {"Sessions": f"GRANT SELECT ON Sessions TO '{name}'@'%';"}


@pytest.mark.parametrize("tables", [[], TABLES])
def test_sqlite_has_no_rights(tables: list[str]) -> None:
    engine = sqlalchemy.create_engine("sqlite://", poolclass=sqlalchemy.NullPool)
    with engine.connect() as connection:
        assert missing_grants(connection, tables) == {}
