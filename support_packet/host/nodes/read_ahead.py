"""Reads the packet of a node ahead of whoever takes it, up to a fixed number of bytes.

The files of a packet are sent one after the other. What the next node sends meanwhile is kept here,
compressed as it came, so that two nodes work at the same time in the memory of one.
"""

import threading
from collections import deque
from collections.abc import Iterator
from contextvars import copy_context
from typing import Protocol

MAX_BYTES = 32 * 2**20
"""Of compressed text, that is the log of several hundred megabytes."""


class Received(Protocol):
    """What `ReadAhead` needs of an answer."""

    def __iter__(self) -> Iterator[bytes]:
        """Yield the content; `ContentCut` where it breaks off."""

    def shut_down(self) -> None:
        """End the wait of a thread that reads."""

    def close(self) -> None:
        """Close the connection."""


class ReadAhead:
    """Yields what `received` yields, which a thread of its own reads; `close` ends it."""

    def __init__(self, received: Received, max_bytes: int = MAX_BYTES) -> None:
        self._received = received
        self._max_bytes = max_bytes
        self._pieces: deque[bytes] = deque()
        self._kept = 0
        self._closed = False
        self._ended = False
        self._failure: BaseException | None = None
        self._change = threading.Condition()
        context = copy_context()
        self._thread = threading.Thread(
            target=context.run, args=(self._read,), name="reads a node's packet", daemon=True
        )
        self._started = False

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

    def _next(self) -> bytes | None:
        with self._change:
            self._change.wait_for(lambda: self._pieces or self._ended)
            if not self._pieces:
                return None
            piece = self._pieces.popleft()
            self._kept -= len(piece)
            self._change.notify_all()
        return piece

    def _read(self) -> None:
        try:
            for piece in self._received:
                if not self._keep(piece):
                    break
        except Exception as error:  # noqa: BLE001 -- raised again where the pieces are taken
            self._failure = error
        finally:
            with self._change:
                self._ended = True
                self._change.notify_all()

    def _keep(self, piece: bytes) -> bool:
        with self._change:
            self._change.wait_for(lambda: self._kept < self._max_bytes or self._closed)
            self._pieces.append(piece)
            self._kept += len(piece)
            self._change.notify_all()
            return not self._closed
