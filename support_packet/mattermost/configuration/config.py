"""The configuration that a Mattermost server runs with: what is active, not what is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from support_packet.errors import ConfigurationError
from support_packet.mattermost.cache import Cache
from support_packet.mattermost.configuration.config_file import (
    ReadConfig,
    read_config_outcome,
    read_in_time,
)
from support_packet.mattermost.configuration.document import copied, lookup
from support_packet.mattermost.configuration.install_dir import find_install_dir
from support_packet.mattermost.configuration.load import activate
from support_packet.mattermost.configuration.log_targets import LogTarget, read_log_targets
from support_packet.mattermost.configuration.misspelt_paths import (
    has_known_place,
    report_misspelt,
)
from support_packet.mattermost.configuration.store import StorePlace, read_stored_config
from support_packet.mattermost.configuration.value_kinds import Kind
from support_packet.mattermost.path_map import SAME_PATHS, PathMap
from support_packet.mattermost.sql.connection_pool import ConnectionPool
from support_packet.values.arguments import check_path, check_text
from support_packet.values.message import Message

_NONE = ReadConfig({})


@dataclass(frozen=True)
class Config:
    """The active configuration, with defaults and overrides.

    Keys are looked up by dotted path, without regard to case, in the spelling of any release. A
    key that this server's release does not have is unset: "", False, 0 or empty; a key that no
    known release has is reported to the author, once.

    `source` is where the configuration is stored, without user and password. `install_dir` is the
    directory of the server, `config_dir` that of its configuration file, where it looks for
    certificates and the license. `overridden` are the paths of the keys that environment variables
    set; `inactive` are the documents that are overridden: the stored one, custom defaults, and what
    is there twice. `notes` say what the server reads differently from how it looks.
    `paths` say where the server's directories are for this program; `log_root` is the directory
    that `MM_LOG_PATH` names, in which the server writes logs. `files` are those with log targets
    that the configuration names, where it is in a database. A file system may take `seconds`.
    """

    document: Mapping[str, Any] = field(repr=False)
    source: str
    install_dir: Path
    config_dir: Path
    overridden: tuple[str, ...] = ()
    inactive: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)
    notes: tuple[Message, ...] = ()
    paths: PathMap = SAME_PATHS
    log_root: Path | None = None
    files: Mapping[str, str] = field(default_factory=dict, repr=False)
    seconds: float = field(default=3.0, compare=False)
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
        check_path("path of config.resolve()", path_text)
        return self.paths.resolve(self.install_dir, path_text)

    def log_targets(self) -> list[LogTarget]:
        """Return the files to which advanced logging writes, below the server's log directory."""
        return read_log_targets(self)

    def _looked_up(self, path: str, stacklevel: int) -> Any:
        check_text("path of a setting", path, 'str, such as "LdapSettings.Enable"')
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


@dataclass(frozen=True)
class ConfigSource:
    """Everything that determines the configuration of the server in `directory`.

    `variables` are Mattermost's own: `MM_CONFIG` names the store, by default `config.json`;
    `MM_CUSTOM_DEFAULTS_PATH` names a file of defaults; others override keys. `environment` holds
    all variables of the server, also those of lib/pq. `paths` say where its directories are.
    """

    directory: Path
    variables: Mapping[str, str]
    environment: Mapping[str, str]
    paths: PathMap = SAME_PATHS


def load_config(
    source: ConfigSource, pool: ConnectionPool, timeout: float, cache: Cache | None = None
) -> Config:
    """Return the configuration that `source` determines.

    `timeout` limits each wait for a database with the configuration, and for a file system, in
    seconds. What is in `cache` is read again only when it has changed; until then the configuration
    is the same object. Errors: `InstallationError`, `ConfigurationError`; for a configuration in a
    database also `DataSourceError` and `DatabaseError`.
    """
    cache = cache or Cache()
    directory, variables = source.directory, source.variables
    install_dir = find_install_dir(directory, source.paths, timeout)

    def find(text: str) -> Path:
        return source.paths.resolve(install_dir, text)

    name = variables.get("MM_CONFIG") or "config.json"
    place = StorePlace(install_dir, find, source.environment)
    stored = read_stored_config(place, name, pool, timeout, cache)
    custom = variables.get("MM_CUSTOM_DEFAULTS_PATH")
    defaults = _custom_defaults(find(custom), timeout, cache) if custom else _NONE

    def activated() -> Config:
        document, overridden = activate(stored.document, defaults.document, variables)
        overrides = stored.document if overridden else {}
        dropped = (*stored.read.dropped, *defaults.dropped)
        return Config(
            document,
            stored.source,
            install_dir,
            stored.config_dir,
            overridden,
            (defaults.document, overrides, *dropped),
            (*stored.read.notes, *defaults.notes),
            source.paths,
            find(variables["MM_LOG_PATH"]) if variables.get("MM_LOG_PATH") else None,
            stored.files,
            timeout,
        )

    places = str(install_dir), str(stored.config_dir), stored.source
    own = tuple(sorted((*variables.items(), *stored.files.items())))
    return cache.made("config", (stored.read, defaults, source.paths, own, places), activated)


def _custom_defaults(path: Path, timeout: float, cache: Cache) -> ReadConfig:
    return read_in_time(
        path, timeout, lambda: cache.file(path, read_config_outcome).renewed().get()
    )
