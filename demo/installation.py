"""The example installation: a Mattermost directory, its database, plugins and logs."""

import shutil
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demo.config import configuration, write_configuration
from demo.database import write_database
from demo.logs import write_logs
from demo.people import PEOPLE
from demo.planted import SECRETS
from demo.plugins import write_plugins

_FOLDERS = ("bin", "client/plugins", "data", "fonts", "i18n", "prepackaged_plugins", "templates")
_MARK = ".example-installation"


@dataclass(frozen=True)
class Installation:
    """The paths of an example installation, and what is in it.

    `tokens` holds a token for each user name of `demo.people`, `secrets` all values that no packet
    may contain.
    """

    directory: Path
    config: Path
    database: Path
    logs: Path
    plugins: Path
    tokens: Mapping[str, str]
    secrets: frozenset[str]


def build_installation(directory: Path, *, log_bytes: int = 100_000) -> Installation:
    """Build the example in `directory`, replacing an earlier example.

    `mattermost.log` has about `log_bytes`. Raises `FileExistsError` for a directory that contains
    anything else.
    """
    _clear(directory)
    now = time.time()
    for name in _FOLDERS:
        (directory / name).mkdir(parents=True)
    installation = Installation(
        directory=directory,
        config=directory / "config" / "config.json",
        database=directory / "mattermost.db",
        logs=directory / "logs",
        plugins=directory / "plugins",
        tokens={person.name: person.token for person in PEOPLE},
        secrets=SECRETS,
    )
    configure(installation, {})
    write_database(installation.database, round(now * 1000))
    write_plugins(installation.plugins)
    write_logs(installation.logs, log_bytes, now)
    return installation


def configure(installation: Installation, settings: Mapping[str, Any]) -> None:
    """Write the configuration of the example with further `settings`, by path."""
    document = configuration(f"./{installation.database.name}", settings)
    write_configuration(installation.config, document)


def _clear(directory: Path) -> None:
    """Remove what is in an earlier example, and nothing else.

    The directory itself stays, which a demo has locked, and its mark, should this be interrupted.
    """
    mark = directory / _MARK
    if directory.exists() and any(directory.iterdir()):
        if not mark.exists():
            raise FileExistsError(
                f"{directory} is not empty and is not an example installation. "
                "Name another directory."
            )
        for entry in directory.iterdir():
            _remove(entry, but=mark)
    directory.mkdir(parents=True, exist_ok=True)
    mark.touch()


def _remove(entry: Path, but: Path) -> None:
    if entry.is_dir() and not entry.is_symlink():
        shutil.rmtree(entry)
    elif entry != but:
        entry.unlink()
