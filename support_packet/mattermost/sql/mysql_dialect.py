"""SQLAlchemy's dialect for MySQL and MariaDB, without the questions that it asks a new server."""

from typing import Any

import sqlalchemy
from pymysql.constants import SERVER_STATUS
from sqlalchemy.dialects.mysql.pymysql import MySQLDialect_pymysql

from support_packet.mattermost.sql.engines import is_connecting


class PresetMysql(MySQLDialect_pymysql):
    """Takes from PyMySQL what the server says by itself when a connection begins.

    Each question would be a round trip, before the first one of ours.
    """

    supports_statement_cache = True

    def on_connect(self) -> Any:
        """Do nothing: PyMySQL has set the character set already."""
        return None

    def do_rollback(self, dbapi_connection: Any) -> None:
        """Roll back, but not a transaction that has begun before SQLAlchemy was there."""
        in_transaction = SERVER_STATUS.SERVER_STATUS_IN_TRANS
        if not is_connecting() and dbapi_connection.server_status & in_transaction:
            dbapi_connection.rollback()

    def get_default_isolation_level(self, _dbapi_conn: Any) -> Any:
        """Return the level to restore after a connection had another one; none has."""
        return "REPEATABLE READ"

    def _get_server_version_info(self, connection: sqlalchemy.Connection) -> tuple[int, ...]:
        return self._parse_server_version(_driver(connection).server_version)

    def _get_default_schema_name(self, connection: sqlalchemy.Connection) -> str:
        name = _driver(connection).db
        return name.decode() if isinstance(name, bytes) else name

    def _detect_sql_mode(self, connection: sqlalchemy.Connection) -> None:
        # The only mode that the server reports unasked, and the one that matters: quoting of text.
        escapes = SERVER_STATUS.SERVER_STATUS_NO_BACKSLASH_ESCAPES
        without = _driver(connection).server_status & escapes
        self._sql_mode = "NO_BACKSLASH_ESCAPES" if without else ""

    def _detect_casing(self, _connection: sqlalchemy.Connection) -> int:
        """Return how names are compared; only the reflection of foreign keys would need it."""
        return 0


def _driver(connection: sqlalchemy.Connection) -> Any:
    return connection.connection.driver_connection
