"""Reads the packet of a node ahead of the one that takes it.

The files of a packet are sent one after the other. What the next node sends meanwhile is kept here,
compressed as it came, so that two nodes work at the same time: little of it in memory, the rest on
disk, as far as there is room.
"""

import threading
from collections import deque
from collections.abc import Iterator
from contextvars import copy_context
from typing import Protocol

from support_packet.host.nodes.spool import Spool
from support_packet.process.current_call import current_stopped
from support_packet.process.threads import Thread

MAX_MEMORY = 2**20
_CHECK_SECONDS = 0.25


class Received(Protocol):
    """What `ReadAhead` needs of an answer."""

    def __iter__(self) -> Iterator[bytes]:
        """Yield the content; `ContentCut` where it breaks off."""

    def shut_down(self) -> None:
        """End the wait of a thread that reads."""

    def close(self) -> None:
        """Close the connection."""


class ReadAhead:
    """Yields what `received` yields; a separate thread reads it; `close` ends that.

    What comes while `max_memory` bytes wait goes into `spool`, as far as that has room.
    """

    def __init__(
        self, received: Received, spool: Spool | None = None, max_memory: int = MAX_MEMORY
    ) -> None:
        self._received = received
        self._spool = spool or Spool()
        self._max_memory = max_memory
        self._pieces: deque[bytes | int] = deque()
        self._in_memory = 0
        self._closed = False
        self._ended = False
        self._failure: BaseException | None = None
        self._change = threading.Condition()
        context = copy_context()
        self._thread = Thread(
            target=context.run, args=(self._read,), name="reads a node's packet", daemon=True
        )
        self._started = False

    def __iter__(self) -> Iterator[bytes]:
        """Yield each piece as it comes, for as long as this call is waited for.

        `ContentCut` where the content breaks off, `ValueError` where a piece can no longer be
        read from the disk.
        """
        self._thread.start()
        self._started = True
        while (piece := self._next()) is not None:
            yield piece
        if self._failure:
            raise self._failure

    def close(self) -> None:
        """End the reading and the connection, and forget what was not taken."""
        with self._change:
            self._closed = True
            ended = self._ended
            self._change.notify_all()
        if not ended:
            self._received.shut_down()
        if self._started:
            self._thread.join()
        self._received.close()
        self._pieces.clear()
        self._spool.close()

    def _next(self) -> bytes | None:
        stopped = current_stopped.get()
        with self._change:
            while not self._pieces and not self._ended:
                # Nothing notifies us of that.
                if stopped():
                    return None
                self._change.wait(_CHECK_SECONDS)
            if not self._pieces:
                return None
            kept = self._pieces.popleft()
        piece = self._from_disk(kept) if isinstance(kept, int) else kept
        with self._change:
            self._in_memory -= 0 if isinstance(kept, int) else len(kept)
            self._change.notify_all()
        return piece

    def _from_disk(self, size: int) -> bytes:
        try:
            return self._spool.read(size)
        except OSError as error:
            raise ValueError(f"on the disk of this node: {error.strerror}") from None

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
        """Wait until there is room for a piece, and keep it; return whether more is wanted."""
        while not self._closed:
            with self._change:
                self._change.wait_for(lambda: self._closed or self._has_room(len(piece)))
                is_short = self._in_memory < self._max_memory
            if is_short or self._spool.write(piece):
                with self._change:
                    self._pieces.append(piece if is_short else len(piece))
                    self._in_memory += len(piece) if is_short else 0
                    self._change.notify_all()
                return True
        return False

    def _has_room(self, size: int) -> bool:
        return self._in_memory < self._max_memory or self._spool.has_room(size)
