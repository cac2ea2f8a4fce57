"""The beginning of a file's content without its secrets, for people to look at."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from support_packet.errors import ContentCut
from support_packet.redaction.blocks import Blocks
from support_packet.redaction.engine import Redactor

MOST_BYTES = 128 * 1024

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class TextPreview:
    """Redacted text that prints; `shortened` if it is not all of the content."""

    text: str
    shortened: bool


def take_text_preview(pieces: Iterable[bytes], redactor: Redactor) -> TextPreview:
    """Return the first whole lines of the content, of at most `MOST_BYTES`."""
    blocks = Blocks(_head(pieces), redactor)
    data = b"".join(redactor.redact(*block).data for block in blocks if block)
    text = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", data.decode(errors="replace"))
    return TextPreview(text, shortened=blocks.problem is not None)


def _head(pieces: Iterable[bytes]) -> Iterator[bytes]:
    left = MOST_BYTES
    for piece in pieces:
        yield piece[:left]
        left -= len(piece)
        if left < 0:
            raise ContentCut("The rest is not shown.")
