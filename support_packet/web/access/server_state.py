"""What is public about the server: its address, and whether it can be read."""

from collections.abc import Callable
from contextlib import suppress

from support_packet.errors import ConfigurationError, SupportPacketError
from support_packet.mattermost.configuration.config import Config
from support_packet.mattermost.installation import Mattermost
from support_packet.process.refreshed import Refreshed

_REMEMBERED_SECONDS = 30.0
_WAIT_SECONDS = 10.0

ServerState = tuple[str, SupportPacketError | None]
"""The address of Mattermost, empty if unknown, and why no token can be checked."""


_UNKNOWN: ServerState = ("", None)


def site_url_of(config: Config) -> str:
    """Return where users reach Mattermost, without a trailing slash; empty if unknown."""
    url = config.text("ServiceSettings.SiteURL").rstrip("/")
    return url if url.startswith(("http://", "https://")) else ""


def remembered_state(open_installation: Callable[[], Mattermost]) -> Callable[[], ServerState]:
    """Return a function that returns a recent state of the installation.

    It reads at most every half minute: anybody can request a page, which must not open a connection
    to Mattermost's database each time, nor wait for one that hangs.
    """
    state = Refreshed(lambda: _state_of(open_installation()), _REMEMBERED_SECONDS, _WAIT_SECONDS)
    return lambda: state.get() or _UNKNOWN


def _state_of(mattermost: Mattermost) -> ServerState:
    site_url = ""
    try:
        with mattermost.one_connection():
            # An address of another type than text is not a reason to stay out.
            with suppress(ConfigurationError):
                site_url = site_url_of(mattermost.config)
            mattermost.check_access_tables()
    except SupportPacketError as error:
        return site_url, error
    return site_url, None
