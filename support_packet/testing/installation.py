"""A small Mattermost installation that a test fills with what it needs."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Never

from support_packet.contract import Mattermost
from support_packet.mattermost import installation
from support_packet.mattermost.configuration.document import lookup, replaced
from support_packet.mattermost.configuration.misspelt_paths import has_known_place, report_misspelt
from support_packet.mattermost.reading_limits import ReadingLimits
from support_packet.testing.arguments import check_lines, check_rows, plugin_id, setting_values
from support_packet.testing.database import FilledDatabase, node_row
from support_packet.values.arguments import check_texts_by_name

if TYPE_CHECKING:
    from support_packet.testing.mattermost_tables import Release


class Installation:
    """A Mattermost server that is not running: its configuration, database, logs and plugins.

    It is in `directory`, which is created. `environment` are the variables that Mattermost runs
    with, to be changed as needed. `release` says which tables and columns there are: set it before
    the first row. `responds` is whether it answers the other nodes of its cluster.

    >>> import tempfile
    >>> from pathlib import Path
    >>> temporary = tempfile.TemporaryDirectory()
    >>> installation = Installation(Path(temporary.name) / "mattermost")
    >>> installation.set("LdapSettings", Enable=True)
    >>> installation.table("Jobs", {"Id": "a", "Type": "ldap_sync", "Status": "error"})
    >>> path = installation.log("mattermost.log", '{"level":"error","msg":"LDAP does not respond"}')
    >>> mattermost = installation.mattermost()
    >>> mattermost.config.flag("LdapSettings.Enable")
    True
    >>> mattermost.query("SELECT Type, Status FROM Jobs")[0].Status
    'error'
    >>> installation.close()
    >>> temporary.cleanup()
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.environment: dict[str, str] = {}
        self.release: Release = "11.10"
        self.responds = True
        self.cluster: dict[str, Installation] = {}
        self._driver = "sqlite3"
        # Relative: installations with the same secrets share what searches for them.
        self._data_source = "./mattermost.db"
        self._database: FilledDatabase | None = None
        self._document: dict[str, Any] = {}
        for name in ("config", "logs", "plugins"):
            (directory / name).mkdir(parents=True)
        self.set("ServiceSettings", SiteURL="https://chat.example.com")
        self.set("SqlSettings", DriverName=self._driver, DataSource=self._data_source)
        self.set("LogSettings", EnableFile=True, FileLevel="DEBUG")
        self.set("NotificationLogSettings", EnableFile=True, FileLevel="DEBUG")
        for name in ("mattermost.log", "notifications.log"):
            self.log(name)

    def set(self, section: str, *unnamed: Never, **values: object) -> None:
        """Change settings of the configuration: `set("LdapSettings", Enable=True, Port=636)`.

        `section` may be a dotted path. A key that no known release has is a `UserWarning`.
        """
        for name, value in setting_values(section, unnamed, values).items():
            path = f"{section}.{name}"
            if lookup(self._document, path) is None and not has_known_place(path):
                report_misspelt(path, 2)
            self._document = replaced(self._document, path, value)
        text = json.dumps(self._document, indent=4)
        (self.directory / "config" / "config.json").write_text(text, encoding="utf-8")

    def table(self, name: str, *rows: Mapping[str, object]) -> None:
        """Create a table of Mattermost's database where it is missing, and insert `rows`.

        Known tables have the columns of `release`; others have those of the rows. What a row does
        not name stays NULL; a mapping or a list is stored as JSON. A column that Mattermost's table
        is not known to have is added, with a `UserWarning`.
        """
        check_rows(name, rows)
        self._prepared().fill(name, rows, stacklevel=2)

    def log(self, name: str, *lines: str) -> Path:
        """Append `lines` to the log `name` in the directory of the logs; return its path."""
        check_lines(lines)
        path = self.directory / "logs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as log:
            log.writelines(f"{line}\n" for line in lines)
        return path

    def plugin(self, manifest: Mapping[str, Any], *, enabled: bool = True) -> Path:
        """Install a plugin of Mattermost from its manifest with an `id`; return its folder."""
        folder = self.directory / "plugins" / plugin_id(manifest)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "plugin.json").write_text(json.dumps(manifest), encoding="utf-8")
        states = lookup(self._document, "PluginSettings.PluginStates") or {}
        states = {**states, manifest["id"]: {"Enable": enabled}}
        self.set("PluginSettings", PluginStates=states)
        return folder

    def node(self, hostname: str) -> "Installation":
        """Add another node to the cluster and return it: `mattermost.nodes()` has it from now on.

        It has the same settings, as they are now, and the same database, but its own files. In
        `author.packet()`, `fetch_packet` asks it: it makes its packet of the built-in collectors
        and those under test. While its `responds` is `False`, it does not answer.
        """
        if not self.cluster:
            self._join("this-node", self.cluster)
        if hostname in self.cluster:
            raise ValueError(f"There is a node {hostname} already.")
        other = Installation(self.directory.with_name(f"{self.directory.name}-{hostname}"))
        other.release, other.environment = self.release, dict(self.environment)
        other._document = self._moved_document(other.directory)
        source = self._data_source
        other._data_source = str(self.directory / source) if self.has_own_database else source
        other._driver = self._driver
        other._database = self._prepared()
        other.set("SqlSettings", DriverName=self._driver, DataSource=other._data_source)
        other._join(hostname, self.cluster)
        return other

    def _join(self, hostname: str, cluster: "dict[str, Installation]") -> None:
        self.cluster = cluster
        cluster[hostname] = self
        self.set("ClusterSettings", Enable=True, ClusterName="cluster", OverrideHostname=hostname)
        self.table("ClusterDiscovery", node_row(hostname))

    def use_database(self, driver: str, data_source: str) -> None:
        """Use an empty database of a real server in place of SQLite, before the first row.

        `driver` is "postgres" or "mysql", `data_source` what Mattermost's configuration would
        say. What the test creates in it is dropped in the end.
        """
        if self._database:
            raise ValueError("use_database() comes before the first table, and before mattermost()")
        self._driver, self._data_source = driver, data_source
        self.set("SqlSettings", DriverName=driver, DataSource=data_source)

    @property
    def has_own_database(self) -> bool:
        """Whether the database is a file, which copies of the installation do not share."""
        return self._driver == "sqlite3"

    def mattermost(self) -> Mattermost:
        """Return the installation as it is now, as hooks are given it for one request."""
        return self.opened(ReadingLimits(), {})

    def opened(self, limits: ReadingLimits, operator: Mapping[str, str]) -> installation.Mattermost:
        """Return the installation as it is now, as the host reads it.

        `operator` are the variables `SUPPORT_PACKET_…`, in addition to those of Mattermost.
        """
        self._prepared()
        variables = {**self.environment, **operator}
        check_texts_by_name("environment", variables)
        return installation.Mattermost(self.directory, variables, limits)

    def copied(self, directory: Path) -> "Installation":
        """Return a copy in `directory`; a database of a real server stays the same one."""
        shutil.copytree(self.directory, directory, symlinks=True)
        copy = object.__new__(Installation)
        vars(copy).update(vars(self), directory=directory, environment=dict(self.environment))
        copy._document = self._moved_document(directory)
        if self._driver == "sqlite3":
            old, new = str(self.directory), str(directory)
            copy._data_source = self._data_source.replace(old, new)
            copy._database = self._prepared().at(str(directory / copy._data_source))
        copy.set("SqlSettings", DriverName=copy._driver)
        return copy

    def _moved_document(self, directory: Path) -> dict[str, Any]:
        """Return the configuration of an installation in another `directory`."""
        text = json.dumps(self._document)
        moved: dict[str, Any] = json.loads(text.replace(str(self.directory), str(directory)))
        return moved

    def close(self) -> None:
        """Drop what was created in the database, and remove the directories of all nodes."""
        if self._database:
            self._database.drop()
        for node in [self, *self.cluster.values()]:
            shutil.rmtree(node.directory, ignore_errors=True)

    def _prepared(self) -> FilledDatabase:
        if self._database is None:
            self._database = FilledDatabase(
                self._driver, self._data_source, self.directory, self.release
            )
            self._database.fill_first_rows()
        return self._database
