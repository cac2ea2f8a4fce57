"""Database servers that accept any login, and answer every statement with endless rows."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from support.servers.broken import serving_tcp

_ROWS = 20_000


@contextmanager
def flooding_postgres(text: bytes = b"x") -> Iterator[int]:
    """Run one with PostgreSQL's protocol; each row has one `text`. Yields its port."""
    described = _pg(
        b"T", struct.pack("!h", 1) + b"a\0" + struct.pack("!ihihih", 0, 0, 25, -1, -1, 0)
    )
    row = _pg(b"D", struct.pack("!hi", 1, len(text)) + text)

    def serve(client: socket.socket, stopped: threading.Event) -> None:
        client.recv(1 << 16)
        told = {b"server_version": b"15.4", b"client_encoding": b"UTF8"}
        statuses = [_pg(b"S", name + b"\0" + value + b"\0") for name, value in told.items()]
        client.sendall(_pg(b"R", struct.pack("!i", 0)) + b"".join(statuses) + _pg(b"Z", b"I"))
        client.recv(1 << 16)
        client.sendall(described)
        _flood(client, row, stopped)

    with serving_tcp(serve) as port:
        yield port


@contextmanager
def flooding_mysql(text: bytes = b"x") -> Iterator[int]:
    """Run one with MySQL's protocol; each row has one `text`. Yields its port."""
    capabilities = 0x000FF7FF
    greeting = (
        b"\x0a8.0.36\0"
        + struct.pack("<I", 1)
        + b"12345678\0"
        + struct.pack("<HBHH", capabilities & 0xFFFF, 45, 2, capabilities >> 16)
        + b"\x15"
        + bytes(10)
        + b"123456789012\0mysql_native_password\0"
    )
    column = b"\x03def\0\0\0\x01a\0\x0c" + struct.pack("<HIBHBH", 45, 255, 253, 0, 0, 0)
    eof = b"\xfe\0\0\2\0"

    def serve(client: socket.socket, stopped: threading.Event) -> None:
        client.sendall(_my(0, greeting))
        client.recv(1 << 16)
        client.sendall(_my(2, b"\0\0\0\2\0\0\0"))
        while b"SELECT" not in (asked := client.recv(1 << 16)):
            if not asked:
                return
            client.sendall(_my(1, b"\0\0\0\2\0\0\0"))
        client.sendall(_my(1, b"\x01") + _my(2, column) + _my(3, eof))
        _flood(client, _my_rows(text), stopped)

    with serving_tcp(serve) as port:
        yield port


def _flood(client: socket.socket, rows: bytes, stopped: threading.Event) -> None:
    many = rows * (1 if len(rows) > 1 << 16 else _ROWS)
    while not stopped.is_set():
        client.sendall(many)


def _pg(kind: bytes, content: bytes) -> bytes:
    return kind + struct.pack("!i", len(content) + 4) + content


def _my(number: int, content: bytes) -> bytes:
    return struct.pack("<I", len(content))[:3] + bytes([number % 256]) + content


def _my_rows(text: bytes) -> bytes:
    """Return 256 × 256 rows, whose numbers go on from 4 when they are repeated."""
    row = bytes([len(text)]) + text
    return b"".join(_my(number, row) for number in range(4, 4 + 256 * 256))
