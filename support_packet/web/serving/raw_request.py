"""What the first bytes of a request reveal before anything has parsed them."""

import re

from support_packet.web.monitoring import HEALTH_PATH, METRICS_PATH

MAX_REQUEST_BYTES = 128 * 1024
"""Of a request's head, and of the body that is waited for, together.

Single sign-on leaves cookies of 64 kB with every request to the host.
"""

_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
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


def has_whole_request(received: bytearray) -> bool:
    """Return whether there is a head, and the body that it announces if that is short.

    A longer body is for the application, which reads none.
    """
    head = _END_OF_HEAD.search(received)
    if head is None:
        return False
    length = _LENGTH.search(received, 0, head.end())
    wanted = int(length[1]) if length else 0
    return wanted > MAX_REQUEST_BYTES or len(received) >= head.end() + wanted


def expects_to_be_asked(received: bytearray) -> bool:
    """Return whether there is a head whose client waits to be asked for the body.

    A client of HTTP/1.0 does not understand that.
    """
    head = _END_OF_HEAD.search(received)
    if head is None or not received[: received.find(b"\n")].rstrip().endswith(b" HTTP/1.1"):
        return False
    return _EXPECTS.search(received, 0, head.end()) is not None
