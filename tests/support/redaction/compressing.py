"""Packs, unpacks and redacts content, and the content to do it to."""

import bz2
import gzip
import io
import lzma
import zipfile
from collections.abc import Callable, Generator
from typing import TypeVar

from support_packet.redaction.compressed import (
    Closed,
    leave_out,
    redact_compressed,
)
from support_packet.redaction.compressed_kinds import MAGIC_BYTES, Kind, compression_of
from support_packet.redaction.compressed_streams import Repacked
from support_packet.redaction.engine import Redactor
from support_packet.redaction.spans import MASK
from support_packet.values.message import Message

SECRET = "kn0wn-s3cret/v@lue"
LOG = f'{{"msg":"authenticated as {SECRET}"}}\n{{"msg":"harmless"}}\n'.encode()
REDACTED = LOG.replace(SECRET.encode(), MASK)
Result = TypeVar("Result")

PACK: dict[Kind, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
}
UNPACK: dict[Kind, Callable[[bytes], bytes]] = {
    "gzip": gzip.decompress,
    "bzip2": bz2.decompress,
    "xz": lzma.decompress,
}
KINDS = list(PACK)


def finished(content: Generator[bytes, None, Result]) -> tuple[bytes, Result]:
    pieces = []
    while True:
        try:
            pieces.append(next(content))
        except StopIteration as done:
            return b"".join(pieces), done.value


def redact(
    redactor: Redactor, data: bytes, piece_bytes: int = 1000, closed: Closed = leave_out
) -> tuple[bytes, Repacked]:
    kind = compression_of(data[:MAGIC_BYTES])
    assert kind
    pieces = [data[start : start + piece_bytes] for start in range(0, len(data), piece_bytes)]
    return finished(redact_compressed(kind, pieces, redactor, closed))


def why(repacked: Repacked) -> str | None:
    """Return the problem's text in English, `None` if there is none."""
    return str(repacked.problem.message) if repacked.problem else None


def templates(repacked: Repacked) -> set[str]:
    """Return the texts under which catalogs have the problem's, each with those in its values."""
    found = set[str]()
    waiting = [repacked.problem.message] if repacked.problem else []
    while waiting:
        message = waiting.pop()
        found.add(message.template)
        waiting += [value for value in message.values.values() if isinstance(value, Message)]
    return found


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 11, 22, 14, 18, 0)), content, method)
    return data.getvalue()
