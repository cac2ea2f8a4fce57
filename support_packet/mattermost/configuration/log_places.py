"""The directories in which a Mattermost server may write its logs."""

import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from support_packet.mattermost.file_search import file_kind, may_be_folder, search_folders

_LEVELS = 3
"""How many folders above its own the server searches for a `logs` directory."""


class Settings(Protocol):
    """What has to be known of a configuration."""

    @property
    def install_dir(self) -> Path:
        """The directory of the server."""

    @property
    def log_root(self) -> Path | None:
        """The directory that `MM_LOG_PATH` names."""

    def text(self, path: str) -> str:
        """Return a string."""

    def resolve(self, path_text: str) -> Path:
        """Return a path as the server resolves it."""


def log_directory(config: Settings, section: str) -> Path:
    """Return the directory of the log that `section` of the configuration describes.

    `FileLocation` is a directory; servers up to 4.1 also accepted the name of a file. If it is
    empty, the server uses the first `logs` directory in its own folder and those above.
    """
    location = config.text(f"{section}.FileLocation")
    if not location:
        return _nearest_logs(config)
    directory = config.resolve(location)
    return directory.parent if file_kind(directory) == stat.S_IFREG else directory


def _nearest_logs(config: Settings) -> Path:
    folders = search_folders(config.install_dir, _LEVELS)
    found = [config.resolve("logs"), *(folder / "logs" for folder in folders)]
    return next((logs for logs in found if may_be_folder(logs)), config.install_dir)


def find_log_root(config: Settings, path: Path, places: Iterable[Path] = ()) -> Path | None:
    """Return the directory of logs that `path` is in, None if it is in none.

    They are that of the server log and that of `MM_LOG_PATH`, where newer releases insist on all
    logs, and `places`, which may be logs themselves. Symbolic links are followed.
    """
    named = [config.log_root] if config.log_root else []
    # Without a log directory the log is next to the configuration, which is not a place for logs.
    mains = [
        directory
        for directory in (log_directory(config, "LogSettings"), *named)
        if not _is_below(config.install_dir, directory)
    ]
    roots = [*mains, *places]
    return next((root for root in roots if _is_below(path, root)), None)


def _is_below(path: Path, root: Path) -> bool:
    try:
        return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))
    except (OSError, ValueError):
        return False
