"""Notes about a log of which only the lines of some time were requested."""

from support_packet.mattermost.logs.time_window import TimeWindow
from support_packet.values.message import N_, Message
from support_packet.values.warning import note_requested

_WITHOUT_TIMES = N_(
    "%(file)s is in the packet as a whole: its lines have no times that can be compared with "
    "%(window)s."
)
_OUTSIDE = N_(
    "%(file)s is in the packet without the %(count)s bytes of other times: only lines of "
    "%(window)s were requested."
)
_EMPTY = N_(
    "%(file)s is empty in the packet: it has no lines of %(window)s, and only those were requested."
)


def note_without_times(name: str, window: TimeWindow) -> None:
    """Note that all lines of the log are sent."""
    note_requested(Message(_WITHOUT_TIMES, file=name, window=window))


def note_outside(name: str, window: TimeWindow, count: int) -> None:
    """Note that `count` bytes of the log are not sent."""
    note_requested(Message(_OUTSIDE, file=name, count=count, window=window))


def note_empty(name: str, window: TimeWindow) -> None:
    """Note that nothing of the log is sent."""
    note_requested(Message(_EMPTY, file=name, window=window))
