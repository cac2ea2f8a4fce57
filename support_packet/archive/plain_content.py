"""The content of entries as a packet would hold it, redacted, but not in a ZIP."""

from collections import Counter
from collections.abc import Generator, Iterable

from support_packet.archive.observed_content import ObservedContent
from support_packet.archive.raw_blocks import raw_blocks
from support_packet.archive.zip_stream import NOT_REDACTED, EntryReport
from support_packet.redaction.blocks import BLOCK_BYTES
from support_packet.redaction.engine import Redactor
from support_packet.redaction.redacted_blocks import redacted_blocks
from support_packet.values.message import Message
from support_packet.values.reason import Reason


class PlainContent:
    """Takes the place of a `PacketArchive` where one file is wanted, not a packet."""

    def __init__(self, redactor: Redactor) -> None:
        self.redactor = redactor

    def entry(
        self, name: str, pieces: Iterable[bytes], size: int | None = None, *, raw: bool = False
    ) -> Generator[bytes, None, EntryReport]:
        """Yield the content as it comes, and return what was sent; `PacketArchive.entry` says more.

        `size` is not used: there is no header that depends on it.
        """
        del size
        content = ObservedContent(pieces)
        removed: Counter[str] = Counter()
        sent, cut = 0, None
        try:
            for data in self._redacted(content, removed, raw=raw):
                sent += len(data)
                yield data
        except Exception as error:  # noqa: BLE001 -- whatever went wrong, nothing is sent raw
            # The error's own text may repeat what was to be redacted.
            cut = Reason(Message(NOT_REDACTED, error=type(error).__name__))
        return EntryReport(name, sent, removed, content.cut or cut, raw=raw)

    def _redacted(
        self, content: ObservedContent, removed: Counter[str], *, raw: bool
    ) -> Generator[bytes, None, None]:
        if raw:
            for raw_block in raw_blocks(content, BLOCK_BYTES):
                yield raw_block.data if raw_block else b""
            return
        for redacted in redacted_blocks(content, self.redactor):
            if redacted:
                removed.update(redacted.counts)
            yield redacted.data if redacted else b""
