"""`database_schema.yaml`: every table with its columns and indexes."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from support_packet import N_, Mattermost, PacketFile, dump_yaml, hookimpl

from support_packet_diagnostics import _mysql_schema, _postgres_schema
from support_packet_diagnostics._declaration import declare
from support_packet_diagnostics._omissions import Omissions

SECONDS = 5
MAX_SECONDS = 20
DATABASE = ("database_collation", "database_encoding")
Rows = Iterable[Iterable[Any]]


def database_schema_yaml(mattermost: Mattermost) -> str:
    """Return the schema, table after table in the order of their names; what fails is a warning."""
    source = _postgres_schema if mattermost.database == "postgres" else _mysql_schema
    omissions = Omissions(MAX_SECONDS)
    rows = {
        what: omissions.ask(what, partial(mattermost.query, statement, seconds=SECONDS)) or []
        for what, statement in source.STATEMENTS.items()
    }
    omissions.report()
    named = {
        key: value for row in rows["database"] for key, value in zip(DATABASE, row, strict=True)
    }
    found = tables(rows["columns"], rows.get("options", ()), rows["indexes"])
    return dump_yaml({key: value for key, value in named.items() if value} | {"tables": found})


def tables(columns: Rows, options: Rows, indexes: Rows) -> list[dict[str, Any]]:
    """Return the tables.

    `columns` are rows of table, column, type, greatest length, whether NULL is allowed and
    collation; `options` of table, name and value; `indexes` of table, name and definition.
    """
    found: dict[str, dict[str, Any]] = {}
    for table, column, kind, length, nullable, collation in columns:
        entry = found.setdefault(table, {"name": table, "columns": []})
        entry["columns"].append(_column(column, kind, length, nullable))
        # As in the server's packet, the first collation of a column counts for the table.
        if collation:
            entry.setdefault("collation", collation)
    for table, name, value in options:
        if table in found:
            found[table].setdefault("options", {})[name] = value
    for table, name, definition in indexes:
        if table in found:
            index = {"name": name, "definition": definition}
            found[table].setdefault("indexes", []).append(index)
    order = ("name", "collation", "options", "columns", "indexes")
    return [
        {key: found[table][key] for key in order if key in found[table]} for table in sorted(found)
    ]


def _column(name: str, kind: str, length: int | None, nullable: object) -> dict[str, Any]:
    longest = {"max_length": length} if length else {}
    return {"name": name, "data_type": kind, **longest, "is_nullable": bool(nullable)}


@hookimpl
def packet_files(mattermost: Mattermost) -> list[PacketFile]:
    """Declare `database_schema.yaml`, where the database is a server."""
    if mattermost.database == "sqlite3":
        return []
    schema = declare(
        name="database_schema.yaml",
        collect=partial(database_schema_yaml, mattermost),
        title=N_("Database schema"),
        description=N_("The tables of the database with their columns and indexes, but no rows."),
        order=66,
    )
    return [schema]
