"""What a node sends is kept until its turn, up to a limit, and its end comes at its place."""

import mmap
import threading
from collections.abc import Iterator

import pytest
from support.distributions.waiting import eventually

from support_packet.errors import ContentCut
from support_packet.host.nodes.reaching import next_place, reaching_nodes
from support_packet.host.nodes.read_ahead import ReadAhead
from support_packet.host.nodes.room import Room

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
    ahead = ReadAhead(Source(), Room(5 * PAGE // 2, 0), (0, 0))

    assert b"".join(ahead) == PIECE * 10
    ahead.close()


def test_no_more_is_kept_than_the_limit() -> None:
    source = Source()
    ahead = ReadAhead(source, Room(5 * PAGE // 2, 0), (0, 0))

    pieces = iter(ahead)
    next(pieces)

    # One was taken, three fill the limit, and one waits for room.
    assert eventually(lambda: source.given >= 4)
    assert source.given <= 5
    ahead.close()


def test_a_failure_comes_after_what_came_before_it() -> None:
    ahead = ReadAhead(Source(breaks_at=3), Room(), (0, 0))
    pieces = iter(ahead)

    assert [next(pieces) for _ in range(3)] == [PIECE] * 3
    with pytest.raises(ContentCut, match="it broke off"):
        next(pieces)
    ahead.close()


def test_half_of_the_room_is_for_the_first_and_the_minimum_for_the_next() -> None:
    room = Room(8 * PAGE, PAGE, begun_bytes=4 * PAGE)
    sources = Source(), Source()
    # The order is that of their places, not that in which they answered.
    next_one = ReadAhead(sources[1], room, (2, 0))
    first = ReadAhead(sources[0], room, (1, 9))
    taken, taken_of_next = iter(first), iter(next_one)

    assert next(taken) == next(taken_of_next) == PIECE
    # One was taken and one waits for room; between them is what is kept.
    assert eventually(lambda: [source.given for source in sources] == [1 + 4 + 1, 1 + 1 + 1])

    first.close()
    assert eventually(lambda: sources[1].given == 1 + 4 + 1)
    next_one.close()


def test_the_next_one_has_all_the_room_while_the_first_is_waited_for() -> None:
    room = Room(8 * PAGE, 2 * PAGE, begun_bytes=4 * PAGE, bytes_per_second=2**40)
    slow, source = Source(hangs=True), Source()
    first, next_one = ReadAhead(slow, room, (1, 0)), ReadAhead(source, room, (2, 0))
    taken = iter(first)
    assert next(iter(next_one)) == PIECE
    assert [next(taken) for _ in range(4)] == [PIECE] * 4
    assert eventually(lambda: slow.given == 4 + 4 + 1 and source.given == 1 + 2 + 1)

    # It has its turn, but this program is slower than it: nothing is gained by the other, and as
    # little by more of it than the minimum.
    assert [next(taken) for _ in range(4)] == [PIECE] * 4
    assert eventually(lambda: slow.given == 10)
    assert source.given == 1 + 2 + 1

    # All that it has sent is taken, and more is waited for.
    waiting = threading.Thread(target=lambda: list(taken))
    waiting.start()
    assert eventually(lambda: source.given == 1 + 8 + 1)
    first.close()
    waiting.join(20)
    next_one.close()


def test_the_first_one_has_less_once_its_turn_has_begun() -> None:
    room = Room(8 * PAGE, PAGE, begun_bytes=PAGE)
    source = Source()
    first = ReadAhead(source, room, (1, 0))
    taken = iter(first)
    assert next(taken) == PIECE
    assert eventually(lambda: source.given == 1 + 4 + 1)

    # Three are left of what was kept, and as many may be kept from then on.
    assert next(taken) == PIECE

    assert eventually(lambda: source.given == 2 + 3 + 1)
    assert [next(taken) for _ in range(3)] == [PIECE] * 3
    assert source.given <= 5 + 3 + 1
    first.close()


def test_one_call_that_asks_two_nodes_at_the_same_time_keeps_them_apart() -> None:
    with reaching_nodes(None):  # type: ignore[arg-type] # nothing is asked
        places = [next_place(), next_place()]
    with reaching_nodes(None):  # type: ignore[arg-type] # nothing is asked
        places.append(next_place())

    assert places == sorted(set(places))


@pytest.mark.parametrize("hangs", [False, True])
def test_closing_ends_a_thread_that_waits(hangs: bool) -> None:
    source = Source(hangs=hangs)
    ahead = ReadAhead(source, Room(99 * PAGE if hangs else PAGE, 0), (0, 0))
    next(iter(ahead))

    ahead.close()

    assert source.closed
    assert not [thread for thread in threading.enumerate() if "node's packet" in thread.name]
