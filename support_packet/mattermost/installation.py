"""One Mattermost installation as it is at this moment: what a collector is given."""

import copy
import os
import time
from collections.abc import Callable, Hashable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from support_packet.errors import AccessError, CollectError, MissingTableError
from support_packet.files.bounded_reading import NoAnswerError, read_within
from support_packet.mattermost.access.authentication import (
    Principal,
    check_access_tables,
    find_login,
)
from support_packet.mattermost.cache import Cache
from support_packet.mattermost.cached_property import CachedProperty
from support_packet.mattermost.installed_secrets import InstalledSecrets
from support_packet.mattermost.logs.time_window import TimeWindow
from support_packet.mattermost.nodes import (
    NODES,
    OFFLINE_AFTER_MINUTES,
    Node,
    is_this_node,
    node_parameters,
)
from support_packet.mattermost.once import Once, Value
from support_packet.mattermost.outcome import attempt
from support_packet.mattermost.reading_limits import ReadingLimits
from support_packet.mattermost.release import Release, release_of_running
from support_packet.mattermost.rows_at_once import read_rows_at_once
from support_packet.mattermost.server import Server
from support_packet.mattermost.server_process import Process, find_server_process
from support_packet.mattermost.sql.connection_limit import ConnectionLimit
from support_packet.mattermost.sql.tables import rows
from support_packet.values.arguments import check_path

if TYPE_CHECKING:
    from support_packet.mattermost.logs.log_file import LogFile
    from support_packet.process.late_imports import sqlalchemy


class Mattermost(InstalledSecrets):
    """Reads one installation, and never writes.

    Create one for each request: everything is read when it is first needed, and then kept.
    `environment` holds all variables of the server. All installations that share `connections`
    stay within this limit together; those that share a `cache` read again only what has changed.
    """

    def __init__(
        self,
        directory: Path,
        environment: Mapping[str, str],
        limits: ReadingLimits = ReadingLimits(),
        connections: ConnectionLimit | None = None,
        cache: Cache | None = None,
    ) -> None:
        super().__init__(directory, environment, limits, connections, cache)
        self._log_limits = limits.of_logs(time.monotonic())
        self._all_times = self._log_limits
        self._once = Once()

    def with_log_window(self, window: TimeWindow) -> "Mattermost":
        """Return a copy whose logs have only the lines in `window`; use the copy only."""
        other = copy.copy(self)
        other._log_limits = replace(self._log_limits, window=window)  # noqa: SLF001 -- its own
        return other

    @property
    def log_window(self) -> TimeWindow:
        """From when to when the lines of its logs are."""
        return self._log_limits.window

    def authenticate(self, token: str) -> Principal:
        """Return the user whose session or personal access token this is; else `AccessError`.

        An invalid token takes one statement. For a valid one, a second statement reads the user's
        rights together with all rows about the server that a packet needs.
        """
        with self.connect() as connection:
            # A wrong token is not a reason to close the connection, as any other error is.
            outcome = attempt(AccessError, lambda: self._principal(connection, token))
        return outcome.get()

    def _principal(self, connection: "sqlalchemy.Connection", token: str) -> Principal:
        now = round(time.time() * 1000)
        login = find_login(connection, token, self.config, now)
        timeout = self.network_timeout
        self._found_rows, permissions = read_rows_at_once(connection, login.roles, timeout)
        return login.principal(permissions, self.config, self.license)

    def ask_database(self) -> None:
        """Read a row that every server has; `DatabaseError` says why it cannot be read."""
        with self.connect() as connection:
            rows(connection, "SELECT Name FROM Systems WHERE Name = 'Version'")

    def check_access_tables(self) -> None:
        """Check that `authenticate` can read its tables; `DatabaseError` says why it cannot."""
        with self.connect() as connection:
            check_access_tables(connection)

    def log(self, name: str, *sections: str) -> "LogFile":
        """Return the log `name`, not yet opened, of the first of `sections` that has one.

        A section is one of the configuration whose `FileLocation` names the directory of its log.
        `CollectError` if `name` leads out of it.
        """
        # With all decompressors: only what makes packets or looks for a release reads logs.
        from support_packet.mattermost.logs.log_file import find_log  # noqa: PLC0415 -- not at start

        return find_log(self.config, name, sections, self._log_limits, self.network_timeout)

    def log_file(
        self, path: str | Path, *, setting: str, below: Iterable[str | Path] = ()
    ) -> "LogFile":
        """Return the log at `path`, not yet opened; raises what `log_at` raises."""
        from support_packet.mattermost.logs.log_file import log_at  # noqa: PLC0415 -- not at start

        check_path("path of log_file()", path)
        variables = {**os.environ, **self._all_variables}
        limits = self._log_limits
        return log_at(self.config, Path(path), setting, limits, below, variables=variables)

    @CachedProperty
    def server(self) -> Server:
        """What identifies the server."""
        return Server(
            lambda: self.rows,
            self._last_start,
            lambda: release_of_running(self.config, self.network_timeout),
        )

    def _last_start(self) -> Release | None:
        from support_packet.mattermost.logs.last_start import (  # noqa: PLC0415 -- not at start
            LAST_START_SECONDS,
            last_start,
        )

        seconds = LAST_START_SECONDS + self.network_timeout
        with suppress(NoAnswerError, CollectError):
            return read_within(
                seconds,
                self.directory / "logs",
                lambda: last_start(self.log("mattermost.log", "LogSettings").path),
            )
        return None

    def server_process(self) -> Process:
        """Return the process of the server; raises what `find_server_process` raises."""
        return find_server_process(self.directory)

    def nodes(self, *, minutes: int = OFFLINE_AFTER_MINUTES) -> list[Node]:
        """Return the other nodes of the cluster that reported lately; `DatabaseError`."""
        found = self.live_nodes(minutes)
        return [node for node in found if not is_this_node(node, self.config)]

    def live_nodes(self, minutes: int = OFFLINE_AFTER_MINUTES) -> list[Node]:
        """Return the nodes of the cluster that reported lately; `DatabaseError`."""
        cluster = self.config.text("ClusterSettings.ClusterName")
        now = round(time.time() * 1000)
        try:
            rows = self.query(NODES, **node_parameters(cluster, now, minutes))
        except MissingTableError:
            return []
        return [Node.of(row) for row in rows]

    def once(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Return what the first `make` for `key` returned in this request, or raise its error."""
        return self._once.get(key, make)
