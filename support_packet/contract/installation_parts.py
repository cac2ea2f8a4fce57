"""The parts of an installation that a collector is given, as documented in docs/collectors.md."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from support_packet.values.message import Message


class Config(Protocol):
    """The active configuration; a dotted path names a key, without regard to case.

    A path that no known release has counts as unset; in tests it is a `UserWarning`, in the service
    a line of its log at `DEBUG`. `ConfigurationError` if a value has another type than asked for.
    """

    @property
    def config_dir(self) -> Path:
        """The directory of the configuration file, where the server looks for certificates."""

    def get(self, path: str) -> Any:
        """Return the value at `path` as it is in JSON, `None` where there is none."""

    def text(self, path: str) -> str:
        """Return a string, empty where there is none."""

    def flag(self, path: str) -> bool:
        """Return a boolean, `False` where there is none."""

    def number(self, path: str) -> int:
        """Return a whole number, 0 where there is none."""

    def texts(self, path: str) -> list[str]:
        """Return a list of strings, empty where there is none."""

    def mapping(self, path: str) -> Mapping[str, Any]:
        """Return an object, whose own keys are case-sensitive; empty where there is none."""

    def resolve(self, path_text: str) -> Path:
        """Return a path of the configuration as the server resolves it."""

    @property
    def source(self) -> str:
        """Where the configuration is stored: a path or a database, without user and password."""

    @property
    def notes(self) -> Sequence[Message]:
        """What the server reads differently from how it looks: keys that are in the file twice."""

    def log_targets(self) -> "Sequence[LogTarget]":
        """Return the files to which advanced logging writes, below the server's log directory.

        They come from `LogSettings`, `ExperimentalAuditSettings` and, before release 11,
        `NotificationLogSettings`, in the formats of all releases. Targets elsewhere, and what
        cannot be read, are warnings.

            for target in mattermost.config.log_targets():
                log = mattermost.log_file(target.path, setting=target.setting)
        """


class LogTarget(Protocol):
    """A file to which advanced logging writes."""

    @property
    def name(self) -> str:
        """The name of the target in the configuration."""

    @property
    def path(self) -> Path:
        """Where the file is."""

    @property
    def setting(self) -> str:
        """The dotted path of the setting that has the target."""


class Log(Protocol):
    """A log file: iterating opens it and gives its newest lines, within the limits of a packet."""

    @property
    def path(self) -> Path:
        """Where the file is."""

    def size(self) -> int | None:
        """Return the maximum number of bytes that iterating gives, `None` without a file."""

    def rotated(self, days: int | None = None) -> "Iterator[RotatedLog]":
        """Yield its rotated logs of the last `days`, newest first.

        `None` means as far back as the operator has configured. Names of the server and of
        logrotate are found. `CollectError` if they cannot be listed, or after the last one if there
        are too many.
        """

    def __iter__(self) -> Iterator[bytes]: ...


class RotatedLog(Protocol):
    """A log that was rotated."""

    @property
    def path(self) -> Path:
        """Where it is, without the `.gz` of a compressed one."""

    def size(self) -> int | None:
        """Return how many bytes `lines` gives at most, as the file claims; `None` if unknown."""

    def lines(self) -> Iterator[bytes]:
        """Yield the newest lines, decompressed."""


class Manifest(Protocol):
    """The manifest of a Mattermost plugin."""

    @property
    def id(self) -> str:
        """The plugin's id, in lower case."""

    @property
    def document(self) -> Mapping[str, Any]:
        """The manifest as the server shows it."""


class Manifests(Protocol):
    """The manifests of the installed Mattermost plugins."""

    @property
    def active(self) -> Sequence[Manifest]:
        """Those of the plugins that are enabled."""

    @property
    def inactive(self) -> Sequence[Manifest]:
        """Those of all others."""

    @property
    def problems(self) -> Sequence[Message]:
        """A message for each plugin without a readable manifest."""

    @property
    def error(self) -> Message | None:
        """Why the plugin directory cannot be read, `None` if it can."""
