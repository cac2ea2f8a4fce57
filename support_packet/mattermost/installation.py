"""One Mattermost installation as it is at this moment: what a collector is given."""

import copy
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy

from support_packet.errors import DatabaseError, LicenseError, SupportPacketError
from support_packet.mattermost.access.authentication import (
    Principal,
    authenticate,
    check_access_tables,
)
from support_packet.mattermost.cached_property import CachedProperty
from support_packet.mattermost.configuration.config import Config, load_config
from support_packet.mattermost.configuration.environment import mattermost_variables
from support_packet.mattermost.database import Database
from support_packet.mattermost.license import License
from support_packet.mattermost.license_search import find_license
from support_packet.mattermost.logs.log_file import LogFile, find_log
from support_packet.mattermost.logs.rotated_logs import RotatedLog, find_rotated_logs
from support_packet.mattermost.manifests.installed import Manifests, read_manifests
from support_packet.mattermost.outcome import ProblemOf, attempted
from support_packet.mattermost.reading_limits import ReadingLimits
from support_packet.mattermost.secrets.environment_secrets import secret_variables
from support_packet.mattermost.secrets.sanitize import Sanitized, sanitize
from support_packet.mattermost.server_rows import ServerRows, read_server_rows
from support_packet.mattermost.sql.connection_limit import ConnectionLimit
from support_packet.mattermost.sql.connection_pool import ConnectionPool


class Mattermost:
    """Reads one installation, and never writes.

    Create one for each request: everything is read when it is first needed, and then kept.
    `environment` holds all variables of the server. All installations that share `connections`
    stay within this limit together.
    """

    def __init__(
        self,
        directory: Path,
        environment: Mapping[str, str],
        limits: ReadingLimits = ReadingLimits(),  # noqa: B008 -- it is frozen
        connections: ConnectionLimit | None = None,
    ) -> None:
        self.directory = directory
        self.environment = mattermost_variables(environment)
        self._all_variables = environment
        self._limits = limits
        self._log_limits = limits.of_logs(time.monotonic())
        self._pool = ConnectionPool(connections)

    @property
    def network_timeout(self) -> float:
        """The limit of every single wait for a server, in seconds."""
        return self._limits.network_timeout

    def with_network_timeout(self, max_seconds: float) -> "Mattermost":
        """Return a copy whose `network_timeout` is at most `max_seconds`.

        It shares what was read so far, and the memory of database servers that failed. From then
        on, use the copy only.
        """
        other = copy.copy(self)
        timeout = min(self.network_timeout, max_seconds)
        other._limits = replace(self._limits, network_timeout=timeout)  # noqa: SLF001 -- its own
        return other

    @attempted(SupportPacketError)
    def config(self) -> Config:
        """The active configuration; raises what `load_config` raises."""
        own, environment = self.environment, self._all_variables
        return load_config(self.directory, own, environment, self._pool, self.network_timeout)

    config_problem = ProblemOf(config, "Why the configuration cannot be read; empty if it can.")

    @CachedProperty
    def _database(self) -> Database:
        return Database(self.config, self._all_variables, self._pool)

    def one_connection(self) -> AbstractContextManager[None]:
        """Return a block within which the configuration and the database share a connection."""
        return self._pool.hold()

    def connect(self) -> AbstractContextManager[sqlalchemy.Connection]:
        """Open a read-only connection to Mattermost's database; `DatabaseError` if that fails.

        Only one is open at a time, until the block ends. A query may take `network_timeout`.
        """
        return self._database.connect(self.network_timeout)

    @property
    def database_failures(self) -> Mapping[str, str]:
        """Why database servers did not respond so far, by the setting that names each."""
        return self._database.failures

    @attempted(DatabaseError)
    def rows(self) -> ServerRows:
        """What the database says about the server; `DatabaseError` if it does not respond."""
        with self.connect() as connection:
            return read_server_rows(connection)

    database_problem = ProblemOf(rows, "Why the database says nothing; empty if it does.")

    def authenticate(self, token: str) -> Principal:
        """Return the user whose session or personal access token this is; else `AccessError`.

        All that a packet needs of the database is read over the same connection.
        """
        with self.connect() as connection:
            # Nested blocks share their connection: the license reads `rows` over this one.
            active_license = self.license
            now = round(time.time() * 1000)
            return authenticate(connection, token, self.config, active_license, now)

    def check_access_tables(self) -> None:
        """Check that `authenticate` can read its tables; `DatabaseError` says why it cannot."""
        with self.connect() as connection:
            check_access_tables(connection)

    @attempted(LicenseError)
    def _license(self) -> License | None:
        rows = None if self.database_problem else self.rows
        return find_license(self.environment, rows, self.config)

    license_problem = ProblemOf(_license, "Why what is in the license's place is not a license.")

    @property
    def license(self) -> License | None:
        """The active license: from the environment, else the database, else the file."""
        return None if self.license_problem else self._license

    @CachedProperty
    def manifests(self) -> Manifests:
        """The manifests of the installed Mattermost plugins."""
        return read_manifests(self.config)

    @CachedProperty
    def _sanitized(self) -> Sanitized:
        return sanitize(self.config.document, self.manifests)

    @property
    def sanitized_config(self) -> Mapping[str, Any]:
        """The active configuration with every secret replaced by 32 asterisks."""
        return self._sanitized.document

    @property
    def stored_masks(self) -> tuple[str, ...]:
        """The settings whose stored value is a mask, so that the server runs with a mask."""
        return self._sanitized.stored_masks

    @CachedProperty
    def secrets(self) -> frozenset[str]:
        """Every known secret of this installation: configuration, license, database, variables.

        Without a configuration, only those in variables are known.
        """
        variables = secret_variables(self._all_variables)
        if self.config_problem:
            return variables
        rows = frozenset[str]() if self.database_problem else self.rows.secrets
        licensed = self.license.secrets if self.license else frozenset[str]()
        # A value that is overridden is still a secret.
        overridden = [sanitize(document, self.manifests) for document in self.config.inactive]
        documents = (self._sanitized, *overridden)
        return variables.union(rows, licensed, *(document.secrets for document in documents))

    def log(self, name: str, *sections: str) -> LogFile:
        """Return the log `name`, not yet opened, of the first of `sections` that has one.

        A section is one of the configuration whose `FileLocation` names the directory of its log.
        """
        return find_log(self.config, name, sections, self._log_limits)

    def rotated_logs(self, name: str, *sections: str) -> Iterator[RotatedLog]:
        """Yield the rotated files of the log `name`, newest first.

        None unless the operator asks for those of some days. `CollectError` if they cannot be
        listed, or after the last one if there are too many.
        """
        days = self._limits.rotated_log_days
        if days:
            log = self.log(name, *sections).path
            yield from find_rotated_logs(log, days, datetime.now(UTC), self._log_limits)
