"""Makes a ZIP as a stream: each entry redacted, deflated and sent while it is still being read."""

from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from isal import isal_zlib

from support_packet.archive.observed_content import ObservedContent
from support_packet.archive.packing import Compression, PackedBlock, check_edges, pack
from support_packet.archive.raw_blocks import raw_blocks
from support_packet.archive.workers import Workers
from support_packet.archive.zip_format import Entry, directory, dos_time
from support_packet.files.deflated_block import END_OF_DEFLATE
from support_packet.process.memory import give_back_memory
from support_packet.redaction.binary_content import REPLACED_IN_BINARY
from support_packet.redaction.blocks import BLOCK_BYTES, Blocks
from support_packet.redaction.edges import Edges
from support_packet.redaction.engine import Redactor
from support_packet.values.file_names import redacted_file_name
from support_packet.values.free_names import FreeNames
from support_packet.values.message import N_, Message
from support_packet.values.reason import Reason

_LARGE_BYTES = 7 * 2**29
"""Content of more than 3.5 GiB gets ZIP64: redacting it may make it pass 4 GiB.

Not less, because `ZipInputStream` of Java before 23 cannot read an entry with ZIP64 that stays
below 4 GiB.
"""

_MIN_YIELD = 64 * 1024

_TOO_LARGE = Reason(Message(N_("It is larger than 4 GiB, which was not known in advance.")))
NOT_REDACTED = N_("It could not be redacted completely: %(error)s.")
"""Why content ends early that cannot be searched completely."""


@dataclass(frozen=True)
class EntryReport:
    """What was sent of one entry: its name, its bytes before compression, secrets by kind.

    `cut` is why the entry ends before the collector's content does, `warning` what else is wrong
    with it. A `raw` entry was not searched for secrets.
    """

    name: str
    sent: int
    removed: Mapping[str, int]
    cut: Reason | None = None
    warning: Reason | None = None
    raw: bool = False


class PacketArchive:
    """One ZIP, written entry by entry; `modified`, a local time, is the date of all entries.

    The bytes depend only on the entries, the redactor, `modified` and `compression`. `workers`
    is how many threads redact and compress.
    """

    def __init__(
        self,
        redactor: Redactor,
        *,
        modified: datetime,
        workers: int = 2,
        compression: Compression = "fast",
        block_bytes: int = BLOCK_BYTES,
    ) -> None:
        self.redactor = redactor
        self._modified = dos_time(modified)
        self._workers = Workers(workers)
        self._compression = compression
        self._block_bytes = block_bytes
        self._entries: list[Entry] = []
        self._names = FreeNames()
        self._offset = 0

    def close(self) -> None:
        """Let the workers end; what they have not begun is dropped."""
        self._workers.close()
        give_back_memory()
        self.redactor.end_packet()

    def entry(
        self, name: str, pieces: Iterable[bytes], size: int | None = None, *, raw: bool = False
    ) -> Generator[bytes, None, EntryReport]:
        """Yield an entry as its pieces come, and return what was sent.

        An empty piece lets what is ready leave while the next one takes its time. `ContentCut`
        from `pieces` ends the entry after the last whole line. So does any other error, and a
        block that cannot be redacted: it is never sent raw. `size` is how many bytes to expect;
        an entry with none ends before 4 GiB. Of a `raw` entry only the name is redacted.
        """
        name = self._names.take(redacted_file_name(name, self.redactor.redact_text))
        entry = Entry(name.encode(), self._modified, self._offset, (size or 0) > _LARGE_BYTES)
        self._entries.append(entry)
        yield self._sent(entry.local_header())
        content = ObservedContent(pieces)
        removed: Counter[str] = Counter()
        packed = self._raw(content) if raw else self._redacted(content)
        cut, warning = yield from self._content(entry, packed, removed)
        return EntryReport(name, entry.size, removed, content.cut or cut, warning, raw)

    def _raw(self, content: ObservedContent) -> Generator[PackedBlock, None, None]:
        packed = partial(pack, redactor=None, compression=self._compression)
        return self._workers.map(packed, raw_blocks(content, self._block_bytes))

    def _redacted(self, content: ObservedContent) -> Generator[PackedBlock, None, None]:
        redactor, compression = self.redactor, self._compression
        blocks = Blocks(content, redactor, block_bytes=self._block_bytes)
        packed = partial(pack, redactor=redactor, compression=compression)
        packed_blocks = self._workers.map(packed, blocks)
        return check_edges(packed_blocks, Edges(redactor.gate), compression)

    def _content(
        self,
        entry: Entry,
        packed_blocks: Generator[PackedBlock, None, None],
        removed: Counter[str],
    ) -> Generator[bytes, None, tuple[Reason | None, Reason | None]]:
        ready = bytearray()
        cut = warning = None
        try:
            with closing(packed_blocks):
                for packed in packed_blocks:
                    if not entry.has_room(packed.size, len(packed.deflated)):
                        cut = _TOO_LARGE
                        break
                    _add(entry, packed)
                    removed.update(packed.removed)
                    if packed.binary:
                        warning = REPLACED_IN_BINARY
                    if not ready and len(packed.deflated) >= _MIN_YIELD:
                        yield self._sent(packed.deflated)
                        continue
                    ready += packed.deflated
                    if len(ready) >= _MIN_YIELD:
                        yield self._sent(bytes(ready))
                        ready.clear()
        except Exception as error:  # noqa: BLE001 -- whatever went wrong, nothing is sent raw
            # The error's own text may repeat what was to be redacted.
            cut = Reason(Message(NOT_REDACTED, error=type(error).__name__))
        entry.deflated += len(END_OF_DEFLATE)
        yield self._sent(bytes(ready) + END_OF_DEFLATE + entry.data_descriptor())
        return cut, warning

    def finish(self) -> Iterator[bytes]:
        """Yield the end of the archive."""
        yield self._sent(directory(self._entries, self._offset))

    def _sent(self, data: bytes) -> bytes:
        self._offset += len(data)
        return data


def _add(entry: Entry, packed: PackedBlock) -> None:
    entry.crc = isal_zlib.crc32_combine(entry.crc, packed.crc, packed.size)
    entry.size += packed.size
    entry.deflated += len(packed.deflated)
