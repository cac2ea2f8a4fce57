"""Whether packets can be made: Mattermost's configuration is readable, its database responds."""

import logging
import threading
from collections.abc import Callable
from time import monotonic
from typing import Literal

from support_packet.mattermost.installation import Mattermost

State = Literal["OK", "unreadable", "unreachable", "unknown"]

_KEPT_SECONDS = 5.0
_WAIT_SECONDS = 10.0

logger = logging.getLogger(__name__)


class Readiness:
    """Looks at most once in five seconds, however often asked; `installation` opens a new one.

    `wait` is for how many seconds an answer waits for a look that hangs.
    """

    def __init__(self, installation: Callable[[], Mattermost], wait: float = _WAIT_SECONDS) -> None:
        self._installation = installation
        self._wait = wait
        self._lock = threading.Lock()
        self._states: dict[str, State] = {}
        self._problems: list[str] = []
        self._until = 0.0

    def states(self) -> dict[str, State]:
        """Return the state of `configuration` and of `database`."""
        if not self._lock.acquire(timeout=self._wait):
            # A file system or a server that hangs.
            return {"configuration": "unknown", "database": "unknown"}
        try:
            if monotonic() >= self._until:
                self._look()
                self._until = monotonic() + _KEPT_SECONDS
            return dict(self._states)
        finally:
            self._lock.release()

    def _look(self) -> None:
        mattermost = self._installation()
        with mattermost.one_connection():
            unreadable = mattermost.config_problem
            unreachable = "" if unreadable else mattermost.database_problem
        self._states = {
            "configuration": "unreadable" if unreadable else "OK",
            "database": "unknown" if unreadable else "unreachable" if unreachable else "OK",
        }
        problems = [problem for problem in (unreadable, unreachable) if problem]
        if problems != self._problems:
            # Only a change: a probe every few seconds would fill the log.
            for problem in problems or ["The configuration and the database can be read again."]:
                logger.warning("Not ready: %s" if problems else "%s", problem)
            self._problems = problems
