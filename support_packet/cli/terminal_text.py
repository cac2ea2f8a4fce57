"""What a terminal can be shown of content that may be anything."""

import codecs
import re
from collections.abc import Iterable, Iterator

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def printable(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield `pieces` with a replacement character for each that would control the terminal."""
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    for piece in pieces:
        yield _replaced(decoder.decode(piece))
    yield _replaced(decoder.decode(b"", final=True))


def _replaced(text: str) -> bytes:
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text).encode()
