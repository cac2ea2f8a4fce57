"""Reads a directory with one file for each variable, as `envdir` and `chpst -e` do.

GitLab's omnibus package keeps Mattermost's variables this way, and Kubernetes mounts a secret as
such a directory.
"""

from pathlib import Path

from support_packet.errors import SettingsError
from support_packet.files.regular_file import read_regular_file
from support_packet.mattermost.file_search import is_folder

_MAX_FILES = 10_000
_MAX_BYTES = 2**20


def read_env_directory(directory: Path) -> dict[str, str | None]:
    """Return the variables in `directory`, `None` for those that an empty file unsets.

    The value is the first line without blanks at its end; null characters are line ends. Names
    that begin with a dot, among them those in which Kubernetes keeps what its links name, and
    folders are skipped. `SettingsError` names a file that cannot be read.
    """
    try:
        paths = sorted(directory.iterdir())
    except OSError as error:
        raise SettingsError(f"{directory}: {error.strerror}. Name a readable directory.") from None
    if len(paths) > _MAX_FILES:
        raise SettingsError(f"{directory}: it has more than {_MAX_FILES} files.")
    named = [path for path in paths if not path.name.startswith(".") and "=" not in path.name]
    return {path.name: _value_of(path) for path in named if not is_folder(path)}


def _value_of(path: Path) -> str | None:
    try:
        content = read_regular_file(path, _MAX_BYTES)
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror}. Give read access, or remove it.") from None
    first = content.partition(b"\n")[0].rstrip(b" \t").replace(b"\0", b"\n")
    return first.decode("utf-8", "surrogateescape") if content else None
