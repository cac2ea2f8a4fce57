"""How much of a Mattermost installation is read, and how long that may take."""

import math
from dataclasses import dataclass

from support_packet.mattermost.logs.time_window import ALL_TIMES, TimeWindow
from support_packet.mattermost.path_map import SAME_PATHS, PathMap


@dataclass(frozen=True)
class SettingNames:
    """What messages call the limits: the settings with which the operator changes them."""

    seconds: str = "the time limit"
    log_bytes: str = "the size limit of logs"
    rotated_log_days: str = "the number of days"


@dataclass(frozen=True)
class LogLimits:
    """How much of a log is sent: the newest `max_bytes`, by `until` on the clock of `monotonic`.

    Of the logs that the server has rotated, those of the last `rotated_days` are sent. Of all only
    the lines in `window`.
    """

    max_bytes: int | None = None
    until: float = math.inf
    names: SettingNames = SettingNames()
    rotated_days: int = 0
    window: TimeWindow = ALL_TIMES

    def capped(self, size: int) -> int:
        """Return how many of `size` bytes are sent."""
        return size if self.max_bytes is None else min(size, self.max_bytes)


@dataclass(frozen=True)
class ReadingLimits:
    """The limits of one reading; sizes are bytes, times are seconds.

    `network_timeout` bounds every single wait for a server, `seconds` all reading together. At
    most the newest `log_bytes` of a log are read, and the logs that the server rotated in the last
    `rotated_log_days`. `paths` say where the server's directories are.
    """

    network_timeout: float = 3.0
    seconds: float = math.inf
    log_bytes: int | None = None
    rotated_log_days: int = 0
    names: SettingNames = SettingNames()
    paths: PathMap = SAME_PATHS

    def of_logs(self, now: float) -> LogLimits:
        """Return the limits of each log if reading starts `now`, on the clock of `monotonic`."""
        until = now + self.seconds
        return LogLimits(self.log_bytes, until, self.names, self.rotated_log_days)
