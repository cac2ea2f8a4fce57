"""Which columns a table of Mattermost has: releases differ."""

from support_packet import Mattermost

# The catalogs of PostgreSQL name every table, also those that this account may not read.
_STATEMENTS = {
    "postgres": (
        "SELECT attname FROM pg_attribute "
        "WHERE attrelid = to_regclass(CAST(:table AS text)) AND attnum > 0 AND NOT attisdropped"
    ),
    "mysql": (
        "SELECT column_name FROM information_schema.columns "
        "WHERE table_schema = DATABASE() AND LOWER(table_name) = LOWER(:table)"
    ),
    "sqlite3": "SELECT name FROM pragma_table_info(:table)",
}
_SECONDS = 3


def columns_of(mattermost: Mattermost, table: str) -> frozenset[str]:
    """Return the columns of `table` in lower case; none if there is no such table."""
    rows = mattermost.query(_STATEMENTS[mattermost.database], seconds=_SECONDS, table=table)
    return frozenset(str(row[0]).lower() for row in rows)


def existing(mattermost: Mattermost, table: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of `columns` that `table` has, in the same order; all if that is not known.

    MySQL hides tables that this account may not read: the statement itself then says so.
    """
    found = columns_of(mattermost, table)
    return tuple(column for column in columns if not found or column.lower() in found)
