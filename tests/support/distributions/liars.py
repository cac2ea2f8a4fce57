"""Subclasses of plain types whose methods lie about the value."""

from typing import Any


class LyingText(str):
    """Text that says it is something else."""

    __slots__ = ()

    def __str__(self) -> str:
        return "../lie"

    def __getitem__(self, _: Any) -> str:
        return "../lie"

    def isprintable(self) -> bool:
        """Lie."""
        return True

    def encode(self, *_: object) -> bytes:
        """Lie."""
        return b"../lie"


class LyingBytes(bytes):
    """Bytes that say they are something else."""

    def __bytes__(self) -> bytes:
        return b"lie"
