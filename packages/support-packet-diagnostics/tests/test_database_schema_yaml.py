"""`database_schema.yaml` on real PostgreSQL and MariaDB."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy
from support_packet.testing import Author, Installation

from support_packet_diagnostics import database_schema_yaml as module

Execute = Callable[..., None]

HOSTILE = 'CREATE TABLE "a: b # c" ("x\'y" text COLLATE "C", n integer[] NOT NULL)'

INFORMATION_SCHEMA = """
SELECT t.table_name, c.column_name, c.data_type, c.character_maximum_length, c.is_nullable,
    c.collation_name
FROM information_schema.tables t
JOIN information_schema.columns c
    ON c.table_name = t.table_name AND c.table_schema = t.table_schema
WHERE t.table_schema = current_schema()
ORDER BY t.table_name, c.ordinal_position
"""


on_postgres = pytest.mark.parametrize("driver", ["postgres"], indirect=True)


def table(author: Author, name: str) -> dict[str, Any]:
    tables = author.packet().yaml("database_schema.yaml")["tables"]
    (found,) = [each for each in tables if each["name"] == name]
    return dict(found)


@on_postgres
def test_a_table_has_the_keys_of_the_servers_own_packet(schema: Author, execute: Execute) -> None:
    execute(
        "CREATE TABLE Extra (Id varchar(26) PRIMARY KEY, Data jsonb, At bigint NOT NULL) "
        "WITH (autovacuum_vacuum_scale_factor = 0.1)"
    )

    columns = [
        {"name": "id", "data_type": "character varying", "max_length": 26, "is_nullable": False},
        {"name": "data", "data_type": "jsonb", "is_nullable": True},
        {"name": "at", "data_type": "bigint", "is_nullable": False},
    ]
    definition = "CREATE UNIQUE INDEX extra_pkey ON public.extra USING btree (id)"
    assert table(schema, "extra") == {
        "name": "extra",
        "options": {"autovacuum_vacuum_scale_factor": "0.1"},
        "columns": columns,
        "indexes": [{"name": "extra_pkey", "definition": definition}],
    }


@on_postgres
def test_columns_are_what_the_information_schema_says(
    schema: Author, execute: Execute, engine: sqlalchemy.Engine
) -> None:
    execute(
        HOSTILE,
        "CREATE TYPE channel_type AS ENUM ('O', 'P')",
        "CREATE TABLE kinds (a channel_type, b timestamp, c char(3), d numeric(4,2), e bytea, "
        "f varchar, g timestamptz, h character varying(5)[], i name)",
        "CREATE VIEW seen AS SELECT Name FROM Systems",
        "CREATE MATERIALIZED VIEW hidden AS SELECT Name FROM Systems",
    )

    with engine.connect() as connection:
        expected = [tuple(row) for row in connection.exec_driver_sql(INFORMATION_SCHEMA)]
    found = schema.packet().yaml("database_schema.yaml")["tables"]

    assert [
        (each["name"], column["name"], column["data_type"], column.get("max_length"), null)
        for each in found
        for column in each["columns"]
        for null in ["YES" if column["is_nullable"] else "NO"]
    ] == sorted((row[:5] for row in expected), key=lambda row: row[0])
    collations = {each["name"]: each["collation"] for each in found if "collation" in each}
    assert collations == {"a: b # c": "C", "kinds": "C"}


@on_postgres
def test_the_database_says_its_encoding(schema: Author) -> None:
    found = schema.packet().yaml("database_schema.yaml")

    assert list(found) == ["database_collation", "database_encoding", "tables"]
    assert (found["database_collation"], found["database_encoding"]) == ("C", "UTF8")


@on_postgres
def test_no_right_on_any_table_is_needed(
    installation: Installation, schema: Author, become_reader: Callable[..., None]
) -> None:
    installation.table("Posts")
    installation.table("Licenses")
    owner = schema.packet().text("database_schema.yaml")

    become_reader()

    assert "posts" in owner
    assert schema.packet().text("database_schema.yaml") == owner


@on_postgres
def test_a_locked_table_costs_the_indexes(
    installation: Installation,
    schema: Author,
    engine: sqlalchemy.Engine,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """PostgreSQL opens a table before it writes down the definition of its indexes."""
    installation.table("Posts")
    monkeypatch.setattr(module, "SECONDS", 0.5)

    with engine.begin() as connection:
        connection.exec_driver_sql("LOCK TABLE Posts IN ACCESS EXCLUSIVE MODE")
        made = schema.packet()

    tables = made.yaml("database_schema.yaml")["tables"]
    assert "posts" in {each["name"] for each in tables}
    assert "Left out: indexes. " in made.warnings[0]


@on_postgres
def test_an_empty_database_has_no_tables(schema: Author, execute: Execute) -> None:
    execute("DROP SCHEMA public CASCADE", "CREATE SCHEMA public")

    assert schema.packet().yaml("database_schema.yaml")["tables"] == []


@pytest.mark.parametrize("driver", ["mysql"], indirect=True)
def test_it_works_on_mariadb(schema: Author, execute: Execute) -> None:
    execute("CREATE TABLE Extra (Id varchar(26) PRIMARY KEY, Name varchar(64) UNIQUE, At bigint)")

    found = table(schema, "Extra")

    assert found["columns"] == [
        {"name": "Id", "data_type": "varchar", "max_length": 26, "is_nullable": False},
        {"name": "Name", "data_type": "varchar", "max_length": 64, "is_nullable": True},
        {"name": "At", "data_type": "bigint", "is_nullable": True},
    ]
    assert found["indexes"] == [
        {"name": "Name", "definition": "UNIQUE BTREE (Name)"},
        {"name": "PRIMARY", "definition": "UNIQUE BTREE (Id)"},
    ]


@pytest.mark.parametrize("driver", ["sqlite3"], indirect=True)
def test_sqlite_has_no_such_file(schema: Author) -> None:
    made = schema.packet()

    assert (made.names, made.warnings) == ([], [])
