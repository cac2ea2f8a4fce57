"""Only regular files of a bounded size are read, and nothing waits."""

import os
import socket
from pathlib import Path

import pytest

from support_packet.files.regular_file import read_regular_file


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"12345")

    assert read_regular_file(path, 5) == b"12345"


def test_a_larger_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"123456")

    with pytest.raises(OSError, match="larger than 5 bytes"):
        read_regular_file(path, 5)


def test_a_pipe_without_a_writer_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)

    with pytest.raises(OSError, match="named pipe"):
        read_regular_file(path, 5)


def test_a_socket_is_called_so(tmp_path: Path) -> None:
    path = tmp_path / "socket"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))

        with pytest.raises(OSError, match="it is a socket"):
            read_regular_file(path, 5)


@pytest.mark.parametrize(
    ("path", "reason"),
    [("/dev/zero", "device"), ("/", "directory"), ("/proc/nonexistent", "No such")],
)
def test_anything_but_a_file_is_refused(path: str, reason: str) -> None:
    with pytest.raises(OSError, match=reason):
        read_regular_file(Path(path), 5)
