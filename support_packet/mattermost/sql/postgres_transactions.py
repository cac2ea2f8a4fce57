"""How a transaction of PostgreSQL begins, on a connection of SQLAlchemy."""

from collections.abc import Mapping

import psycopg
import sqlalchemy
from sqlalchemy.exc import OperationalError

from support_packet.mattermost.sql.postgres_beginning import begin_bounded


def bounded(
    connection: sqlalchemy.Connection, run_time: Mapping[str, str], timeout: float, idle: int
) -> None:
    """Do what `begin_bounded` does; an SQL error if that fails."""
    try:
        begin_bounded(connection.connection.driver_connection, run_time, timeout, idle)
    except psycopg.Error as error:
        raise OperationalError("BEGIN", None, error, hide_parameters=True) from None
