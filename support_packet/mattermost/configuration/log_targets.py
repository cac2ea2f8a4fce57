"""The files to which advanced logging writes, as the configuration names them."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from support_packet.mattermost.configuration import log_places
from support_packet.mattermost.configuration.document import spelling
from support_packet.mattermost.go import json
from support_packet.message import N_
from support_packet.regular_file import read_regular_text
from support_packet.warning import warn

SECTIONS = ("LogSettings", "ExperimentalAuditSettings")
# Up to release 9 a string: JSON, or the name of a file. From 8 on JSON, which may be such a string.
_KEYS = ("AdvancedLoggingJSON", "AdvancedLoggingConfig")
_MAX_FILE = 2**20

_UNREADABLE = N_("%(setting)s names log targets that can't be read: %(reason)s.")
_OUTSIDE = N_(
    "The log target %(name)s of %(setting)s is outside the server's log directory: %(path)s."
)


class Settings(log_places.Settings, Protocol):
    """What has to be known of a configuration."""

    @property
    def config_dir(self) -> Path:
        """The directory of the configuration file."""

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

    Of others, and of what cannot be read, a warning says so.
    """
    settings = [f"{section}.{key}" for section in SECTIONS for key in _KEYS]
    return [target for setting in settings for target in _targets(config, setting)]


def _targets(config: Settings, setting: str) -> Iterator[LogTarget]:
    try:
        document = _document(config, config.get(setting))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        warn(_UNREADABLE, setting=setting, reason=reason)
        return
    for name, target in document.items():
        file_name = _file_name(target)
        if not file_name:
            continue
        path = _plain(config.resolve(file_name))
        if log_places.find_log_root(config, path) is None:
            warn(_OUTSIDE, name=name, setting=setting, path=path)
        else:
            yield LogTarget(name, path, setting)


def _plain(path: Path) -> Path:
    """Return `path` without `..`, where that names the same file: two targets may name one."""
    plain = Path(os.path.normpath(path))
    return plain if os.path.realpath(plain) == os.path.realpath(path) else path


def _document(config: Settings, value: Any) -> Mapping[str, Any]:
    """Return the targets by name; a string is JSON, or names a file with it."""
    if isinstance(value, str):
        text = value.strip()
        if text and not text.startswith("{"):
            text = read_regular_text(config.resolve(str(config.config_dir / text)), _MAX_FILE)
        value = json.load(text) if text else {}
    if value is not None and not isinstance(value, Mapping):
        raise ValueError("they are not a JSON object")
    return value or {}


def _file_name(target: Any) -> str:
    if _member(target, "type") != "file":
        return ""
    name = _member(_member(target, "options"), "filename")
    return name if isinstance(name, str) else ""


def _member(value: Any, name: str) -> Any:
    return value.get(spelling(value, name)) if isinstance(value, Mapping) else None
