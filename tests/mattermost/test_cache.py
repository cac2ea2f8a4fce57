"""What is read again only when it has changed: files, and what is made of them."""

import os
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest
from support.distributions.waiting import eventually

from support_packet.mattermost.cache import Cache

AT_ONCE = -3600.0
"""Takes each file for one that has not been changed for long."""


class Reader:
    """Reads a file, and counts how often."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, path: Path) -> str:
        """Read it."""
        self.count += 1
        return path.read_text(encoding="utf-8")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a file."""
    path = tmp_path / "config.json"
    path.write_text("first", encoding="utf-8")
    return path


def replace(path: Path, text: str) -> None:
    """Put another file in place of this one, with the same time."""
    other = path.with_name("other")
    other.write_text(text, encoding="utf-8")
    status = path.stat()
    other.replace(path)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def rewrite(path: Path, text: str) -> None:
    """Write into the same file, and set its time back."""
    status = path.stat()
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_an_unchanged_file_is_read_once(path: Path) -> None:
    cache, read = Cache(AT_ONCE), Reader()

    assert [cache.file(path, read) for _ in range(3)] == ["first"] * 3
    assert read.count == 1


@pytest.mark.parametrize("change", [rewrite, replace])
@pytest.mark.parametrize("text", ["again", "a longer one"])
def test_a_change_counts_at_once_whatever_its_size_and_time(
    path: Path, text: str, change: Callable[[Path, str], None]
) -> None:
    cache, read = Cache(AT_ONCE), Reader()
    assert cache.file(path, read) == "first"
    before = path.stat().st_ctime_ns

    def clock_has_gone_on() -> bool:
        change(path, text)
        return path.stat().st_ctime_ns != before

    assert eventually(clock_has_gone_on)
    assert cache.file(path, read) == text


def test_a_file_that_was_just_written_is_read_each_time(path: Path) -> None:
    cache, read = Cache(), Reader()

    assert cache.file(path, read) == "first"
    # Of the same size, and perhaps within the same tick of the clock.
    path.write_text("again", encoding="utf-8")

    assert cache.file(path, read) == "again"
    assert read.count == 2


def test_a_link_to_another_file_is_a_change(path: Path, tmp_path: Path) -> None:
    link, cache, read = tmp_path / "link", Cache(AT_ONCE), Reader()
    link.symlink_to(path)
    assert cache.file(link, read) == "first"
    other = tmp_path / "another"
    other.write_text("other", encoding="utf-8")
    link.unlink()
    link.symlink_to(other)

    assert cache.file(link, read) == "other"


def test_a_file_that_is_gone_is_not_kept(path: Path) -> None:
    cache, read = Cache(AT_ONCE), Reader()
    cache.file(path, read)
    path.unlink()

    with pytest.raises(FileNotFoundError):
        cache.file(path, read)


def test_an_error_is_not_kept(path: Path) -> None:
    cache = Cache(AT_ONCE)

    def fail(_: Path) -> str:
        raise OSError("broken disk")

    with pytest.raises(OSError, match="broken disk"):
        cache.file(path, fail)

    assert cache.file(path, Reader()) == "first"


def test_only_so_many_bytes_are_kept(tmp_path: Path) -> None:
    cache, read = Cache(AT_ONCE), Reader()
    paths = [tmp_path / str(number) for number in range(5)]
    for path in paths:
        path.write_bytes(b" " * 10 * 2**20)
        cache.file(path, read)

    cache.file(paths[4], read)
    assert read.count == 5
    cache.file(paths[0], read)
    assert read.count == 6


def test_what_is_made_depends_on_the_objects_that_it_is_made_of() -> None:
    cache = Cache()
    first, second = [1], [1]
    of = [(first, "a"), (first, "a"), (first, "b"), (second, "b")]

    made = [cache.made("sum", each, object) for each in of]

    assert made[0] is made[1]
    assert len(set(map(id, made))) == 3


def test_everything_is_forgotten_when_nobody_was_authorized_for_long(path: Path) -> None:
    forgotten: list[str] = []
    cache, read = Cache(AT_ONCE, 0.01, lambda: forgotten.append("too")), Reader()
    cache.file(path, read)

    assert eventually(lambda: bool(forgotten))
    cache.file(path, read)
    assert read.count == 2


def test_a_reading_counts_for_all_who_have_asked_before_it_began(path: Path) -> None:
    cache, read = Cache(), Reader()
    asked = monotonic()

    found = [cache.since(asked, "config", lambda: read(path)) for _ in range(3)]

    assert (found, read.count) == (["first"] * 3, 1)


def test_a_later_caller_gets_its_own_reading(path: Path) -> None:
    cache, read = Cache(), Reader()
    cache.since(monotonic(), "config", lambda: read(path))
    path.write_text("second", encoding="utf-8")

    assert cache.since(monotonic(), "config", lambda: read(path)) == "second"


def test_a_reading_of_something_else_does_not_count(path: Path) -> None:
    cache, read = Cache(), Reader()
    asked = monotonic()
    cache.since(asked, "config", lambda: "of another installation")

    assert cache.since(asked, "other", lambda: read(path)) == "first"


def test_a_reading_is_forgotten_like_all_else(path: Path) -> None:
    cache, read = Cache(), Reader()
    asked = monotonic()
    cache.since(asked, "config", lambda: "a secret")
    cache.forget()

    assert cache.since(asked, "config", lambda: read(path)) == "first"
