"""How much of a Mattermost installation is read, and how long that may take."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class ReadingLimits:
    """The limits of one reading; sizes are bytes, times are seconds.

    `network_timeout` bounds every single wait for a server, `seconds` all reading together.
    `log_bytes` is the most of a log to read, the newest lines; `rotated_log_days` says for how
    many days back the logs that the server has rotated are read, too.
    """

    network_timeout: float = 3.0
    seconds: float = math.inf
    log_bytes: int | None = None
    rotated_log_days: int = 0
