"""Counting lines and errors in pieces, of which those that stay are counted once."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from support_packet.mattermost.logs.line_counts import Counts, LineCounter

JSON = (b'{"level":"info","ts":%d.5,"msg":"x"}\n', b'{"level":"error","ts":%d.5,"msg":"y"}\n')
PLAIN = (b"info  [2026-11-28 10:00:00.000 Z] %d\n", b"error [2026-11-28 10:00:00.000 Z] %d\n")
TABS = (b"2026-11-28T10:00:00.000Z\tinfo\t%d\n", b"2026-11-28T10:00:00.000Z\tpanic\t%d\n")


@contextmanager
def counting(path: Path) -> Iterator[LineCounter]:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        yield LineCounter(descriptor)
    finally:
        os.close(descriptor)


def count(path: Path, start: int = 0) -> Counts:
    with counting(path) as counter:
        return counter.count(start, path.stat().st_size)


def bytes_read() -> int:
    fields = dict(
        line.split(": ") for line in Path("/proc/self/io").read_text(encoding="ascii").splitlines()
    )
    return int(fields["rchar"])


def test_pieces_add_up_to_the_whole(tmp_path: Path) -> None:
    """Wherever they meet: in the middle of a line, or of what makes it an error."""
    path = tmp_path / "log"
    for start, (good, bad) in enumerate((JSON, PLAIN, TABS) * 4):
        errors = [number for number in range(25_000) if number * 7919 % 100 < 30 + start]
        bad_ones = set(errors)
        lines = [(bad if n in bad_ones else good) % n for n in range(25_000)]
        path.write_bytes(b"".join(lines))
        middle = sum(map(len, lines[: 10_007 + start]))

        with counting(path) as counter:
            parts = counter.count(0, middle), counter.count(middle, sum(map(len, lines)))

        assert sum(part.lines for part in parts) == len(lines), start
        assert sum(part.errors for part in parts) == len(errors), start


def test_what_was_counted_is_not_read_again(tmp_path: Path) -> None:
    path = tmp_path / "log"
    path.write_bytes(b"".join(JSON[1] % number for number in range(100_000)))
    before = count(path)
    with path.open("ab") as log:
        log.write(JSON[1] % 0)
    read = bytes_read()

    after = count(path)

    assert (after.lines, after.errors) == (before.lines + 1, before.errors + 1)
    assert bytes_read() - read < path.stat().st_size / 4


def test_a_log_that_is_truncated_in_place_is_counted_again(tmp_path: Path) -> None:
    path = tmp_path / "log"
    path.write_bytes(b"".join(JSON[1] % number for number in range(100_000, 120_000)))
    assert count(path).errors == 20_000

    path.write_bytes(b"".join(JSON[0] % number for number in range(200_000, 221_000)))

    assert count(path) == Counts(21_000, 0)


def test_a_log_that_is_cut_short_meanwhile_counts_what_is_left(tmp_path: Path) -> None:
    path = tmp_path / "log"
    path.write_bytes(JSON[1] % 1 * 2)

    with counting(path) as counter:
        assert counter.count(0, 10_000_000) == Counts(2, 2)
