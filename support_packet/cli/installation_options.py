"""The options that say which Mattermost installation is meant."""

import argparse
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from support_packet.errors import DataSourceError, InstallationError
from support_packet.mattermost.configuration.env_file import Syntax, read_env_file
from support_packet.mattermost.installation import Mattermost
from support_packet.mattermost.sql.connection_limit import ConnectionLimit
from support_packet.mattermost.sql.dsn import parse_data_source
from support_packet.settings import Settings


@dataclass(frozen=True)
class InstallationOptions:
    """Where Mattermost is, as an absolute path, and the variables that it and we go by."""

    directory: Path
    environment: dict[str, str]


def add_installation_options(parser: argparse.ArgumentParser) -> None:
    """Add the options to `parser`."""
    parser.add_argument(
        "--mattermost",
        metavar="DIR",
        type=Path,
        required=True,
        help="the directory that Mattermost is installed in, such as /opt/mattermost",
    )
    parser.add_argument(
        "--env-file",
        metavar="FILE",
        type=Path,
        help="a file of environment variables, usually the one that Mattermost itself is started "
        "with: MM_... and PG... are taken as Mattermost takes them, SUPPORT_PACKET_... as settings "
        "of this program. Where a variable is set in both, the file wins over this program's own "
        "environment",
    )
    parser.add_argument(
        "--env-file-syntax",
        choices=get_args(Syntax),
        default="systemd",
        help="how that file is written: as systemd's EnvironmentFile (default) or Docker's "
        "--env-file",
    )


def read_installation_options(parsed: argparse.Namespace) -> InstallationOptions:
    """Return what the options say; `InstallationError` where there is no such directory."""
    directory: Path = parsed.mattermost.absolute()
    _check_directory(directory)
    environment = dict(os.environ)
    if parsed.env_file is not None:
        environment |= read_env_file(parsed.env_file.absolute(), parsed.env_file_syntax)
    return InstallationOptions(directory, environment)


def _check_directory(directory: Path) -> None:
    try:
        is_directory = stat.S_ISDIR(directory.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        is_directory = False
    except OSError as error:
        raise InstallationError(f"--mattermost {directory}: {error.strerror}.") from None
    if not is_directory:
        raise InstallationError(f"--mattermost {directory}: no such directory.")


def open_installation(options: InstallationOptions, settings: Settings) -> Mattermost:
    """Read the configuration, and see whether its data source makes sense, without connecting.

    `InstallationError`, `DataSourceError`; `DatabaseError` where the configuration is in a
    database that does not answer.
    """
    connections = ConnectionLimit(settings.database_connections)
    limits = settings.reading_limits
    mattermost = Mattermost(options.directory, options.environment, limits, connections)
    config = mattermost.config
    driver, source = config.text("SqlSettings.DriverName"), config.text("SqlSettings.DataSource")
    try:
        parse_data_source(driver, source, options.environment, config.directory)
    except DataSourceError as error:
        own = {"SqlSettings.DriverName", "SqlSettings.DataSource"}.intersection(config.overridden)
        where = f"{' and '.join(sorted(own))} of the environment" if own else config.source
        raise DataSourceError(f"{where}: SqlSettings: {error}") from None
    return mattermost
