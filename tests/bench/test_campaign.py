"""The report of a campaign names what broke, and its input can be repeated."""

import random
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from support.servers.broken import serving_tcp

from bench.campaign.fuzzing import answered
from bench.campaign.mutations import mutated
from bench.campaign.parsers import PARSERS, Parser, fuzz, fuzzed_beside
from bench.campaign.report import report
from bench.campaign.target import FAULTS, Tally
from bench.clients import Reply


def test_the_report_counts_and_names_faults() -> None:
    tally = Tally(rounds=2, goal=5000)
    tally.count(Reply(200, 0.1), Reply(503, 0.1), Reply(503, 0.1))
    for kind in FAULTS:
        tally.note(kind, f"an example of {kind}")

    text = report({"load": tally}, "python -m bench.campaign", "a machine")

    assert "| load | 2 | 3 | 5,000 | 200: 1, 503: 2 | 1 | 1 | 1 | 1 | 1 | 1 |" in text
    assert all(f"- load, {kind}: an example of {kind}" in text for kind in FAULTS)


def test_without_faults_there_is_no_list_of_them() -> None:
    assert "Faults" not in report({"load": Tally()}, "python -m bench.campaign", "a machine")


def test_the_same_seed_gives_the_same_input() -> None:
    first, second, other = (
        [mutated(b"GET / HTTP/1.1", (b"x", b"y"), rng) for _ in range(50)]
        for rng in (random.Random(1), random.Random(1), random.Random(2))
    )

    assert first == second
    assert first != other


def test_what_was_left_out_is_reported() -> None:
    tally = Tally(left_out="faketime is not installed")

    text = report({"clock": tally}, "python -m bench.campaign", "a machine")

    assert "left out: faketime is not installed" in text


@pytest.mark.parametrize("name", PARSERS)
def test_parsers_have_no_faults(name: str) -> None:
    assert list(fuzz(PARSERS[name], 300, random.Random(3))) == []


def test_a_parser_that_fails_is_noticed() -> None:
    def fail(data: bytes) -> None:
        raise KeyError(data)

    found = list(fuzz(Parser(fail, [b"a"], [b"b"]), 3, random.Random(1)))

    assert [kind for kind, _ in found] == ["crashes"] * 3


def test_parsers_are_tried_in_separate_processes() -> None:
    tallies: dict[str, Tally] = {}

    with fuzzed_beside(tallies, 0.01, 1, processes=2):
        pass

    assert {name: tally.faults for name, tally in tallies.items()} == {
        f"parser of {name}": Tally().faults for name in PARSERS
    }
    assert sum(tally.requests for tally in tallies.values()) > 0


@contextmanager
def http_server(port: list[int]) -> Iterator[None]:
    """Answer each request with 200, and what has an X in it with 500, after which it hangs up."""

    def serve(client: socket.socket, _: threading.Event) -> None:
        data = b""
        while piece := client.recv(4096):
            data += piece
        for request in data.split(b"\r\n\r\n")[:-1]:
            status = b"500" if b"X" in request else b"200"
            client.sendall(b"HTTP/1.1 " + status + b" a\r\nContent-Length: 0\r\n\r\n")
            if status == b"500":
                return

    with serving_tcp(serve) as number:
        port.append(number)
        yield


def test_requests_after_one_that_ended_the_connection_are_sent_again() -> None:
    port: list[int] = []
    requests = [b"GET /a HTTP/1.1\r\n\r\n", b"GET /X HTTP/1.1\r\n\r\n", b"GET /b HTTP/1.1\r\n\r\n"]
    tally = Tally()

    with http_server(port):
        done = answered(port[0], tally, requests)
        rest = answered(port[0], tally, requests[done:])

    assert (done, rest) == (2, 1)
    assert tally.requests == 3
    assert tally.statuses == {200: 2, 500: 1}
    assert [note for note in tally.faults["crashes"] if "/X" in note]
