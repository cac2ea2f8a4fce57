"""Opens a connection to Mattermost's database before the first request needs one."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from support_packet.errors import SupportPacketError
from support_packet.mattermost.installation import Mattermost
from support_packet.process.threads import begin_ahead


def connect_ahead(installation: Callable[[], Mattermost]) -> None:
    """Connect in a thread; if that fails, the first request says why.

    The connection counts, and is closed when idle, like that of a request. It is the driver's
    alone.
    """
    begin_ahead(partial(_connect, installation), "connect ahead")


def _connect(installation: Callable[[], Mattermost]) -> None:
    with suppress(SupportPacketError):
        installation().connect_ahead()
