"""Reads the packet of a node ahead of whoever takes it, up to a fixed number of bytes.

The files of a packet are sent one after the other. What the next node sends meanwhile is kept here,
compressed as it came, so that two nodes work at the same time in the memory of one.
"""

import mmap
from collections import deque
from collections.abc import Iterator
from contextvars import copy_context
from typing import Protocol

from support_packet.host.nodes.room import Place, Room
from support_packet.threads import Thread


class Received(Protocol):
    """What `ReadAhead` needs of an answer."""

    def __iter__(self) -> Iterator[bytes]:
        """Yield the content; `ContentCut` where it breaks off."""

    def shut_down(self) -> None:
        """End the wait of a thread that reads."""

    def close(self) -> None:
        """Close the connection."""


class ReadAhead:
    """Yields what `received` yields, which a thread of its own reads; `close` ends it.

    `place` is its own in the order in which nodes have their turns.
    """

    def __init__(self, received: Received, room: Room, place: Place) -> None:
        self._received = received
        self._room = room
        self._place = place
        self._pieces: deque[mmap.mmap] = deque()
        self._closed = False
        self._ended = False
        self._failure: BaseException | None = None
        self._change = room.change
        context = copy_context()
        self._thread = Thread(
            target=context.run, args=(self._read,), name="reads a node's packet", daemon=True
        )
        self._started = False
        room.enter(place)

    def __iter__(self) -> Iterator[bytes]:
        """Yield each piece as it comes; `ContentCut` where the content breaks off."""
        self._thread.start()
        self._started = True
        while (piece := self._next()) is not None:
            yield piece
        if self._failure:
            raise self._failure

    def close(self) -> None:
        """End the reading and the connection."""
        with self._change:
            self._closed = True
            ended = self._ended
            self._change.notify_all()
        if not ended:
            self._received.shut_down()
        if self._started:
            self._thread.join()
        self._received.close()
        with self._change:
            while self._pieces:
                self._pieces.popleft().close()
        self._room.leave(self._place)

    def _next(self) -> bytes | None:
        with self._change:
            while not self._pieces and not self._ended:
                self._room.wait(self._place)
            if not self._pieces:
                return None
            with self._pieces.popleft() as kept:
                piece = kept[:]
            self._room.add(self._place, -_size_of(piece))
        return piece

    def _read(self) -> None:
        try:
            for piece in self._received:
                if piece and not self._keep(piece):
                    break
        except Exception as error:  # noqa: BLE001 -- raised again where the pieces are taken
            self._failure = error
        finally:
            with self._change:
                self._ended = True
                self._change.notify_all()

    def _keep(self, piece: bytes) -> bool:
        with self._change:
            self._change.wait_for(lambda: self._closed or self._room.has_more(self._place))
            if self._closed:
                return False
            self._pieces.append(_kept(piece))
            self._room.add(self._place, _size_of(piece))
            return True


def _kept(piece: bytes) -> mmap.mmap:
    """Return a copy in memory of its own, which the system gets back at once.

    Of pieces that come in one thread and are freed in another, the allocator keeps twice as much.
    """
    kept = mmap.mmap(-1, len(piece))
    kept[:] = piece
    return kept


def _size_of(piece: bytes) -> int:
    """Return the memory that `_kept` takes: whole pages."""
    return -(-len(piece) // mmap.PAGESIZE) * mmap.PAGESIZE
