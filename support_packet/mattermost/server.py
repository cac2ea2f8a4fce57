"""Identifies the server: its ids, from the database, and its release, from its log."""

from collections.abc import Callable

from support_packet.mattermost.cached_property import CachedProperty
from support_packet.mattermost.release import Release
from support_packet.mattermost.server_rows import ServerRows


class Server:
    """The server's ids and release; each is read when it is first asked for.

    `logged` returns the release that the log names, `running` the one that the server names itself.
    """

    def __init__(
        self,
        read_rows: Callable[[], ServerRows],
        logged: Callable[[], Release | None],
        running: Callable[[], Release | None],
    ) -> None:
        self._read_rows = read_rows
        self._logged = logged
        self._running = running

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
        return self._release.version if self._release else None

    @property
    def build(self) -> str | None:
        """The number of the build and, where the log names it, the hash of its commit."""
        return (self._release.build or None) if self._release else None

    @property
    def build_hash(self) -> str | None:
        """The commit from which the release was built."""
        return (self._release.build_hash or None) if self._release else None

    @CachedProperty
    def _release(self) -> Release | None:
        return self._logged() or self._running()
