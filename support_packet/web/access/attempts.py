"""Wrong tokens: refused again without asking the database, and not too many from one address."""

import hashlib
import os
import threading
from collections import OrderedDict
from math import ceil
from time import monotonic
from typing import TypeVar

from support_packet.mattermost.access.tokens import invalid_session
from support_packet.process.leaky_bucket import LeakyBucket
from support_packet.web.error_table import TOO_MANY_SESSIONS
from support_packet.web.errors import ApiError

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")

BURST = 20
PER_SECOND = 1.0
"""How many wrong tokens may come from one address at once, and how many a second afterwards."""

REFUSED_SECONDS = 5.0
"""How long a wrong token is refused without a query; it may become valid in the meantime."""

_ADMITTED_SECONDS = 8 * 3600.0
_MAX_KEPT = 10_000


class Attempts:
    """What is known of tokens and addresses, for a short time; of tokens only keyed digests."""

    def __init__(self) -> None:
        self._key = os.urandom(32)
        self._lock = threading.Lock()
        self._refused: OrderedDict[bytes, float] = OrderedDict()
        self._admitted: OrderedDict[bytes, float] = OrderedDict()
        self._spent: OrderedDict[str, LeakyBucket] = OrderedDict()

    def check(self, address: str, token: str) -> None:
        """Let an attempt through, or raise `AuthenticationError` or `ApiError` (429).

        A token that was admitted recently does not count: others behind its address may be wrong.
        """
        digest, now = self._digest(token), monotonic()
        with self._lock:
            if self._refused.get(digest, 0.0) > now:
                raise invalid_session()
            excess = self._spent_by(address).level_at(now, PER_SECOND) - (BURST - 1)
            if excess > 0 and self._admitted.get(digest, 0.0) <= now:
                wait = ceil(excess / PER_SECOND)
                raise ApiError(*TOO_MANY_SESSIONS, retry_after=wait, seconds=wait)

    def refuse(self, address: str, token: str) -> None:
        """Note that the token was wrong."""
        now = monotonic()
        with self._lock:
            digest = self._digest(token)
            self._admitted.pop(digest, None)
            _keep(self._refused, digest, now + REFUSED_SECONDS)
            _keep(self._spent, address, self._spent_by(address).with_one_more(now, PER_SECOND))

    def admit(self, token: str) -> None:
        """Note that the token was right."""
        with self._lock:
            _keep(self._admitted, self._digest(token), monotonic() + _ADMITTED_SECONDS)

    def _spent_by(self, address: str) -> LeakyBucket:
        """Return the attempts that count against `address`: they are forgotten one by one."""
        return self._spent.get(address, LeakyBucket())

    def _digest(self, token: str) -> bytes:
        return hashlib.blake2b(token.encode(), digest_size=16, key=self._key).digest()


def _keep(kept: OrderedDict[_Key, _Value], key: _Key, value: _Value) -> None:
    kept[key] = value
    kept.move_to_end(key)
    while len(kept) > _MAX_KEPT:
        kept.popitem(last=False)
