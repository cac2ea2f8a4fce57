"""How many bytes have passed over a TCP connection, as Linux counts them."""

import socket
import struct

_BYTES = struct.Struct("@Q")
_ACKNOWLEDGED = 120
"""Where `struct tcp_info` has `tcpi_bytes_acked`: what the other end has received."""
_RECEIVED = 128
"""Where it has `tcpi_bytes_received`."""


def acknowledged_bytes(connection: socket.socket) -> int | None:
    """Return how many bytes the other end has received; `None` where the system does not say."""
    return _read(connection, _ACKNOWLEDGED)


def received_bytes(connection: socket.socket) -> int | None:
    """Return how many bytes this end has received; `None` where the system does not say."""
    return _read(connection, _RECEIVED)


def _read(connection: socket.socket, offset: int) -> int | None:
    if not hasattr(socket, "TCP_INFO"):
        return None
    size = offset + _BYTES.size
    try:
        info = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, size)
    except OSError:
        return None  # a Unix socket, or one that is closed
    return int(_BYTES.unpack_from(info, offset)[0]) if len(info) == size else None
