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


def remembered_site_url(load: Callable[[], Config]) -> Callable[[], str]:
    """Return a function that returns `site_url_of` a recent configuration, empty if unreadable.

    It reads at most every half minute: the configuration may be in Mattermost's database, and
    anybody can request a page, which must not open a connection each time.
    """
    lock = threading.Lock()
    url, until = "", -1.0

    def site_url() -> str:
        nonlocal url, until
        # Locked while reading, too: many requests at a time still cost one connection.
        with lock:
            if monotonic() >= until:
                try:
                    url = site_url_of(load())
                except SupportPacketError:
                    url = ""
                until = monotonic() + _REMEMBERED_SECONDS
            return url

    return site_url
