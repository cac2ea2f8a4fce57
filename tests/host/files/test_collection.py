"""A file's content arrives whole and in time, or with a reason why not."""

import threading
from collections.abc import Iterator
from contextlib import closing

import pytest
from support.distributions.file_collections import ORIGIN, deliver, take
from support.distributions.waiting import eventually

from support_packet.errors import CollectError
from support_packet.host.supervision.deadline import Deadline
from support_packet.settings import Settings
from support_packet.values.warning import warn


def test_the_whole_content_arrives() -> None:
    collection = deliver(lambda: (b"x" * 1000 for _ in range(1000)))

    assert take(collection) == (b"x" * 1_000_000, None)
    assert collection.warnings() == []


def test_empty_content_is_content() -> None:
    assert take(deliver(lambda: "")) == (b"", None)


def test_warnings_become_problems_of_the_file() -> None:
    def collect() -> str:
        warn("Half of it is missing.")
        return "half"

    collection = deliver(collect)
    take(collection)

    [problem] = collection.warnings()
    assert (str(problem.why), problem.file, problem.origin) == (
        "Half of it is missing.",
        "a.txt",
        ORIGIN,
    )


@pytest.mark.parametrize("error", [ValueError("bad"), SystemExit(1), KeyboardInterrupt()])
def test_without_any_content_the_file_is_left_out(error: BaseException) -> None:
    def collect() -> str:
        raise error

    collection = deliver(collect)
    content, cut = take(collection)

    assert content == b""
    assert cut is not None
    assert cut.startswith(type(error).__name__)


def test_what_came_before_an_exception_stays() -> None:
    def collect() -> Iterator[bytes]:
        yield b"before"
        raise CollectError("The tape is torn.")

    collection = deliver(collect)

    assert take(collection) == (b"before", "The tape is torn.")


@pytest.mark.parametrize("size", [1_000_000, 1_000_001, 5_000_000])
def test_content_is_cut_at_the_cap(size: int) -> None:
    content, cut = take(deliver(lambda: b"x" * size))

    assert len(content) == 1_000_000
    assert (cut is not None) == (size > 1_000_000)
    assert cut is None or "SUPPORT_PACKET_MAX_FILE_BYTES, 1000000 bytes" in cut


def test_an_endless_iterator_ends_at_the_cap_and_its_thread_with_it() -> None:
    ended = threading.Event()

    def collect() -> Iterator[bytes]:
        try:
            while True:
                yield b"again and again\n"
        finally:
            ended.set()

    content, _ = take(deliver(collect))

    assert len(content) == 1_000_000
    assert ended.wait(20)


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

    collection = deliver(collect, Settings(collector_timeout=2))

    content, cut = take(collection)

    assert content == b"before"
    assert not released.is_set()
    assert str(cut).startswith("It kept the packet waiting")


def test_a_collector_that_has_delivered_much_may_pause_longer(released: threading.Event) -> None:
    """A busy disk needs the time; 64 MiB are worth 8 seconds more than the 2 of everyone."""

    def collect() -> Iterator[bytes]:
        yield from [bytes(1024 * 1024)] * 64
        released.wait()
        yield b"after"

    settings = Settings(collector_timeout=2)
    taken = silences = 0
    with closing(deliver(collect, settings)) as collection:
        for piece in collection.pieces():
            taken += len(piece)
            silences += not piece
            # Each silence is a quarter of a second: these are more than two seconds.
            if silences == 9:
                released.set()

    assert taken == 64 * 1024 * 1024 + len("after")


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
        deliver(lambda: (b"x" * 100_000 for _ in range(20)), Settings(collector_timeout=1))
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


def test_what_fails_once_the_packets_time_is_over_ends_for_that_reason() -> None:
    """A request that may take the rest of the packet's time says that it had none left."""
    deadline = Deadline(60)

    def collect() -> str:
        deadline.until = 0.0
        raise CollectError("The node did not answer within 59.9 seconds.")

    _, cut = take(deliver(collect, deadline=deadline))

    assert "SUPPORT_PACKET_PACKET_TIMEOUT" in str(cut)


def test_a_client_that_leaves_ends_the_waiting(released: threading.Event) -> None:
    still_there = iter([True] * 3)
    collection = deliver(released.wait, deadline=Deadline(60, lambda: not next(still_there, False)))

    with closing(collection), pytest.raises(BrokenPipeError):
        list(collection.pieces())

    assert not released.is_set()
