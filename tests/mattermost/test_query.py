"""Queries of collectors on real databases: rows, limits, errors, and one connection for many."""

import threading
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy
from support.distributions.waiting import eventually
from support.servers.databases import EmptyDatabase
from support.servers.postgres import PostgresServer

from support_packet.errors import (
    DatabaseDownError,
    MissingTableError,
    PermissionMissingError,
    QueryError,
    QueryTimeoutError,
)
from support_packet.mattermost.configuration.config import Config
from support_packet.mattermost.database import Database
from support_packet.mattermost.sql.connection_limit import ConnectionLimit
from support_packet.mattermost.sql.connection_pool import ConnectionPool
from support_packet.mattermost.sql.query import MAX_ROWS
from support_packet.values.row import Row

TIMEOUT = 20.0


class Queries:
    """A database with a table, and the queries of one request."""

    def __init__(self, empty: EmptyDatabase, limit: ConnectionLimit | None = None) -> None:
        self.empty = empty
        settings = {"DriverName": empty.driver, "DataSource": empty.data_source}
        nowhere = Path("/nowhere")
        config = Config({"SqlSettings": settings}, "config.json", nowhere, nowhere)
        self.database = Database(config, {}, ConnectionPool(limit))

    def __call__(self, sql: str, seconds: float = TIMEOUT, **parameters: object) -> list[Row]:
        """Return the rows of a query."""
        return self.database.query(sql, parameters, TIMEOUT, seconds)


@pytest.fixture
def query(database: EmptyDatabase) -> Queries:
    """Return the queries of one request, which may have one connection at a time."""
    with database.engine.begin() as connection:
        connection.execute(
            sqlalchemy.text("CREATE TABLE Jobs (Id varchar(26) PRIMARY KEY, Priority bigint)")
        )
        connection.execute(
            sqlalchemy.text("INSERT INTO Jobs VALUES ('a', 1), ('b', 2), ('c', NULL)")
        )
    return Queries(database, ConnectionLimit(1))


def test_a_row_has_positions_and_names(query: Queries) -> None:
    row = query("SELECT Id, Priority AS HowUrgent FROM Jobs WHERE Id = :id", id="b")[0]

    assert (row[0], row["Id"], row.Id, row["HOWURGENT"], row.HowUrgent) == ("b", "b", "b", 2, 2)
    assert [*row] == ["b", 2]
    assert len(row) == 2
    assert [name.lower() for name in row._asdict()] == ["id", "howurgent"]


def test_an_unknown_name_is_named(query: Queries) -> None:
    row = query("SELECT Id FROM Jobs")[0]

    with pytest.raises(AttributeError, match=r"no column 'Idd'; there are (id|Id)"):
        _ = row.Idd
    with pytest.raises(KeyError, match="no column 'Idd'"):
        _ = row["Idd"]


def test_a_row_does_not_show_its_values(query: Queries) -> None:
    assert "a" not in repr(query("SELECT Id FROM Jobs ORDER BY Id")[0]).partition("(")[2]


@pytest.mark.parametrize("sql", ["Id IN :ids", "Id IN (:ids)", "Id IN ( :ids )"])
def test_a_list_is_for_in(query: Queries, sql: str) -> None:
    found = query(f"SELECT Id FROM Jobs WHERE {sql} ORDER BY Id", ids=["a", "c"])

    assert [row.Id for row in found] == ["a", "c"]


def test_an_empty_list_finds_nothing(query: Queries) -> None:
    assert query("SELECT Id FROM Jobs WHERE Id IN :ids", ids=[]) == []
    assert len(query("SELECT Id FROM Jobs WHERE Id NOT IN :ids", ids=[])) == 3


def test_an_empty_list_of_numbers_finds_nothing(query: Queries) -> None:
    assert query("SELECT Id FROM Jobs WHERE Priority IN :numbers", numbers=[]) == []


def test_a_percent_sign_is_a_percent_sign(query: Queries) -> None:
    assert len(query("SELECT Id FROM Jobs WHERE Id LIKE 'a%' OR Id LIKE :like", like="%b%")) == 2


def test_a_count_is_a_number(query: Queries) -> None:
    count, total = query("SELECT COUNT(*), SUM(Priority) FROM Jobs;")[0]

    assert (count, total) == (3, Decimal(3))


def test_an_error_does_not_affect_the_next_query(query: Queries) -> None:
    with pytest.raises(MissingTableError):
        query("SELECT Id FROM Nowhere")

    assert len(query("SELECT Id FROM Jobs")) == 3


def test_nor_within_a_block_with_a_connection(query: Queries) -> None:
    with query.database.connect(TIMEOUT) as connection:
        with pytest.raises(MissingTableError):
            query("SELECT Id FROM Nowhere")
        assert len(query("SELECT Id FROM Jobs")) == 3
        assert connection.execute(sqlalchemy.text("SELECT COUNT(*) FROM Jobs")).scalar() == 3


