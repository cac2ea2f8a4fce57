"""The last packets, as their audit lines say: for the page of system admins."""

import threading
from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass
from time import time
from typing import Any

from support_packet.web.access.break_glass import OPERATOR

_MAX_PACKETS = 20


@dataclass(frozen=True)
class PastPacket:
    """One packet: when it ended, in seconds since the epoch, who requested it, bytes, and masks.

    `warnings` is how many there are besides what the request itself asked for.
    """

    ended: float
    who: str
    sent: int
    result: str
    warnings: int
    removed: Mapping[str, int]


class History:
    """The newest packets of this process; of them only what the audit line has is kept."""

    def __init__(self, limit: int = _MAX_PACKETS) -> None:
        self._packets: deque[PastPacket] = deque(maxlen=limit)
        self._lock = threading.Lock()

    def add(self, facts: Mapping[str, Any]) -> None:
        """Keep what an audit line says, if it is of a packet that was sent."""
        if "files" not in facts:
            return
        removed: Counter[str] = Counter()
        for file in facts["files"]:
            removed.update(file["removed"])
        who = facts.get("username") or OPERATOR
        packet = PastPacket(
            time(), who, facts["bytes"], facts["result"], facts["warnings"], removed
        )
        with self._lock:
            self._packets.appendleft(packet)

    def newest(self) -> list[PastPacket]:
        """Return them, the newest first."""
        with self._lock:
            return list(self._packets)
