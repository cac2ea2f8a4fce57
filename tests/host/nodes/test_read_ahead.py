"""What a node sends is kept until its turn, up to a limit, and its end comes at its place."""

import mmap
import threading
from collections.abc import Iterator

import pytest
from support.distributions.waiting import eventually

from support_packet.errors import ContentCut
from support_packet.host.nodes.read_ahead import ReadAhead, Room

PAGE = mmap.PAGESIZE
PIECE = b"0123456789abcdef" * (PAGE // 16)


class Source:
    """Ten pieces of a page, and then silence where it hangs; `given` counts them."""

    def __init__(self, *, breaks_at: int | None = None, hangs: bool = False) -> None:
        self.given = 0
        self.closed = False
        self._breaks_at = breaks_at
        self._hangs = hangs
        self._shut = threading.Event()

    def __iter__(self) -> Iterator[bytes]:
        for number in range(10):
            if number == self._breaks_at:
                raise ContentCut("it broke off")
            self.given += 1
            yield PIECE
        if self._hangs:
            self._shut.wait(20)

    def shut_down(self) -> None:
        """Let the thread that reads go on."""
        self._shut.set()

    def close(self) -> None:
        """Note that it was closed, after that."""
        assert self._shut.is_set() or self.given == 10 or self._breaks_at
        self.closed = True


def test_all_pieces_arrive_in_order() -> None:
    ahead = ReadAhead(Source(), Room(5 * PAGE // 2, 0))

    assert b"".join(ahead) == PIECE * 10
    ahead.close()


def test_no_more_is_kept_than_the_limit() -> None:
    source = Source()
    ahead = ReadAhead(source, Room(5 * PAGE // 2, 0))

    pieces = iter(ahead)
    next(pieces)

    # One was taken, three fill the limit, and one waits for room.
    assert eventually(lambda: source.given >= 4)
    assert source.given <= 5
    ahead.close()


def test_a_failure_comes_after_what_came_before_it() -> None:
    ahead = ReadAhead(Source(breaks_at=3), Room())
    pieces = iter(ahead)

    assert [next(pieces) for _ in range(3)] == [PIECE] * 3
    with pytest.raises(ContentCut, match="it broke off"):
        next(pieces)
    ahead.close()


def test_what_waits_of_one_leaves_the_other_what_it_needs() -> None:
    room = Room(5 * PAGE, PAGE)
    first, second = Source(), Source()
    ahead, other = ReadAhead(first, room), ReadAhead(second, room)
    pieces = iter(ahead)
    next(pieces)
    assert eventually(lambda: first.given == 7)

    assert next(iter(other)) == PIECE
    assert eventually(lambda: second.given == 3)
    ahead.close()
    assert eventually(lambda: second.given > 3)
    other.close()


@pytest.mark.parametrize("hangs", [False, True])
def test_closing_ends_a_thread_that_waits(hangs: bool) -> None:
    source = Source(hangs=hangs)
    ahead = ReadAhead(source, Room(99 * PAGE if hangs else PAGE, 0))
    next(iter(ahead))

    ahead.close()

    assert source.closed
    assert not [thread for thread in threading.enumerate() if "node's packet" in thread.name]
