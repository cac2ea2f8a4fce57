"""Limits concurrent downloads: shared fairly between users, and not kept by slow clients."""

import math
import socket
import threading
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

from support_packet.network.tcp_info import acknowledged_bytes
from support_packet.web.download.client_connection import hang_up
from support_packet.web.error_table import OWN_PACKET_RUNNING, TOO_MANY_PACKETS
from support_packet.web.errors import ApiError

if TYPE_CHECKING:
    from collections.abc import Callable

STALL_SECONDS = 20.0
"""A client that has received nothing for this long loses its slot if another one needs it.

Not less: a proxy that reads 50 kB a second may receive nothing for seconds, because it asks for
more only when a part of its buffer is free again.
"""

SLOW_BYTES = 128 * 1024
SLOW_SECONDS = 20.0
"""So does one that takes longer than this for so many bytes, which is 6.6 kB a second."""

_GIVE_UP_SECONDS = 2.0


class Progress:
    """How long it takes a client to receive `least` more bytes, time and again."""

    def __init__(self, least: int) -> None:
        self._least = least
        self._received: int | None = None
        self._since = 0.0

    def lacks(self, received: int | None, now: float, seconds: float) -> bool:
        """Return whether it takes `seconds` already; `None` is a client that need not receive."""
        before = self._received
        if received is None or before is None or received - before >= self._least:
            self._received, self._since = received, now
            return False
        return now - self._since >= seconds


class Slot:
    """The right of one download to run; `owner` is the user, `since` when it began (monotonic).

    `sending` says that the client has to take something before the download goes on, `end_within`
    lets it end early. `stalled` and `slow` say what was seen of the client.
    """

    def __init__(self, owner: str, connection: socket.socket | None) -> None:
        self.owner = owner
        self.connection = connection
        self.since = monotonic()
        self.sending = False
        self.end_within: Callable[[float], None] = lambda _seconds: None
        self.stalled = self.slow = False
        self._anything = Progress(1)
        self._enough = Progress(SLOW_BYTES)

    def observe(self, now: float) -> None:
        """See how the client progresses, compared with what the earlier calls have seen.

        While it is not `sending`, since a collector takes long, the client is not to blame.
        """
        sending = self.connection if self.sending else None
        received = acknowledged_bytes(sending) if sending else None
        self.stalled = self._anything.lacks(received, now, STALL_SECONDS)
        self.slow = self._enough.lacks(received, now, SLOW_SECONDS)


class Slots:
    """At most `limit` downloads at the same time.

    A user who has a slot does not get the last free one, but the slot of an own stalled or slow
    client. To a user without one, any such client loses its slot. After `longest` seconds, more
    than any download takes, a slot is free again: its thread hangs forever, as happens when a
    thread is started while no memory is left.
    """

    def __init__(self, limit: int, longest: float = math.inf) -> None:
        self.limit = limit
        self._longest = longest
        self._running: list[Slot] = []
        self._change = threading.Condition()

    @property
    def running(self) -> tuple[Slot, ...]:
        """The slots that are taken, the oldest first."""
        with self._change:
            return tuple(self._running)

    def take(self, owner: str, connection: socket.socket | None) -> Slot:
        """Return a slot for `owner`; `ApiError` (503) if there is none."""
        with self._change:
            self._free_lost()
            own = [slot for slot in self._running if slot.owner == owner]
            most = self.limit - 1 if own and self.limit > 1 else self.limit
            if len(self._running) >= most and not self._give_up_slow(own or self._running):
                raise self._refusal()
            slot = Slot(owner, connection)
            self._running.append(slot)
        return slot

    def observe(self) -> None:
        """Note which clients receive something; called every second."""
        now = monotonic()
        with self._change:
            for slot in self._running:
                slot.observe(now)

    def hang_up_stalled(self) -> None:
        """End the downloads of clients that read nothing, whether or not others wait."""
        now = monotonic()
        for slot in self.running:
            slot.observe(now)
            if slot.stalled:
                hang_up(slot.connection)

    def give_back(self, slot: Slot) -> None:
        """Free a slot; one that was given up before stays free."""
        with self._change:
            with suppress(ValueError):
                self._running.remove(slot)
            self._change.notify_all()

    def _refusal(self) -> ApiError:
        if len(self._running) < self.limit:
            return ApiError(*OWN_PACKET_RUNNING)
        return ApiError(*TOO_MANY_PACKETS, limit=self.limit)

    def _free_lost(self) -> None:
        earliest = monotonic() - self._longest
        self._running = [slot for slot in self._running if slot.since > earliest]

    def _give_up_slow(self, candidates: list[Slot]) -> bool:
        """End the download of one that reads little; return whether one more slot is free now."""
        now, before = monotonic(), len(self._running)
        for slot in candidates:
            slot.observe(now)
        stalled = [slot for slot in candidates if slot.stalled]
        found = stalled or [slot for slot in candidates if slot.slow]
        for slot in found[:1]:
            hang_up(slot.connection)
        return bool(found) and self._change.wait_for(
            lambda: len(self._running) < before, _GIVE_UP_SECONDS
        )
