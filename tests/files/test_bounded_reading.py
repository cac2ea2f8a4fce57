"""A file system that hangs keeps one reader, but none of those who wait for it."""

import os
from collections.abc import Iterator
from concurrent.futures import Future, wait
from pathlib import Path
from threading import get_ident

import pytest
from support.distributions.waiting import eventually
from support.faults.hanging import hanging_file_system

from support_packet.files import bounded_reading
from support_packet.files.bounded_reading import read_within


@pytest.fixture
def hanging(tmp_path: Path) -> Iterator[Path]:
    """Return a folder that cannot be read."""
    with hanging_file_system(tmp_path):
        yield tmp_path


def test_what_is_read_is_returned(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("content")

    assert read_within(10, tmp_path, (tmp_path / "file").read_text) == "content"


def test_what_is_raised_is_raised(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_within(10, tmp_path, (tmp_path / "file").read_text)


class EndedJustNow(Future[str]):
    """What is done when the time is over, but was not while it was waited for."""

    def result(self, timeout: float | None = None) -> str:
        """Return it, unless the wait has a limit."""
        if timeout is None:
            return super().result()
        wait([self])
        raise TimeoutError


def test_what_ends_just_when_its_time_is_over_is_returned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("content")
    monkeypatch.setattr(bounded_reading, "Future", EndedJustNow)

    assert read_within(10, tmp_path, (tmp_path / "file").read_text) == "content"


def test_a_mount_that_hangs_keeps_one_thread(hanging: Path) -> None:
    readers: set[int] = set()

    def read() -> os.stat_result:
        readers.add(get_ident())
        return (hanging / "file").stat()

    for _ in range(5):
        with pytest.raises(OSError, match=r"did not respond within 0\.2 seconds"):
            read_within(0.2, hanging, read)

    assert len(readers) == 1


def test_threads_are_used_again(tmp_path: Path) -> None:
    # One that read for another test may become idle meanwhile.
    assert len({read_within(10, tmp_path, get_ident) for _ in range(20)}) <= 2


def test_others_read_while_one_hangs(
    hanging: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other")
    with pytest.raises(OSError, match="did not respond"):
        read_within(0.2, hanging, (hanging / "file").stat)

    assert read_within(10, other, other.stat).st_size >= 0


def test_a_child_process_starts_its_own_threads(tmp_path: Path) -> None:
    read_within(10, tmp_path, tmp_path.stat)

    child = os.fork()
    if not child:
        try:
            read_within(10, tmp_path, tmp_path.stat)
        except BaseException:  # noqa: BLE001 -- nothing of pytest runs in the child
            os._exit(1)
        os._exit(0)

    assert os.waitpid(child, 0)[1] == 0


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
