"""FileCollection: a file's content arrives whole, or with a reason why not."""

import threading
from collections.abc import Iterator

import pytest
from support.distributions.file_collections import ORIGIN, deliver, take

from support_packet.errors import CollectError
from support_packet.warning import warn


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
