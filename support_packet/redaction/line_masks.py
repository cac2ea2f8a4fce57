"""What takes the place of lines that are masked whole."""

import re
from collections.abc import Iterator

from support_packet.redaction.counts import DENSE_LINE
from support_packet.redaction.json_lines import QUOTED
from support_packet.redaction.spans import MASK, Found

_CONTENT = re.compile(rb"[^\n]++")
_DOCUMENT = re.compile(rb"\n[{\[\n]")
_NO_DOCUMENT = re.compile(rb"\n[^{\[]")
"""The next line that is JSON or empty, and the next one that is not JSON."""


def masked_lines(block: bytes, first: int, last: int) -> Iterator[Found]:
    """Yield whole lines from `first` to `last`, each to be masked by itself, if there are any."""
    last -= block.endswith(b"\n", first, last)
    if first < last:
        yield first, last, DENSE_LINE, False


def masks(lines: bytes) -> bytes:
    """Return a mask for each line that is not empty."""
    if lines.startswith((b"{", b"[")):
        text, other = QUOTED, _NO_DOCUMENT
    else:
        text, other = MASK, _DOCUMENT
    if not lines.startswith(b"\n") and not other.search(lines):
        # All lines are alike: this is much faster than one after the other.
        return (text + b"\n") * lines.count(b"\n") + text
    return _CONTENT.sub(_mask_of, lines)


def _mask_of(line: re.Match[bytes]) -> bytes:
    return QUOTED if line[0].startswith((b"{", b"[")) else MASK
