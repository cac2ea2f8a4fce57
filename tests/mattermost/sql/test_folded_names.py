"""A MariaDB that keeps the names of all tables in lower case, as it does on other systems."""

from collections.abc import Iterator

import pytest
from support.servers.certificates import CertificateAuthority
from support.servers.databases import EmptyDatabase, mariadb_database
from support.servers.mariadb import mariadb_server
from support.serving.databases import fill

from support_packet.mattermost.access.authentication import check_access_tables
from support_packet.mattermost.configuration.database_store import read_active_row
from support_packet.mattermost.server_rows import read_server_rows
from support_packet.mattermost.sql.connection_limit import ConnectionLimit
from support_packet.mattermost.sql.connections import read_only_connection
from support_packet.mattermost.sql.dsn import parse_data_source
from support_packet.mattermost.sql.tables import rows


@pytest.fixture
def folded(authority: CertificateAuthority) -> Iterator[EmptyDatabase]:
    """Return Mattermost's database in such a server."""
    with (
        mariadb_server(authority, "lower-case-table-names = 1\n") as server,
        mariadb_database(server) as database,
    ):
        yield fill(database)


def test_its_tables_are_read(folded: EmptyDatabase) -> None:
    configured = "INSERT INTO Configurations (Id, Value, Active) VALUES ('a', '{}', TRUE)"
    with folded.engine.begin() as connection:
        connection.exec_driver_sql(configured)

    source = parse_data_source(folded.driver, folded.data_source, {})
    with read_only_connection(source, 3, ConnectionLimit(1)) as connection:
        check_access_tables(connection)
        assert ("systems",) in rows(connection, "SHOW TABLES")
        assert read_server_rows(connection).schema_version == "5.37.0"
        row = read_active_row(connection)
        assert row
        assert row.text == "{}"
