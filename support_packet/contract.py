"""The contract: what a collector package and the host exchange, and the marker of its hooks."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

import pluggy

from support_packet.declarations import (
    FactValue,
    PacketFacts,
    PacketNotice,
    PacketOption,
    PacketSetting,
    SettingValue,
)
from support_packet.files import Content, PacketFile, PacketFolder
from support_packet.installation_parts import Config, License, Log, Manifests, RotatedLog, Rows

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    import sqlalchemy

__all__ = [
    "CONTRACT",
    "PROJECT",
    "Content",
    "FactValue",
    "Facts",
    "Mattermost",
    "PackageSettings",
    "PacketFacts",
    "PacketFile",
    "PacketFolder",
    "PacketNotice",
    "PacketOption",
    "PacketSetting",
    "Purpose",
    "Request",
    "SettingValue",
    "hookimpl",
]

PROJECT = "support_packet"
"""pluggy's project name and the entry-point group in which collector packages register."""

CONTRACT = 1
"""The version of this contract.

A module that needs at least version 2 says `SUPPORT_PACKET_CONTRACT = 2`; a program with an older
one refuses it, and says why.
"""

hookimpl = pluggy.HookimplMarker(PROJECT)
"""Marks a function or method as the implementation of one of the hooks in `hookspecs`."""

Purpose = Literal["packet", "page", "check"]
"""What hooks are called for: a packet, the page that shows what one holds, or `check`."""

PackageSettings = Mapping[str, Any]
"""The values of the `PacketSetting`s of a collector, by name, each of its kind.

The operator sets `SUPPORT_PACKET_<ENTRY POINT>__<NAME>`; without it, the value is the default.
"""


class Request(Protocol):
    """What is asked for: a packet, or a look at what one would hold."""

    @property
    def purpose(self) -> Purpose:
        """What the hooks are called for."""

    def option(self, name: str) -> str:
        """Return the chosen value of the collector's own option `name`, or its default.

        `DeclarationError` for an option that the collector does not declare.
        """

    @property
    def hops(self) -> tuple[str, ...]:
        """The nodes of a cluster that this request came through, empty for a person's own."""


class Facts(Protocol):
    """All declared facts, evaluated only when a collector asks."""

    def collect(self) -> Mapping[str, FactValue]:
        """Evaluate every fact and return the known values, by key, sorted by key.

        A fact that fails is left out and becomes a warning of the packet.
        """


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

    def connect(self) -> "AbstractContextManager[sqlalchemy.Connection]":
        """Return a block with a read-only connection to Mattermost's database.

        `DatabaseError` where the database does not respond.
        """

    @property
    def rows(self) -> Rows:
        """What the database says about the server; `DatabaseError` if it does not respond."""

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

        Of several `sections`, the first whose directory has the file counts.
        """

    def rotated_logs(self, name: str, *sections: str) -> Iterator[RotatedLog]:
        """Yield the rotated files of that log, newest first, as far back as configured."""
