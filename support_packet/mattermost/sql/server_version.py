"""The version of a database server, as it says itself."""

from support_packet.process.late_imports import sqlalchemy

VERSIONS = {
    "postgresql": "current_setting('server_version')",
    "mysql": "VERSION()",
    "mariadb": "VERSION()",
}
"""The expression for it, by the name of SQLAlchemy's dialect; SQLite has no server."""


def server_version(connection: "sqlalchemy.Connection") -> str | None:
    """Return for example `15.4 (Debian 15.4-1)`, or `10.11.6-MariaDB`."""
    expression = VERSIONS.get(connection.dialect.name)
    if expression is None:
        return None
    return str(connection.execute(sqlalchemy.text(f"SELECT {expression}")).scalar_one())
