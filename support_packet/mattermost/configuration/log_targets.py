"""The files to which advanced logging writes, as the configuration names them."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from support_packet.files.bounded_reading import NoAnswerError, read_within
from support_packet.files.regular_file import read_regular_text
from support_packet.mattermost.configuration import log_places
from support_packet.mattermost.configuration.document import lookup, spelling
from support_packet.mattermost.go import json
from support_packet.values.message import N_
from support_packet.values.warning import warn

NOTIFICATIONS = "NotificationLogSettings"
SECTIONS = ("LogSettings", "ExperimentalAuditSettings", NOTIFICATIONS)
"""The last one up to release 10; a document of a later one has lost it by now."""

# Up to release 9 a string: JSON, or the name of a file. From 8 on JSON, which may be such a string.
_KEYS = ("AdvancedLoggingJSON", "AdvancedLoggingConfig")
_MAX_FILE = 2**20

_SILENT = N_("%(path)s: %(reason)s. Check %(setting)s.")
_UNREADABLE = N_("%(setting)s names log targets that can't be read: %(reason)s.")
_OUTSIDE = N_(
    "The log target %(name)s of %(setting)s is outside the server's log directory: %(path)s."
)


class Settings(log_places.Settings, Protocol):
    """What has to be known of a configuration."""

    @property
    def config_dir(self) -> Path:
        """The directory of the configuration file."""

    @property
    def seconds(self) -> float:
        """How long a file system may take."""

    @property
    def files(self) -> Mapping[str, str]:
        """The files that the configuration names, where it is in a database."""

    def get(self, path: str) -> Any:
        """Return a value as it is in JSON."""


@dataclass(frozen=True)
class LogTarget:
    """A file that advanced logging writes; `name` is that of the target in `setting`."""

    name: str
    path: Path
    setting: str


def read_log_targets(config: Settings) -> list[LogTarget]:
    """Return the file targets of all sections that are inside the server's log directory.

    Others, and what cannot be read, are warnings.
    """
    return [
        target for section in SECTIONS for key in _KEYS for target in _targets(config, section, key)
    ]


def _targets(config: Settings, section: str, key: str) -> Iterator[LogTarget]:
    setting = f"{section}.{key}"
    try:
        document = _document(config, lookup(config.get(section) or {}, key))
    except (OSError, ValueError) as error:
        reason = _reason(error)
        warn(_UNREADABLE, setting=setting, reason=reason)
        return
    for name, target in document.items():
        if found := _target(config, LogTarget(name, Path(_file_name(target)), setting)):
            yield found


def _reason(error: OSError | ValueError) -> str:
    """Return why, with the file if its name looks like one: the text could be anything else."""
    if not isinstance(error, OSError) or not error.strerror:
        return str(error)
    name = str(error.filename or "")
    return f"{name}: {error.strerror}" if name.endswith(".json") else error.strerror


def _target(config: Settings, named: LogTarget) -> LogTarget | None:
    """Return the target where its file is, None for one that is not for a packet."""
    if not named.path.name:
        return None
    path = config.resolve(str(named.path))
    try:
        # Each by itself: the others may be on a file system that responds.
        found = read_within(config.seconds, path, lambda: _place(config, path))
    except NoAnswerError as error:
        warn(_SILENT, path=path, reason=error.strerror, setting=named.setting)
        return None
    if found is None:
        warn(_OUTSIDE, name=named.name, setting=named.setting, path=path)
        return None
    return replace(named, path=found)


def _place(config: Settings, path: Path) -> Path | None:
    """Return the file in its shortest spelling, None if it is outside the log directory."""
    try:
        plain = _plain(path)
    except ValueError:
        return None  # a null character
    return None if log_places.find_log_root(config, plain) is None else plain


def _plain(path: Path) -> Path:
    """Return `path` without `..`, where that names the same file: two targets may name one."""
    plain = Path(os.path.normpath(path))
    return plain if os.path.realpath(plain) == os.path.realpath(path) else path


def _document(config: Settings, value: Any) -> Mapping[str, Any]:
    """Return the targets by name; a string is JSON, or names a file with it."""
    if isinstance(value, str):
        text = value.strip()
        if text and not text.startswith("{"):
            text = _file_of(config, text)
        value = json.load(text) if text else {}
    if value is not None and not isinstance(value, Mapping):
        raise ValueError("they are not a JSON object")
    return value or {}


def _file_of(config: Settings, name: str) -> str:
    """Return the text of a file of the configuration, which may be in the database with it."""
    if name in config.files:
        return config.files[name]
    path = config.resolve(str(config.config_dir / name))
    return read_within(config.seconds, path, lambda: read_regular_text(path, _MAX_FILE))


def names_of_files(document: Mapping[str, Any]) -> list[str]:
    """Return the names of files with log targets in a document of the configuration."""
    values = (lookup(document, f"{section}.{key}") for section in SECTIONS for key in _KEYS)
    texts = [value.strip() for value in values if isinstance(value, str)]
    return [text for text in texts if text and not text.startswith("{")]


def _file_name(target: Any) -> str:
    kind = _member(target, "type")
    # As the server's library compares it.
    if not isinstance(kind, str) or kind.lower() != "file":
        return ""
    name = _member(_member(target, "options"), "filename")
    return name if isinstance(name, str) else ""


def _member(value: Any, name: str) -> Any:
    return value.get(spelling(value, name)) if isinstance(value, Mapping) else None
