"""Redacts the entries of a small ZIP, and writes it again."""

import io
import zipfile
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from functools import partial
from typing import IO, Any

from support_packet.errors import ContentCut
from support_packet.redaction.compressed_streams import Limit, Repacked, mapped
from support_packet.redaction.engine import Redactor
from support_packet.values.file_names import redacted_file_name
from support_packet.values.free_names import FreeNames
from support_packet.values.message import N_, Message

MAX_ZIP_BYTES = 32 * 2**20
"""A ZIP is read from its end, and therefore held as a whole."""

_MAX_ENTRIES = 10_000
_PIECE_BYTES = 256 * 1024
_ENTRY_MAGIC = b"PK\x01\x02"
_MAX_UNPACKED_BYTES = 2**30
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Of the other methods `zipfile` unpacks without a bound on memory."""

_MAX_NAME_BYTES = 65_000
"""A name in an old encoding may become longer than a ZIP can have it, above all with a number."""

_ENCRYPTED = 0x1

_DAMAGED = N_("it is a damaged ZIP.")
_TOO_MANY = N_("it is a ZIP of more than %(limit)s files.")
_TOO_MUCH = N_("it unpacks to far more than it is.")
_IS_ENCRYPTED = N_("it is encrypted.")
_UNUSUAL = N_("it is a ZIP with an unusual method of compression.")

RedactEntry = Callable[[Iterable[bytes]], Generator[bytes, None, Repacked]]


def why_unreadable(data: bytes) -> Message | None:
    """Return why the ZIP `data` cannot be read as a whole, `None` if it can."""
    if data.count(_ENTRY_MAGIC) > _MAX_ENTRIES:
        return Message(_TOO_MANY, limit=_MAX_ENTRIES)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _why_entries_are_unreadable(archive, len(data))
    except ContentCut:
        return Message(_TOO_MUCH)
    except Exception:  # noqa: BLE001 -- of hostile content `zipfile` raises whatever its parts do
        return Message(_DAMAGED)


def _why_entries_are_unreadable(archive: zipfile.ZipFile, size: int) -> Message | None:
    for info in archive.infolist():
        if info.flag_bits & _ENCRYPTED:
            return Message(_IS_ENCRYPTED)
        if info.compress_type not in _METHODS:
            return Message(_UNUSUAL)
        if len(info.filename.encode(errors="replace")) > _MAX_NAME_BYTES:
            return Message(_DAMAGED)
    # An entry's own sizes may be wrong, and entries may share their bytes.
    limit = Limit(_MAX_UNPACKED_BYTES)
    limit.add(packed=size)
    for info in archive.infolist():
        for piece in _pieces(archive, info):
            limit.add(unpacked=len(piece))
    return None


def redact_zip(
    data: bytes, redactor: Redactor, redact: RedactEntry
) -> Generator[bytes, None, Repacked]:
    """Yield the ZIP `data` again, of which each entry went through `redact`.

    Kept are the names without secrets, the dates and modes; what is between the entries is not.
    """
    removed: Counter[str] = Counter()
    problem = None
    # Names may differ in nothing but case: those of classes in a JAR often do.
    names = FreeNames(key=str)
    sink = _Sink()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as archive,
        zipfile.ZipFile(sink, "w") as written,
    ):
        for info in archive.infolist():
            name = names.take(redacted_file_name(info.filename, redactor.redact_text))
            with written.open(_new_info(info, name), "w") as entry:
                content = redact(_pieces(archive, info))
                repacked = yield from mapped(content, partial(_write, entry, sink))
            removed.update(repacked.removed)
            problem = problem or repacked.problem
    yield sink.taken()
    return Repacked(removed, problem)


def _write(entry: IO[bytes], sink: "_Sink", piece: bytes) -> bytes:
    """Write a piece of an entry, and return what that adds to the ZIP."""
    entry.write(piece)
    return sink.taken()


def _pieces(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(info) as entry:
        while piece := entry.read(_PIECE_BYTES):
            yield piece


def _new_info(info: zipfile.ZipInfo, name: str) -> zipfile.ZipInfo:
    new = zipfile.ZipInfo(name, info.date_time)
    new.compress_type = info.compress_type
    new.external_attr = info.external_attr
    new.create_system = info.create_system
    return new


class _Sink(io.RawIOBase):
    """Takes what `zipfile` writes; it cannot be read or sought in, so that nothing is kept."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        piece = bytes(data)
        self._pieces.append(piece)
        return len(piece)

    def taken(self) -> bytes:
        """Return what was written since the last time."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)
