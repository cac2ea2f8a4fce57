"""What hooks are given of one Mattermost installation."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from support_packet.contract.installation_parts import Config, Log, Manifests
from support_packet.contract.server_parts import License, Node, Process, Rows, Server
from support_packet.values.row import Row

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    import sqlalchemy

_Value = TypeVar("_Value")


class Mattermost(Protocol):
    """One Mattermost installation as it is now, read-only: what hooks are given."""

    @property
    def directory(self) -> Path:
        """Where Mattermost is installed."""

    @property
    def environment(self) -> Mapping[str, str]:
        """The `MM_…` variables that Mattermost runs with."""

    @property
    def config(self) -> Config:
        """The active configuration."""

    @property
    def sanitized_config(self) -> Mapping[str, Any]:
        """The active configuration as one document, with every secret masked."""

    @property
    def stored_masks(self) -> Sequence[str]:
        """The settings that hold a mask instead of their value."""

    @property
    def database(self) -> str:
        """The kind of Mattermost's database: `postgres`, `mysql` or `sqlite3`."""

    def query(self, sql: str, *, seconds: float | None = None, **parameters: Any) -> list[Row]:
        """Return the rows of one query of Mattermost's database.

            rows = mattermost.query("SELECT Type, Status FROM Jobs WHERE Status IN :some",
                                    some=["error", "warning"])
            failed = [row.Type for row in rows if row.Status == "error"]

        Write names as Mattermost's documentation spells them, unquoted, and values as `:name`; a
        list is for `IN`. Each query is its own read-only transaction, which may take `seconds`,
        by default `network_timeout`, and ends at the deadline of the file that it is for. An error
        does not affect the next query. Of more than 20,000 rows, only the first are returned, with
        a warning. Errors, all subclasses of `DatabaseError`: `DatabaseDownError`,
        `QueryTimeoutError`, `PermissionMissingError`, `MissingTableError` (also for a column),
        `QueryError` for anything else that the database refuses. `ValueError` if the parameters do
        not fit.
        """

    def columns(self, table: str) -> frozenset[str]:
        """Return the columns of `table` in lower case; empty if there is no such table.

        Releases differ: `if "policyid" in mattermost.columns("Channels")`. `DatabaseError`.
        """

    def connect(self) -> "AbstractContextManager[sqlalchemy.Connection]":
        """Return a context manager with a read-only connection, for what `query` cannot do.

        `DatabaseError` if the database does not respond. Other threads wait until the block ends; a
        `query` within it uses its connection.
        """

    @property
    def rows(self) -> Rows:
        """What the database says about the server; `DatabaseError` if it does not respond."""

    @property
    def server(self) -> Server:
        """The identity of the server: ids, release, build."""

    def server_process(self) -> Process:
        """Return the process of the server that runs in `directory`.

        `CollectError` where none can be seen, as in another container, and where the system does
        not show processes as Linux does.
        """

    def nodes(self, *, minutes: int = 30) -> Sequence[Node]:
        """Return the other nodes of the cluster that are alive, by name; none without a cluster.

        This node, which is left out, is the one that `ClusterSettings` names, else the one with an
        address or the name of this machine. A node that crashed is listed for half an hour; with
        more `minutes`, also those that have not reported for longer or whose clock is behind, which
        `fetch_packet` does not ask. `DatabaseError`.
        """

    def once(self, key: Hashable, make: Callable[[], _Value]) -> _Value:
        """Return what the first `make` for `key` returned in this request.

            counts = mattermost.once("counts", lambda: count(mattermost))

        Other threads wait for it, and get its error if it raises one. `RuntimeError` for a
        deadlock, when `make` itself, or a thread that it waits for, asks for the same key. Each
        package has its own keys.
        """

    @property
    def license(self) -> License | None:
        """The active license."""

    @property
    def manifests(self) -> Manifests:
        """The manifests of the installed Mattermost plugins."""

    @property
    def network_timeout(self) -> float:
        """How many seconds to wait for any server."""

    def log(self, name: str, *sections: str) -> Log:
        """Return the log file `name` in the directory that a configuration section names.

        Of several `sections`, the first whose directory has the file counts. `CollectError` if
        `name` is absolute or contains `..`.
        """

    def log_file(self, path: str | Path, *, setting: str, below: Iterable[str | Path] = ()) -> Log:
        """Return the log at `path`, which must be below a directory of logs.

        Allowed are the directory of the server log and what `setting` names, a directory or a log
        itself. `setting` is the dotted path of a configuration key, or the variable
        `SUPPORT_PACKET_…` of a setting of your package; messages name it. `below` are more allowed
        directories or logs, for which the package is responsible: the default of its setting, or
        each of several paths. `CollectError` for a path elsewhere, after following symbolic links.
        The log is opened only when it is read.

            log = mattermost.log_file("/var/log/nginx/error.log",
                                      setting="SUPPORT_PACKET_MORE_LOGS__NGINX",
                                      below=[settings["nginx"]])
        """
