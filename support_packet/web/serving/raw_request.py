"""What the first bytes of a request reveal before anything has parsed them."""

import re

from support_packet.web.monitoring import HEALTH_PATH, METRICS_PATH

MAX_REQUEST_BYTES = 128 * 1024
"""Of a request's head, and of the body that is waited for, together.

Single sign-on leaves cookies of 64 kB with every request to the host.
"""

_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_END_BYTES = 4
_LENGTH = re.compile(rb"(?im)^content-length:[ \t]*([0-9]{1,6})[ \t]*\r?$")
_EXPECTS = re.compile(rb"(?im)^expect:[ \t]*100-continue[ \t]*\r?$")
_PROBES = tuple(
    f"{method} {path}".encode()
    for method in ("GET", "HEAD")
    for path in (HEALTH_PATH, METRICS_PATH)
)


def is_probe(received: bytes) -> bool:
    """Return whether the request must be answered at once, whatever all others wait for."""
    return received.startswith(_PROBES)


class PartialRequest:
    """What has come of a request so far; each byte of its head is searched once.

    Clients that send byte by byte would otherwise cost milliseconds for each.
    """

    def __init__(self, received: bytes = b"") -> None:
        self.received = bytearray()
        self.expects_to_be_asked = False
        """Whether the head is there, and its client waits to be asked for the body."""

        self._searched = 0
        self._size: int | None = None
        self.add(received)

    def add(self, piece: bytes) -> None:
        """Take what has come now."""
        self.received += piece
        if self._size is not None:
            return
        head = _END_OF_HEAD.search(self.received, max(0, self._searched - _END_BYTES + 1))
        self._searched = len(self.received)
        if head:
            self._size = head.end() + self._length_of_body(head.end())
            self.expects_to_be_asked = self._is_to_be_asked(head.end())

    @property
    def is_whole(self) -> bool:
        """Whether there is a head, and the body that it announces if that is short.

        A longer body is for the application, which reads none.
        """
        return self._size is not None and len(self.received) >= self._size

    @property
    def is_too_large(self) -> bool:
        """Whether no more of it is waited for."""
        return len(self.received) > MAX_REQUEST_BYTES

    def _length_of_body(self, head_end: int) -> int:
        length = _LENGTH.search(self.received, 0, head_end)
        wanted = int(length[1]) if length else 0
        return wanted if wanted <= MAX_REQUEST_BYTES else 0

    def _is_to_be_asked(self, head_end: int) -> bool:
        """Return whether it says so; a client of HTTP/1.0 does not understand to be asked."""
        first = self.received[: self.received.find(b"\n")].rstrip()
        asks = _EXPECTS.search(self.received, 0, head_end) is not None
        return asks and first.endswith(b" HTTP/1.1")
