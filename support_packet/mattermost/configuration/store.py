"""The configuration as Mattermost stores it, in a file or in its database."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support_packet.bounded_reading import NoAnswerError, read_within
from support_packet.errors import ConfigurationError, DatabaseError, DataSourceError
from support_packet.mattermost.configuration.config_file import (
    CHECK_MOUNT,
    ReadConfig,
    find_config_file,
    parse_config,
    read_config_file,
)
from support_packet.mattermost.configuration.database_store import read_active_configuration
from support_packet.mattermost.sql.connection_pool import ConnectionPool
from support_packet.mattermost.sql.dsn import parse_data_source

_DRIVERS = {"mysql": "mysql", "postgres": "postgres", "postgresql": "postgres"}


@dataclass(frozen=True)
class StoredConfig:
    """What is stored, without overrides and defaults.

    `source` is where it is stored, without user and password. `config_dir` is where the files
    are that the configuration names, such as certificates and the license.
    """

    read: ReadConfig
    source: str
    config_dir: Path

    @property
    def document(self) -> dict[str, Any]:
        """The document, each key once."""
        return self.read.document


@dataclass(frozen=True)
class StorePlace:
    """The server's directory; `find` resolves a path of the server from there."""

    install_dir: Path
    find: Callable[[str], Path]


def read_stored_config(
    place: StorePlace,
    name: str,
    environment: Mapping[str, str],
    pool: ConnectionPool,
    timeout: float,
) -> StoredConfig:
    """Return the configuration `name`, a path or a data source, of the server at `place`.

    Errors: `ConfigurationError`; for a data source also `DataSourceError` and `DatabaseError`.
    lib/pq takes settings of its own from `environment`. `timeout` limits each wait for a database
    or a file system, in seconds.
    """
    scheme, separator, _ = name.partition("://")
    if not separator or scheme not in _DRIVERS:
        return _read_from_file(place, name, timeout)
    try:
        return _read_from_database(place, name, environment, pool, timeout)
    except (DataSourceError, DatabaseError) as error:
        # The same kind of error: whether the database is down or busy matters to the caller.
        raise type(error)(f"MM_CONFIG: {error}") from None


def _read_from_file(place: StorePlace, name: str, timeout: float) -> StoredConfig:
    is_absolute = Path(name).is_absolute()

    def read() -> StoredConfig:
        path = place.find(name) if is_absolute else find_config_file(place.install_dir, name)
        return StoredConfig(read_config_file(path), f"file://{path}", path.parent)

    folder = place.find(name) if is_absolute else place.install_dir / "config"
    try:
        return read_within(timeout, folder, read)
    except NoAnswerError as error:
        raise ConfigurationError(f"{folder}: {error.strerror}. {CHECK_MOUNT}") from None


def _read_from_database(
    place: StorePlace,
    name: str,
    environment: Mapping[str, str],
    pool: ConnectionPool,
    timeout: float,
) -> StoredConfig:
    scheme, _, rest = name.partition("://")
    driver = _DRIVERS[scheme]
    # go-sql-driver's own form has no scheme: Mattermost strips it. lib/pq expects one.
    data_source = rest if driver == "mysql" else name
    parsed = parse_data_source(driver, data_source, environment, place.find)
    source = f"{scheme}://{parsed.endpoint}"
    with pool.acquire(parsed, timeout) as connection:
        text = read_active_configuration(connection)
    if text is None:
        # What a server starts with if its database holds no configuration yet.
        settings = {"DriverName": driver, "DataSource": data_source}
        read = ReadConfig({"SqlSettings": settings})
    else:
        read = parse_config(f"the active row of Configurations in {source}", text)
    return StoredConfig(read, source, place.find("config"))
