"""Packets made from the installed packages, and their contents."""

import sqlite3
from datetime import datetime
from typing import Any

from support.archive.entries import read
from support.distributions.disk import InstalledPackages
from support.distributions.loading import PATIENT, load

from support_packet.host.discovery.plugins import Collectors
from support_packet.host.hooks.declarations import Declarations, gather_declarations
from support_packet.host.packet import Packet
from support_packet.host.supervision.deadline import Deadline
from support_packet.mattermost.installation import Mattermost

NOW = datetime(2026, 3, 7, 13, 5, 59).astimezone()


class PacketMaker:
    """Makes packets from the installed packages, which it loads once."""

    def __init__(self, packages: InstalledPackages, mattermost: Mattermost) -> None:
        self.settings = PATIENT
        self._packages = packages
        self._mattermost = mattermost
        self._collectors: Collectors | None = None

    def reload(self) -> None:
        """Load the packages again before the next packet, including new ones."""
        self._collectors = None

    @property
    def collectors(self) -> Collectors:
        """The packages, loaded on first use."""
        if self._collectors is None:
            self._collectors = load(self._packages, self.settings)
        return self._collectors

    def declarations(self) -> Declarations:
        """Return the declarations of the packages for one packet."""
        return gather_declarations(self._mattermost, self.collectors, self.settings, Deadline(60))

    def database(self) -> None:
        """Create the database that the configuration names."""
        name = self._mattermost.config.text("SqlSettings.DataSource")
        sqlite3.connect(self._mattermost.directory / name).close()

    def make(self, **options: Any) -> Packet:
        """Return a packet; `options` are those of `Packet`."""
        return Packet(self._mattermost, self.collectors, self.settings, NOW, **options)

    def files(self, **options: Any) -> dict[str, str]:
        """Return the text of each file of a packet, in the packet's order."""
        return unpack(self.make(**options))


def unpack(packet: Packet) -> dict[str, str]:
    """Return the text of each file, in the packet's order; the ZIP is valid."""
    content = read(b"".join(packet.stream()))
    return {name: data.decode() for name, data in content.items()}


def file_names(declarations: Declarations) -> list[str]:
    """Return the names of the declared files, in the packet's order."""
    return [declared.value.name for declared in declarations.files]
