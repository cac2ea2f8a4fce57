"""One Mattermost installation as it is at this moment: what a collector is given."""

import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy

from support_packet.errors import DatabaseError, LicenseError, SupportPacketError
from support_packet.mattermost.access.rehearsal import rehearse
from support_packet.mattermost.access.sessions import Visitor, find_visitor
from support_packet.mattermost.configuration.config import Config, load_config
from support_packet.mattermost.configuration.environment import mattermost_variables
from support_packet.mattermost.database import Database
from support_packet.mattermost.kept import Kept
from support_packet.mattermost.license import License, find_license
from support_packet.mattermost.logs import LogFile, find_log
from support_packet.mattermost.plugins.manifests import Manifests, read_manifests
from support_packet.mattermost.reading_limits import ReadingLimits
from support_packet.mattermost.rotated_logs import RotatedLog, find_rotated_logs
from support_packet.mattermost.secrets.environment_secrets import secret_variables
from support_packet.mattermost.secrets.sanitize import Sanitized, sanitize
from support_packet.mattermost.server_rows import ServerRows, read_server_rows
from support_packet.mattermost.sql.connection_limit import ConnectionLimit
from support_packet.mattermost.sql.lender import Lender


class Mattermost:
    """Reads one installation, and never writes.

    Made anew for every request: everything is read when it is first asked for, and then kept.
    `network_timeout` bounds every single wait for a server, in seconds. `connections` limits those
    to the database, of all installations that share it.
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
        self._secret_variables = secret_variables(environment)
        self.network_timeout = limits.network_timeout
        self._limits = limits
        self._until = time.monotonic() + limits.seconds
        self._all_variables = environment
        self._lender = Lender(limits.network_timeout, connections)

    @Kept
    def _config(self) -> Config | SupportPacketError:
        """The active configuration, or why there is none."""
        try:
            return load_config(self.directory, self._all_variables, self._lender)
        except SupportPacketError as error:
            return error

    @property
    def config(self) -> Config:
        """The active configuration; raises what `load_config` raises."""
        if isinstance(self._config, SupportPacketError):
            raise self._config
        return self._config

    @property
    def config_problem(self) -> str:
        """Why the configuration cannot be read; empty if it can."""
        return str(self._config) if isinstance(self._config, SupportPacketError) else ""

    @Kept
    def _database(self) -> Database:
        return Database(self.config, self._all_variables, self._lender)

    def one_connection(self) -> AbstractContextManager[None]:
        """Return a block within which the configuration and the database share a connection."""
        return self._lender.keeping()

    def connect(self) -> AbstractContextManager[sqlalchemy.Connection]:
        """Lend a read-only connection to Mattermost's database; `DatabaseError` without one.

        One is open at a time, until the block ends. A statement has `network_timeout`.
        """
        return self._database.connect()

    def visitor(self, token: str) -> Visitor:
        """Return whose session or personal access token `token` is; `AccessError` if nobody's.

        The same connection reads what the packet needs of the database, so that a request
        needs no second one.
        """
        with self.connect() as connection:
            self._rows = read_server_rows(connection)
            now = round(time.time() * 1000)
            return find_visitor(connection, token, self.config, self.license, now)

    @Kept
    def _rows(self) -> ServerRows | DatabaseError:
        """What the database says of the server, or why it says nothing."""
        try:
            with self.connect() as connection:
                return read_server_rows(connection)
        except DatabaseError as error:
            return error

    @property
    def rows(self) -> ServerRows:
        """What the database says of the server; `DatabaseError` if it does not answer."""
        if isinstance(self._rows, DatabaseError):
            raise self._rows
        return self._rows

    @property
    def database_problem(self) -> str:
        """Why the database says nothing of the server; empty if it does."""
        return str(self._rows) if isinstance(self._rows, DatabaseError) else ""

    def rehearse_visit(self) -> None:
        """Ask the database what `visitor` asks; `DatabaseError` says why it could not answer."""
        with self.connect() as connection:
            rehearse(connection)

    @property
    def database_failures(self) -> Mapping[str, str]:
        """Why servers of the database did not answer so far, by the setting that names each."""
        return self._database.failures

    @Kept
    def _license(self) -> License | LicenseError | None:
        """The active licence, or why what stands in its place is none."""
        try:
            return find_license(self.environment, self._rows, self.config)
        except LicenseError as error:
            return error

    @property
    def license(self) -> License | None:
        """The active licence: from the environment, else the database, else the file."""
        return None if isinstance(self._license, LicenseError) else self._license

    @property
    def license_problem(self) -> str:
        """Why what stands in the licence's place is none; empty if nothing does."""
        return str(self._license) if isinstance(self._license, LicenseError) else ""

    @Kept
    def manifests(self) -> Manifests:
        """The manifests of the installed Mattermost plugins."""
        return read_manifests(self.config)

    @Kept
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

    @property
    def secrets(self) -> frozenset[str]:
        """Every secret known of this installation: configuration, licence, database, variables.

        While there is no configuration, only those of the variables are known.
        """
        if self.config_problem:
            return self._secret_variables
        rows = self._rows.secrets if isinstance(self._rows, ServerRows) else frozenset()
        licensed = self.license.secrets if self.license else frozenset()
        # What something else is put over is a secret still.
        inactive = (sanitize(one, self.manifests).secrets for one in self.config.inactive)
        return self._sanitized.secrets.union(rows, licensed, self._secret_variables, *inactive)

    def log(self, name: str, *sections: str) -> LogFile:
        """Return the log `name`, not yet opened, of the first of `sections` that has one.

        A section is one of the configuration whose `FileLocation` says where its log is.
        """
        return find_log(self.config, name, sections, self._limits.log_bytes, self._until)

    def rotated_logs(self, name: str, *sections: str) -> Iterator[RotatedLog]:
        """Yield what the log `name` was before the server rotated it, the newest first.

        None unless the operator asks for those of some days. `CollectError` where they cannot be
        listed, or after the last if there are too many.
        """
        days = self._limits.rotated_log_days
        if days:
            log = self.log(name, *sections).path
            yield from find_rotated_logs(log, days, datetime.now(UTC), self._limits.log_bytes)
