"""Finds and reads the file with Mattermost's configuration."""

import errno
import itertools
import re
import stat
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from support_packet.errors import ConfigurationError
from support_packet.files.bounded_reading import NoAnswerError, read_within
from support_packet.files.regular_file import read_regular_file
from support_packet.files.text_encoding import first_line_not_utf_8, marked_encoding
from support_packet.mattermost.configuration.document_check import check_document
from support_packet.mattermost.configuration.repeated_keys import merge_repeated
from support_packet.mattermost.file_search import (
    OF_MOUNTS,
    file_kind,
    is_folder,
    start_folders,
    with_parents,
)
from support_packet.mattermost.go import json as go_json
from support_packet.mattermost.outcome import Outcome, attempt
from support_packet.values.message import N_, Message

Value = TypeVar("Value")

MAX_BYTES = 8 * 2**20
"""Twice what Mattermost itself can keep in a MySQL database."""

CHECK_MOUNT = "Check the file system that it is on."
"""What to do about a file system that does not respond."""

_MAX_NAMES = 20

_REPEATED = N_(
    "%(source)s has more than one value for %(names)s. Mattermost takes the last one: remove the "
    "others."
)
_FOREIGN = N_(
    "%(source)s is not UTF-8 in line %(line)s. Mattermost reads another character there: save the "
    "file as UTF-8."
)

_LEVELS = 4
"""How many folders above its own the server searches; 5.x stops one below."""

_PARENTS = ("channels/config", "config")
_MAY_HOLD_PASSWORD = re.compile(":/|[=@]")
_NO_DATA_SOURCE = (
    "It is taken for the name of a file: a data source begins with postgres://, postgresql:// or "
    "mysql://."
)
_MUST_BE = "It must be Mattermost's configuration, a JSON file."
_ADVICE = {
    errno.ENOENT: "Is this Mattermost's directory? MM_CONFIG names another file.",
    errno.EACCES: "Only Mattermost's own account can read it: run support-packet as that account.",
}


def find_config_file(install_dir: Path, name: str) -> Path:
    """Return the configuration file called `name` of the server that runs in `install_dir`.

    An absolute name is taken as it is. A relative one is searched for in the server's order: in
    `config` of each folder of the search, then next to the server and its executable. If there is
    none, the result is the path at which the server would create it.
    """
    if Path(name).is_absolute():
        return Path(name)
    starts = start_folders(install_dir)
    folders = with_parents(starts, _LEVELS)
    # Since 11 the server looks into its source tree first.
    usual = [folder / parent / name for parent in _PARENTS for folder in folders]
    plain = [start / name for start in starts]
    config_dirs = [folder / "config" for folder in folders]
    found = itertools.chain(
        (path for path in usual if file_kind(path) not in (0, stat.S_IFDIR)),
        (path for path in plain if file_kind(path)),
        (config_dir / name for config_dir in config_dirs if is_folder(config_dir)),
    )
    return next(found, config_dirs[0] / name)


@dataclass(frozen=True)
class ReadConfig:
    """A document as the server reads it.

    `dropped` are the values of the file that do not count, each in its own document; `notes`
    say what the server reads differently from how it looks.
    """

    document: dict[str, Any]
    dropped: tuple[dict[str, Any], ...] = ()
    notes: tuple[Message, ...] = ()


def read_config_file(path: Path) -> ReadConfig:
    """Return the document in `path`; `ConfigurationError` says what is wrong, and in which line."""
    return read_config_outcome(path).get()


def read_config_outcome(path: Path) -> Outcome[ReadConfig]:
    """Return the document in `path`, or what is wrong with it; that changes only with the file.

    `ConfigurationError` if it cannot be read: that may be different a moment later.
    """
    try:
        content = read_regular_file(path, MAX_BYTES)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None
    return attempt(ConfigurationError, lambda: _parsed(path, content))


def read_in_time(path: Path, seconds: float, read: Callable[[], Value]) -> Value:
    """Return what `read` returns; `ConfigurationError` where the file system of `path` hangs."""
    try:
        return read_within(seconds, path, read)
    except NoAnswerError as error:
        raise ConfigurationError(f"{path}: {error.strerror}. {CHECK_MOUNT}") from None


def _parsed(path: Path, content: bytes) -> ReadConfig:
    text = go_json.decoded(content)
    foreign = first_line_not_utf_8(content)
    try:
        read = parse_config(str(path), text)
    except ConfigurationError:
        if foreign and marked_encoding(content):
            raise ConfigurationError(f"{path}: it is not UTF-8. Save it as UTF-8.") from None
        raise
    if not foreign:
        return read
    return replace(read, notes=(*read.notes, Message(_FOREIGN, source=path, line=foreign)))


def _unreadable(path: Path, error: OSError | ValueError) -> ConfigurationError:
    # A mistyped data source in MM_CONFIG is taken for a path, which then contains a password.
    shown = "MM_CONFIG" if _MAY_HOLD_PASSWORD.search(str(path)) else str(path)
    reason = getattr(error, "strerror", None) or "it cannot be read"
    number = getattr(error, "errno", None) or 0
    if shown != str(path):
        return ConfigurationError(f"{shown}: {reason}. {_NO_DATA_SOURCE}")
    usual = CHECK_MOUNT if number in OF_MOUNTS else _MUST_BE
    advice = _ADVICE.get(number, usual)
    return ConfigurationError(f"{shown}: {reason}. {advice}")


def parse_config(source: str, text: str) -> ReadConfig:
    """Return the document in `text`; `ConfigurationError` says what is wrong in `source`."""
    if len(text) > MAX_BYTES:
        raise ConfigurationError(f"{source}: it is larger than {MAX_BYTES} bytes.")
    try:
        document = go_json.load(text)
    except ValueError as error:
        raise ConfigurationError(
            f"{source}: {error}. Mattermost can't read it either. Correct it."
        ) from None
    if not isinstance(document, dict):
        raise ConfigurationError(f"{source}: it is not a JSON object. Correct it.")
    merged = merge_repeated(document)
    check_document(source, merged.document)
    names = ", ".join(merged.names[:_MAX_NAMES])
    notes = (Message(_REPEATED, source=source, names=names),) if names else ()
    return ReadConfig(merged.document, tuple(merged.dropped), notes)
