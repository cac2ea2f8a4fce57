"""Content: whatever a collector returns becomes pieces of bytes, or a reason."""

import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from support_packet.errors import DeclarationError
from support_packet.host.files.content import PIECE_BYTES, make_content


def made(content: object) -> bytes:
    return b"".join(make_content(lambda: content))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", b""),
        ("größe\n", "größe\n".encode()),
        (b"bytes", b"bytes"),
        (bytearray(b"array"), b"array"),
        (memoryview(b"view")[1:], b"iew"),
        ([], b""),
        ([b"a", bytearray(b"b"), memoryview(b"c"), b"", b"d"], b"abcd"),
        ((piece for piece in (b"a", b"b")), b"ab"),
        ({b"only": 1}.keys(), b"only"),
    ],
)
def test_text_and_bytes_in_every_form(content: object, expected: bytes) -> None:
    assert made(content) == expected


@pytest.mark.parametrize("content", ["ä" * 3_000_000, b"x" * 6_000_000, [b"x" * 6_000_000]])
def test_no_piece_is_large(content: Any) -> None:
    pieces = list(make_content(lambda: content))

    assert sum(map(len, pieces)) == 6_000_000
    assert max(map(len, pieces)) <= PIECE_BYTES


@pytest.mark.parametrize("content", [None, 3, 1.5, True, object(), {"a": b"b"}, len, Exception()])
def test_anything_else_is_refused_by_its_type(content: object) -> None:
    with pytest.raises(DeclarationError, match=f"returned {type(content).__name__}, not str"):
        made(content)


@pytest.mark.parametrize("piece", ["text", 3, None, [b"list"], Path("/etc/passwd")])
def test_another_piece_is_refused_after_those_before(piece: object) -> None:
    pieces = make_content(lambda: iter([b"before", piece]))

    assert next(pieces) == b"before"
    with pytest.raises(DeclarationError, match=f"piece of {type(piece).__name__}, not bytes"):
        next(pieces)


def test_a_buffer_may_be_filled_again() -> None:
    def collect() -> Iterator[bytearray]:
        buffer = bytearray(4)
        for number in range(3):
            buffer[:] = b"%4d" % number
            yield buffer

    assert list(make_content(collect)) == [b"   0", b"   1", b"   2"]


def test_what_utf_8_cannot_say_is_replaced_and_reported() -> None:
    with pytest.warns(UserWarning, match="question marks"):
        assert made("a\ud800b") == b"a?b"


def test_what_can_be_closed_is_closed(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"one\ntwo\n")
    file = (tmp_path / "file").open("rb")
    pieces = make_content(lambda: file)

    assert next(pieces) == b"one\n"
    pieces.close()

    assert file.closed


def test_a_path_is_sent_as_it_is(tmp_path: Path) -> None:
    content = os.urandom(2 * PIECE_BYTES + 1)
    (tmp_path / "file").write_bytes(content)

    assert made(tmp_path / "file") == content


def test_a_file_that_grows_is_sent_up_to_its_size_when_it_was_opened(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * (PIECE_BYTES + 10))
    pieces = make_content(lambda: path)
    first = next(pieces)
    with path.open("ab") as file:
        file.write(b"more")

    assert first + b"".join(pieces) == b"x" * (PIECE_BYTES + 10)


def test_a_file_that_shrinks_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * (PIECE_BYTES + 10))
    pieces = make_content(lambda: path)
    next(pieces)
    os.truncate(path, 5)

    with pytest.warns(UserWarning, match="10 bytes shorter"):
        assert list(pieces) == []


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="there is no /proc")
def test_a_file_of_the_kernel_is_sent_though_it_says_that_it_is_empty() -> None:
    assert made(Path("/proc/version")) == Path("/proc/version").read_bytes() != b""


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as unix:
        unix.bind(str(path))


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (Path.mkdir, OSError),
        (make_pipe, OSError),
        (make_socket, OSError),
        (lambda path: path.symlink_to("/dev/zero"), OSError),
        (lambda path: path.symlink_to(path), OSError),
        (lambda path: path, FileNotFoundError),
    ],
)
def test_only_a_regular_file_is_read(
    tmp_path: Path, make: Callable[[Path], object], error: type[Exception]
) -> None:
    make(tmp_path / "odd")

    with pytest.raises(error, match="odd"):
        made(tmp_path / "odd")


def test_a_relative_path_is_refused() -> None:
    with pytest.raises(DeclarationError, match="not absolute"):
        made(Path("etc/passwd"))


def test_no_descriptor_is_left_open(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x" * (3 * PIECE_BYTES))
    before = len(list(Path("/dev/fd").iterdir()))
    pieces = make_content(lambda: tmp_path / "file")
    next(pieces)

    pieces.close()

    assert len(list(Path("/dev/fd").iterdir())) == before
