"""A packet of another node, as it comes: the answer is checked, then the ZIP is read file by file.

Nothing of it is trusted: the host checks the names and sizes of the files as those of any folder,
and removes the secrets that this node knows.
"""

import json
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from http import HTTPStatus
from types import ModuleType
from typing import Any

from support_packet.errors import CollectError, ContentCut
from support_packet.fetching import Response
from support_packet.message import N_

_MAX_REFUSAL_BYTES = 64 * 1024
_MAX_SHOWN = 200

REFUSED = N_("%(node)s refused: HTTP status %(status)s%(reason)s.")
_NOT_A_PACKET = N_(
    "%(node)s answered with something other than a packet. Check that SUPPORT_PACKET_NODE_URL is "
    "the address of support-packet there."
)
_BROKEN = N_("The packet of %(node)s is damaged from here on (%(reason)s).")
_NO_READER = N_(
    "Packets of other nodes cannot be read, because the package stream-unzip is not installed. "
    "Install support-packet[nodes]."
)


def check_answer(response: Response, node: str) -> None:
    """Raise `CollectError` unless the answer is a packet; it says what `node` gave as the reason.

    A redirect is none either: the admin's credential goes to no other address.
    """
    if response.status != HTTPStatus.OK:
        reason = _reason(response)
        raise CollectError(REFUSED, node=node, status=response.status, reason=reason)
    kind = response.headers.get("content-type", "").partition(";")[0].strip()
    if kind != "application/zip":
        raise CollectError(_NOT_A_PACKET, node=node)


def files_of(response: Iterable[bytes], node: str) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Yield the name and the content of each file, as they come.

    `ContentCut` in the middle of a file that is damaged or breaks off, and again after it:
    nothing can be read from there on.
    """
    unzip = _reader()
    try:
        for raw_name, _, pieces in unzip.stream_unzip(response):
            content = _content(pieces, unzip, node)
            yield raw_name.decode(errors="replace"), content
            # What the collector did not want: the next file begins only after it.
            deque(content, maxlen=0)
    except unzip.UnzipError as error:
        raise _broken(node, error) from None


def _content(pieces: Iterator[bytes], unzip: Any, node: str) -> Iterator[bytes]:
    try:
        yield from pieces
    except unzip.UnzipError as error:
        raise _broken(node, error) from None


def _broken(node: str, error: Exception) -> ContentCut:
    return ContentCut(_BROKEN, node=node, reason=type(error).__name__)


def _reader() -> ModuleType:
    """Return the library that reads a ZIP as it comes, which only clusters need."""
    try:
        import stream_unzip  # noqa: PLC0415 -- see above
    except ImportError:
        raise CollectError(_NO_READER) from None
    return stream_unzip


def _reason(response: Response) -> str:
    """Return the message of an answer in the shape of Mattermost's API, ready to be put behind."""
    with suppress(CollectError, ValueError, TypeError, KeyError):
        message = json.loads(response.read(_MAX_REFUSAL_BYTES))["message"]
        return f" ({str(message)[:_MAX_SHOWN].rstrip('.')})"
    return ""
