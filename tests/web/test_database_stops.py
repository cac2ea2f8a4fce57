"""A PostgreSQL that stops for a while has room for Mattermost when it continues."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from support.distributions.waiting import eventually
from support.servers.databases import EmptyDatabase
from support.servers.postgres import PostgresServer
from support.servers.sockets import clients_of
from support.serving.databases import fill, served, served_without_file
from support.serving.program import Answer, Program

from demo.installation import Installation, build_installation

QUICK = {
    "SUPPORT_PACKET_NETWORK_TIMEOUT": "0.5",
    "SUPPORT_PACKET_DATABASE_IDLE_SECONDS": "1",
}
CLIENTS = 120
MAY_WAIT = 16
"""Callers that wait for a connection, however long none is given back."""


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
    others = clients_of(postgres.port)
    with served(example, tmp_path, filled.driver, filled.data_source, **QUICK) as program:
        wait_until_idle(program, example, postgres, others)
        most = most_during_a_stop(program, filled, postgres, others)

        assert most <= 4
        assert eventually(lambda: not clients_of(postgres.port, without=others))
        assert eventually(lambda: program.packet(example.tokens["admin"]).status == 200)


def test_a_stop_does_not_line_up_requests_for_the_configuration(
    example: Installation, tmp_path: Path, filled: EmptyDatabase, postgres: PostgresServer
) -> None:
    settings = QUICK | {"SUPPORT_PACKET_DATABASE_CONNECTIONS": "1"}
    others = clients_of(postgres.port)
    with served_without_file(example, tmp_path, filled, **settings) as program:
        wait_until_idle(program, example, postgres, others)
        most = most_during_a_stop(program, filled, postgres, others)

        assert most <= 1
        assert eventually(lambda: not clients_of(postgres.port, without=others))
        assert eventually(lambda: program.packet(example.tokens["admin"]).status == 200)


def test_health_is_answered_while_others_wait(
    example: Installation, tmp_path: Path, filled: EmptyDatabase, postgres: PostgresServer
) -> None:
    patient = {"SUPPORT_PACKET_NETWORK_TIMEOUT": "60"}
    with served(example, tmp_path, filled.driver, filled.data_source, **patient) as program:
        assert eventually(lambda: program.packet(example.tokens["admin"]).status == 200)
        with ThreadPoolExecutor(CLIENTS) as clients, postgres.stopped():
            waiting = [clients.submit(program.packet, f"{n:026}") for n in range(CLIENTS)]
            answers, waited = [], []
            for _ in range(20):
                answers.append(program.request("GET", "/healthz").status)
                waited.append(sum(not request.done() for request in waiting))

        assert answers == [200] * 20
        # How many more get their 503 at once depends on how fast they come.
        assert min(waited) > MAY_WAIT


def wait_until_idle(
    program: Program, example: Installation, postgres: PostgresServer, others: frozenset[str]
) -> None:
    """Wait until the program has closed the connection that it opens when it starts."""
    # On a busy machine the first answers of the database come too late.
    assert eventually(lambda: program.packet(example.tokens["admin"]).status == 200)
    assert eventually(lambda: not clients_of(postgres.port, without=others))


def most_during_a_stop(
    program: Program, database: EmptyDatabase, postgres: PostgresServer, others: frozenset[str]
) -> int:
    """Stop the server while many clients send requests, and check that all are answered.

    Returns how many connections to it there were at most, `others` not counted.
    """
    counts: list[int] = []

    def send(number: int) -> Answer:
        answer = program.packet(f"{number:026}")
        counts.append(len(clients_of(postgres.port, without=others)))
        return answer

    with ThreadPoolExecutor(CLIENTS) as clients, postgres.stopped():
        answers = list(clients.map(send, range(CLIENTS)))
    # As Mattermost does, at the first try.
    database.engine.connect().close()
    assert {answer.status for answer in answers} == {503}, program.log.read_text(encoding="utf-8")
    assert all(answer.headers["Retry-After"] for answer in answers)
    # Those that found no connection free learn that, and the others that the server is silent.
    assert {answer.json["id"] for answer in answers} == {
        "support_packet.database_busy",
        "support_packet.database_unreachable",
    }
    return max(counts)
