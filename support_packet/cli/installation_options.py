"""The Mattermost installation that the options name."""

import argparse
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from support_packet.errors import DataSourceError, InstallationError, SettingsError
from support_packet.files.bounded_reading import NoAnswerError, read_within
from support_packet.mattermost.configuration.config_file import CHECK_MOUNT
from support_packet.mattermost.configuration.env_file import Syntax, read_env_file
from support_packet.mattermost.installation import Mattermost
from support_packet.mattermost.sql.connection_limit import ConnectionLimit
from support_packet.mattermost.sql.dsn import parse_data_source
from support_packet.settings import Settings

_MAX_NOTES = 20
_MAP_PATHS = "SUPPORT_PACKET_MAP_PATHS"
_FILE_SYSTEM_SECONDS = 10.0
"""How long a file system may take."""
_UNEXPANDED = re.compile(r"\$\{[A-Za-z_]")
_COMPOSE = (
    "It has ${…}, which only Docker Compose expands: is the file of --env-file one for Compose? "
    "Then add --env-file-syntax compose."
)


@dataclass(frozen=True)
class InstallationOptions:
    """Where Mattermost is, as an absolute path, and the variables for it and for this program.

    `notes` say which parts of an environment file are read differently from how they look.
    """

    directory: Path
    environment: dict[str, str]
    notes: tuple[str, ...] = ()


def read_installation_options(parsed: argparse.Namespace) -> InstallationOptions:
    """Return what the options say; `InstallationError` where there is no such directory.

    With a map of paths it may be one of the server's: whether it is there shows when it is opened.
    """
    directory: Path = parsed.mattermost.absolute()
    environment, notes = read_environment(parsed)
    if parsed.map_path:
        maps = map(_absolute_map, parsed.map_path)
        environment[_MAP_PATHS] = ":".join([environment.get(_MAP_PATHS, ""), *maps])
    if not environment.get(_MAP_PATHS):
        _check_directory(directory, "--mattermost")
    return InstallationOptions(directory, environment, tuple(notes))


def read_environment(parsed: argparse.Namespace) -> tuple[dict[str, str], list[str]]:
    """Return the variables of this process and of the environment files, and notes on the files."""
    variables: dict[str, str | None] = dict(os.environ)
    notes: list[str] = []
    for path in parsed.env_file:
        variables |= _read_variables(path.absolute(), parsed.env_file_syntax, variables, notes)
    environment = {name: value for name, value in variables.items() if value is not None}
    return environment, notes[:_MAX_NOTES]


def _read_variables(
    path: Path, syntax: Syntax, before: Mapping[str, str | None], notes: list[str]
) -> dict[str, str | None]:
    """Return those of one file; Compose also expands those that are known `before` it."""
    own = {name: value for name, value in before.items() if value is not None}
    try:
        return read_within(
            _FILE_SYSTEM_SECONDS,
            path,
            lambda: read_env_file(path, syntax, own, report=notes.append),
        )
    except NoAnswerError as error:
        raise SettingsError(f"{path}: {error.strerror}. {CHECK_MOUNT}") from None


def _absolute_map(text: str) -> str:
    """Return `text`, THEIRS=OURS, with our path starting at the root."""
    theirs, equals, ours = text.partition("=")
    return f"{theirs}={Path(ours).absolute()}" if equals and ours else text


def plugins_directory(parsed: argparse.Namespace) -> Path | None:
    """Return the folder of `--plugins-dir`, as an absolute path; `InstallationError` without it."""
    if parsed.plugins_dir is None:
        return None
    directory: Path = parsed.plugins_dir.absolute()
    _check_directory(directory, "--plugins-dir")
    return directory


def _check_directory(directory: Path, option: str) -> None:
    try:
        mode = read_within(_FILE_SYSTEM_SECONDS, directory, lambda: directory.stat().st_mode)
        is_directory = stat.S_ISDIR(mode)
    except (FileNotFoundError, NotADirectoryError):
        is_directory = False
    except OSError as error:
        raise InstallationError(f"{option} {directory}: {error.strerror}.") from None
    if not is_directory:
        raise InstallationError(f"{option} {directory}: no such directory.")


def open_installation(options: InstallationOptions, settings: Settings) -> Mattermost:
    """Read the configuration, and check its data source, without connecting.

    `InstallationError`, `DataSourceError`; `DatabaseError` where the configuration is in a
    database that does not respond.
    """
    connections = ConnectionLimit(settings.database_connections)
    limits = settings.reading_limits
    mattermost = Mattermost(options.directory, options.environment, limits, connections)
    config = mattermost.config
    driver, source = config.text("SqlSettings.DriverName"), config.text("SqlSettings.DataSource")
    try:
        parse_data_source(driver, source, options.environment, config.resolve)
    except DataSourceError as error:
        own = {"SqlSettings.DriverName", "SqlSettings.DataSource"}.intersection(config.overridden)
        where = f"{' and '.join(sorted(own))} of the environment" if own else config.source
        reason = _COMPOSE if _UNEXPANDED.search(source) else error
        raise DataSourceError(f"{where}: SqlSettings: {reason}") from None
    return mattermost
