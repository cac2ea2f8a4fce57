"""The address of Mattermost, for those who are not let in yet."""

import threading
from collections.abc import Callable
from time import monotonic

from support_packet.errors import SupportPacketError
from support_packet.mattermost.configuration.config import Config

_REMEMBERED_SECONDS = 30.0


def site_url_of(config: Config) -> str:
    """Return where users reach Mattermost, without a slash at its end; nothing if unknown."""
    url = config.text("ServiceSettings.SiteURL").rstrip("/")
    return url if url.startswith(("http://", "https://")) else ""


class SiteUrl:
    """Remembers the address for a while.

    Anybody may ask for a page: that must not make a connection to Mattermost's database each time,
    where the configuration may be.
    """

    def __init__(self, load: Callable[[], Config]) -> None:
        self._load = load
        self._lock = threading.Lock()
        self._url = ""
        self._until = -1.0

    def get(self) -> str:
        """Return `site_url_of` the configuration as it was lately; nothing if it is unreadable."""
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
