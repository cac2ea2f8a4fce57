"""A PostgreSQL that stops for a while is free for Mattermost when it goes on."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from distributions.waiting import eventually
from servers.databases import EmptyDatabase
from servers.postgres import PostgresServer
from servers.sockets import clients_of
from serving.databases import fill, served, served_without_file
from serving.program import Answer, Program

from demo.installation import Installation, build_installation

QUICK = {"SUPPORT_PACKET_NETWORK_TIMEOUT": "0.5"}
STRANGERS = 120


@pytest.fixture
def example(tmp_path: Path) -> Installation:
    """Return an installation whose database a test replaces."""
    return build_installation(tmp_path / "mattermost", log_bytes=10_000)


@pytest.fixture
def filled(postgres_database: EmptyDatabase) -> EmptyDatabase:
    """Return Mattermost's database in a PostgreSQL."""
    return fill(postgres_database)


def test_a_stop_leaves_no_connection_behind(
    example: Installation, tmp_path: Path, filled: EmptyDatabase, postgres: PostgresServer
) -> None:
    with served(example, tmp_path, filled.driver, filled.data_source, **QUICK) as program:
        most = most_during_a_stop(program, filled, postgres)

        assert most <= 4
        assert eventually(lambda: clients_of(postgres.port) == 0)
        assert eventually(lambda: program.packet(example.tokens["admin"]).status == 200)


def test_a_stop_does_not_line_up_requests_for_the_configuration(
    example: Installation, tmp_path: Path, filled: EmptyDatabase, postgres: PostgresServer
) -> None:
    settings = QUICK | {"SUPPORT_PACKET_DATABASE_CONNECTIONS": "1"}
    with served_without_file(example, tmp_path, filled, **settings) as program:
        most = most_during_a_stop(program, filled, postgres)

        assert most <= 1
        assert eventually(lambda: clients_of(postgres.port) == 0)
        assert eventually(lambda: program.packet(example.tokens["admin"]).status == 200)


def most_during_a_stop(program: Program, database: EmptyDatabase, postgres: PostgresServer) -> int:
    """Stop the server while many strangers ask, and see that all are answered.

    Returns how many connections to it there were at most.
    """
    counts: list[int] = []

    def ask(number: int) -> Answer:
        answer = program.packet(f"{number:026}")
        counts.append(clients_of(postgres.port))
        return answer

    with ThreadPoolExecutor(STRANGERS) as strangers, postgres.stopped():
        answers = list(strangers.map(ask, range(STRANGERS)))
    # As Mattermost does, at the first try.
    database.engine.connect().close()
    assert {answer.status for answer in answers} == {503}
    assert all(answer.headers["Retry-After"] for answer in answers)
    return max(counts)
