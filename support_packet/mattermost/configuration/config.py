"""The configuration that a Mattermost server runs with: what is active, not what is stored."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from support_packet.errors import ConfigurationError, InstallationError
from support_packet.mattermost.configuration.config_file import read_config_outcome
from support_packet.mattermost.configuration.document import copied, lookup
from support_packet.mattermost.configuration.load import activate
from support_packet.mattermost.configuration.log_targets import LogTarget, read_log_targets
from support_packet.mattermost.configuration.misspelt_paths import (
    has_known_place,
    report_misspelt,
)
from support_packet.mattermost.configuration.store import read_stored_config
from support_packet.mattermost.configuration.value_kinds import Kind
from support_packet.mattermost.file_search import is_folder
from support_packet.mattermost.kept import Kept
from support_packet.mattermost.sql.connection_pool import ConnectionPool

_NONE: dict[str, Any] = {}
_ADVICE = "Name the directory in which Mattermost is installed."


@dataclass(frozen=True)
class Config:
    """The active configuration, with defaults and overrides.

    Keys are looked up by dotted path, without regard to case, in the spelling of any release. A
    key that this server's release does not have is unset: "", False, 0 or empty; a key that no
    known release has is reported to the author, once.

    `source` is where the configuration is stored, without user and password. `install_dir` is the
    directory of the server, `config_dir` that of its configuration file, where it looks for
    certificates and the license. `overridden` are the paths of the keys that environment variables
    set; `inactive` are the documents that are overridden: the stored one, and custom defaults.
    """

    document: Mapping[str, Any] = field(repr=False)
    source: str
    install_dir: Path
    config_dir: Path
    overridden: tuple[str, ...] = ()
    inactive: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)
    _unknown: set[str] = field(default_factory=set, init=False, repr=False, compare=False)

    def get(self, path: str) -> Any:
        """Return the value at `path` as it is in JSON, None if there is none."""
        # A copy: other requests have the same configuration.
        return copied(self._looked_up(path, 3))

    def text(self, path: str) -> str:
        """Return a string."""
        return self._of_kind(Kind.TEXT, path) or ""

    def flag(self, path: str) -> bool:
        """Return a boolean."""
        return self._of_kind(Kind.FLAG, path) or False

    def number(self, path: str) -> int:
        """Return a whole number."""
        return self._of_kind(Kind.NUMBER, path) or 0

    def texts(self, path: str) -> list[str]:
        """Return a list of strings."""
        return list(self._of_kind(Kind.TEXTS, path) or ())

    def mapping(self, path: str) -> Mapping[str, Any]:
        """Return an object; its keys are case-sensitive."""
        found: Mapping[str, Any] = copied(self._of_kind(Kind.MAPPING, path) or {})
        return found

    def resolve(self, path_text: str) -> Path:
        """Return a path in the configuration as the server resolves it, from `install_dir`."""
        return self.install_dir / path_text

    def log_targets(self) -> list[LogTarget]:
        """Return the files to which advanced logging writes, below the server's log directory."""
        return read_log_targets(self)

    def _looked_up(self, path: str, stacklevel: int) -> Any:
        value = lookup(self.document, path)
        if value is None and path not in self._unknown and not has_known_place(path):
            self._unknown.add(path)
            report_misspelt(path, stacklevel)
        return value

    def _of_kind(self, kind: Kind, path: str) -> Any:
        value = self._looked_up(path, 4)
        if value is not None and not kind.fits(value):
            raise ConfigurationError(f"{self.source}: {path} must be {kind.description}.")
        return value


def load_config(  # noqa: PLR0913, PLR0917 -- all that it depends on
    directory: Path,
    variables: Mapping[str, str],
    environment: Mapping[str, str],
    pool: ConnectionPool,
    timeout: float,
    kept: Kept | None = None,
) -> Config:
    """Return the configuration of the server in `directory`.

    `variables` are Mattermost's own: `MM_CONFIG` names the store, by default `config.json`;
    `MM_CUSTOM_DEFAULTS_PATH` names a file of defaults; others override keys. `environment` holds
    all variables of the server, also those of lib/pq. `timeout` limits each wait for a database
    with the configuration, in seconds. What is `kept` is read again only when it has changed; until
    then the configuration is the same object. Errors: `InstallationError`, `ConfigurationError`;
    for a configuration in a database also `DataSourceError` and `DatabaseError`.
    """
    install_dir = _find_install_dir(directory)
    name = variables.get("MM_CONFIG") or "config.json"
    kept = kept or Kept()
    stored = read_stored_config(install_dir, name, environment, pool, timeout, kept)
    custom = variables.get("MM_CUSTOM_DEFAULTS_PATH")
    custom_defaults = _NONE
    if custom:
        custom_defaults = kept.file(install_dir / custom, read_config_outcome).renewed().get()

    def activated() -> Config:
        document, overridden = activate(stored.document, custom_defaults, variables)
        inactive = (custom_defaults, stored.document if overridden else {})
        return Config(document, stored.source, install_dir, stored.config_dir, overridden, inactive)

    places = str(install_dir), str(stored.config_dir), stored.source
    own = tuple(sorted(variables.items()))
    return kept.made("config", (stored.document, custom_defaults, own, places), activated)


def _find_install_dir(directory: Path) -> Path:
    install_dir = Path(os.path.realpath(directory))
    try:
        install_dir.stat()
    except OSError as error:
        raise InstallationError(f"{directory}: {error.strerror}. {_ADVICE}") from None
    if not is_folder(install_dir):
        raise InstallationError(f"{directory}: not a directory. {_ADVICE}")
    return install_dir
