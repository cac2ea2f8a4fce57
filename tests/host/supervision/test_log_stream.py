"""Log lines for a reader that does not read: dropped, counted, and never waited for."""

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from support_packet.host.supervision.log_stream import LineWriter, dropped_lines

LINE = "x" * 3000


@contextmanager
def ends_of_a_pipe() -> Iterator[tuple[int, int]]:
    reader, writer = os.pipe()
    yield reader, writer
    os.close(reader)
    os.close(writer)


@contextmanager
def ends_of_a_socket() -> Iterator[tuple[int, int]]:
    reader, writer = socket.socketpair()
    with reader, writer:
        yield reader.fileno(), writer.fileno()


@pytest.mark.parametrize("ends", [ends_of_a_pipe, ends_of_a_socket])
def test_what_nobody_reads_is_dropped_and_counted_and_the_rest_is_whole_lines(
    ends: Callable[[], AbstractContextManager[tuple[int, int]]],
) -> None:
    before = dropped_lines()
    with ends() as (reader, descriptor):
        writer = LineWriter(descriptor, lambda missing: f"{missing} dropped")
        written = 1000
        for _ in range(written):
            writer.write(LINE)
        dropped = dropped_lines() - before
        os.set_blocking(reader, False)
        received = _drain(reader)
        writer.write("the next")
        received += _drain(reader)
        writer.close()

    lines = received.decode().splitlines()
    assert 0 < dropped < written
    assert lines == [LINE] * (written - dropped) + [f"{dropped} dropped", "the next"]


def test_the_stream_itself_stays_blocking() -> None:
    """Other processes have it, too."""
    with ends_of_a_pipe() as (_, descriptor):
        writer = LineWriter(descriptor, str)
        writer.write("a line")
        writer.close()

        assert os.get_blocking(descriptor)


def test_a_reader_that_has_left_costs_the_line_only() -> None:
    before = dropped_lines()
    reader, descriptor = os.pipe()
    writer = LineWriter(descriptor, str)
    os.close(reader)

    writer.write("a line")

    writer.close()
    os.close(descriptor)
    assert dropped_lines() == before + 1


def _drain(descriptor: int) -> bytes:
    received = b""
    try:
        while piece := os.read(descriptor, 65536):
            received += piece
    except BlockingIOError:
        return received
    return received
