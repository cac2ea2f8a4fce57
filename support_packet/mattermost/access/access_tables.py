"""Asks the database for a principal whom nobody knows, to learn whether it could tell of one."""

import sqlalchemy

from support_packet.errors import DatabaseError
from support_packet.mattermost.access.access_tokens import find_access_token
from support_packet.mattermost.access.roles import permissions_of
from support_packet.mattermost.access.stored_sessions import find_session
from support_packet.mattermost.access.users import find_user
from support_packet.mattermost.sql.tables import has_table

_TABLES = ("Sessions", "UserAccessTokens", "Users", "Bots", "Roles")
_NOBODY = "nobody"
"""Shorter than any id or token."""


def check_access_tables(connection: sqlalchemy.Connection) -> None:
    """Read every table that says who a principal is; `DatabaseError` names those that are missing.

    An SQL error where a column is missing, or the account may not read it.
    """
    absent = [table for table in _TABLES if not has_table(connection, table)]
    if absent:
        raise DatabaseError(
            f"Mattermost's database has no table {', '.join(absent)}. Check that "
            "SqlSettings.DataSource names the database that Mattermost uses."
        )
    find_session(connection, _NOBODY)
    find_access_token(connection, _NOBODY, now=0)
    find_user(connection, _NOBODY)
    permissions_of(connection, {_NOBODY})
