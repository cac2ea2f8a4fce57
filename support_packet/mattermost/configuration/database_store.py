"""The configuration that Mattermost keeps in its database when `MM_CONFIG` is a data source."""

import sqlalchemy

from support_packet.mattermost.sql.tables import has_table, rows


def read_active_configuration(connection: sqlalchemy.Connection) -> str | None:
    """Return the JSON text of the active configuration, None where none is stored yet.

    Only one row is read, and never the table `ConfigurationFiles`, which holds private keys.
    """
    if not has_table(connection, "Configurations"):
        return None
    # Inactive rows hold NULL instead of false. No comparison, since MySQL stores 1 for true.
    found = rows(connection, "SELECT Value FROM Configurations WHERE Active")
    return str(found[0][0]) if found else None
