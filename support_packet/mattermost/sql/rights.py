"""Which tables the database account may read, and the statements that let it."""

from collections.abc import Iterable

from support_packet.process.late_imports import sqlalchemy

_DENIED = (1142, 1143)
"""MySQL's ER_TABLEACCESS_DENIED_ERROR and ER_COLUMNACCESS_DENIED_ERROR."""


def missing_grants(connection: "sqlalchemy.Connection", tables: Iterable[str]) -> dict[str, str]:
    """Return, by table, the `GRANT` without which it cannot be read.

    Tables that do not exist are left out. To an account with rights on single tables only, MySQL
    does not reveal which exist. SQLite has no rights.
    """
    names = sorted(set(tables))
    match connection.dialect.name:
        case "postgresql":
            account = f'"{_scalar(connection, "SELECT current_user")}"'
            return {
                table: _grant(table, account) for table in names if _is_denied(connection, table)
            }
        case "mysql" | "mariadb":
            user, _, host = _scalar(connection, "SELECT CURRENT_USER()").rpartition("@")
            account = f"'{user}'@'{host}'"
            return {
                table: _grant(table, account)
                for table in names
                if _is_denied_by_mysql(connection, table)
            }
    return {}


def _grant(table: str, account: str) -> str:
    return f"GRANT SELECT ON {table} TO {account};"


def _scalar(connection: "sqlalchemy.Connection", statement: str) -> str:
    return str(connection.execute(sqlalchemy.text(statement)).scalar_one())


def _is_denied(connection: "sqlalchemy.Connection", table: str) -> bool:
    """Return whether no column can be read: some tables are open in part."""
    statement = sqlalchemy.text(
        "SELECT CASE WHEN to_regclass(:name) IS NULL THEN FALSE "
        "ELSE NOT has_any_column_privilege(to_regclass(:name), 'SELECT') END"
    )
    return bool(connection.execute(statement, {"name": table.lower()}).scalar_one())


def _is_denied_by_mysql(connection: "sqlalchemy.Connection", table: str) -> bool:
    try:
        statement = f"SELECT 1 FROM {table} WHERE 1 = 0"  # noqa: S608 -- letters, digits and `_`
        connection.execute(sqlalchemy.text(statement))
    except sqlalchemy.exc.DBAPIError as error:
        return bool(error.orig and error.orig.args and error.orig.args[0] in _DENIED)
    return False
