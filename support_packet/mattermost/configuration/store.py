"""The configuration as Mattermost stores it, in a file or in its database."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from support_packet.errors import ConfigurationError, DatabaseError, DataSourceError
from support_packet.mattermost.cache import Cache
from support_packet.mattermost.configuration.config_file import (
    ReadConfig,
    find_config_file,
    parse_config,
    read_config_outcome,
    read_in_time,
)
from support_packet.mattermost.configuration.database_store import read_active_row, read_files
from support_packet.mattermost.configuration.environment import (
    apply_environment,
    mattermost_variables,
)
from support_packet.mattermost.configuration.log_targets import names_of_files
from support_packet.mattermost.file_search import file_kind
from support_packet.mattermost.outcome import Outcome, attempt
from support_packet.mattermost.sql.connection_pool import ConnectionPool
from support_packet.mattermost.sql.dsn import parse_data_source
from support_packet.values.message import N_, Message

if TYPE_CHECKING:
    from support_packet.process.late_imports import sqlalchemy

_ROW = "row of Configurations"
_NONE_ACTIVE = N_(
    "%(source)s has no active configuration. The settings shown are those with which a new server "
    "starts there: check MM_CONFIG."
)
_DRIVERS = {"mysql": "mysql", "postgres": "postgres", "postgresql": "postgres"}


@dataclass(frozen=True)
class StoredConfig:
    """What is stored, without overrides and defaults.

    `source` is where it is stored, without user and password. `config_dir` is where the files
    are that the configuration names, such as certificates and the license. `files` are those with
    log targets, where they are in the database with it.
    """

    read: ReadConfig
    source: str
    config_dir: Path
    files: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def document(self) -> dict[str, Any]:
        """The document, each key once."""
        return self.read.document


@dataclass(frozen=True)
class StorePlace:
    """The server's directory; `find` resolves a path of the server from there.

    `environment` holds its variables, of which lib/pq takes its own settings.
    """

    install_dir: Path
    find: Callable[[str], Path]
    environment: Mapping[str, str] = field(default_factory=dict)


def read_stored_config(
    place: StorePlace, name: str, pool: ConnectionPool, timeout: float, cache: Cache | None = None
) -> StoredConfig:
    """Return the configuration `name`, a path or a data source, of the server at `place`.

    Errors: `ConfigurationError`; for a data source also `DataSourceError` and `DatabaseError`.
    `timeout` limits each wait for a database or a file system, in seconds. What is in `cache` is
    read again only when it has changed.
    """
    cache = cache or Cache()
    scheme, separator, _ = name.partition("://")
    if not separator or scheme not in _DRIVERS:
        return _read_from_file(place, name, timeout, cache)
    try:
        return _read_from_database(place, name, pool, timeout, cache)
    except (DataSourceError, DatabaseError) as error:
        # The same kind of error: whether the database is down or busy matters to the caller.
        raise type(error)(f"MM_CONFIG: {error}") from None


def _read_from_file(place: StorePlace, name: str, timeout: float, cache: Cache) -> StoredConfig:
    is_absolute = Path(name).is_absolute()

    def read() -> StoredConfig:
        path = place.find(name) if is_absolute else _searched(place, name)
        found = cache.file(path, read_config_outcome).renewed().get()
        return StoredConfig(found, f"file://{path}", path.parent)

    folder = place.find(name) if is_absolute else place.install_dir / "config"
    return read_in_time(folder, timeout, read)


def _searched(place: StorePlace, name: str) -> Path:
    """Return the file that the server would find, first where a map of its paths says."""
    mapped = place.find(f"config/{name}")
    is_mapped = mapped != place.install_dir / "config" / name and file_kind(mapped)
    return mapped if is_mapped else find_config_file(place.install_dir, name)


def _read_from_database(
    place: StorePlace, name: str, pool: ConnectionPool, timeout: float, cache: Cache
) -> StoredConfig:
    scheme, _, rest = name.partition("://")
    driver = _DRIVERS[scheme]
    # go-sql-driver's own form has no scheme: Mattermost strips it. lib/pq expects one.
    data_source = rest if driver == "mysql" else name
    parsed = parse_data_source(driver, data_source, place.environment, place.find)
    source = f"{scheme}://{parsed.endpoint}"
    with pool.acquire(parsed, timeout) as connection:
        read = _read_row(connection, source, cache)
        files = read_files(connection, _named(read, place.environment)) if read else {}
    if read is None:
        # What a server starts with if its database holds no configuration yet.
        settings = {"DriverName": driver, "DataSource": data_source}
        read = ReadConfig({"SqlSettings": settings}, notes=(Message(_NONE_ACTIVE, source=source),))
    return StoredConfig(read, source, place.find("config"), files)


def _named(read: ReadConfig, environment: Mapping[str, str]) -> list[str]:
    active, _ = apply_environment(read.document, mattermost_variables(environment))
    return names_of_files(active)


def _read_row(connection: "sqlalchemy.Connection", source: str, cache: Cache) -> ReadConfig | None:
    before = cache.last(_ROW)
    cache.drop(_ROW)
    known = str(before[0][1]) if before and before[0][0] == source else ""
    row = read_active_row(connection, known)
    if row is None:
        return None
    text, place = row.text or "", f"the active row of Configurations in {source}"

    def parsed() -> Outcome[ReadConfig]:
        if before and row.version == known:
            outcome: Outcome[ReadConfig] = before[1]
            return outcome
        return attempt(ConfigurationError, lambda: parse_config(place, text))

    return cache.made(_ROW, (source, row.version), parsed).renewed().get()
