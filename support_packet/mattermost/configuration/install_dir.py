"""The directory in which a Mattermost server runs."""

import stat
from pathlib import Path

from support_packet.errors import InstallationError
from support_packet.files.bounded_reading import NoAnswerError, read_within
from support_packet.mattermost.configuration.config_file import CHECK_MOUNT
from support_packet.mattermost.file_search import real_path
from support_packet.mattermost.path_map import PathMap

_ADVICE = "Name the directory in which Mattermost is installed."


def find_install_dir(directory: Path, paths: PathMap, seconds: float) -> Path:
    """Return `directory` without symbolic links, or as `paths` spell it.

    If it does not exist, it is a path of the server: `paths` say what is in its place, or have
    directories below it. `InstallationError` if it is not a directory; its file system may take
    `seconds`.
    """
    try:
        return read_within(seconds, directory, lambda: _found(directory, paths))
    except NoAnswerError as error:
        raise InstallationError(f"{directory}: {error.strerror}. {CHECK_MOUNT}") from None


def _found(directory: Path, paths: PathMap) -> Path:
    install_dir = directory if paths.has_own(directory) else real_path(directory)
    if paths.pairs and not install_dir.exists():
        install_dir = paths.find(install_dir)
        if paths.has_below(install_dir):
            return install_dir
    try:
        status = install_dir.stat()
    except OSError as error:
        raise InstallationError(f"{directory}: {error.strerror}. {_ADVICE}") from None
    if not stat.S_ISDIR(status.st_mode):
        raise InstallationError(f"{directory}: not a directory. {_ADVICE}")
    return install_dir
