"""Tickets for a browser in which the break-glass token was entered, and how often that may fail."""

import secrets
import threading
from collections import OrderedDict, deque
from math import ceil
from time import monotonic

from support_packet.web.error_table import TOO_MANY_TOKENS
from support_packet.web.errors import ApiError

_VALID_SECONDS = 1800.0
_MAX_TICKETS = 20
_MAX_FAILURES = 5
_FAILURE_SECONDS = 60.0
_MAX_ADDRESSES = 1000


class Tickets:
    """The tickets of this process: a page carries one from form to form, so no cookie is needed.

    A ticket stands for the token for half an hour, but no longer than the token is valid: the file
    is read again for each request.
    """

    def __init__(self) -> None:
        self._tokens: OrderedDict[str, tuple[str, float]] = OrderedDict()
        self._failures: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def issue(self, token: str) -> str:
        """Return a new ticket for `token`; the oldest make room."""
        ticket = secrets.token_urlsafe(32)
        with self._lock:
            self._tokens[ticket] = token, monotonic() + _VALID_SECONDS
            while len(self._tokens) > _MAX_TICKETS:
                self._tokens.popitem(last=False)
        return ticket

    def token_of(self, ticket: str) -> str:
        """Return the token that `ticket` stands for, empty if it is unknown or too old."""
        token, until = self._tokens.get(ticket, ("", 0.0))
        return token if monotonic() < until else ""

    def check_attempts(self, address: str) -> None:
        """Raise `ApiError` (429) after too many wrong tokens from `address` within a minute."""
        now = monotonic()
        with self._lock:
            failures = self._failures.get(address, deque())
            while failures and failures[0] <= now - _FAILURE_SECONDS:
                failures.popleft()
            if len(failures) >= _MAX_FAILURES:
                wait = ceil(failures[0] + _FAILURE_SECONDS - now)
                raise ApiError(*TOO_MANY_TOKENS, retry_after=wait)

    def note_failure(self, address: str) -> None:
        """Count a wrong token from `address`."""
        with self._lock:
            self._failures.setdefault(address, deque()).append(monotonic())
            self._failures.move_to_end(address)
            while len(self._failures) > _MAX_ADDRESSES:
                self._failures.popitem(last=False)
