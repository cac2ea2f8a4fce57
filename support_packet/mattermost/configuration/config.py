"""The configuration that a Mattermost server runs with: what is active, not what is stored."""

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from support_packet.errors import ConfigurationError, InstallationError
from support_packet.mattermost.configuration.config_file import read_config_file
from support_packet.mattermost.configuration.document import lookup
from support_packet.mattermost.configuration.environment import mattermost_variables
from support_packet.mattermost.configuration.load import activate
from support_packet.mattermost.configuration.store import read_stored_config
from support_packet.mattermost.configuration.value_kinds import EXPECTED, Kind, fits
from support_packet.mattermost.sql.connection_pool import Lender

_ADVICE = "Name the directory that Mattermost is installed in."


@dataclass(frozen=True)
class Config:
    """The active configuration, with defaults and overrides.

    Keys are asked for by dotted path, without regard to case, in any release's spelling. A key
    that this server's release does not have is unset: "", False, 0 or empty.

    `source` is where the configuration is stored, without user and password. `directory` is the
    server's own, `folder` the one of its configuration file, next to which it looks for its
    certificates and license. `overridden` are the paths of the keys that the environment set;
    `inactive` are the documents that others are put over: the stored one, and custom defaults.
    """

    document: Mapping[str, Any] = field(repr=False)
    source: str
    directory: Path
    folder: Path
    overridden: tuple[str, ...] = ()
    inactive: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)

    def get(self, path: str) -> Any:
        """Return the value at `path` as it is in JSON, None where there is none."""
        return lookup(self.document, path)

    def text(self, path: str) -> str:
        """Return a string."""
        return self._of_kind("text", path) or ""

    def flag(self, path: str) -> bool:
        """Return a boolean."""
        return self._of_kind("flag", path) or False

    def number(self, path: str) -> int:
        """Return a whole number."""
        return self._of_kind("number", path) or 0

    def texts(self, path: str) -> list[str]:
        """Return a list of strings."""
        return list(self._of_kind("texts", path) or ())

    def mapping(self, path: str) -> Mapping[str, Any]:
        """Return an object, whose own keys are to be compared exactly."""
        return self._of_kind("mapping", path) or {}

    def resolve(self, path_text: str) -> Path:
        """Return a path of the configuration as the server does, from its own directory."""
        return self.directory / path_text

    def _of_kind(self, kind: Kind, path: str) -> Any:
        value = self.get(path)
        if value is not None and not fits(kind, value):
            raise ConfigurationError(f"{self.source}: {path} must be {EXPECTED[kind]}.")
        return value


def load_config(directory: Path, environment: Mapping[str, str], lender: Lender) -> Config:
    """Return the configuration of the server in `directory`, which runs with `environment`.

    `MM_CONFIG` names the store, `config.json` is the default; `MM_CUSTOM_DEFAULTS_PATH` names a
    file of defaults. Errors: `InstallationError`, `ConfigurationError`; where the configuration
    is in a database, to which `lender` lends a connection, also `DataSourceError` and
    `DatabaseError`.
    """
    home = _home(directory)
    variables = mattermost_variables(environment)
    name = variables.get("MM_CONFIG") or "config.json"
    stored = read_stored_config(home, name, environment, lender)
    custom = variables.get("MM_CUSTOM_DEFAULTS_PATH")
    custom_defaults = read_config_file(home / custom) if custom else {}
    document, overridden = activate(stored.document, custom_defaults, variables)
    inactive = (custom_defaults, stored.document if overridden else {})
    return Config(document, stored.source, home, stored.folder, overridden, inactive)


def _home(directory: Path) -> Path:
    home = Path(os.path.realpath(directory))
    try:
        mode = home.stat().st_mode
    except OSError as error:
        raise InstallationError(f"{directory}: {error.strerror}. {_ADVICE}") from None
    if not stat.S_ISDIR(mode):
        raise InstallationError(f"{directory}: it is no directory. {_ADVICE}")
    return home
