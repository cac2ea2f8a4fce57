"""`database_schema.yaml` on real PostgreSQL and MariaDB."""

from typing import Any

import pytest
import sqlalchemy
import yaml

from support_packet_diagnostics import database_schema_yaml as module
from support_packet_diagnostics.database_schema_yaml import (
    database_schema_yaml,
    packet_files,
)

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


def schema(installation: Any, **options: Any) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(
        database_schema_yaml(installation.mattermost(**options))
    )
    return loaded


def table(installation: Any, name: str) -> dict[str, Any]:
    (found,) = [each for each in schema(installation)["tables"] if each["name"] == name]
    return dict(found)


def test_a_table_has_the_keys_of_the_servers_own_packet(on_postgres: Any) -> None:
    on_postgres.execute(
        "CREATE TABLE Extra (Id varchar(26) PRIMARY KEY, Data jsonb, At bigint NOT NULL) "
        "WITH (autovacuum_vacuum_scale_factor = 0.1)"
    )

    assert table(on_postgres, "extra") == {
        "name": "extra",
        "options": {"autovacuum_vacuum_scale_factor": "0.1"},
        "columns": [
            {
                "name": "id",
                "data_type": "character varying",
                "max_length": 26,
                "is_nullable": False,
            },
            {"name": "data", "data_type": "jsonb", "is_nullable": True},
            {"name": "at", "data_type": "bigint", "is_nullable": False},
        ],
        "indexes": [
            {
                "name": "extra_pkey",
                "definition": "CREATE UNIQUE INDEX extra_pkey ON public.extra USING btree (id)",
            }
        ],
    }


def test_columns_are_what_the_information_schema_says(on_postgres: Any) -> None:
    on_postgres.execute(
        HOSTILE,
        "CREATE TYPE channel_type AS ENUM ('O', 'P')",
        "CREATE TABLE kinds (a channel_type, b timestamp, c char(3), d numeric(4,2), e bytea, "
        "f varchar, g timestamptz, h character varying(5)[], i name)",
        "CREATE VIEW seen AS SELECT Id FROM Users",
        "CREATE MATERIALIZED VIEW hidden AS SELECT Id FROM Users",
    )

    with on_postgres.database.engine.connect() as connection:
        expected = [tuple(row) for row in connection.exec_driver_sql(INFORMATION_SCHEMA)]
    found = schema(on_postgres)["tables"]

    assert [
        (each["name"], column["name"], column["data_type"], column.get("max_length"), null)
        for each in found
        for column in each["columns"]
        for null in ["YES" if column["is_nullable"] else "NO"]
    ] == sorted((row[:5] for row in expected), key=lambda row: row[0])
    assert {each["name"]: each["collation"] for each in found if "collation" in each} == {
        "a: b # c": "C", "kinds": "C",
    }  # fmt: skip


def test_the_database_says_its_encoding(on_postgres: Any) -> None:
    found = schema(on_postgres)

    assert list(found) == ["database_collation", "database_encoding", "tables"]
    assert (found["database_collation"], found["database_encoding"]) == ("C", "UTF8")


def test_no_right_on_any_table_is_needed(on_postgres: Any, reader: sqlalchemy.Engine) -> None:
    assert schema(on_postgres, engine=reader) == schema(on_postgres)


def test_a_locked_table_costs_the_indexes(
    on_postgres: Any, monkeypatch: pytest.MonkeyPatch, recwarn: pytest.WarningsRecorder
) -> None:
    """PostgreSQL opens a table before it writes down the definition of its indexes."""
    monkeypatch.setattr(module, "SECONDS", 0.5)

    with on_postgres.database.engine.begin() as connection:
        connection.exec_driver_sql("LOCK TABLE Posts IN ACCESS EXCLUSIVE MODE")
        found = schema(on_postgres)

    assert "posts" in {each["name"] for each in found["tables"]}
    assert str(recwarn.pop(UserWarning).message).startswith("Left out: indexes. ")


def test_an_empty_database_has_no_tables(on_postgres: Any) -> None:
    on_postgres.execute("DROP SCHEMA public CASCADE", "CREATE SCHEMA public")

    assert schema(on_postgres)["tables"] == []


def test_it_works_on_mariadb(installation: Any) -> None:
    if installation.database.driver != "mysql":
        pytest.skip("PostgreSQL has tests of its own")

    found = table(installation, "Roles")

    assert found["columns"][:2] == [
        {"name": "Id", "data_type": "varchar", "max_length": 26, "is_nullable": False},
        {"name": "Name", "data_type": "varchar", "max_length": 64, "is_nullable": True},
    ]
    assert found["indexes"] == [
        {"name": "Name", "definition": "UNIQUE BTREE (Name)"},
        {"name": "PRIMARY", "definition": "UNIQUE BTREE (Id)"},
    ]


def test_sqlite_has_no_such_file(installation: Any) -> None:
    names = [declared.name for declared in packet_files(installation.mattermost())]

    expected = [] if installation.database.driver == "sqlite3" else ["database_schema.yaml"]
    assert names == expected
