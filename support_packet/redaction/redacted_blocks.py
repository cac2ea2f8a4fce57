"""The blocks of a content without secrets, one after the other in this thread."""

from collections.abc import Generator, Iterable
from typing import TYPE_CHECKING

from support_packet.redaction.blocks import Blocks
from support_packet.redaction.edges import Edges
from support_packet.redaction.engine import Redacted, Redactor
from support_packet.redaction.last_gate import WITHHELD, WITHHELD_TEXT

if TYPE_CHECKING:
    from support_packet.values.reason import Reason


def redacted_blocks(
    pieces: Iterable[bytes], redactor: Redactor
) -> "Generator[Redacted | None, None, Reason | None]":
    """Yield what is left of each block, and return why the content ended early, if it did.

    `None` is yielded as `Blocks` does.
    """
    blocks = Blocks(pieces, redactor)
    edges = Edges(redactor.gate)
    for block in blocks:
        redacted = redactor.redact(*block) if block else None
        if redacted and not edges.passes(redacted.data, redacted.data):
            redacted = Redacted(WITHHELD_TEXT, {WITHHELD: 1})
        yield redacted
    return blocks.problem
