"""What is said about the parts of a log that are not in the packet."""

import io
from functools import reduce

from support_packet.errors import ContentCut
from support_packet.mattermost.reading_limits import LogLimits
from support_packet.values.message import N_, Message
from support_packet.values.reason import Reason

UNFINISHED = N_(
    "%(file)s ends in the middle of a line. The process that wrote it may have been killed, or the "
    "disk is full."
)


_START = N_(
    "its first %(count)s bytes (only the newest %(limit)s bytes of a log are sent; to send more, "
    "raise %(setting)s)"
)


def check_complete(file: io.FileIO, missing: list[Message]) -> None:
    """Raise `ContentCut` if anything of `file` is missing."""
    if missing:
        limited = [part.template for part in missing] == [_START]
        raise ContentCut.because(Reason(without(file, missing), limited=limited))


def without(file: io.FileIO, missing: list[Message]) -> Message:
    """Return that `file` is in the packet without what is `missing`."""
    both = N_("%(first)s and without %(second)s")
    parts = reduce(lambda first, second: Message(both, first=first, second=second), missing)
    return Message(N_("%(file)s is in the packet without %(parts)s."), file=file.name, parts=parts)


def missing_start(count: int, limits: LogLimits) -> Message:
    """Return why the first `count` bytes are missing."""
    return Message(
        _START,
        count=count,
        limit=limits.max_bytes,
        setting=limits.names.log_bytes,
    )


def missing_end(count: int) -> Message:
    """Return why the last `count` bytes are missing."""
    return Message(N_("its last %(count)s bytes (the last line is not complete)"), count=count)
