"""Cuts content into blocks that can be redacted and compressed apart from each other.

A cut at a line end goes through no secret, since no rule and no form of a value spans lines, but
for these: a known value of several lines, for which blocks overlap; one that YAML has folded, for
which they overlap where the next line is indented; and private keys and values on lines after their
names, before or after which the cut is moved.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from support_packet.errors import ContentCut
from support_packet.files.deflated_block import DeflatedBlock, block_of
from support_packet.redaction.block import Block, ReceivedBlock
from support_packet.redaction.engine import Redactor
from support_packet.redaction.folding import GOES_ON
from support_packet.redaction.rules.keys.private_keys import MAX_KEY_BYTES
from support_packet.redaction.spanning import Openings

if TYPE_CHECKING:
    from support_packet.values.reason import Reason

BLOCK_BYTES = 512 * 1024
MAX_LINE_BYTES = 1024 * 1024
"""A longer line is cut into parts of this many bytes."""

_MAX_LINES = 16
"""How many lines around a cut are searched for a place that no secret goes through."""


class Blocks:
    """The blocks of one content, the same however its pieces are cut; a `DeflatedBlock` stays one.

    Iterating yields `None` where a piece completed no block, so that what is done already need
    not wait for the next. A block ends where a line ends, and not within a secret of several
    lines; only a line of more than `max_line_bytes` bytes is cut, and its parts overlap by what a
    pattern may span. `ContentCut` from `pieces` ends it after its last whole line: see `problem`.
    """

    def __init__(
        self,
        pieces: Iterable[bytes],
        redactor: Redactor,
        *,
        block_bytes: int = BLOCK_BYTES,
        max_line_bytes: int = MAX_LINE_BYTES,
        overlap: int = MAX_KEY_BYTES,
    ) -> None:
        self.problem: Reason | None = None
        self._pieces = pieces
        self._redactor = redactor
        self._block_bytes = min(block_bytes, max_line_bytes)
        self._max_line_bytes = max_line_bytes
        self._overlap = max(overlap, redactor.overlap)
        self._data = b""
        self._came: DeflatedBlock | None = None
        self._start = 0
        self._before = redactor.line_overlap
        self._has_lines = False

    def __iter__(self) -> Iterator[Block | None]:
        # Joined only once they make up a block: one by one, each would be copied many times.
        waiting: list[bytes] = []
        least = size = self._block_bytes + self._redactor.line_overlap
        try:
            for piece in self._pieces:
                came = block_of(piece)
                if not piece:
                    yield None
                    continue
                if not waiting and self._is_block_before(piece, came):
                    yield ReceivedBlock.of(self._data, self._came)
                    self._data, size = b"", least
                if self._data:
                    waiting.append(piece)
                else:
                    self._data, self._came = piece, came
                size -= len(piece)
                if size <= 0 and (waiting or not came):
                    self._data = b"".join((self._data, *waiting))
                    waiting = []
                    yield from self._cut_off(final=False)
                    # What is left may be more than a block: the cut waits for the end of a key.
                    left = least - (len(self._data) - self._start)
                    size = max(left, least // 4)
                yield None
        except ContentCut as cut:
            self.problem = cut.reason
        if self._came and not waiting and self.problem is None and self._is_one_block():
            yield ReceivedBlock.of(self._data, self._came)
            return
        self._data = b"".join((self._data, *waiting))
        if self.problem is not None:
            self._drop_unfinished()
        yield from self._cut_off(final=True)

    def _is_one_block(self) -> bool:
        overlap = self._before or self._redactor.line_overlap
        return not overlap and len(self._data) <= self._block_bytes

    def _is_block_before(self, piece: bytes, came: DeflatedBlock | None) -> bool:
        """Return whether what is held is a block: whole lines, with no room for that of `piece`.

        Logs come like that, and need not be copied then. What was a block elsewhere is one here.
        """
        data = self._data
        whole = (
            data.endswith(b"\n")
            and self._before == self._redactor.line_overlap == 0
            and (bool(self._came or came) or self._is_full(piece))
            and not piece.startswith(GOES_ON)
            and Openings(data).before(len(data)) is None
        )
        self._has_lines = self._has_lines or whole
        return whole

    def _is_full(self, piece: bytes) -> bool:
        room = self._block_bytes - len(self._data)
        return 0 <= room < len(piece) and piece.find(b"\n", 0, room) < 0

    def _cut_off(self, *, final: bool) -> Iterator[Block]:
        """Yield all blocks that are complete and forget all but what the next one has to see."""
        data = self._data
        while self._start < len(data) and (cut := self._next_cut(data, final=final)):
            end, after = cut
            first = max(0, self._start - self._before)
            yield Block(data[first : end + after], self._start - first, end - first)
            # Not more than this block has seen itself, so that it is the same for any pieces.
            self._before = min(after, self._before + end - self._start)
            self._start = end
        first = max(0, self._start - self._before)
        self._data, self._start, self._came = data[first:], self._start - first, None

    def _next_cut(self, data: bytes, *, final: bool) -> tuple[int, int] | None:
        """Return the next block's end and how much it has to see beyond, `None` if too few bytes.

        The next block has to see as much before its own start.
        """
        start, seen = self._start, self._redactor.line_overlap
        if len(data) - start <= self._block_bytes:
            return (len(data), 0) if final else None
        end = data.rfind(b"\n", start, start + self._block_bytes) + 1
        if not end:
            end = data.find(b"\n", start, start + self._max_line_bytes) + 1
        if end:
            self._has_lines = True
            end = self._after_secret(data, end, final=final)
            if end == len(data) and not final:
                return None
            if data.startswith(GOES_ON, end):
                seen = self._redactor.indented_overlap
        elif len(data) - start >= self._max_line_bytes:
            # A cut within a line may go through anything: both blocks see what a secret may span.
            end, seen = start + self._max_line_bytes, self._overlap
        elif final:
            end = len(data)
        return (end, seen) if end and (final or end + seen <= len(data)) else None

    def _after_secret(self, data: bytes, end: int, *, final: bool) -> int:
        """Move `end` out of an unfinished secret of several lines: before it, or else behind it.

        0 if that is not known yet. A line too long for a key ends it, and so do more bytes than a
        key has.
        """
        openings = Openings(data)
        before = _before_secret(openings, self._start, end)
        if before > self._start:
            return before
        # Wherever else a walk back may begin now, it would come through the same lines.
        limit = end + MAX_KEY_BYTES
        for _ in range(_MAX_LINES):
            line_end = data.find(b"\n", end, end + MAX_KEY_BYTES) + 1
            if not line_end:
                far = end if len(data) - end >= MAX_KEY_BYTES else 0
                return len(data) if final and not far else far
            end = line_end
            if openings.before(end) is None or end >= limit:
                break
        return end

    def _drop_unfinished(self) -> None:
        """Drop a last line without an end, or of an only line what may begin a secret."""
        end = self._data.rfind(b"\n", self._start) + 1
        if not end and self._has_lines:
            end = self._start
        if not end:
            end = len(self._data) - self._redactor.unfinished(self._data)
        self._data = self._data[: max(end, self._start)]


def _before_secret(openings: Openings, start: int, end: int) -> int:
    """Move `end` to where no secret is open, `start` if there is no such place nearby."""
    for _ in range(_MAX_LINES):
        line = openings.before(end)
        if line is None:
            return end
        if line <= start:
            break
        end = line
    return start
