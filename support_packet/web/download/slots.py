"""Limits concurrent downloads: shared fairly between users, and not kept by stalled clients."""

import math
import socket
import threading
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

from support_packet.network.tcp_info import acknowledged_bytes
from support_packet.values.message import N_
from support_packet.web.download.client_connection import hang_up
from support_packet.web.errors import ApiError

if TYPE_CHECKING:
    from collections.abc import Callable

STALL_SECONDS = 10.0
"""A client that has received nothing for this long loses its slot if another one needs it."""

_GIVE_UP_SECONDS = 2.0


class Slot:
    """The right of one download to run; `owner` is the user, `since` when it began (monotonic).

    `sending` says that the client has to take something before the download goes on, `end_within`
    lets it end early.
    """

    def __init__(self, owner: str, connection: socket.socket | None) -> None:
        self.owner = owner
        self.connection = connection
        self.since = monotonic()
        self.sending = False
        self.end_within: Callable[[float], None] = lambda _seconds: None
        self._received: int | None = None
        self._observed = self.since

    def observe(self, now: float) -> bool:
        """Return whether the client has received nothing for `STALL_SECONDS`.

        It compares with what the calls before have seen. While it is not `sending`, since a
        collector takes long, the client is not to blame.
        """
        received = acknowledged_bytes(self.connection) if self.connection else None
        if not self.sending or received is None or received != self._received:
            self._received, self._observed = received, now
            return False
        return now - self._observed >= STALL_SECONDS


class Slots:
    """At most `limit` downloads at the same time.

    A user who has a slot does not get the last free one. A stalled client loses its slot to another
    one. After `longest` seconds, more than any download takes, a slot is free again: its thread
    hangs forever, as happens when a thread is started while no memory is left.
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
            own = any(slot.owner == owner for slot in self._running)
            if own and self.limit > 1 and len(self._running) == self.limit - 1:
                raise _last_slot()
            if len(self._running) >= self.limit and not self._give_up_stalled():
                raise _too_many(self.limit)
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
            if slot.observe(now):
                hang_up(slot.connection)

    def give_back(self, slot: Slot) -> None:
        """Free a slot; one that was given up before stays free."""
        with self._change:
            with suppress(ValueError):
                self._running.remove(slot)
            self._change.notify_all()

    def _free_lost(self) -> None:
        earliest = monotonic() - self._longest
        self._running = [slot for slot in self._running if slot.since > earliest]

    def _give_up_stalled(self) -> bool:
        """End the download of a client that reads nothing; return whether a slot is free now."""
        now = monotonic()
        # All of them: each compares with the call before.
        stalled = [slot for slot in self._running if slot.observe(now)]
        for slot in stalled[:1]:
            hang_up(slot.connection)
        return bool(stalled) and self._change.wait_for(
            lambda: len(self._running) < self.limit, _GIVE_UP_SECONDS
        )


def _too_many(limit: int) -> ApiError:
    return ApiError(
        503,
        "support_packet.too_many_packets",
        N_(
            "The maximum number of Support Packets, %(limit)s, is already being created. Try again "
            "in a moment."
        ),
        limit=limit,
    )


def _last_slot() -> ApiError:
    return ApiError(
        503,
        "support_packet.own_packet_running",
        N_(
            "A Support Packet is already being created for you. Wait until it has ended: others "
            "may need one, too."
        ),
    )
