"""The contract: what a collector package and the host exchange, and the marker of its hooks."""

from collections.abc import Mapping
from typing import Any, Literal, Protocol

import pluggy

from support_packet.contract.declarations import (
    FactValue,
    PacketFacts,
    PacketNotice,
    PacketOption,
    PacketSetting,
    SettingValue,
)
from support_packet.contract.files import Content, PacketFile, PacketFolder
from support_packet.contract.mattermost import Mattermost

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
