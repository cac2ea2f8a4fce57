"""The encoding of a text: what its first bytes say, and where it is not UTF-8."""

import codecs

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks; the longer first, because two begin alike."""


def marked_encoding(head: bytes) -> str | None:
    """Return Python's name of the UTF-16 or UTF-32 that the mark of a text names; else `None`."""
    return next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)


def first_line_not_utf_8(content: bytes) -> int:
    """Return the line of the first byte that is not UTF-8, counted from 1; 0 if all is."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return content.count(b"\n", 0, error.start) + 1
    return 0
