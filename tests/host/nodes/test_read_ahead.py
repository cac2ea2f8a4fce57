"""What a node sends is kept until its turn, up to a limit, and its end comes at its place."""

import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

import pytest
from support.distributions.waiting import eventually
from support.faults.disks import break_disk, full_disk

from support_packet.errors import ContentCut
from support_packet.host.nodes.read_ahead import ReadAhead
from support_packet.host.nodes.received_packet import Limits, files_of
from support_packet.host.nodes.spool import Spool

SIZE = 4096
PIECES = [bytes([number]) * SIZE for number in range(10)]


class Source:
    """Ten pieces of a page, and then silence where it hangs; `given` counts them."""

    def __init__(self, *, breaks_at: int | None = None, hangs: bool = False) -> None:
        self.given = 0
        self.closed = False
        self._breaks_at = breaks_at
        self._hangs = hangs
        self._shut = threading.Event()

    def __iter__(self) -> Iterator[bytes]:
        for number, piece in enumerate(PIECES):
            if number == self._breaks_at:
                raise ContentCut("it broke off")
            self.given += 1
            yield piece
        if self._hangs:
            self._shut.wait(20)

    def shut_down(self) -> None:
        """Let the thread that reads go on."""
        self._shut.set()

    def close(self) -> None:
        """Note that it was closed, after that."""
        assert self._shut.is_set() or self.given == 10 or self._breaks_at
        self.closed = True


@pytest.fixture
def file(tmp_path: Path) -> Iterator[IO[bytes]]:
    with tempfile.TemporaryFile(dir=tmp_path, buffering=0) as opened:
        yield opened


def no_disk() -> Spool:
    return Spool(lambda: None)


@pytest.mark.parametrize("max_memory", [1, 2 * SIZE, 99 * SIZE])
@pytest.mark.parametrize("on_disk", [0, 1, 3, 99])
def test_all_pieces_arrive_in_order(file: IO[bytes], max_memory: int, on_disk: int) -> None:
    ahead = ReadAhead(Source(), Spool(lambda: file, on_disk * SIZE), max_memory)

    assert list(ahead) == PIECES
    ahead.close()


def test_all_pieces_arrive_in_order_that_wait_in_memory_and_on_disk(file: IO[bytes]) -> None:
    source = Source()
    ahead = ReadAhead(source, Spool(lambda: file), 2 * SIZE)
    pieces = iter(ahead)
    assert next(pieces) == PIECES[0]
    assert eventually(lambda: source.given == 10)

    assert list(pieces) == PIECES[1:]
    ahead.close()


def test_no_more_is_kept_than_the_limits(file: IO[bytes]) -> None:
    source = Source()
    ahead = ReadAhead(source, Spool(lambda: file, 3 * SIZE), 2 * SIZE)

    next(iter(ahead))

    # One was taken, two are in memory and three on disk, and one waits for room.
    assert eventually(lambda: source.given == 1 + 2 + 3 + 1)
    ahead.close()
    assert source.given == 7


def test_without_a_disk_no_more_is_kept_than_the_limit() -> None:
    source = Source()
    ahead = ReadAhead(source, no_disk(), 2 * SIZE)

    next(iter(ahead))

    assert eventually(lambda: source.given == 1 + 2 + 1)
    ahead.close()
    assert source.given == 4


def test_a_disk_that_becomes_full_costs_nothing(file: IO[bytes]) -> None:
    source = Source()
    spool = Spool(lambda: file)
    ahead = ReadAhead(source, spool, 2 * SIZE)
    pieces = iter(ahead)
    with full_disk():
        taken = [next(pieces)]
        assert eventually(lambda: source.given == 1 + 2 + 1)
        assert eventually(lambda: not spool.has_room(SIZE))

    assert [*taken, *pieces] == PIECES
    ahead.close()


def test_a_failure_comes_after_what_came_before_it(file: IO[bytes]) -> None:
    ahead = ReadAhead(Source(breaks_at=5), Spool(lambda: file), 2 * SIZE)
    pieces = iter(ahead)

    assert [next(pieces) for _ in range(5)] == PIECES[:5]
    with pytest.raises(ContentCut, match="it broke off"):
        next(pieces)
    ahead.close()


def test_what_cannot_be_read_from_the_disk_ends_the_packet_of_the_node(file: IO[bytes]) -> None:
    source = Source(hangs=True)
    ahead = ReadAhead(source, Spool(lambda: file), 1)
    pieces = iter(ahead)
    assert next(pieces) == PIECES[0]
    assert eventually(lambda: source.given == 10)
    with ThreadPoolExecutor(1) as thread:
        if not thread.submit(break_disk, 0, 2**30).result():
            pytest.skip("this kernel breaks no disk for one thread")

        def taken() -> list[str]:
            return [name for name, _ in files_of(pieces, "chat-2", Limits(2**20))]

        with pytest.raises(ContentCut, match=r"chat-2 is damaged .*Input/output error"):
            thread.submit(taken).result()
    ahead.close()


@pytest.mark.parametrize("hangs", [False, True])
def test_closing_ends_a_thread_that_waits(file: IO[bytes], hangs: bool) -> None:
    source = Source(hangs=hangs)
    ahead = ReadAhead(source, Spool(lambda: file) if hangs else no_disk(), SIZE)
    next(iter(ahead))

    ahead.close()

    assert source.closed
    assert file.closed == hangs
    assert not [thread for thread in threading.enumerate() if "node's packet" in thread.name]


def test_closing_what_has_not_begun_closes_the_connection() -> None:
    source = Source()
    ahead = ReadAhead(source)

    ahead.close()

    assert source.closed
