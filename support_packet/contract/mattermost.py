"""What hooks are given of one Mattermost installation."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from support_packet.contract.installation_parts import Config, Log, Manifests
from support_packet.contract.server_parts import License, Node, Process, Rows, Server
from support_packet.row import Row

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
        list is for `IN`. Each query is a read-only transaction of its own that may take `seconds`,
        else `network_timeout`, and never longer than the file that it is for; its thread gets free
        at the file's deadline. An error does not affect the next one. Of more than 20,000 rows,
        the first are returned and a warning says so. Errors, all of them `DatabaseError`:
        `DatabaseDownError`, `QueryTimeoutError`, `PermissionMissingError`, `MissingTableError`
        (also for a column), `QueryError` for what else the database refuses. `ValueError` if the
        parameters do not fit.
        """

    def columns(self, table: str) -> frozenset[str]:
        """Return the columns of `table` in lower case; empty where there is no such table.

        Releases differ: `if "policyid" in mattermost.columns("Channels")`. `DatabaseError`.
        """

    def connect(self) -> "AbstractContextManager[sqlalchemy.Connection]":
        """Return a block with a read-only connection, for what `query` cannot do.

        `DatabaseError` where the database does not respond. Other threads wait until the block
        ends; a `query` within it uses its connection.
        """

    @property
    def rows(self) -> Rows:
        """What the database says about the server; `DatabaseError` if it does not respond."""

    @property
    def server(self) -> Server:
        """What identifies the server: ids, release, build."""

    def server_process(self) -> Process:
        """Return the process of the server that runs in `directory`.

        `CollectError` where none can be seen, as in another container, and where the system does
        not show processes as Linux does.
        """

    def nodes(self, *, minutes: int = 30) -> Sequence[Node]:
        """Return the other nodes of the cluster that are alive, by name; none without a cluster.

        This node is the one that `ClusterSettings` names, else the one with an address or the name
        of this machine; `fetch_packet` asks the others. A node that crashed is among them for half
        an hour; with more `minutes`, also those that have not reported for longer, which are not
        asked, or whose clock is behind. `DatabaseError`.
        """

    def once(self, key: Hashable, make: Callable[[], _Value]) -> _Value:
        """Return what the first `make` for `key` returned in this request.

            counts = mattermost.once("counts", lambda: count(mattermost))

        Threads that ask meanwhile wait for it; what it raised, all of them get. `RuntimeError`
        where `make` asks, itself or by way of other threads, for what waits for it. Each package
        has keys of its own.
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

        They are the directory of the server log and what `setting` names: a directory, or a log
        itself. It is the dotted path of a key of the configuration, or one of the variables
        `SUPPORT_PACKET_…` with which the operator configures a package. Messages name it.
        `below` are more directories or logs, for which the package answers: the default of its
        setting, or each of several paths. `CollectError` for a path elsewhere, symbolic links
        followed. Nothing is opened before the log is read.

            log = mattermost.log_file("/var/log/nginx/error.log",
                                      setting="SUPPORT_PACKET_MORE_LOGS__NGINX",
                                      below=[settings["nginx"]])
        """
