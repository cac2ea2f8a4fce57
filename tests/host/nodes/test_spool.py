"""What waits on disk comes back in order, can be read by nobody else, and has its limits."""

import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import count
from pathlib import Path
from random import Random
from typing import IO

import pytest
from support.faults.disks import break_disk, full_disk

from support_packet.host.nodes import spool
from support_packet.host.nodes.spool import Spool, open_file

PIECE = b"0123456789abcdef" * 256
SIZE = len(PIECE)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[IO[bytes]]:
    with tempfile.TemporaryFile(dir=tmp_path, buffering=0) as opened:
        yield opened


@pytest.fixture
def mounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the list of mounts, which has none yet."""
    listed = tmp_path / "mountinfo"
    listed.touch()
    monkeypatch.setattr(spool, "_MOUNTS", listed)
    return listed


@pytest.fixture
def directory(tmp_path: Path, mounts: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the only directory for temporary files."""
    assert mounts.exists()
    monkeypatch.delenv("TMPDIR", raising=False)
    monkeypatch.setattr(spool, "_DIRECTORIES", (str(tmp_path / "temporary"),))
    (tmp_path / "temporary").mkdir()
    return tmp_path / "temporary"


def mount(path: Path, kind: str) -> str:
    device = path.stat().st_dev
    number = f"{os.major(device)}:{os.minor(device)}"
    return (
        "22 1 0:1 / /other rw - proc proc rw\n"
        f"36 35 {number} / /var/tmp rw,noatime shared:1 master:2 - {kind} none rw\n"
    )


def test_pieces_come_back_in_order(file: IO[bytes]) -> None:
    random = Random(1)
    pieces = [random.randbytes(random.randrange(1, 9000)) for _ in range(300)]
    kept = Spool(lambda: file)
    waiting: list[bytes] = []

    for piece in pieces:
        assert kept.write(piece)
        waiting.append(piece)
        for _ in range(random.choice((0, 0, 1, 2, 5))):
            if waiting:
                assert kept.read(len(waiting[0])) == waiting.pop(0)

    assert [kept.read(len(piece)) for piece in waiting] == waiting


def test_nothing_of_it_is_readable_on_disk(file: IO[bytes]) -> None:
    kept = Spool(lambda: file)
    for _ in range(10):
        kept.write(PIECE)

    file.seek(0)
    found = file.read()
    assert len(found) == 10 * SIZE
    # Nor does one piece look like another: of the same text nothing is the same twice.
    assert len({found[at : at + 16] for at in range(0, len(found), 16)}) == len(found) // 16


def test_it_has_no_more_than_the_limit_and_room_again_once_all_was_read(file: IO[bytes]) -> None:
    kept = Spool(lambda: file, max_bytes=3 * SIZE)

    for _ in range(4):
        assert [kept.has_room(SIZE) and kept.write(PIECE) for _ in range(4)] == [True] * 3 + [False]
        assert os.fstat(file.fileno()).st_size == 3 * SIZE
        assert [kept.read(SIZE) for _ in range(3)] == [PIECE] * 3


