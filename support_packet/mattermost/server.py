"""What identifies the server: its ids, from the database, and its release, from its log."""

import re
from collections.abc import Callable, Iterable

from support_packet.errors import SupportPacketError
from support_packet.mattermost.cached_property import CachedProperty
from support_packet.mattermost.server_rows import ServerRows

# As in: Current version is 5.37.0 (5.37.1/Thu Jul 15 18:12:01 UTC 2021/<hash>/<another hash>)
_START = re.compile(
    rb"Current version is (?P<version>[0-9.]+[\w.-]*) "
    rb"\((?P<number>[^/()]*)/[^/()]*/(?P<hash>[0-9a-f]*)/"
)
_RELEASE = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+[\w.-]*")


class Server:
    """The server's ids and release; each is read when it is first asked for."""

    def __init__(
        self, read_rows: Callable[[], ServerRows], log: Callable[[], Iterable[bytes]]
    ) -> None:
        self._read_rows = read_rows
        self._log = log

    @property
    def diagnostic_id(self) -> str | None:
        """The identifier in Mattermost's telemetry; `DatabaseError` if it cannot be read."""
        return self._read_rows().diagnostic_id

    @property
    def schema_version(self) -> str | None:
        """The version of the schema; `DatabaseError` if it cannot be read."""
        return self._read_rows().schema_version

    @property
    def version(self) -> str | None:
        """The release, such as `9.5.1`."""
        return self._release[0]

    @property
    def build_hash(self) -> str | None:
        """The commit from which the release was built."""
        return self._release[1]

    @CachedProperty
    def _release(self) -> tuple[str | None, str | None]:
        newest = None
        try:
            for block in self._log():
                for found in _START.finditer(block):
                    newest = found
        except SupportPacketError:
            pass  # no log, or only a part of it: what is unknown is None
        if newest is None:
            return None, None
        number = newest["number"].decode(errors="replace")
        version = number if _RELEASE.fullmatch(number) else newest["version"].decode()
        return version, newest["hash"].decode() or None
