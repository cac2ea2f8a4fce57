"""Turns UTF-16 and UTF-32, as programs on Windows write logs, into UTF-8.

Rules find nothing in others.
"""

import codecs
import re
from collections.abc import Iterable, Iterator

from support_packet.files.text_encoding import marked_encoding

_UNMARKED = (
    (re.compile(rb"(?:[\t\r\n -~]\0){5}"), "utf-16-le"),
    (re.compile(rb"(?:\0[\t\r\n -~]){5}"), "utf-16-be"),
)
"""Five characters of ASCII, where the text begins with no mark."""


def wide_encoding(head: bytes) -> str | None:
    """Return the name of the encoding of a text that begins with `head`, `None` if it is another.

    `head` has 10 bytes or more, unless the text itself has fewer.
    """
    unmarked = (encoding for units, encoding in _UNMARKED if units.match(head))
    return marked_encoding(head) or next(unmarked, None)


def as_utf_8(pieces: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """Yield the text as UTF-8, without its mark; what is damaged becomes U+FFFD.

    As many pieces as come in: empty ones where nothing is ready.
    """
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    is_first = True
    for piece in pieces:
        text = decoder.decode(piece)
        yield (text.removeprefix("\ufeff") if is_first else text).encode()
        is_first = is_first and not text
    # A reader that ends after the byte of a line end has left its other byte out.
    is_line_end = decoder.getstate()[0] == b"\n"
    yield b"\n" if is_line_end else decoder.decode(b"", final=True).encode()
