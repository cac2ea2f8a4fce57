"""Log lines for refused requests that have no audit line: some of each kind, however many come."""

import logging
import re
import threading
from collections.abc import Callable, Collection
from http import HTTPStatus
from time import monotonic

import falcon

from support_packet.network.addresses import Network
from support_packet.process.leaky_bucket import LeakyBucket
from support_packet.web.access.client_address import client_address
from support_packet.web.context import Request

BURST = 20
SECONDS_FOR_ONE = 60.0
"""How many lines of one status are written at once, and after how long one more may be."""

_PER_SECOND = 1 / SECONDS_FOR_ONE
_STATUSES = (400, 404, 405, 413)
_MAX_ADDRESS = 64
_SHOWN = re.compile(r"[A-Za-z0-9_.-]{0,20}")
"""Shorter than Mattermost's tokens and ids."""

logger = logging.getLogger(__name__)


class RefusalLog:
    """Writes them; what is too much is counted in the next line of the same status."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._written: dict[int, LeakyBucket] = {}
        self._left_out: dict[int, int] = {}

    def add(self, request_id: str, address: str, status: int, what: str) -> None:
        """Log that a request was refused, or only count it."""
        with self._lock:
            left_out = self._left_out.get(status, 0)
            if not self._may_write(status):
                self._left_out[status] = left_out + 1
                return
            self._left_out[status] = 0
        logger.log(
            logging.WARNING if status >= HTTPStatus.INTERNAL_SERVER_ERROR else logging.INFO,
            "request %s from %s: %d %s%s",
            request_id,
            address[:_MAX_ADDRESS],
            status,
            what,
            f" (and {left_out} before it with this status)" if left_out else "",
        )

    def _may_write(self, status: int) -> bool:
        now, written = self._clock(), self._written.get(status, LeakyBucket())
        if written.level_at(now, _PER_SECOND) > BURST - 1:
            return False
        self._written[status] = written.with_one_more(now, _PER_SECOND)
        return True


class RefusalLogger:
    """Falcon middleware: logs requests that were refused, but for those for a packet.

    It shows who scans, and that a proxy passes on what is Mattermost's.
    """

    def __init__(self, proxies: Collection[Network]) -> None:
        self._log = RefusalLog()
        self._proxies = proxies

    def process_response(
        self, request: Request, response: falcon.Response, _resource: object, _succeeded: bool
    ) -> None:
        """Log the request if it was refused, without an audit line."""
        if response.status_code in _STATUSES and request.context.audit is None:
            self._log.add(
                request.context.request_id,
                client_address(request, self._proxies),
                response.status_code,
                f"{request.method} {_beginning_of(request.path)}",
            )


def _beginning_of(path: str) -> str:
    """Return the first part of a path; what follows may be a secret, as in a webhook's URL."""
    first, slash, _ = path.removeprefix("/").partition("/")
    shown = first if _SHOWN.fullmatch(first) else "…"
    return f"/{shown}/…" if slash else f"/{shown}"
