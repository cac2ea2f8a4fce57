"""A packet of another node, as it comes: the answer is checked, then the ZIP is read file by file.

Nothing of it is trusted: the host checks the names and sizes of the files as those of any folder,
and removes the secrets that this node knows.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from types import ModuleType
from typing import Any

from support_packet.collecting.fetching import Response
from support_packet.errors import CollectError, ContentCut, DeclarationError
from support_packet.host.nodes.own_entries import OwnEntries
from support_packet.host.validation.file_name_registry import FileNameRegistry
from support_packet.values.file_names import WARNING_FILE, check_file_name
from support_packet.values.message import N_
from support_packet.values.warning import warn

_MAX_REFUSAL_BYTES = 64 * 1024
_MAX_SHOWN = 200

REFUSED = N_("%(node)s refused: HTTP status %(status)s%(reason)s.")
NOT_A_PACKET = N_(
    "%(node)s answered with something other than a packet. Check that SUPPORT_PACKET_NODE_URL is "
    "the address of support-packet there."
)
_BROKEN = N_("The packet of %(node)s is damaged from here on (%(reason)s).")
_BAD_NAME = N_("A file of %(node)s is left out because of its name, %(name)s.")
_NO_READER = N_(
    "Packets of other nodes cannot be read, because the package stream-unzip is not installed. "
    "Install support-packet[nodes]."
)


@dataclass(frozen=True)
class Limits:
    """What the packet of a node may have, also of what nobody takes; sizes are bytes.

    `ratio`: Deflate makes of one byte 1,032 at most. Other methods are not what a packet uses, and
    can make millions.
    """

    content: int
    files: int = 10_000
    name: int = 1000
    ratio: int = 1100
    small: int = 2**20


class _Meter:
    """Counts what comes, compressed and not."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.files = 0
        self._compressed = 0
        self._content = 0

    def received(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Yield `pieces`, counted."""
        for piece in pieces:
            self._compressed += len(piece)
            if self._compressed > self._limits.content + self._limits.small:
                raise ValueError(f"more than {self._limits.content} bytes")
            yield piece

    def begin(self, raw_name: bytes) -> str:
        """Return the name of the next file; `ValueError` for a file too many."""
        self.files += 1
        if self.files > self._limits.files:
            raise ValueError(f"more than {self._limits.files} files")
        if len(raw_name) > self._limits.name:
            raise ValueError("the name of a file is too long")
        return raw_name.decode(errors="replace")

    def take(self, piece: bytes) -> None:
        """Count a piece of content; `ValueError` for too much of it."""
        self._content += len(piece)
        if self._content > self._limits.content + self._limits.small:
            raise ValueError(f"more than {self._limits.content} bytes of content")
        if self._content > self._limits.ratio * self._compressed + self._limits.small:
            raise ValueError(f"compressed more than {self._limits.ratio} times")


def check_answer(response: Response, node: str) -> None:
    """Raise `CollectError` unless the answer is a packet; it says what `node` gave as the reason.

    A redirect is not one either: the admin's credential goes to no other address.
    """
    if response.status != HTTPStatus.OK:
        reason = _reason(response)
        raise CollectError(REFUSED, node=node, status=response.status, reason=reason)
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/zip":
        raise CollectError(NOT_A_PACKET, node=node)


def files_of(
    pieces: Iterable[bytes], node: str, limits: Limits, *, searched: bool = False
) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Yield the name and the content of each file, as they come.

    `searched` says that the same rules as here have been applied to all of it.
    `ContentCut` in the middle of a file that is damaged, too large or breaks off, and again after
    it: nothing can be read from there on. `CollectError` where there is no file at all.
    """
    unzip = _reader()
    meter = _Meter(limits)
    names: FileNameRegistry[str] = FileNameRegistry()
    try:
        for raw_name, file_pieces in _entries(meter.received(pieces), unzip, searched=searched):
            content = _content(file_pieces, unzip, node, meter)
            name = meter.begin(raw_name)
            if _is_possible(name) and not names.register(name, name):
                yield name, content
            else:
                warn(_BAD_NAME, node=node, name=repr(name[:_MAX_SHOWN]))
            # What the collector did not want: the next file begins only after it.
            for _ in content:
                pass
    except (unzip.UnzipError, ValueError) as error:
        raise _broken(node, error, unzip) from None
    if not meter.files:
        raise CollectError(NOT_A_PACKET, node=node)


def _entries(
    pieces: Iterable[bytes], unzip: Any, *, searched: bool
) -> Iterator[tuple[bytes, Iterator[bytes]]]:
    """Yield the name and content of each entry of a ZIP: this program's own, then any others."""
    own = OwnEntries(pieces, searched=searched)
    yield from own
    for name, _, content in unzip.stream_unzip(own.rest):
        yield name, content


def _is_possible(name: str) -> bool:
    try:
        # Its own file with what is missing is not the one of this packet.
        check_file_name(f"of node {name}" if name == WARNING_FILE else name)
    except DeclarationError:
        return False
    return True


def _content(pieces: Iterator[bytes], unzip: Any, node: str, meter: _Meter) -> Iterator[bytes]:
    try:
        for piece in pieces:
            meter.take(piece)
            yield piece
    except (unzip.UnzipError, ValueError) as error:
        raise _broken(node, error, unzip) from None


def _broken(node: str, error: Exception, unzip: Any) -> ContentCut:
    of_reader = isinstance(error, unzip.UnzipError)
    reason = type(error).__name__ if of_reader else str(error)
    return ContentCut(_BROKEN, node=node, reason=reason)


def _reader() -> ModuleType:
    """Return the library that reads a ZIP as it comes; `CollectError` if it is missing."""
    try:
        import stream_unzip  # noqa: PLC0415 -- optional, only clusters need it
    except ImportError:
        raise CollectError(_NO_READER) from None
    return stream_unzip


def _reason(response: Response) -> str:
    """Return the message of an answer in the shape of Mattermost's API, ready to be appended."""
    with suppress(CollectError, ValueError, TypeError, KeyError, RecursionError):
        message = json.loads(response.read(_MAX_REFUSAL_BYTES))["message"]
        return f" ({str(message)[:_MAX_SHOWN].rstrip('.')})"
    return ""
