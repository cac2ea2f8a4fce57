"""What became of the packets of this process, for those who asked for them."""

import threading
from collections import OrderedDict

from support_packet.host.packet import PacketReport

_MOST_REPORTS = 200


class Reports:
    """The newest reports, by request id; each is only for its owner."""

    def __init__(self, most: int = _MOST_REPORTS) -> None:
        self._most = most
        self._kept: OrderedDict[str, tuple[str, PacketReport]] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, request_id: str, owner: str, report: PacketReport) -> None:
        """Keep the report of a packet that `owner` asked for; the oldest one may have to go."""
        with self._lock:
            self._kept[request_id] = owner, report
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def find(self, request_id: str, owner: str) -> PacketReport | None:
        """Return the report of a packet that has ended and was `owner`'s."""
        kept_owner, report = self._kept.get(request_id, ("", None))
        return report if kept_owner == owner else None
