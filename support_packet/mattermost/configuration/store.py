"""The configuration as Mattermost stores it, in a file or in its database."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support_packet.errors import DatabaseError, DataSourceError
from support_packet.mattermost.configuration.config_file import (
    find_config_file,
    parse_config,
    read_config_file,
)
from support_packet.mattermost.configuration.database_store import read_active_configuration
from support_packet.mattermost.sql.connection_pool import Lender
from support_packet.mattermost.sql.dsn import parse_data_source

_DRIVERS = {"mysql": "mysql", "postgres": "postgres", "postgresql": "postgres"}


@dataclass(frozen=True)
class StoredConfig:
    """What the store holds, without overrides and defaults.

    `source` says where it came from, without user and password. `folder` is where the files are
    that the configuration names, such as certificates and the license.
    """

    document: dict[str, Any]
    source: str
    folder: Path


def read_stored_config(
    directory: Path, name: str, environment: Mapping[str, str], lender: Lender
) -> StoredConfig:
    """Return the configuration `name`, a path or a data source, of the server in `directory`.

    Errors: `ConfigurationError`; for a data source also `DataSourceError` and `DatabaseError`.
    `lender` lends connections to the database; lib/pq takes settings of its own from
    `environment`.
    """
    scheme, separator, _ = name.partition("://")
    if not separator or scheme not in _DRIVERS:
        path = find_config_file(directory, name)
        return StoredConfig(read_config_file(path), f"file://{path}", path.parent)
    try:
        return _of_database(directory, name, environment, lender)
    except DataSourceError as error:
        raise DataSourceError(f"MM_CONFIG: {error}") from None
    except DatabaseError as error:
        raise DatabaseError(f"MM_CONFIG: {error}") from None


def _of_database(
    directory: Path, name: str, environment: Mapping[str, str], lender: Lender
) -> StoredConfig:
    scheme, _, rest = name.partition("://")
    driver = _DRIVERS[scheme]
    data_source = rest if driver == "mysql" else name
    source = f"{scheme}://{parse_data_source(driver, data_source, environment).endpoint}"
    text = read_active_configuration(name, environment, lender)
    if text is None:
        # What a server starts with whose database holds no configuration yet.
        document: dict[str, Any] = {
            "SqlSettings": {"DriverName": driver, "DataSource": data_source}
        }
    else:
        document = parse_config(f"the active row of Configurations in {source}", text)
    return StoredConfig(document, source, directory / "config")