def test_a_missing_table_is_named(query: Queries) -> None:
    with pytest.raises(MissingTableError, match=r"(?i)no table (mattermost_\w+\.)?nowhere\."):
        query("SELECT Id FROM Nowhere WHERE Id = 's3cret'")


def test_a_missing_column_is_named(query: Queries) -> None:
    with pytest.raises(MissingTableError, match=r"(?i)no column (j\.)?urgency\."):
        query("SELECT j.Urgency FROM Jobs j WHERE Id = :id", id="s3cret")


def test_what_is_not_sql_is_an_error_without_values(query: Queries) -> None:
    with pytest.raises(QueryError) as failed:
        query("SELEC 's3cret'")

    assert "not valid SQL" in str(failed.value)
    assert "s3cret" not in str(failed.value)


@pytest.mark.parametrize("sql", ["DELETE FROM Jobs", "INSERT INTO Jobs VALUES ('d', 4)"])
def test_nothing_is_written(query: Queries, sql: str) -> None:
    with pytest.raises(QueryError):
        query(sql)

    assert len(query("SELECT Id FROM Jobs")) == 3


def test_parameters_that_do_not_fit_are_the_authors_mistake(query: Queries) -> None:
    with pytest.raises(ValueError, match="'id'"):
        query("SELECT Id FROM Jobs WHERE Id = :id")
    with pytest.raises(ValueError, match="'idd'"):
        query("SELECT Id FROM Jobs", idd=1)


def test_too_many_rows_are_cut_with_a_warning(query: Queries) -> None:
    with query.empty.engine.begin() as connection:
        values = ", ".join(f"({number})" for number in range(200))
        connection.execute(sqlalchemy.text("CREATE TABLE Numbers (N int)"))
        connection.execute(sqlalchemy.text(f"INSERT INTO Numbers VALUES {values}"))

    with pytest.warns(UserWarning, match=f"more than {MAX_ROWS} rows"):
        found = query("SELECT a.N FROM Numbers a, Numbers b")
    assert len(found) == MAX_ROWS


def test_consecutive_queries_use_one_connection(postgres_database: EmptyDatabase) -> None:
    query = Queries(postgres_database)

    backends = {query("SELECT pg_backend_pid()")[0][0] for _ in range(5)}
    starts = {query("SELECT now()")[0][0] for _ in range(5)}

    assert len(backends) == 1
    assert len(starts) == 5, "each is a transaction of its own"


def test_the_connection_is_closed_soon_after(postgres_database: EmptyDatabase) -> None:
    limit = ConnectionLimit(1)

    assert Queries(postgres_database, limit)("SELECT 1 AS One")[0].One == 1
    assert eventually(lambda: limit._free == 1)  # noqa: SLF001 -- nothing else shows it


def test_a_connection_that_the_server_closed_is_replaced(
    postgres_database: EmptyDatabase, postgres: PostgresServer
) -> None:
    query = Queries(postgres_database)
    backend = query("SELECT pg_backend_pid()")[0][0]
    with postgres.admin() as admin:
        admin.execute("SELECT pg_terminate_backend(%s, 10000)", [backend])

    assert query("SELECT pg_backend_pid()")[0][0] != backend


SLOW = {
    "postgres": "SELECT pg_sleep(60)",
    "mysql": "SELECT SLEEP(60) FROM Jobs",
    "sqlite3": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT COUNT(*) FROM n",
}


def test_a_slow_query_is_ended(query: Queries) -> None:
    with pytest.raises(QueryTimeoutError, match=r"longer than 0\.3 seconds"):
        query(SLOW[query.empty.driver], seconds=0.3)

    assert len(query("SELECT Id FROM Jobs", seconds=TIMEOUT)) == 3


def test_a_table_that_may_not_be_read_is_named(
    postgres_database: EmptyDatabase, postgres: PostgresServer
) -> None:
    with postgres.admin(postgres_database.engine.url.database or "") as admin:
        admin.execute("CREATE TABLE Posts (Id varchar(26))")

    with pytest.raises(PermissionMissingError, match=r"may not read the table posts\."):
        Queries(postgres_database)("SELECT Id FROM Posts")


def test_a_server_that_is_down_is_a_separate_error(postgres_database: EmptyDatabase) -> None:
    nowhere = EmptyDatabase(
        "postgres", "postgres://u:s3cret@127.0.0.1:1/d", postgres_database.engine
    )

    with pytest.raises(DatabaseDownError, match="nothing is listening"):
        Queries(nowhere)("SELECT 1")


def test_many_threads_share_the_connection(query: Queries) -> None:
    found: list[int] = []

    def ask() -> None:
        for _ in range(10):
            found.extend(len(query("SELECT Id FROM Jobs")) for _ in range(2))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert found == [3] * 160
