"""The parts of an installation that a collector is given, as documented in docs/collectors.md."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from support_packet.message import Message


class Config(Protocol):
    """The active configuration; a dotted path names a key, without regard to case."""

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


class Log(Protocol):
    """A log file: iterating opens it and gives its newest lines, within the limits of a packet."""

    @property
    def path(self) -> Path:
        """Where the file is."""

    def size(self) -> int | None:
        """Return the maximum number of bytes that iterating gives, `None` without a file."""

    def __iter__(self) -> Iterator[bytes]: ...


class RotatedLog(Protocol):
    """A log that the server has rotated."""

    @property
    def path(self) -> Path:
        """Where it is, without the `.gz` of a compressed one."""

    def size(self) -> int | None:
        """Return the maximum number of bytes that `lines` gives, `None` where unknown."""

    def lines(self) -> Iterator[bytes]:
        """Yield the newest lines, decompressed."""


class Rows(Protocol):
    """What the database says about the server; `None` where a release does not have it."""

    @property
    def schema_version(self) -> str | None:
        """The schema's version: `5.37.0` or, in newer releases, the number of a migration."""

    @property
    def diagnostic_id(self) -> str | None:
        """The identifier of the server in Mattermost's telemetry."""


class License(Protocol):
    """The license; times are milliseconds since 1970."""

    @property
    def license_id(self) -> str:
        """The id of the license."""

    @property
    def sku_name(self) -> str:
        """The name of the plan."""

    @property
    def sku_short_name(self) -> str:
        """`E10`, `E20`, `professional`, …; old licenses have none."""

    @property
    def customer_name(self) -> str:
        """Who bought it."""

    @property
    def customer_company(self) -> str:
        """The company that bought it."""

    @property
    def issued_at(self) -> int:
        """When it was issued."""

    @property
    def starts_at(self) -> int:
        """When it becomes valid."""

    @property
    def expires_at(self) -> int:
        """When it expires."""

    @property
    def is_trial(self) -> bool:
        """Whether it is a trial."""

    @property
    def users(self) -> int:
        """For how many users it is."""

    def feature(self, name: str) -> bool:
        """Return whether the feature `name`, such as `mfa` or `ldap`, is licensed."""


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
