"""Log lines for a reader that does not read: dropped, counted, and never waited for."""

import logging
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from support_packet.host.supervision.collector_records import CollectorHandler
from support_packet.host.supervision.log_stream import LineWriter, dropped_lines
from support_packet.host.supervision.lost_lines import LostLines

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


def _dropped(reader: int, write: Callable[[], object], close: Callable[[], object]) -> int:
    """Write more lines than fit, close, and read them; return how many were dropped."""
    before = dropped_lines()
    for _ in range(1000):
        write()
    close()
    dropped = dropped_lines() - before
    os.set_blocking(reader, False)
    _drain(reader)
    return dropped


def test_what_was_not_said_at_the_end_of_a_writer_is_said_by_the_next() -> None:
    lost = LostLines()

    def long(missing: int) -> str:
        # So that it does not fit where no other line does.
        return f"{missing} dropped {LINE}"

    with ends_of_a_pipe() as (reader, descriptor):
        first = LineWriter(descriptor, long, lost)
        dropped = _dropped(reader, lambda: first.write(LINE), first.close)
        second = LineWriter(descriptor, long, lost)
        second.write("the first")
        second.write("the second")
        second.close()

        lines = _drain(reader).decode().splitlines()

    assert lines == [long(dropped), "the first", "the second"]


def test_the_log_of_the_next_worker_says_what_the_last_one_lost() -> None:
    with ends_of_a_pipe() as (reader, descriptor), open(descriptor, "w", closefd=False) as stream:
        first, second = CollectorHandler(stream), CollectorHandler(stream)
        for handler in (first, second):
            handler.setFormatter(logging.Formatter(f"%(message)s {LINE}"))
        record = logging.makeLogRecord({"msg": "line"})
        dropped = _dropped(reader, lambda: first.emit(record), first.close)

        second.emit(record)
        second.close()

        lines = _drain(reader).decode().splitlines()
    assert [" ".join(line.split()[:5]) for line in lines] == [
        f"{dropped} log lines were dropped:",
        f"line {LINE}",
    ]


def test_the_end_of_a_writer_says_what_was_dropped_if_it_can() -> None:
    before = dropped_lines()
    with ends_of_a_pipe() as (reader, descriptor):
        writer = LineWriter(descriptor, lambda missing: f"{missing} dropped", LostLines())
        for _ in range(1000):
            writer.write(LINE)
        os.set_blocking(reader, False)
        _drain(reader)

        writer.close()

        lines = _drain(reader).decode().splitlines()
    assert lines == [f"{dropped_lines() - before} dropped"]


def test_a_forked_process_does_not_say_what_the_first_one_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with ends_of_a_pipe() as (reader, descriptor):
        writer = LineWriter(descriptor, lambda missing: f"{missing} dropped", LostLines())
        for _ in range(1000):
            writer.write(LINE)
        os.set_blocking(reader, False)
        _drain(reader)

        monkeypatch.setattr(os, "getpid", lambda: -1)
        writer.write("of another process")
        writer.close()

        lines = _drain(reader).decode().splitlines()
    assert lines == ["of another process"]


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
