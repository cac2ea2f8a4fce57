"""Observes what a collector returns, on its way to the page."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from support_packet.mattermost.logs.log_file import LogFile

if TYPE_CHECKING:
    from support_packet.mattermost.logs.log_summary import LogSummary

MAX_SHORT = 64 * 1024
"""Characters, or bytes, of a text that comes in one piece."""

NEWEST_LINES = 200
"""How many lines of a log are shown."""


class Watched:
    """Stands in for `collect`; called in its thread, it notes what kind of content there is.

    Of a log it returns only the newest lines if `tail`. `log` is then its summary, with `hours` if
    they are wanted; `is_short` a text that its first piece holds.
    """

    def __init__(self, collect: Callable[[], Any], *, tail: bool, hours: bool) -> None:
        self.log: LogSummary | None = None
        self.is_short = False
        self._collect = collect
        self._tail = tail
        self._hours = hours

    def __call__(self) -> Any:
        """Return the content."""
        content = self._collect()
        if isinstance(content, LogFile):
            self.log = content.summary(hours=self._hours)
            return content.newest(NEWEST_LINES) if self._tail else content
        self.is_short = isinstance(content, str | bytes) and len(content) <= MAX_SHORT
        return content