def test_it_leaves_most_of_what_is_free(file: IO[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        os, "fstatvfs", lambda _: os.statvfs_result((512, 512, 900, 700, 80, 0, 0, 0, 0, 255))
    )
    kept = Spool(lambda: file)

    written = [kept.write(b"x" * 512) for _ in range(9)]

    # Of what others than root may have.
    assert written == [True] * (80 // 16) + [False] * 4


def test_a_full_disk_is_a_failure_and_what_was_there_before_is_still_there(
    file: IO[bytes],
) -> None:
    kept = Spool(lambda: file)
    assert kept.write(PIECE)

    with full_disk():
        assert not kept.write(PIECE)

    assert not kept.has_room(1)
    assert kept.read(SIZE) == PIECE


def test_a_disk_that_takes_a_part_of_a_piece_is_full(
    file: IO[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Spool(lambda: file)
    assert kept.write(PIECE)
    monkeypatch.setattr(os, "pwrite", lambda *_: SIZE - 1)

    assert not kept.write(PIECE)
    assert not kept.has_room(1)
    assert kept.read(SIZE) == PIECE


def test_a_slow_disk_gets_no_more(file: IO[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    """Each piece takes two seconds; one that it gets has arrived nevertheless."""
    clock = count(step=2)
    monkeypatch.setattr(spool, "monotonic", lambda: next(clock))
    kept = Spool(lambda: file)

    written = [kept.has_room(SIZE) and kept.write(PIECE) for _ in range(5)]

    assert written == [True] * 3 + [False] * 2
    assert [kept.read(SIZE) for _ in range(3)] == [PIECE] * 3


def test_a_disk_that_is_slow_at_times_is_used(
    file: IO[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One piece in thousand takes four seconds, and the others none."""
    times = (4 * (number // 2000) for number in count())
    monkeypatch.setattr(spool, "monotonic", lambda: next(times))
    kept = Spool(lambda: file, max_bytes=2**30)

    assert all(kept.write(PIECE * 16) for _ in range(4000))


def test_a_disk_that_can_no_longer_be_read_is_an_error(file: IO[bytes]) -> None:
    kept = Spool(lambda: file)
    assert kept.write(PIECE)
    with ThreadPoolExecutor(1) as thread:
        if not thread.submit(break_disk, 0, SIZE).result():
            pytest.skip("this kernel breaks no disk for one thread")
        with pytest.raises(OSError, match="Input/output error"):
            thread.submit(kept.read, SIZE).result()


def test_a_file_that_became_shorter_is_an_error(file: IO[bytes]) -> None:
    kept = Spool(lambda: file)
    assert kept.write(PIECE)
    file.truncate(SIZE // 2)

    with pytest.raises(OSError, match="shorter"):
        kept.read(SIZE)


def test_without_a_file_there_is_no_room() -> None:
    kept = Spool(lambda: None)

    assert kept.has_room(SIZE)
    assert not kept.write(PIECE)
    assert not kept.has_room(SIZE)
    kept.close()


def opened_in(directory: Path) -> list[str]:
    """Return what the open files of this process in a directory are called, or were."""
    found = []
    for link in Path("/proc/self/fd").iterdir():
        # The listing itself is a file, too.
        with suppress(FileNotFoundError):
            found.append(str(link.readlink()))
    return [name for name in found if name.startswith(f"{directory}/")]


def test_the_file_has_no_name_and_is_closed(directory: Path) -> None:
    kept = Spool()

    assert kept.write(PIECE)
    [opened] = opened_in(directory)
    assert opened.endswith(" (deleted)")
    assert list(directory.iterdir()) == []
    kept.close()

    assert opened_in(directory) == []


def test_a_directory_that_is_removed_later_changes_nothing(directory: Path) -> None:
    kept = Spool()
    assert kept.write(PIECE)

    directory.rmdir()

    assert kept.write(PIECE)
    assert [kept.read(SIZE), kept.read(SIZE)] == [PIECE] * 2
    kept.close()


def test_a_directory_that_was_removed_is_not_a_disk(directory: Path) -> None:
    directory.rmdir()

    assert not Spool().write(PIECE)


@pytest.mark.parametrize("kind", ["tmpfs", "ramfs"])
def test_what_is_in_memory_is_not_a_disk(directory: Path, mounts: Path, kind: str) -> None:
    mounts.write_text(mount(directory, kind))

    assert open_file() is None
    assert opened_in(directory) == []


@pytest.mark.parametrize("first", ["gone", "mountinfo", "/proc", "ours"])
def test_the_first_directory_that_can_be_used_is(
    tmp_path: Path, directory: Path, mounts: Path, monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    mounts.write_text(mount(directory, "ext4"))
    (tmp_path / "ours").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / first))

    with open_file() or pytest.fail("no file"):
        assert len(opened_in(tmp_path / "ours" if first == "ours" else directory)) == 1


def test_a_system_without_a_list_of_mounts_has_disks(directory: Path, mounts: Path) -> None:
    mounts.unlink()

    with open_file() or pytest.fail("no file"):
        assert len(opened_in(directory)) == 1
