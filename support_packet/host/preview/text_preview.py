"""The beginning of a file's content, redacted, for people to look at."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from support_packet.errors import ContentCut
from support_packet.redaction.blocks import Blocks
from support_packet.redaction.engine import Redactor
from support_packet.values.message import N_

MAX_BYTES = 128 * 1024

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class Mark(NamedTuple):
    """A mask in a text: from where to where it is, and the id of what found the secret."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True)
class TextPreview:
    """Redacted, printable text; `shortened` if it is not the whole content.

    Of a log it is the `newest` lines, of anything else the beginning. `marks` are the masks in it.
    """

    text: str
    shortened: bool
    newest: bool = False
    marks: tuple[Mark, ...] = field(default=(), compare=False)


def take_text_preview(
    pieces: Iterable[bytes], redactor: Redactor, *, newest: bool = False
) -> TextPreview:
    """Return the first whole lines of the content, at most `MAX_BYTES` of them."""
    blocks = Blocks(_head(pieces), redactor)
    texts: list[str] = []
    marks: list[Mark] = []
    length = 0
    for block in filter(None, blocks):
        for data, rule in redactor.redact_parts(*block):
            text = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", data.decode(errors="replace"))
            if rule:
                marks.append(Mark(length, length + len(text), rule))
            texts.append(text)
            length += len(text)
    return TextPreview("".join(texts), blocks.problem is not None, newest, tuple(marks))


def _head(pieces: Iterable[bytes]) -> Iterator[bytes]:
    left = MAX_BYTES
    for piece in pieces:
        yield piece[:left]
        left -= len(piece)
        if left < 0:
            raise ContentCut(N_("The rest is not shown."))
