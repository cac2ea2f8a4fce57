"""Archives: written to their end, and read with Python's own `zipfile`."""

import io
import zipfile
from collections.abc import Generator, Iterable
from datetime import UTC, datetime

from support_packet.archive.zip_stream import EntryReport, PacketArchive

SECRET = "kn0wn-s3cret"
MODIFIED = datetime(2026, 11, 22, 14, 18, 31, tzinfo=UTC)
LOG = b"".join(b'{"level":"info","msg":"line %d"}\n' % number for number in range(50_000))


def run(entry: Generator[bytes, None, EntryReport]) -> tuple[bytes, EntryReport]:
    """Return all bytes of an entry, and its report."""
    chunks: list[bytes] = []

    def collect() -> Generator[bytes, None, EntryReport]:
        return (yield from entry)

    running = collect()
    while True:
        try:
            chunks.append(next(running))
        except StopIteration as end:
            return b"".join(chunks), end.value


def pack(
    archive: PacketArchive, files: Iterable[tuple[str, Iterable[bytes]]]
) -> tuple[bytes, list[EntryReport]]:
    """Return a whole archive and the reports of its entries."""
    packed = [run(archive.entry(name, pieces)) for name, pieces in files]
    data = b"".join(data for data, _ in packed) + b"".join(archive.finish())
    return data, [report for _, report in packed]


def read(data: bytes) -> dict[str, bytes]:
    """Return the content of each entry of an archive, which is valid."""
    with zipfile.ZipFile(io.BytesIO(data)) as packet:
        assert packet.testzip() is None
        return {name: packet.read(name) for name in packet.namelist()}
