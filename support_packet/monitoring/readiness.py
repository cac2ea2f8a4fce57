"""Whether packets can be made: Mattermost's configuration is readable, its database responds."""

import logging
from collections.abc import Callable, Mapping
from typing import Literal

from support_packet.errors import DatabaseError
from support_packet.mattermost.installation import Mattermost
from support_packet.process.refreshed import Refreshed

State = Literal["OK", "unreadable", "unreachable", "unknown"]

_KEPT_SECONDS = 5.0
_WAIT_SECONDS = 3.0
_UNKNOWN: Mapping[str, State] = {"configuration": "unknown", "database": "unknown"}
_SILENT: Mapping[str, State] = {"configuration": "OK", "database": "unreachable"}

logger = logging.getLogger(__name__)


class Readiness:
    """Looks at most once in five seconds, however often asked; `installation` opens a new one.

    `wait` is for how many seconds an answer waits for a look that takes long. A database that has
    not answered by then is unreachable, whether or not an error says so later.
    """

    def __init__(self, installation: Callable[[], Mattermost], wait: float = _WAIT_SECONDS) -> None:
        self._installation = installation
        self._states = Refreshed(self._look, _KEPT_SECONDS, wait)
        self._problems: list[str] = []
        self._waits_for_database = False

    def states(self) -> Mapping[str, State]:
        """Return the state of `configuration` and of `database`."""
        return self._states.get() or (_SILENT if self._waits_for_database else _UNKNOWN)

    def _look(self) -> Mapping[str, State]:
        self._waits_for_database = False
        mattermost = self._installation()
        with mattermost.one_connection():
            unreadable = mattermost.config_problem
            self._waits_for_database = not unreadable
            unreachable = "" if unreadable else _problem_of_database(mattermost)
        problems = [problem for problem in (unreadable, unreachable) if problem]
        if problems != self._problems:
            # Only a change: a probe every few seconds would fill the log.
            for problem in problems or ["The configuration and the database can be read again."]:
                logger.warning("Not ready: %s" if problems else "%s", problem)
            self._problems = problems
        return {
            "configuration": "unreadable" if unreadable else "OK",
            "database": "unknown" if unreadable else "unreachable" if unreachable else "OK",
        }


def _problem_of_database(mattermost: Mattermost) -> str:
    try:
        mattermost.ask_database()
    except DatabaseError as error:
        return str(error)
    return ""
