"""Turns what a collector returned into pieces of bytes, in the collector's own thread."""

import contextlib
import os
import sys
from collections.abc import Callable, Generator, Iterable, Mapping
from pathlib import Path
from typing import Any

from support_packet.files.deflated_block import InflatedBlock
from support_packet.files.regular_file import open_regular_file
from support_packet.host.validation.wrong_content import (
    is_path,
    not_a_piece,
    not_content,
    path_as_text,
    relative_path,
)
from support_packet.values.message import N_
from support_packet.values.warning import warn

PIECE_BYTES = 512 * 1024
_PART_CHARACTERS = 128 * 1024


def make_content(collect: Callable[[], Any]) -> Generator[bytes, None, None]:
    """Call `collect` and yield what it made in pieces of at most 512 KiB, empty ones too.

    Raises what `collect` and its iterator raise, `DeclarationError` for what is not content, and
    `OSError` for a `Path` that cannot be read.
    """
    yield from content_pieces(collect())


def content_pieces(content: object) -> Generator[bytes, None, None]:
    """Yield `content` in pieces of at most 512 KiB, empty ones too; raises as `make_content`."""
    with contextlib.ExitStack() as stack:
        # A file object or generator of the package; a `str` has no `close`.
        if callable(close := getattr(content, "close", None)):
            stack.callback(close)
        for piece in _pieces(content):
            yield from _exact(piece)


def _exact(piece: bytes | bytearray | memoryview) -> Generator[bytes, None, None]:
    if isinstance(piece, InflatedBlock) or (type(piece) is bytes and len(piece) <= PIECE_BYTES):
        yield piece
        return
    with memoryview(piece).cast("B") as view:
        for start in range(0, max(len(view), 1), PIECE_BYTES):
            # Copied, because the collector may fill the same buffer again.
            yield bytes(view[start : start + PIECE_BYTES])


def _pieces(content: object) -> Iterable[bytes | bytearray | memoryview]:
    if isinstance(content, str):
        return _encoded(content)
    if isinstance(content, bytes | bytearray | memoryview):
        return [content]
    if isinstance(content, Path):
        return _file_pieces(content)
    if isinstance(content, Iterable) and not isinstance(content, Mapping):
        return _checked(content)
    raise not_content(content)


def _encoded(text: str) -> Generator[bytes, None, None]:
    if is_path(text):
        warn(path_as_text(text))
    # In parts, so that a large text is not held twice.
    replaced = False
    for start in range(0, len(text), _PART_CHARACTERS):
        part = text[start : start + _PART_CHARACTERS]
        try:
            yield part.encode()
        except UnicodeEncodeError:
            replaced = True
            yield part.encode(errors="replace")
    if replaced:
        warn(N_("Characters that are not valid UTF-8 were replaced by question marks."))


def _checked(pieces: Iterable[object]) -> Generator[bytes | bytearray | memoryview, None, None]:
    for piece in pieces:
        if not isinstance(piece, bytes | bytearray | memoryview):
            raise not_a_piece(piece)
        yield piece


def _file_pieces(path: Path) -> Generator[bytes, None, None]:
    """Yield a regular file's bytes, as many as it has when it is opened."""
    if not path.is_absolute():
        raise relative_path(path)
    with open_regular_file(path) as file:
        size = os.fstat(file.fileno()).st_size
        # A file in /proc claims a size of 0, and has as many bytes as can be read.
        left = size or sys.maxsize
        while left and (piece := file.read(min(left, PIECE_BYTES))):
            left -= len(piece)
            yield piece
    if left and size:
        warn(
            N_("%(path)s became %(left)s bytes shorter while it was read."),
            path=path,
            left=left,
        )
