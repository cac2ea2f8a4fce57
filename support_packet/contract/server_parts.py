"""What a collector learns about the server: its ids, license, process and cluster."""

from datetime import datetime
from pathlib import Path
from typing import Protocol


class Rows(Protocol):
    """What the database says about the server; `None` where a release does not have it."""

    @property
    def schema_version(self) -> str | None:
        """The schema's version: `5.37.0` or, in newer releases, the number of a migration."""

    @property
    def has_migrations(self) -> bool:
        """Whether migrations number the schema: then its version is not that of the release."""

    @property
    def server_version(self) -> str | None:
        """The version of the database server, as it says itself; `None` of SQLite."""

    @property
    def diagnostic_id(self) -> str | None:
        """The identifier of the server in Mattermost's telemetry."""


class Server(Protocol):
    """What identifies the server; each is read when it is first asked for."""

    @property
    def diagnostic_id(self) -> str | None:
        """The identifier in Mattermost's telemetry; `DatabaseError` if it cannot be read."""

    @property
    def schema_version(self) -> str | None:
        """The schema's version, as in `Rows`; `DatabaseError` if it cannot be read."""

    @property
    def version(self) -> str | None:
        """The release, such as `9.5.1`, from the newest start in its log, else from itself.

        `None` where neither has it.
        """

    @property
    def build(self) -> str | None:
        """The build's number and, where the log names it, its commit behind a slash."""

    @property
    def build_hash(self) -> str | None:
        """The commit it was built from, from the same line; `None` where unknown."""


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
    def customer_id(self) -> str:
        """The id of the customer."""

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
    def is_gov_sku(self) -> bool:
        """Whether it is one for governments; `False` in licenses that do not say."""

    @property
    def is_non_production(self) -> bool:
        """Whether it is not for production; `False` in licenses that do not say."""

    @property
    def users(self) -> int:
        """For how many users it is."""

    def feature(self, name: str) -> bool:
        """Return whether the feature `name`, such as `mfa` or `ldap`, is licensed."""


class Node(Protocol):
    """A live node of the cluster; times are milliseconds since 1970."""

    @property
    def hostname(self) -> str:
        """The name or address at which the node says it can be reached."""

    @property
    def cluster_name(self) -> str:
        """The name of the cluster."""

    @property
    def gossip_port(self) -> int:
        """The port of the cluster's gossip."""

    @property
    def port(self) -> int:
        """The port of the cluster's other traffic."""

    @property
    def created_at(self) -> int:
        """When it joined."""

    @property
    def last_ping_at(self) -> int:
        """When it last said that it is alive: once a minute."""


class Process(Protocol):
    """The process of the server. What this program may not see is `None`, as is an unset limit."""

    @property
    def pid(self) -> int:
        """Its number."""

    @property
    def executable(self) -> Path:
        """The file that it runs."""

    @property
    def started_at(self) -> datetime:
        """When it started, in UTC."""

    @property
    def command(self) -> tuple[str, ...]:
        """The command and its arguments."""

    @property
    def open_files(self) -> int | None:
        """How many files and connections it has open."""

    @property
    def max_open_files(self) -> int | None:
        """How many it may have open."""
