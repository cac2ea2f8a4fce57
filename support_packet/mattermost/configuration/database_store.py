"""The configuration that Mattermost keeps in its database, when `MM_CONFIG` is a data source."""

from collections.abc import Mapping

from support_packet.mattermost.sql.connection_pool import Lender
from support_packet.mattermost.sql.dsn import parse_data_source
from support_packet.mattermost.sql.tables import has_table, rows

_MYSQL = "mysql://"


def read_active_configuration(
    data_source: str, environment: Mapping[str, str], lender: Lender
) -> str | None:
    """Return the JSON text of the configuration that is active, None where none is stored yet.

    `data_source` begins with `postgres://`, `postgresql://` or `mysql://`; the last one is in
    front of go-sql-driver's form. Only one row is read, and never the table
    `ConfigurationFiles`, which holds private keys. Raises `DataSourceError` and `DatabaseError`.
    """
    driver = "mysql" if data_source.startswith(_MYSQL) else "postgres"
    source = parse_data_source(driver, data_source.removeprefix(_MYSQL), environment)
    with lender.lend(source) as connection:
        if not has_table(connection, "Configurations"):
            return None
        # Inactive rows hold NULL, and MySQL has no booleans.
        found = rows(connection, "SELECT Value FROM Configurations WHERE Active")
    return str(found[0][0]) if found else None
