"""The database of an installation for tests: its tables, and what a test puts into them."""

import json
import time
import warnings
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path

import sqlalchemy

from support_packet.mattermost.sql.dsn import parse_data_source
from support_packet.testing.mattermost_tables import (
    Release,
    definition,
    is_key,
    kind_of,
    known_tables,
)

Row = Mapping[str, object]

_SYSTEMS = {
    "DiagnosticId": "xkyb4w1mgpf7jyc8rs9dtq3a5e",
    "InstallationDate": "1609459200000",
}


class FilledDatabase:
    """Tables that are created when their first rows come; call `drop` in the end.

    `ValueError` for a database that has tables already: it may be in use.
    """

    def __init__(self, driver: str, data_source: str, directory: Path, release: Release) -> None:
        self._engine = _engine(driver, data_source, directory)
        self._release = release
        self._known = known_tables(release)
        self._columns: dict[str, dict[str, str]] = {}
        if found := sqlalchemy.inspect(self._engine).get_table_names():
            raise ValueError(
                f"The database of this test has tables already, such as {found[0]}. Name one that "
                "is empty: what a test needs is created in it, and dropped again."
            )

    def fill_first_rows(self) -> None:
        """Insert what every server has: its ids, and the version of its schema."""
        rows = [{"Name": name, "Value": value} for name, value in _SYSTEMS.items()]
        if self._release == "5.37":
            rows.append({"Name": "Version", "Value": "5.37.0"})
        else:
            self.fill("db_migrations", [{"Version": 170, "Name": "latest"}], stacklevel=2)
        self.fill("Systems", rows, stacklevel=2)

    def at(self, path: str) -> "FilledDatabase":
        """Return the same tables in a copy of this SQLite database."""
        copy = object.__new__(FilledDatabase)
        columns = {table: dict(columns) for table, columns in self._columns.items()}
        vars(copy).update(vars(self), _engine=_engine("sqlite3", path, Path()), _columns=columns)
        return copy

    def fill(self, table: str, rows: Iterable[Row], stacklevel: int) -> None:
        """Create `table` where it is missing, and insert `rows`."""
        rows = list(rows)
        with self._engine.begin() as connection:
            self._create(connection, table, rows)
            self._add_columns(connection, table, rows, stacklevel + 1)
            for row in rows:
                self._insert(connection, table, row)

    def drop(self) -> None:
        """Drop all tables that were created here, and disconnect."""
        with self._engine.begin() as connection:
            for table in self._columns:
                # The test itself may have dropped it.
                self._run(connection, f"DROP TABLE IF EXISTS {self._quoted(table)}")
        self._engine.dispose()

    def _create(self, connection: sqlalchemy.Connection, table: str, rows: list[Row]) -> None:
        if table in self._columns:
            return
        columns = dict(self._known.get(table) or _columns_of(rows))
        if not columns:
            raise ValueError(
                f"{table} is not a known table of Mattermost: create it with a row that names its "
                f"columns.{_hint(table, self._known)}"
            )
        keys = [self._quoted(column) for column, kind in columns.items() if is_key(kind)]
        parts = [f"{self._quoted(column)} {self._kind(kind)}" for column, kind in columns.items()]
        parts += [f"PRIMARY KEY ({', '.join(keys)})"] if keys else []
        self._run(connection, f"CREATE TABLE {self._quoted(table)} ({', '.join(parts)})")
        self._columns[table] = columns

    def _add_columns(
        self, connection: sqlalchemy.Connection, table: str, rows: list[Row], stacklevel: int
    ) -> None:
        columns = self._columns[table]
        for column, kind in _columns_of(rows).items():
            if column in columns:
                continue
            if table in self._known:
                text = f"{table}.{column} is not a known column of Mattermost."
                warnings.warn(text + _hint(column, columns), UserWarning, stacklevel + 1)
            name, type_name = self._quoted(column), self._kind(kind)
            self._run(
                connection, f"ALTER TABLE {self._quoted(table)} ADD COLUMN {name} {type_name}"
            )
            columns[column] = kind

    def _insert(self, connection: sqlalchemy.Connection, table: str, row: Row) -> None:
        names = ", ".join(map(self._quoted, row))
        values = ", ".join(f":value_{number}" for number, _ in enumerate(row))
        statement = f"INSERT INTO {self._quoted(table)} ({names}) VALUES ({values})"  # noqa: S608 -- quoted
        bound = {f"value_{number}": _stored(value) for number, value in enumerate(row.values())}
        connection.execute(sqlalchemy.text(statement), bound)

    def _run(self, connection: sqlalchemy.Connection, statement: str) -> None:
        connection.exec_driver_sql(statement)

    def _quoted(self, name: str) -> str:
        # Mattermost writes names unquoted, and PostgreSQL folds those to lower case.
        folded = name.lower() if self._engine.dialect.name == "postgresql" else name
        return self._engine.dialect.identifier_preparer.quote_identifier(folded)

    def _kind(self, kind: str) -> str:
        return definition(kind, self._engine.dialect.name)


def node_row(hostname: str) -> Row:
    """Return the row of a live node of a cluster."""
    now = round(time.time() * 1000)
    known = {"Type": "mattermost_app", "ClusterName": "cluster", "Hostname": hostname}
    ports = {"GossipPort": 8074, "Port": 8075, "CreateAt": now, "LastPingAt": now}
    return {"Id": hostname[-26:], **known, **ports}


def _engine(driver: str, data_source: str, directory: Path) -> sqlalchemy.Engine:
    if driver == "sqlite3":
        return sqlalchemy.create_engine(
            sqlalchemy.URL.create("sqlite", database=str(directory / data_source)),
            poolclass=sqlalchemy.NullPool,
        )
    source = parse_data_source(driver, data_source, {}, lambda text: directory / text)
    return sqlalchemy.create_engine(
        source.url, poolclass=sqlalchemy.NullPool, connect_args=dict(source.arguments)
    )


def _columns_of(rows: Iterable[Row]) -> dict[str, str]:
    """Return all columns of `rows`, with the types of their first values that are not `None`."""
    columns: dict[str, str] = {}
    for column, value in (pair for row in rows for pair in row.items()):
        if columns.get(column, "text") == "text":
            columns[column] = kind_of(value)
    return columns


def _hint(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name, list(known), n=1)
    return f" Did you mean {close[0]}?" if close else ""


def _stored(value: object) -> object:
    """Return what the database takes: JSON of a mapping or list, all else as it is."""
    return json.dumps(value) if isinstance(value, dict | list) else value
