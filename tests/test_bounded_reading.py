"""A file system that hangs keeps one reader, and nobody who waits for it."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.distributions.waiting import eventually
from support.faults.hanging import hanging_file_system

from support_packet.bounded_reading import read_within


@pytest.fixture
def hanging(tmp_path: Path) -> Iterator[Path]:
    """Return a folder into which nobody can look."""
    with hanging_file_system(tmp_path):
        yield tmp_path


def test_what_is_read_is_returned(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("content")

    assert read_within(10, tmp_path, (tmp_path / "file").read_text) == "content"


def test_what_is_raised_is_raised(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_within(10, tmp_path, (tmp_path / "file").read_text)


def test_a_mount_that_hangs_keeps_one_thread(hanging: Path) -> None:
    # Not how many there are: one of an earlier test may end meanwhile.
    before = set(threading.enumerate())

    for _ in range(5):
        with pytest.raises(OSError, match=r"did not respond within 0\.2 seconds"):
            read_within(0.2, hanging, (hanging / "file").stat)

    assert len(set(threading.enumerate()) - before) == 1


def test_it_is_read_again_once_it_responds(tmp_path: Path) -> None:
    folder = tmp_path / "mount"
    folder.mkdir()
    with hanging_file_system(folder), pytest.raises(OSError, match="did not respond"):
        read_within(0.2, folder, (folder / "file").stat)

    def responds() -> bool:
        try:
            return read_within(10, folder, folder.stat).st_size >= 0
        except OSError:
            return False

    assert eventually(responds)
