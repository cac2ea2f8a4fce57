"""The beginning of a file's content, redacted, for people to look at."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from support_packet.errors import ContentCut
from support_packet.message import N_
from support_packet.redaction.blocks import Blocks
from support_packet.redaction.engine import Redactor

MAX_BYTES = 128 * 1024

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class TextPreview:
    """Redacted, printable text; `shortened` if it is not the whole content."""

    text: str
    shortened: bool


def take_text_preview(pieces: Iterable[bytes], redactor: Redactor) -> TextPreview:
    """Return the first whole lines of the content, at most `MAX_BYTES` of them."""
    blocks = Blocks(_head(pieces), redactor)
    data = b"".join(redactor.redact(*block).data for block in blocks if block)
    text = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", data.decode(errors="replace"))
    return TextPreview(text, shortened=blocks.problem is not None)


def _head(pieces: Iterable[bytes]) -> Iterator[bytes]:
    left = MAX_BYTES
    for piece in pieces:
        yield piece[:left]
        left -= len(piece)
        if left < 0:
            raise ContentCut(N_("The rest is not shown."))
