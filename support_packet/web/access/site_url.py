"""The address of Mattermost, to which the page sends people who are not logged in."""

import threading
from collections.abc import Callable
from time import monotonic

from support_packet.errors import SupportPacketError
from support_packet.mattermost.configuration.config import Config

_REMEMBERED_SECONDS = 30.0


def site_url_of(config: Config) -> str:
    """Return where users reach Mattermost, without a trailing slash; empty if unknown."""
    url = config.text("ServiceSettings.SiteURL").rstrip("/")
    return url if url.startswith(("http://", "https://")) else ""


class SiteUrl:
    """Remembers the address for a while.

    The configuration may be in Mattermost's database, and anybody can request a page: that must not
    open a connection each time.
    """

    def __init__(self, load: Callable[[], Config]) -> None:
        self._load = load
        self._lock = threading.Lock()
        self._url = ""
        self._until = -1.0

    def get(self) -> str:
        """Return `site_url_of` a recent configuration; empty if that cannot be read."""
        # Locked while reading, too: many requests at a time still cost one connection.
        with self._lock:
            if monotonic() >= self._until:
                self._url = self._read()
                self._until = monotonic() + _REMEMBERED_SECONDS
            return self._url

    def _read(self) -> str:
        try:
            return site_url_of(self._load())
        except SupportPacketError:
            return ""
