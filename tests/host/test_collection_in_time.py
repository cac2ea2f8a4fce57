"""FileCollection in time: hanging and endless collectors, slow and leaving clients."""

import threading
from collections.abc import Iterator
from contextlib import closing

import pytest
from support.distributions.file_collections import deliver, take
from support.distributions.waiting import eventually

from support_packet.host.supervision.deadline import Deadline
from support_packet.settings import Settings


@pytest.mark.parametrize("piece", [b"", b"x"])
def test_an_endless_iterator_of_hardly_anything_ends_at_the_deadline(piece: bytes) -> None:
    ended = threading.Event()

    def collect() -> Iterator[bytes]:
        try:
            while True:
                yield piece
                threading.Event().wait(0.001)
        finally:
            ended.set()

    collection = deliver(collect, Settings(collector_timeout=0.5))
    _, cut = take(collection)

    assert cut == "It kept the packet waiting for 0.5 seconds."
    assert ended.wait(20)


def test_a_collector_that_hangs_is_left_after_its_deadline(released: threading.Event) -> None:
    def collect() -> Iterator[bytes]:
        yield b"before"
        released.wait()

    collection = deliver(collect, Settings(collector_timeout=0.3))

    content, cut = take(collection)

    assert content == b"before"
    assert not released.is_set()
    assert str(cut).startswith("It kept the packet waiting")


def test_while_it_hangs_empty_pieces_let_what_is_ready_leave(released: threading.Event) -> None:
    def collect() -> Iterator[bytes]:
        yield b"first"
        released.wait()
        yield b"second"

    with closing(deliver(collect)) as collection:
        pieces = collection.pieces()

        assert (next(pieces), next(pieces)) == (b"first", b"")
        released.set()
        assert b"".join(pieces) == b"second"


def test_the_time_of_a_slow_client_does_not_count() -> None:
    pause = threading.Event()
    with closing(
        deliver(lambda: (b"x" * 100_000 for _ in range(20)), Settings(collector_timeout=1.5))
    ) as collection:
        taken = 0
        for piece in collection.pieces():
            taken += len(piece)
            pause.wait(0.1)  # this is the slow client

    assert taken == 2_000_000


def test_little_waits_for_a_slow_client() -> None:
    made = []

    def collect() -> Iterator[bytes]:
        for number in range(1000):
            made.append(number)
            yield b"x" * 100_000

    with closing(deliver(collect)) as collection:
        next(collection.pieces())

        assert not eventually(lambda: len(made) > 40, seconds=0.3)


def test_the_packets_time_cuts_every_file(released: threading.Event) -> None:
    def collect() -> Iterator[bytes]:
        yield b"before"
        released.wait()

    collection = deliver(collect, deadline=Deadline(0.3))

    content, cut = take(collection)

    assert content == b"before"
    assert "SUPPORT_PACKET_PACKET_TIMEOUT" in str(cut)


def test_a_client_that_leaves_ends_the_waiting(released: threading.Event) -> None:
    still_there = iter([True] * 3)
    collection = deliver(released.wait, deadline=Deadline(60, lambda: not next(still_there, False)))

    with closing(collection), pytest.raises(BrokenPipeError):
        list(collection.pieces())

    assert not released.is_set()
