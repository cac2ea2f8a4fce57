"""SQLAlchemy's dialect for PostgreSQL, without the four questions that it asks a new server."""

from typing import Any

import sqlalchemy
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from support_packet.mattermost.sql.engines import is_connecting

_TWO_NUMBERS_SINCE = 10
"""The first release whose version has two numbers, not three."""


class PresetPostgres(PGDialect_psycopg):
    """Takes from libpq what the server says by itself when a connection begins.

    Each question would be a round trip, before the first one of ours.
    """

    supports_statement_cache = True

    def _get_server_version_info(self, connection: sqlalchemy.Connection) -> tuple[int, ...]:
        number = _driver(connection).info.server_version
        # 90624 is 9.6.24, 150004 is 15.4.
        major, rest = divmod(number, 10_000)
        return (major, rest) if major >= _TWO_NUMBERS_SINCE else (major, *divmod(rest, 100))

    def _get_default_schema_name(self, _connection: sqlalchemy.Connection) -> str:
        """Return what only foreign keys of other schemas are compared with."""
        return "public"

    def get_default_isolation_level(self, _dbapi_conn: Any) -> Any:
        """Return the level to restore after a connection had another one; none has."""
        return "READ COMMITTED"

    def do_rollback(self, dbapi_connection: Any) -> None:
        """Roll back, but not a transaction that has begun before SQLAlchemy was there."""
        if not is_connecting():
            dbapi_connection.rollback()

    def _set_backslash_escapes(self, connection: sqlalchemy.Connection) -> None:
        status = _driver(connection).info.parameter_status("standard_conforming_strings")
        self._backslash_escapes = status == "off"


def _driver(connection: sqlalchemy.Connection) -> Any:
    return connection.connection.driver_connection
